"""Edits that are not in an annotation file yet, each on the disk as soon as it is made.

A journal belongs to one state of the annotation file, named by its digest, and to every later state that was
announced in it before it was written. So after a crash at any moment it is known which of the edits the file
already holds.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from threading import RLock
from typing import Literal, cast

from annotator.model.changes import Change
from annotator.model.step_text import StepText
from annotator.store.disk import NO_LINK, contents, make_folder, write_atomically
from annotator.store.log_lines import Damaged, Data, decode_change, decode_lines, encode_change, encode_line

FORMAT = "annotator-journal/1"

Kind = Literal["do", "join", "undo", "redo"]
"""do: a new step of the history; join: goes on with the step before; undo, redo: moves along the history."""

_KINDS = ("do", "join", "undo", "redo")


@dataclass(frozen=True, slots=True)
class Edit:
    """One move of the history."""

    kind: Kind
    text: StepText
    change: Change


@dataclass(frozen=True, slots=True)
class Head:
    """What a journal belongs to. sha256: of the article's bytes. labels: a digest of what may be said.
    base: digest of the annotation file's bytes before the first edit, None where there was none."""

    article: str
    annotator: str
    sha256: str
    labels: str
    base: str | None

    def at(self, base: str | None) -> Head:
        """Return the same for another state of the annotation file."""
        return replace(self, base=base)

    def as_data(self, kind: str) -> Data:
        """Return it as the first line of a file of that format."""
        return {"format": kind, **asdict(self)}

    @classmethod
    def from_data(cls, data: Data) -> Head:
        """Raises LookupError or TypeError where a line is no such head."""
        return cls(**{item.name: data[item.name] for item in fields(cls)})


@dataclass(frozen=True, slots=True)
class Found:
    """A journal as it was found. states: how many edits the file of each digest holds. end, sum: where it is
    whole up to. broken: more follows that cannot be read, and is not just an unfinished line."""

    head: Head
    edits: tuple[Edit, ...]
    states: Mapping[str | None, int]
    end: int
    sum: int
    broken: bool


def read_journal(path: Path) -> Found | None:
    """Read a journal; None where there is none. Raises Damaged where nothing of it can be read, OSError."""
    try:
        content = contents(path)
    except FileNotFoundError:
        return None
    lines = decode_lines(content)
    if not lines.data and not lines.broken:
        return None  # the end came before the first line was whole: no edit was in it
    if not lines.data or lines.data[0].get("format") != FORMAT:
        raise Damaged("it is no journal of this version of the program")
    try:
        head = Head.from_data(lines.data[0])
        edits: list[Edit] = []
        states: dict[str | None, int] = {head.base: 0}
        for line in lines.data[1:]:
            if "file" in line:
                states[line["file"]] = int(line["holds"])
            else:
                edits.append(_edit(line))
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise Damaged(f"the journal is damaged ({error})") from error
    return Found(head, tuple(edits), states, lines.end, lines.sum, lines.broken)


def _edit(line: Data) -> Edit:
    if line["edit"] not in _KINDS:
        raise Damaged("has an edit of no kind")
    return Edit(line["edit"], decode_text(line), decode_change(line))


def _line(edit: Edit) -> Data:
    return {"edit": edit.kind, **encode_text(edit.text), **encode_change(edit.change)}


def encode_text(text: StepText) -> Data:
    return {"text": text.pattern, "with": dict(text.values)}


def decode_text(line: Data) -> StepText:
    """Return the words of a step. Raises LookupError, TypeError or ValueError where a line has none."""
    words, values = str(line["text"]), cast("Data", line["with"])
    return StepText(words, **{name: str(value) for name, value in values.items()})


class Journal:
    """The journal of one annotation file that is open for writing. Safe to use from several threads.

    Taking an edit never fails: what the disk refuses is kept, and is written with the next edit.
    """

    def __init__(self, path: Path, head: Head, found: Found | None = None) -> None:
        """found: what is there already and is gone on with."""
        self.path = path
        self._lock = RLock()
        self._file: int | None = None
        self._head = head
        self._count = 0
        self._end = self._sum = 0
        self._waiting = b""
        self.trouble: OSError | None = None
        """Why the last edits could not be written; None where all are."""
        if found:
            self._head, self._count = found.head, len(found.edits)
            self._end, self._sum = found.end, found.sum

    @property
    def count(self) -> int:
        """How many edits have been taken since the state that the journal belongs to."""
        return self._count

    def take(self, edit: Edit) -> None:
        """Write an edit to the file, which outlives the end of this process then."""
        with self._lock:
            self._count += 1
            self._add(_line(edit))

    def announce(self, digest: str, holds: int) -> None:
        """Say that an annotation file with this digest, soon to be written, holds the first edits.

        After a power cut a journal may be shorter than it was. One that lacks edits, and what was announced
        with them, would be taken for edits that a file of somebody else lacks: so it is flushed before the
        file is put in place. Of a single edit nothing can be left that the file does not hold as it is.
        """
        with self._lock:
            self._add({"file": digest, "holds": holds})
            file = os.dup(self._file) if self._count > 1 and self._file is not None else None
        if file is not None:
            # Outside of the lock, for it takes long, and the next edit must not wait.
            with suppress(OSError):
                os.fsync(file)
            os.close(file)

    def settle(self, digest: str, holds: int) -> None:
        """Say that the annotation file with this digest is on the disk: the journal goes if it holds all."""
        with self._lock:
            if holds == self._count:
                self._begin(digest)
                with suppress(OSError):
                    self.path.unlink()

    def begin_again(self, digest: str | None, edit: Edit | None) -> None:
        """Belong to another state of the annotation file, from which the edit leads to what is present."""
        with self._lock:
            self._begin(digest)
            if edit is None:
                with suppress(OSError):
                    self.path.unlink()
                return
            self._count = 1
            self._enter(self._head.as_data(FORMAT))
            self._enter(_line(edit))
            try:
                # At once, so that there is no moment without the edits of before.
                write_atomically(self.path, self._waiting, flushed=False)
            except OSError as error:
                self.trouble = error
            else:
                self._end, self._waiting = len(self._waiting), b""

    def flush(self) -> None:
        """Bring what was taken to the disk itself, so that it outlives a power cut. Raises OSError."""
        with self._lock:
            self._write()
            if self.trouble:
                raise self.trouble
            if self._file is not None:
                os.fsync(self._file)

    def discard(self) -> None:
        """Forget all edits."""
        with self._lock:
            self.begin_again(self._head.base, None)

    def close(self) -> None:
        """Leave the journal as it is."""
        with self._lock:
            if self._file is not None:
                os.close(self._file)
                self._file = None

    def _begin(self, digest: str | None) -> None:
        self.close()
        self._head = self._head.at(digest)
        self._count = self._end = self._sum = 0
        self._waiting, self.trouble = b"", None

    def _add(self, data: Data) -> None:
        if not self._end and not self._waiting:
            self._enter(self._head.as_data(FORMAT))
        self._enter(data)
        self._write()

    def _enter(self, data: Data) -> None:
        line, self._sum = encode_line(data, self._sum)
        self._waiting += line

    def _write(self) -> None:
        """Write what waits, from where the file is whole: after a failure the same bytes once more."""
        if not self._waiting:
            return
        try:
            if self._file is None:
                self._file = self._open()
            os.lseek(self._file, self._end, os.SEEK_SET)
            left = memoryview(self._waiting)
            while left:
                left = left[os.write(self._file, left) :]
        except OSError as error:
            self.trouble = error
        else:
            self._end += len(self._waiting)
            self._waiting, self.trouble = b"", None

    def _open(self) -> int:
        flags = os.O_WRONLY | os.O_CREAT | NO_LINK | getattr(os, "O_BINARY", 0)
        make_folder(self.path.parent)
        file = os.open(self.path, flags, 0o666)
        os.ftruncate(file, self._end)
        return file


def set_aside(path: Path) -> Path:
    """Give a journal that fits nothing another name, under which it stays; return it. Raises OSError."""
    number = 1
    while (kept := path.with_name(f"{path.name}.kept-{number}")).exists():
        number += 1
    path.rename(kept)
    return kept

"""What a program asks of a disk, and every state in which a power cut could leave it.

The rules are those that POSIX gives and journalling file systems keep (as CrashMonkey and ALICE assume them).
What was written to a file is sure after fsync of that file; before, it may be there in part, torn anywhere,
or as zeros. Names in a folder are sure after fsync of that folder; before, they come in the order in which
they were made, each folder's for itself.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random
from typing import Any, BinaryIO
from unittest.mock import MagicMock as Mock

import pytest

FOLDER = -1
"""Stands for the content of a folder, which has none of its own."""


@dataclass(frozen=True)
class Call:
    """One call. what: write, truncate, sync (of a file); link, unlink, rename, syncdir (of a folder); said.

    path: of the folder, or what was said; name: in it.
    """

    what: str
    file: int = 0
    path: str = ""
    name: str = ""
    to: str = ""
    place: int = 0
    data: bytes = b""


class Recorder:
    """Calls to the disk below a folder, in their order. before: the files that were there at first."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.calls: list[Call] = []
        self.before = {
            path.relative_to(folder).as_posix(): None if path.is_dir() else path.read_bytes()
            for path in sorted(folder.rglob("*"))
        }
        self.numbers = {name: number for number, name in enumerate(self.before, 1)}
        """Of files that exist by now."""
        self._last = len(self.numbers)
        self._open: dict[int, tuple[int, str]] = {}
        self._places: dict[int, int] = {}

    def say(self, words: str) -> None:
        self.calls.append(Call("said", path=words))

    @contextmanager
    def recording(self) -> Iterator[None]:
        """Record all that is done through os, as the store does it."""
        names = ("open", "write", "lseek", "ftruncate", "fsync", "dup", "mkdir", "rmdir")
        with pytest.MonkeyPatch.context() as patch:
            for name in (*names, "replace", "rename", "unlink"):
                patch.setattr(os, name, self._noted(getattr(os, name), getattr(self, f"_after_{name}")))
            patch.setattr(os, "fdopen", partial(self._fdopen, os.fdopen))
            yield

    def _fdopen(self, real: Callable[..., BinaryIO], descriptor: int, mode: str) -> BinaryIO:
        file = real(descriptor, mode)
        if mode != "wb":
            return file
        # What is written is handed to the system at once: there is no more than one write.
        noted = Mock(wraps=file)
        noted.write.side_effect = lambda data: self._after_write(file.write(data), descriptor, data)
        noted.__enter__ = lambda _: noted
        noted.__exit__ = lambda *_: file.close()
        return noted

    @staticmethod
    def _noted(real: Callable[..., Any], note: Callable[..., None]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            result = real(*arguments, **named)
            note(result, *arguments)
            return result

        return call

    def _below(self, path: Any) -> str | None:
        """Return a path below the folder, "" for the folder itself; None for one outside."""
        path = Path(os.fsdecode(path))
        if not path.is_relative_to(self.folder):
            return None
        return "" if path == self.folder else path.relative_to(self.folder).as_posix()

    def _link(self, below: str, number: int) -> None:
        self.numbers[below] = number
        self.calls.append(Call("link", number, *_parted(below)))

    def _new(self) -> int:
        self._last += 1
        return self._last

    # each is told the call's result and arguments --------------------------------------------------

    def _after_open(self, descriptor: int, path: Any, flags: int, *_: Any) -> None:
        below = self._below(path) if not isinstance(path, int) else None
        self._open.pop(descriptor, None)
        if below is None:
            return
        if below not in self.numbers and flags & os.O_CREAT:
            self._link(below, self._new())
        if Path(path).is_dir():
            self._open[descriptor] = (FOLDER, below)
        else:
            self._open[descriptor] = (self.numbers[below], below)
            self._places[descriptor] = 0

    def _after_write(self, count: int, descriptor: int, data: Any) -> None:
        if descriptor in self._open:
            place = self._places[descriptor]
            number = self._open[descriptor][0]
            self.calls.append(Call("write", number, place=place, data=bytes(data[:count])))
            self._places[descriptor] = place + count

    def _after_lseek(self, place: int, descriptor: int, *_: Any) -> None:
        self._places[descriptor] = place

    def _after_ftruncate(self, _: None, descriptor: int, size: int) -> None:
        if descriptor in self._open:
            self.calls.append(Call("truncate", self._open[descriptor][0], place=size))

    def _after_fsync(self, _: None, descriptor: int) -> None:
        if descriptor in self._open:
            number, below = self._open[descriptor]
            self.calls.append(Call("syncdir", path=below) if number == FOLDER else Call("sync", number))

    def _after_dup(self, new: int, descriptor: int) -> None:
        if descriptor in self._open:
            self._open[new] = self._open[descriptor]
            self._places[new] = self._places.get(descriptor, 0)

    def _after_mkdir(self, _: None, path: Any, *__: Any) -> None:
        if below := self._below(path):
            self._link(below, FOLDER)

    def _after_rmdir(self, _: None, path: Any) -> None:
        self._after_unlink(_, path)

    def _after_unlink(self, _: None, path: Any, *__: Any) -> None:
        if below := self._below(path):
            del self.numbers[below]
            self.calls.append(Call("unlink", 0, *_parted(below)))

    def _after_rename(self, _: None, old: Any, new: Any) -> None:
        if below := self._below(old):
            folder, name = _parted(below)
            self.numbers[self._below(new)] = self.numbers.pop(below)
            self.calls.append(Call("rename", 0, folder, name, Path(new).name))

    _after_replace = _after_rename


def _parted(below: str) -> tuple[str, str]:
    folder, _, name = below.rpartition("/")
    return folder, name


@dataclass
class _File:
    sure: bytes = b""
    pending: list[Call] = field(default_factory=list)

    @property
    def now(self) -> bytes:
        return _done(self.sure, self.pending)


@dataclass
class _Folder:
    sure: dict[str, int] = field(default_factory=dict)
    pending: list[Call] = field(default_factory=list)


class PowerCut:
    """The disk after so many calls, when the power is cut: what is sure, and what is not."""

    def __init__(self, recorder: Recorder, calls: int) -> None:
        self._files: dict[int, _File] = {}
        self._folders: dict[str, _Folder] = {"": _Folder()}
        for number, (below, content) in enumerate(recorder.before.items(), 1):
            folder, name = _parted(below)
            if content is None:
                self._folders[below] = _Folder()
            else:
                self._files[number] = _File(content)
            self._folders[folder].sure[name] = FOLDER if content is None else number
        for call in recorder.calls[:calls]:
            self._follow(call)

    def _follow(self, call: Call) -> None:
        if call.what in ("write", "truncate"):
            self._files.setdefault(call.file, _File()).pending.append(call)
        elif call.what == "sync":
            file = self._files.setdefault(call.file, _File())
            file.sure, file.pending = file.now, []
        elif call.what == "syncdir":
            folder = self._folders[call.path]
            folder.sure, folder.pending = _named(folder.sure, folder.pending), []
        elif call.what != "said":
            folder = self._folders.setdefault(call.path, _Folder())
            folder.pending.append(call)
            if call.what == "link" and call.file == FOLDER:
                self._folders[f"{call.path}/{call.name}".lstrip("/")] = _Folder()

    def left(self, chance: Random, kind: str) -> dict[str, bytes | None]:
        """Return what is there when the power is back, by path; None for folders.

        kind: "nothing" of what is not sure, "everything", "names" without content, "torn" at random.
        """
        found: dict[str, bytes | None] = {}
        self._collect("", chance, kind, found)
        return found

    def _collect(self, path: str, chance: Random, kind: str, found: dict[str, bytes | None]) -> None:
        folder = self._folders[path]
        pending = folder.pending
        if kind == "nothing":
            pending = []
        elif kind == "torn":
            pending = pending[: chance.randint(0, len(pending))]
        for name, number in _named(folder.sure, pending).items():
            below = f"{path}/{name}".lstrip("/")
            if number == FOLDER:
                found[below] = None
                self._collect(below, chance, kind, found)
            else:
                found[below] = _content(self._files.get(number, _File()), chance, kind)


def _named(names: dict[str, int], calls: list[Call]) -> dict[str, int]:
    names = {**names}
    for call in calls:
        if call.what == "link":
            names[call.name] = call.file
        elif call.what == "unlink":
            names.pop(call.name, None)
        elif call.name in names:
            names[call.to] = names.pop(call.name)
    return names


def _content(file: _File, chance: Random, kind: str) -> bytes:
    if kind in ("nothing", "names"):
        return file.sure
    if kind == "everything" or not file.pending:
        return file.now
    done, rest = file.pending[: (at := chance.randint(0, len(file.pending)))], file.pending[at:]
    content = _done(file.sure, done)
    if rest and rest[0].what == "write" and chance.random() < 0.7:
        part = rest[0].data[: chance.randint(0, len(rest[0].data))]
        whole = rest[0].data
        # The size may be on the disk before the content is.
        part = part + b"\0" * (len(whole) - len(part)) if chance.random() < 0.3 else part
        content = _written(content, rest[0].place, part)
    return content


def _done(content: bytes, calls: list[Call]) -> bytes:
    for call in calls:
        if call.what == "truncate":
            content = content[: call.place].ljust(call.place, b"\0")
        else:
            content = _written(content, call.place, call.data)
    return content


def _written(content: bytes, place: int, data: bytes) -> bytes:
    return content[:place].ljust(place, b"\0") + data + content[place + len(data) :]

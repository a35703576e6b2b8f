"""Files of another tool: one file, or a folder with folders in it, read within bounds."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from annotator.model.faults import AnnotatorError, Fault, FaultyFile

MAX_BYTES = 256 << 20
"""Of a file that is read whole; one that is read line by line may be longer."""
MAX_LINE = 64 << 20


class Source:
    """What is imported. path: a file or a folder; names: of files in it, with / between folders, sorted."""

    def __init__(self, path: Path) -> None:
        """Raises AnnotatorError where there is nothing."""
        if not path.exists():
            raise AnnotatorError(f"{path}: there is no such file or folder")
        self.path = path
        self.is_folder = path.is_dir()

    def names(self, *suffixes: str) -> Iterator[str]:
        """Yield the names of files that end so (any case), in a stable order; all without suffixes.

        Of a single file its own name, whatever it ends in. Hidden files and links to folders are passed over.
        """
        if not self.is_folder:
            yield self.path.name
            return
        wanted = tuple(suffix.lower() for suffix in suffixes)
        for name in self._walk(""):
            if not wanted or name.lower().endswith(wanted):
                yield name

    def _walk(self, below: str) -> Iterator[str]:
        try:
            with os.scandir(self.path / below) as entries:
                here = sorted((entry for entry in entries if not entry.name.startswith(".")), key=_name)
        except OSError as error:
            raise _unreadable(below or self.path.name, error) from error
        for entry in here:
            if entry.is_dir(follow_symlinks=False):
                yield from self._walk(f"{below}{entry.name}/")
            elif entry.is_file():
                yield f"{below}{entry.name}"

    def has(self, name: str) -> bool:
        """Whether there is a file of that name; of a single file also one beside it."""
        return self._path(name).is_file()

    def open(self, name: str) -> BinaryIO:
        """Return a binary file, to be used in ``with``. Raises FaultyFile."""
        try:
            return self._path(name).open("rb")
        except OSError as error:
            raise _unreadable(name, error) from error

    def size(self, name: str) -> int:
        """Return how many bytes a file has. Raises FaultyFile."""
        with self.open(name) as file:
            return file.seek(0, os.SEEK_END)

    def data(self, name: str) -> bytes:
        """Return a file's bytes. Raises FaultyFile, also for one that is too large."""
        with self.open(name) as file:
            try:
                data = file.read(MAX_BYTES + 1)
            except OSError as error:
                raise _unreadable(name, error) from error
        if len(data) > MAX_BYTES:
            raise _faulty(name, f"is larger than {MAX_BYTES >> 20} megabytes, the most that is read at once")
        return data

    def text(self, name: str) -> str:
        """Return a file's text, a byte-order mark and line ends as they are. Raises FaultyFile."""
        return decoded(self.data(name), name)

    def lines(self, name: str) -> Iterator[tuple[int, str]]:
        """Yield (number from 1, line without its line feed or CRLF); a byte-order mark is dropped.

        Raises FaultyFile for a line that is too long or no UTF-8.
        """
        with self.open(name) as file:
            number = 0
            while line := file.readline(MAX_LINE + 1):
                number += 1
                if len(line) > MAX_LINE:
                    message = f"is longer than {MAX_LINE >> 20} megabytes, the most that is read"
                    raise _faulty(name, message, number)
                if number == 1:
                    line = line.removeprefix(b"\xef\xbb\xbf")
                line = line.removesuffix(b"\n").removesuffix(b"\r")
                yield number, decoded(line, name, number)

    def _path(self, name: str) -> Path:
        return (self.path if self.is_folder else self.path.parent) / name


def decoded(data: bytes, name: str, line: int = 0) -> str:
    """Return bytes as UTF-8 text. Raises FaultyFile with the byte's place."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = line or data.count(b"\n", 0, error.start) + 1
        raise _faulty(name, f"is not UTF-8 at byte {error.start}", line, "not-utf-8") from None


def _name(entry: os.DirEntry[str]) -> str:
    return entry.name


def _faulty(name: str, message: str, line: int = 0, code: str = "") -> FaultyFile:
    return FaultyFile(name, [Fault(message, "", line, code=code)])


def _unreadable(name: str, error: OSError) -> FaultyFile:
    return _faulty(name, f"cannot be read: {(error.strerror or str(error)).lower()}", code="unreadable")

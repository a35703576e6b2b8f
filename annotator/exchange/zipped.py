"""A source in which archives are folders: what stands in a zip file is named below it.

An exported project of INCEpTION is an archive with an archive for each annotator's document in it.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from annotator.exchange.source import MAX_BYTES, Source
from annotator.model.faults import Fault, FaultyFile

_SUFFIX = ".zip"
_DEPTH = 2
_MAX_MEMBERS = 200_000
_BROKEN = (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)
"""What the standard library raises for archives that are damaged, encrypted or packed in an unknown way."""


class Unzipped(Source):
    """Another source with its archives opened."""

    def __init__(self, source: Source) -> None:  # pyright: ignore[reportMissingSuperCall]
        self.path = source.path
        self._source = source
        self._archives: dict[str, ZipFile] = {}
        self._broken: dict[str, FaultyFile] = {}
        self.is_folder = source.is_folder or any(map(_is_archive, source.names()))

    def names(self, *suffixes: str) -> Iterator[str]:
        """Yield the names of files, in archives too; that of an archive where it cannot be read: to open it
        then says why."""
        wanted = tuple(suffix.lower() for suffix in suffixes)
        for name in self._source.names():
            for inner in self._inside(name, 1) if _is_archive(name) else (name,):
                is_wanted = not (self.is_folder and wanted) or inner.lower().endswith(wanted)
                if is_wanted or inner in self._broken:
                    yield inner

    def _inside(self, name: str, depth: int) -> Iterator[str]:
        try:
            members = self._members(name)
        except FaultyFile as error:
            self._broken[name] = error
            yield name
            return
        for info in sorted(members, key=lambda one: one.filename):
            inner = f"{name}/{info.filename}"
            if _is_archive(inner) and depth < _DEPTH:
                yield from self._inside(inner, depth + 1)
            elif not info.is_dir():
                yield inner

    def _members(self, name: str) -> list[ZipInfo]:
        members = self._archive(name).infolist()
        if len(members) > _MAX_MEMBERS:
            raise _faulty(name, f"holds more than {_MAX_MEMBERS:,} files")
        return members

    def _archive(self, name: str) -> ZipFile:
        if name not in self._archives:
            for other in [one for one in self._archives if not name.startswith(f"{one}/")]:
                self._archives.pop(other).close()
            file = self.open(name)
            try:
                self._archives[name] = ZipFile(file)
            except _BROKEN as error:
                raise _faulty(name, f"is no archive that can be read: {error}") from None
        return self._archives[name]

    def has(self, name: str) -> bool:
        """Whether there is a file of that name."""
        outer, inner = _parted(name)
        if not outer:
            return self._source.has(name)
        return inner in self._archive(outer).NameToInfo

    def open(self, name: str) -> BinaryIO:
        """Return a binary file, to be used in ``with``. Raises FaultyFile."""
        if name in self._broken:
            raise self._broken[name]
        outer, inner = _parted(name)
        if not outer:
            return self._source.open(name)
        archive = self._archive(outer)
        try:
            with archive.open(inner) as file:
                # The size that the archive tells need not be true.
                data = file.read(MAX_BYTES + 1)
        except (*_BROKEN, KeyError) as error:
            raise _faulty(name, f"cannot be taken out of its archive: {error}") from None
        if len(data) > MAX_BYTES:
            raise _faulty(name, f"is larger than {MAX_BYTES >> 20} megabytes, the most that is read at once")
        return io.BytesIO(data)


def without_archives(name: str) -> str:
    """Return a name without the archives that stand in it like folders."""
    *folders, file = name.split("/")
    return "/".join([*(folder for folder in folders if not _is_archive(folder)), file])


def _parted(name: str) -> tuple[str, str]:
    """Return the innermost archive that a name leads through, and the rest; "" and all for one in none."""
    place = name.lower().rfind(f"{_SUFFIX}/")
    return (name[: place + len(_SUFFIX)], name[place + len(_SUFFIX) + 1 :]) if place >= 0 else ("", name)


def _is_archive(name: str) -> bool:
    return name.lower().endswith(_SUFFIX)


def _faulty(name: str, message: str) -> FaultyFile:
    return FaultyFile(name, [Fault(message)])

"""What is imported, opened: an archive is taken apart into a folder that is gone afterwards."""

from __future__ import annotations

import zlib
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import BadZipFile, ZipFile, is_zipfile

from annotator.exchange.formats import FORMATS
from annotator.exchange.sniffing import guess
from annotator.exchange.source import Source
from annotator.model.faults import AnnotatorError, Fault, FaultyFile
from annotator.store.disk import is_file

_MOST_FILES, _MOST_BYTES = 200_000, 8 << 30
_BROKEN = (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)
"""What the standard library raises for archives that are damaged, encrypted or packed in an unknown way."""


@contextmanager
def opened(path: Path, *, with_archives: bool = False) -> Generator[Source]:
    """Give a source. with_archives: as it is; else an archive is taken apart, and is a folder of its name.

    Raises AnnotatorError where there is nothing, FaultyFile for an archive that cannot be opened.
    """
    if with_archives or not is_archive(path):
        yield Source(path)
        return
    with TemporaryDirectory(prefix="annotator-import-") as folder:
        target = Path(folder, path.stem)
        target.mkdir()
        _take_apart(path, target)
        yield Source(target)


def is_archive(path: Path) -> bool:
    """Whether a file is a zip archive."""
    try:
        return is_file(path) and is_zipfile(path)
    except OSError:
        return False


def format_of(path: Path) -> str:
    """Return the name of the format that files seem to be in. Raises AnnotatorError."""
    if not is_archive(path):
        return guess(Source(path), FORMATS.values()).name
    try:
        return guess(Source(path), [row for row in FORMATS.values() if row.archives]).name
    except AnnotatorError:
        with opened(path) as source:
            return guess(source, FORMATS.values()).name


def _take_apart(path: Path, target: Path) -> None:
    try:
        with ZipFile(path) as archive:
            members = archive.infolist()
            size = sum(member.file_size for member in members)
            if len(members) > _MOST_FILES or size > _MOST_BYTES:
                raise _faulty(
                    path, f"holds {len(members):,} files of {size >> 20:,} megabytes: too much at once"
                )
            for member in members:
                # Leaves out what would lead elsewhere: absolute paths and those upward.
                archive.extract(member, target)
    except _BROKEN as error:
        raise _faulty(path, f"is no archive that can be read: {error}") from None


def _faulty(path: Path, message: str) -> FaultyFile:
    return FaultyFile(path.name, [Fault(message)])

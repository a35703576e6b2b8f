"""Where a writer's bytes go: a file, a folder, or nowhere when only the losses are wanted."""

from __future__ import annotations

import io
from collections.abc import Generator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import BinaryIO, Protocol


class Output(Protocol):
    """Takes files. Each name is given once. Raises OSError where the disk does."""

    def open(self, name: str = "") -> AbstractContextManager[BinaryIO]:
        """Return a new binary file, to be used in ``with``.

        name: below the target folder, with / between folders. In a format of one file, "" is that file
        and ".config.xml" another beside it, that goes by its name.
        """
        ...


class DiskOutput:
    """Files on the disk. target: a folder, or the one file; names: those written, from its folder."""

    def __init__(self, target: Path, *, one_file: bool) -> None:
        self._target = target
        self._one_file = one_file
        self.names: list[str] = []

    @contextmanager
    def open(self, name: str = "") -> Generator[BinaryIO]:
        path = self._path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        self.names.append(path.relative_to(self._folder).as_posix())
        # An article of that name was written before: two would be one.
        with path.open("xb") as file:
            yield file

    @property
    def _folder(self) -> Path:
        return self._target.parent if self._one_file else self._target

    def _path(self, name: str) -> Path:
        if self._one_file:
            return self._target.with_name(f"{self._target.stem}{name}") if name else self._target
        parts = name.split("/")
        if any(part in ("", ".", "..") for part in parts):
            raise ValueError(f"{name!r} is no name for a file")
        return self._target.joinpath(*parts)


class _Nothing(io.BytesIO):
    """A file that counts what is written and keeps nothing of it."""

    def __init__(self) -> None:
        super().__init__()
        self._length = 0

    def write(self, data: object, /) -> int:
        size = memoryview(data).nbytes  # pyright: ignore[reportArgumentType]
        self._length += size
        return size

    def tell(self) -> int:
        return self._length


class NoOutput:
    """Takes everything and keeps nothing. names: as DiskOutput has them."""

    def __init__(self) -> None:
        self.names: list[str] = []

    @contextmanager
    def open(self, name: str = "") -> Generator[BinaryIO]:
        self.names.append(name)
        yield _Nothing()

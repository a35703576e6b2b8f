"""Disks that fail: one that is really full or read-only where the system lets us make it, else system calls
that refuse."""

from __future__ import annotations

import errno
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def refusing(call: str, number: int, where: str = "") -> Iterator[list[str]]:
    """Let a function of os fail with that errno, as often as it is called; yields a list of the calls.

    where: only for paths that hold these letters.
    """
    calls: list[str] = []
    real = getattr(os, call)

    def refuse(*arguments: object, **named: object) -> object:
        if where not in str(arguments[0]):
            return real(*arguments, **named)
        calls.append(str(arguments[0]))
        raise OSError(number, os.strerror(number))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, call, refuse)
        yield calls


class SmallDisk:
    """A file system of its own, a few pages large."""

    def __init__(self, folder: Path, size: str) -> None:
        folder.mkdir()
        self.folder = folder
        self._mount("-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder))

    def fill(self) -> Path:
        """Leave no room for a single byte."""
        path = self.folder / "filling"
        with path.open("wb", buffering=0) as file:
            for size in (4096, 1):
                try:
                    while True:
                        file.write(b"x" * size)
                except OSError as error:
                    if error.errno != errno.ENOSPC:
                        raise
        return path

    def forbid_writing(self) -> None:
        self._mount("-o", "remount,ro", str(self.folder))

    def remove(self) -> None:
        subprocess.run(["umount", "-l", str(self.folder)], check=False, capture_output=True)

    def _mount(self, *arguments: str) -> None:
        try:
            subprocess.run(["mount", *arguments], check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError) as error:
            pytest.skip(f"no file system can be mounted here: {error}")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[SmallDisk]:
    disk = SmallDisk(tmp_path / "disk", "256k")
    yield disk
    disk.remove()

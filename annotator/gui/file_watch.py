"""Notices that another program writes the open article's annotations, and has the session look at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer

SETTLED = 150
"""Milliseconds without a change until a file is looked at: programs write in several steps."""


class FileWatch(QObject):
    """Watches one file, also before it is there and after it was replaced."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._path: Path | None = None
        self._look: Callable[[], None] | None = None
        self._watcher: QFileSystemWatcher | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SETTLED)
        self._soon.timeout.connect(self._settled)

    def watch(self, path: Path, look: Callable[[], None]) -> None:
        """Call look whenever the file may be another, until another file is watched."""
        self._path, self._look = path, look
        self._begin()

    def stop(self) -> None:
        """Watch nothing any more."""
        self._path = self._look = None
        self._soon.stop()
        self._begin()

    def _begin(self) -> None:
        if self._watcher is None:
            self._watcher = QFileSystemWatcher(self)
            self._watcher.fileChanged.connect(self._soon.start)
            self._watcher.directoryChanged.connect(self._soon.start)
        watched = [*self._watcher.files(), *self._watcher.directories()]
        # A file that was replaced is another one for the watcher; one that is not there yet has a folder.
        places = [self._path, self._path.parent] if self._path else []
        wanted = [str(place) for place in places if place.exists()]
        if gone := [place for place in watched if place not in wanted]:
            self._watcher.removePaths(gone)
        if new := [place for place in wanted if place not in watched]:
            self._watcher.addPaths(new)

    def _settled(self) -> None:
        self._begin()
        if self._look:
            self._look()

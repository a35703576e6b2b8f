"""Notices that files of a corpus change, whoever writes them; what has changed is for others to find out."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

SETTLED = 400
"""Milliseconds without a change until it is told: a save, or a checkout of many files, comes in steps."""

_MOST = 400
"""Folders that are watched: a system has only so many watches."""


class CorpusWatch(QObject):
    """Watches folders. Files written in place make no folder change: the figures' process looks for them."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._watcher = QFileSystemWatcher(self)
        self._tops: tuple[Path, ...] = ()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SETTLED)
        self._soon.timeout.connect(self._settled)
        self._watcher.directoryChanged.connect(self._soon.start)
        self._watcher.fileChanged.connect(self._soon.start)

    def watch(self, *tops: Path) -> None:
        """Watch these folders and those in them, and these files."""
        self._tops = tops
        watched = {*self._watcher.files(), *self._watcher.directories()}
        wanted = set(list(self._places())[:_MOST])
        if gone := watched - wanted:
            self._watcher.removePaths(sorted(gone))
        if new := wanted - watched:
            self._watcher.addPaths(sorted(new))

    def _places(self) -> Iterator[str]:
        for top in self._tops:
            if top.is_file():
                yield str(top)
            for folder, inner, _ in os.walk(top):
                inner[:] = [name for name in inner if not name.startswith(".")]
                yield folder

    def _settled(self) -> None:
        self.watch(*self._tops)
        self.changed.emit()

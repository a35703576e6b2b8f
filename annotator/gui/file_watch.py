"""Notices that another program writes the open article's annotations, and has the session look at once.

The system tells of most changes; of those on network folders and of locks that end with their process it does
not. So files are looked at every few seconds as well.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer

SETTLED = 150
"""Milliseconds without a change until a file is looked at: programs write in several steps."""
OFTEN = 3_000
"""Milliseconds between looks at what the system tells nothing of."""

Stamp = tuple[int, int, int] | None
"""Time, size and number of a file; None where there is none."""


class FileWatch(QObject):
    """Watches one file, also before it is there and after it was replaced."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._path: Path | None = None
        self._beside: tuple[Path, ...] = ()
        self._look: Callable[[], None] | None = None
        self._tick: Callable[[], None] | None = None
        self._stamps: tuple[Stamp, ...] = ()
        self._watcher: QFileSystemWatcher | None = None
        self._soon, self._often = QTimer(self), QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SETTLED)
        self._soon.timeout.connect(self._settled)
        self._often.setInterval(OFTEN)
        self._often.timeout.connect(self.check)

    def watch(
        self,
        path: Path,
        look: Callable[[], None],
        beside: Sequence[Path] = (),
        tick: Callable[[], None] | None = None,
    ) -> None:
        """Call look whenever the file, or one beside it, may be another, until another file is watched.

        tick: is called every few seconds, whether anything changed or not.
        """
        self._path, self._look = path, look
        self._beside, self._tick = tuple(beside), tick
        self._stamps = self._now()
        self._begin()
        self._often.start()

    def stop(self) -> None:
        """Watch nothing any more."""
        self._path = self._look = self._tick = None
        self._beside = ()
        self._soon.stop()
        self._often.stop()
        self._begin()

    def check(self) -> None:
        """Look here and now whether anything changed."""
        if self._tick:
            self._tick()
        if self._path and self._now() != self._stamps:
            self._soon.stop()
            self._settled()

    def _begin(self) -> None:
        if self._watcher is None:
            self._watcher = QFileSystemWatcher(self)
            self._watcher.fileChanged.connect(self._soon.start)
            self._watcher.directoryChanged.connect(self._soon.start)
        watched = [*self._watcher.files(), *self._watcher.directories()]
        # A file that was replaced is another one for the watcher; one that is not there yet has a folder.
        places = [*self._paths, self._path.parent] if self._path else []
        wanted = [str(place) for place in places if place.exists()]
        if gone := [place for place in watched if place not in wanted]:
            self._watcher.removePaths(gone)
        if new := [place for place in wanted if place not in watched]:
            self._watcher.addPaths(new)

    def _settled(self) -> None:
        self._begin()
        self._stamps = self._now()
        if self._tick:
            self._tick()
        if self._look:
            self._look()

    @property
    def _paths(self) -> list[Path]:
        return [self._path, *self._beside] if self._path else []

    def _now(self) -> tuple[Stamp, ...]:
        return tuple(map(_stamp_of, self._paths))


def _stamp_of(path: Path) -> Stamp:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino

"""Notices that an annotator's files change while an adjudication is open."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

if TYPE_CHECKING:
    from annotator.session.adjudicating import AdjudicationSession

SETTLED = 200
"""Milliseconds without a change until the files are looked at: programs write in several steps."""


class AnnotatorsWatch(QObject):
    """Watches the folders of all annotators, and the files of the article that is looked at."""

    changed = Signal(list)
    """Paths of articles of which an annotator's file is another by now."""

    def __init__(self, review: AdjudicationSession, parent: QObject) -> None:
        super().__init__(parent)
        self._review = review
        self._article = ""
        self._folders: set[str] = set()
        self._watcher = QFileSystemWatcher(self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SETTLED)
        self._soon.timeout.connect(self.look)
        self._watcher.fileChanged.connect(self._soon.start)
        self._watcher.directoryChanged.connect(self._soon.start)

    def look_around(self) -> None:
        """Watch the folders of all articles that are there by now."""
        corpus, names = self._review.corpus, self._review.annotators
        nearby = {PurePosixPath(article).parent: article for article in self._review.articles}
        paths = [corpus.annotation_path(name, article) for name in names for article in nearby.values()]
        self._folders = {str(path.parent) for path in paths if path.parent.exists()}
        self._set()

    def watch(self, article: str) -> None:
        """Watch the files of an article too, which may be written without their folder being changed."""
        if article != self._article:
            self._article = article
            self._set()

    def _set(self) -> None:
        corpus, names = self._review.corpus, self._review.annotators
        files = [corpus.annotation_path(name, self._article) for name in names] if self._article else []
        wanted = self._folders | {str(path) for path in files if path.exists()}
        watched = {*self._watcher.files(), *self._watcher.directories()}
        if gone := sorted(watched - wanted):
            self._watcher.removePaths(gone)
        if new := sorted(wanted - watched):
            self._watcher.addPaths(new)

    def stop(self) -> None:
        """Watch nothing any more."""
        self._soon.stop()
        if watched := [*self._watcher.files(), *self._watcher.directories()]:
            self._watcher.removePaths(watched)

    def look(self) -> None:
        """Look which files are others by now, and say so."""
        if changed := self._review.look():
            self.changed.emit(changed)
        self.look_around()

"""Opens articles: which one, what comes before and after it, and what is known of the others."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QThreadPool, Signal

from annotator.gui.articles_model import ArticleEntry
from annotator.model.document import Document
from annotator.model.faults import AnnotatorError
from annotator.session.corpus import CorpusSession
from annotator.store.corpus import Corpus

BATCH = 40
"""Articles looked at before the list is told of them."""
TITLE_LENGTH = 120
HEAD = 600


class Opener(QObject):
    """The articles of one corpus, one of them open."""

    leaving = Signal()
    """Another article will be opened: what was typed and not said yet is to be said now."""
    opened = Signal(object)
    """The ArticleSession."""
    failed = Signal(str, object)
    """An article's path; why it cannot be opened (AnnotatorError)."""
    source_changed = Signal(bool)
    """The open article's file is another by now; whether it is still there."""
    found = Signal(list)
    """ArticleEntries, as they become known."""

    def __init__(self, session: CorpusSession, parent: QObject) -> None:
        super().__init__(parent)
        self.session = session
        self.paths: list[str] = []
        self.current = ""
        self._watcher: QFileSystemWatcher | None = None
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._stopped = False

    def list_articles(self) -> list[str]:
        """Look which articles there are; returns them."""
        self.paths = self.session.corpus.article_paths()
        return self.paths

    def open(self, path: str, *, again: bool = False) -> None:
        """Open an article. again: read it from the disk, even if it is open."""
        self.leaving.emit()
        if path != self.current:
            self.session.leave(self.current)
        self.current = path
        try:
            session = self.session.reopen(path) if again else self.session.open(path)
        except AnnotatorError as error:
            self.failed.emit(path, error)
        else:
            self.opened.emit(session)

    def step(self, by: int) -> None:
        """Open the next article (1) or the one before (-1); at the ends nothing happens."""
        if self.current in self.paths:
            place = self.paths.index(self.current) + by
            if 0 <= place < len(self.paths):
                self.open(self.paths[place])
        elif self.paths:
            self.open(self.paths[0])

    def watch(self) -> None:
        """Tell from now on when the open article's file changes."""
        if self._watcher is None:
            self._watcher = QFileSystemWatcher(self)
            self._watcher.fileChanged.connect(self._changed)
        if files := self._watcher.files():
            self._watcher.removePaths(files)
        source = self.source
        if source and source.is_file():
            self._watcher.addPath(str(source))

    @property
    def source(self) -> Path | None:
        """The open article's file."""
        return self.session.corpus.sources / self.current if self.current else None

    def survey(self) -> None:
        """Find out about all articles on a worker thread, and tell in batches."""
        corpus, annotator, paths = self.session.corpus, self.session.annotator, tuple(self.paths)
        self._pool.start(lambda: self._survey(corpus, annotator, paths))

    def wait(self) -> None:
        """Wait until everything is found out."""
        self._pool.waitForDone()

    def close(self) -> None:
        """Find out no more."""
        self._stopped = True
        self.wait()

    def _survey(self, corpus: Corpus, annotator: str, paths: tuple[str, ...]) -> None:
        batch: list[ArticleEntry] = []
        for entry in _entries(corpus, annotator, paths):
            if self._stopped:
                return
            batch.append(entry)
            if len(batch) == BATCH:
                self.found.emit(batch)
                batch = []
        if batch and not self._stopped:
            self.found.emit(batch)

    def _changed(self) -> None:
        source = self.source
        self.source_changed.emit(source is not None and source.is_file())
        self.watch()  # a file that was replaced is another one for the watcher


def _entries(corpus: Corpus, annotator: str, paths: tuple[str, ...]) -> Iterator[ArticleEntry]:
    try:
        summaries = corpus.summaries(annotator)
    except AnnotatorError:
        summaries = {}
    for path in paths:
        summary = summaries.get(path)
        try:
            document = corpus.document(path)
        except AnnotatorError as error:
            yield ArticleEntry(path, trouble=str(error))
            continue
        yield ArticleEntry(
            path,
            title_of(document.text),
            document.language or "",
            document.direction,
            summary.spans if summary else None,
            bool(summary) and summary.status == "done",
            summary.fault if summary else "",
        )


def title_of(text: str) -> str:
    """Return an article's first words."""
    words = " ".join(text[:HEAD].split())
    if len(words) <= TITLE_LENGTH:
        return words
    return words[:TITLE_LENGTH].rpartition(" ")[0] or words[:TITLE_LENGTH]


def entry_of(document: Document, spans: int, status: str) -> ArticleEntry:
    """Return what the list shows of an open article."""
    return ArticleEntry(
        document.path,
        title_of(document.text),
        document.language or "",
        document.direction,
        spans,
        status == "done",
    )

"""The open article's file in other hands: what they write is shown, and when they are done it can be edited.

For an article that is open for writing the session looks; one that can only be read is tried again.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from annotator.gui.file_watch import FileWatch
from annotator.gui.session_signals import SessionSignals
from annotator.model.faults import AnnotatorError
from annotator.session.article import ArticleSession
from annotator.session.corpus import CorpusSession
from annotator.store.hidden import journal_of


class TakingOver(QObject):
    """Follows the open article of one annotator."""

    taken = Signal(object)
    """The ArticleSession of an article that could only be read, and can be edited now."""

    def __init__(self, session: CorpusSession, signals: SessionSignals, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._signals = signals
        self.watch = FileWatch(self)

    def follow(self, article: ArticleSession | None) -> None:
        """Follow another article, or none."""
        if article is None:
            self.watch.stop()
            return
        path = self._session.corpus.annotation_path(article.annotator, article.document.path)
        look = self._signals.of(article).look
        if article.read_only is None:
            self.watch.watch(path, look)
            return
        attempt = partial(self._try, article)
        if article.waits:
            # What is edited elsewhere is in the journal before it is in the file.
            self.watch.watch(path, look, [journal_of(path)], attempt)
        else:
            self.watch.watch(path, attempt)

    def _try(self, article: ArticleSession) -> None:
        try:
            taken = self._session.take_over(article.document.path)
        except AnnotatorError:
            return
        if taken:
            self._signals.forget(article)
            self.taken.emit(taken)

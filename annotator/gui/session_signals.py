"""The news of open articles as Qt signals, and their saving on a worker thread as soon as they are edited."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThreadPool, QTimer, Signal

from annotator.session.article import ArticleSession
from annotator.session.news import AnnotationsChanged, FileChanged, News, OldFileKept, SaveState
from annotator.session.saving import SaveJob, SaveOutcome, Seen

FIRST_RETRY = 1_000
LONGEST_RETRY = 60_000
"""Milliseconds between attempts to save, doubled after each failure."""


class ArticleSignals(QObject):
    """One open article. One save is under way at a time; the newest state is written next."""

    annotations_changed = Signal(object, object, str)
    """The AnnotationSets before and after; the id of the span that it is about, or empty."""
    save_state_changed = Signal(object, str)
    """The SaveState, and for failures what to do."""
    file_changed = Signal(bool)
    """Another program wrote the file, and all stands together now; or removed it (False)."""
    old_file_kept = Signal(str)
    """Where the file is as it was before the article changed."""
    _ran = Signal(object, object)
    _looked = Signal(object)

    def __init__(self, session: ArticleSession, pool: QThreadPool, parent: QObject) -> None:
        super().__init__(parent)
        self.session = session
        self._pool = pool
        self._retry = QTimer(self)
        self._retry.setSingleShot(True)
        self._retry.timeout.connect(self.save)
        self._delay = FIRST_RETRY
        self._ran.connect(self._finish)
        self._looked.connect(self._take_in)
        self._unsubscribe = session.subscribe(self._tell)
        if session.save_state is SaveState.UNSAVED:  # an earlier run left edits
            self._retry.start(0)

    def save(self) -> None:
        """Begin to save now, unless a save is under way already."""
        self._retry.stop()
        if job := self.session.begin_save():
            self._pool.start(lambda: self._ran.emit(job, job.run()))

    def look(self) -> None:
        """Look whether another program wrote the file. What is found is told when it is found."""
        if job := self.session.begin_look():
            self._pool.start(lambda: self._looked.emit(job.run()))

    def flush(self) -> SaveState:
        """Wait for a save under way, save what is left, and return what came of it."""
        self._pool.waitForDone()
        QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall.value)
        self._retry.stop()
        return self.session.save()

    def close(self) -> None:
        """Hear no more of the article."""
        self._retry.stop()
        self._unsubscribe()

    def _tell(self, news: News) -> None:
        if isinstance(news, AnnotationsChanged):
            self.annotations_changed.emit(news.before, news.after, news.focus or "")
            if self.session.save_state is not SaveState.CONFLICT:
                # After the event that made the edit, so that the page is painted first.
                self._retry.start(0)
        elif isinstance(news, FileChanged):
            self.file_changed.emit(news.there)
        elif isinstance(news, OldFileKept):
            self.old_file_kept.emit(news.where)
        else:
            if news.state is SaveState.UNSAVED:
                self._retry.start(0)
            self.save_state_changed.emit(news.state, news.message)

    def _finish(self, job: SaveJob, outcome: SaveOutcome) -> None:
        try:
            self.session.finish_save(job, outcome)
        finally:
            self._plan_next()

    def _take_in(self, seen: Seen) -> None:
        self.session.finish_look(seen)

    def _plan_next(self) -> None:
        state = self.session.save_state
        if state is SaveState.UNSAVED:
            self._retry.start(0)
        elif state is SaveState.FAILED:
            self._retry.start(self._delay)
            self._delay = min(2 * self._delay, LONGEST_RETRY)
        elif state is SaveState.SAVED:
            self._delay = FIRST_RETRY


class SessionSignals(QObject):
    """All articles opened in this run, each with its signals."""

    def __init__(self) -> None:
        super().__init__()
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._articles: dict[ArticleSession, ArticleSignals] = {}

    def of(self, session: ArticleSession) -> ArticleSignals:
        """Return the signals of an article; those from before if it was open in this run."""
        if session not in self._articles:
            self._articles[session] = ArticleSignals(session, self._pool, self)
        return self._articles[session]

    @property
    def sessions(self) -> tuple[ArticleSession, ...]:
        """The articles opened in this run."""
        return tuple(self._articles)

    def forget(self, session: ArticleSession) -> None:
        """Let go of an article that was read again."""
        if signals := self._articles.pop(session, None):
            signals.close()
            signals.deleteLater()

    def flush(self) -> list[ArticleSession]:
        """Save everything here and now; return the articles that could not be saved."""
        for signals in self._articles.values():
            signals.flush()
        return [session for session in self._articles if session.unsaved]

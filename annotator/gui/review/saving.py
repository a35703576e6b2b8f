"""Shows whether the decisions on the present article are saved, and what keeps them from being so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator.gui.disputes import choices_in_dispute, words_of_conflict
from annotator.gui.file_watch import FileWatch
from annotator.gui.leaving import save_copies
from annotator.gui.session_signals import ArticleSignals
from annotator.gui.translation import tr
from annotator.model.faults import AnnotatorError
from annotator.session.news import SaveState

if TYPE_CHECKING:
    from annotator.gui.review.window import ReviewWindow


class ReviewSaving(QObject):
    """Follows one article at a time; all that were decided on are saved all the same."""

    def __init__(self, window: ReviewWindow) -> None:
        super().__init__(window)
        self._window = window
        self._signals: ArticleSignals | None = None
        self._file_watch = FileWatch(self)
        self.article = ""

    def follow(self, article: str) -> None:
        """Open an article for writing and show how its saving goes."""
        if article == self.article:
            return
        self.stop()
        self.article = article
        notices = self._window.place.notices
        notices.settle("saving", "annotations")
        try:
            session = self._window.review.article(article)
        except AnnotatorError as error:
            notices.alert("annotations", str(error))
            return
        signals = self._signals = self._window.signals.of(session)
        signals.save_state_changed.connect(self._show)
        if session.read_only:
            notices.alert("annotations", session.read_only)
            self._window.place.status.show_saved(None)
            return
        self._file_watch.watch(
            self._window.review.corpus.annotation_path(session.annotator, article), signals.look
        )
        self._show(session.save_state, session.save_message)

    def stop(self) -> None:
        """Follow nothing any more."""
        if self._signals:
            self._signals.save_state_changed.disconnect(self._show)
            self._signals = None
        self._file_watch.stop()
        self.article = ""

    def save(self) -> None:
        """Save all decisions now."""
        for session in self._window.signals.sessions:
            self._window.signals.of(session).save()

    def _show(self, state: SaveState, message: str) -> None:
        place, signals = self._window.place, self._signals
        place.status.show_saved(state, message)
        if signals is None:
            return
        if state is SaveState.FAILED:
            choices = {tr("Try again"): signals.save, tr("Save elsewhere…"): self._save_copy}
            place.notices.alert("saving", message, choices)
        elif state is SaveState.CONFLICT:
            choices = choices_in_dispute(signals.session, self._save_copy)
            place.notices.alert("saving", words_of_conflict(signals.session, message), choices)
        elif state is SaveState.SAVED:
            place.notices.settle("saving")

    def _save_copy(self) -> None:
        if self._signals:
            save_copies(self._window, [self._signals.session], self._window.place.status.hint)

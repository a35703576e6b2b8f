"""The conflict that is looked at, which comes next, and how a step is taken back. Knows no widget."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotator.agreement.adjudication import Case
from annotator.gui.article.lanes import Standing as LaneStanding
from annotator.gui.session_signals import SessionSignals
from annotator.gui.translation import tr
from annotator.model.annotations import AnnotationSet, Span
from annotator.model.faults import AnnotatorError
from annotator.session.adjudicated_article import AdjudicatedArticle
from annotator.session.adjudicating import CasesChanged
from annotator.session.case_list import Filter

if TYPE_CHECKING:
    from annotator.session.adjudicating import AdjudicationSession


class ReviewDesk(QObject):
    """One conflict at a time.

    case_chosen: a Case, or None where there is none. cases_changed: the CasesChanged of the adjudication.
    """

    case_chosen = Signal(object)
    cases_changed = Signal(object)
    hinted = Signal(str)

    def __init__(self, review: AdjudicationSession, signals: SessionSignals) -> None:
        super().__init__()
        self.review = review
        self.signals = signals
        self.filter = Filter()
        self.case: Case | None = None
        self._changed: list[str] = []
        self._unsubscribe = review.subscribe(self._hear)

    def close(self) -> None:
        """Hear no more of the adjudication."""
        self._unsubscribe()

    def forget_listeners(self) -> None:
        """Tell nobody who listened so far, as when everything is built again."""
        for signal in (self.case_chosen, self.cases_changed, self.hinted):
            signal.disconnect()

    def look_again(self) -> None:
        """Look at the same conflict as it is now; where it is gone, at the next one."""
        if self.case is None:
            self.next_open()
        else:
            self.choose(self.case)

    # where one is -------------------------------------------------------------------------------

    def choose(self, case: Case | None) -> None:
        """Look at a conflict."""
        self.case = case
        self.case_chosen.emit(case)

    def next_open(self, step: int = 1) -> None:
        """Look at the next conflict of the filter that is open (step -1: the one before)."""
        found = self.review.next_open(self.case.id if self.case else None, self.filter, step)
        if found is not None:
            self.choose(found)
        else:
            self.hinted.emit(tr("No conflict that the filters let through is open."))

    def step_article(self, step: int) -> None:
        """Look at the first open conflict of the next article that has any (step -1: the one before)."""
        articles = list(dict.fromkeys(case.article for case in self.review.conflicts(self.filter)))
        if not articles:
            return
        here = articles.index(self.case.article) if self.case and self.case.article in articles else -step
        article = articles[(here + step) % len(articles)]
        cases = self.review.conflicts_of(article, self.filter)
        self.choose(next((case for case in cases if self.review.standing(case.id).open), cases[0]))

    # steps -----------------------------------------------------------------------------------------

    def attempt(self, edit: Callable[[], object]) -> bool:
        """Make an edit of the case's article, else say why it cannot be made. Returns whether it was made."""
        if self.case is None:
            return False
        self._changed.clear()
        try:
            self.signals.of(self.review.article(self.case.article))
            edit()
        except AnnotatorError as error:
            self.hinted.emit(str(error))
            return False
        return True

    # undo ---------------------------------------------------------------------------------------

    def undo(self) -> None:
        """Take back the last step, in whatever article it was made, and look at what it was about."""
        self._go_back(self.review.undo)

    def redo(self) -> None:
        """Make the last step again that was taken back."""
        self._go_back(self.review.redo)

    def _go_back(self, go: Callable[[str | None], str | None]) -> None:
        """Undo or redo; where this run made no step, what an earlier run made in this article."""
        self._changed.clear()
        try:
            article = go(None) or (go(self.case.article) if self.case else None)
            if article:
                self.signals.of(self.review.article(article))
        except AnnotatorError as error:
            self.hinted.emit(str(error))
            return
        if self._changed:
            self._look_at_changed()
        else:
            self.hinted.emit(tr("There is nothing to take back."))

    def _look_at_changed(self) -> None:
        """Look at the first of the conflicts that changed; at the same one where it is among them."""
        if self.case and self.case.id in self._changed:
            self.choose(self.case)
            return
        conflicts = self.review.conflicts_of(self._changed[0].partition("\n")[0], Filter())
        found = next((case for case in conflicts if case.id in self._changed), None)
        self.choose(found or self.review.case(self._changed[0]))

    # what there is ------------------------------------------------------------------------------

    @property
    def work(self) -> AdjudicatedArticle | None:
        """The adjudicated article of the conflict, opened for writing; None where there is no conflict."""
        return self.review.article(self.case.article) if self.case else None

    @property
    def result(self) -> AnnotationSet | None:
        """The adjudicated set of the conflict's article."""
        return self.review.result_of(self.case.article) if self.case else None

    @property
    def product(self) -> Span | None:
        """The span that came of the conflict, if one did."""
        if self.case is None or self.result is None or not self.case.about_spans:
            return None
        names = self.review.standing(self.case.id).products
        return self.result.span(names[0]) if names and names[0] in self.result else None

    def _hear(self, change: CasesChanged) -> None:
        self._changed += change.cases
        if change.loaded and self.case:
            self._refresh_case()
        self.cases_changed.emit(change)

    def _refresh_case(self) -> None:
        """Keep hold of the case as it is now, where it was read again."""
        if self.case:
            try:
                self.case = self.review.case(self.case.id)
            except KeyError:
                self.case = None


def lane_standing(review: AdjudicationSession, case: Case | None) -> LaneStanding:
    """Return how the spans of a case are drawn."""
    if case is None:
        return LaneStanding.OPEN
    standing = review.standing(case.id)
    if standing.open:
        return LaneStanding.OPEN
    return LaneStanding.AGREED if standing.state == "agreed" else LaneStanding.DECIDED

"""The conflict that is looked at and the decisions on it; which conflict comes next. Knows no widget."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotator.agreement.adjudication import Case
from annotator.gui.article.lanes import Standing as LaneStanding
from annotator.gui.session_signals import SessionSignals
from annotator.gui.translation import tr
from annotator.model.annotations import AnnotationSet, Span, Value
from annotator.model.faults import AnnotatorError
from annotator.session.adjudicated_article import AdjudicatedArticle
from annotator.session.adjudicating import CasesChanged
from annotator.session.case_list import Filter

if TYPE_CHECKING:
    from annotator.session.adjudicating import AdjudicationSession


class ReviewDesk(QObject):
    """One conflict at a time.

    case_chosen: a Case, or None where there is none. cases_changed: the CasesChanged of the adjudication.
    label_wanted: (the labels to choose from, what is to be done with the one chosen).
    """

    case_chosen = Signal(object)
    cases_changed = Signal(object)
    label_wanted = Signal(object, object)
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
        for signal in (self.case_chosen, self.cases_changed, self.label_wanted, self.hinted):
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

    def choose_id(self, case_id: str) -> None:
        """Look at a conflict by its id; at the one that holds the same place where it is gone."""
        try:
            self.choose(self.review.case(case_id))
        except KeyError:
            self.next_open()

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

    # decisions ----------------------------------------------------------------------------------

    def take(self, number: int) -> None:
        """Take what the annotator of that number (from 1) says, and go on."""
        if number > len(self.review.annotators):
            self.hinted.emit(tr("There is no annotator {number}.").format(number=number))
            return
        name = self.review.annotators[number - 1]
        case = self.case
        if case and name not in {voice.annotator for voice in case.voices}:
            self.hinted.emit(tr("This annotator does not have the article."))
            return
        self._decide(lambda case_id: self.review.take(case_id, name))

    def unite(self, label: str | None = None) -> None:
        """Take all that any of them covers, and go on."""
        self._shape(self.review.unite, label)

    def intersect(self, label: str | None = None) -> None:
        """Take what all of them cover, and go on."""
        self._shape(self.review.intersect, label)

    def _shape(self, shape: Callable[[str, str | None], object], label: str | None) -> None:
        if self.case is None:
            return
        labels = () if label else self.review.labels_to_ask(self.case.id)
        if labels and len(self.case.spans) > 1:
            self.label_wanted.emit(labels, partial(self._shape, shape))
            return
        self._decide(lambda case_id: shape(case_id, label))

    def reject(self, reason: str) -> None:
        """Say that nobody is right, and why; go on."""
        self._decide(lambda case_id: self.review.reject(case_id, reason))

    def leave_open(self) -> None:
        """Put the conflict off, and go on."""
        self._decide(self.review.leave_open)

    def take_back(self) -> None:
        """Take back what was decided on the conflict, and stay with it."""
        self._decide(self.review.take_back, go_on=False)

    def keep(self) -> None:
        """Let stand what was decided, though those who said it took it away; go on."""
        self._decide(self.review.keep)

    def say(self, value: Value | None) -> None:
        """Settle a conflict about the article by a value of one's own, and stay with it."""
        self._decide(lambda case_id: self.review.say(case_id, value), go_on=False)

    def mark(self, start: int, end: int) -> None:
        """Settle a conflict by a range of one's own, with the label that most give; go on."""
        if self.case is None or not self.case.about_spans:
            return
        labels = self.review.labels_to_ask(self.case.id) or sorted({s.label for _, s in self.case.spans})
        if len(labels) > 1:
            self.label_wanted.emit(tuple(labels), partial(self._mark, start, end))
        elif labels:
            self._mark(start, end, labels[0])

    def _mark(self, start: int, end: int, label: str) -> None:
        self._decide(lambda case_id: self.review.mark(case_id, start, end, label))

    def _decide(self, decide: Callable[[str], object], *, go_on: bool = True) -> None:
        case = self.case
        if case is not None and self.attempt(lambda: decide(case.id)):
            if go_on:
                self.next_open()
            else:
                self.choose(self.case)

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

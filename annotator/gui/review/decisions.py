"""What a key decides about the conflict that is looked at; then the next open one is looked at."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from annotator.gui.review.desk import ReviewDesk
from annotator.gui.translation import tr
from annotator.model.annotations import Value


class Decisions(QObject):
    """The decisions, one method each; what cannot be is said as a hint.

    label_wanted: (the labels to choose from, what is to be done with the one chosen).
    """

    label_wanted = Signal(object, object)

    def __init__(self, desk: ReviewDesk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk

    def take(self, number: int) -> None:
        """Take what the annotator of that number (from 1) says, and go on."""
        if number > len(self._desk.review.annotators):
            self._desk.hinted.emit(tr("There is no annotator {number}.").format(number=number))
            return
        name = self._desk.review.annotators[number - 1]
        case = self._desk.case
        if case and name not in {voice.annotator for voice in case.voices}:
            self._desk.hinted.emit(tr("This annotator does not have the article."))
            return
        self._decide(lambda case_id: self._desk.review.take(case_id, name))

    def unite(self, label: str | None = None) -> None:
        """Take all that any of them covers, and go on."""
        self._shape(self._desk.review.unite, label)

    def intersect(self, label: str | None = None) -> None:
        """Take what all of them cover, and go on."""
        self._shape(self._desk.review.intersect, label)

    def _shape(self, shape: Callable[[str, str | None], object], label: str | None) -> None:
        if self._desk.case is None:
            return
        labels = () if label else self._desk.review.labels_to_ask(self._desk.case.id)
        if labels and len(self._desk.case.spans) > 1:
            self.label_wanted.emit(labels, partial(self._shape, shape))
            return
        self._decide(lambda case_id: shape(case_id, label))

    def reject(self, reason: str) -> None:
        """Say that nobody is right, and why; go on."""
        self._decide(lambda case_id: self._desk.review.reject(case_id, reason))

    def leave_open(self) -> None:
        """Put the conflict off, and go on."""
        self._decide(self._desk.review.leave_open)

    def take_back(self) -> None:
        """Take back what was decided on the conflict, and stay with it."""
        self._decide(self._desk.review.take_back, go_on=False)

    def keep(self) -> None:
        """Let stand what was decided, though those who said it took it away; go on."""
        self._decide(self._desk.review.keep)

    def say(self, value: Value | None) -> None:
        """Settle a conflict about the article by a value of one's own, and stay with it."""
        self._decide(lambda case_id: self._desk.review.say(case_id, value), go_on=False)

    def mark(self, start: int, end: int) -> None:
        """Settle a conflict by a range of one's own, with the label that most give; go on."""
        if self._desk.case is None or not self._desk.case.about_spans:
            return
        labels = self._desk.review.labels_to_ask(self._desk.case.id) or sorted(
            {s.label for _, s in self._desk.case.spans}
        )
        if len(labels) > 1:
            self.label_wanted.emit(tuple(labels), partial(self._mark, start, end))
        elif labels:
            self._mark(start, end, labels[0])

    def _mark(self, start: int, end: int, label: str) -> None:
        self._decide(lambda case_id: self._desk.review.mark(case_id, start, end, label))

    def _decide(self, decide: Callable[[str], object], *, go_on: bool = True) -> None:
        case = self._desk.case
        if case is not None and self._desk.attempt(lambda: decide(case.id)):
            if go_on:
                self._desk.next_open()
            else:
                self._desk.choose(self._desk.case)

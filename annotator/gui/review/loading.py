"""Reads the articles of an adjudication one by one, while the first can be decided on already."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.model.faults import AnnotatorError

if TYPE_CHECKING:
    from annotator.session.adjudicating import AdjudicationSession

SLICE = 0.012
"""Seconds that are read in one go: the window answers in between."""


class Loading(QObject):
    """Goes on by itself once it has begun."""

    progressed = Signal(str)
    """An article whose cases are there."""
    finished = Signal()
    failed = Signal(str)

    def __init__(self, review: AdjudicationSession, parent: QObject) -> None:
        super().__init__(parent)
        self._articles: Iterator[str] = review.load()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._go_on)

    @property
    def active(self) -> bool:
        return self._timer.isActive()

    def begin(self) -> None:
        self._timer.start(0)

    def stop(self) -> None:
        """Read no more."""
        self._timer.stop()

    def finish(self) -> None:
        """Read all that is left, here and now."""
        while self.active:
            self._go_on()

    def _go_on(self) -> None:
        end = perf_counter() + SLICE
        while self.read_one() and perf_counter() < end:
            pass

    def read_one(self) -> bool:
        """Read until one more article is there; returns whether there may be others."""
        try:
            article = next(self._articles, None)
        except AnnotatorError as error:
            self._timer.stop()
            self.failed.emit(str(error))
            return False
        if article is None:
            self._timer.stop()
            self.finished.emit()
            return False
        self.progressed.emit(article)
        return True

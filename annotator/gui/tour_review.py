"""The second half of the tour: where annotators agree, and decisions on where they do not, by keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from annotator.gui.main_window import MainWindow
from annotator.model.faults import AnnotatorError
from annotator.session.adjudicating import AdjudicationSession
from annotator.session.agreement.questions import Question
from annotator.session.agreement.reading import who_annotated
from annotator.store.corpus import Corpus

ADJUDICATOR = "tour-adjudicated"
_CONTROL = Qt.KeyboardModifier.ControlModifier


class Ways(Protocol):
    """What the tour can do: draw a window under a name, wait for something, tell a line."""

    corpus: Corpus
    told: list[str]

    def draw(self, window: QWidget, name: str) -> None: ...
    def wait(self, done: Callable[[], bool], otherwise: str) -> None: ...


def compare_and_decide(ways: Ways, window: MainWindow) -> None:
    """Show how far the first two annotators agree and decide on some conflicts, if there are two."""
    pair = who_annotated(ways.corpus)[:2]
    if len(pair) == 2 and window.workplace:
        _compare(ways, window, pair)
        _decide(ways, window, pair)


def _compare(ways: Ways, window: MainWindow, pair: list[str]) -> None:
    if window.workplace is None:
        return
    window.workplace.agreement.show(Question(annotators=tuple(pair)))
    figures = window.workplace.agreement.window
    if figures is None:
        raise AnnotatorError("the agreement window did not open")
    ended: list[None] = []
    figures.figures.finished.connect(lambda: ended.append(None))
    ways.wait(lambda: bool(ended), "the agreement was not computed")
    ways.draw(figures, "agreement")
    figures.close()


def _decide(ways: Ways, window: MainWindow, pair: list[str]) -> None:
    """Take one annotator's and the other's in turn, undo, and look at what was saved."""
    from annotator.gui.review.opening import reviews_of  # noqa: PLC0415 - a window of its own

    review = AdjudicationSession(ways.corpus, pair, ADJUDICATOR)
    reviewing = reviews_of(window).open(review)
    ways.wait(lambda: not reviewing.loading.active, "the conflicts were not found")
    before = review.counts()
    for key in (Qt.Key.Key_1, Qt.Key.Key_2):
        QTest.keyClick(reviewing.place.conflicts.list, key)
        QApplication.processEvents()
    wanted = before.decided + min(2, before.open)
    ways.wait(lambda: review.counts().decided >= wanted, "the keys decided nothing")
    QTest.keyClick(reviewing, Qt.Key.Key_Z, _CONTROL)
    ways.wait(lambda: review.counts().decided < wanted or not wanted, "undo took no decision back")
    ways.wait(lambda: not review.work.unsaved(), "the decisions were not saved")
    ways.told.append(
        f"decided {review.counts().decided} of {before.open} conflicts between {', '.join(pair)}"
    )
    ways.draw(reviewing, "review")
    reviewing.close()

"""All that works in a review window: builds the parts, wires them in one place; decides nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from annotator.agreement.adjudication import Case
from annotator.gui.appearance import Appearance
from annotator.gui.article.reading import Reading
from annotator.gui.article.view import ArticleView
from annotator.gui.notices import Notices
from annotator.gui.quoting import left_to_right
from annotator.gui.review.article_side import ArticleSide
from annotator.gui.review.asking import Asking
from annotator.gui.review.conflicts_pane import AUTOMATIC, ConflictsPane
from annotator.gui.review.decision_bar import DecisionBar, Legend
from annotator.gui.review.decisions import Decisions
from annotator.gui.review.desk import ReviewDesk
from annotator.gui.review.editing import Editing
from annotator.gui.review.review_keys import ReviewKeys
from annotator.gui.review.review_menus import ReviewMenus
from annotator.gui.review.review_status import ReviewStatus
from annotator.gui.review.review_wiring import wire_review
from annotator.gui.review.said_pane import SaidPane
from annotator.gui.translation import tr

if TYPE_CHECKING:
    from annotator.gui.review.window import ReviewWindow

SIDES = (370, 700, 350)
"""Pixels of the three columns at first."""


class ReviewPlace(QObject):
    """What actions, wires and the window reach the parts by. Lives as long as its panes."""

    def __init__(self, window: ReviewWindow, desk: ReviewDesk) -> None:
        super().__init__()
        self.window = window
        self.desk = desk
        self.appearance: Appearance = window.appearance
        reading = self.appearance.reading
        self.conflicts = ConflictsPane(desk.review, reading)
        self.view = ArticleView(reading)
        self.side = ArticleSide(self.view, desk)
        self.said = SaidPane(desk, reading)
        self.decisions = Decisions(desk, self)
        self.editing = Editing(self.view, desk)
        self.notices = Notices(reading.theme)
        self.legend = Legend(desk.review)
        self.bar = DecisionBar(self, reading.theme)
        self.status = ReviewStatus()
        self.panes = self._arrange()
        self.setParent(self.panes)
        self.asking = Asking(self)
        self.keys = ReviewKeys(self, lambda: self.editing.active)
        self.menus = ReviewMenus(self, window.menuBar())
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._prepare)
        wire_review(self)
        self.status.show_name(desk.review.adjudicator)

    def _arrange(self) -> QSplitter:
        panes = QSplitter(Qt.Orientation.Horizontal)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.notices, self.legend):
            column.addWidget(widget)
        column.addWidget(self.view, 1)
        column.addWidget(self.bar)
        for widget in (self.conflicts, middle, self.said):
            panes.addWidget(widget)
        panes.setStretchFactor(1, 1)
        panes.setSizes(SIDES)
        panes.setChildrenCollapsible(False)
        return panes

    # what is shown ------------------------------------------------------------------------------

    def show_case(self, case: Case | None) -> None:
        """Show a conflict everywhere."""
        self.side.show_case(case)
        self.conflicts.choose(case)
        self.said.show_case(case)
        self.legend.article.setText(left_to_right(case.article) if case else "")
        self.refresh()
        self._later.start(0)

    def refresh(self) -> None:
        """Show what can be done just now."""
        self.menus.refresh()
        self.bar.refresh()

    def show_filter(self) -> None:
        """Go by another filter; where the conflict is not let through, to the first that is."""
        self.desk.filter = self.conflicts.filter
        case = self.desk.case
        if case is None or self.conflicts.model.row_of(case.id) < 0:
            rows = self.conflicts.model.rows
            open_ones = (found for found in rows if self.desk.review.standing(found.id).open)
            self.desk.choose(next(open_ones, rows[0] if rows else None))

    def set_reading(self, reading: Reading) -> None:
        """Show in another font or size."""
        self.view.set_reading(reading)
        self.said.set_reading(reading)
        self.conflicts.set_reading(reading)

    def _prepare(self) -> None:
        """After a conflict is seen: open its article for writing, watch its files."""
        self.window.article_seen(self.desk.case)

    # what actions ask ---------------------------------------------------------------------------

    def turn_result(self) -> None:
        """Show the row with the result, or hide it."""
        self.side.with_result = not self.side.with_result
        self.side.refresh()

    def after_merge(self, count: int) -> None:
        """Say how much was taken over, and how it is looked at or taken back."""
        words = tr("Taken over: {count}. Undo takes all of it back; each can be looked at by itself.")
        choices = {
            tr("Look at them"): lambda: self.conflicts.choose_filter("state", AUTOMATIC),
            tr("Undo"): self.desk.undo,
        }
        self.notices.warn("merge", words.format(count=count), choices)
        self.desk.look_again()

    def turn_blind(self) -> None:
        """Show letters in place of the annotators' names, or the names again."""
        self.desk.review.blind = not self.desk.review.blind
        self.window.rebuild()

    # focus --------------------------------------------------------------------------------------

    def to_list(self) -> None:
        """Give the keys to the list, where one key decides."""
        self.conflicts.list.setFocus()

    def to_filters(self) -> None:
        self.conflicts.filters["state"].setFocus(Qt.FocusReason.TabFocusReason)

    def clear_filters(self) -> None:
        """Let everything through."""
        self.conflicts.clear_filters()
        self.to_list()

    def step_pane(self, step: int) -> None:
        """Give the keys to the next pane, or the one before."""
        cards = self.said.cards
        targets: list[QWidget] = [self.conflicts.list, self.view, *cards[:1], self.conflicts.filters["state"]]
        focused = self.panes.focusWidget() or self.conflicts.list
        inside = [focused is one or one.isAncestorOf(focused) for one in targets]
        here = inside.index(True) if True in inside else 0
        targets[(here + step) % len(targets)].setFocus(Qt.FocusReason.TabFocusReason)

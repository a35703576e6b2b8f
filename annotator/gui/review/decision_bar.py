"""Below the article: a button for each decision, which says its key; and whose row is which above it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from annotator.gui.captions import caption
from annotator.gui.label_button import LabelButton
from annotator.gui.layouts import FlowLayout
from annotator.gui.review.article_side import RESULT_SIGN
from annotator.gui.review.case_words import sign_of
from annotator.gui.review.review_actions import REVIEW_ACTIONS
from annotator.gui.theme import Theme
from annotator.gui.translation import isolated, tr

if TYPE_CHECKING:
    from annotator.gui.review.place import ReviewPlace
    from annotator.session.adjudicating import AdjudicationSession


class DecisionBar(QFrame):
    """The buttons; each does what its key does."""

    def __init__(self, place: ReviewPlace, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "foot")
        self._place = place
        self.buttons: dict[str, LabelButton] = {}
        flow = FlowLayout(self, 6)
        flow.setContentsMargins(0, 0, 0, 0)
        self.setContentsMargins(12, 8, 12, 8)
        for row in REVIEW_ACTIONS:
            if row.button:
                key = row.plain.split()[0]
                button = LabelButton(tr(row.button), key, None, theme, "plain")
                button.setToolTip(tr(row.text))
                button.clicked.connect(partial(self._do, row.name))
                flow.addWidget(button)
                self.buttons[row.name] = button

    def refresh(self) -> None:
        """Show what can be done just now."""
        for row in REVIEW_ACTIONS:
            if row.button and row.can:
                self.buttons[row.name].setEnabled(row.can(self._place))

    def _do(self, name: str) -> None:
        next(row for row in REVIEW_ACTIONS if row.name == name).do(self._place)
        self._place.to_list()


class Legend(QWidget):
    """Says which row is whose."""

    def __init__(self, review: AdjudicationSession) -> None:
        super().__init__()
        across = QHBoxLayout(self)
        across.setContentsMargins(14, 7, 14, 7)
        across.setSpacing(6)
        rows = [(sign_of(review, name), isolated(review.shown(name))) for name in review.annotators]
        for sign, title in [*rows, (RESULT_SIGN, tr("Result"))]:
            badge = caption(sign, "badge")
            badge.setAlignment(Qt.AlignmentFlag.AlignCenter)
            across.addWidget(badge)
            across.addWidget(caption(title, "muted"))
            across.addSpacing(12)
        self.article = caption("", "muted")
        across.addStretch(1)
        across.addWidget(self.article)

"""Who agrees most with the result: the annotators' scores against it, the closest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotator.agreement.scores import Scheme
from annotator.gui.captions import caption
from annotator.gui.translation import isolated, tr

if TYPE_CHECKING:
    from annotator.session.adjudicating import AdjudicationSession

SIZE = (620, 320)


class ScoresDialog(QDialog):
    """A row for each annotator. F1 of the spans of those articles in which everything is decided."""

    def __init__(self, review: AdjudicationSession, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Agreement with the result"))
        self.resize(*SIZE)
        titles = [tr("Annotator"), tr("F1 strict"), tr("F1 exact"), tr("F1 partial"), tr("F1 type")]
        self.table = QTableWidget(0, len(titles) + 1)
        self.table.setAccessibleName(tr("Agreement with the result"))
        self.table.setHorizontalHeaderLabels([*titles, tr("Articles")])
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        for row in _rows(review):
            self._add(row)
        buttons = QDialogButtonBox()
        buttons.addButton(tr("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        words = tr(
            "Counted over the articles in which all is decided and taken over. The closest comes first."
        )
        column.addWidget(caption(words, "muted", wrap=True))
        column.addWidget(self.table)
        column.addWidget(buttons)

    def _add(self, cells: list[str]) -> None:
        row = self.table.rowCount()
        self.table.insertRow(row)
        for place, words in enumerate(cells):
            item = QTableWidgetItem(words)
            if place:
                item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
            self.table.setItem(row, place, item)


def _rows(review: AdjudicationSession) -> list[list[str]]:
    """Return what stands in the rows, the annotators who are closest by strict F1 first."""
    found: list[tuple[float, list[str]]] = []
    for name in review.annotators:
        scores, articles = review.scores_of(name)
        figures = [scores[scheme].f1.value for scheme in Scheme]
        cells = ["–" if value is None or not articles else f"{value:.3f}" for value in figures]
        found.append((-(figures[0] or 0.0), [isolated(review.shown(name)), *cells, str(articles)]))
    found.sort(key=lambda pair: pair[0])
    return [cells for _, cells in found]

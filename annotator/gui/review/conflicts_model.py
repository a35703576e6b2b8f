"""The conflicts that a filter lets through as a list for a view; words are made when they are seen."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from annotator.agreement.adjudication import Case
from annotator.gui.captions import as_tip
from annotator.gui.quoting import left_to_right
from annotator.gui.review.case_words import spoken
from annotator.session.adjudicating import CasesChanged
from annotator.session.case_list import Filter

if TYPE_CHECKING:
    from annotator.session.adjudicating import AdjudicationSession

Index = QModelIndex | QPersistentModelIndex

CASE_ROLE = Qt.ItemDataRole.UserRole
"""The row's Case."""


class ConflictsModel(QAbstractListModel):
    """Rows are cases in the order of the adjudication."""

    def __init__(self, review: AdjudicationSession) -> None:
        super().__init__()
        self._review = review
        self._rows: list[Case] = []
        self._places: dict[str, int] | None = None
        self.filter = Filter()

    @property
    def rows(self) -> Sequence[Case]:
        """The conflicts shown, in order."""
        return self._rows

    def show_filter(self, wanted: Filter) -> None:
        """Show what a filter lets through."""
        self.filter = wanted
        self.beginResetModel()
        self._rows = self._review.conflicts(wanted)
        self._places = None
        self.endResetModel()

    def row_of(self, case_id: str) -> int:
        """Return the row of a case; -1 where it is not shown."""
        if self._places is None:
            self._places = {case.id: row for row, case in enumerate(self._rows)}
        return self._places.get(case_id, -1)

    # news ---------------------------------------------------------------------------------------

    def show_article(self, article: str) -> None:
        """Show the cases of an article as they are now, in place of those that were shown."""
        first = bisect_left(self._rows, article, key=_article)
        end = bisect_right(self._rows, article, key=_article)
        cases = self._review.conflicts_of(article, self.filter)
        if self._rows[first:end] == cases:
            self._tell(first, end - 1)
            return
        self._remove(first, end)
        if cases:
            self.beginInsertRows(QModelIndex(), first, first + len(cases) - 1)
            self._rows[first:first] = cases
            self._places = None
            self.endInsertRows()

    def show_change(self, change: CasesChanged) -> None:
        """Show that cases stand otherwise: those that the filter lets through no more go, others come."""
        rows = {name: self.row_of(name) for name in change.cases}
        fitting = set[str]() if change.loaded else {name for name in change.cases if self._fits(name)}
        if change.loaded or any(rows[name] < 0 for name in fitting):
            for article in sorted({name.partition("\n")[0] for name in change.cases}):
                self.show_article(article)
            return
        for row in sorted(
            (row for name, row in rows.items() if row >= 0 and name not in fitting), reverse=True
        ):
            self._remove(row, row + 1)
        for name in fitting:
            row = self.row_of(name)
            self._tell(row, row)

    def _fits(self, case_id: str) -> bool:
        case = self._review.case(case_id)
        return self.filter.may_fit(case) and self.filter.fits(self._review.standing(case_id))

    def _remove(self, first: int, end: int) -> None:
        if first < end:
            self.beginRemoveRows(QModelIndex(), first, end - 1)
            del self._rows[first:end]
            self._places = None
            self.endRemoveRows()

    def _tell(self, first: int, last: int) -> None:
        if first <= last:
            self.dataChanged.emit(self.index(first), self.index(last))

    # for views ----------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        case = self._rows[index.row()]
        if role == CASE_ROLE:
            return case
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return spoken(self._review, case)
        if role == Qt.ItemDataRole.ToolTipRole:
            return as_tip(f"{left_to_right(case.article)}\n{spoken(self._review, case)}")
        return None


def _article(case: Case) -> str:
    return case.article

"""Losses and faults as rows of a table; as many as there are, of which only what is seen costs anything."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.gui.captions import as_tip

Index = QModelIndex | QPersistentModelIndex
MOST = 200_000
"""Rows that are kept: nobody reads more."""


class ToldModel(QAbstractTableModel):
    """Rows of words under headings."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._headings: Sequence[str] = ()
        self._rows: list[tuple[str, ...]] = []
        self.count = 0
        """How many were told, also of those that are not kept."""

    def begin(self, headings: Sequence[str]) -> None:
        """Begin again, with nothing."""
        self.beginResetModel()
        self._headings, self._rows, self.count = headings, [], 0
        self.endResetModel()

    def add(self, rows: Sequence[tuple[str, ...]]) -> None:
        """Add rows at the end."""
        self.count += len(rows)
        rows = rows[: MOST - len(self._rows)]
        if rows:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
            self._rows += rows
            self.endInsertRows()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent and parent.isValid() else len(self._headings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        words = self._rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return words
        return as_tip(words) if role == Qt.ItemDataRole.ToolTipRole else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._headings[section]
        return None

"""A table of figures as a view can show it: sorted by any column, thousands of rows."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from annotator.agreement.measures import MEASURES
from annotator.gui.agreement.phrasing import said, said_tip, said_value
from annotator.gui.captions import as_tip
from annotator.gui.translation import tr
from annotator.session.agreement.answers import Column, Form, Row, Table, Value

Index = QModelIndex | QPersistentModelIndex

VALUE_ROLE = Qt.ItemDataRole.UserRole
"""The cell's Value."""

_NO_PARENT = QModelIndex()
_ACROSS = Qt.Orientation.Horizontal


class TableModel(QAbstractTableModel):
    """Rows as they were told, or sorted."""

    def __init__(self) -> None:
        super().__init__()
        self.table: Table | None = None
        self._told: list[Row] = []
        self._rows: list[Row] = []
        self._count = 0
        self._sorted_by = (-1, Qt.SortOrder.AscendingOrder)
        self.stale = False

    # what is shown ------------------------------------------------------------------------------

    def show_table(self, table: Table) -> None:
        """Show another table, or further rows of the same one; the order chosen stays.

        Rows that are only told anew stay where they are, and so does who looks at them.
        """
        start = self._count if table.more and self.table and self.table.name == table.name else 0
        if self.table is None or _keys(self.table) != _keys(table):
            self._sorted_by = (-1, Qt.SortOrder.AscendingOrder)
            self._told = []
        self.table, self.stale = table, False
        if len(self._told) > table.of:
            self._begin_anew(self._told[: table.of])
        end = self._count = start + len(table.rows)
        known = [row.key for row in self._told[start:end]] == [row.key for row in table.rows]
        if known and self._rows:
            self._told[start:end] = table.rows
            self._tell_anew()
        elif start and start == len(self._told) and self._sorted_by[0] < 0:
            self.beginInsertRows(_NO_PARENT, start, end - 1)
            self._told += table.rows
            self._rows += table.rows
            self.endInsertRows()
        else:
            self._begin_anew([*self._told[:start], *table.rows])

    def _begin_anew(self, told: list[Row]) -> None:
        self.beginResetModel()
        self._told = told
        self._rows = self._in_order()
        self.endResetModel()

    def _tell_anew(self) -> None:
        """Show other values of the same rows."""
        if self._sorted_by[0] >= 0:
            self._reorder()
        else:
            self._rows = list(self._told)
        self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, self.columnCount() - 1))

    def set_stale(self) -> None:
        """Show the figures as those of before."""
        if not self.stale and self._rows:
            self.stale = True
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, self.columnCount() - 1))

    def clear(self) -> None:
        """Show nothing."""
        self.beginResetModel()
        self.table, self._told, self._rows, self._count = None, [], [], 0
        self.endResetModel()

    # what is where ------------------------------------------------------------------------------

    @property
    def rows(self) -> list[Row]:
        """The rows in the order shown."""
        return self._rows

    @property
    def columns(self) -> tuple[Column, ...]:
        return self.table.columns if self.table else ()

    def keys_at(self, index: Index) -> tuple[str, str]:
        """Return the keys of a cell's row and column."""
        return self._rows[index.row()].key, self.columns[index.column()].key

    def index_of(self, row: str, column: str) -> QModelIndex:
        """Return where a cell is now; an invalid index where it is nowhere."""
        rows = [number for number, one in enumerate(self._rows) if one.key == row]
        columns = [number for number, one in enumerate(self.columns) if one.key == column]
        return self.index(rows[0], columns[0]) if rows and columns else QModelIndex()

    def sorted_by(self) -> tuple[int, Qt.SortOrder]:
        """Return the column that rows are sorted by, -1 for none."""
        return self._sorted_by

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; by -1: as the rows were told."""
        self._sorted_by = (column, order)
        self._reorder()

    def _reorder(self) -> None:
        self.layoutAboutToBeChanged.emit()
        before = self._rows
        self._rows = self._in_order()
        places = {row.key: number for number, row in enumerate(self._rows)}
        for index in self.persistentIndexList():
            place = places.get(before[index.row()].key, -1) if index.row() < len(before) else -1
            self.changePersistentIndex(
                index, self.index(place, index.column()) if place >= 0 else QModelIndex()
            )
        self.layoutChanged.emit()

    def _in_order(self) -> list[Row]:
        column, order = self._sorted_by
        if column < 0 or column >= len(self.columns):
            return list(self._told)
        falling = order == Qt.SortOrder.DescendingOrder
        texts = self.columns[column].form == Form.TEXT

        def known(row: Row) -> bool:
            return texts or row.cells[column].number is not None

        def key(row: Row) -> Any:
            cell = row.cells[column]
            return cell.text if texts else cell.number

        # What is undefined is neither high nor low: it stands at the end either way.
        there = sorted((row for row in self._told if known(row)), key=key, reverse=falling)
        return there + [row for row in self._told if not known(row)]

    # for views ----------------------------------------------------------------------------------

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row, column = self._rows[index.row()], self.columns[index.column()]
        value = row.cells[index.column()]
        if role == VALUE_ROLE:
            return value
        if role == Qt.ItemDataRole.DisplayRole:
            return said_value(value, column.form)
        if role == Qt.ItemDataRole.ToolTipRole:
            return as_tip(said_tip(value, column.form))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            told = said_value(value, column.form)
            why = f", {said_tip(value, column.form)}" if value.why else ""
            return f"{said(row.title)}, {said(column.title)}: {told}{why}"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        across = orientation == _ACROSS
        if section >= (len(self.columns) if across else len(self._rows)):
            return None
        title = self.columns[section].title if across else self._rows[section].title
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return said(title)
        if role == Qt.ItemDataRole.ToolTipRole:
            measure = MEASURES.get(self.columns[section].measure) if across else None
            return as_tip(tr(measure.sentences[0]) if measure else said(title))
        return None


def value_at(index: Index) -> Value:
    """Return the Value of a model's cell."""
    value = index.data(VALUE_ROLE)
    assert isinstance(value, Value)
    return value


def _keys(table: Table) -> tuple[str, ...]:
    return (table.name, *(column.key for column in table.columns))

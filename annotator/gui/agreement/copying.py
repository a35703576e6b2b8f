"""A table, or a part of it, for other programs: as text with tabs and as an HTML table at once."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QMimeData, Qt

from annotator.gui.agreement.phrasing import plain, plain_value
from annotator.gui.agreement.table_model import TableModel
from annotator.gui.translation import layout_direction

Cells = list[list[str]]


def cells_of(model: TableModel, rows: range | None = None, columns: range | None = None) -> Cells:
    """Return cells with the names of their rows and columns; all where no part is asked for."""
    rows = range(model.rowCount()) if rows is None else rows
    columns = range(model.columnCount()) if columns is None else columns
    corner = plain(model.table.what) if model.table else ""
    cells: Cells = [[corner, *(plain(model.columns[column].title) for column in columns)]]
    for number in rows:
        row = model.rows[number]
        values = (plain_value(row.cells[column], model.columns[column].form) for column in columns)
        cells.append([plain(row.title), *values])
    return cells


def as_mime(cells: Cells) -> QMimeData:
    """Return cells for the clipboard."""
    data = QMimeData()
    data.setText("".join("\t".join(map(_in_a_cell, row)) + "\n" for row in cells))
    rtl = layout_direction() == Qt.LayoutDirection.RightToLeft
    head, *rest = ("".join(f"<{tag}>{_bdi(cell)}</{tag}>" for cell in row) for tag, row in _tagged(cells))
    body = "".join(f"<tr>{row}</tr>\n" for row in rest)
    data.setHtml(f'<table dir="{"rtl" if rtl else "ltr"}">\n<tr>{head}</tr>\n{body}</table>')
    return data


def _tagged(cells: Cells) -> list[tuple[str, list[str]]]:
    return [("th" if number == 0 else "td", row) for number, row in enumerate(cells)]


def _bdi(cell: str) -> str:
    return f"<bdi>{escape(cell)}</bdi>"


def _in_a_cell(text: str) -> str:
    return " ".join(text.split())

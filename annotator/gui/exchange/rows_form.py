"""A form of rows, a title before each field.

Qt's own form gives words that wrap more room than they take, and takes it from what is below.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLayout, QWidget

from annotator.gui.captions import caption


class RowsForm(QGridLayout):
    """Adds rows at the end."""

    def __init__(self) -> None:
        super().__init__()
        self.setHorizontalSpacing(10)
        self.setVerticalSpacing(8)
        self.setColumnStretch(1, 1)

    def add(self, title: str, field: QWidget | QLayout, *, high: bool = False) -> None:
        """Add a field with its title, which stands at the top of a high one."""
        row = self.rowCount()
        if title:
            side = Qt.AlignmentFlag.AlignTop if high else Qt.AlignmentFlag.AlignVCenter
            self.addWidget(caption(title), row, 0, side)
        if isinstance(field, QWidget):
            self.addWidget(field, row, 1)
        else:
            self.addLayout(field, row, 1)

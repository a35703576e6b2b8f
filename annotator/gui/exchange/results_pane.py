"""What came of an export or an import: in a few words, with every loss or fault below, and how far it is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QProgressBar,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotator.gui.captions import restyle
from annotator.gui.exchange.told_model import MOST, ToldModel
from annotator.gui.exchange.wrapped_words import WrappedWords
from annotator.gui.translation import in_interface_direction, tr


class ResultsPane(QWidget):
    """A summary, a bar while something is under way, and a table."""

    def __init__(self) -> None:
        super().__init__()
        self.summary = WrappedWords()
        self.summary.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.progress = QProgressBar()
        self.progress.setAccessibleName(tr("Progress"))
        self.model = ToldModel(self)
        self.table = QTableView()
        self._dress()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.progress)
        column.addWidget(self.summary)
        column.addWidget(self.table, 1)
        self.progress.hide()
        self.table.hide()

    def _dress(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setWordWrap(False)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        )
        table.setMinimumHeight(120)

    def begin(self, headings: Sequence[str], widths: Sequence[int]) -> None:
        """Empty everything; the last column takes what room is left."""
        self.model.begin(headings)
        header = self.table.horizontalHeader()
        for section, width in enumerate(widths):
            header.resizeSection(section, width)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        self.table.hide()
        self.say("")
        self.progress.setRange(0, 0)
        self.progress.show()

    def add(self, rows: Sequence[tuple[str, ...]]) -> None:
        """Show more rows."""
        self.model.add(rows)
        if rows:
            self.table.show()

    def show_progress(self, done: int, of: int) -> None:
        """Show how far it is; of: 0 where nobody knows."""
        self.progress.setRange(0, of)
        self.progress.setValue(min(done, of))

    def end(self) -> None:
        """Show that nothing is under way."""
        self.progress.hide()

    def say(self, text: str, role: str = "") -> None:
        """Say in words what came of it."""
        if self.model.count > MOST:
            text = "\n".join([text, tr("The table has the first {count}.").format(count=f"{MOST:,}")])
        restyle(self.summary, role)
        self.summary.say(in_interface_direction(text))
        self.summary.setVisible(bool(text))

"""A list of names with ticks."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

_NAME = Qt.ItemDataRole.UserRole
_ROWS = 5


class CheckList(QListWidget):
    """Names, all ticked at first."""

    ticked = Signal()

    def __init__(self, rows: Iterable[tuple[str, str]], title: str) -> None:
        """rows: each name with the words that are shown for it."""
        super().__init__()
        self.setAccessibleName(title)
        for name, words in rows:
            item = QListWidgetItem(words)
            item.setData(_NAME, name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self.addItem(item)
        row = max(self.sizeHintForRow(0), 20)
        self.setFixedHeight(row * min(max(self.count(), 1), _ROWS) + 2 * self.frameWidth() + 4)
        self.itemChanged.connect(self.ticked)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The names with a tick."""
        items = [self.item(row) for row in range(self.count())]
        return tuple(item.data(_NAME) for item in items if item.checkState() == Qt.CheckState.Checked)

    @property
    def is_whole(self) -> bool:
        """Whether all are ticked."""
        return len(self.chosen) == self.count()

    def choose(self, names: Iterable[str]) -> None:
        """Tick these alone."""
        wanted = set(names)
        for row in range(self.count()):
            item = self.item(row)
            on = item.data(_NAME) in wanted
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

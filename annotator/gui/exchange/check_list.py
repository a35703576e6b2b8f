"""A list of names with ticks."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QSizePolicy

_NAME = Qt.ItemDataRole.UserRole
_LEAST, _MOST = 2, 5


class CheckList(QListWidget):
    """Names, all ticked at first."""

    ticked = Signal()

    def __init__(self, rows: Iterable[tuple[str, str]], title: str) -> None:
        """rows: each name with the words that are shown for it."""
        super().__init__()
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for name, words in rows:
            item = QListWidgetItem(words)
            item.setData(_NAME, name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self.addItem(item)
        self.itemChanged.connect(self.ticked)

    def sizeHint(self) -> QSize:
        rows = min(max(self.count(), _LEAST), _MOST)
        height = max(self.sizeHintForRow(0), self.fontMetrics().height() + 6) * rows
        return QSize(200, height + 2 * self.frameWidth() + 4)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

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

"""A list of names with ticks."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from annotator.gui.quoting import line_height

_NAME = Qt.ItemDataRole.UserRole
_LEAST, _MOST = 2, 5


class CheckList(QListWidget):
    """Names, all ticked at first."""

    ticked = Signal()

    def __init__(self, rows: Iterable[tuple[str, str]], title: str) -> None:
        """rows: each name with the words that are shown for it."""
        super().__init__()
        self.setAccessibleName(title)
        row = round(line_height(self.font().toString())) + 6
        for name, words in rows:
            item = QListWidgetItem(words)
            item.setSizeHint(QSize(0, row))
            item.setData(_NAME, name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self.addItem(item)
        self.setFixedHeight(row * min(max(self.count(), _LEAST), _MOST) + 2 * self.frameWidth() + 4)
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

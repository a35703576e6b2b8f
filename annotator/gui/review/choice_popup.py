"""A small list over the window of which one is chosen by its key: reasons, labels; a reason can be typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from annotator.gui.article.keys import label_key
from annotator.gui.captions import caption
from annotator.gui.translation import tr

KEYS = "123456789abcdefghijklmnopqrstuvwxyz"
LEAST_WIDTH = 340
MOST_ROWS = 12
_AWAY = 12
_VALUE = Qt.ItemDataRole.UserRole


class ChoicePopup(QFrame):
    """Takes the keys until something is chosen or Esc is pressed."""

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = parent
        self.setObjectName("popup")
        self._chosen: Callable[[str], object] = lambda _value: None
        self.room: Callable[[], QRect] = parent.rect
        """Where it may stand, in its parent."""
        self.is_low: Callable[[], bool] = lambda: False
        """Whether what is not to be covered lies in the lower half of that."""
        self._keys: list[str] = []
        self.title = caption("", "strong", wrap=True)
        self.list = QListWidget()
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.field = QLineEdit()
        self.field.setPlaceholderText(tr("Another reason: type it, then Enter"))
        self.field.setAccessibleName(tr("Another reason"))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(6)
        for widget in (self.title, self.list, self.field):
            column.addWidget(widget)
        self.list.itemClicked.connect(self._take_item)
        self.field.returnPressed.connect(self._take_typed)
        self.list.installEventFilter(self)
        self.hide()

    def ask(
        self,
        title: str,
        choices: Sequence[tuple[str, str, str]],
        chosen: Callable[[str], object],
        *,
        free: bool = False,
    ) -> None:
        """Show choices: (key, words, value); "" for the next free key. free: another can be typed.

        It stands at the foot of its place, or at the head where it would cover what is not to be covered.
        """
        self._chosen = chosen
        self.title.setText(title)
        self.list.setAccessibleName(title)
        self.list.clear()
        self._keys = []
        taken = {key.lower() for key, _, _ in choices}
        spare = iter(key for key in KEYS if key not in taken)
        for wanted, words, value in choices:
            key = wanted.lower() or next(spare, "")
            self._keys.append(key)
            item = QListWidgetItem(f"{key.upper()}   {words}" if key else words)
            item.setData(_VALUE, value)
            self.list.addItem(item)
        self.field.clear()
        self.field.setVisible(free)
        self.list.setVisible(bool(choices))
        if choices:
            self.list.setCurrentRow(0)
        self._place(len(choices))
        self.show()
        self.raise_()
        (self.list if choices else self.field).setFocus(Qt.FocusReason.PopupFocusReason)

    def _place(self, rows: int) -> None:
        height = self.list.sizeHintForRow(0) if rows else 0
        self.list.setFixedHeight(min(rows, MOST_ROWS) * height + 4)
        parent = self._parent
        width = min(max(LEAST_WIDTH, self.list.sizeHintForColumn(0) + 60), parent.width() - 40)
        self.setFixedWidth(width)
        self.adjustSize()
        room = self.room()
        top = room.top() + _AWAY if self.is_low() else room.bottom() - self.height() - _AWAY
        self.move(QPoint(room.center().x() - self.width() // 2, top))

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key asks for in the list; returns whether it asked for anything."""
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.hide()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if item := self.list.currentItem():
                self._take_item(item)
        elif (letter := label_key(event)) and letter in self._keys:
            self._take_item(self.list.item(self._keys.index(letter)))
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and self.field.isVisible():
            self.field.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            return False
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self.press(event):
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.closed.emit()

    def _take_item(self, item: QListWidgetItem) -> None:
        self._take(item.data(_VALUE))

    def _take_typed(self) -> None:
        if text := self.field.text().strip():
            self._take(text)

    def _take(self, value: str) -> None:
        self.hide()
        self._chosen(value)

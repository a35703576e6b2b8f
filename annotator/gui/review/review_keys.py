"""One key for each decision under any layout: where it gives no Latin letter, the key's place counts."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from annotator.gui.article.keys import label_key
from annotator.gui.review.review_actions import REVIEW_ACTIONS, ReviewAction

if TYPE_CHECKING:
    from annotator.gui.review.place import ReviewPlace

_NAMED = {
    "Space": Qt.Key.Key_Space,
    "Return": Qt.Key.Key_Return,
    "Del": Qt.Key.Key_Delete,
    "Backspace": Qt.Key.Key_Backspace,
    "Down": Qt.Key.Key_Down,
    "Up": Qt.Key.Key_Up,
}
_SHIFT, _KEYPAD = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.KeypadModifier


class ReviewKeys(QObject):
    """Watches the widgets that have the keys while decisions are made; text fields are left alone."""

    def __init__(self, place: ReviewPlace, is_editing: Callable[[], bool]) -> None:
        """is_editing: whether the article's own keys move an edge just now."""
        super().__init__(place)
        self._place = place
        self._is_editing = is_editing
        self._letters: dict[str, ReviewAction] = {}
        self._others: dict[tuple[Qt.Key, bool], ReviewAction] = {}
        for row in REVIEW_ACTIONS:
            for word in row.plain.split():
                shift, _, name = word.rpartition("+")
                if name in _NAMED:
                    self._others[_NAMED[name], shift == "Shift"] = row
                else:
                    self._letters[word.lower()] = row

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self.press(event):
            return True
        return super().eventFilter(watched, event)

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key decides; returns whether it decides anything."""
        if self._is_editing():
            return self._press_while_editing(event)
        row = self._row(event)
        if row is not None:
            if row.can is None or row.can(self._place):
                row.do(self._place)
            return True
        letter = label_key(event)
        if letter.isdecimal() and letter != "0":
            self._place.decisions.take(int(letter))
            return True
        return False

    def _press_while_editing(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            self._place.editing.cancel()
            return True
        return False

    def _row(self, event: QKeyEvent) -> ReviewAction | None:
        modifiers = event.modifiers() & ~_KEYPAD
        if modifiers in (Qt.KeyboardModifier.NoModifier, _SHIFT):
            key = Qt.Key(event.key()) if event.key() in _KNOWN else None
            if key == Qt.Key.Key_Enter:
                key = Qt.Key.Key_Return
            if key is not None:
                return self._others.get((key, modifiers == _SHIFT))
        return self._letters.get(label_key(event))


_KNOWN = {int(key) for key in (*_NAMED.values(), Qt.Key.Key_Enter)}

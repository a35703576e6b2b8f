"""Which motion a key asks for, and which Latin letter a key is on whatever layout it is typed.

A label key must work while an Urdu, Hindi, Arabic or Persian layout is on: where the layout gives no
Latin letter or digit, the key's place on the keyboard decides, as on a US keyboard.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from annotator.gui.article.caret import Motion
from annotator.text.direction import Direction

_ROWS = ((2, "1234567890"), (16, "qwertyuiop"), (30, "asdfghjkl"), (44, "zxcvbnm"))
# Key codes of the PC's main block: Linux's evdev has kept those of the AT keyboard, and so has Windows.
_PC = {code + place: letter for code, row in _ROWS for place, letter in enumerate(row)}
_XKB_OFFSET = 8
_MAC = {
    **dict(enumerate("asdfhgzxcv")),
    **dict(zip(range(11, 18), "bqweryt", strict=True)),
    **dict(zip((18, 19, 20, 21, 23, 22, 26, 28, 25, 29), "1234567890", strict=True)),
    **dict(zip((31, 32, 34, 35, 37, 38, 40, 45, 46), "ouipljknm", strict=True)),
}

_HORIZONTAL = {
    "plain": (Motion.GRAPHEME_BACK, Motion.GRAPHEME_FORWARD),
    "word": (Motion.WORD_BACK, Motion.WORD_FORWARD),
    "sentence": (Motion.SENTENCE_BACK, Motion.SENTENCE_FORWARD),
}
_VERTICAL = {
    Qt.Key.Key_Up: (Motion.LINE_UP, Motion.PARAGRAPH_BACK),
    Qt.Key.Key_Down: (Motion.LINE_DOWN, Motion.PARAGRAPH_FORWARD),
    Qt.Key.Key_Home: (Motion.LINE_START, Motion.TEXT_START),
    Qt.Key.Key_End: (Motion.LINE_END, Motion.TEXT_END),
    Qt.Key.Key_PageUp: (Motion.PAGE_UP, Motion.PAGE_UP),
    Qt.Key.Key_PageDown: (Motion.PAGE_DOWN, Motion.PAGE_DOWN),
}
_TYPING = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


def motion_of(event: QKeyEvent, direction: Direction) -> Motion | None:
    """Return the motion a key asks for in a paragraph of that direction; None for other keys.

    The arrows move the way they point in the paragraph's base direction: the left arrow leads on in a
    right-to-left paragraph. Ctrl moves by word or paragraph, Alt by sentence.
    """
    key = Qt.Key(event.key()) if event.key() in _MOTION_KEYS else None
    if key is None:
        return None
    wide = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    sentence = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
    if key in _VERTICAL:
        return None if sentence else _VERTICAL[key][wide]
    unit = "sentence" if sentence else "word" if wide else "plain"
    forward = (key == Qt.Key.Key_Right) == (direction is Direction.LTR)
    return _HORIZONTAL[unit][forward]


_MOTION_KEYS = {int(key) for key in (*_VERTICAL, Qt.Key.Key_Left, Qt.Key.Key_Right)}


def label_key(event: QKeyEvent) -> str:
    """Return the lower-case Latin letter or the digit that a key stands for; "" for any other key."""
    if event.modifiers() & ~_TYPING:
        return ""
    key = event.key()
    if key < 0x80:
        char = chr(key).lower() if key > 0x20 else ""
        return char if char.isalnum() else ""
    return letter_by_place(event) if event.text() and event.text().isprintable() else ""


def letter_by_place(event: QKeyEvent) -> str:
    """Return the lower-case letter or digit that a US keyboard has where the key is; "" where it has none."""
    if sys.platform == "darwin":
        return _MAC.get(event.nativeVirtualKey(), "")
    code = event.nativeScanCode()
    return _PC.get(code if sys.platform == "win32" else code - _XKB_OFFSET, "")

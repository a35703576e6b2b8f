"""Shortcuts such as Ctrl+Z while a layout without Latin letters is on: the key's place decides.

Qt finds them itself where a Latin layout is set up beside the other; where there is none, the key press
comes through unused and is tried here.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from annotator.gui.article.keys import letter_by_place

_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier
_LATIN = 0x80


def run_by_place(window: QWidget, event: QKeyEvent) -> bool:
    """Do what a key press with Ctrl means on a US keyboard; returns whether it means anything there.

    An action of the window is triggered; anything else (Ctrl+C in a text field) goes to the widget that
    has the focus, as the Latin key.
    """
    modifiers = event.modifiers()
    letter = letter_by_place(event) if modifiers & _COMMANDS and event.key() >= _LATIN else ""
    if not letter:
        return False
    key = Qt.Key(ord(letter.upper()))
    wanted = QKeySequence(Qt.KeyboardModifier(modifiers & ~Qt.KeyboardModifier.KeypadModifier) | key)
    for action in window.findChildren(QAction):
        if action.isEnabled() and wanted in action.shortcuts():
            action.trigger()
            return True
    focused = QApplication.focusWidget()
    if focused is not None:
        QApplication.sendEvent(focused, QKeyEvent(QEvent.Type.KeyPress, int(key), modifiers, ""))
    return True

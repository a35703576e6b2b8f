"""Ctrl and a key of an Urdu layout do what the Latin key in that place does."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow

from annotator.gui.layout_shortcuts import run_by_place

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(qtbot, monkeypatch):
    monkeypatch.setattr("annotator.gui.article.keys.sys.platform", "linux")
    shown = QMainWindow()
    shown.done = []
    for name, key in (("undo", "Ctrl+Z"), ("redo", "Ctrl+Shift+Z")):
        action = QAction(name, shown)
        action.setShortcut(key)
        action.triggered.connect(lambda _=False, name=name: shown.done.append(name))
    qtbot.addWidget(shown)
    return shown


def press(modifiers, key=0x632, scan_code=52, text="ز") -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, modifiers, scan_code, 0, 0, text)


def test_the_place_of_the_key_finds_the_action(window):
    assert run_by_place(window, press(CTRL))
    assert run_by_place(window, press(CTRL | SHIFT))
    assert window.done == ["undo", "redo"]


def test_a_disabled_action_is_not_run(window):
    for action in window.findChildren(QAction):
        action.setEnabled(False)
    run_by_place(window, press(CTRL))
    assert window.done == []


@pytest.mark.parametrize("event", [press(Qt.KeyboardModifier.NoModifier), press(CTRL, Qt.Key.Key_Z, 52, "z")])
def test_plain_keys_and_latin_keys_are_left_to_qt(window, event):
    assert not run_by_place(window, event)


def test_a_text_field_gets_the_latin_key(window, qtbot):
    field = QLineEdit("متن")
    window.setCentralWidget(field)
    window.show()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    run_by_place(window, press(CTRL, 0x627, 38, "ا"))
    assert field.selectedText() == "متن"
    run_by_place(window, press(CTRL, 0x686, 54, "چ"))
    assert QApplication.clipboard().text() == "متن"

"""A field for a note, said when it is left or after a pause in typing."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit

from annotator.gui.translation import tr

PAUSE = 1500
"""Milliseconds without a key after which what was typed is said."""
SHOWN_LINES = 3


class NoteField(QPlainTextEdit):
    """Holds what is typed until it is said, and never lets go of it unsaid."""

    note_said = Signal(str)
    left = Signal()
    """Escape or Ctrl+Enter: back to the article."""

    def __init__(self) -> None:
        super().__init__()
        self._shown = ""
        self.setAccessibleName(tr("Note"))
        self.setPlaceholderText(tr("Note"))
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * SHOWN_LINES + 16)
        self.pause = QTimer(self)
        self.pause.setSingleShot(True)
        self.pause.setInterval(PAUSE)
        self.pause.timeout.connect(self.commit)
        self.textChanged.connect(self.pause.start)

    def show_note(self, note: str) -> None:
        """Show a note, without saying so; what is typed and not said yet stays if the note is the same."""
        if note != self._shown:
            self._shown = note
            self.setPlainText(note)
            self.pause.stop()

    def commit(self) -> None:
        """Say what stands in the field, if it is not what was said before."""
        self.pause.stop()
        text = self.toPlainText().strip()
        if text != self._shown:
            self._shown = text
            self.note_said.emit(text)

    def focusOutEvent(self, e: QFocusEvent) -> None:
        self.commit()
        super().focusOutEvent(e)

    def keyPressEvent(self, e: QKeyEvent) -> None:
        enter = e.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if e.key() == Qt.Key.Key_Escape or (enter and e.modifiers() & Qt.KeyboardModifier.ControlModifier):
            self.commit()
            self.left.emit()
        else:
            super().keyPressEvent(e)

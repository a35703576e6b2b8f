"""Words that wrap and say how high they are themselves.

Layouts that ask what height goes with a width squeeze what stands beside it below its least size.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy


class WrappedWords(QLabel):
    """A label of plain text."""

    def __init__(self, role: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def say(self, text: str) -> None:
        """Show other words."""
        self.setText(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def hasHeightForWidth(self) -> bool:
        return False

    def _fit(self) -> None:
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeading
        room = QRect(0, 0, max(self.width(), 1), 1 << 20)
        height = self.fontMetrics().boundingRect(room, int(flags), self.text()).height() if self.text() else 0
        if height != self.height():
            self.setFixedHeight(height)

"""A button for one label or relation: its key on its colour, and its title."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton

from annotator.gui.theme import LabelColors, Theme

PADDING = 7
HEIGHT_PADDING = 6
KEY_WIDTH = 23
RADIUS = 5.0
_FADED = 0.4
"""Opacity of a button that does nothing just now."""


class LabelButton(QAbstractButton):
    """key: what to press, may be empty. look: "fill", "line" as in the article, or "plain" (no colour)."""

    def __init__(self, title: str, key: str, colors: LabelColors | None, theme: Theme, look: str) -> None:
        super().__init__()
        self.setText(title)
        self._key = key.upper()
        self._colors = colors
        self._theme = theme
        self._look = look
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{title} ({self._key})" if key else title)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(
            KEY_WIDTH + 2 * PADDING + metrics.horizontalAdvance(self.text()),
            metrics.height() + HEIGHT_PADDING,
        )

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, e: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(1.0 if self.isEnabled() else _FADED)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        key_box = QRectF(box)
        key_box.setWidth(KEY_WIDTH)
        if rtl:
            key_box.moveRight(box.right())
        self._draw_ground(painter, box)
        self._draw_key(painter, key_box)
        words = box.adjusted(PADDING, 0, -KEY_WIDTH, 0) if rtl else box.adjusted(KEY_WIDTH, 0, -PADDING, 0)
        painter.setPen(QPen(self._theme.color("text")))
        painter.setFont(self.font())
        painter.drawText(words, int(Qt.AlignmentFlag.AlignCenter), self.text())

    def _draw_ground(self, painter: QPainter, box: QRectF) -> None:
        ground = self._colors.pale if self._colors else self._theme.color("panel")
        if self.isDown():
            ground = self._theme.color("hover")
        painter.setBrush(ground)
        painter.setPen(QPen(self._border(), 2.0 if self.hasFocus() or self.underMouse() else 1.0))
        painter.drawRoundedRect(box, RADIUS, RADIUS)

    def _border(self) -> QColor:
        if self.hasFocus():
            return self._theme.color("accent")
        if self._colors and self.underMouse():
            return self._colors.solid
        return self._theme.color("control_line" if self.underMouse() else "line")

    def _draw_key(self, painter: QPainter, box: QRectF) -> None:
        font = QFont(self.font())
        font.setBold(True)
        painter.setFont(font)
        inner = box.adjusted(3, 3, -2, -3)
        if self._colors and self._look == "fill":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._colors.solid)
            painter.drawRoundedRect(inner, 3, 3)
            painter.setPen(self._colors.ink)
        elif self._colors:
            painter.setPen(QPen(self._colors.solid, 2.0))
            painter.setBrush(self._theme.color("page"))
            painter.drawRoundedRect(inner.adjusted(1, 1, -1, -1), 3, 3)
            painter.setPen(self._theme.color("text"))
        else:
            painter.setPen(self._theme.color("muted"))
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignCenter), self._key or "•")

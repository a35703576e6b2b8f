"""Draws characters without ink: the names of those that only act, and small marks where they are wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPen

from annotator.gui.article.stand_ins import acting_places, is_stand_in, mark_of
from annotator.text.invisible import invisible_name

if TYPE_CHECKING:
    from annotator.gui.article.painting import PagePainter, VisibleLine


def paint_invisibles(paint: PagePainter, line: VisibleLine) -> None:
    """Draw the name of each character that only acts, and marks for the others where wanted."""
    block = line.line.block
    start, end = block.code_point(line.line.start), block.code_point(line.line.end)
    for place in acting_places(block.text, start - block.start, end - block.start):
        _name(paint, line, block.unit(block.start + place), block.text[place])
    if paint.page.reading.invisibles:
        for place in range(start - block.start, end - block.start):
            char = block.text[place]
            if not is_stand_in(char) and (char == " " or invisible_name(char)):
                _small_mark(paint, line, block.unit(block.start + place), char)


def _name(paint: PagePainter, line: VisibleLine, unit: int, char: str) -> None:
    painter, theme = paint.painter, paint.theme
    for left, right in line.line.geometry.strips(unit, unit + 1):
        rect = QRectF(line.origin.x() + left, line.top, right - left, line.line.height)
        font = QFont(paint.page.chip_font())
        font.setPointSizeF(5.0)
        painter.setFont(font)
        box = QRectF(rect.center().x() - 9, rect.center().y() - 5, 18, 10)
        painter.setPen(QPen(theme.color("fault_text"), 0.8))
        painter.setBrush(theme.color("fault"))
        painter.drawRoundedRect(box, 2, 2)
        paint.word(box, mark_of(char))
        painter.setFont(paint.page.chip_font())


def _small_mark(paint: PagePainter, line: VisibleLine, unit: int, char: str) -> None:
    """Draw a dot for a space and a small tick where a joiner or the like stands."""
    geometry, painter = line.line.geometry, paint.painter
    color = paint.theme.color("faint")
    middle = line.top + line.line.height / 2
    if char.isspace():
        for left, right in geometry.strips(unit, unit + 1):
            x = line.origin.x() + (left + right) / 2
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color)
            radius = 1.2 if char == " " else 2.4
            painter.drawEllipse(QPointF(x, middle), radius, radius)
        return
    x = line.origin.x() + geometry.trailing_edge(unit + 1)[0]
    bottom = line.top + line.line.height
    painter.setPen(QPen(color, 1.2))
    painter.drawLine(QPointF(x, bottom - 12), QPointF(x, bottom))
    painter.drawLine(QPointF(x - 3, bottom - 12), QPointF(x + 3, bottom - 12))

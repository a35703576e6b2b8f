"""Pieces of an article shown outside it: on one line, isolated, cut short, in their own direction."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

from annotator.gui.translation import FIRST_STRONG_ISOLATE, POP_ISOLATE
from annotator.text.direction import Direction, article_direction, paragraph_direction
from annotator.text.invisible import invisible_name, reorders
from annotator.text.offsets import utf16_length

LEADING = 0.82
"""Lines of a list stand closer than Arabic fonts ask for, which leave room for every mark."""
LONGEST = 200
"""Code points of a quote; what is longer is cut, so that a huge span costs nothing to show."""


def quote(text: str, longest: int = LONGEST) -> str:
    """Return text on one line; signs that would reorder what is around them by their names."""
    cut = text[: longest + 1]
    line = " ".join("".join(_harmless(char) for char in cut[:longest]).split())
    return f"{line}…" if len(cut) > longest else line


def _harmless(char: str) -> str:
    if reorders(char):
        return f"[{invisible_name(char)}]"
    return " " if invisible_name(char) in _BREAKS else char


_BREAKS = ("NUL", "LS", "PS", "NEL", "VT", "FF")


def isolated_quote(text: str, longest: int = LONGEST) -> str:
    """Return a quote that may stand in a sentence of any direction."""
    return f"{FIRST_STRONG_ISOLATE}{quote(text, longest)}{POP_ISOLATE}"


def left_to_right(text: str) -> str:
    """Return numbers and paths so that they keep their order in a sentence that runs right to left."""
    return f"\u2066{text}{POP_ISOLATE}"


def reading_direction(text: str, article: Direction | None = None) -> Qt.LayoutDirection:
    """Return the direction in which a quote runs: as a paragraph of the article would, else by itself."""
    start = text[:LONGEST]
    return qt_direction(paragraph_direction(start, article) if article else article_direction(start))


@cache
def line_height(font_key: str) -> float:
    """Return how high a line of any script is. font_key: a font as QFont.key() or toString() says it."""
    font = QFont()
    font.fromString(font_key)
    layout = QTextLayout("Ag \u0679\u06d2 \u0915\u093f", font)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(1000)
    layout.endLayout()
    return line.height() * LEADING


def qt_direction(direction: Direction) -> Qt.LayoutDirection:
    rtl = direction is Direction.RTL
    return Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight


def draw_quote(
    painter: QPainter, box: QRectF, text: str, direction: Qt.LayoutDirection, lines: int = 1
) -> None:
    """Draw text in the painter's font and pen, in its own direction from its own side, in few lines.

    What does not fit ends in an ellipsis at its logical end.
    """
    font = painter.font()
    layout, used = _laid_out(text, font, box.width(), direction, lines)
    height = sum(layout.lineAt(index).height() for index in range(used)) * LEADING
    top = box.top() + max((box.height() - height) / 2, 0.0)
    painter.save()
    for index in range(used):
        line = layout.lineAt(index)
        line.setPosition(QPointF(0, 0))
        if index == used - 1 and line.textStart() + line.textLength() < utf16_length(text):
            _draw_cut(painter, QRectF(box.left(), top, box.width(), line.height()), layout, direction)
        else:
            line.draw(painter, QPointF(box.left(), top))
        top += line.height() * LEADING
    painter.restore()


def _laid_out(
    text: str, font: QFont, width: float, direction: Qt.LayoutDirection, lines: int
) -> tuple[QTextLayout, int]:
    option = QTextOption(_side(direction))
    option.setTextDirection(direction)
    option.setWrapMode(QTextOption.WrapMode.WordWrap if lines > 1 else QTextOption.WrapMode.WrapAnywhere)
    layout = QTextLayout(text, font)
    layout.setTextOption(option)
    layout.beginLayout()
    used = 0
    while used < lines and (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        used += 1
    layout.endLayout()
    return layout, used


def _draw_cut(painter: QPainter, box: QRectF, layout: QTextLayout, direction: Qt.LayoutDirection) -> None:
    start = layout.lineAt(layout.lineCount() - 1).textStart()
    rest = layout.text().encode("utf-16-le")[2 * start :].decode("utf-16-le", "ignore")
    metrics = QFontMetricsF(painter.font())
    painter.setLayoutDirection(direction)
    side = _side(direction) | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(box, int(side), metrics.elidedText(rest, Qt.TextElideMode.ElideRight, box.width()))


def _side(direction: Qt.LayoutDirection) -> Qt.AlignmentFlag:
    rtl = direction == Qt.LayoutDirection.RightToLeft
    # Absolute: Qt would turn left into right for text that runs right to left.
    return Qt.AlignmentFlag.AlignAbsolute | (
        Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
    )

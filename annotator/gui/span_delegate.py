"""Draws a span in a list: its label as a chip, its text in its own direction."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.gui.article.reading import Reading
from annotator.gui.quoting import draw_quote, reading_direction
from annotator.gui.spans_model import QUOTE_ROLE, SPAN_ROLE, Column, Index
from annotator.gui.theme import LabelColors
from annotator.model.annotations import Span
from annotator.model.labels import LabelScheme
from annotator.text.direction import Direction

CHIP_PADDING = 8
CELL_PADDING = 6
CHIP_HEIGHT_SHARE = 1.25
WIDEST_CHIP = 150


class SpanDelegate(QStyledItemDelegate):
    """Needs the scheme for colours and titles; takes the spans from the model's roles."""

    def __init__(self, parent: QObject, reading: Reading) -> None:
        super().__init__(parent)
        self._theme = reading.theme
        self._scheme = LabelScheme(())
        self._direction = Direction.LTR

    def set_article(self, scheme: LabelScheme, direction: Direction) -> None:
        """Take labels from a scheme; numbers run as the article does."""
        self._scheme = scheme
        self._direction = direction

    def label_width(self, font: QFont) -> int:
        """Return the room that the longest label needs."""
        metrics = QFontMetricsF(chip_font(font))
        names = [label.name for layer in self._scheme.layers for label in layer.labels]
        widest = max((metrics.horizontalAdvance(name) for name in names), default=40.0)
        return int(min(widest + 2 * CHIP_PADDING, WIDEST_CHIP) + 2 * CELL_PADDING)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, option.fontMetrics.height() + 2 * CELL_PADDING)  # pyright: ignore[reportUnknownMemberType, reportAttributeAccessIssue, reportUnknownArgumentType]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        span: Span = index.data(SPAN_ROLE)
        box = QRectF(option.rect)  # pyright: ignore
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)  # pyright: ignore
        painter.save()
        if chosen:
            painter.fillRect(box, self._theme.color("hover"))
        if index.column() == Column.LABEL:
            self._draw_label(painter, box.adjusted(CELL_PADDING, 0, -CELL_PADDING, 0), span)
        else:
            painter.setPen(self._theme.color("text"))
            text: str = index.data(QUOTE_ROLE)
            draw_quote(
                painter, box.adjusted(2, 0, -CELL_PADDING, 0), text, reading_direction(text, self._direction)
            )
        painter.restore()

    def _draw_label(self, painter: QPainter, box: QRectF, span: Span) -> None:
        layer = self._scheme.layer(span.layer)
        label = self._scheme.label_of(span)
        colors = self._theme.label(label.color if label else "")
        draw_chip(painter, box, span.label, colors, layer.look if layer else "fill")


def chip_font(font: QFont) -> QFont:
    """Return the font for words on a chip."""
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    bold.setPointSizeF(font.pointSizeF() * 0.9)
    return bold


def draw_chip(painter: QPainter, box: QRectF, title: str, colors: LabelColors, look: str) -> None:
    """Draw a label's chip as high as its words, from the side where reading starts."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(chip_font(painter.font()))
    metrics = QFontMetricsF(painter.font())
    width = min(metrics.horizontalAdvance(title) + 2 * CHIP_PADDING, box.width())
    height = metrics.height() * CHIP_HEIGHT_SHARE
    chip = QRectF(box.left(), box.center().y() - height / 2, width, height)
    if painter.layoutDirection() == Qt.LayoutDirection.RightToLeft:
        chip.moveRight(box.right())
    painter.setPen(Qt.PenStyle.NoPen if look == "fill" else QPen(colors.solid, 1.5))
    painter.setBrush(colors.solid if look == "fill" else colors.pale)
    painter.drawRoundedRect(chip, 4, 4)
    painter.setPen(colors.ink if look == "fill" else readable(colors))
    words = metrics.elidedText(title, Qt.TextElideMode.ElideRight, width - CHIP_PADDING)
    painter.drawText(chip, int(Qt.AlignmentFlag.AlignCenter), words)
    painter.restore()


def readable(colors: LabelColors) -> QColor:
    """Return the ink for words on a label's pale colour."""
    dark_page = colors.pale.lightnessF() < 0.5
    return QColor("#ffffff" if dark_page else "#000000")

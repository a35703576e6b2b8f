"""Draws spans that wait for a decision, and their places with the words around them."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.gui.article.reading import Reading
from annotator.gui.quoting import LEADING, draw_quote, line_height, reading_direction
from annotator.gui.span_delegate import CELL_PADDING, CHIP_PADDING, WIDEST_CHIP, chip_font, draw_chip
from annotator.gui.spans_model import Index
from annotator.gui.translation import layout_direction, tr
from annotator.gui.unsettled_rows import Row, Words
from annotator.model.labels import LabelScheme
from annotator.text.direction import Direction
from annotator.text.offsets import utf16_length

ROW_ROLE = Qt.ItemDataRole.UserRole
"""The Row."""
PLACE_ROLE = Qt.ItemDataRole.UserRole + 1
"""Which of its places; -1 for the span itself."""

NUMBER_WIDTH = 26
INDENT = 10
ROW_PADDING = 4


class UnsettledDelegate(QStyledItemDelegate):
    """Needs the scheme for colours; all else is in the rows."""

    def __init__(self, parent: QObject, reading: Reading) -> None:
        super().__init__(parent)
        self._theme = reading.theme
        self._scheme = LabelScheme(())
        self._direction = Direction.LTR

    def set_article(self, scheme: LabelScheme, direction: Direction) -> None:
        """Take labels from a scheme; words run as the article does."""
        self._scheme = scheme
        self._direction = direction

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, self.row_height(option.font))  # pyright: ignore

    def row_height(self, font: QFont) -> int:
        """Return the height of every row."""
        return round(line_height(font.toString())) + ROW_PADDING

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(ROW_ROLE)
        place: int = index.data(PLACE_ROLE)
        rect: QRect = option.rect  # pyright: ignore
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:  # pyright: ignore
            painter.fillRect(rect, self._theme.color("hover"))
        box = rect.adjusted(CELL_PADDING, 0, -CELL_PADDING, 0)
        if place < 0:
            self._draw_span(painter, box, row)
        else:
            self._draw_place(painter, box, place if row.lost else -1, row.words[place])
        painter.restore()

    def _draw_span(self, painter: QPainter, box: QRect, row: Row) -> None:
        layer, label = self._scheme.layer(row.span.layer), self._scheme.label_of(row.span)
        colors = self._theme.label(label.color if label else "")
        width = QFontMetricsF(chip_font(painter.font())).horizontalAdvance(row.span.label) + 2 * CHIP_PADDING
        chip, rest = _parted(box, round(min(width, WIDEST_CHIP)))
        painter.setLayoutDirection(layout_direction())
        draw_chip(painter, QRectF(chip), row.span.label, colors, layer.look if layer else "fill")
        state = tr("lost") if row.lost else tr("moved")
        room = round(QFontMetricsF(painter.font()).horizontalAdvance(state)) + CELL_PADDING
        words, side = _parted(rest, rest.width() - room)
        painter.setPen(self._theme.color("fault_text" if row.lost else "warning_text"))
        edge = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(side, int(QStyle.visualAlignment(layout_direction(), edge)), state)
        painter.setPen(self._theme.color("text"))
        draw_quote(painter, QRectF(words), row.was, reading_direction(row.was, self._direction))

    def _draw_place(self, painter: QPainter, box: QRect, number: int, words: Words) -> None:
        _, inner = _parted(box, INDENT)
        sign, rest = _parted(inner, NUMBER_WIDTH)
        painter.setPen(self._theme.color("muted"))
        painter.drawText(
            sign, int(Qt.AlignmentFlag.AlignCenter), str(number + 1) if number >= 0 else tr("now")
        )
        painter.setPen(self._theme.color("text"))
        _draw_words(painter, QRectF(rest), words, reading_direction(words.line, self._direction))


def _parted(box: QRect, width: int) -> tuple[QRect, QRect]:
    """Return the part of that width from where reading starts, and the rest."""
    first = QRect(box.left(), box.top(), width, box.height())
    rest = box.adjusted(width + CELL_PADDING, 0, 0, 0)
    direction = layout_direction()
    return QStyle.visualRect(direction, box, first), QStyle.visualRect(direction, box, rest)


def _draw_words(painter: QPainter, box: QRectF, words: Words, direction: Qt.LayoutDirection) -> None:
    """Draw one line with the place itself set off from what is around it."""
    rtl = direction == Qt.LayoutDirection.RightToLeft
    side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
    option = QTextOption(side | Qt.AlignmentFlag.AlignAbsolute)
    option.setTextDirection(direction)
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout = QTextLayout(words.line, painter.font())
    layout.setTextOption(option)
    layout.setFormats([_set_off(words)])
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(box.width())
    layout.endLayout()
    line.setPosition(QPointF(0, 0))
    line.draw(painter, QPointF(box.left(), box.center().y() - line.height() * LEADING / 2))


def _set_off(words: Words) -> QTextLayout.FormatRange:
    shape = QTextCharFormat()
    shape.setFontWeight(QFont.Weight.Bold)
    shape.setFontUnderline(True)
    found = QTextLayout.FormatRange()
    found.start = utf16_length(words.before)  # pyright: ignore[reportAttributeAccessIssue]
    found.length = utf16_length(words.exact)  # pyright: ignore[reportAttributeAccessIssue]
    found.format = shape  # pyright: ignore[reportAttributeAccessIssue]
    return found

"""Draws an article in a list: its first words, and below them language, direction and progress."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.gui.articles_model import CURRENT_ROLE, ENTRY_ROLE, ArticleEntry, Index
from annotator.gui.quoting import draw_quote, left_to_right, line_height, qt_direction, reading_direction
from annotator.gui.theme import Theme
from annotator.text.direction import Direction

PADDING = 8
GAP = 2
TITLE_LINES = 2
MARK_WIDTH = 3
ARROWS = {Direction.LTR: "→", Direction.RTL: "←"}


class ArticleDelegate(QStyledItemDelegate):
    """All rows have one height, so that thousands of them cost no measuring."""

    def __init__(self, parent: QObject, theme: Theme) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        font: QFont = option.font  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownVariableType]
        line = line_height(font.toString())
        small = line_height(_small(font).toString())
        return QSize(120, round(TITLE_LINES * line + small + 2 * PADDING + GAP))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: ArticleEntry = index.data(ENTRY_ROLE)
        box = QRectF(option.rect)  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownArgumentType]
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownVariableType]
        painter.save()
        self._draw_ground(painter, box, bool(index.data(CURRENT_ROLE)), state)
        inner = box.adjusted(PADDING + MARK_WIDTH, PADDING, -PADDING - MARK_WIDTH, -PADDING)
        font = painter.font()
        below = line_height(_small(font).toString())
        title = entry.title or entry.path
        direction = qt_direction(entry.direction) if entry.direction else reading_direction(title)
        painter.setPen(self._theme.color("text"))
        draw_quote(painter, inner.adjusted(0, 0, 0, -below - GAP), title, direction, TITLE_LINES)
        inner.setTop(inner.bottom() - below)
        painter.setFont(_small(font))
        self._draw_facts(painter, inner, entry)
        painter.restore()

    def _draw_ground(self, painter: QPainter, box: QRectF, current: bool, state: QStyle.StateFlag) -> None:
        if current or state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, self._theme.color("hover"))
        if current:
            mark = QRectF(box)
            mark.setWidth(MARK_WIDTH)
            if painter.layoutDirection() == Qt.LayoutDirection.RightToLeft:
                mark.moveRight(box.right())
            painter.fillRect(mark, self._theme.color("accent"))
        focused = QStyle.StateFlag.State_HasFocus
        if state & focused and state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(self._theme.color("accent"), 1.0))
            painter.drawRect(box.adjusted(1, 1, -1.5, -1.5))
        painter.setPen(QPen(self._theme.color("line"), 1.0))
        painter.drawLine(box.bottomLeft() - QPointF(0, 0.5), box.bottomRight() - QPointF(0, 0.5))

    def _draw_facts(self, painter: QPainter, box: QRectF, entry: ArticleEntry) -> None:
        rtl = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
        near, far = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        if rtl:
            near, far = far, near
        name = "fault_text" if entry.trouble else "good" if entry.done else "muted"
        painter.setPen(self._theme.color(name))
        progress = entry.progress
        painter.drawText(
            box, int(far | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute), progress
        )
        room = box.width() - QFontMetricsF(painter.font()).horizontalAdvance(progress) - PADDING
        rest = QRectF(box.right() - room if rtl else box.left(), box.top(), room, box.height())
        painter.setPen(self._theme.color("muted"))
        arrow = ARROWS[entry.direction] if entry.direction else ""
        facts = " ".join(part for part in (arrow, entry.language_name) if part)
        words = facts or left_to_right(entry.path)
        words = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideMiddle, int(room))
        painter.drawText(
            rest, int(near | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute), words
        )


def _small(font: QFont) -> QFont:
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * 0.88)
    return small

"""The adviser's sentences, the dearest habit first."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.gui.agreement.phrasing import said, without_isolates
from annotator.gui.quoting import left_to_right
from annotator.gui.theme import Theme
from annotator.gui.translation import isolated, layout_direction, tr
from annotator.session.agreement.answers import AdviceLine

Index = QModelIndex | QPersistentModelIndex
LINE_ROLE = Qt.ItemDataRole.UserRole
"""The row's AdviceLine."""

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PADDING = 10
_COST_WIDTH = 76
_NO_PARENT = QModelIndex()
_FLAGS = Qt.TextFlag.TextWordWrap


class AdviceModel(QAbstractListModel):
    """One habit in a row."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[AdviceLine, ...] = ()

    def show_lines(self, lines: tuple[AdviceLine, ...]) -> None:
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.lines):
            return None
        line = self.lines[index.row()]
        if role == LINE_ROLE:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return advice_words(line)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tr("How much F1 strict of these two in the layer would rise without it")
        return None


def advice_words(line: AdviceLine) -> str:
    """Return a habit as a sentence, with the words that it is seen on most in brackets."""
    quotes = [
        f"“{isolated(text)}”" + (f" {left_to_right(f'{times}×')}" if times > 1 else "")
        for text, times in line.quotes
    ]
    return said(line.told) + (f" ({tr(', ').join(quotes)})" if quotes else "")


def plain_advice(line: AdviceLine) -> str:
    """Return a habit for other programs."""
    return without_isolates(advice_words(line))


def cost_words(line: AdviceLine) -> str:
    """Return what a habit costs; nothing where F1 does not see it."""
    return left_to_right(f"+{line.cost:.3f}") if line.cost >= 0.0005 else ""


class _AdviceDelegate(QStyledItemDelegate):
    """Draws a sentence in as many lines as it needs, its cost before it."""

    def __init__(self, parent: QObject, theme: Theme) -> None:
        super().__init__(parent)
        self._theme = theme
        self.width = 600

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        metrics: QFontMetrics = option.fontMetrics  # pyright: ignore
        room = QRect(0, 0, self.width - _COST_WIDTH - 2 * _PADDING, 10_000)
        return QSize(200, metrics.boundingRect(room, _FLAGS, str(index.data())).height() + 2 * _PADDING)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        box = QRectF(option.rect)  # pyright: ignore
        state: QStyle.StateFlag = option.state  # pyright: ignore
        line: AdviceLine = index.data(LINE_ROLE)
        painter.save()
        painter.setLayoutDirection(layout_direction())
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, self._theme.color("hover"))
        painter.setPen(QPen(self._theme.color("line"), 1.0))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        inner = box.adjusted(_PADDING, _PADDING, -_PADDING, -_PADDING)
        cost, words = QRectF(inner), QRectF(inner)
        if layout_direction() == Qt.LayoutDirection.RightToLeft:
            cost.setLeft(inner.right() - _COST_WIDTH)
            words.setRight(inner.right() - _COST_WIDTH)
        else:
            cost.setWidth(_COST_WIDTH)
            words.setLeft(inner.left() + _COST_WIDTH)
        side = QStyle.visualAlignment(layout_direction(), Qt.AlignmentFlag.AlignLeading)
        painter.setPen(self._theme.color("text"))
        painter.drawText(words, int(side) | int(_FLAGS), str(index.data()))
        bold = QFont(painter.font())
        bold.setWeight(QFont.Weight.DemiBold)
        painter.setFont(bold)
        painter.drawText(cost, int(side), cost_words(line))
        painter.restore()


class AdviceList(QListView):
    """Says which habit's examples are wanted."""

    advice_opened = Signal(str, bool)
    """The key of a habit; whether the keyboard is to go along."""
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.advice = AdviceModel()
        self._delegate = _AdviceDelegate(self, theme)
        self.setModel(self.advice)
        self.setItemDelegate(self._delegate)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("What costs most agreement"))
        self.clicked.connect(self._glance)
        self.doubleClicked.connect(self._open)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._delegate.width = self.viewport().width()
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self._open(self.currentIndex())
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def focus_cell(self) -> None:
        """Take the keys, with a habit that they are about."""
        if not self.currentIndex().isValid() and self.advice.lines:
            self.setCurrentIndex(self.advice.index(0))
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _glance(self, index: QModelIndex) -> None:
        self._open(index, go=False)

    def _open(self, index: QModelIndex, go: bool = True) -> None:
        if index.isValid():
            self.advice_opened.emit(index.data(LINE_ROLE).key, go)

"""A table of figures on the screen: a heat map that can be gone through and opened by keys."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from annotator.gui.agreement.heat import cell_colors
from annotator.gui.agreement.table_model import Index, TableModel, value_at
from annotator.gui.theme import Theme
from annotator.session.agreement.answers import Form, Table

_PADDING = 8
_BAR = 3
_LEAST, _WIDEST, _WIDEST_WORD = 66, 132, 220
_HEAD_SIDES = 12
"""What the style sheet keeps free at the sides of a title."""

_WIDEST_TEXT, _WIDEST_NAME = 560, 300
_STALE = 0.55
"""How strongly figures of before are drawn."""

_ROW_HEIGHT = 30
_HEAD_LINES = 2
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class HeatDelegate(QStyledItemDelegate):
    """Draws a cell: its ground by its heat, its number, and a bar as long as the number is great."""

    def __init__(self, parent: QObject, theme: Theme) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(_LEAST, _ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, TableModel)
        value, column = value_at(index), model.columns[index.column()]
        state: QStyle.StateFlag = option.state  # pyright: ignore
        box = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5)  # pyright: ignore
        painter.save()
        painter.fillRect(box, self._theme.color("page"))
        if model.stale:
            painter.setOpacity(_STALE)
        plain = value.heat is None and not value.why
        colors = cell_colors(self._theme, value.heat)
        painter.fillRect(box, self._theme.color("page") if plain else colors.ground)
        painter.setPen(self._theme.color("text") if plain and not value.text else colors.ink)
        if column.form == Form.TEXT:
            painter.setPen(self._theme.color("text"))
        self._draw_words(painter, box, str(index.data()), column.form)
        if value.heat is not None and value.heat > 0:
            self._draw_bar(painter, box, value.heat, index)
        painter.setOpacity(1.0)
        if state & QStyle.StateFlag.State_Selected:
            focused = bool(state & QStyle.StateFlag.State_Active)
            painter.setPen(QPen(self._theme.color("text" if focused else "muted"), 2.0))
            painter.drawRect(box.adjusted(1, 1, -1, -1))
        painter.restore()

    def _draw_words(self, painter: QPainter, box: QRectF, words: str, form: Form) -> None:
        side = Qt.AlignmentFlag.AlignLeading if form == Form.TEXT else Qt.AlignmentFlag.AlignHCenter
        inner = box.adjusted(_PADDING, 0, -_PADDING, 0)
        cut = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(inner.width()))
        flags = QStyle.visualAlignment(painter.layoutDirection(), side | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(inner, int(flags), cut)

    def _draw_bar(self, painter: QPainter, box: QRectF, heat: float, index: Index) -> None:
        bar = QRectF(box.left(), box.bottom() - _BAR, box.width() * min(heat, 1.0), _BAR)
        if painter.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            bar.moveRight(box.right())
        painter.fillRect(bar, cell_colors(self._theme, heat).bar)


class FigureTable(QTableView):
    """Shows one table; says which cell is wanted."""

    cell_opened = Signal(str, str, bool)
    """Keys of row and column; whether the keys of the keyboard are to go along."""
    left = Signal()
    """Escape: back to where one came from."""
    copy_requested = Signal()
    menu_requested = Signal(QPoint)
    """A menu for the present cell is wanted at this place of the screen."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.rows = TableModel()
        self.setModel(self.rows)
        self.setItemDelegate(HeatDelegate(self, theme))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._arrange_headers()
        self.clicked.connect(self._glance)
        self.doubleClicked.connect(self._open)
        self.customContextMenuRequested.connect(self._ask_menu)

    def _arrange_headers(self) -> None:
        across, down = self.horizontalHeader(), self.verticalHeader()
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)  # pyright: ignore
        across.setSectionsClickable(True)
        across.sectionClicked.connect(self.sort_by)
        across.setHighlightSections(False)
        down.setDefaultSectionSize(_ROW_HEIGHT)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        down.setMaximumWidth(_WIDEST_NAME)
        down.setHighlightSections(False)

    # what is shown ------------------------------------------------------------------------------

    def show_table(self, table: Table) -> None:
        """Show a table, the present cell where it was."""
        present = self.present
        self.rows.show_table(table)
        self._fit()
        if present:
            self.setCurrentIndex(self.rows.index_of(*present))
        self.setAccessibleName(self.accessibleName())

    def _fit(self) -> None:
        words = QFontMetricsF(self.horizontalHeader().font())
        for number, column in enumerate(self.rows.columns):
            title = str(self.rows.headerData(number, Qt.Orientation.Horizontal))
            across = words.horizontalAdvance(title)
            longest = max((words.horizontalAdvance(word) for word in title.split()), default=0.0)
            width = max(_LEAST, min(longest, _WIDEST_WORD), min(across / _HEAD_LINES + _PADDING, _WIDEST))
            width += 2 * _PADDING
            self.setColumnWidth(
                number, self._text_width(number) if column.form == Form.TEXT else round(width)
            )
        self._fit_head()
        self._mark_order()

    def _fit_head(self) -> None:
        """Make room for titles of two lines, in whatever script."""
        header, least = self.horizontalHeader(), 0
        for number in range(self.rows.columnCount()):
            room = QRect(0, 0, self.columnWidth(number) - _HEAD_SIDES, 1_000)
            title = str(self.rows.headerData(number, Qt.Orientation.Horizontal))
            flags = int(Qt.TextFlag.TextWordWrap)
            least = max(least, header.fontMetrics().boundingRect(room, flags, title).height())
        header.setFixedHeight(least + 2 * _PADDING)

    def _text_width(self, column: int) -> int:
        words = QFontMetricsF(self.font())
        shown = [str(self.rows.index(row, column).data()) for row in range(min(self.rows.rowCount(), 50))]
        widest = max((words.horizontalAdvance(text) for text in shown), default=0.0)
        return round(min(max(widest + 3 * _PADDING, 2 * _LEAST), _WIDEST_TEXT))

    # the present cell ---------------------------------------------------------------------------

    @property
    def present(self) -> tuple[str, str] | None:
        """The keys of the present cell; None where there is none."""
        index = self.currentIndex()
        return self.rows.keys_at(index) if index.isValid() else None

    def open_present(self) -> None:
        """Open the present cell."""
        self._open(self.currentIndex())

    def _glance(self, index: QModelIndex) -> None:
        self._open(index, go=False)

    def _open(self, index: QModelIndex, go: bool = True) -> None:
        if index.isValid() and value_at(index).opens:
            self.cell_opened.emit(*self.rows.keys_at(index), go)

    def _ask_menu(self, place: QPoint) -> None:
        self.menu_requested.emit(self.viewport().mapToGlobal(place))

    def sort_by(self, column: int) -> None:
        """Sort by a column, the greatest first; again: the other way; a third time: as it was."""
        before, order = self.rows.sorted_by()
        falling, rising = Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder
        if before != column:
            self.rows.sort(column, falling)
        elif order == falling:
            self.rows.sort(column, rising)
        else:
            self.rows.sort(-1)
        self._mark_order()

    def _mark_order(self) -> None:
        column, order = self.rows.sorted_by()
        header = self.horizontalHeader()
        header.setSortIndicatorShown(column >= 0)
        if column >= 0:
            header.setSortIndicator(column, order)

    # keys ---------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and event.key() in _ENTER:
            self.open_present()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() == Qt.Key.Key_C and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.copy_requested.emit()
        elif event.key() == Qt.Key.Key_Menu:
            self.menu_requested.emit(
                self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center())
            )
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def focus_cell(self) -> None:
        """Take the keys, with a cell that they are about."""
        if not self.currentIndex().isValid() and self.rows.rowCount():
            self.setCurrentIndex(self.rows.index(0, 0))
        self.setFocus(Qt.FocusReason.OtherFocusReason)

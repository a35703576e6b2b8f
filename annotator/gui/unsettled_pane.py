"""Spans that moved with a changed article and spans that were lost, to be decided on one after the other."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QFrame, QPushButton, QTreeView, QVBoxLayout, QWidget

from annotator.gui.article.reading import Reading
from annotator.gui.captions import caption, set_tip
from annotator.gui.layouts import FlowLayout
from annotator.gui.quoting import left_to_right
from annotator.gui.translation import isolated, tr
from annotator.gui.unsettled_delegate import PLACE_ROLE, ROW_ROLE, UnsettledDelegate
from annotator.gui.unsettled_rows import Row
from annotator.gui.wording import label_title
from annotator.model.document import Document
from annotator.model.labels import LabelScheme

LEAST_ROWS = 2
SIDE = 10
ROOMY = 250
"""Pixels of height from which there is room to say what the keys do."""


class UnsettledPane(QWidget):
    """Shows what waits and says what is decided; knows nothing of what a decision does."""

    confirm_requested = Signal(list)
    """Ids of moved spans that belong where they are now."""
    reject_requested = Signal(str)
    place_requested = Signal(str, object)
    """Id of a lost span; the pieces of the place that was chosen."""
    selection_requested = Signal()
    """The present span shall stand where the article is selected."""
    delete_requested = Signal(str)
    passed = Signal(object, int)
    """The Row that is present now and which of its places; -1 for none in particular."""

    def __init__(self, reading: Reading) -> None:
        super().__init__()
        self.rows: tuple[Row, ...] = ()
        self._scheme = LabelScheme(())
        self._telling = True
        self._delegate = UnsettledDelegate(self, reading)
        self.tree = _UnsettledTree()
        self.tree.setItemDelegate(self._delegate)
        self.keys = caption("", "muted", wrap=True)
        self._buttons = QWidget()
        flow = FlowLayout(self._buttons)
        self.confirm = self._button(flow, tr("Confirm"), tr("It belongs there (Enter)"), self.decide)
        self.reject = self._button(flow, tr("Not there"), tr("It is lost then (Delete)"), self.refuse)
        self.confirm_all = self._button(
            flow, tr("Confirm all"), tr("All moved spans belong where they are now"), self._confirm_all
        )
        self.place = self._button(flow, tr("Place here"), tr("At the place shown (Enter)"), self.decide)
        words = tr("Place at the selection")
        self.at_selection = self._button(
            flow, words, left_to_right("Ctrl+Shift+B"), self.selection_requested.emit
        )
        self.delete = self._button(flow, tr("Delete"), tr("Delete the lost span (Delete)"), self.refuse)
        column = QVBoxLayout(self)
        column.setContentsMargins(SIDE, 8, SIDE, 8)
        column.setSpacing(6)
        self.tree.setMinimumHeight(LEAST_ROWS * self._delegate.row_height(self.font()))
        column.addWidget(self.tree, 1)
        column.addWidget(self._buttons)
        column.addWidget(self.keys)
        self.tree.selectionModel().currentChanged.connect(self._pass)
        self.tree.entered_by_keys.connect(self._pass)
        self.tree.decided.connect(self.decide)
        self.tree.refused.connect(self.refuse)
        self.tree.number_pressed.connect(self.choose_place)

    def _button(self, flow: FlowLayout, words: str, tip: str, do: object) -> QPushButton:
        button = QPushButton(words)
        set_tip(button, tip)
        button.setAccessibleDescription(tip)
        button.clicked.connect(do)
        flow.addWidget(button)
        return button

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.keys.setVisible(event.size().height() >= ROOMY)
        self._fit_buttons()

    def _fit_buttons(self) -> None:
        """Keep room for every row of buttons, which a splitter would not."""
        flow, margins = self._buttons.layout(), self.contentsMargins()
        assert flow is not None
        inside = self.width() - margins.left() - margins.right() - 2 * SIDE
        self._buttons.setMinimumHeight(flow.heightForWidth(max(inside, 1)))

    # what waits ---------------------------------------------------------------------------------

    @property
    def present(self) -> tuple[Row | None, int]:
        """The row that the next decision is about, and which of its places; -1 for none in particular."""
        index = self.tree.currentIndex()
        return (index.data(ROW_ROLE), index.data(PLACE_ROLE)) if index.isValid() else (None, -1)

    def show_article(self, document: Document, scheme: LabelScheme) -> None:
        """Show rows of another article from now on."""
        self._scheme = scheme
        self._delegate.set_article(scheme, document.direction)
        self._fill(())

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Show these rows; the present one stays, or the next one is present where it is decided."""
        if rows == self.rows:
            return
        row, place = self.present
        kept = [other.key for other in rows]
        before = [other.key for other in self.rows]
        self._fill(rows)
        if row and row.key in kept:
            self._choose(kept.index(row.key), place)
        elif rows:
            self._choose(min(before.index(row.key) if row else 0, len(rows) - 1))
        if self.tree.hasFocus():
            self._pass()

    def _fill(self, rows: tuple[Row, ...]) -> None:
        with self._silence():
            self.rows = rows
            self.tree.items.clear()
            for row in rows:
                self.tree.items.appendRow(self._item(row))

    def _item(self, row: Row) -> QStandardItem:
        pattern = tr("{label} {quote}, lost") if row.lost else tr("{label} {quote}, moved")
        item = _item(
            pattern.format(label=label_title(self._scheme, row.span), quote=isolated(row.was)), row, -1
        )
        for number, words in enumerate(row.words):
            pattern = tr("Place {number}: {quote}") if row.lost else tr("It stands here now: {quote}")
            text = pattern.format(number=number + 1, quote=isolated(words.line))
            item.appendRow(_item(text, row, number))
        return item

    def _choose(self, number: int, place: int = -1) -> None:
        item = self.tree.items.item(number)
        child = item.child(place) if 0 <= place < item.rowCount() else None
        with self._silence():
            self.tree.unfold(item.index())
            self.tree.setCurrentIndex((child or item).index())
        self._show_choices()

    @contextmanager
    def _silence(self) -> Generator[None]:
        self._telling = False
        try:
            yield
        finally:
            self._telling = True

    def _pass(self, _index: QModelIndex | None = None) -> None:
        row, place = self.present
        if row and self._telling:
            self.tree.unfold(self.tree.currentIndex())
            self._show_choices()
            self.passed.emit(row, place)

    def _show_choices(self) -> None:
        row, _ = self.present
        lost = row is not None and row.lost
        for button in (self.confirm, self.reject):
            button.setVisible(not lost)
        for button in (self.place, self.at_selection, self.delete):
            button.setVisible(lost)
        self.place.setEnabled(row is not None and bool(row.places))
        self.confirm_all.setVisible(not lost and sum(not other.lost for other in self.rows) > 1)
        self.keys.setText(_keys(row) if row else "")
        self._fit_buttons()

    # decisions ----------------------------------------------------------------------------------

    def decide(self) -> None:
        """Confirm a moved span; place a lost one at the place that is present, or show the first one."""
        row, place = self.present
        if row is None:
            return
        if not row.lost:
            self.confirm_requested.emit([row.span.id])
        elif place >= 0:
            self.choose_place(place)
        elif row.places:
            index = self.tree.currentIndex()
            self.tree.setCurrentIndex(index.model().index(0, 0, index))

    def _confirm_all(self) -> None:
        self.confirm_requested.emit([row.span.id for row in self.rows if not row.lost])

    def refuse(self) -> None:
        """Reject the place of a moved span; delete a lost one."""
        row, _ = self.present
        if row:
            (self.delete_requested if row.lost else self.reject_requested).emit(row.span.id)

    def choose_place(self, number: int) -> None:
        """Place the present lost span at one of its places, counted from 0."""
        row, _ = self.present
        if row and row.lost and 0 <= number < len(row.places):
            self.place_requested.emit(row.span.id, row.places[number])


def _keys(row: Row) -> str:
    if not row.lost:
        return tr("Enter: it belongs there. Delete: it does not.")
    return tr("Down: look at a place. Enter, or its number: put it there.") if row.places else ""


def _item(text: str, row: Row, place: int) -> QStandardItem:
    item = QStandardItem(text)
    item.setEditable(False)
    item.setData(row, ROW_ROLE)
    item.setData(place, PLACE_ROLE)
    return item


class _UnsettledTree(QTreeView):
    """Only the present span shows its places."""

    decided = Signal()
    refused = Signal()
    number_pressed = Signal(int)
    entered_by_keys = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.items = QStandardItemModel(self)
        self.setModel(self.items)
        self.setAccessibleName(tr("Moved and lost spans"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)  # Qt would draw a sign in it
        self.setItemsExpandable(False)
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)

    def unfold(self, index: QModelIndex) -> None:
        """Show the places of this span and of no other."""
        top = index.parent() if index.parent().isValid() else index
        for number in range(self.items.rowCount()):
            other = self.items.index(number, 0)
            self.setExpanded(other, other == top)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.decided.emit()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.refused.emit()
        elif event.text() and event.text().isdecimal():
            self.number_pressed.emit(int(event.text()) - 1)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Escape):
            event.ignore()  # nothing is folded by hand
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered_by_keys.emit()

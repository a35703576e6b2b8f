"""The present spans as a list, with filters by label and by text."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from typing import cast

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotator.gui.article.reading import Reading
from annotator.gui.quoting import line_height
from annotator.gui.span_delegate import SpanDelegate
from annotator.gui.spans_model import SPAN_ROLE, Column, SpansModel
from annotator.gui.translation import tr
from annotator.gui.wording import title_of
from annotator.model.annotations import AnnotationSet, Span
from annotator.model.document import Document
from annotator.model.labels import LabelScheme

ROW_PADDING = 2


class SpansPane(QWidget):
    """Shows spans and says which one is wanted; knows nothing of what choosing one does."""

    span_requested = Signal(str)
    """A click or Enter: choose this span, reveal it, and go back to reading."""
    span_passed = Signal(str)
    """The arrow keys came by: choose it, and stay in the list."""
    delete_requested = Signal()

    def __init__(self, reading: Reading) -> None:
        super().__init__()
        self._model = SpansModel()
        self._scheme = LabelScheme(())
        self._telling = True
        self.label_filter = QComboBox()
        self.label_filter.setAccessibleName(tr("Show spans of"))
        self.label_filter.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.label_filter.setMinimumContentsLength(8)
        self.filter_field = QLineEdit()
        self.filter_field.setPlaceholderText(tr("Filter by text"))
        self.filter_field.setAccessibleName(tr("Filter spans by text"))
        self.filter_field.setClearButtonEnabled(True)
        self._delegate = SpanDelegate(self, reading)
        self.table = _SpanTable(self._model)
        self.table.setItemDelegate(self._delegate)
        filters = QHBoxLayout()
        filters.setSpacing(6)
        filters.addWidget(self.label_filter, 1)
        filters.addWidget(self.filter_field, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(6)
        column.addLayout(filters)
        column.addWidget(self.table)
        self._wire()

    def _wire(self) -> None:
        self.label_filter.currentIndexChanged.connect(self._filter)
        self.filter_field.textChanged.connect(self._filter)
        self.table.clicked.connect(self._wanted)
        self.table.activated.connect(self._wanted)
        self.table.delete_pressed.connect(self.delete_requested)
        self.table.selectionModel().currentRowChanged.connect(self._passed)

    def show_article(self, document: Document, scheme: LabelScheme, annotations: AnnotationSet) -> None:
        """Show another article's spans."""
        with self._silence():
            if scheme != self._scheme:
                self._scheme = scheme
                self._offer_labels()
            self._delegate.set_article(scheme, document.direction)
            self.table.setColumnWidth(Column.LABEL, self._delegate.label_width(self.font()))
            self._model.show_article(document, scheme, annotations)

    def show_annotations(self, annotations: AnnotationSet) -> None:
        """Show another set of the same article."""
        with self._silence():
            self._model.show_annotations(annotations)

    def clear(self) -> None:
        """Show no article's spans."""
        with self._silence():
            self._model.clear()

    def choose(self, span_id: str) -> None:
        """Mark a span's row as the present one, without saying so; "" for none."""
        row = self._model.row_of(span_id) if span_id else -1
        with self._silence():
            self.table.setCurrentIndex(self._model.index(row, 0) if row >= 0 else QModelIndex())
            if row < 0:
                self.table.clearSelection()

    @contextmanager
    def _silence(self) -> Generator[None]:
        """Do something of which nobody need be told."""
        self._telling = False
        try:
            yield
        finally:
            self._telling = True

    def _offer_labels(self) -> None:
        with QSignalBlocker(self.label_filter):
            self.label_filter.clear()
            self.label_filter.addItem(tr("All labels"), ("", ""))
            for layer in self._scheme.layers:
                self.label_filter.insertSeparator(self.label_filter.count())
                self.label_filter.addItem(title_of(layer), (layer.name, ""))
                for label in layer.labels:
                    self.label_filter.addItem("    " + title_of(label), (layer.name, label.name))
        self._filter()

    def _filter(self) -> None:
        layer, label = cast("tuple[str, str]", self.label_filter.currentData() or ("", ""))
        with self._silence():
            self._model.filter(layer, label, self.filter_field.text())

    def _wanted(self, index: QModelIndex) -> None:
        self.span_requested.emit(_span(index).id)

    def _passed(self, index: QModelIndex) -> None:
        if self._telling and index.isValid():
            self.span_passed.emit(_span(index).id)


def _span(index: QModelIndex) -> Span:
    return cast("Span", index.data(SPAN_ROLE))


class _SpanTable(QTableView):
    """Rows of one height, no grid, the text column as wide as there is room."""

    delete_pressed = Signal()

    def __init__(self, model: SpansModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setAccessibleName(tr("Spans"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(Column.TEXT, QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(round(line_height(self.font().toString())) + ROW_PADDING)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.delete_pressed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.activated.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

"""Everything about the chosen span: label, exact text, place, edges, attributes, pieces, relations, note."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor, QFont, QIcon, QPixmap
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.gui.article.reading import Reading
from annotator.gui.attribute_rows import AttributeRow, attribute_row
from annotator.gui.captions import caption
from annotator.gui.edges import edge_warning
from annotator.gui.icons import icon_button
from annotator.gui.layouts import clear
from annotator.gui.note_field import NoteField
from annotator.gui.quoting import isolated_quote, left_to_right, quote, reading_direction
from annotator.gui.relation_rows import RelationRows
from annotator.gui.translation import tr
from annotator.gui.wording import title_of
from annotator.model.annotations import AnnotationSet, Span
from annotator.model.document import Document
from annotator.model.labels import LabelScheme, Layer

LONGEST_QUOTE = 500
LARGEST_QUOTE_SIZE = 13.0
SWATCH = 12


class SpanDetails(QWidget):
    """Shows one span and says what shall become of it."""

    label_requested = Signal(str, str)
    trim_requested = Signal()
    delete_requested = Signal()
    value_said = Signal(str, str, object)
    """Id of the span, name of the attribute, value or None."""
    note_said = Signal(str, str)
    """Id of the span, the note."""
    note_left = Signal()
    piece_removal_requested = Signal(int)
    """A code point of the piece."""
    relate_requested = Signal()
    unrelate_requested = Signal(str)
    span_requested = Signal(str)

    def __init__(self, reading: Reading) -> None:
        super().__init__()
        self._reading = reading
        self._scheme = LabelScheme(())
        self._span: Span | None = None
        self._rows: list[AttributeRow] = []
        self._rows_layer: Layer | None = None
        self.labels = QComboBox()
        self._places: dict[tuple[str, str], int] = {}
        self.labels.setAccessibleName(tr("Label"))
        self.quote = _quote_label(reading)
        self.place = caption("", "muted", wrap=True)
        self.edges = caption("", "warning", wrap=True)
        self._trim = QPushButton(tr("Leave out"))
        self._attributes = QVBoxLayout()
        self._pieces = QVBoxLayout()
        self.relations = RelationRows(reading.theme)
        self._relate = QPushButton(tr("Relate…"))
        self.note = NoteField()
        for button in (self._trim, self._relate):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._arrange()
        self._wire()

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 10)
        column.setSpacing(8)
        head = QHBoxLayout()
        self._delete = icon_button("delete", tr("Delete the span"), self._reading.theme)
        head.addWidget(self.labels, 1)
        head.addWidget(self._delete)
        edges = QHBoxLayout()
        edges.addWidget(self.edges, 1)
        edges.addWidget(self._trim)
        column.addLayout(head)
        column.addWidget(self.quote)
        column.addWidget(self.place)
        column.addLayout(edges)
        column.addLayout(self._pieces)
        column.addLayout(self._attributes)
        column.addWidget(self.relations)
        related = QHBoxLayout()
        related.addWidget(self._relate)
        related.addStretch(1)
        column.addLayout(related)
        column.addWidget(self.note)
        column.addStretch(1)

    def _wire(self) -> None:
        self.labels.activated.connect(self._label_picked)
        self._trim.clicked.connect(self.trim_requested)
        self._delete.clicked.connect(self.delete_requested)
        self._relate.clicked.connect(self.relate_requested)
        self.relations.span_requested.connect(self.span_requested)
        self.relations.unrelate_requested.connect(self.unrelate_requested)
        self.note.note_said.connect(self._say_note)
        self.note.left.connect(self.note_left)

    def show_scheme(self, scheme: LabelScheme) -> None:
        """Offer the labels of a scheme."""
        self._scheme = scheme
        with QSignalBlocker(self.labels):
            self.labels.clear()
            self._places.clear()
            for layer in scheme.layers:
                if self.labels.count():
                    self.labels.insertSeparator(self.labels.count())
                for label in layer.labels:
                    colors = self._reading.theme.label(label.color)
                    self._places[layer.name, label.name] = self.labels.count()
                    self.labels.addItem(_swatch(colors.solid), title_of(label), (layer.name, label.name))
        self._relate.setVisible(bool(scheme.relations))

    def show_span(self, span: Span, document: Document, annotations: AnnotationSet) -> None:
        """Show a span of the present annotations."""
        if self._span and self._span.id != span.id:
            self.commit()
        self._span = span
        with QSignalBlocker(self.labels):
            self.labels.setCurrentIndex(self._places.get((span.layer, span.label), -1))
        exact = span.exact(document.text)
        self.quote.setLayoutDirection(reading_direction(exact, document.direction))
        self.quote.setText(quote(exact, LONGEST_QUOTE))
        self.place.setText(_place_of(span))
        warning = edge_warning(document.text, span)
        self.edges.setText(warning)
        self.edges.setVisible(bool(warning))
        self._trim.setVisible(bool(warning))
        self._show_attributes(span)
        self._show_pieces(span, document.text)
        self.relations.show_relations(span, annotations, self._scheme, document.text)
        self.note.show_note(span.note)

    def commit(self) -> None:
        """Say what was typed and not said yet."""
        self.note.commit()
        for row in self._rows:
            row.commit()

    def _show_attributes(self, span: Span) -> None:
        layer = self._scheme.layer(span.layer)
        if layer != self._rows_layer:
            self._rows_layer = layer
            clear(self._attributes)
            self._rows = [attribute_row(attribute) for attribute in (layer.attributes if layer else ())]
            for row in self._rows:
                row.value_said.connect(self._say_value)
                self._attributes.addWidget(row)
        for row in self._rows:
            row.show_value(span.attributes.get(row.attribute.name))

    def _show_pieces(self, span: Span, text: str) -> None:
        clear(self._pieces)
        if not span.parts:
            return
        self._pieces.addWidget(caption(tr("Pieces"), "muted"))
        for start, end in span.parts:
            row = QWidget()
            across = QHBoxLayout(row)
            across.setContentsMargins(0, 0, 0, 0)
            words = f"{left_to_right(f'{start}–{end}')} {isolated_quote(text[start:end], 60)}"
            across.addWidget(caption(words, wrap=True), 1)
            remove = icon_button("close", tr("Take this piece out"), self._reading.theme)
            remove.clicked.connect(partial(self.piece_removal_requested.emit, start))
            across.addWidget(remove)
            self._pieces.addWidget(row)

    @property
    def _shown_id(self) -> str:
        return self._span.id if self._span else ""

    def _say_note(self, note: str) -> None:
        self.note_said.emit(self._shown_id, note)

    def _say_value(self, name: str, value: object) -> None:
        self.value_said.emit(self._shown_id, name, value)

    def _label_picked(self, index: int) -> None:
        if data := self.labels.itemData(index):
            self.label_requested.emit(*data)


def quote_font(reading: Reading) -> QFont:
    """Return the article's font at a size for quotes beside it."""
    return reading.fonts.reading_font(reading.family, min(reading.size, LARGEST_QUOTE_SIZE))


def _quote_label(reading: Reading) -> QLabel:
    label = caption("", "quote", wrap=True)
    label.setFont(quote_font(reading))
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    label.setAccessibleName(tr("Exact text"))
    return label


def _place_of(span: Span) -> str:
    length = sum(end - start for start, end in span.pieces)
    return tr("Characters {range}, {length} long").format(
        range=left_to_right(f"{span.start}–{span.end}"), length=length
    )


def _swatch(color: QColor) -> QIcon:
    pixmap = QPixmap(SWATCH, SWATCH)
    pixmap.fill(color)
    return QIcon(pixmap)

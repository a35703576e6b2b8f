"""Edits of the chosen span: its edges, pieces, attributes, note and relations."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from annotator.gui.edges import trimmed
from annotator.gui.marking import Marking
from annotator.model.annotations import Value


class SpanEdits(QObject):
    """Says which edit is meant; makes it through Marking, which says why where it cannot be made."""

    edges_requested = Signal()
    """The edges shall be moved by keyboard."""
    relating_begun = Signal(str, str)
    """Id of the span to relate; name of the relation, empty where it is not decided."""

    def __init__(self, marking: Marking) -> None:
        super().__init__(marking)
        self._marking = marking

    def delete(self) -> None:
        """Delete the chosen span."""
        if span := self._marking.need_span():
            self._marking.edit(lambda article: article.delete(span.id))

    def relabel(self, layer: str, label: str) -> None:
        """Give the chosen span another label, whatever is selected."""
        if span := self._marking.need_span():
            self._marking.edit(lambda article: article.relabel(span.id, layer, label))

    def move(self, span_id: str, start: int, end: int) -> None:
        """Move a span's edges, a step among others of the same kind."""
        self._marking.edit(lambda article: article.move(span_id, start, end, "edges"))

    def move_edges(self) -> None:
        """Begin to move the chosen span's edges by keyboard."""
        if self._marking.need_span():
            self.edges_requested.emit()

    def set_to_selection(self) -> None:
        """Make the chosen span cover what is selected."""
        if (span := self._marking.need_span()) and self._marking.need_selection():
            start, end = self._marking.selection
            if self._marking.edit(lambda article: article.move(span.id, start, end)):
                self._marking.selection_dropped.emit()

    def add_piece(self) -> None:
        """Let the chosen span cover what is selected as well."""
        if (span := self._marking.need_span()) and self._marking.need_selection():
            start, end = self._marking.selection
            if self._marking.edit(lambda article: article.add_piece(span.id, start, end)):
                self._marking.selection_dropped.emit()

    def remove_piece(self, offset: int) -> None:
        """Take the piece at a code point out of the chosen span."""
        if span := self._marking.need_span():
            self._marking.edit(lambda article: article.remove_piece(span.id, offset))

    def trim(self) -> None:
        """Leave spaces and punctuation at the chosen span's edges out."""
        if (span := self._marking.need_span()) and self._marking.article:
            start, end = trimmed(self._marking.article.document.text, span)
            self._marking.edit(lambda article: article.move(span.id, start, end))

    def set_value(self, span_id: str, name: str, value: Value | None) -> None:
        """Say something of a span; None takes it back."""
        self._marking.edit(lambda article: article.set_attribute(span_id, name, value))

    def set_note(self, span_id: str, note: str) -> None:
        self._marking.edit(lambda article: article.set_note(span_id, note))

    def relate(self, name: str = "") -> None:
        """Begin to relate the chosen span to another."""
        if span := self._marking.need_span():
            self.relating_begun.emit(span.id, name)

    def add_relation(self, name: str, source: str, target: str) -> None:
        """Relate two spans."""
        self._marking.edit(lambda article: article.relate(name, source, target))

    def unrelate(self, relation_id: str) -> None:
        self._marking.edit(lambda article: article.unrelate(relation_id))

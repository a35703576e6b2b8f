"""The present spans as a table that a view can show; ten thousand of them cost an edit almost nothing."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from enum import IntEnum
from itertools import compress, count
from operator import is_not
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from annotator.gui.captions import as_tip
from annotator.gui.quoting import left_to_right, quote
from annotator.gui.translation import FIRST_STRONG_ISOLATE, POP_ISOLATE, tr
from annotator.gui.wording import label_title, layer_title
from annotator.model.annotations import AnnotationSet, Span
from annotator.model.document import Document
from annotator.model.labels import LabelScheme
from annotator.text.folding import fold

Index = QModelIndex | QPersistentModelIndex

SPAN_ROLE = Qt.ItemDataRole.UserRole
"""The row's Span."""
QUOTE_ROLE = Qt.ItemDataRole.UserRole + 1
"""The row's text on one line, not isolated."""

LONGEST_TIP = 600


class Column(IntEnum):
    LABEL = 0
    TEXT = 1


class SpansModel(QAbstractTableModel):
    """Rows are spans in text order, those that the filter lets through."""

    def __init__(self) -> None:
        super().__init__()
        self._document: Document | None = None
        self._scheme = LabelScheme(())
        self._annotations: AnnotationSet | None = None
        self._rows: tuple[Span, ...] = ()
        self._only: tuple[str, str] = ("", "")
        self._needle = ""

    # what is shown ------------------------------------------------------------------------------

    def show_article(self, document: Document, scheme: LabelScheme, annotations: AnnotationSet) -> None:
        """Show another article's spans."""
        self.beginResetModel()
        self._document, self._scheme, self._annotations = document, scheme, annotations
        self._rows = self._wanted(annotations)
        self.endResetModel()

    def show_annotations(self, annotations: AnnotationSet) -> None:
        """Show another set of the same article; only rows that differ are told of."""
        self._annotations = annotations
        self._replace_rows(self._wanted(annotations))

    def clear(self) -> None:
        """Show nothing."""
        self.beginResetModel()
        self._document, self._annotations, self._rows = None, None, ()
        self.endResetModel()

    def filter(self, layer: str, label: str, needle: str) -> None:
        """Show only spans of a layer or label ("" for any) whose text holds needle, folded."""
        self._only, self._needle = (layer, label), fold(needle.strip())
        if self._annotations:
            self.beginResetModel()
            self._rows = self._wanted(self._annotations)
            self.endResetModel()

    def row_of(self, span_id: str) -> int:
        """Return the row of a span; -1 where it is not shown."""
        if self._annotations is None or span_id not in self._annotations:
            return -1
        span = self._annotations.span(span_id)
        row = bisect_left(self._rows, span.order, key=lambda other: other.order)
        return row if row < len(self._rows) and self._rows[row].id == span_id else -1

    @property
    def rows(self) -> tuple[Span, ...]:
        """The spans shown, in order."""
        return self._rows

    def _wanted(self, annotations: AnnotationSet) -> tuple[Span, ...]:
        if not any((*self._only, self._needle)):
            return annotations.spans
        return tuple(span for span in annotations.spans if self._lets_through(span))

    def _lets_through(self, span: Span) -> bool:
        layer, label = self._only
        if (layer and span.layer != layer) or (label and span.label != label):
            return False
        return not self._needle or self._needle in fold(self._exact(span))

    def _exact(self, span: Span) -> str:
        return span.exact(self._document.text) if self._document else ""

    def _replace_rows(self, new: tuple[Span, ...]) -> None:
        old = self._rows
        shorter = min(len(old), len(new))
        head = _first_difference(old, new, shorter)
        tail = min(_first_difference(reversed(old), reversed(new), shorter), shorter - head)
        gone, come = len(old) - head - tail, len(new) - head - tail
        changed = min(gone, come)
        top = QModelIndex()
        if gone > come:
            self.beginRemoveRows(top, head + changed, head + gone - 1)
            self._rows = (*old[: head + changed], *old[head + gone :])
            self.endRemoveRows()
        elif come > gone:
            self.beginInsertRows(top, head + changed, head + come - 1)
        self._rows = new
        if come > gone:
            self.endInsertRows()
        if changed:
            self.dataChanged.emit(self.index(head, 0), self.index(head + changed - 1, len(Column) - 1))

    # for views ----------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        span = self._rows[index.row()]
        if role == SPAN_ROLE:
            return span
        if role == QUOTE_ROLE:
            return quote(self._exact(span))
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if index.column() == Column.LABEL:
                return label_title(self._scheme, span)
            return f"{FIRST_STRONG_ISOLATE}{quote(self._exact(span))}{POP_ISOLATE}"
        return self._tip(span) if role == Qt.ItemDataRole.ToolTipRole else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return tr("Label") if section == Column.LABEL else tr("Text")
        return None

    def _tip(self, span: Span) -> str:
        head = f"{layer_title(self._scheme, span.layer)}: {label_title(self._scheme, span)}"
        place = left_to_right(f"{span.start}–{span.end}")
        text = f"{FIRST_STRONG_ISOLATE}{quote(self._exact(span), LONGEST_TIP)}{POP_ISOLATE}"
        return as_tip("\n".join(part for part in (head, text, place, span.note) if part))


def _first_difference(one: Iterable[Span], other: Iterable[Span], length: int) -> int:
    """Return the first place where another object stands; length where there is none. Runs in C."""
    return next(compress(count(), map(is_not, one, other)), length)

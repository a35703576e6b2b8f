"""The relations of a span as rows: where each leads, and a button that deletes it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QVBoxLayout, QWidget

from annotator.gui.icons import icon_button
from annotator.gui.layouts import clear
from annotator.gui.quoting import draw_quote, isolated_quote, line_height, quote, reading_direction
from annotator.gui.span_delegate import chip_font, draw_chip
from annotator.gui.theme import Theme
from annotator.gui.translation import tr
from annotator.gui.wording import relation_title
from annotator.model.annotations import AnnotationSet, Relation, Span
from annotator.model.labels import LabelScheme

PADDING = 6


class RelationRows(QWidget):
    """Shows relations; says which one shall go, and which span is wanted."""

    span_requested = Signal(str)
    unrelate_requested = Signal(str)
    """Id of a relation."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: tuple[object, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)

    @property
    def lines(self) -> list[QAbstractButton]:
        """The relations shown, each a button that leads to the other end."""
        return [line for line in self.findChildren(_RelationLine) if line.isVisible()]

    def show_relations(self, span: Span, annotations: AnnotationSet, scheme: LabelScheme, text: str) -> None:
        """Show the relations that start or end at a span."""
        relations = annotations.relations_of(span.id)
        ends = [annotations.span(_other(relation, span)) for relation in relations]
        shown = (span.id, relations, tuple(ends))
        if shown == self._shown:
            return
        self._shown = shown
        clear(self._column)
        for relation, other in zip(relations, ends, strict=True):
            self._column.addWidget(self._row(relation, other, scheme, text))

    def _row(self, relation: Relation, other: Span, scheme: LabelScheme, text: str) -> QWidget:
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(2)
        line = _RelationLine(relation, other, scheme, self._theme)
        line.show_quote(other.exact(text))
        line.clicked.connect(partial(self.span_requested.emit, other.id))
        across.addWidget(line, 1)
        remove = icon_button("delete", tr("Delete the relation"), self._theme)
        remove.clicked.connect(partial(self.unrelate_requested.emit, relation.id))
        across.addWidget(remove)
        return row


class _RelationLine(QAbstractButton):
    """One relation as seen from one of its ends: what it says, and below it the other end."""

    def __init__(self, relation: Relation, other: Span, scheme: LabelScheme, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._other = other
        self._scheme = scheme
        self._quote = ""
        outgoing = relation.target == other.id
        title = relation_title(scheme, relation.label)
        self._title = tr("{relation}:") if outgoing else tr("{relation} of:")
        self._title = self._title.format(relation=title)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_quote(self, text: str) -> None:
        self._quote = quote(text)
        self.setAccessibleName(f"{self._title} {isolated_quote(text)}")

    def sizeHint(self) -> QSize:
        upper, lower = self._heights()
        return QSize(120, round(upper + lower) + 2 * PADDING)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())

    def paintEvent(self, e: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setLayoutDirection(self.layoutDirection())
        box = QRectF(self.rect())
        if self.underMouse() or self.hasFocus():
            painter.setPen(QPen(self._theme.color("accent" if self.hasFocus() else "hover")))
            painter.setBrush(self._theme.color("hover"))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        inner = box.adjusted(PADDING, PADDING, -PADDING, -PADDING)
        above, below = self._heights()
        painter.setPen(self._theme.color("muted"))
        side = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        title = QRectF(inner.left(), inner.top(), inner.width(), above)
        painter.drawText(title, int(side), self._title)
        self._draw_other(painter, QRectF(inner.left(), inner.top() + above, inner.width(), below))

    def _heights(self) -> tuple[float, float]:
        """Return the heights of the title and of the line with the other end, in pixels."""
        line = line_height(self.font().toString())
        return self.fontMetrics().height() + 2.0, line + 4.0

    def _draw_other(self, painter: QPainter, box: QRectF) -> None:
        title = self._other.label
        layer, label = self._scheme.layer(self._other.layer), self._scheme.label_of(self._other)
        colors = self._theme.label(label.color if label else "")
        draw_chip(painter, box, title, colors, layer.look if layer else "fill")
        bold = chip_font(self.font())
        painter.setFont(bold)
        room = painter.fontMetrics().horizontalAdvance(title) + 3 * PADDING + 8
        painter.setFont(self.font())
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        rest = box.adjusted(0, 0, -room, 0) if rtl else box.adjusted(room, 0, 0, 0)
        painter.setPen(self._theme.color("text"))
        draw_quote(painter, rest, self._quote, reading_direction(self._quote))


def _other(relation: Relation, span: Span) -> str:
    return relation.source if relation.target == span.id else relation.target

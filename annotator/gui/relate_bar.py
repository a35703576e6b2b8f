"""Relates the chosen span to another one: which one, by which relation, in which direction."""

from __future__ import annotations

from functools import partial
from typing import cast

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from annotator.gui.captions import caption
from annotator.gui.icons import icon_button
from annotator.gui.layouts import clear
from annotator.gui.quoting import isolated_quote
from annotator.gui.theme import Theme
from annotator.gui.translation import tr
from annotator.gui.wording import label_title, title_of
from annotator.model.annotations import AnnotationSet, Span
from annotator.model.document import Document
from annotator.model.labels import LabelScheme, RelationLabel

MOST_CANDIDATES = 200
QUOTE = 50

Way = tuple[str, str, str]
"""Name of a relation, ids of its source and target."""


class RelateBar(QFrame):
    """Hidden until a relation is begun; then the next span that is chosen is the other end."""

    relation_requested = Signal(str, str, str)
    """Name, source, target."""
    end_requested = Signal(str)
    """Id of a span picked from the list: to be chosen and revealed."""
    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._document: Document | None = None
        self._annotations: AnnotationSet | None = None
        self._scheme = LabelScheme(())
        self._begun = ""
        self._other = ""
        self._wanted = ""
        self._ways: list[Way] = []
        self.words = caption("", wrap=True)
        self.candidates = QComboBox()
        self.candidates.setAccessibleName(tr("The other span"))
        self.candidates.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.candidates.setMinimumContentsLength(20)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(6)
        close = icon_button("close", tr("Cancel"), theme)
        self.setProperty("role", "bar")
        below = QHBoxLayout()
        below.addWidget(self.candidates, 1)
        below.addLayout(self._buttons)
        below.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 8, 8)
        column.setSpacing(6)
        column.addWidget(self.words)
        column.addLayout(below)
        close.clicked.connect(self.close_bar)
        self.candidates.activated.connect(self._picked)

    @property
    def active(self) -> bool:
        """Whether a relation is being made."""
        return bool(self._begun)

    def begin(self, span_id: str, wanted: str, document: Document, annotations: AnnotationSet) -> None:
        """Begin at a span. wanted: the relation's name where it is decided."""
        self._begun, self._wanted, self._other = span_id, wanted, ""
        self._document, self._annotations = document, annotations
        self._offer_candidates()
        self._show_ways()
        self.show()

    def set_scheme(self, scheme: LabelScheme) -> None:
        self._scheme = scheme

    def show_annotations(self, annotations: AnnotationSet) -> None:
        """Go on with another set; where the span that was begun at is gone, relate nothing."""
        if self.active:
            self._annotations = annotations
            if self._begun in annotations:
                self._show_ways()
            else:
                self.close_bar()

    def set_other(self, span_id: str) -> None:
        """Take a span as the other end; what is the first end already is passed over."""
        if not self.active or span_id == self._begun:
            return
        self._other = span_id
        with QSignalBlocker(self.candidates):
            self.candidates.setCurrentIndex(self.candidates.findData(span_id))
        self._show_ways()

    def confirm(self) -> None:
        """Make the first relation that is offered."""
        if self._ways:
            self._make(self._ways[0])

    def press_key(self, key: str) -> bool:
        """Make the relation that has a key; returns whether there is one."""
        for way in self._ways:
            relation = self._scheme.relation(way[0])
            if relation and relation.key.lower() == key:
                self._make(way)
                return True
        return False

    def close_bar(self) -> None:
        """Relate nothing."""
        if self.active:
            self._begun = self._other = self._wanted = ""
            self._ways = []
            self.hide()
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._takes(event):
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Enter and Escape from the article while a relation is being made."""
        if self.active and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._takes(event)
        return super().eventFilter(watched, event)

    def _takes(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.confirm()
        else:
            return False
        return True

    def _make(self, way: Way) -> None:
        self.relation_requested.emit(*way)
        self.close_bar()

    def _picked(self, index: int) -> None:
        if span_id := cast("str", self.candidates.itemData(index)):
            self.end_requested.emit(span_id)

    def _offer_candidates(self) -> None:
        assert self._annotations
        begun = self._annotations.span(self._begun)
        others = [span for span in self._annotations if span is not begun and self._relations(begun, span)]
        others.sort(key=lambda span: abs(span.start - begun.start))
        with QSignalBlocker(self.candidates):
            self.candidates.clear()
            self.candidates.addItem(tr("Choose the other span…"), "")
            for span in others[:MOST_CANDIDATES]:
                self.candidates.addItem(self._named(span), span.id)

    def _relations(self, one: Span, other: Span) -> list[tuple[RelationLabel, Span, Span]]:
        ways = [(relation, one, other) for relation in self._scheme.relations_between(one, other)]
        ways += [(relation, other, one) for relation in self._scheme.relations_between(other, one)]
        # A relation that was asked for by name comes first, so that Enter makes it.
        return sorted(ways, key=lambda way: way[0].name != self._wanted)

    def _show_ways(self) -> None:
        assert self._annotations
        clear(self._buttons)
        self._ways = []
        begun = self._annotations.span(self._begun)
        if not self._other or self._other not in self._annotations:
            hint = tr("Relate {span}: choose the other span with Tab, a click or from the list.")
            self.words.setText(hint.format(span=self._named(begun)))
            return
        other = self._annotations.span(self._other)
        for relation, source, target in self._relations(begun, other):
            way = (relation.name, source.id, target.id)
            self._ways.append(way)
            self._add_button(relation, way)
        hint = tr("Relate {span}: press Enter for the first of these, Esc for none.")
        if not self._ways:
            hint = tr("Relate {span}: no relation may join it to that one. Choose another, or press Esc.")
        self.words.setText(hint.format(span=self._named(begun)))

    def _add_button(self, relation: RelationLabel, way: Way) -> None:
        words = title_of(relation)
        if way[1] != self._begun:
            words = tr("{relation} (the other way)").format(relation=words)
        if relation.key:
            words = f"{words} ({relation.key.upper()})"
        button = QPushButton(words)
        button.clicked.connect(partial(self._make, way))
        self._buttons.addWidget(button)

    def _named(self, span: Span) -> str:
        text = span.exact(self._document.text) if self._document else ""
        return f"{label_title(self._scheme, span)} {isolated_quote(text, QUOTE)}"

"""Beside the article: what each annotator says of the conflict, the letters that differ, what was decided."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from annotator.agreement.adjudication import Case
from annotator.agreement.adjudication_ledger import State
from annotator.gui.article.reading import Reading
from annotator.gui.attribute_rows import AttributeRow, attribute_row
from annotator.gui.captions import caption, restyle
from annotator.gui.layouts import clear
from annotator.gui.note_field import NoteField
from annotator.gui.review.case_words import attribute_of, decided_in_words, kind_title, state_title
from annotator.gui.review.desk import ReviewDesk
from annotator.gui.review.letters_strip import LettersStrip
from annotator.gui.review.sayings import Sayings
from annotator.gui.review.small_words import small_font
from annotator.gui.review.voice_card import VoiceCard
from annotator.gui.translation import tr
from annotator.model.annotations import Span
from annotator.model.labels import Attribute


class SaidPane(QScrollArea):
    """Shows the conflict that it is given."""

    take_requested = Signal(int)
    """The number of an annotator, from 1."""
    value_said = Signal(str, str, object)
    """Id of the span that was made, "" for the article; name of the attribute; value or None."""
    note_said = Signal(str, str)
    left = Signal()

    def __init__(self, desk: ReviewDesk, reading: Reading) -> None:
        super().__init__()
        self._desk = desk
        self._reading = reading
        self._sayings = Sayings(desk.review, reading.theme)
        self._cards: list[VoiceCard] = []
        self._rows: list[AttributeRow] = []
        self._attributes: tuple[Attribute, ...] = ()
        self._product = ""
        self.kind = caption("", "strong", wrap=True)
        self.state = caption("", "muted", wrap=True)
        self.letters = LettersStrip(reading)
        self.decision = caption("", "good", wrap=True)
        self.note = NoteField()
        self._inside = QWidget()
        self._card_column = QVBoxLayout()
        self._row_column = QVBoxLayout()
        self._arrange()
        self.note.note_said.connect(self._say_note)
        self.note.left.connect(self.left)

    def _arrange(self) -> None:
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(10, 10, 10, 10)
        column.setSpacing(8)
        for widget in (self.kind, self.state):
            column.addWidget(widget)
        column.addLayout(self._card_column)
        self._letters_title = caption(tr("Letter by letter"), "heading")
        column.addWidget(self._letters_title)
        column.addWidget(self.letters)
        self._decision_title = caption(tr("Decision"), "heading")
        column.addWidget(self._decision_title)
        column.addWidget(self.decision)
        column.addLayout(self._row_column)
        column.addWidget(self.note)
        column.addStretch(1)
        self.setWidget(self._inside)
        self.setObjectName("details")
        self.setAccessibleName(tr("What each annotator says"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @property
    def cards(self) -> list[VoiceCard]:
        """The cards that are seen, in the order of the annotators' keys."""
        return [card for card in self._cards if not card.isHidden()]

    def set_reading(self, reading: Reading) -> None:
        """Set quotes in another font."""
        self._reading = reading
        self.show_case(self._desk.case)

    def show_case(self, case: Case | None) -> None:
        """Show what is said of a conflict, and how it stands."""
        self.commit()
        self._inside.setVisible(case is not None)
        if case is None:
            return
        standing = self._desk.review.standing(case.id)
        self.kind.setText(kind_title(standing.kind))
        changed = tr("What it was decided from has changed since.") if standing.changed else ""
        state = state_title(standing.state)
        self.state.setText(f"{state}. {changed}" if changed else state)
        restyle(self.state, "missing" if changed else "muted" if standing.open else "good")
        self._show_cards(case)
        edges, speakers = self._sayings.letters(case)
        self.letters.show_edges(edges, speakers)
        self._letters_title.setVisible(bool(edges))
        self._show_decision(case)
        self.verticalScrollBar().setValue(0)

    def commit(self) -> None:
        """Say what was typed and not said yet."""
        self.note.commit()
        for row in self._rows:
            row.commit()

    def to_value(self) -> bool:
        """Go to where a value of one's own can be said; returns whether there is such a place."""
        for row in self._rows[:1]:
            for child in row.findChildren(QWidget):
                if child.focusPolicy() & Qt.FocusPolicy.TabFocus:
                    self.ensureWidgetVisible(child)
                    child.setFocus(Qt.FocusReason.TabFocusReason)
                    return True
        return False

    def _show_cards(self, case: Case) -> None:
        sayings = self._sayings.of(case)
        while len(self._cards) < len(sayings):
            card = VoiceCard()
            card.clicked.connect(self.take_requested)
            self._card_column.addWidget(card)
            self._cards.append(card)
        for card, found in zip(self._cards, sayings, strict=False):
            number, saying = found
            card.words.setFont(small_font(self._reading, saying.words, saying.direction))
            card.show_saying(saying)
            card.number = number
            card.show()
        for card in self._cards[len(sayings) :]:
            card.hide()

    def _show_decision(self, case: Case) -> None:
        standing = self._desk.review.standing(case.id)
        words = decided_in_words(self._desk.review, standing)
        before = standing.open and standing.records and standing.state is not State.LEFT_OPEN
        self._decision_title.setText(tr("Decided before") if before else tr("Decision"))
        self.decision.setText("\n".join(words))
        restyle(self.decision, "muted" if standing.open else "good")
        product = None if standing.open else self._desk.product
        self._product = product.id if product else ""
        self._show_rows(case, product)
        self.note.setVisible(product is not None)
        if product:
            self.note.show_note(product.note)
        shown = bool(words) or bool(self._rows)
        self._decision_title.setVisible(shown)
        self.decision.setVisible(bool(words))

    def _show_rows(self, case: Case, product: Span | None) -> None:
        """Show what can be said of the result: the attributes of its span, or that of the article."""
        scheme, result = self._desk.review.corpus.scheme, self._desk.result
        values = dict(product.attributes) if product else {}
        attributes: tuple[Attribute, ...] = ()
        if case.name and result:
            attributes, values = (attribute_of(scheme, case.name),), dict(result.attributes)
        elif product:
            layer = scheme.layer(product.layer)
            attributes = layer.attributes if layer else ()
        if attributes != self._attributes:
            self._attributes = attributes
            clear(self._row_column)
            self._rows = [attribute_row(attribute) for attribute in attributes]
            for row in self._rows:
                row.value_said.connect(self._say)
                self._row_column.addWidget(row)
        for row in self._rows:
            row.show_value(values.get(row.attribute.name))

    def _say_note(self, note: str) -> None:
        self.note_said.emit(self._product, note)

    def _say(self, name: str, value: object) -> None:
        self.value_said.emit(self._product, name, value)

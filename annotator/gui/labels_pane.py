"""The labels by layer and the relations, each a button that says its key."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from annotator.gui.article.reading import Reading
from annotator.gui.captions import caption, set_tip
from annotator.gui.label_button import LabelButton
from annotator.gui.layouts import FlowLayout
from annotator.gui.translation import language, tr
from annotator.gui.wording import title_of
from annotator.model.labels import Label, LabelScheme, Layer, RelationLabel


class LabelsPane(QScrollArea):
    """Knows what may be said; whether it is said of a selection or a span is left to others."""

    label_requested = Signal(str, str)
    """Names of layer and label."""
    relation_requested = Signal(str)
    """Name of a relation."""

    def __init__(self, reading: Reading) -> None:
        super().__init__()
        self._theme = reading.theme
        self.setObjectName("labels")
        self.setAccessibleName(tr("Labels"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_scheme(self, scheme: LabelScheme) -> None:
        """Show these labels in place of any others."""
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(10, 8, 10, 10)
        column.setSpacing(3)
        for layer in scheme.layers:
            self._add_section(column, layer, [self._label_button(layer, label) for label in layer.labels])
        if scheme.relations:
            buttons = [self._relation_button(relation) for relation in scheme.relations]
            column.addWidget(caption(tr("Relations"), "heading"))
            column.addWidget(_flow(buttons))
        column.addStretch(1)
        self.setWidget(inside)

    def button(self, title: str) -> LabelButton:
        """Return the button of that title; raises LookupError where there is none."""
        for button in self.findChildren(LabelButton):
            if button.text() == title:
                return button
        raise LookupError(title)

    def _add_section(self, column: QVBoxLayout, layer: Layer, buttons: list[LabelButton]) -> None:
        heading = caption(title_of(layer), "heading")
        set_tip(heading, layer.description.in_language(language()))
        column.addWidget(heading)
        column.addWidget(_flow(buttons))

    def _label_button(self, layer: Layer, label: Label) -> LabelButton:
        colors = self._theme.label(label.color)
        button = LabelButton(title_of(label), label.key, colors, self._theme, layer.look)
        self._describe(button, label, lambda: self.label_requested.emit(layer.name, label.name))
        return button

    def _relation_button(self, relation: RelationLabel) -> LabelButton:
        button = LabelButton(title_of(relation), relation.key, None, self._theme, "plain")
        self._describe(button, relation, lambda: self.relation_requested.emit(relation.name))
        return button

    def _describe(
        self, button: LabelButton, said: Label | RelationLabel, clicked: Callable[[], None]
    ) -> None:
        description = said.description.in_language(language())
        title = f"{button.text()} ({said.name})" if button.text() != said.name else said.name
        set_tip(button, f"{title}\n{description}" if description else title)
        button.setAccessibleDescription(description)
        button.clicked.connect(clicked)


def _flow(buttons: list[LabelButton]) -> QWidget:
    holder = QWidget()
    flow = FlowLayout(holder, 3)
    for button in buttons:
        flow.addWidget(button)
    return holder

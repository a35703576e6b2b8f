"""One row for each attribute of the scheme: a choice or flag as buttons, anything else as a text field.

Nothing said is a value of its own: no button is down, the field is empty.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from annotator.gui.captions import caption, set_tip
from annotator.gui.layouts import FlowLayout
from annotator.gui.translation import language, tr
from annotator.gui.wording import title_of, value_title
from annotator.model.annotations import Value
from annotator.model.labels import Attribute


class AttributeRow(QWidget):
    """An attribute's title above what says its value."""

    value_said = Signal(str, object)
    """Name of the attribute; the value, or None where it is taken back."""

    def __init__(self, attribute: Attribute) -> None:
        super().__init__()
        self.attribute = attribute
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(4)
        title = caption(title_of(attribute), "muted", wrap=True)
        set_tip(title, attribute.description.in_language(language()))
        self.column.addWidget(title)

    def show_value(self, value: Value | None) -> None:
        """Show what is said just now, without saying so."""
        raise NotImplementedError

    def commit(self) -> None:
        """Say what was typed and not said yet."""

    def say(self, value: Value | None) -> None:
        self.value_said.emit(self.attribute.name, value)


class ChoiceRow(AttributeRow):
    """A button for each value; pressing the one that is down takes the value back."""

    def __init__(self, attribute: Attribute) -> None:
        super().__init__(attribute)
        self._buttons: dict[Value, QPushButton] = {}
        holder = QWidget()
        flow = FlowLayout(holder, 4)
        values: tuple[Value, ...] = (True, False) if attribute.type == "flag" else attribute.values
        for value in values:
            button = QPushButton(value_title(attribute, value))
            button.setCheckable(True)
            button.setProperty("role", "segment")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keys with the article
            button.setAccessibleName(f"{title_of(attribute)}: {button.text()}")
            if value == attribute.default:
                set_tip(button, tr("This is what is meant when nothing is said."))
            button.clicked.connect(partial(self._clicked, value))
            flow.addWidget(button)
            self._buttons[value] = button
        self.column.addWidget(holder)

    def show_value(self, value: Value | None) -> None:
        for own, button in self._buttons.items():
            button.setChecked(own == value)

    def _clicked(self, value: Value) -> None:
        self.say(value if self._buttons[value].isChecked() else None)


class TextRow(AttributeRow):
    """A line of free text; said when the field is left or Enter is pressed."""

    def __init__(self, attribute: Attribute) -> None:
        super().__init__(attribute)
        self._shown = ""
        self._field = QLineEdit()
        self._field.setAccessibleName(title_of(attribute))
        self._field.setPlaceholderText(str(attribute.default or tr("not said")))
        self._field.editingFinished.connect(self.commit)
        self.column.addWidget(self._field)

    def show_value(self, value: Value | None) -> None:
        text = value if isinstance(value, str) else ""
        if text != self._shown:
            self._shown = text
            self._field.setText(text)

    def commit(self) -> None:
        """Say what stands in the field, if it is not what was said before."""
        text = self._field.text().strip()
        if text != self._shown:
            self._shown = text
            self.say(text or None)


def attribute_row(attribute: Attribute) -> AttributeRow:
    """Return the row for an attribute of the scheme."""
    return TextRow(attribute) if attribute.type == "text" else ChoiceRow(attribute)

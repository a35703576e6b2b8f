"""Messages that stay until they are settled: a strip above the article, a page in its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from annotator.gui.captions import caption, restyle
from annotator.gui.icons import icon_button
from annotator.gui.layouts import clear
from annotator.gui.theme import Theme
from annotator.gui.translation import in_interface_direction, tr

Choices = Mapping[str, Callable[[], None]]
"""What can be done about it: words on a button -> what it does."""

_MARKS = dict.fromkeys(map(ord, "\u200e\u200f"))

LONGEST_STRIP = 600
MOST_BESIDE = 2
"""Choices that stand beside the words; more of them stand below."""


class Notice(QFrame):
    """One message. kind: "warning" or "fault"."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._words = caption("", wrap=True)
        self._words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._under = QWidget()  # an empty layout would leave the words no width
        self._beside, self._below = QHBoxLayout(), QHBoxLayout(self._under)
        for row in (self._beside, self._below):
            row.setSpacing(6)
        self._below.setContentsMargins(0, 0, 0, 0)
        self._close = icon_button("close", tr("Close"), theme)
        self._close.clicked.connect(self.hide)
        across = QHBoxLayout(self)
        across.setContentsMargins(12, 8, 8, 8)
        column = QVBoxLayout()
        column.addWidget(self._words)
        column.addWidget(self._under)
        across.addLayout(column, 1)
        across.addLayout(self._beside)
        across.addWidget(self._close)

    @property
    def text(self) -> str:
        return self._words.text().translate(_MARKS)

    def say(self, kind: str, text: str, choices: Choices | None = None, *, closable: bool = True) -> None:
        """Show a message in place of the one before."""
        restyle(self, kind)
        restyle(self._words, f"{kind}-words")
        self._words.setText(
            in_interface_direction(text if len(text) <= LONGEST_STRIP else f"{text[:LONGEST_STRIP]}…")
        )
        choices = choices or {}
        below = len(choices) > MOST_BESIDE
        fill_buttons(self._beside, {} if below else choices)
        fill_buttons(self._below, choices if below else {})
        if below:
            self._below.addStretch(1)
        self._under.setVisible(below)
        self._close.setVisible(closable)
        self.show()


class Notices(QWidget):
    """The strips above the article, one for each subject, so that none hides another."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._strips: dict[str, Notice] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def warn(self, subject: str, text: str, choices: Choices | None = None) -> None:
        """Say something that can be left as it is."""
        self._strip(subject).say("warning", text, choices)

    def alert(self, subject: str, text: str, choices: Choices | None = None) -> None:
        """Say something that is not settled by closing it."""
        self._strip(subject).say("fault", text, choices, closable=False)

    def settle(self, *subjects: str) -> None:
        """Take messages away; all of them where none is named."""
        for subject in subjects or tuple(self._strips):
            if subject in self._strips:
                self._strips[subject].hide()

    def shown(self) -> dict[str, str]:
        """Return the messages that are seen now, by subject."""
        return {subject: strip.text for subject, strip in self._strips.items() if not strip.isHidden()}

    def _strip(self, subject: str) -> Notice:
        if subject not in self._strips:
            self._strips[subject] = Notice(self._theme)
            self._column.addWidget(self._strips[subject])
        return self._strips[subject]


class FaultPage(QScrollArea):
    """Stands where an article would, when it cannot be shown: what is wrong and what can be done."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        inside = QWidget()
        self._title = caption("", "title", wrap=True)
        self._faults = QVBoxLayout()
        self._advice = caption("", wrap=True)
        self._buttons = QHBoxLayout()
        column = QVBoxLayout(inside)
        column.setContentsMargins(32, 32, 32, 32)
        column.setSpacing(14)
        column.addWidget(self._title)
        column.addLayout(self._faults)
        column.addWidget(self._advice)
        column.addLayout(self._buttons)
        column.addStretch(1)
        self.setWidget(inside)
        self.setAccessibleName(tr("What is wrong"))

    @property
    def text(self) -> str:
        labels = self.findChildren(QLabel)
        return "\n".join(label.text() for label in labels)

    def say(self, title: str, faults: Sequence[str], advice: str, choices: Choices) -> None:
        """Show what is wrong in place of what was said before."""
        self._title.setText(title)
        self._advice.setText(advice)
        clear(self._faults)
        for fault in faults:
            words = caption(fault, "fault-line", wrap=True)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._faults.addWidget(words)
        fill_buttons(self._buttons, choices)
        self._buttons.addStretch(1)


def fill_buttons(row: QHBoxLayout, choices: Choices) -> None:
    """Put a button for each choice into a row in place of what is there."""
    clear(row)
    for words, do in choices.items():
        button = QPushButton(words)
        button.clicked.connect(do)
        row.addWidget(button)

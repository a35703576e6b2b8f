"""The line at the window's foot: place of the caret, direction, selection, hints, and what is saved."""

from __future__ import annotations

from bisect import bisect_right

from PySide6.QtWidgets import QLabel, QStatusBar

from annotator.gui.captions import caption, restyle, set_tip
from annotator.gui.quoting import left_to_right
from annotator.gui.translation import tr
from annotator.model.document import Document
from annotator.session.news import SaveState
from annotator.text.direction import Direction

HINT_SHOWN = 8_000
"""Milliseconds."""


class StatusBar(QStatusBar):
    """Shows what it is told; a hint covers nothing of it."""

    def __init__(self) -> None:
        super().__init__()
        self._place = caption("")
        self._direction = caption("")
        self._selection = caption("")
        self._annotator = caption("")
        self._saved = caption("")
        self._paragraph_starts: list[int] = []
        self.setSizeGripEnabled(False)
        for label, name in (
            (self._selection, tr("Selection")),
            (self._place, tr("Place of the caret")),
            (self._direction, tr("Direction of the paragraph")),
            (self._annotator, tr("Annotator")),
            (self._saved, tr("Saving")),
        ):
            label.setAccessibleName(name)
            set_tip(label, name)
            self.addPermanentWidget(label)

    def hint(self, text: str) -> None:
        """Say something for a while."""
        self.showMessage(" ".join(text.split()), HINT_SHOWN)

    def show_document(self, document: Document | None) -> None:
        """Count places in this article from now on."""
        self._paragraph_starts = [start for start, _ in document.paragraphs] if document else []
        for label in (self._place, self._direction, self._selection):
            label.setText("")

    def show_caret(self, offset: int, direction: Direction) -> None:
        """Show where the caret is, in code points, and which way its paragraph runs."""
        paragraph = bisect_right(self._paragraph_starts, offset)
        place = tr("Paragraph {paragraph}, character {offset}")
        self._place.setText(place.format(paragraph=paragraph, offset=offset))
        rtl = direction is Direction.RTL
        self._direction.setText(tr("Right to left") if rtl else tr("Left to right"))

    def show_selection(self, start: int, end: int) -> None:
        """Show what is selected, in code points."""
        words = tr("Selected: {length} ({range})")
        place = left_to_right(f"{start}–{end}")
        self._selection.setText(words.format(length=end - start, range=place) if start < end else "")

    def show_annotator(self, name: str) -> None:
        self._annotator.setText(name)

    def show_saved(self, state: SaveState | None, message: str = "") -> None:
        """Show whether the annotations are on the disk; None where there is nothing to save."""
        self._saved.setText(saving_words(state))
        restyle(self._saved, saving_role(state))
        set_tip(self._saved, message or tr("Saving"))

    @property
    def labels(self) -> tuple[QLabel, ...]:
        """What is shown all the time, in order."""
        return (self._selection, self._place, self._direction, self._annotator, self._saved)

    @property
    def saved_label(self) -> QLabel:
        return self._saved


def saving_words(state: SaveState | None) -> str:
    """Return what is said of how the saving goes."""
    match state:
        case None:
            return ""
        case SaveState.SAVED:
            return tr("Saved")
        case SaveState.UNSAVED | SaveState.SAVING:
            return tr("Saving…")
        case SaveState.FAILED | SaveState.CONFLICT:
            return tr("Not saved")


def saving_role(state: SaveState | None) -> str:
    """Return the role of these words in the style sheet."""
    if state is SaveState.SAVED:
        return "good"
    return "missing" if state in (SaveState.FAILED, SaveState.CONFLICT) else "muted"

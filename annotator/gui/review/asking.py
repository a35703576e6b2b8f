"""What is asked before or besides a decision: a reason, a label, a value, a note, an edit in place."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect

from annotator.gui.review.case_words import reason_words
from annotator.gui.review.choice_popup import ChoicePopup
from annotator.gui.translation import tr
from annotator.gui.wording import title_of
from annotator.model.annotations import Value

if TYPE_CHECKING:
    from annotator.gui.review.place import ReviewPlace


class Asking(QObject):
    """Asks in a popup over the article, or leads to where it can be said."""

    def __init__(self, place: ReviewPlace) -> None:
        super().__init__(place)
        self._place = place
        self.popup = ChoicePopup(place.window)
        self.popup.room = self._room
        self.popup.is_low = self._focus_is_low

    def edit(self) -> None:
        """Edit what comes of the conflict: its span in the article, or the value beside it."""
        case = self._place.desk.case
        if case is None:
            return
        if case.about_spans:
            self._place.editing.begin()
        elif not (case.name and self._place.said.to_value()):
            self._place.desk.hinted.emit(tr("A relation can be taken, rejected or left open."))

    def end_editing(self, kept: bool) -> None:
        """Go on after a span was edited; where it was not kept, stay."""
        self._place.to_list()
        if kept:
            self._place.desk.next_open()
        else:
            self._place.show_case(self._place.desk.case)

    def say(self, span: str, name: str, value: Value | None) -> None:
        """Say something of the span that was made, or of the article where there is none."""
        if not span:
            self._place.decisions.say(value)
        elif work := self._place.desk.work:
            self._place.desk.attempt(lambda: work.set_attribute(span, name, value))
            self._place.said.show_case(self._place.desk.case)

    def say_note(self, span: str, note: str) -> None:
        """Write a note on the span that was made."""
        if span and (work := self._place.desk.work):
            self._place.desk.attempt(lambda: work.set_note(span, note))

    def mark_selection(self) -> None:
        """Settle the conflict by what is selected in the article."""
        start, end = self._place.view.selection
        if start < end:
            self._place.decisions.mark(start, end)
        else:
            self._place.desk.hinted.emit(tr("Select some text first."))

    def ask_reason(self) -> None:
        """Ask why neither is right; another reason can be typed."""
        if self._place.desk.case is None:
            return
        choices = [("", reason_words(reason), reason) for reason in self._place.desk.review.reasons]
        self.popup.ask(tr("Neither is right, because"), choices, self._place.decisions.reject, free=True)

    def ask_label(self, labels: tuple[str, ...], chosen: Callable[[str], object]) -> None:
        """Ask which of several labels it shall be."""
        scheme = self._place.desk.review.corpus.scheme
        known = {label.name: label for layer in scheme.layers for label in layer.labels}
        choices = [(known[name].key if name in known else "", self._title(name), name) for name in labels]
        self.popup.ask(tr("With which label?"), choices, chosen)

    def _title(self, label: str) -> str:
        scheme = self._place.desk.review.corpus.scheme
        found = next((one for layer in scheme.layers if (one := layer.label(label))), None)
        return f"{title_of(found)} ({label})" if found else label

    def write_note(self) -> None:
        """Go to the note of what was decided."""
        if self._place.said.note.isVisible():
            self._place.said.ensureWidgetVisible(self._place.said.note)
            self._place.said.note.setFocus()

    def _room(self) -> QRect:
        """Return where the article is in the window."""
        return QRect(self._place.view.mapTo(self._place.window, QPoint(0, 0)), self._place.view.size())

    def _focus_is_low(self) -> bool:
        """Whether the conflict lies in the lower half of what is seen of the article."""
        page, case = self._place.view.page, self._place.desk.case
        if page is None or case is None:
            return False
        rects = page.rects(*case.extent)
        middle = self._place.view.to_viewport(rects[0]).center().y() if rects else 0.0
        return middle > self._place.view.viewport().height() / 2

"""What is under way in the article besides reading: moving edges, relating, finding; and how it ends."""

from __future__ import annotations

from PySide6.QtCore import QObject

from annotator.gui.marking import Marking
from annotator.gui.panes import Panes
from annotator.gui.status_bar import StatusBar
from annotator.gui.translation import tr


class Modes(QObject):
    """Begins and ends them; the panes do the rest."""

    def __init__(self, panes: Panes, status: StatusBar, marking: Marking) -> None:
        super().__init__(marking)
        self._panes = panes
        self._status = status
        self._marking = marking
        self._moving = False

    def press_key(self, key: str) -> None:
        """Give a letter or digit to what is under way, else to the labels."""
        bar = self._panes.relate_bar
        if not (bar.active and bar.press_key(key)):
            self._marking.press_key(key)

    def move_edges(self) -> None:
        """Begin to move the chosen span's edges, or end it."""
        view = self._panes.view
        view.setFocus()
        if self._moving:
            view.end_boundary_mode()
        else:
            view.start_boundary_mode()

    def show_edge_mode(self, edge: str) -> None:
        """Say what the keys do now. edge: "start", "end", or "" when the mode ends."""
        self._moving = bool(edge)
        if edge:
            words = tr("Moving the start.") if edge == "start" else tr("Moving the end.")
            keys = tr("Arrows: by one sign; Ctrl: by words; Tab: other edge; Enter: done; Esc: back.")
            self._status.hint(f"{words} {keys}")
        else:
            self._status.clearMessage()
            if self._marking.article:
                self._marking.article.close_step()

    def begin_relating(self, span_id: str, name: str) -> None:
        """Ask for the other end of a relation."""
        if article := self._marking.article:
            self._panes.relate_bar.begin(span_id, name, article.document, article.present)
            self._panes.view.setFocus()

    def end_relating(self) -> None:
        """Go back to the span that was being related."""
        self._panes.view.setFocus()

    def end_finding(self) -> None:
        """Go back to the article; what was found last is selected there."""
        if place := self._panes.find_bar.current:
            self._panes.view.select_range(*place)
        self._panes.to_article()

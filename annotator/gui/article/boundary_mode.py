"""Moving the edges of a span by keyboard: which edge is held, what the arrows do, how it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from annotator.gui.article.caret import Motion
from annotator.gui.article.keys import motion_of
from annotator.session.marking import Edge, nudge
from annotator.text.direction import Direction

if TYPE_CHECKING:
    from annotator.model.annotations import Piece, Span

Answer: TypeAlias = "Piece | Literal['edge', 'done', 'back'] | None"

_STEPS = {
    Motion.GRAPHEME_FORWARD: (True, "grapheme"),
    Motion.GRAPHEME_BACK: (False, "grapheme"),
    Motion.WORD_FORWARD: (True, "word"),
    Motion.WORD_BACK: (False, "word"),
}


class BoundaryMode:
    """One span whose edges are being moved. before: where they were, for going back."""

    def __init__(self, span: Span) -> None:
        self.span_id = span.id
        self.before: Piece = (span.start, span.end)
        self.edge: Edge = "end"

    def key(self, event: QKeyEvent, text: str, span: Span, direction: Direction) -> Answer:
        """Return what a key asks for: new (start, end) in code points, the other edge, or an end.

        None: the key is not for this mode.
        """
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            return "done"
        if event.key() == Qt.Key.Key_Escape:
            return "back"
        if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Space):
            self.edge = "start" if self.edge == "end" else "end"
            return "edge"
        motion = motion_of(event, direction)
        if motion in (Motion.LINE_START, Motion.LINE_END):
            self.edge = "start" if motion == Motion.LINE_START else "end"
            return "edge"
        if motion not in _STEPS:
            return None
        forward, unit = _STEPS[motion]
        return nudge(text, span, self.edge, forward, "word" if unit == "word" else "grapheme")

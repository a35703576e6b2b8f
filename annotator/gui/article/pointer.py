"""What the mouse selects: by grapheme, word or sentence, and scrolling on while it drags outside."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QObject, QPointF, QTimer
from PySide6.QtWidgets import QApplication

from annotator.text.segments import sentence_at, word_at

_SCROLL_EVERY = 30
_FASTEST = 60.0


class ClickCounter:
    """Counts clicks that follow each other fast and at one place: 1, 2, 3, then 1 again."""

    def __init__(self) -> None:
        self._since = QElapsedTimer()
        self._place = QPointF()
        self._count = 0

    def press(self, place: QPointF, double: bool) -> int:
        """Count a press at a place of the viewport and return its number; double: Qt calls it the second."""
        near = (place - self._place).manhattanLength() < QApplication.startDragDistance()
        fast = self._since.isValid() and self._since.elapsed() < QApplication.doubleClickInterval()
        self._count = 2 if double else self._count % 3 + 1 if near and fast else 1
        self._place = place
        self._since.start()
        return self._count


class Drag:
    """A selection being made with the mouse. unit: what a click takes: 1 grapheme, 2 word, 3 sentence."""

    def __init__(self, text: str, anchor: int, unit: int) -> None:
        self._text = text
        self._unit = unit
        self._first = self._whole(anchor)

    def to(self, offset: int, grapheme: int) -> tuple[int, int]:
        """Return (anchor, caret) of the selection up to a place.

        offset: where a caret would go; grapheme: start of the grapheme under the pointer.
        """
        start, end = self._first
        low, high = self._whole(offset if self._unit == 1 else grapheme)
        return (start, max(high, end)) if low >= start else (end, low)

    def _whole(self, offset: int) -> tuple[int, int]:
        if self._unit == 2:
            return word_at(self._text, offset)
        if self._unit == 3:
            return sentence_at(self._text, offset)
        return offset, offset


class AutoScroll(QObject):
    """Scrolls on while the mouse drags above or below the viewport."""

    def __init__(self, step: Callable[[int], None], parent: QObject) -> None:
        super().__init__(parent)
        self._step = step
        self._distance = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(_SCROLL_EVERY)
        self._timer.timeout.connect(self._tick)

    def follow(self, y: float, height: float) -> None:
        """Take the pointer's y in a viewport of that height."""
        self._distance = y if y < 0 else max(0.0, y - height)
        if self._distance and not self._timer.isActive():
            self._timer.start()
        elif not self._distance:
            self._timer.stop()

    def stop(self) -> None:
        """End, as when the button is released."""
        self._timer.stop()

    def _tick(self) -> None:
        self._step(round(max(-_FASTEST, min(_FASTEST, self._distance / 2))))

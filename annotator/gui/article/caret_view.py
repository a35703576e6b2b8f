"""A page with a caret and a selection in it; knows no annotations."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication
from PySide6.QtWidgets import QWidget

from annotator.gui.article.caret import Caret
from annotator.gui.article.reading import Reading
from annotator.gui.article.surface import PageView
from annotator.text.direction import Direction
from annotator.text.segments import snap


class CaretView(PageView):
    """A caret that blinks while the view has the focus, and the range from its anchor to it.

    range_selected: (start, end) in code points; equal when the selection is dropped.
    """

    range_selected = Signal(int, int)
    caret_moved = Signal(int)

    def __init__(self, reading: Reading, parent: QWidget | None = None) -> None:
        super().__init__(reading, parent)
        self.caret_place = Caret()
        self.anchor = 0
        self._blink = QTimer(self)
        self._blink.timeout.connect(self._blinked)

    @property
    def caret(self) -> int:
        return self.caret_place.offset

    @property
    def selection(self) -> tuple[int, int]:
        """(start, end); equal where nothing is selected."""
        return min(self.anchor, self.caret), max(self.anchor, self.caret)

    def paragraph_at_caret(self) -> int:
        """Return the number of the caret's paragraph."""
        page = self.page
        return page.blocks[page.block_index(self.caret)].paragraph if page else 0

    def caret_direction(self) -> Direction:
        """Return the base direction of the caret's paragraph."""
        return self.page.direction_of(self.paragraph_at_caret()) if self.page else Direction.LTR

    def select_range(self, start: int, end: int, reveal: bool = True) -> None:
        """Select [start, end), snapped outward to graphemes; equal ends put the caret there."""
        if self.page is None:
            return
        if start < end:
            start, end = snap(self.page.document.text, start, end)
        self.select_to(start, Caret(end, upstream=start < end), reveal=reveal)

    def select_to(self, anchor: int, caret: Caret, reveal: bool = True) -> None:
        """Select from anchor to caret; where both are one place, only put the caret there."""
        before, place = self.selection, self.caret
        self.anchor, self.caret_place = anchor, caret
        self.mark()
        if reveal:
            self.reveal(caret.offset, caret.offset)
        if self.selection != before and (before[0] < before[1] or anchor != caret.offset):
            self.range_selected.emit(*self.selection)
        if caret.offset != place:
            self.caret_moved.emit(caret.offset)

    def selected_text(self) -> str:
        """Return what is selected, as it stands in the article."""
        return self.page.document.slice(*self.selection) if self.page else ""

    def copy(self) -> None:
        """Copy the selected text."""
        if text := self.selected_text():
            QGuiApplication.clipboard().setText(text)

    def mark(self, **changes: object) -> None:
        """Show caret and selection as they are now, and other changes of the marks."""
        caret = self.caret_place if self.hasFocus() else None
        self.marks = replace(
            self.marks,
            selection=self.selection,
            caret=caret.offset if caret else None,
            upstream=self.caret_place.upstream,
            **changes,  # pyright: ignore[reportArgumentType]
        )
        self._restart_blinking()
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.mark()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.mark()

    def _restart_blinking(self) -> None:
        period = QGuiApplication.styleHints().cursorFlashTime() // 2
        if self.hasFocus() and period > 0:
            self._blink.start(period)
        else:
            self._blink.stop()

    def _blinked(self) -> None:
        if self.page is None:
            return
        shown = None if self.marks.caret is not None else self.caret
        self.marks = replace(self.marks, caret=shown)
        rect, _ = self.page.caret_line(self.caret, self.caret_place.upstream)
        self.viewport().update(self.to_viewport(rect).toAlignedRect().adjusted(-8, -2, 8, 2))

"""Rows of bars on a page, one for each of several annotators: what is placed, hit and in focus there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF

from annotator.gui.article.block import Block, VisualLine
from annotator.gui.article.lane_placing import LEAST_ROW, ROW_GAP, LaneBar, LaneLooks, place_lanes
from annotator.gui.article.lanes import LaneFocus, Lanes
from annotator.gui.article.lenses import letter_font

if TYPE_CHECKING:
    from annotator.gui.article.page import Page
    from annotator.model.annotations import Piece, Span

_NEAR = 1.5
"""Pixels around a bar that still hit it."""


class LaneHit(NamedTuple):
    """A bar that was hit: the key of its row, and its span."""

    lane: str
    span: Span


class PageLanes:
    """The rows of one page."""

    def __init__(self, page: Page, lanes: Lanes) -> None:
        self._page = page
        self.lanes = lanes
        self.focus: LaneFocus | None = None
        self._looks = LaneLooks(page.document.text, page.has_line_look, self._letter_width)

    @property
    def room(self) -> float:
        """Pixels that a line with marks probably needs for its rows."""
        return (LEAST_ROW + ROW_GAP) * len(self.lanes.rows)

    def place(self, block: Block) -> None:
        """Give the lines of a laid-out block their rows."""
        place_lanes(block, self.lanes, self.focus, self._looks)

    def show(self, lanes: Lanes, changed: Piece | None = None) -> None:
        """Show other rows. changed: where alone something may be other than before, in code points."""
        self.lanes = lanes
        self._place_again(*(changed or (0, len(self._page.document.text))))

    def show_focus(self, focus: LaneFocus | None) -> None:
        """Show which conflict is looked at; None: none."""
        extents = [shown.extent for shown in (self.focus, focus) if shown]
        self.focus = focus
        for extent in extents:
            self._place_again(*extent)

    def _place_again(self, start: int, end: int) -> None:
        page = self._page
        for _, block in page.blocks_over(start, end):
            if block.layout:
                page.place_block(block)
        page.restack()

    def _letter_width(self, letter: str) -> float:
        font = letter_font(self._page.reading.fonts, letter)
        return QFontMetricsF(font).horizontalAdvance(letter)

    # places -------------------------------------------------------------------------------------

    def hit(self, point: QPointF) -> LaneHit | None:
        """Return whose bar lies at a point of the page."""
        page = self._page
        index = page.index_at(point.y())
        line = page.laid_out_block(index).line_at_y(point.y() - page.tops[index])
        for bar in line.lanes.bars if line.lanes else ():
            rects = self.bar_rects(index, line, bar)
            if any(rect.adjusted(-_NEAR, -_NEAR, _NEAR, _NEAR).contains(point) for rect in rects):
                return LaneHit(self.lanes.rows[bar.lane].key, bar.span)
        return None

    def top_of(self, index: int, line: VisualLine) -> float:
        """Return y on the page from which the places of a line's rows are counted."""
        return self._page.tops[index] + line.top + (line.lanes.shift if line.lanes else 0.0)

    def bar_rects(self, index: int, line: VisualLine, bar: LaneBar) -> list[QRectF]:
        """Return the rectangles of a bar of a line, on the page."""
        top = self.top_of(index, line) + bar.top
        left = self._page.column.left()
        return [QRectF(left + a, top, b - a, bar.height) for a, b in bar.stretch.strips]

    def rects(self, lane: str, span: Span) -> list[QRectF]:
        """Return the rectangles of a row's span, by the row's key, in the blocks that are laid out."""
        return [
            rect
            for index, block in self._page.blocks_over(span.start, span.end)
            for line in block.lines
            for bar in (line.lanes.bars if line.lanes else ())
            if bar.span is span and self.lanes.rows[bar.lane].key == lane
            for rect in self.bar_rects(index, line, bar)
        ]

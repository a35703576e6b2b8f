"""Draws a page: all backgrounds first, then all text, then labels and marks, so that no line hides another.

Nastaliq ink leaves its line and its advance, so no line is clipped to its box.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from annotator.gui.article.block import VisualLine
from annotator.gui.article.invisible_painting import paint_invisibles
from annotator.gui.article.page import Page
from annotator.gui.article.placing import FILL_STEP, LINE_STEP, UNDERLINE_GAP, Mark, fill_levels
from annotator.gui.article.stack import MARGIN
from annotator.gui.theme import LabelColors
from annotator.text.direction import Direction

if TYPE_CHECKING:
    from annotator.gui.article.lane_painting import LanePainter
    from annotator.model.annotations import Span

OVERHANG = 30.0
"""Pixels by which ink may leave its line's box."""
_INSET = 3.0
_MOST_INSET = 9.0
_BAR = 3.0
_BAR_STEP = 5.0
_MOST_BARS = 5
_FOOT = 5.0


@dataclass(frozen=True)
class Marks:
    """What is drawn besides the annotations, in code points.

    matches: sorted ranges that find found; moving: "start" or "end" while a boundary is being moved.
    """

    selection: tuple[int, int] = (0, 0)
    caret: int | None = None
    upstream: bool = False
    chosen: str = ""
    moving: str = ""
    matches: Sequence[tuple[int, int]] = ()
    match: int = -1


@dataclass(frozen=True)
class VisibleLine:
    """A visible line: its block's number and where the block's origin lies on the page."""

    index: int
    line: VisualLine
    origin: QPointF

    @cached_property
    def top(self) -> float:
        return self.origin.y() + self.line.top


class PagePainter:
    """Paints one page with one painter. Everything in clip (page coordinates) must be laid out."""

    def __init__(self, painter: QPainter, page: Page, marks: Marks, outlines: bool = False) -> None:
        """outlines: draw letters as shapes, for a file that is opened where the fonts are not."""
        self.painter = painter
        self.page = page
        self.marks = marks
        self.theme = page.reading.theme
        self._outlines = outlines

    def paint(self, clip: QRectF) -> None:
        """Paint the lines that touch clip, and what overhangs into it."""
        self.paint_lines(clip.top() - OVERHANG, clip.bottom() + OVERHANG)

    def paint_lines(self, top: float, bottom: float) -> None:
        """Paint the lines whose room touches [top, bottom), and no others."""
        lines = self._visible(top, bottom)
        lanes = self._lane_painter()
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if lanes:
            lanes.paint_under(lines)
        for line in lines:
            self._fills(line)
        for line in lines:
            self._matches(line)
            self._selection(line)
        self.painter.setPen(self.theme.color("text"))
        for line in lines:
            self._letters(line)
        for line in lines:
            self._underlines(line)
            self._bars(line)
        if lanes:
            lanes.paint_over(lines)
        self.painter.setFont(self.page.chip_font())
        for line in lines:
            self._chips(line)
            paint_invisibles(self, line)
            self._edges(line)
        self._caret()

    def _lane_painter(self) -> LanePainter | None:
        if self.page.lanes is None:
            return None
        from annotator.gui.article.lane_painting import LanePainter  # noqa: PLC0415 - not for a first look

        return LanePainter(self, self.page.lanes)

    def _letters(self, line: VisibleLine) -> None:
        if not self._outlines:
            line.line.line.draw(self.painter, line.origin)
            return
        color = self.theme.color("text")
        for run in line.line.line.glyphRuns():
            font = run.rawFont()
            for glyph, place in zip(run.glyphIndexes(), run.positions(), strict=False):
                self.painter.fillPath(font.pathForGlyph(glyph).translated(line.origin + place), color)

    def word(self, box: QRectF, word: str) -> None:
        """Draw a label's word in the middle of its box, in the painter's font and pen."""
        if not self._outlines:
            self.painter.drawText(box, Qt.AlignmentFlag.AlignCenter, word)
            return
        path = QPainterPath()
        path.addText(QPointF(), self.painter.font(), word)
        self.painter.fillPath(
            path.translated(box.center() - path.boundingRect().center()), self.painter.pen().brush()
        )

    def _visible(self, top: float, bottom: float) -> list[VisibleLine]:
        page = self.page
        found: list[VisibleLine] = []
        for index in range(page.index_at(top), page.index_at(bottom) + 1):
            block = page.blocks[index]
            y = page.tops[index]
            origin = QPointF(page.column.left(), y)
            if block.layout:
                lines = block.lines_between(top - y, bottom - y)
                found += [VisibleLine(index, line, origin) for line in lines]
        return found

    # annotations --------------------------------------------------------------------------------

    def colors(self, span: Span) -> LabelColors:
        """Return the colours of a span's label."""
        return self.theme.label(self.color(span))

    def color(self, span: Span) -> str:
        """Return the colour of a span's label on a light page; "" where the scheme does not know it."""
        label = self.page.scheme.label_of(span) if self.page.scheme else None
        return label.color if label else ""

    def _fills(self, line: VisibleLine) -> None:
        for mark in line.line.marks:
            chosen = mark.span.id == self.marks.chosen
            if mark.line_look and not chosen:
                continue
            color = QColor(self.colors(mark.span).pale)
            if chosen:
                color = QColor(self.colors(mark.span).solid)
                color.setAlphaF(0.22 if mark.line_look else 0.38)
            inset = 0.0 if mark.line_look else min(mark.level * _INSET, _MOST_INSET)
            self.strips(line, mark.strips, (line.top + inset, line.line.height - 2 * inset), color)

    def strips(
        self, line: VisibleLine, strips: list[tuple[float, float]], band: tuple[float, float], color: QColor
    ) -> None:
        """Fill strips of a line. band: top on the page, and height."""
        x = line.origin.x()
        for left, right in strips:
            self.painter.fillRect(QRectF(x + left, band[0], right - left, band[1]), color)

    def _underlines(self, line: VisibleLine) -> None:
        below = line.top + line.line.height + UNDERLINE_GAP
        fills = fill_levels(line.line.marks)
        for mark in line.line.marks:
            color = self.colors(mark.span).solid
            if mark.line_look:
                y = below + fills * FILL_STEP + mark.level * LINE_STEP
                self.strips(line, mark.strips, (y, 1.2), color)
                self.strips(line, mark.strips, (y + 2.4, 1.2), color)
            else:
                y = below + mark.level * FILL_STEP
                self.strips(line, mark.strips, (y, 2.0), color)

    def _bars(self, line: VisibleLine) -> None:
        """Draw a bar beside the line for each long span on it, on the side where its lines begin."""
        rtl = line.line.block.direction is Direction.RTL
        column = self.page.column
        for mark in line.line.marks:
            if mark.line_look and mark.level < _MOST_BARS:
                away = 8.0 + mark.level * _BAR_STEP
                x = column.right() + away if rtl else column.left() - away - _BAR
                bar = QRectF(min(x, column.right() + MARGIN - _BAR), line.top + 2, _BAR, line.line.height - 2)
                self.painter.fillRect(bar, self.colors(mark.span).solid)

    def _chips(self, line: VisibleLine) -> None:
        for chip in line.line.chips:
            colors = self.colors(chip.span)
            rect = self.page.chip_rect(line.index, line.line, chip)
            is_line = chip.span.layer in self.page.line_layers
            self.painter.setPen(QPen(colors.solid, 1.2))
            self.painter.setBrush(self.theme.color("page") if is_line else colors.solid)
            self.painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
            self.painter.setPen(self.theme.color("text") if is_line else colors.ink)
            self.word(rect, chip.span.label)

    def _edges(self, line: VisibleLine) -> None:
        """Draw the logical start and end of the chosen span: a bracket each, its feet pointing inward."""
        for mark in line.line.marks:
            if mark.span.id == self.marks.chosen:
                for name, edge in (("start", mark.start), ("end", mark.end)):
                    if edge:
                        self._bracket(line, mark, name, edge)

    def _bracket(self, line: VisibleLine, mark: Mark, name: str, edge: tuple[float, bool]) -> None:
        x = line.origin.x() + edge[0]
        inward = -1.0 if (name == "start") == edge[1] else 1.0
        moving = name == self.marks.moving
        top, bottom = line.top - 1, line.top + line.line.height + 1
        self.painter.setPen(QPen(self.colors(mark.span).solid, 3.5 if moving else 2.0))
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        foot = x + inward * _FOOT
        self.painter.drawPolyline(
            [QPointF(foot, top), QPointF(x, top), QPointF(x, bottom), QPointF(foot, bottom)]
        )
        if moving:
            self.painter.setBrush(self.colors(mark.span).solid)
            self.painter.drawEllipse(QPointF(x, bottom), 4.5, 4.5)

    # selection, find, caret ---------------------------------------------------------------------

    def _selection(self, line: VisibleLine) -> None:
        start, end = self.marks.selection
        if start < end:
            self._range(line, start, end, self.theme.color("selection"))

    def _matches(self, line: VisibleLine) -> None:
        block = line.line.block
        first, last = block.code_point(line.line.start), block.code_point(line.line.end)
        for number, (start, end) in enumerate(self.marks.matches):
            if start >= last:
                break
            if end > first:
                name = "current_match" if number == self.marks.match else "match"
                self._range(line, start, end, self.theme.color(name))

    def _range(self, line: VisibleLine, start: int, end: int, color: QColor) -> None:
        block = line.line.block
        if start < block.end and end > block.start:
            first, last = block.unit(start), block.unit(end)
            first, last = max(first, line.line.start), min(last, line.line.end)
            if first < last:
                strips = line.line.geometry.strips(first, last)
                self.strips(line, strips, (line.top, line.line.height), color)

    def _caret(self) -> None:
        if self.marks.caret is None:
            return
        rect, rtl = self.page.caret_line(self.marks.caret, self.marks.upstream)
        self.painter.fillRect(rect, self.theme.color("accent"))
        side = -5.0 if rtl else 5.0
        x, top = rect.center().x(), rect.top()
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(self.theme.color("accent"))
        self.painter.drawPolygon(QPolygonF([QPointF(x, top), QPointF(x + side, top), QPointF(x, top + 5)]))

"""One laid-out piece of an article: a paragraph, or a chunk of a long one; its lines and what marks them.

The only place where code points of the article meet UTF-16 units of Qt's layout.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QTextLayout, QTextLine, QTextOption

from annotator.gui.article.geometry import LineGeometry
from annotator.gui.article.stand_ins import STAND_IN, acting_places, shown_text
from annotator.text.direction import Direction
from annotator.text.offsets import Utf16Offsets
from annotator.text.patterns import Pattern
from annotator.text.segments import grapheme_boundaries, next_boundary, previous_boundary

if TYPE_CHECKING:
    from annotator.gui.article.lane_placing import LaneLine, PlacedLanes
    from annotator.model.annotations import Span

CHUNK = 2000
"""Code points after which a long paragraph is cut at the next space before."""

_NAME_ROOM = 16.0
"""Pixels added to a stand-in, so that the name of the character fits in."""

_ASTRAL = Pattern("[\U00010000-\U0010ffff]")


class Mark(NamedTuple):
    """A span on one line: what it covers there, at which level of nesting, where it begins and ends.

    strips: (left, right) in layout coordinates; start, end: (x, right to left) where the span's own
    edges lie on this line, else None.
    """

    span: Span
    strips: list[tuple[float, float]]
    level: int
    line_look: bool
    start: tuple[float, bool] | None
    end: tuple[float, bool] | None


class PlacedSpan(NamedTuple):
    """A span's marks in a block, each with the number of its line."""

    span: Span
    level: int
    marks: list[tuple[int, Mark]]


class Chip(NamedTuple):
    """A label over the line at which its span begins."""

    span: Span
    x: float
    width: float
    lane: int


class VisualLine:
    """A line of a block: its units, its place in the block, and what is drawn with it.

    room: y where the line's own room begins (labels first); top: y of the text's box; bottom: below
    underlines and rows.
    """

    __slots__ = (
        "_geometry",
        "_layout",
        "block",
        "bottom",
        "chips",
        "end",
        "height",
        "lanes",
        "line",
        "marks",
        "room",
        "start",
        "top",
    )

    def __init__(self, block: Block, layout: QTextLayout, line: QTextLine) -> None:
        self.block = block
        self._layout = layout  # a QTextLine without its layout ends the process
        self.line = line
        self.start = line.textStart()
        self.end = self.start + line.textLength()
        self.height = line.height()
        self.room = self.bottom = 0.0
        self.top = 0.0
        self.marks: list[Mark] = []
        self.chips: list[Chip] = []
        self.lanes: LaneLine | None = None
        self._geometry: LineGeometry | None = None

    @property
    def geometry(self) -> LineGeometry:
        if self._geometry is None:
            block = self.block
            rtl = block.direction is Direction.RTL
            self._geometry = LineGeometry(self.line, block.unit_text, block.boundaries, rtl)
        return self._geometry

    @property
    def is_last(self) -> bool:
        return self.block.lines[-1] is self


class Block:
    """Code points [start, end) of the article with their layout, made when it is first looked at.

    paragraph: the number of the paragraph that it belongs to; height: estimated until laid out.
    """

    __slots__ = (
        "_boundaries",
        "_offsets",
        "_unit_text",
        "direction",
        "end",
        "height",
        "layout",
        "lines",
        "paragraph",
        "placed",
        "placed_lanes",
        "shown",
        "spans",
        "start",
        "starts",
        "text",
    )

    def __init__(self, start: int, text: str, paragraph: int) -> None:
        self.start = start
        self.end = start + len(text)
        self.text = text
        self.paragraph = paragraph
        self.shown = ""
        self.direction = Direction.LTR
        self.height = 0.0
        self.layout: QTextLayout | None = None
        self.lines: list[VisualLine] = []
        self.starts: list[int] = []
        self.spans: dict[str, Span] = {}
        self.placed: dict[str, PlacedSpan] = {}
        self.placed_lanes: PlacedLanes | None = None
        self._offsets: Utf16Offsets | None = None
        self._boundaries: list[int] | None = None
        self._unit_text: str | None = None

    @property
    def offsets(self) -> Utf16Offsets:
        if self._offsets is None:
            self._offsets = Utf16Offsets(self.text)
        return self._offsets

    @property
    def boundaries(self) -> Sequence[int]:
        """Grapheme boundaries in units of this block."""
        if self._boundaries is None:
            points = grapheme_boundaries(self.text)
            self._boundaries = [self.offsets.to_utf16(point) for point in points]
        return self._boundaries

    @property
    def unit_text(self) -> str:
        """The shown text with one character for each unit."""
        if self._unit_text is None:
            self._unit_text = self.shown if self.offsets.is_identity else _ASTRAL.sub("xx", self.shown)
        return self._unit_text

    def unit(self, code_point: int) -> int:
        """Return the unit in this block of an article's code point; clamped to the block."""
        return self.offsets.to_utf16(min(max(code_point, self.start), self.end) - self.start)

    def code_point(self, unit: int) -> int:
        """Return the article's code point of a unit in this block."""
        return self.start + self.offsets.to_code_point(unit)

    def line_at(self, unit: int, upstream: bool = False) -> VisualLine:
        """Return the line that holds a unit; upstream: the line that ends there, at a line break."""
        index = max(0, bisect_right(self.starts, unit) - 1)
        if upstream and index and self.starts[index] == unit:
            index -= 1
        return self.lines[index]

    def lines_over(self, start: int, end: int) -> Iterator[tuple[int, VisualLine]]:
        """Yield (number, line) of the lines that hold any of units [start, end)."""
        index = max(0, bisect_right(self.starts, start) - 1)
        while index < len(self.lines) and self.lines[index].start < end:
            yield index, self.lines[index]
            index += 1

    def line_at_y(self, y: float) -> VisualLine:
        """Return the line whose room holds y (in the block), or the nearest."""
        index = bisect_right(self.lines, y, key=lambda line: line.room) - 1
        return self.lines[max(0, index)]

    def lines_between(self, top: float, bottom: float) -> list[VisualLine]:
        """Return the lines whose room touches [top, bottom) in the block."""
        first = max(0, bisect_right(self.lines, top, key=lambda line: line.room) - 1)
        return self.lines[first : bisect_left(self.lines, bottom, key=lambda line: line.room)]

    def shape(self, width: float, font: QFont) -> None:
        """Break the text into lines of a width; their vertical places come with the marks."""
        self.shown = shown_text(self.text)
        self._unit_text = None
        rtl = self.direction is Direction.RTL
        option = QTextOption()
        option.setTextDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
        option.setAlignment(Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout = QTextLayout(self.shown, font)
        layout.setTextOption(option)
        if STAND_IN in self.shown:
            layout.setFormats(self._room_for_names(font))
        layout.setCacheEnabled(True)
        self.lines = []
        self.placed = {}
        self.placed_lanes = None
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            self.lines.append(VisualLine(self, layout, line))
        layout.endLayout()
        self.layout = layout
        self.starts = [line.start for line in self.lines]

    def _room_for_names(self, font: QFont) -> list[QTextLayout.FormatRange]:
        wide = QFont(font)
        wide.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, _NAME_ROOM)
        ranges: list[QTextLayout.FormatRange] = []
        for place in acting_places(self.text, 0, len(self.text)):
            room = QTextLayout.FormatRange()
            room.start, room.length = self.offsets.to_utf16(place), 1  # pyright: ignore
            room.format.setFont(wide)  # pyright: ignore
            ranges.append(room)
        return ranges

    def forget_layout(self) -> None:
        """Drop the layout, as when the width or the font changes; the height stays as an estimate."""
        self.layout = None
        self.shown = ""
        self._boundaries = self._unit_text = None
        self.lines = []
        self.starts = []
        self.placed = {}
        self.placed_lanes = None


def cut_into_blocks(text: str, paragraphs: Sequence[tuple[int, int]]) -> list[Block]:
    """Return the article's blocks in order: one for each paragraph, several for a long one."""
    blocks: list[Block] = []
    for number, (first, end) in enumerate(paragraphs):
        start = first
        while end - start > CHUNK + CHUNK // 4:
            cut = _cut(text, start)
            blocks.append(Block(start, text[start:cut], number))
            start = cut
        blocks.append(Block(start, text[start:end], number))
    return blocks


def _cut(text: str, start: int) -> int:
    """Return where a chunk ends: after the last space, else at a grapheme boundary; always past start."""
    space = text.rfind(" ", start + CHUNK // 2, start + CHUNK)
    wanted = space + 1 if space >= 0 else start + CHUNK
    cut = previous_boundary(text, wanted + 1)
    return cut if cut > start else next_boundary(text, start)

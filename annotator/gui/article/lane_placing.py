"""Where the rows of several annotators lie below the lines of a block, and the lenses above them.

Rows begin below the ink, and the next line's ink begins below the rows, since Nastaliq leaves its line's
box. x is in layout coordinates, y counts from the top of the line's text box.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from annotator.gui.article.block import Block, VisualLine
from annotator.gui.article.lane_stretches import Levels, Stretch, StretchFinder, ink_beyond
from annotator.gui.article.lanes import Difference, LaneFocus, Lanes, LaneSpan, Standing
from annotator.gui.article.lenses import LENS_HEIGHT, Lens, Shown, apart, has_lens, lens_of

if TYPE_CHECKING:
    from annotator.model.annotations import Span

THIN = 5.0
"""Height of a bar that all agree on."""
THICK = 14.0
LEAST_ROW = 11.0
"""A row's least height: its sign at the margin must be readable."""
_LEVEL_GAP = 2.0
ROW_GAP = 3.0
_ABOVE_ROWS = 2.0
_BELOW_ROWS = 6.0
_LINE_LEVELS = 1_000
"""Levels of what is drawn as a line, claims say, lie below all others."""


class LaneBar(NamedTuple):
    """A span of one row on one line, with its place in height."""

    lane: int
    span: Span
    standing: Standing
    line_look: bool
    stretch: Stretch
    top: float
    height: float


class Row(NamedTuple):
    """The room of one annotator's bars."""

    lane: int
    top: float
    bottom: float


class LaneLine:
    """What one line has of the rows.

    above, below: how far its ink leaves its box; bottom: the end of all; shift: by how much all of it lies
    lower, under the underlines of the line's own marks.
    """

    __slots__ = ("above", "bars", "below", "bottom", "lenses", "rows", "shift")

    def __init__(self, above: float, below: float) -> None:
        self.above = above
        self.below = below
        self.bars: list[LaneBar] = []
        self.rows: list[Row] = []
        self.lenses: list[Lens] = []
        self.bottom = self.shift = 0.0

    @property
    def room_above(self) -> float:
        """Pixels that the line needs above its box."""
        return self.above + (LENS_HEIGHT if self.lenses else 0.0)


class PlacedLanes:
    """What the rows of a block were made from, to be seen where anything is other than it was.

    spans: of all rows; signs: of the rows; differing: the short differences that begin in the block; finder:
    knows the stretches that were looked up.
    """

    __slots__ = ("differing", "finder", "signs", "spans")

    def __init__(self, block: Block) -> None:
        self.finder = StretchFinder(block)
        self.spans: tuple[LaneSpan, ...] | None = None
        self.signs: tuple[str, ...] = ()
        self.differing: tuple[Difference, ...] = ()


class LaneLooks(NamedTuple):
    """What placing needs to know. letter_width: of a letter's name in a lens, in pixels."""

    text: str
    has_line_look: Callable[[Span], bool]
    letter_width: Callable[[str], float]


def place_lanes(block: Block, lanes: Lanes, focus: LaneFocus | None, looks: LaneLooks) -> None:
    """Give each line of a laid-out block its rows and lenses; costs little where nothing has changed."""
    placed = block.placed_lanes = block.placed_lanes or PlacedLanes(block)
    signs = tuple(row.sign for row in lanes.rows)
    spans = lanes.over(block.start, block.end)
    if (spans, signs) != (placed.spans, placed.signs):
        placed.spans, placed.signs, placed.differing = spans, signs, ()
        _place_bars(block, spans, placed, looks)
    differing = _differing(block, focus, looks.text)
    if differing != placed.differing:
        placed.differing = differing
        _place_lenses(block, [_shown(found, lanes, looks.text) for found in differing], looks)


def _place_bars(block: Block, spans: Sequence[LaneSpan], placed: PlacedLanes, looks: LaneLooks) -> None:
    bars: dict[int, list[tuple[int, LaneBar]]] = {}
    for found, level in zip(spans, _levels(spans, looks), strict=True):
        line_look = looks.has_line_look(found.span)
        for number, stretch in placed.finder.stretches(found.span):
            bar = LaneBar(found.lane, found.span, found.standing, line_look, stretch, 0.0, 0.0)
            bars.setdefault(number, []).append((level, bar))
    for number, line in enumerate(block.lines):
        beyond = (line.lanes.above, line.lanes.below) if line.lanes else ink_beyond(line.line)
        line.lanes = LaneLine(*beyond)
        _stack(line.lanes, line.height, bars.get(number, ()), len(placed.signs))


def _differing(block: Block, focus: LaneFocus | None, text: str) -> tuple[Difference, ...]:
    """Return the short differences that begin in a block, or at the line feed that ends it."""
    if focus is None:
        return ()
    end = block.end + (text[block.end : block.end + 1] == "\n")
    return tuple(found for found in focus.differing if block.start <= found.start < end and has_lens(found))


def _shown(difference: Difference, lanes: Lanes, text: str) -> Shown:
    signs = tuple(row.sign for row in lanes.rows if row.key in difference.holders)
    return Shown(difference, text[difference.start : difference.end], signs)


def _levels(spans: Sequence[LaneSpan], looks: LaneLooks) -> list[int]:
    """Return each span's level in its row: inner spans nearest the text, those drawn as lines last."""
    levels: dict[tuple[int, bool], Levels] = {}
    found = [0] * len(spans)
    for place in sorted(range(len(spans)), key=lambda place: spans[place].span.end - spans[place].span.start):
        lane, span, _ = spans[place]
        line_look = looks.has_line_look(span)
        level = levels.setdefault((lane, line_look), Levels()).take(span.start, span.end)
        found[place] = level + _LINE_LEVELS * line_look
    return found


def _stack(placed: LaneLine, height: float, bars: Sequence[tuple[int, LaneBar]], rows: int) -> None:
    """Put bars, each with its level, into rows below the ink of a line of that height."""
    y = height + placed.below
    placed.bottom = y
    if not bars:
        return
    y += _ABOVE_ROWS
    for lane in range(rows):
        top = y
        mine = [(level, bar) for level, bar in bars if bar.lane == lane]
        for level in sorted({level for level, _ in mine}):
            on_level = [bar for bar_level, bar in mine if bar_level == level]
            thickest = max(_height(bar) for bar in on_level)
            placed.bars += [bar._replace(top=y, height=_height(bar)) for bar in on_level]
            y += thickest + _LEVEL_GAP
        y = max(y, top + LEAST_ROW)
        placed.rows.append(Row(lane, top, y))
        y += ROW_GAP
    placed.bottom = y + _BELOW_ROWS


def _height(bar: LaneBar) -> float:
    return THIN if bar.standing is Standing.AGREED else THICK


def _place_lenses(block: Block, differing: Sequence[Shown], looks: LaneLooks) -> None:
    for line in block.lines:
        if line.lanes:
            line.lanes.lenses = []
    touched: dict[VisualLine, LaneLine] = {}
    for shown in differing:
        line, lens = lens_of(block, shown, looks.letter_width)
        assert line.lanes is not None
        line.lanes.lenses.append(lens)
        touched[line] = line.lanes
    for line, placed in touched.items():
        placed.lenses = apart(placed.lenses, line.line.width())

"""Which marks and labels a block's lines carry, and the room that they take; shapes no text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF

from annotator.gui.article.block import Block, Chip, Mark, PlacedSpan, VisualLine

if TYPE_CHECKING:
    from annotator.model.annotations import Span

CHIP_HEIGHT = 16.0
FILL_STEP = 3.0
"""Pixels by which the underline of the next level of nesting lies lower."""
LINE_STEP = 5.0
UNDERLINE_GAP = 1.0
PARAGRAPH_GAP = 10.0
_CHIP_GAP = 3.0


class Looks(NamedTuple):
    """What placing needs to know of the labels.

    has_line_look: whether a span's layer is drawn as a line rather than filled; chip_width: in pixels.
    """

    has_line_look: Callable[[Span], bool]
    chip_width: Callable[[Span], float]


def place(block: Block, looks: Looks) -> None:
    """Give each line of a laid-out block its marks, its chips and its vertical place; set the height.

    What an earlier call found of a span that is still the same is used again, so that an edit costs what
    it changes.
    """
    changed = _mark_lines(block, looks) if block.spans or block.placed else set[int]()
    for number in changed:
        line = block.lines[number]
        line.chips = _place_chips(line, looks)
    y = 0.0
    for line in block.lines:
        line.room = y
        if line.chips:
            y += CHIP_HEIGHT * (1 + max(chip.lane for chip in line.chips))
        if line.lanes:
            y += line.lanes.room_above
        if line.top != y:
            line.top = y
            line.line.setPosition(QPointF(0, y))
        y += line.height
        underlines = _underline_room(line.marks) if line.marks else 0.0
        y += underlines
        if line.lanes:
            line.lanes.shift = underlines
            y = max(y, line.top + underlines + line.lanes.bottom)
        line.bottom = y
    block.height = y + PARAGRAPH_GAP


def _mark_lines(block: Block, looks: Looks) -> set[int]:
    """Give the lines the marks of the block's spans; return the numbers of the lines that changed."""
    before, block.placed = block.placed, {}
    changed: set[int] = set()
    for span, level in _levels(block.spans.values(), looks.has_line_look):
        found = before.get(span.id)
        if found is not None and found.span is span and found.level == level:
            del before[span.id]
        else:
            found = PlacedSpan(span, level, _marks_of(block, span, level, looks.has_line_look(span)))
            changed.update(number for number, _ in found.marks)
        block.placed[span.id] = found
    for gone in before.values():
        changed.update(number for number, _ in gone.marks)
    for number in changed:
        block.lines[number].marks = []
    for placed in block.placed.values():
        for number, mark in placed.marks:
            if number in changed:
                block.lines[number].marks.append(mark)
    return changed


def _marks_of(block: Block, span: Span, level: int, line_look: bool) -> list[tuple[int, Mark]]:
    """Return the span's marks in a block, each with the number of its line."""
    last = block.unit(span.end)
    marks: list[tuple[int, Mark]] = []
    for start, end in _pieces_in(block, span):
        for number, line in block.lines_over(start, end):
            low, high = max(start, line.start), min(end, line.end)
            starts = span.start >= block.start and block.unit(span.start) >= low
            ends = span.end <= block.end and last <= high
            geometry = line.geometry
            mark = Mark(
                span,
                geometry.strips(low, high),
                level,
                line_look,
                geometry.leading_edge(start) if starts else None,
                geometry.trailing_edge(end) if ends else None,
            )
            marks.append((number, mark))
    return marks


def _pieces_in(block: Block, span: Span) -> Iterable[tuple[int, int]]:
    for start, end in span.pieces:
        if start < block.end and end > block.start:
            yield block.unit(start), block.unit(end)


def _levels(spans: Iterable[Span], has_line_look: Callable[[Span], bool]) -> list[tuple[Span, int]]:
    """Return each span with its level among those of its look that it lies in or crosses."""
    open_ends: dict[bool, list[int]] = {False: [], True: []}
    found: list[tuple[Span, int]] = []
    for span in sorted(spans, key=attrgetter("order")):
        ends = open_ends[has_line_look(span)]
        level = next((i for i, end in enumerate(ends) if end <= span.start), len(ends))
        ends[level : level + 1] = [span.end]
        found.append((span, level))
    return found


def _place_chips(line: VisualLine, looks: Looks) -> list[Chip]:
    """Return the chips of the spans that begin on a line; inner ones lowest, none over another."""
    lanes: list[list[tuple[float, float]]] = []
    chips: list[Chip] = []
    beginning = [mark for mark in line.marks if mark.start is not None]
    beginning.sort(key=lambda mark: (mark.line_look, mark.span.end - mark.span.start))
    for mark in beginning:
        edge, rtl = mark.start or (0.0, False)
        width = looks.chip_width(mark.span)
        x = min(max(0.0, edge - width if rtl else edge), max(0.0, line.line.width() - width))
        lane = _free_lane(lanes, x - _CHIP_GAP / 2, x + width + _CHIP_GAP / 2)
        chips.append(Chip(mark.span, x, width, lane))
    return chips


def _free_lane(lanes: list[list[tuple[float, float]]], left: float, right: float) -> int:
    for number, lane in enumerate(lanes):
        if all(right <= other_left or left >= other_right for other_left, other_right in lane):
            lane.append((left, right))
            return number
    lanes.append([(left, right)])
    return len(lanes) - 1


def fill_levels(marks: Sequence[Mark]) -> int:
    """Return how many levels of filled marks a line has."""
    return 1 + max((mark.level for mark in marks if not mark.line_look), default=-1)


def _underline_room(marks: Sequence[Mark]) -> float:
    fills = fill_levels(marks)
    lines = 1 + max((mark.level for mark in marks if mark.line_look), default=-1)
    room = fills * FILL_STEP + lines * LINE_STEP
    return room + UNDERLINE_GAP + 2 if room else 0.0

"""What a span covers on each line of a block, at the edges of glyphs; how far ink leaves its line."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextLayout, QTextLine

from annotator.gui.article.block import Block, VisualLine

if TYPE_CHECKING:
    from annotator.model.annotations import Piece, Span

Strips = list[tuple[float, float]]

_FLAGS = QTextLayout.GlyphRunRetrievalFlag
_POSITIONS = _FLAGS.RetrieveGlyphIndexes | _FLAGS.RetrieveGlyphPositions
_LEAST_STRIP = 3.0


class Stretch(NamedTuple):
    """A span on one line.

    strips: (left, right) of what it covers; gaps: of what lies between its pieces; start, end: x where
    its own edges lie on this line, else None.
    """

    strips: Strips
    gaps: Strips
    start: float | None
    end: float | None


class StretchFinder:
    """Finds the stretches of spans in one laid-out block; those of equal ranges are looked up once."""

    def __init__(self, block: Block) -> None:
        self._block = block
        self._strips: dict[tuple[int, int, int], Strips] = {}
        self._stretches: dict[tuple[Piece, ...], list[tuple[int, Stretch]]] = {}

    def stretches(self, span: Span) -> list[tuple[int, Stretch]]:
        """Return (number of the line, stretch) for each line that holds any of a span."""
        pieces = span.pieces
        if pieces not in self._stretches:
            self._stretches[pieces] = list(self._found(span))
        return self._stretches[pieces]

    def _found(self, span: Span) -> Iterator[tuple[int, Stretch]]:
        block = self._block
        first, last = block.unit(span.start), block.unit(span.end)
        gaps = [(a, b) for (_, a), (b, _) in pairwise(span.pieces)]
        for number, line in block.lines_over(first, last):
            starts = span.start >= block.start and first >= line.start
            ends = span.end <= block.end and last <= line.end
            start = line.geometry.leading_edge(first)[0] if starts else None
            end = line.geometry.trailing_edge(last)[0] if ends else None
            strips = self._covered(number, line, span.pieces)
            bare = self._covered(number, line, gaps)
            yield number, Stretch(strips or _least(start, end), bare, start, end)

    def _covered(self, number: int, line: VisualLine, pieces: Sequence[Piece]) -> Strips:
        block, found = self._block, Strips()
        for piece_start, piece_end in pieces:
            start = max(block.unit(piece_start), line.start)
            end = min(block.unit(piece_end), line.end)
            if start < end:
                key = (number, start, end)
                if key not in self._strips:
                    self._strips[key] = line.geometry.strips(start, end)
                found += self._strips[key]
        return found


def _least(start: float | None, end: float | None) -> Strips:
    """Return a strip for what has no width on its line, such as a space that hangs over its end."""
    edge = start if start is not None else end
    return [] if edge is None else [(edge - _LEAST_STRIP / 2, edge + _LEAST_STRIP / 2)]


def ink_beyond(line: QTextLine) -> tuple[float, float]:
    """Return by how many pixels the ink of a line leaves its box at the top and at the bottom."""
    top, bottom = line.y(), line.y() + line.height()
    least, most = top, bottom
    for run in line.glyphRuns(-1, -1, _POSITIONS):
        run.setBoundingRect(QRectF())  # forgets the rectangle of its advances: that of the ink is asked for
        ink = run.boundingRect()
        least, most = min(least, ink.top()), max(most, ink.bottom())
    return top - least, most - bottom


class Levels:
    """Which ranges share a level: the first that is given lies nearest the text."""

    def __init__(self) -> None:
        self._levels: list[tuple[list[int], list[int]]] = []

    def take(self, start: int, end: int) -> int:
        """Return the first level on which [start, end) touches nothing, and take that place."""
        for number, (starts, ends) in enumerate(self._levels):
            place = bisect_right(starts, start)
            if (not place or ends[place - 1] <= start) and (place == len(starts) or starts[place] >= end):
                starts.insert(place, start)
                ends.insert(bisect_left(ends, end), end)
                return number
        self._levels.append(([start], [end]))
        return len(self._levels) - 1

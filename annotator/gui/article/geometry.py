"""Where the characters of one laid-out line stand, in a line that mixes directions and fonts.

Offsets here are UTF-16 units of the layout's text, x is in layout coordinates. Qt's position functions
answer where a caret goes, not what a range covers, so rectangles are built from the shaped runs:

* An item (one direction, one script) starts at the least string index of its glyph runs and ends where
  the next one starts; its edges are its rectangle's. With font fallback only the first font of an item
  reports string indexes; the others repeat the item's start and its rectangle.
* ``cursorToX`` is right inside an item up to a shift: at the first character of a run against the base
  direction it answers the far edge, and on wrapped right-to-left lines it forgets the hanging space.
* Nastaliq has negative advances: edges are not in order, so what a range covers is a hull.
* Nastaliq ink stands far from its advance: a click is judged by ink first.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QGlyphRun, QTextLayout, QTextLine

_INDEXES = QTextLayout.GlyphRunRetrievalFlag.RetrieveStringIndexes
_ALL = QTextLayout.GlyphRunRetrievalFlag.RetrieveAll
_TRAILING = QTextLine.Edge.Trailing
_TOUCHING = 0.26
"""Pixels between two extents that still count as one: rounding of advances, never a glyph."""
_CLOSE = 0.05
_UNKNOWN = 1e9


class Item(NamedTuple):
    """A run of one direction: units [start, end), its painted edges."""

    start: int
    end: int
    rtl: bool
    left: float
    right: float


class Extent(NamedTuple):
    """A visual piece of a logical range."""

    left: float
    right: float
    rtl: bool


class Ink(NamedTuple):
    """The box of one glyph's ink, in layout coordinates, and its grapheme in units."""

    area: float
    box: QRectF
    start: int
    end: int


class LineGeometry:
    """Edges, extents and hits of one QTextLine.

    text: the layout's text with one character for each unit (an astral character may stand as any two);
    boundaries: its grapheme boundaries in units, sorted, both ends in; rtl: its base direction.
    """

    __slots__ = ("_edges", "_ink", "boundaries", "end", "items", "line", "rtl", "start")

    def __init__(self, line: QTextLine, text: str, boundaries: Sequence[int], rtl: bool) -> None:
        self.line = line
        self.rtl = rtl
        self.boundaries = boundaries
        self.start = line.textStart()
        self.end = _without_hanging_spaces(line, text)
        self.items = _items(line, self.end)
        self._edges: dict[int, tuple[list[int], list[float]]] = {}
        self._ink: list[Ink] | None = None

    def edges(self, index: int) -> tuple[list[int], list[float]]:
        """Return the grapheme boundaries of an item and the x of each; the outer ones are its edges."""
        found = self._edges.get(index)
        if found is None:
            item = self.items[index]
            first = bisect_right(self.boundaries, item.start)
            inner = list(self.boundaries[first : bisect_left(self.boundaries, item.end)])
            shift = self._shift(item, inner[-1]) if inner else 0.0
            to_x = self.line.cursorToX
            xs = [_x(to_x(unit)) + shift for unit in inner]
            near, far = (item.right, item.left) if item.rtl else (item.left, item.right)
            found = self._edges[index] = ([item.start, *inner, item.end], [near, *xs, far])
        return found

    def _shift(self, item: Item, last: int) -> float:
        """By how much cursorToX is off inside an item: the smaller of its errors at both ends.

        One of the two ends can be the caret of the neighbouring run, and Qt clamps to the line's width:
        a clamped end tells nothing.
        """
        line = self.line
        low, high = line.x() + _CLOSE, line.x() + line.width() - _CLOSE
        near, far = (item.right, item.left) if item.rtl else (item.left, item.right)
        at_start = _x(line.cursorToX(item.start))
        shift = near - at_start
        if abs(shift) < _CLOSE:
            return shift
        at_end = _x(line.cursorToX(last, _TRAILING))
        other = far - at_end
        if abs(other) >= _CLOSE:
            shift = shift if low < at_start < high else _UNKNOWN
            other = other if low < at_end < high else _UNKNOWN
        best = min(shift, other, key=abs)
        return best if best < _UNKNOWN else 0.0

    def extents(self, start: int, end: int) -> list[Extent]:
        """Return the visual pieces of units [start, end), one for each item, in logical order."""
        found: list[Extent] = []
        for index, item in enumerate(self.items):
            low, high = max(start, item.start), min(end, item.end)
            if low < high:
                units, xs = self.edges(index)
                first = bisect_right(units, low) - 1
                covered = xs[first : bisect_left(units, high) + 1]
                found.append(Extent(min(covered), max(covered), item.rtl))
        return found

    def strips(self, start: int, end: int) -> list[tuple[float, float]]:
        """Return what units [start, end) cover as disjoint (left, right), from left to right."""
        merged: list[tuple[float, float]] = []
        for left, right, _ in sorted(self.extents(start, end)):
            if merged and left - merged[-1][1] < _TOUCHING:
                merged[-1] = (merged[-1][0], max(right, merged[-1][1]))
            else:
                merged.append((left, right))
        return merged

    def leading_edge(self, unit: int) -> tuple[float, bool]:
        """Return (x, right to left) of the edge at which the grapheme at unit begins.

        Past the last grapheme: the edge at which the last one ends.
        """
        for index, item in enumerate(self.items):
            if item.start <= unit < item.end:
                units, xs = self.edges(index)
                return xs[bisect_right(units, unit) - 1], item.rtl
        return self.trailing_edge(min(unit, self.end))

    def trailing_edge(self, unit: int) -> tuple[float, bool]:
        """Return (x, right to left) of the edge at which the grapheme before unit ends."""
        for index, item in enumerate(self.items):
            if item.start < unit <= item.end:
                units, xs = self.edges(index)
                return xs[bisect_left(units, unit)], item.rtl
        return self._outer_edge(unit <= self.start), self.rtl

    def _outer_edge(self, at_start: bool) -> float:
        if not self.items:
            return _x(self.line.cursorToX(self.start))
        left = min(item.left for item in self.items)
        right = max(item.right for item in self.items)
        return right if at_start == self.rtl else left

    def grapheme_at(self, point: QPointF) -> tuple[int, int]:
        """Return the units (start, end) of the grapheme at a point: by ink, else by advances.

        Of several inks that hold the point the smallest counts. Right of everything and left of
        everything the outermost grapheme answers.
        """
        best = None
        for area, rect, start, end in self.inks():
            if rect.contains(point) and (best is None or area < best[0]):
                best = (area, start, end)
        return (best[1], best[2]) if best else self.grapheme_by_advance(point.x())

    def grapheme_by_advance(self, x: float) -> tuple[int, int]:
        """Return the units (start, end) of the grapheme whose advance holds x, or lies nearest."""
        if not self.items:
            return self.start, self.start
        index = min(
            range(len(self.items)), key=lambda i: _distance(x, self.items[i].left, self.items[i].right)
        )
        units, xs = self.edges(index)

        def distance(i: int) -> tuple[float, float]:
            left, right = min(xs[i], xs[i + 1]), max(xs[i], xs[i + 1])
            return _distance(x, left, right), abs(x - (left + right) / 2)

        nearest = min(range(len(units) - 1), key=distance)
        return units[nearest], units[nearest + 1]

    def caret_at(self, point: QPointF, by_ink: bool = True) -> int:
        """Return the unit at which a caret goes for a point: the nearer logical edge of its grapheme."""
        start, end = self.grapheme_at(point) if by_ink else self.grapheme_by_advance(point.x())
        for index, item in enumerate(self.items):
            if item.start <= start < item.end:
                units, xs = self.edges(index)
                place = bisect_right(units, start) - 1
                middle = (xs[place] + xs[place + 1]) / 2
                return start if (point.x() > middle) == item.rtl else end
        return start

    def ink_of(self, start: int, end: int) -> QRectF:
        """Return the hull of the ink whose cluster lies in units [start, end); empty where unknown."""
        hull = QRectF()
        for _, rect, first, last in self.inks():
            if start <= first and last <= end:
                hull = rect if hull.isNull() else hull.united(rect)
        return hull

    def inks(self) -> list[Ink]:
        """Return the ink of each glyph whose grapheme is known; cached."""
        if self._ink is None:
            self._ink = [box for run in self.line.glyphRuns(-1, -1, _ALL) for box in self._run_ink(run)]
        return self._ink

    def _run_ink(self, run: QGlyphRun) -> list[Ink]:
        indexes = run.stringIndexes()
        if not indexes or not self._tells_clusters(indexes):
            return []
        font = run.rawFont()
        boxes: list[Ink] = []
        for glyph, position, unit in zip(run.glyphIndexes(), run.positions(), indexes, strict=False):
            rect = font.boundingRect(glyph).translated(position)
            after = bisect_right(self.boundaries, unit)
            if rect.width() > 0 and rect.height() > 0 and 0 < after < len(self.boundaries):
                area = rect.width() * rect.height()
                boxes.append(Ink(area, rect, self.boundaries[after - 1], self.boundaries[after]))
        return boxes

    def _tells_clusters(self, indexes: list[int]) -> bool:
        """Whether string indexes mean something: a fallback font's all say the item's start."""
        if len(set(indexes)) > 1:
            return True
        item = next((item for item in self.items if item.start <= indexes[0] < item.end), None)
        if item is None:
            return False
        first = bisect_right(self.boundaries, item.start)
        return bisect_left(self.boundaries, item.end) - first < 1


def _x(answer: object) -> float:
    """Return x of cursorToX's answer, which PySide gives as a pair (x, unit) or as x alone."""
    return float(answer[0] if isinstance(answer, tuple) else answer)  # pyright: ignore


def _distance(x: float, left: float, right: float) -> float:
    return 0.0 if left <= x < right else min(abs(x - left), abs(x - right))


def _without_hanging_spaces(line: QTextLine, text: str) -> int:
    """Return where the line ends without the spaces that hang over its end: they have no rectangle."""
    start = line.textStart()
    end = start + line.textLength()
    while end > start and text[end - 1] in " \t":
        end -= 1
    return end


def _items(line: QTextLine, line_end: int) -> list[Item]:
    groups: dict[tuple[float, bool], list[float]] = {}
    for run in line.glyphRuns(-1, -1, _INDEXES):
        indexes = run.stringIndexes()
        if indexes:
            rect = run.boundingRect()
            key = (round(rect.x(), 3), run.isRightToLeft())
            found = groups.setdefault(key, [min(indexes), rect.left(), rect.right()])
            found[0] = min(found[0], *indexes)
    heads = sorted((int(first), rtl, left, right) for (_, rtl), (first, left, right) in groups.items())
    ends = [*(head[0] for head in heads[1:]), line_end] if heads else []
    return [
        Item(start, end, rtl, left, right)
        for (start, rtl, left, right), end in zip(heads, ends, strict=True)
        if start < end
    ]

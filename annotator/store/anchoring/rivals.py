"""Whether words could as well stand elsewhere in a changed text, or other words have come to their place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf

from annotator.store.anchoring.blocks import NEAR
from annotator.store.anchoring.equal_stretches import Stretch
from annotator.store.anchoring.text_map import WINDOW, Range, TextMap, at_stop

_MARGIN = 6
"""Characters by which a place must fit better than another to be the one."""
_ORDER = 24.0
"""What the order of the whole counts for at most, in characters."""
_EQUAL = 8.0
"""Two orders that differ by less are as good as each other."""
_EFFORT = 24.0
"""What a place counts for at most because less text must have come and gone for it."""
_AGREE = 0.8
_A_WORD = 3
"""Characters that make a word another one."""
_WIDE = 128
"""Characters on each side of a range that make a passage with it."""
_DOUBLED = 0.4
"""Share of a passage that must stand elsewhere for that to be a copy."""
_LONG = 48
"""Characters in a row that are a copy and not just the usual words."""


@dataclass(slots=True)
class _Other:
    """What speaks for another place: characters before, in and after the range, and the chain's worth."""

    before: int = 0
    inside: int = 0
    after: int = 0
    worth: float = -inf
    shift: int = 0
    longest: int = 0
    explained: bool = False

    @property
    def support(self) -> int:
        return self.before + self.inside + self.after


class Rivals:
    """The other places of ranges."""

    def __init__(self, text_map: TextMap) -> None:
        self._map = text_map
        self._sides = (_ByPlace(text_map.all, 0), _ByPlace(text_map.all, 1))

    def margin(self, found: Range) -> float:
        """Return by how much everything would fit worse with the range elsewhere; 0 where it cannot be told.

        Where the range's own words and those around it stand nowhere else, that is without end.
        """
        own = self._map.support(found, WINDOW)
        reach = self._reach(found)
        return min(
            (
                self._margin(found, own, other, side)
                for side in (0, 1)
                for other in self._others(found, side, _window(found.at(side)))
                if other.inside * 2 >= found.size(side) and not _other_words(other, reach, found, side)
            ),
            default=inf,
        )

    def _reach(self, found: Range) -> tuple[int, int] | None:
        """Return how far to each side every character stands as it did, to the end of the window or of the
        sentence; None where it is not so, or where words of the range itself have changed."""
        first, last = found.old
        if self._map.standing(found, first, last) < last - first:
            return None
        reach: list[int] = []
        for edge, step in ((first - 1, -1), (last, 1)):
            run = 0
            while run < WINDOW and self._map.standing(found, edge + step * run, edge + step * run + 1):
                run += 1
            if run < WINDOW and not at_stop(self._map.old, edge + step * run):
                return None
            reach.append(run)
        return reach[0], reach[1]

    def copy_margins(self, found: Range) -> tuple[float, float]:
        """Return the same for the passage around the range, of which a copy may stand elsewhere:
        for any, and for those in which many words follow each other as in the passage."""
        own = self._map.support(found, _WIDE)
        others = [o for side in (0, 1) for o in self._others(found, side, self._passage(found, side))]
        alike = [o for o in others if o.support >= _DOUBLED * own]
        copies = [o for o in alike if o.longest >= _LONG and own >= 2 * _LONG]
        return self._least(alike), self._least(copies)

    def _least(self, others: Sequence[_Other]) -> float:
        return min((self._map.best - other.worth for other in others), default=inf)

    def _passage(self, found: Range, side: int) -> tuple[int, int]:
        """Return the range with as much around it as belongs together with it."""
        first = self._map.blocks[found.first_block].stretches[0]
        last = self._map.blocks[found.last_block].stretches[-1]
        start, end = found.at(side)
        return max(start - _WIDE, first[side]), min(end + _WIDE, last[side] + last.size)

    def _margin(self, found: Range, own: int, other: _Other, side: int) -> float:
        margin = self._map.best - other.worth + self._effort(found, other)
        if not self._map.blocks[found.first_block].in_order:
            return 0.0 if other.support > own - _MARGIN and not other.explained else inf
        if other.support > own + _MARGIN and not other.explained:
            return 0.0
        if other.support > own - _MARGIN or self._agrees(found, other, side):
            return inf if other.explained and margin >= _EQUAL else margin
        return 0.0 if own - other.support + min(margin, _ORDER) < _MARGIN else inf

    def _effort(self, found: Range, other: _Other) -> float:
        """Return what speaks for a place because less text must have come and gone for it."""
        last = len(self._map.new) - len(self._map.old)
        here, there = (abs(shift) + abs(last - shift) for shift in (found.new[0] - found.old[0], other.shift))
        return min(max(there - here, 0) / 4, _EFFORT)

    def _agrees(self, found: Range, other: _Other, side: int) -> bool:
        """Whether one side of the range stands elsewhere too, and the other up to the end of its sentence."""
        text = self._map.new if side else self._map.old
        start, end = found.at(side)
        before, after = self._map.context(found, WINDOW)
        if other.after >= max(_EQUAL, _AGREE * after) and at_stop(text, start - other.before - 1):
            return True
        return other.before >= max(_EQUAL, _AGREE * before) and at_stop(text, end + other.after)

    def _others(self, found: Range, side: int, around: tuple[int, int]) -> Iterator[_Other]:
        """Yield the other places that a range of the old text has in the new (side 0), or the other way.

        around: the range with the text about it, of which the other places may have parts.
        """
        start, end = found.at(side)
        own = (found.new[0] - found.old[0], found.new[1] - found.old[1])
        others: defaultdict[int, _Other] = defaultdict(_Other)
        for stretch in self._sides[side].over(*around):
            if min(abs(stretch.diagonal - shift) for shift in own) <= NEAR:
                continue
            first, last = stretch[side], stretch[side] + stretch.size
            other = others[stretch.diagonal]
            other.shift = stretch.diagonal
            other.longest = max(other.longest, _overlap(first, last, *around))
            other.before += _overlap(first, last, around[0], start)
            inside = _overlap(first, last, start, end)
            other.inside += inside
            other.after += _overlap(first, last, end, around[1])
            other.worth = max(other.worth, self._map.through[stretch])
            if inside:
                middle = (max(first, start) + min(last, end)) // 2
                shift = -stretch.diagonal if side else stretch.diagonal
                other.explained = self._map.explained(middle + shift, 1 - side)
        yield from others.values()


def _other_words(other: _Other, reach: tuple[int, int] | None, found: Range, side: int) -> bool:
    """Whether other words stand where every word of the range's sentence has its place, and the range's own
    words cannot have been there: then only a copy of it could be meant."""
    if reach is None or not (side == 1 or other.explained):
        return False
    missing = max(0, reach[0] - other.before) + max(0, reach[1] - other.after)
    return missing + max(0, found.size(side) - other.inside) >= _A_WORD


def _window(at: tuple[int, int]) -> tuple[int, int]:
    return at[0] - WINDOW, at[1] + WINDOW


def _overlap(first: int, last: int, other_first: int, other_last: int) -> int:
    return max(0, min(last, other_last) - max(first, other_first))


class _ByPlace:
    """Stretches by their place in one text (side 0: old, 1: new)."""

    _SIZE = 64

    def __init__(self, stretches: Sequence[Stretch], side: int) -> None:
        self._side = side
        self._shelves: defaultdict[int, list[Stretch]] = defaultdict(list)
        for stretch in stretches:
            first, last = stretch[side], stretch[side] + stretch.size - 1
            for shelf in range(first // self._SIZE, last // self._SIZE + 1):
                self._shelves[shelf].append(stretch)

    def over(self, first: int, last: int) -> Iterator[Stretch]:
        """Yield the stretches that overlap [first, last)."""
        seen: set[Stretch] = set()
        for shelf in range(first // self._SIZE, last // self._SIZE + 1):
            for stretch in self._shelves.get(shelf, ()):
                start = stretch[self._side]
                if start < last and start + stretch.size > first and stretch not in seen:
                    seen.add(stretch)
                    yield stretch

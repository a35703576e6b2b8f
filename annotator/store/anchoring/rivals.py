"""Whether words could as well stand elsewhere in a changed text, or other words have come to their place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import inf

from annotator.store.anchoring.blocks import NEAR
from annotator.store.anchoring.shelves import ByPlace
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


_CALM, _SOLID = 1, 2


@dataclass(frozen=True, slots=True)
class Margins:
    """By how much everything would fit worse, in characters, without end where nothing else could be meant.

    place: with the range elsewhere; 0 where it cannot be told. alike: with the passage around it where a part
    of that stands too; copy: where many of its words follow each other as in it. alone: whether no copy of it
    was put in or taken out anywhere.
    """

    place: float
    alike: float
    copy: float
    alone: bool


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
    quiet: int = 0

    @property
    def support(self) -> int:
        return self.before + self.inside + self.after


@dataclass(frozen=True, slots=True)
class _Own:
    """What speaks for the place of a range: characters before, in and after it that stand there."""

    range: Range
    before: int
    inside: int
    after: int

    @property
    def support(self) -> int:
        return self.before + self.inside + self.after


class Rivals:
    """The other places of ranges."""

    def __init__(self, text_map: TextMap) -> None:
        self._map = text_map
        self._sides = (ByPlace(text_map.all, 0), ByPlace(text_map.all, 1))

    def weigh(self, found: Range) -> tuple[Margins, Margins]:
        """Return by how much everything would fit worse with the range elsewhere: as far as that is likely,
        and as far as it is possible at all."""
        before, after = self._map.context(found, WINDOW)
        own = _Own(found, before, self._map.standing(found, *found.old), after)
        reach = self._reach(own)
        near = [
            (side, other)
            for side in (0, 1)
            for other in self._others(found, side, _window(found.at(side)))
            if other.inside * 2 >= found.size(side)
        ]
        places = [
            (other.quiet, self._margin(own, other, side))
            for side, other in near
            if not _other_words(other, reach, found, side)
        ]
        alike, copies = self._copies(found)
        twins = [other for _, other in near if other.support >= _AGREE * own.support]
        twins += [other for other in alike if other.inside]
        likely, possible = (
            Margins(
                min((margin for quiet, margin in places if quiet < least), default=inf),
                self._least(other for other in alike if other.quiet < least),
                self._least(other for other in copies if other.quiet < least),
                not any(other.quiet < least and not other.explained for other in twins),
            )
            for least in (_CALM, _SOLID)
        )
        return likely, possible

    def _reach(self, own: _Own) -> tuple[int, int] | None:
        """Return how far to each side every character stands as it did, to the end of the window or of the
        sentence; None where it is not so, or where words of the range itself have changed."""
        first, last = own.range.old
        if own.inside < last - first:
            return None
        blocks = (own.range.first_block, own.range.last_block)
        before, after = self._map.run(blocks, first, -1), self._map.run(blocks, last, 1)
        if before < WINDOW and not at_stop(self._map.old, first - 1 - before):
            return None
        if after < WINDOW and not at_stop(self._map.old, last + after):
            return None
        return before, after

    def _copies(self, found: Range) -> tuple[list[_Other], list[_Other]]:
        """Return where the passage around a range stands in part, and where many of its words follow each
        other as in it."""
        first, last = found.old
        own = self._map.standing(found, first - _WIDE, last + _WIDE)
        others = [o for side in (0, 1) for o in self._others(found, side, self._passage(found, side))]
        alike = [o for o in others if o.support >= _DOUBLED * own]
        return alike, [o for o in alike if o.longest >= _LONG and own >= 2 * _LONG]

    def _least(self, others: Iterable[_Other]) -> float:
        return min((self._map.best - other.worth for other in others), default=inf)

    def _passage(self, found: Range, side: int) -> tuple[int, int]:
        """Return the range with as much around it as belongs together with it."""
        first = self._map.blocks[found.first_block].stretches[0]
        last = self._map.blocks[found.last_block].stretches[-1]
        start, end = found.at(side)
        return max(start - _WIDE, first[side]), min(end + _WIDE, last[side] + last.size)

    def _margin(self, own: _Own, other: _Other, side: int) -> float:
        margin = self._map.best - other.worth + self._effort(own.range, other)
        if not self._map.blocks[own.range.first_block].in_order:
            return 0.0 if other.support > own.support - _MARGIN and not other.explained else inf
        if other.support > own.support + _MARGIN and not other.explained:
            return 0.0
        if other.support > own.support - _MARGIN or self._agrees(own, other, side):
            return inf if other.explained and margin >= _EQUAL else margin
        return 0.0 if own.support - other.support + min(margin, _ORDER) < _MARGIN else inf

    def _effort(self, found: Range, other: _Other) -> float:
        """Return what speaks for a place because less text must have come and gone for it."""
        last = len(self._map.new) - len(self._map.old)
        here, there = (abs(shift) + abs(last - shift) for shift in (found.new[0] - found.old[0], other.shift))
        return min(max(there - here, 0) / 4, _EFFORT)

    def _agrees(self, own: _Own, other: _Other, side: int) -> bool:
        """Whether one side of the range stands elsewhere too, and the other up to the end of its sentence."""
        text = self._map.new if side else self._map.old
        start, end = own.range.at(side)
        if other.after >= max(_EQUAL, _AGREE * own.after) and at_stop(text, start - other.before - 1):
            return True
        return other.before >= max(_EQUAL, _AGREE * own.before) and at_stop(text, end + other.after)

    def _others(self, found: Range, side: int, around: tuple[int, int]) -> Iterator[_Other]:
        """Yield the other places that a range of the old text has in the new (side 0), or the other way.

        around: the range with the text about it, of which the other places may have parts.
        """
        start, end = found.at(side)
        own = {found.new[0] - found.old[0], found.new[1] - found.old[1]}
        own.update(part.diagonal for part, _ in self._map.parts(*found.old))
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
        for other in others.values():
            # Where something has come or gone beside a quiet part, the other place can be as good.
            if self._map.best - other.worth >= _EQUAL:
                other.quiet = self._quiet(found, other.shift, side)
            yield other

    def _quiet(self, found: Range, shift: int, side: int) -> int:
        """Return how sure it is that nothing has come or gone between a range and the other place."""
        first, last = found.old
        # How far away the other place is, in the old text as it would be without the edit.
        away = found.new[0] - first - shift if side else shift - found.new[0] + first
        start, end = min(first, first + away), max(last, last + away)
        if self._map.quiet.solid(start, end):
            return _SOLID
        return _CALM if self._map.quiet.calm(start, end) else 0


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

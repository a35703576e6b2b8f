"""Text that could as well belong to another shift: a copy put before its original reads as one put after it.

Where text came or went, one stretch of the map ends and another begins. If what was put in repeats what
stands beside it, the border can slide along the repetition and everything fits as before: nobody can tell
which of the two was there. So it is where one of two repetitions was taken out.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from annotator.store.anchoring.equal_stretches import Stretch, run_back, run_on
from annotator.store.anchoring.natural_cuts import naturalness

_FARTHEST = 1 << 14
"""Characters over which a border is followed: beyond these, many words are repeated anyway."""
_LOOKED_AT = 256
"""Longest part of a text in which another border as natural is looked for; in a longer one there is one."""


class _Zone(NamedTuple):
    """[start, end) of a text, in which the border at cut can slide."""

    start: int
    end: int
    cut: int


class Slides:
    """Where the borders between stretches can slide to, in the old text (side 0) and the new one (side 1)."""

    def __init__(self, stretches: Iterable[Stretch], old: str, new: str) -> None:
        ordered = sorted((Stretch(0, 0, 0), *stretches, Stretch(len(old), len(new), 0)))
        self._texts = (old, new)
        by_new = sorted(ordered, key=lambda stretch: (stretch.new, stretch.new_end))
        self._zones = (sorted(self._of(ordered, 0)), sorted(self._of(by_new, 1)))
        self._longest = [max((zone.end - zone.start for zone in zones), default=0) for zones in self._zones]

    def touches(self, first: int, last: int, side: int) -> bool:
        """Whether words of [first, last) could be on the other side of a border."""
        text = self._texts[side]
        return any(
            char.isalnum()
            for zone in self._over(first, last, side)
            for char in text[max(first, zone.start) : min(last, zone.end)]
        )

    def holds(self, first: int, last: int, side: int) -> bool:
        """Whether all of [first, last) could as well be on the other side of a border."""
        return any(
            zone.start <= first and last <= zone.end and self._as_natural(zone, first, last, side)
            for zone in self._over(first, last, side)
        )

    def _as_natural(self, zone: _Zone, first: int, last: int, side: int) -> bool:
        """Whether beyond [first, last) another border would be as natural as that which was chosen."""
        text = self._texts[side]
        start, end = (last, zone.end) if zone.cut <= first else (zone.start, first)
        value = naturalness(text, zone.cut)
        return end - start > _LOOKED_AT or any(
            naturalness(text, cut) >= value for cut in range(start, end + 1)
        )

    def _over(self, first: int, last: int, side: int) -> Iterator[_Zone]:
        zones = self._zones[side]
        at = bisect_left(zones, (first - self._longest[side],))
        for zone in zones[at : bisect_right(zones, (last,))]:
            if zone.start < last and zone.end > first:
                yield zone

    def _of(self, ordered: Sequence[Stretch], side: int) -> Iterator[_Zone]:
        old, new = self._texts
        for before, after in pairwise(ordered):
            if before.diagonal == after.diagonal:
                continue
            first = after[side] - run_back(old, after.old, new, after.new, _FARTHEST)
            last = before[side] + before.size + run_on(old, before.old_end, new, before.new_end, _FARTHEST)
            # A border slides only as far as both stretches reach.
            first, last = max(first, before[side]), min(last, after[side] + after.size)
            if first < last:
                yield _Zone(first, last, min(max(after[side], first), last))

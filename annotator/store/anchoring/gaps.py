"""Equal stretches between two that have found their places: words that stand everywhere in a long text stand
in few places there."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from annotator.store.anchoring.equal_stretches import Stretch, equal_stretches, run_back, run_on

_LEAST = 8
"""Known characters of the earlier text for which a gap is looked at."""
_BESIDE = 64
"""Characters beside a gap that are looked at with it, for what could stand there as well."""


def stretches_in_gaps(
    path: Sequence[Stretch], old: str, known: Sequence[tuple[int, int]], new: str
) -> set[Stretch]:
    """Return the equal stretches in what a chain leaves of both texts, and a little beside it.

    known: the ranges of old to look at, in order.
    """
    found: set[Stretch] = set()
    ends = (Stretch(0, 0, 0), *path, Stretch(len(old), len(new), 0))
    starts = [first for first, _ in known]
    for before, after in pairwise(ends):
        if after.old - before.old_end < _LEAST or after.new - before.new_end < _LEAST:
            continue
        first, last = before.old_end, after.old
        left = list(_within(known, starts, first, last))
        if sum(end - start for start, end in left) < _LEAST:
            continue
        first, last = max(before.old, first - _BESIDE), min(after.old_end, last + _BESIDE)
        place, end = max(before.new, before.new_end - _BESIDE), min(after.new_end, after.new + _BESIDE)
        there = [(a - first, b - first) for a, b in _within(known, starts, first, last)]
        for stretch in equal_stretches(old[first:last], there, new[place:end]):
            found.add(_extended(Stretch(stretch.old + first, stretch.new + place, stretch.size), old, new))
    return found


def _within(
    known: Sequence[tuple[int, int]], starts: Sequence[int], first: int, last: int
) -> Iterator[tuple[int, int]]:
    """Yield what [first, last) has of known ranges."""
    for start, end in known[max(0, bisect_right(starts, first) - 1) : bisect_left(starts, last)]:
        if max(start, first) < min(end, last):
            yield max(start, first), min(end, last)


def _extended(stretch: Stretch, old: str, new: str) -> Stretch:
    back = run_back(old, stretch.old, new, stretch.new, len(old))
    on = run_on(old, stretch.old_end, new, stretch.new_end, len(old))
    return Stretch(stretch.old - back, stretch.new - back, back + stretch.size + on)

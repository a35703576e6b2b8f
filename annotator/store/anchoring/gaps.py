"""Equal stretches between two that have found their places: words that stand everywhere in a long text stand
in few places there."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from annotator.store.anchoring.changed_text import ChangedText
from annotator.store.anchoring.equal_stretches import (
    Known,
    Stretch,
    equal_stretches,
    run_back,
    run_on,
    seeds_of,
)

_LEAST = 8
"""Known characters of the earlier text for which a gap is looked at."""
_SHORT = 10_000
_BESIDE = 64
"""Characters beside a gap that are looked at with it, for what could stand there as well."""


def stretches_in_gaps(
    path: Sequence[Stretch], old: str, known: Sequence[Known], new: ChangedText
) -> set[Stretch]:
    """Return the equal stretches in what a chain leaves of both texts, and a little beside it.

    known: the ranges of old to look at, in order.
    """
    found: set[Stretch] = set()
    ends = (Stretch(0, 0, 0), *path, Stretch(len(old), len(new.text), 0))
    starts = [part.first for part in known]
    for before, after in pairwise(ends):
        first, last = before.old_end, after.old
        if last - first < _LEAST or after.new - before.new_end < _LEAST:
            continue
        if sum(part.last - part.first for part in _within(known, starts, first, last)) < _LEAST:
            continue
        first, last = max(before.old, first - _BESIDE), min(after.old_end, last + _BESIDE)
        window = max(before.new, before.new_end - _BESIDE), min(after.new_end, after.new + _BESIDE)
        if window[1] - window[0] > max(_SHORT, len(new.text) // 2):
            continue  # what is frequent in the whole is so here
        there = list(_within(known, starts, first, last))
        for stretch in equal_stretches(old, there, new.text, new.where(seeds_of(old, there)), window):
            found.add(_extended(stretch, old, new.text))
    return found


def _within(known: Sequence[Known], starts: Sequence[int], first: int, last: int) -> Iterator[Known]:
    """Yield what [first, last) has of known ranges."""
    for part in known[max(0, bisect_right(starts, first) - 1) : bisect_left(starts, last)]:
        if max(part.first, first) < min(part.last, last):
            yield part._replace(first=max(part.first, first), last=min(part.last, last))


def _extended(stretch: Stretch, old: str, new: str) -> Stretch:
    back = run_back(old, stretch.old, new, stretch.new, len(old))
    on = run_on(old, stretch.old_end, new, stretch.new_end, len(old))
    return Stretch(stretch.old - back, stretch.new - back, back + stretch.size + on)

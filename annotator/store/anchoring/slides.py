"""Text that could as well belong to another shift: a copy put before its original reads as one put after it.

Where text came or went, one stretch of the map ends and another begins. If what was put in repeats what
stands beside it, the border can slide along the repetition and everything fits as before: nobody can tell
which of the two was there. So it is where one of two repetitions was taken out.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise

from annotator.store.anchoring.equal_stretches import Stretch, run_back, run_on

_FARTHEST = 1 << 14
"""Characters over which a border is followed: beyond these, many words are repeated anyway."""

Zone = tuple[int, int]


class Slides:
    """Where the borders between stretches can slide to, in both texts."""

    def __init__(self, stretches: Iterable[Stretch], old: str, new: str) -> None:
        ordered = sorted(stretches)
        self._texts = (old, new)
        by_new = sorted(ordered, key=lambda stretch: stretch.new)
        self._zones = (self._of(ordered, 0), self._of(by_new, 1))

    def over(self, first: int, last: int, side: int) -> list[Zone]:
        """Return what [first, last) of the old text (side 0) or the new one (side 1) shares with zones."""
        zones = self._zones[side]
        shared: list[Zone] = []
        for start, end in zones[max(0, bisect_left(zones, (first, first)) - 1) :]:
            if start >= last:
                break
            if end > first:
                shared.append((max(start, first), min(end, last)))
        return shared

    def _of(self, ordered: Sequence[Stretch], side: int) -> list[Zone]:
        zones: list[Zone] = []
        for before, after in pairwise(ordered):
            if before.diagonal == after.diagonal:
                continue
            first = after[side] - self._run_back(after)
            last = before[side] + before.size + self._run_on(before)
            # A border slides only as far as both stretches reach.
            first, last = max(first, before[side]), min(last, after[side] + after.size)
            if first < last:
                zones.append((first, last))
        return _joined(zones)

    def _run_on(self, stretch: Stretch) -> int:
        old, new = self._texts
        return run_on(old, stretch.old_end, new, stretch.new_end, _FARTHEST)

    def _run_back(self, stretch: Stretch) -> int:
        old, new = self._texts
        return run_back(old, stretch.old, new, stretch.new, _FARTHEST)


def _joined(zones: Iterable[Zone]) -> list[Zone]:
    joined: list[Zone] = []
    for first, last in sorted(zones):
        if joined and first <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], last)
        else:
            joined.append((first, last))
    return joined

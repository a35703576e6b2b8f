"""Where one stretch ends and the next begins, if equal letters allow several places: after a whole paragraph,
sentence or word, since these are what people put in and take out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from annotator.store.anchoring.equal_stretches import Stretch, run_back, run_on

_FARTHEST = 256
"""Characters by which a border is moved at most: more of them are equal where much is repeated."""
_BESIDE = 4
"""Stretches beside one that may be in its way: some are empty by then."""
_STOPS = frozenset(".?!…؟।॥۔")


def cut_naturally(stretches: Sequence[Stretch], old: str, new: str) -> list[Stretch]:
    """Return the stretches, which are apart in both texts, with the borders of those that touch moved.

    Some may be empty then.
    """
    cuts = _Cuts(stretches, old, new)
    moved = [(*pair, side, cuts.shrink(*pair, side)) for side in (0, 1) for pair in cuts.touching(side)]
    for first, second, side, by in moved:
        # Only now, for what one gives up may be in the way of another's growing.
        cuts.grow(first, second, 1 - side, by)
    return cuts.stretches


class _Cuts:
    """The stretches by their number; order: their numbers by their places in each text."""

    def __init__(self, stretches: Sequence[Stretch], old: str, new: str) -> None:
        self.stretches = list(stretches)
        self._texts = (old, new)
        numbers = range(len(stretches))
        self._order = [sorted(numbers, key=lambda n: stretches[n][side]) for side in (0, 1)]
        self._rank = [dict(zip(order, numbers, strict=True)) for order in self._order]

    def touching(self, side: int) -> Iterator[tuple[int, int]]:
        """Yield those that touch each other in the old (side 0) or the new text."""
        for first, second in pairwise(self._order[side]):
            before, after = self.stretches[first], self.stretches[second]
            if before.diagonal != after.diagonal and _end(before, side) == after[side]:
                yield first, second

    def shrink(self, first: int, second: int, side: int) -> int:
        """Let one of two give up what could as well be the other's; return by how much the border moves."""
        before, after = self.stretches[first], self.stretches[second]
        by = self._best(before, after, side)
        if by < 0:
            self.stretches[first] = before._replace(size=before.size + by)
        else:
            self.stretches[second] = after.part(after.old + by, after.old_end)
        return by

    def grow(self, first: int, second: int, other: int, by: int) -> None:
        """Let the other of two have it, as far as there is room in the other text."""
        before, after = self.stretches[first], self.stretches[second]
        back, on = self._room(first, second, other)
        if by < 0 and after.size:
            by = min(-by, back)
            self.stretches[second] = Stretch(after.old - by, after.new - by, after.size + by)
        elif by > 0 and before.size:
            self.stretches[first] = before._replace(size=before.size + min(by, on))

    def _best(self, before: Stretch, after: Stretch, side: int) -> int:
        """Return by how much to move the border between two stretches."""
        old, new = self._texts
        back = run_back(old, after.old, new, after.new, min(before.size, _FARTHEST))
        on = run_on(old, before.old_end, new, before.new_end, min(after.size, _FARTHEST))
        text, border = self._texts[side], after[side]
        return max(range(-back, on + 1), key=lambda by: (naturalness(text, border + by), -abs(by)))

    def _room(self, first: int, second: int, other: int) -> tuple[int, int]:
        """Return how much of the other text is free before the second and after the first of two."""
        order, rank = self._order[other], self._rank[other]
        to, at = rank[second], rank[first]
        ends = (_end(self.stretches[n], other) for n in order[max(0, to - _BESIDE) : to])
        starts = (self.stretches[n][other] for n in order[at + 1 : at + 1 + _BESIDE])
        end, start = max(ends, default=0), min(starts, default=len(self._texts[other]))
        return self.stretches[second][other] - end, start - _end(self.stretches[first], other)


def _end(stretch: Stretch, side: int) -> int:
    return stretch[side] + stretch.size


def naturalness(text: str, cut: int) -> int:
    """Return how natural it is that something begins there: from 0, in a word, to 4, at a paragraph."""
    before, after = text[cut - 1 : cut], text[cut : cut + 1]
    if before in ("", "\n"):
        return 4
    if before.isspace() and text[cut - 2] in _STOPS:
        return 3
    if before.isspace() and not after.isspace():
        return 2
    return 1 if not (before.isalnum() and after.isalnum()) else 0

"""Where one stretch ends and the next begins, if equal letters allow several places: after a whole paragraph,
sentence or word, since these are what people put in and take out.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from annotator.store.anchoring.equal_stretches import Stretch, run_back, run_on

_FARTHEST = 256
"""Characters by which a border is moved at most: more of them are equal where much is repeated."""
_STOPS = frozenset(".?!…؟।॥۔")


def cut_naturally(stretches: Sequence[Stretch], old: str, new: str) -> list[Stretch]:
    """Return the stretches, which are apart in both texts, with the borders of those that touch moved.

    Some may be empty then.
    """
    cuts = _Cuts(stretches, old, new)
    for side in (0, 1):
        cuts.settle(side)
    return cuts.stretches


class _Cuts:
    """The stretches by their number; order: their numbers by their places in each text."""

    def __init__(self, stretches: Sequence[Stretch], old: str, new: str) -> None:
        self.stretches = list(stretches)
        self._texts = (old, new)
        numbers = range(len(stretches))
        self._order = [sorted(numbers, key=lambda n: stretches[n][side]) for side in (0, 1)]
        self._rank = [dict(zip(order, numbers, strict=True)) for order in self._order]

    def settle(self, side: int) -> None:
        """Move the borders of stretches that touch each other in the old (side 0) or the new text."""
        order = self._order[side]
        for first, second in pairwise(order):
            before, after = self.stretches[first], self.stretches[second]
            if before.diagonal != after.diagonal and _end(before, side) == after[side]:
                by = self._best(first, second, side)
                self.stretches[first] = before._replace(size=before.size + by)
                self.stretches[second] = after.part(after.old + by, after.old_end)

    def _best(self, first: int, second: int, side: int) -> int:
        """Return by how much to move the border between two stretches."""
        before, after = self.stretches[first], self.stretches[second]
        old, new = self._texts
        back, on = self._room(first, second, 1 - side)
        back = run_back(old, after.old, new, after.new, min(back, before.size, _FARTHEST))
        on = run_on(old, before.old_end, new, before.new_end, min(on, after.size, _FARTHEST))
        text, border = self._texts[side], after[side]
        return max(range(-back, on + 1), key=lambda by: (naturalness(text, border + by), -abs(by)))

    def _room(self, first: int, second: int, other: int) -> tuple[int, int]:
        """Return how much of the other text is free before the second and after the first of two."""
        order, rank = self._order[other], self._rank[other]
        at, to = rank[first], rank[second]
        if to == at + 1:
            return _FARTHEST, _FARTHEST
        start = _end(self.stretches[order[to - 1]], other) if to else 0
        end = self.stretches[order[at + 1]][other] if at + 1 < len(order) else len(self._texts[other])
        back = self.stretches[second][other] - start
        return back, end - _end(self.stretches[first], other)


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

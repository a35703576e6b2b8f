"""Which of the stretches that two texts have in common are one text in its order, and how sure that is.

The best chain has the most characters in common less what its shifts cost; each stretch is told how good
the best chain through it is (the best before it and the best after it), so that rivals can be weighed.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import chain
from math import log2

from annotator.store.anchoring.equal_stretches import Stretch

_LOOK_BACK = 12
"""Stretches before one that are weighed exactly, of each kind (see _Close); others count as shifted far."""
_CUT = 1.01
"""Of two chains that are worth the same, that with whole stretches is the better."""
FAR = 16.0
"""What a shift costs at most, in characters."""


@dataclass(frozen=True, slots=True)
class Chain:
    """The best chain.

    path: its stretches, cut where they overlapped, in order in both texts. best: what it is worth.
    through: for each stretch that was given, what the best chain through it is worth.
    """

    path: tuple[Stretch, ...]
    best: float
    through: tuple[float, ...]


_COSTS = [0.0, *(2.0 + log2(1 + shift) for shift in range(1, 1 << 14))]


def shift_cost(before: int, after: int) -> float:
    """Return what going from one diagonal to another costs: little for a typo, more for a paragraph."""
    shift = abs(after - before)
    return _COSTS[shift] if shift < len(_COSTS) else FAR


def best_chain(stretches: Sequence[Stretch], ends: tuple[int, int]) -> Chain:
    """Return the best chain of stretches, which are ordered by old and new.

    ends: the lengths of both texts, with which the chain is to begin and end.
    """
    scores, previous = _scores(stretches, ends=True)
    after = _scores_after(stretches, ends)
    through = tuple(a + b - s.size for a, b, s in zip(scores, after, stretches, strict=True))
    path, best = _best(stretches, scores, previous, ends)
    return Chain(path, best, through)


def best_path(stretches: Sequence[Stretch], ends: tuple[int, int] | None = None) -> tuple[Stretch, ...]:
    """Return the stretches of the best chain. ends: None where it may begin and end anywhere."""
    scores, previous = _scores(stretches, ends=ends is not None)
    return _best(stretches, scores, previous, ends)[0]


def _best(
    stretches: Sequence[Stretch],
    scores: Sequence[float],
    previous: Sequence[int],
    ends: tuple[int, int] | None,
) -> tuple[tuple[Stretch, ...], float]:
    lasts = scores
    if ends:
        last = ends[1] - ends[0]
        lasts = [score - shift_cost(s.diagonal, last) for score, s in zip(scores, stretches, strict=True)]
    best = max(lasts, default=0.0)
    return (_path(stretches, previous, lasts.index(best)), best) if best > 0 else ((), 0.0)


def _scores_after(stretches: Sequence[Stretch], ends: tuple[int, int]) -> list[float]:
    """Return what the best chain that begins with each stretch is worth: the scores of the mirrored texts."""
    old, new = ends
    mirrored = [Stretch(old - s.old_end, new - s.new_end, s.size) for s in stretches]
    order = sorted(range(len(stretches)), key=mirrored.__getitem__)
    scores, _ = _scores([mirrored[i] for i in order], ends=True)
    after = [0.0] * len(stretches)
    for i, score in zip(order, scores, strict=True):
        after[i] = score
    return after


def _path(stretches: Sequence[Stretch], previous: Sequence[int], last: int) -> tuple[Stretch, ...]:
    path: list[Stretch] = []
    while last >= 0:
        stretch = stretches[last]
        last = previous[last]
        path.append(stretch)
    path.reverse()
    cut: list[Stretch] = []
    for stretch in path:
        overlap = _overlap(cut[-1], stretch) if cut else 0
        if overlap < stretch.size:
            cut.append(stretch.part(stretch.old + overlap, stretch.old_end))
        else:
            before = cut.pop()
            if overlap < before.size:
                cut.append(before.part(before.old, before.old_end - overlap))
            cut.append(stretch)
    return tuple(cut)


def _overlap(before: Stretch, after: Stretch) -> int:
    return max(0, before.old_end - after.old, before.new_end - after.new)


def _scores(stretches: Sequence[Stretch], *, ends: bool) -> tuple[list[float], list[int]]:
    """Return what the best chain that ends with each stretch is worth, and the stretch before it in it."""
    scores: list[float] = []
    previous: list[int] = []
    far = _BestBefore(stretches)
    close = _Close()
    for j, stretch in enumerate(stretches):
        size, shift = stretch.size, stretch.diagonal
        best, best_i = size - (shift_cost(0, shift) if ends else 0.0), -1
        score, i = far.best(stretch)
        if i >= 0 and score - FAR + size > best:
            best, best_i = score - FAR + size, i
        for i in close.to(shift, j):
            # No more can be gained than the whole stretch.
            if scores[i] + size > best:
                score = scores[i] + _gain(stretches[i], stretch)
                if score > best:
                    best, best_i = score, i
        scores.append(best)
        previous.append(best_i)
        far.add(j, best)
        close.add(j, shift, best)
    return scores, previous


def _gain(before: Stretch, stretch: Stretch) -> float:
    """Return what a stretch adds after another, which may have to end earlier for it."""
    first, first_new, length = before
    old, new, size = stretch
    overlap = max(first + length - old, first_new + length - new, 0)
    if overlap >= length:
        return -1e9
    return size - overlap * _CUT - shift_cost(first_new - first, new - old)


class _Close:
    """The stretches that are most likely to stand before one: the last, the best, those shifted alike."""

    def __init__(self) -> None:
        self._best: list[tuple[float, int]] = []
        self._diagonals: list[int] = []
        self._last_on: dict[int, tuple[int, ...]] = {}

    def add(self, index: int, diagonal: int, score: float) -> None:
        """Take in the next stretch."""
        if len(self._best) < _LOOK_BACK or self._best[0][0] <= score:
            insort(self._best, (score, index))
            del self._best[:-_LOOK_BACK]
        if diagonal not in self._last_on:
            insort(self._diagonals, diagonal)
        self._last_on[diagonal] = (*self._last_on.get(diagonal, ())[-2:], index)

    def to(self, diagonal: int, index: int) -> Iterable[int]:
        """Return those close to the next stretch."""
        at = bisect_left(self._diagonals, diagonal)
        diagonals = self._diagonals[max(0, at - _LOOK_BACK) : at + _LOOK_BACK]
        last = range(max(0, index - _LOOK_BACK), index)
        alike = chain.from_iterable(map(self._last_on.__getitem__, diagonals))
        return {*last, *(i for _, i in self._best), *alike}


class _BestBefore:
    """The best score of those stretches that end before one begins, in both texts (a Fenwick tree)."""

    def __init__(self, stretches: Sequence[Stretch]) -> None:
        self._stretches = stretches
        self._ends = sorted({stretch.new_end for stretch in stretches})
        self._tree: list[tuple[float, int]] = [(0.0, -1)] * (len(self._ends) + 1)
        self._waiting: list[tuple[int, int, float]] = []

    def add(self, index: int, score: float) -> None:
        """Take in a stretch; those are given, and asked for, in the order of the old text."""
        heappush(self._waiting, (self._stretches[index].old_end, index, score))

    def best(self, stretch: Stretch) -> tuple[float, int]:
        """Return the best score and its stretch; -1 where there is none."""
        while self._waiting and self._waiting[0][0] <= stretch.old:
            _, index, score = heappop(self._waiting)
            at = bisect_left(self._ends, self._stretches[index].new_end) + 1
            while at < len(self._tree):
                self._tree[at] = max(self._tree[at], (score, index))
                at += at & -at
        best = (0.0, -1)
        at = bisect_right(self._ends, stretch.new)
        while at:
            best = max(best, self._tree[at])
            at -= at & -at
        return best

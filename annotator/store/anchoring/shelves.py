"""Stretches by their places, so that those over a place are found at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from annotator.store.anchoring.equal_stretches import Stretch


class ByPlace:
    """Stretches by their place in one text (side 0: old, 1: new)."""

    _SIZE = 128

    def __init__(self, stretches: Sequence[Stretch], side: int) -> None:
        self._shelves: defaultdict[int, list[tuple[int, int, Stretch]]] = defaultdict(list)
        for stretch in stretches:
            first, last = stretch[side], stretch[side] + stretch.size
            for shelf in range(first // self._SIZE, (last - 1) // self._SIZE + 1):
                self._shelves[shelf].append((first, last, stretch))

    def over(self, first: int, last: int) -> Iterator[Stretch]:
        """Yield the stretches that overlap [first, last)."""
        lowest = first // self._SIZE
        for shelf in range(lowest, (last - 1) // self._SIZE + 1):
            for start, end, stretch in self._shelves.get(shelf, ()):
                if start < last and end > first and max(start // self._SIZE, lowest) == shelf:
                    yield stretch

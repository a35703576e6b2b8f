"""Counts that add up over articles: what measures are computed from, and what the bootstrap draws anew.

A tally is a frozen dataclass whose fields are all Counters of whole numbers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import permutations
from math import lcm
from typing import Any, TypeVar

Category = Hashable
"""A label, or an attribute's value. None is none: a value that is missing."""

Row = tuple[Category | None, ...]
"""What each annotator said of one item."""

T = TypeVar("T")


def added(kind: type[T], tallies: Iterable[T]) -> T:
    """Return the sum of tallies of one kind."""
    sums: dict[str, Counter[Any]] = {}
    for tally in tallies:
        for name, counter in vars(tally).items():
            sums.setdefault(name, Counter()).update(counter)
    return kind(**sums)


@dataclass(frozen=True)
class Ratings:
    """What annotators said of the same items, as far as chance-corrected measures need to know.

    pairs: (m, c, k) -> how often, in items with m values, one annotator said c and another k (both ways).
    alone: c -> items that only one annotator rated, with c.
    items: m -> items with m values.
    confusion: (i, j, c, k) -> items of which annotator i said c and annotator j, later in order, k.
    """

    pairs: Counter[tuple[int, Category, Category]] = field(default_factory=Counter[Any])
    alone: Counter[Category] = field(default_factory=Counter[Any])
    items: Counter[int] = field(default_factory=Counter[Any])
    confusion: Counter[tuple[int, int, Category, Category]] = field(default_factory=Counter[Any])

    @classmethod
    def of(cls, items: Iterable[Row]) -> Ratings:
        """Count items, each given as what each annotator said of it."""
        return cls.counted(Counter(items))

    @classmethod
    def counted(cls, rows: Mapping[Row, int]) -> Ratings:
        """Count items, given as how often each row of values occurs."""
        ratings = cls()
        for row, times in rows.items():
            ratings._count([(n, value) for n, value in enumerate(row) if value is not None], times)
        return ratings

    def _count(self, said: Sequence[tuple[int, Category]], times: int) -> None:
        size = len(said)
        if size:
            self.items[size] += times
        if size == 1:
            self.alone[said[0][1]] += times
        for (i, c), (j, k) in permutations(said, 2):
            self.pairs[size, c, k] += times
            if i < j:
                self.confusion[i, j, c, k] += times

    def renamed(self, names: Mapping[Category, Category]) -> Ratings:
        """Return the ratings with other names for their categories; two of one name become one."""
        renamed = Ratings(items=self.items)
        for (size, c, k), times in self.pairs.items():
            renamed.pairs[size, names[c], names[k]] += times
        for c, times in self.alone.items():
            renamed.alone[names[c]] += times
        for (i, j, c, k), times in self.confusion.items():
            renamed.confusion[i, j, names[c], names[k]] += times
        return renamed

    def between(self, i: int, j: int) -> Ratings:
        """Return what two annotators, i before j in order, said of the items that both rated."""
        ratings = Ratings()
        for (a, b, c, k), times in self.confusion.items():
            if (a, b) == (i, j):
                ratings.confusion[a, b, c, k] += times
                ratings.pairs[2, c, k] += times
                ratings.pairs[2, k, c] += times
                ratings.items[2] += times
        return ratings

    @property
    def pairable(self) -> int:
        """Items with two values or more."""
        return sum(times for size, times in self.items.items() if size > 1)

    def coincidences(self) -> Coincidences:
        """Return Krippendorff's coincidence matrix."""
        return Coincidences.of(self.pairs)


@dataclass(frozen=True)
class Coincidences:
    """A coincidence matrix in whole numbers: each pair weighs scale / (m - 1) in an item with m values."""

    cells: Mapping[tuple[Category, Category], int]
    margins: Mapping[Category, int]
    scale: int

    @classmethod
    def of(cls, pairs: Mapping[tuple[int, Category, Category], int]) -> Coincidences:
        scale = lcm(*{size - 1 for size, _, _ in pairs})
        cells: Counter[tuple[Category, Category]] = Counter()
        margins: Counter[Category] = Counter()
        for (size, c, k), times in pairs.items():
            weight = times * scale // (size - 1)
            cells[c, k] += weight
            margins[c] += weight
        return cls(cells, margins, scale)

    @property
    def total(self) -> int:
        return sum(self.margins.values())

    @property
    def agreeing(self) -> int:
        return sum(weight for (c, k), weight in self.cells.items() if c == k)

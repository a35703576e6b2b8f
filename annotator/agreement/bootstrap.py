"""Bootstrap intervals over articles: as if other articles of the kind had been annotated.

Articles are drawn, not spans: spans of an article are not independent. Percentile intervals as in Efron &
Tibshirani 1993, chapter 13.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from annotator.agreement.figures import Figure
from annotator.agreement.phrases import Phrase

Tallies = tuple[object, ...]
"""Tallies of one article, of the same kinds for every article: see tallies.py."""

Name = tuple[str, ...]
"""A figure's name, from the general to the special."""

Evaluate = Callable[[Tallies], Mapping[Name, Figure]]
"""Computes the figures from tallies that were added up."""

Watch = Callable[[int, int], None]
"""Told how many samples are done, of how many. What it raises ends the work."""

MOST_UNDEFINED = 0.05
"""The share of samples that may be undefined before the interval is."""

_ONE_ARTICLE = Phrase("one article only")
_NO_SAMPLES = Phrase("no samples were asked for")


@dataclass(frozen=True, slots=True)
class Interval:
    """Where a figure lies in most samples; without ends, the reason is in undefined."""

    low: float | None
    high: float | None
    undefined: str = ""


@dataclass(frozen=True, slots=True)
class Sampling:
    """How to draw: how many samples, from which seed, for an interval of which level."""

    samples: int = 1000
    seed: int = 0
    level: float = 0.95

    def draws(self, articles: int) -> Iterator[list[int]]:
        """Yield the articles of each sample, by number; always the same for the same seed."""
        chance = Random(self.seed)
        numbers = range(articles)
        for _ in range(self.samples):
            yield chance.choices(numbers, k=articles)


def intervals(
    rows: Sequence[Tallies], evaluate: Evaluate, sampling: Sampling, watch: Watch | None = None
) -> dict[Name, Interval]:
    """Return an interval for each figure. rows: the tallies of each article."""
    if len(rows) < 2 or sampling.samples < 1:
        reason = _ONE_ARTICLE if sampling.samples else _NO_SAMPLES
        return {name: Interval(None, None, reason) for row in rows[:1] for name in evaluate(row)}
    lanes = Lanes(rows, len(rows))
    values: dict[Name, list[float]] = {}
    for number, draw in enumerate(sampling.draws(len(rows))):
        if watch:
            watch(number, sampling.samples)
        for name, figure in evaluate(lanes.sum(draw)).items():
            found = values.setdefault(name, [])
            if figure.value is not None:
                found.append(figure.value)
    return {name: _interval(found, sampling) for name, found in values.items()}


def _interval(values: list[float], sampling: Sampling) -> Interval:
    missing = sampling.samples - len(values)
    if missing > MOST_UNDEFINED * sampling.samples:
        return Interval(
            None, None, Phrase("undefined in {n} of {samples} samples", n=missing, samples=sampling.samples)
        )
    values.sort()
    tail = (1 - sampling.level) / 2
    last = len(values) - 1
    return Interval(values[round(tail * last)], values[round((1 - tail) * last)])


class Lanes:
    """Adds up the tallies of any articles at once: all counts of an article side by side in one integer.

    A sum over a thousand articles with a thousand counts is then a thousand additions, not a million.
    most: articles in a sum; a lane is as wide as its count can grow.
    """

    def __init__(self, rows: Sequence[Tallies], most: int) -> None:
        self._most = most
        self._kinds: list[Callable[..., object]] = [type(tally) for tally in rows[0]]
        cells = [_cells(row) for row in rows]
        self._layout = sorted({at for row in cells for at in row}, key=repr)
        largest = max((count for row in cells for count in row.values()), default=0)
        self._bytes = (largest * most).bit_length() // 8 + 1
        self._packed = [self._pack(row) for row in cells]

    def _pack(self, cells: Mapping[Any, int]) -> int:
        return int.from_bytes(
            b"".join(cells.get(at, 0).to_bytes(self._bytes, "little") for at in self._layout), "little"
        )

    def sum(self, chosen: Sequence[int]) -> Tallies:
        """Return the sums over the chosen articles; one may be chosen several times. ValueError: too many."""
        if len(chosen) > self._most:
            raise ValueError(f"{len(chosen)} articles would overflow lanes made for {self._most}")
        packed = self._packed
        total = sum(packed[number] for number in chosen)
        size = self._bytes
        data = total.to_bytes(size * len(self._layout), "little")
        sums: list[dict[str, Counter[Any]]] = [{} for _ in self._kinds]
        for place, (column, name, key) in enumerate(self._layout):
            count = int.from_bytes(data[place * size : place * size + size], "little")
            if count:
                sums[column].setdefault(name, Counter())[key] = count
        return tuple(kind(**counters) for kind, counters in zip(self._kinds, sums, strict=True))


def _cells(row: Tallies) -> dict[tuple[int, str, Any], int]:
    return {
        (column, name, key): count
        for column, tally in enumerate(row)
        for name, counter in vars(tally).items()
        for key, count in counter.items()
    }

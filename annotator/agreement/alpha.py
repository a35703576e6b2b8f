"""Krippendorff's alpha for any number of annotators, with missing values, from nominal to ratio.

Krippendorff, K. (2011). Computing Krippendorff's alpha-reliability. University of Pennsylvania.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import cast

from annotator.agreement.figures import Figure, beyond_chance, undefined
from annotator.agreement.phrases import Phrase
from annotator.agreement.tallies import Category, Coincidences, Ratings

NO_PAIRS = Phrase("no item has values of two annotators")
ONE_CATEGORY = Phrase("only one category")
_BELOW_ZERO = Phrase("ratios need values that are not below 0")

Scores = Mapping[Category, float]

_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,15})?", re.ASCII)


class Level(StrEnum):
    """How values can be compared: whether they differ, their order, their distance, their ratio."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"
    RATIO = "ratio"


def krippendorff_alpha(ratings: Ratings, level: Level = Level.NOMINAL) -> Figure:
    """Return alpha. Values must be numbers for every level but the nominal; for ratio, none below 0."""
    return alpha_of(ratings.coincidences(), level)


def as_numbers(ratings: Ratings) -> Ratings | None:
    """Return ratings whose values are all written as numbers with the numbers as values, else None."""
    values = {c for _, c, _ in ratings.pairs} | set(ratings.alone)
    if not all(isinstance(value, str) and _NUMBER.fullmatch(value) for value in values):
        return None
    return ratings.renamed({value: float(str(value)) for value in values})


def alpha_of(table: Coincidences, level: Level = Level.NOMINAL) -> Figure:
    """Return alpha of a coincidence matrix."""
    if not table.total:
        return undefined(NO_PAIRS)
    if len(table.margins) == 1:
        return undefined(ONE_CATEGORY)
    if level == Level.RATIO and min(cast("list[float]", list(table.margins))) < 0:
        return undefined(_BELOW_ZERO)
    observed, expected = _DISAGREEMENTS[level](table)
    return beyond_chance((table.total - table.scale) * observed, expected)


def _nominal(table: Coincidences) -> tuple[float, float]:
    squares = sum(margin * margin for margin in table.margins.values())
    return table.total - table.agreeing, table.total * table.total - squares


def _ordinal(table: Coincidences) -> tuple[float, float]:
    """The ordinal difference of two values is the distance of their mean ranks, squared."""
    ranks: dict[Category, float] = {}
    before = 0
    for value in sorted(cast("list[float]", list(table.margins))):
        margin = table.margins[value]
        ranks[value] = before + margin / 2
        before += margin
    return _squared_distances(table, ranks)


def _interval(table: Coincidences) -> tuple[float, float]:
    return _squared_distances(table, {value: cast("float", value) for value in table.margins})


def _squared_distances(table: Coincidences, scores: Scores) -> tuple[float, float]:
    """Sum (c - k)^2 over what was observed, and over all pairs by chance: twice n times the variance."""
    total = table.total
    mean = sum(margin * scores[value] for value, margin in table.margins.items()) / total
    spread = sum(margin * (scores[value] - mean) ** 2 for value, margin in table.margins.items())
    observed = sum(weight * (scores[c] - scores[k]) ** 2 for (c, k), weight in table.cells.items())
    return observed, 2 * total * spread


def _ratio(table: Coincidences) -> tuple[float, float]:
    def difference(c: float, k: float) -> float:
        return ((c - k) / (c + k)) ** 2 if c != k else 0

    margins = cast("Mapping[float, int]", table.margins)
    cells = cast("Mapping[tuple[float, float], int]", table.cells)
    observed = sum(weight * difference(c, k) for (c, k), weight in cells.items())
    expected = sum(margins[c] * margins[k] * difference(c, k) for c in margins for k in margins)
    return observed, expected


_DISAGREEMENTS: Mapping[Level, Callable[[Coincidences], tuple[float, float]]] = {
    Level.NOMINAL: _nominal,
    Level.ORDINAL: _ordinal,
    Level.INTERVAL: _interval,
    Level.RATIO: _ratio,
}
"""Observed and expected disagreement of a coincidence matrix, the latter times n."""

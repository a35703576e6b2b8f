"""A figure, or the reason why there is none: never 0, 1 or nan in its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from annotator.agreement.phrases import Phrase

_ONE_CATEGORY = Phrase("only one category")
_NONE = {"pair": Phrase("there is no pair"), "label": Phrase("there is no label")}


@dataclass(frozen=True, slots=True)
class Figure:
    """What a measure gives.

    value: None where the measure is undefined; not clamped, a measure may be negative.
    undefined: why there is no value, in words; empty where there is one.
    note: what should be known of the value, such as what was left out of a mean.
    """

    value: float | None
    undefined: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        if (self.value is None) != bool(self.undefined):
            raise ValueError("a figure has either a value or the reason why it has none")

    def __str__(self) -> str:
        return f"undefined: {self.undefined}" if self.value is None else f"{self.value:.3f}"


def undefined(reason: str) -> Figure:
    """Return that there is no value, and why."""
    return Figure(None, reason)


def ratio(numerator: float, denominator: float, otherwise: str) -> Figure:
    """Return a quotient, or the reason why it is undefined where the denominator is 0."""
    return Figure(numerator / denominator) if denominator else undefined(otherwise)


def beyond_chance(disagreement: float, expected: float, otherwise: str = _ONE_CATEGORY) -> Figure:
    """Return 1 - disagreement / expected, or why it is undefined where none is expected."""
    return Figure(1 - disagreement / expected) if expected else undefined(otherwise)


def mean(figures: Iterable[Figure], of: Literal["pair", "label"] = "pair") -> Figure:
    """Return the mean of the figures that are defined, with a note where some are not."""
    every = list(figures)
    values = [figure.value for figure in every if figure.value is not None]
    if not values:
        return undefined(every[0].undefined if every else _NONE[of])
    note = "" if len(values) == len(every) else _mean_of_some(len(values), len(every), of)
    return Figure(sum(values) / len(values), note=note)


def _mean_of_some(some: int, every: int, of: str) -> Phrase:
    if of == "pair":
        return Phrase("mean of {some} of {every} pairs", some=some, every=every)
    return Phrase("mean of {some} of {every} labels", some=some, every=every)

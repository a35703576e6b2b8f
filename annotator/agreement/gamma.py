"""Gamma: where units are and what they are labelled, in one alignment that costs least.

Mathet, Y., Widloecher, A. & Metivier, J.-P. (2015). The unified and holistic method gamma for inter-annotator
agreement measure and alignment. Computational Linguistics 41, 437-479.

For two annotators the alignment is exact. Of more, gamma is the mean of the pairs, which is not the paper's
alignment of all at once. Needs the extra ``annotator[gamma]``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from math import ceil
from random import Random
from statistics import fmean, stdev

from annotator.agreement.figures import Figure, undefined
from annotator.agreement.phrases import Phrase
from annotator.model.annotations import Span

Unit = tuple[int, int, str]
Watch = Callable[[int, int], None]
"""Told how many samples are done, of how many as far as is known. What it raises ends the work."""

FEWEST_SAMPLES, MOST_SAMPLES = 30, 1_000
_CONFIDENCE = 1.96


@dataclass(frozen=True, slots=True)
class TwoViews:
    """One text as two annotators cut it into units; length in code points."""

    a: tuple[Unit, ...]
    b: tuple[Unit, ...]
    length: int

    @classmethod
    def of(cls, a: Sequence[Span], b: Sequence[Span], length: int) -> TwoViews:
        """Take spans for units, by their outer ends."""
        first, second = (tuple((s.start, s.end, s.label) for s in spans) for spans in (a, b))
        return cls(first, second, length)


def can_compute() -> bool:
    """Whether numpy and scipy are there."""
    return bool(find_spec("numpy") and find_spec("scipy"))


def gamma(
    texts: Sequence[TwoViews], *, seed: int = 0, precision: float = 0.02, watch: Watch | None = None
) -> Figure:
    """Return gamma of two annotators over one or several texts.

    Chance is estimated from texts whose units were shifted around; as many are drawn as the expected disorder
    needs to be known within a share of precision, at 95 per cent confidence.
    """
    if not can_compute():
        return undefined(Phrase("it needs numpy and scipy: pip install 'annotator[gamma]'"))
    if not any(text.a or text.b for text in texts):
        return undefined(Phrase("neither annotator has a span"))
    chance = Random(seed)
    sampled: list[float] = []
    needed = FEWEST_SAMPLES
    while len(sampled) < needed:
        sampled.append(_disorder([_shuffled(text, chance) for text in texts]))
        if len(sampled) == FEWEST_SAMPLES:
            needed = _samples_needed(sampled, precision)
        if watch:
            watch(len(sampled), needed)
    expected = fmean(sampled)
    if not expected:
        return undefined(Phrase("shifted at random, the spans agree as well"))
    note = Phrase("{samples} samples, seed {seed}", samples=len(sampled), seed=str(seed))
    return Figure(1 - _disorder(texts) / expected, note=note)


def _samples_needed(sampled: Sequence[float], precision: float) -> int:
    middle = fmean(sampled)
    if not middle:
        return len(sampled)
    spread = stdev(sampled) / middle
    return min(MOST_SAMPLES, max(len(sampled), ceil((spread * _CONFIDENCE / precision) ** 2)))


def _disorder(texts: Sequence[TwoViews]) -> float:
    """Return the cost of the best alignments for each unit that an annotator has on average."""
    from annotator.agreement.gamma_alignment import least_cost  # noqa: PLC0415 - needs scipy

    units = sum(len(text.a) + len(text.b) for text in texts) / 2
    return sum(least_cost(text.a, text.b) for text in texts) / units if units else 0


def _shuffled(text: TwoViews, chance: Random) -> TwoViews:
    """Return a text as two annotators might cut it who do not look at it: each shift is another."""
    length = max(text.length, *(end for _, end, _ in (*text.a, *text.b, (0, 1, ""))))
    every = (*text.a, *text.b)
    apart = min(fmean(end - start for start, end, _ in every), length / 2) if every else 0
    first = chance.uniform(0, length)
    second = first + chance.uniform(apart, length - apart)
    return TwoViews(
        _shifted(chance.choice((text.a, text.b)), round(first), length),
        _shifted(chance.choice((text.a, text.b)), round(second), length),
        length,
    )


def _shifted(units: Sequence[Unit], by: int, length: int) -> tuple[Unit, ...]:
    """Move units on, those past the end to the beginning; one that lies across the end keeps its length."""
    moved = (((start + by) % length, end - start, label) for start, end, label in units)
    return tuple((start, start + size, label) for start, size, label in moved)

"""Precision, recall and F1 of one annotator's spans against another's, in four schemes.

Segura-Bedmar, I., Martinez, P. & Herrero-Zazo, M. (2013). SemEval-2013 task 9. *SEM 2013, 341-350.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from annotator.agreement.alignment import Pair, Pairing, Said, as_written, pair_by_label, pair_spans
from annotator.agreement.figures import Figure, ratio
from annotator.agreement.phrases import Phrase
from annotator.model.annotations import Span

_FIRST_HAS_NONE = Phrase("the first annotator has none")
_SECOND_HAS_NONE = Phrase("the second annotator has none")
_NEITHER_HAS_ANY = Phrase("neither annotator has any")


class Scheme(StrEnum):
    """When two spans count as one: the same boundaries and label, the same boundaries, half for an overlap,
    an overlap with the same label."""

    STRICT = "strict"
    EXACT = "exact"
    PARTIAL = "partial"
    TYPE = "type"


@dataclass(frozen=True)
class SpanCounts:
    """How many spans two annotators have, and how many of them count as one in each scheme.

    halves: (i, j, scheme) -> matches of annotators i and j, in halves. spans: (i, j, k) -> spans of k, one of
    i and j, in the articles that both annotated. articles: (i, j) -> how many these are.
    """

    halves: Counter[tuple[int, int, Scheme]] = field(default_factory=Counter[Any])
    spans: Counter[tuple[int, int, int]] = field(default_factory=Counter[Any])
    articles: Counter[tuple[int, int]] = field(default_factory=Counter[Any])


@dataclass(frozen=True, slots=True)
class Score:
    """One annotator (b) measured against another (a). Swapped, precision and recall change places.

    matched: pairs that count, an overlap as a half in the scheme "partial"; a, b: spans of each.
    """

    precision: Figure
    recall: Figure
    f1: Figure
    matched: float
    a: int
    b: int


def matched_pairs(pairing: Pairing, by_label: Iterable[Pair], scheme: Scheme) -> list[Pair]:
    """Return the pairs that count in a scheme, those that count as a half too."""
    return list(_COUNTING[scheme](pairing, by_label))


_COUNTING: dict[Scheme, Callable[[Pairing, Iterable[Pair]], Iterable[Pair]]] = {
    Scheme.STRICT: lambda pairing, _: (pair for pair in pairing.exact if pair[0].label == pair[1].label),
    Scheme.EXACT: lambda pairing, _: pairing.exact,
    Scheme.PARTIAL: lambda pairing, _: pairing.pairs,
    Scheme.TYPE: lambda _, by_label: by_label,
}


def count_pair(
    a: Sequence[Span], b: Sequence[Span], who: tuple[int, int] = (0, 1), said: Said = as_written
) -> SpanCounts:
    """Count the spans of two annotators in one layer of one article; who: their numbers."""
    return count_pairing(pair_spans(a, b, said), len(pair_by_label(a, b)), who, (len(a), len(b)))


def count_pairing(
    pairing: Pairing, of_one_label: int, who: tuple[int, int], spans: tuple[int, int]
) -> SpanCounts:
    """Count a pairing. of_one_label: pairs that pair_by_label finds; spans: how many each annotator has."""
    exact = len(pairing.exact)
    strict = sum(a.label == b.label for a, b in pairing.exact)
    halves = {
        (*who, Scheme.STRICT): 2 * strict,
        (*who, Scheme.EXACT): 2 * exact,
        (*who, Scheme.PARTIAL): 2 * exact + len(pairing.overlapping),
        (*who, Scheme.TYPE): 2 * of_one_label,
    }
    numbers = {(*who, one): number for one, number in zip(who, spans, strict=True)}
    return SpanCounts(Counter(halves), Counter(numbers), Counter({who: 1}))


def score(counts: SpanCounts, scheme: Scheme, who: tuple[int, int] = (0, 1)) -> Score:
    """Return how far two annotators agree in a scheme. Undefined where nobody has a span."""
    matched = counts.halves[*who, scheme] / 2
    a, b = (counts.spans[*who, one] for one in who)
    return Score(
        ratio(matched, b, _SECOND_HAS_NONE),
        ratio(matched, a, _FIRST_HAS_NONE),
        ratio(2 * matched, a + b, _NEITHER_HAS_ANY),
        matched,
        a,
        b,
    )

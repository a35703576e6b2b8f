"""The figures of one layer, over any articles: from counts to what a report says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TypeVar

from annotator.agreement.alignment import Kind
from annotator.agreement.alpha import Level, as_numbers, krippendorff_alpha
from annotator.agreement.continuum import UnitTally
from annotator.agreement.counting import LayerCounts, UnitCounts
from annotator.agreement.figures import Figure, mean, ratio
from annotator.agreement.measures import RATED
from annotator.agreement.phrases import Phrase, listed
from annotator.agreement.scores import Scheme, Score, SpanCounts, score
from annotator.agreement.tallies import Ratings, added
from annotator.agreement.unitizing import Unitizing, no_unitizing, unitizing

Names = tuple[str, ...]

T = TypeVar("T")

_NOTHING = Phrase("there is nothing to rate")


@dataclass(frozen=True)
class Scope:
    """What a figure was computed from; an empty name means all.

    annotators: those compared, two or more.
    """

    layer: str
    annotators: Names
    label: str = ""
    article: str = ""
    language: str = ""


@dataclass(frozen=True)
class PairScores:
    """Two annotators in each scheme."""

    scope: Scope
    schemes: Mapping[Scheme, Score]


@dataclass(frozen=True)
class Rated:
    """The measures on items.

    items: those that two annotators or more rated; of: all there are; coverage: their ratio.
    """

    figures: Mapping[str, Figure]
    items: int
    of: int

    @property
    def coverage(self) -> Figure:
        return ratio(self.items, self.of, _NOTHING)


@dataclass(frozen=True)
class Confusion:
    """How often the one annotator (rows) says one label and the other (columns) another, of aligned spans."""

    scope: Scope
    labels: Names
    counts: tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Spread:
    """The F1 scores of all pairs, and their means."""

    pairs: tuple[PairScores, ...]
    mean: Mapping[Scheme, Figure]


@dataclass(frozen=True)
class LabelSummary:
    """The figures of one label's spans alone: where others are, there is none."""

    scope: Scope
    units: Mapping[str, int]
    scores: Spread
    unitizing: Unitizing


@dataclass(frozen=True)
class Summary:
    """The figures of all labels together.

    units: spans of each annotator. macro: mean over labels. confusion: the sum over all pairs; confusions:
    each of them.
    """

    scope: Scope
    units: Mapping[str, int]
    scores: Spread
    macro: Mapping[Scheme, Figure]
    by_label: Mapping[str, LabelSummary]
    unitizing: Unitizing
    label: Rated
    character: Rated
    attributes: Mapping[str, Rated]
    kinds: Mapping[Kind, int]
    confusion: Confusion
    confusions: tuple[Confusion, ...]


def summarize(counts: Sequence[LayerCounts], scope: Scope, labels: Names) -> Summary:
    """Return the figures of articles that were counted. labels: in the order to show them."""
    number = total(count.number for count in counts)
    used = tuple(label for label in labels if any(number[name, label] for name in scope.annotators))
    by_label = {label: _of_label(counts, scope, label) for label in used}
    ratings = added(Ratings, (count.labels for count in counts))
    kinds = total(count.kinds for count in counts)
    confusions = confusions_of(ratings, scope, used)
    return Summary(
        scope=scope,
        units={name: sum(number[name, label] for label in used) for name in scope.annotators},
        scores=spread(added(SpanCounts, (count.spans for count in counts)), scope),
        macro={
            scheme: mean((of.scores.mean[scheme] for of in by_label.values()), "label") for scheme in Scheme
        },
        by_label=by_label,
        unitizing=unitize(count.units for count in counts),
        label=rated(aligned_only(ratings), kinds.total()),
        character=rated(added(Ratings, (count.characters for count in counts))),
        attributes={
            name: rated_values(added(Ratings, (count.attributes[name] for count in counts)))
            for name in (counts[0].attributes if counts else ())
        },
        kinds={kind: kinds[kind] for kind in Kind},
        confusion=_sum_of(confusions, scope, used),
        confusions=confusions,
    )


def _of_label(counts: Sequence[LayerCounts], scope: Scope, label: str) -> LabelSummary:
    of = replace(scope, label=label)
    number = total(count.number for count in counts)
    spans = added(SpanCounts, (count.by_label[label] for count in counts if label in count.by_label))
    return LabelSummary(
        of,
        {name: number[name, label] for name in scope.annotators},
        spread(spans, of),
        unitize(count.label_units[label] for count in counts),
    )


def spread(counts: SpanCounts, scope: Scope) -> Spread:
    """Return the scores of all pairs of annotators who have an article in common, and their means."""
    pairs: list[PairScores] = []
    for (i, a), (j, b) in combinations(enumerate(scope.annotators), 2):
        if counts.articles[i, j]:
            schemes = {scheme: score(counts, scheme, (i, j)) for scheme in Scheme}
            pairs.append(PairScores(replace(scope, annotators=(a, b)), schemes))
    means = {scheme: mean(pair.schemes[scheme].f1 for pair in pairs) for scheme in Scheme}
    return Spread(tuple(pairs), means)


def unitize(counts: Iterable[UnitCounts]) -> Unitizing:
    """Return the unitizing alphas, or that they are undefined because an annotator's spans overlap."""
    every = list(counts)
    overlapping: Counter[str] = Counter()
    for count in every:
        overlapping.update(count.overlapping)
    if overlapping:
        who = listed([Phrase("{n} of {name}", n=n, name=name) for name, n in sorted(overlapping.items())])
        return no_unitizing(Phrase("spans of one annotator overlap ({who})", who=who))
    return unitizing(
        added(Ratings, (count.ratings for count in every)), added(UnitTally, (count.tally for count in every))
    )


def rated_values(ratings: Ratings, of: int | None = None) -> Rated:
    """Return the measures on an attribute's values: alpha of every level where all of them are numbers."""
    plain = rated(ratings, of)
    numbers = as_numbers(ratings)
    if numbers is None or not ratings.pairable:
        return plain
    levels = (Level.ORDINAL, Level.INTERVAL, Level.RATIO)
    alphas = {f"alpha_{level}": krippendorff_alpha(numbers, level) for level in levels}
    return replace(plain, figures={**plain.figures, **alphas})


def rated(ratings: Ratings, of: int | None = None) -> Rated:
    """Return every measure on items; of: how many items there are, where more than were rated."""
    figures = {key: rate(ratings) for key, rate in RATED.items()}
    return Rated(figures, ratings.pairable, ratings.items.total() if of is None else of)


def aligned_only(ratings: Ratings) -> Ratings:
    """Return ratings without the spans that one annotator alone has."""
    items = Counter({size: times for size, times in ratings.items.items() if size > 1})
    return Ratings(ratings.pairs, Counter(), items, ratings.confusion)


def confusions_of(ratings: Ratings, scope: Scope, labels: Names) -> tuple[Confusion, ...]:
    """Return a table for each two annotators."""
    tables: list[Confusion] = []
    for (i, a), (j, b) in combinations(enumerate(scope.annotators), 2):
        counts = tuple(tuple(ratings.confusion[i, j, c, k] for k in labels) for c in labels)
        tables.append(Confusion(replace(scope, annotators=(a, b)), labels, counts))
    return tuple(tables)


def _sum_of(confusions: Sequence[Confusion], scope: Scope, labels: Names) -> Confusion:
    rows = range(len(labels))
    counts = tuple(
        tuple(sum(table.counts[row][column] for table in confusions) for column in rows) for row in rows
    )
    return Confusion(scope, labels, counts)


def total(counters: Iterable[Counter[T]]) -> Counter[T]:
    """Return the sum of counters."""
    found: Counter[T] = Counter()
    for counter in counters:
        found.update(counter)
    return found

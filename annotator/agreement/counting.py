"""What is counted in one layer of one article, so that figures of any set of articles are sums of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from annotator.agreement.alignment import Kind, Said, pair_by_label, pair_spans
from annotator.agreement.continuum import UnitTally, compare, label_sets, units
from annotator.agreement.groups import Group, align
from annotator.agreement.scores import Scheme, SpanCounts, count_pairing
from annotator.agreement.selection import AnnotatedArticle
from annotator.agreement.tallies import Ratings, Row, added
from annotator.model.annotations import Span
from annotator.model.labels import Layer


@dataclass(frozen=True)
class UnitCounts:
    """How a text was cut into units.

    overlapping: how many spans of an annotator overlap another of theirs, by name; then they are no units,
    and nothing is counted.
    """

    ratings: Ratings
    tally: UnitTally
    overlapping: Mapping[str, int]


@dataclass(frozen=True)
class LayerCounts:
    """One layer of one article.

    number: spans by annotator and label. spans: all labels; by_label: one label alone on both sides, for
    those in use. kinds: of the groups. labels, attributes: of aligned spans. characters: code points as
    items, with all labels that cover them. units: all labels; label_units: one label alone, for each.
    """

    number: Counter[tuple[str, str]]
    spans: SpanCounts
    by_label: Mapping[str, SpanCounts]
    kinds: Counter[Kind]
    labels: Ratings
    attributes: Mapping[str, Ratings]
    characters: Ratings
    units: UnitCounts
    label_units: Mapping[str, UnitCounts]


@dataclass(frozen=True)
class Counting:
    """How to count: for which annotators, in which layer and labels, with attributes read how."""

    annotators: tuple[str, ...]
    layer: Layer
    labels: tuple[str, ...]
    said: Said

    def spans(self, article: AnnotatedArticle) -> dict[str, list[Span]]:
        """Return the spans that count, of each annotator who has the article."""
        wanted = set(self.labels)
        return {
            name: [span for span in said if span.layer == self.layer.name and span.label in wanted]
            for name, said in article.sets.items()
        }

    def groups(self, article: AnnotatedArticle) -> list[Group]:
        """Return the groups of an article, with a place for annotators who lack it too."""
        spans = self.spans(article)
        groups = align(spans, article.name, self.layer.name, self.said)
        if len(spans) == len(self.annotators):
            return groups
        there = [self.annotators.index(name) for name in spans]
        spread: list[Group] = []
        for group in groups:
            places: list[Span | None] = [None] * len(self.annotators)
            for place, span in zip(there, group.spans, strict=True):
                places[place] = span
            spread.append(group._replace(spans=tuple(places)))
        return spread

    def count(self, article: AnnotatedArticle, groups: Sequence[Group]) -> LayerCounts:
        """Count one article, whose groups are known."""
        spans = self.spans(article)
        by_label = _by_label(spans)
        counted = {label: self._count_pairs(some) for label, some in by_label.items()}
        cut, characters = self._cut(spans, article.length)
        nothing: dict[str, list[Span]] = {name: [] for name in spans}
        return LayerCounts(
            number=Counter((name, span.label) for name, said in spans.items() for span in said),
            spans=self._count_all(spans, counted),
            by_label=counted,
            kinds=Counter(group.kind for group in groups),
            labels=Ratings.of(group.labels for group in groups),
            attributes={
                attribute.name: Ratings.of(self.attribute_rows(attribute.name, groups))
                for attribute in self.layer.attributes
            },
            characters=characters,
            units=cut,
            label_units={
                label: self._cut(by_label.get(label, nothing), article.length)[0] for label in self.labels
            },
        )

    def units(self, article: AnnotatedArticle) -> tuple[UnitCounts, dict[str, UnitCounts]]:
        """Return how the text was cut into units: by all labels, and by each alone."""
        spans = self.spans(article)
        by_label = _by_label(spans)
        nothing: dict[str, list[Span]] = {name: [] for name in spans}
        labelled = {label: by_label.get(label, nothing) for label in self.labels}
        alone = {label: self._cut(some, article.length)[0] for label, some in labelled.items()}
        return self._cut(spans, article.length)[0], alone

    def _count_pairs(self, spans: Mapping[str, Sequence[Span]]) -> SpanCounts:
        """Count the spans of one label for each two annotators."""
        counts: list[SpanCounts] = []
        for (i, a), (j, b) in combinations(self._numbered(spans), 2):
            same = len(pair_by_label(a, b))
            counts.append(count_pairing(pair_spans(a, b, self.said), same, (i, j), (len(a), len(b))))
        return added(SpanCounts, counts)

    def _count_all(
        self, spans: Mapping[str, Sequence[Span]], by_label: Mapping[str, SpanCounts]
    ) -> SpanCounts:
        """Count all labels together; pairs of one label are known from each label."""
        counts: list[SpanCounts] = []
        for (i, a), (j, b) in combinations(self._numbered(spans), 2):
            same = sum(some.halves[i, j, Scheme.TYPE] for some in by_label.values()) // 2
            counts.append(count_pairing(pair_spans(a, b, self.said), same, (i, j), (len(a), len(b))))
        return added(SpanCounts, counts)

    def _numbered(self, spans: Mapping[str, Sequence[Span]]) -> list[tuple[int, Sequence[Span]]]:
        return [(number, spans[name]) for number, name in enumerate(self.annotators) if name in spans]

    def attribute_rows(self, name: str, groups: Sequence[Group]) -> list[Row]:
        """Return what was said of spans that two annotators or more have."""
        return [
            tuple(self.said(span).get(name) if span else None for span in group.spans)
            for group in groups
            if len(group.present) > 1
        ]

    def _cut(self, spans: Mapping[str, Sequence[Span]], length: int) -> tuple[UnitCounts, Ratings]:
        """Return the text as units, and as code points with their labels."""
        segments = {name: units(said, length) for name, said in spans.items()}
        overlapping = {name: overlapping_spans(spans[name]) for name, cut in segments.items() if cut is None}
        if not overlapping:
            ratings, tally = compare([segments.get(name) for name in self.annotators])
            return UnitCounts(ratings, tally, {}), ratings
        sets = {name: label_sets(said, length) for name, said in spans.items()}
        characters, _ = compare([sets.get(name) for name in self.annotators])
        return UnitCounts(Ratings(), UnitTally(), overlapping), characters


def _by_label(spans: Mapping[str, Sequence[Span]]) -> dict[str, dict[str, list[Span]]]:
    """Return the spans of each label in use, by annotator; everyone is there, if with none."""
    labels = sorted({span.label for said in spans.values() for span in said})
    found: dict[str, dict[str, list[Span]]] = {label: {name: [] for name in spans} for label in labels}
    for name, said in spans.items():
        for span in said:
            found[span.label][name].append(span)
    return found


def overlapping_spans(spans: Sequence[Span]) -> int:
    """Return how many spans begin before a span that begins no later has ended."""
    pieces = sorted((start, end, span.id) for span in spans for start, end in span.pieces)
    found: set[str] = set()
    reach = 0
    for start, end, name in pieces:
        if start < reach:
            found.add(name)
        reach = max(reach, end)
    return len(found)

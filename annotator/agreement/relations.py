"""Relations of annotators compared on the spans that they join, after these were aligned."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from annotator.agreement.alignment import Kind, default_values
from annotator.agreement.counting import Counting
from annotator.agreement.groups import Group, align
from annotator.agreement.scores import Scheme, SpanCounts
from annotator.agreement.selection import AnnotatedArticle
from annotator.agreement.tallies import Ratings, added
from annotator.model.annotations import Relation, Value
from annotator.model.labels import LabelScheme

Ends = tuple[int, int]
"""The numbers of the groups of spans that a relation runs from and to."""


class RelationGroup(NamedTuple):
    """One relation, or none, of each annotator between the same two groups of spans.

    kind: same, attribute, label (the ends are the same) or missing.
    """

    article: str
    kind: Kind
    relations: tuple[Relation | None, ...]

    @property
    def labels(self) -> tuple[str | None, ...]:
        return tuple(relation.label if relation else None for relation in self.relations)


@dataclass(frozen=True)
class RelationCounts:
    """Relations of one article, or of several.

    number: by annotator and label; joinable: those both of whose ends another annotator has too. pairs: the
    scheme strict counts ends and label, exact the ends whatever the label. kinds: of the groups. labels: of
    relations with the same ends.
    """

    number: Counter[tuple[str, str]]
    joinable: Counter[tuple[str, str]]
    pairs: SpanCounts
    by_label: Mapping[str, SpanCounts]
    kinds: Counter[Kind]
    labels: Ratings


class RelationReader:
    """Reads relations with their attributes' defaults, and joins them by what their ends answer to."""

    def __init__(self, scheme: LabelScheme) -> None:
        self._defaults = {relation.name: default_values(relation.attributes) for relation in scheme.relations}

    def said(self, relation: Relation) -> Mapping[str, Value]:
        """Return a relation's attributes, defaults included."""
        return {**self._defaults.get(relation.label, {}), **relation.attributes}

    def groups(
        self, article: AnnotatedArticle, annotators: Sequence[str], spans: Iterable[Group]
    ) -> list[RelationGroup]:
        """Return the groups of relations. spans: the groups of all layers, of the same annotators.

        Relations whose ends are in none of the groups are left out.
        """
        between: defaultdict[Ends, dict[str, list[Relation]]] = defaultdict(dict)
        ends = _ends(annotators, spans)
        for name in annotators:
            for relation in article.sets[name].relations if name in article.sets else ():
                source, target = ends.get((name, relation.source)), ends.get((name, relation.target))
                if source is not None and target is not None:
                    between[source, target].setdefault(name, []).append(relation)
        found: list[RelationGroup] = []
        for _, relations in sorted(between.items()):
            for members in self._match(relations):
                group = tuple(members.get(name) for name in annotators)
                there = [members.get(name) for name in annotators if name in article.sets]
                found.append(RelationGroup(article.name, self._kind(there), group))
        return found

    def _match(self, relations: Mapping[str, Sequence[Relation]]) -> list[dict[str, Relation]]:
        """Put relations of the same ends together: first those alike, then of one label, then the rest."""
        groups: dict[object, dict[str, Relation]] = {}
        for name, said in sorted(relations.items()):
            seen: Counter[object] = Counter()
            for relation in sorted(said, key=lambda relation: (relation.label, relation.id)):
                alike = (relation.label, tuple(sorted(self.said(relation).items())))
                groups.setdefault((alike, seen[alike]), {})[name] = relation
                seen[alike] += 1
        by_size = sorted(groups.values(), key=lambda group: (-len(group), _first_label(group)))
        return _merge(_merge(by_size, same_label=True), same_label=False)

    def _kind(self, relations: Sequence[Relation | None]) -> Kind:
        first, *others = relations
        if first is None or None in others:
            return Kind.MISSING
        rest = [relation for relation in others if relation is not None]
        if any(relation.label != first.label for relation in rest):
            return Kind.LABEL
        same = all(self.said(relation) == self.said(first) for relation in rest)
        return Kind.SAME if same else Kind.ATTRIBUTE


def _ends(annotators: Sequence[str], spans: Iterable[Group]) -> dict[tuple[str, str], int]:
    """Return the number of the group that each annotator's span, by its id, is in."""
    return {
        (name, span.id): number
        for number, group in enumerate(spans)
        for name, span in zip(annotators, group.spans, strict=True)
        if span
    }


def _first_label(group: Mapping[str, Relation]) -> str:
    return min(relation.label for relation in group.values())


def _merge(groups: Sequence[dict[str, Relation]], *, same_label: bool) -> list[dict[str, Relation]]:
    """Join groups that have no annotator in common, in order."""
    merged: list[dict[str, Relation]] = []
    for group in groups:
        for other in merged:
            fits = not same_label or _first_label(other) == _first_label(group)
            if fits and not (other.keys() & group.keys()):
                other.update(group)
                break
        else:
            merged.append(dict(group))
    return merged


@dataclass(frozen=True)
class RelationCounting:
    """How to count relations: between the spans of these layers, of these annotators."""

    annotators: tuple[str, ...]
    layers: tuple[Counting, ...]
    reader: RelationReader

    def spans(self, article: AnnotatedArticle, names: Sequence[str]) -> list[Group]:
        """Return the groups of some annotators' spans in all layers."""
        groups: list[Group] = []
        for layer in self.layers:
            spans = layer.spans(article)
            groups += align({name: spans.get(name, []) for name in names}, said=layer.said)
        return groups

    def compare(self, article: AnnotatedArticle) -> tuple[list[RelationGroup], RelationCounts]:
        """Return the groups of an article's relations, and their counts."""
        said = any(annotations.relations for annotations in article.sets.values())
        spans = self.spans(article, self.annotators) if said else []
        groups = self.reader.groups(article, self.annotators, spans)
        return groups, self._count(article, spans, groups)

    def _count(
        self, article: AnnotatedArticle, spans: Sequence[Group], groups: list[RelationGroup]
    ) -> RelationCounts:
        counts: list[SpanCounts] = []
        by_label: defaultdict[str, list[SpanCounts]] = defaultdict(list)
        for who in combinations(range(len(self.annotators)), 2):
            a, b = (self.annotators[one] for one in who)
            if a in article.sets and b in article.sets:
                pair = groups
                if len(self.annotators) > 2 and groups:
                    pair = self.reader.groups(article, (a, b), self.spans(article, (a, b)))
                counts.append(_count(pair, who, None))
                for label in sorted({label for group in pair for label in group.labels if label}):
                    by_label[label].append(_count(pair, who, label))
        return RelationCounts(
            number=self._number(groups),
            joinable=self._joinable(article, spans),
            pairs=added(SpanCounts, counts),
            by_label={label: added(SpanCounts, some) for label, some in by_label.items()},
            kinds=Counter(group.kind for group in groups),
            labels=Ratings.of(group.labels for group in groups),
        )

    def _number(self, groups: Iterable[RelationGroup]) -> Counter[tuple[str, str]]:
        return Counter(
            (name, label)
            for group in groups
            for name, label in zip(self.annotators, group.labels, strict=True)
            if label
        )

    def _joinable(self, article: AnnotatedArticle, spans: Iterable[Group]) -> Counter[tuple[str, str]]:
        shared = _ends(self.annotators, (group for group in spans if len(group.present) > 1))
        return Counter(
            (name, relation.label)
            for name in self.annotators
            for relation in (article.sets[name].relations if name in article.sets else ())
            if (name, relation.source) in shared and (name, relation.target) in shared
        )


def _count(groups: Iterable[RelationGroup], who: tuple[int, int], label: str | None) -> SpanCounts:
    """Count the groups of two annotators; label: of one label alone."""
    counts = SpanCounts()
    counts.articles[who] = 1
    for group in groups:
        said = [one for one in group.labels if label is None or one == label]
        for one, relation in zip(who, group.labels, strict=True):
            counts.spans[*who, one] += relation is not None and relation in said
        if len(said) == 2 and None not in said:
            counts.halves[*who, Scheme.EXACT] += 2
            counts.halves[*who, Scheme.STRICT] += 2 * (said[0] == said[1])
    return counts

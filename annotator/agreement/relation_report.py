"""The relations' report: agreement on which aligned spans are joined, and by which relation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import cast

from annotator.agreement.alignment import Kind
from annotator.agreement.bootstrap import Interval, Name, Sampling, Tallies, intervals
from annotator.agreement.figures import Figure, ratio
from annotator.agreement.phrases import Phrase
from annotator.agreement.relations import RelationCounting, RelationCounts, RelationGroup
from annotator.agreement.scores import Scheme, SpanCounts
from annotator.agreement.selection import AnnotatedArticle
from annotator.agreement.summary import Rated, Scope, Spread, aligned_only, rated, spread, total
from annotator.agreement.tallies import Ratings, added

_NO_RELATION = Phrase("nobody has a relation")

SCHEMES: Mapping[str, Scheme] = {"strict": Scheme.STRICT, "ends": Scheme.EXACT}
"""When two relations count as one: the same ends and label, or the same ends; the names in JSON."""


@dataclass(frozen=True)
class RelationReport:
    """The relations of the articles that count; groups, counts: of each article, by its name."""

    counting: RelationCounting
    articles: Mapping[str, AnnotatedArticle]
    groups: Mapping[str, tuple[RelationGroup, ...]]
    counts: Mapping[str, RelationCounts]

    @classmethod
    def of(cls, counting: RelationCounting, articles: Iterable[AnnotatedArticle]) -> RelationReport:
        """Compare the relations of the articles."""
        by_name = {article.name: article for article in articles}
        compared = {name: counting.compare(article) for name, article in by_name.items()}
        groups = {name: tuple(groups) for name, (groups, _) in compared.items()}
        return cls(counting, by_name, groups, {name: counts for name, (_, counts) in compared.items()})

    @property
    def scope(self) -> Scope:
        return Scope("", self.counting.annotators)

    @cached_property
    def number(self) -> Counter[tuple[str, str]]:
        """Relations by annotator and label."""
        return total(count.number for count in self.counts.values())

    @property
    def labels(self) -> list[str]:
        return sorted({label for (_, label), times in self.number.items() if times})

    @cached_property
    def units(self) -> dict[str, int]:
        """Relations of each annotator."""
        return {
            name: sum(times for (who, _), times in self.number.items() if who == name)
            for name in self.counting.annotators
        }

    @cached_property
    def joinable(self) -> Figure:
        """The share of relations both of whose ends another annotator has too: more cannot be agreed on."""
        joinable = total(count.joinable for count in self.counts.values()).total()
        return ratio(joinable, self.number.total(), _NO_RELATION)

    @cached_property
    def scores(self) -> Spread:
        return spread(added(SpanCounts, (count.pairs for count in self.counts.values())), self.scope)

    def of_label(self, label: str) -> Spread:
        """Return the scores of one relation alone."""
        counts = (count.by_label[label] for count in self.counts.values() if label in count.by_label)
        return spread(added(SpanCounts, counts), replace(self.scope, label=label))

    @cached_property
    def kinds(self) -> dict[Kind, int]:
        kinds = total(count.kinds for count in self.counts.values())
        return {kind: kinds[kind] for kind in (Kind.SAME, Kind.ATTRIBUTE, Kind.LABEL, Kind.MISSING)}

    @cached_property
    def label(self) -> Rated:
        """The labels of relations with the same ends."""
        ratings = added(Ratings, (count.labels for count in self.counts.values()))
        return rated(aligned_only(ratings), sum(self.kinds.values()))

    def behind(self, kind: Kind | None = None) -> list[RelationGroup]:
        """Return the groups of relations, or those of one kind."""
        every = (group for groups in self.groups.values() for group in groups)
        return [group for group in every if kind in (None, group.kind)]

    def intervals(self, sampling: Sampling) -> dict[Name, Interval]:
        """Return bootstrap intervals of the mean scores."""

        def evaluate(tallies: Tallies) -> dict[Name, Figure]:
            mean = spread(cast("SpanCounts", tallies[0]), self.scope).mean
            return {("mean", name): mean[scheme] for name, scheme in SCHEMES.items()}

        return intervals([(count.pairs,) for count in self.counts.values()], evaluate, sampling)

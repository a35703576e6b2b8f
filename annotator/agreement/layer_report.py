"""One layer's report: every figure from any side, its intervals, and the groups of spans behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import cast

from annotator.agreement.alignment import Kind, pair_by_label
from annotator.agreement.alpha import krippendorff_alpha
from annotator.agreement.bootstrap import Interval, Name, Sampling, Tallies, intervals
from annotator.agreement.chance import cohen_kappa
from annotator.agreement.continuum import UnitTally
from annotator.agreement.counting import Counting, LayerCounts, UnitCounts
from annotator.agreement.figures import Figure, mean
from annotator.agreement.gamma import TwoViews, Watch, gamma
from annotator.agreement.groups import Group
from annotator.agreement.phrases import Phrase
from annotator.agreement.scores import Scheme, SpanCounts
from annotator.agreement.selection import AnnotatedArticle
from annotator.agreement.summary import Names, Scope, Summary, aligned_only, spread, summarize
from annotator.agreement.tallies import Ratings
from annotator.agreement.unitizing import unitizing

_COUNTED: Mapping[Scheme, frozenset[Kind]] = {
    Scheme.STRICT: frozenset((Kind.SAME, Kind.ATTRIBUTE)),
    Scheme.EXACT: frozenset((Kind.SAME, Kind.ATTRIBUTE, Kind.LABEL)),
    Scheme.PARTIAL: frozenset(Kind) - {Kind.MISSING},
}


@dataclass(frozen=True)
class LayerReport:
    """One layer of the articles that count.

    groups, counts: of each article, by its name.
    """

    counting: Counting
    articles: Mapping[str, AnnotatedArticle]
    groups: Mapping[str, Sequence[Group]]
    counts: Mapping[str, LayerCounts]
    _made: dict[Scope, Summary] = field(default_factory=dict[Scope, Summary], compare=False, repr=False)
    _cut: dict[tuple[Names, str], tuple[UnitCounts, dict[str, UnitCounts]]] = field(
        default_factory=dict[tuple[Names, str], tuple[UnitCounts, dict[str, UnitCounts]]],
        compare=False,
        repr=False,
    )

    @classmethod
    def of(cls, counting: Counting, articles: Iterable[AnnotatedArticle]) -> LayerReport:
        """Align and count the articles."""
        by_name = {article.name: article for article in articles}
        groups = {name: counting.groups(article) for name, article in by_name.items()}
        counts = {name: counting.count(article, groups[name]) for name, article in by_name.items()}
        return cls(counting, by_name, groups, counts)

    @property
    def name(self) -> str:
        return self.counting.layer.name

    @property
    def languages(self) -> list[str]:
        """The languages that articles are marked with."""
        marked = {article.document.language for article in self.articles.values()}
        return sorted(language for language in marked if language)

    def summary(self, article: str = "", language: str = "") -> Summary:
        """Return the figures of all articles, of one, or of those in one language."""
        scope = Scope(self.name, self.counting.annotators, "", article, language)
        if scope not in self._made:
            counts = [self.counts[one.name] for one in self.within(scope)]
            self._made[scope] = summarize(counts, scope, self.counting.labels)
        return self._made[scope]

    def behind(self, scope: Scope) -> list[Group]:
        """Return the groups that a figure was computed from, in text order, article by article.

        Their spans are in the order of the scope's annotators. For a label they are the groups of its spans
        alone, for two of more annotators the groups of these two.
        """
        everyone = scope.annotators == self.counting.annotators
        if everyone and not scope.label:
            return [group for article in self.within(scope) for group in self.groups[article.name]]
        labels = (scope.label,) if scope.label else self.counting.labels
        counting = replace(self.counting, annotators=scope.annotators, labels=labels)
        return [group for article in self._shared(scope) for group in counting.groups(article)]

    def matched(self, scope: Scope, scheme: Scheme) -> list[Group]:
        """Return what counts as agreed between the scope's two annotators, as a half in "partial" where the
        kind is boundary or both."""
        if scheme != Scheme.TYPE:
            return [group for group in self.behind(scope) if group.kind in _COUNTED[scheme]]
        labels = (scope.label,) if scope.label else self.counting.labels
        counting = replace(self.counting, annotators=scope.annotators, labels=labels)
        found: list[Group] = []
        for article in self._shared(scope):
            spans = counting.spans(article)
            a, b = (spans[name] for name in scope.annotators)
            for pair in sorted(pair_by_label(a, b), key=lambda pair: (pair[0].order, pair[1].order)):
                kind = Kind.SAME if pair[0].pieces == pair[1].pieces else Kind.BOUNDARY
                found.append(Group(article.name, self.name, kind, pair))
        return found

    def units_of(self, scope: Scope) -> list[tuple[UnitCounts, dict[str, UnitCounts]]]:
        """Return how some of the annotators cut the articles of a scope into units."""
        counting = replace(self.counting, annotators=scope.annotators)
        found: list[tuple[UnitCounts, dict[str, UnitCounts]]] = []
        for article in self._shared(scope):
            at = (scope.annotators, article.name)
            if at not in self._cut:
                self._cut[at] = counting.units(article)
            found.append(self._cut[at])
        return found

    def confused(self, scope: Scope, row: str, column: str) -> list[Group]:
        """Return the groups behind a cell of a confusion table: the first says row, the second column."""
        i, j = (self.counting.annotators.index(name) for name in scope.annotators)
        everyone = replace(scope, annotators=self.counting.annotators)
        return [g for g in self.behind(everyone) if (g.labels[i], g.labels[j]) == (row, column)]

    def within(self, scope: Scope) -> list[AnnotatedArticle]:
        """Return the articles that a scope means."""
        return [
            article
            for name, article in self.articles.items()
            if scope.article in ("", name) and scope.language in ("", article.document.language)
        ]

    def _shared(self, scope: Scope) -> list[AnnotatedArticle]:
        """Return the articles that two or more of the scope's annotators have, without the others' work."""
        shared: list[AnnotatedArticle] = []
        for article in self.within(scope):
            sets = {name: article.sets[name] for name in scope.annotators if name in article.sets}
            if len(sets) > 1:
                shared.append(AnnotatedArticle(article.document, sets))
        return shared

    def intervals(self, sampling: Sampling, watch: Watch | None = None) -> dict[Name, Interval]:
        """Return bootstrap intervals of the figures of all articles."""
        attributes = [attribute.name for attribute in self.counting.layer.attributes]
        cut = not any(count.units.overlapping for count in self.counts.values())

        def evaluate(tallies: Tallies) -> dict[Name, Figure]:
            spans, labels, characters, units, own, *rest = tallies
            scores = spread(cast("SpanCounts", spans), self.summary().scope)
            found: dict[Name, Figure] = {("mean", scheme): scores.mean[scheme] for scheme in Scheme}
            if cut:
                family = unitizing(cast("Ratings", units), cast("UnitTally", own))
                found |= {
                    ("unitizing", "u"): family.u,
                    ("unitizing", "u_binary"): family.u_binary,
                    ("unitizing", "cu"): family.cu,
                }
            found["label", "alpha"] = krippendorff_alpha(cast("Ratings", labels))
            found["label", "kappa"] = cohen_kappa(cast("Ratings", labels))
            found["character", "alpha"] = krippendorff_alpha(cast("Ratings", characters))
            for name, ratings in zip(attributes, rest, strict=True):
                found["attributes", name, "alpha"] = krippendorff_alpha(cast("Ratings", ratings))
            return found

        rows = [_tallies(count) for count in self.counts.values()]
        return intervals(rows, evaluate, sampling, watch)

    def gamma(self, seed: int, watch: Watch | None = None) -> tuple[Figure, dict[tuple[str, str], Figure]]:
        """Return gamma, and that of each two annotators; of more than two, gamma is their mean."""
        pairs: dict[tuple[str, str], Figure] = {}
        for a, b in combinations(self.counting.annotators, 2):
            texts: list[TwoViews] = []
            for article in self._shared(Scope(self.name, (a, b))):
                spans = self.counting.spans(article)
                texts.append(TwoViews.of(spans[a], spans[b], article.length))
            pairs[a, b] = gamma(texts, seed=seed, watch=watch)
        if len(pairs) == 1:
            return next(iter(pairs.values())), pairs
        middle = mean(pairs.values())
        if middle.value is not None and not middle.note:
            middle = replace(middle, note=Phrase("mean of {n} pairs", n=len(pairs)))
        return middle, pairs


def _tallies(count: LayerCounts) -> Tallies:
    characters = Ratings(count.characters.pairs, Counter(), count.characters.items, Counter())
    labels = aligned_only(count.labels)
    return (
        count.spans,
        labels,
        characters,
        Ratings(count.units.ratings.pairs),
        count.units.tally,
        *(Ratings(ratings.pairs) for ratings in count.attributes.values()),
    )

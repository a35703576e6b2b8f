"""The report: all that can be said of how far annotators agree, and the spans behind each figure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import cast

from annotator.agreement.advice import Advice
from annotator.agreement.adviser import advise
from annotator.agreement.alignment import default_values, with_defaults
from annotator.agreement.alpha import krippendorff_alpha
from annotator.agreement.bootstrap import Interval, Name, Sampling, Tallies, intervals
from annotator.agreement.counting import Counting
from annotator.agreement.figures import Figure
from annotator.agreement.layer_report import LayerReport
from annotator.agreement.phrases import Phrase
from annotator.agreement.relation_report import RelationReport
from annotator.agreement.relations import RelationCounting, RelationReader
from annotator.agreement.selection import AnnotatedArticle, Exclusion, select
from annotator.agreement.summary import Names, Rated, rated_values
from annotator.agreement.tallies import Ratings, Row
from annotator.model.labels import LabelScheme

Watch = Callable[[str, int, int], None]
"""Told what is being done, how much is done and of how much. What it raises ends the work."""


@dataclass(frozen=True)
class Options:
    """What to compare.

    layers, labels: only these, all where empty. done: only what annotators say is done. gamma: compute it
    too, which takes long. excluded: what is left out already, such as articles that cannot be read.
    """

    layers: Names = ()
    labels: Names = ()
    done: bool = False
    sampling: Sampling = field(default_factory=Sampling)
    gamma: bool = False
    excluded: tuple[Exclusion, ...] = ()


@dataclass(frozen=True)
class ArticleAttribute:
    """What annotators said of the articles. rows: article -> what each annotator said."""

    name: str
    rows: Mapping[str, Row]
    figures: Rated


@dataclass(frozen=True)
class Intervals:
    """Bootstrap intervals: of each layer, of relations, of the articles' attributes."""

    sampling: Sampling
    layers: Mapping[str, Mapping[Name, Interval]]
    relations: Mapping[Name, Interval]
    article: Mapping[Name, Interval]


@dataclass(frozen=True)
class Report:
    """How far annotators agree.

    gamma: of each layer where it was asked for, with that of each two annotators.
    """

    annotators: Names
    articles: Names
    excluded: tuple[Exclusion, ...]
    layers: Mapping[str, LayerReport]
    relations: RelationReport
    article_attributes: Mapping[str, ArticleAttribute]
    intervals: Intervals
    gamma: Mapping[str, tuple[Figure, Mapping[tuple[str, str], Figure]]]
    advice: tuple[Advice, ...]


def make_report(
    articles: Iterable[AnnotatedArticle],
    annotators: Sequence[str],
    scheme: LabelScheme,
    options: Options | None = None,
    watch: Watch | None = None,
) -> Report:
    """Compare two or more annotators. Articles that fewer than two have are left out and named.

    Raises ValueError for fewer than two annotators, or for names given twice.
    """
    if len(annotators) < 2 or len(set(annotators)) < len(annotators):
        raise ValueError("agreement is between two or more different annotators")
    making = _Making(tuple(annotators), scheme, options or Options(), watch or _unwatched)
    return making.report(articles)


def _unwatched(what: str, done: int, of: int) -> None:
    pass


class _Making:
    """Makes one report."""

    def __init__(self, annotators: Names, scheme: LabelScheme, options: Options, watch: Watch) -> None:
        self._annotators = annotators
        self._scheme = scheme
        self._options = options
        self._watch = watch

    def report(self, articles: Iterable[AnnotatedArticle]) -> Report:
        kept, excluded = select(articles, self._annotators, done=self._options.done)
        countings = self._countings()
        layers = {counting.layer.name: self._layer(counting, kept) for counting in countings}
        relations = self._relations(countings, kept)
        attributes = {
            name: article_attribute(name, self._scheme, self._annotators, kept)
            for name in self._attribute_names()
        }
        intervals = self._intervals(layers, relations, attributes)
        self._watch(Phrase("looking for habits"), 0, 1)
        return Report(
            annotators=self._annotators,
            articles=tuple(article.name for article in kept),
            excluded=tuple(sorted((*self._options.excluded, *excluded))),
            layers=layers,
            relations=relations,
            article_attributes=attributes,
            intervals=intervals,
            gamma=self._gamma(layers),
            advice=advise(layers.values()),
        )

    def _countings(self) -> list[Counting]:
        """Return how each layer is counted that is asked for and has a label that is."""
        said = with_defaults(self._scheme)
        found: list[Counting] = []
        for layer in self._scheme.layers:
            labels = tuple(label.name for label in layer.labels if _wanted(label.name, self._options.labels))
            if labels and _wanted(layer.name, self._options.layers):
                found.append(Counting(self._annotators, layer, labels, said))
        return found

    def _layer(self, counting: Counting, articles: Sequence[AnnotatedArticle]) -> LayerReport:
        what = Phrase("aligning {layer}", layer=counting.layer.name)

        def watched() -> Iterable[AnnotatedArticle]:
            for number, article in enumerate(articles):
                self._watch(what, number, len(articles))
                yield article

        return LayerReport.of(counting, watched())

    def _relations(
        self, countings: Sequence[Counting], articles: Sequence[AnnotatedArticle]
    ) -> RelationReport:
        self._watch(Phrase("comparing relations"), 0, len(articles))
        counting = RelationCounting(self._annotators, tuple(countings), RelationReader(self._scheme))
        return RelationReport.of(counting, articles)

    def _attribute_names(self) -> list[str]:
        """Return the articles' attributes, unless only some layers or labels are asked for."""
        some = self._options.layers or self._options.labels
        return [] if some else [attribute.name for attribute in self._scheme.article]

    def _intervals(
        self,
        layers: Mapping[str, LayerReport],
        relations: RelationReport,
        attributes: Mapping[str, ArticleAttribute],
    ) -> Intervals:
        sampling = self._options.sampling
        found: dict[str, Mapping[Name, Interval]] = {}
        for name, layer in layers.items():
            found[name] = layer.intervals(
                sampling, partial(self._watch, Phrase("drawing samples of {layer}", layer=name))
            )
        return Intervals(sampling, found, relations.intervals(sampling), _of_articles(attributes, sampling))

    def _gamma(
        self, layers: Mapping[str, LayerReport]
    ) -> dict[str, tuple[Figure, Mapping[tuple[str, str], Figure]]]:
        if not self._options.gamma:
            return {}
        seed = self._options.sampling.seed
        return {
            name: layer.gamma(seed, partial(self._watch, Phrase("gamma of {layer}", layer=name)))
            for name, layer in layers.items()
        }


def article_attribute(
    name: str, scheme: LabelScheme, annotators: Names, articles: Iterable[AnnotatedArticle]
) -> ArticleAttribute:
    """Return what annotators said of articles, defaults included, with the measures on it."""
    meant = default_values(scheme.article).get(name)
    rows: dict[str, Row] = {}
    for article in articles:
        said = (article.sets.get(who) for who in annotators)
        rows[article.name] = tuple(one.attributes.get(name, meant) if one else None for one in said)
    return ArticleAttribute(name, rows, rated_values(Ratings.of(rows.values()), len(rows)))


def _wanted(name: str, wanted: Names) -> bool:
    return not wanted or name in wanted


def _of_articles(attributes: Mapping[str, ArticleAttribute], sampling: Sampling) -> dict[Name, Interval]:
    """Return intervals of alpha for the articles' attributes."""
    names = list(attributes)
    articles = list(next(iter(attributes.values())).rows) if attributes else []
    rows = [tuple(Ratings.of([attributes[name].rows[article]]) for name in names) for article in articles]

    def evaluate(tallies: Tallies) -> dict[Name, Figure]:
        found = zip(names, tallies, strict=True)
        return {(name, "alpha"): krippendorff_alpha(cast("Ratings", tally)) for name, tally in found}

    return intervals(rows, evaluate, sampling)

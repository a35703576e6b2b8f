"""What a question is about, aligned and counted; what has not changed is not counted again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cached_property
from typing import Generic, TypeVar

from annotator.agreement.alignment import with_defaults
from annotator.agreement.chosen import Chosen, Measuring
from annotator.agreement.counting import Counting, LayerCounts
from annotator.agreement.groups import Group
from annotator.agreement.layer_report import LayerReport
from annotator.agreement.phrases import Phrase
from annotator.agreement.relation_report import RelationReport
from annotator.agreement.relations import RelationCounting, RelationCounts, RelationGroup, RelationReader
from annotator.agreement.report import ArticleAttribute, article_attribute
from annotator.agreement.selection import AnnotatedArticle, Exclusion, select
from annotator.agreement.summary import Names, Scope
from annotator.model.faults import AnnotatorError, Fault
from annotator.model.labels import LabelScheme, Layer
from annotator.session.agreement.answers import Choices, LayerChoice
from annotator.session.agreement.questions import Question
from annotator.session.agreement.reading import AgreementReader, Reading, Watch, adjudicators, who_annotated
from annotator.store.corpus import Corpus
from annotator.text.folding import fold

_KEPT = 4
"""Ways of counting whose counts are kept: of other layers, labels and annotators."""

T = TypeVar("T")


class _Kept(Generic[T]):
    """What was made of each article, as long as document and sets are the same objects."""

    def __init__(self) -> None:
        self._made: dict[str, tuple[AnnotatedArticle, T]] = {}

    def of(self, article: AnnotatedArticle, make: Callable[[AnnotatedArticle], T]) -> T:
        known = self._made.get(article.name)
        if known is None or not _is_same(known[0], article):
            known = self._made[article.name] = article, make(article)
        return known[1]


def _is_same(one: AnnotatedArticle, other: AnnotatedArticle) -> bool:
    return (
        one.document is other.document
        and one.sets.keys() == other.sets.keys()
        and all(one.sets[name] is other.sets[name] for name in one.sets)
    )


@dataclass(frozen=True)
class Comparison:
    """A question with its names filled in, and the articles that it is about.

    asked: articles that fit; articles: those of them that two or more annotators have. unreadable: articles
    that cannot be read; excluded: all that is left out; faults: of all files, each with its path.
    adjudicators: who is left out, since their sets were decided from the others'.
    """

    question: Question
    annotators: Names
    layer: LayerReport
    asked: Sequence[AnnotatedArticle]
    articles: Sequence[AnnotatedArticle]
    unreadable: Sequence[Exclusion]
    excluded: Sequence[Exclusion]
    faults: Sequence[tuple[str, Fault]]
    adjudicators: Names
    scheme: LabelScheme
    related: Callable[[], RelationReport]

    @cached_property
    def measuring(self) -> Measuring:
        """The chosen measure."""
        return Measuring(self.layer, Chosen(self.question.measure, self.question.of))

    def by(self, measure: str, of: str = "label") -> Measuring:
        """Return another measure of the same."""
        return Measuring(self.layer, Chosen(measure, of))

    @cached_property
    def everyone(self) -> Scope:
        return Scope(self.layer.name, self.annotators)

    @cached_property
    def relations(self) -> RelationReport:
        return self.related()

    @cached_property
    def article_attributes(self) -> Mapping[str, ArticleAttribute]:
        return {
            attribute.name: article_attribute(attribute.name, self.scheme, self.annotators, self.articles)
            for attribute in self.scheme.article
        }


class Comparer:
    """Answers one question after the other about one corpus, whose files may change in between."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._reader = AgreementReader(corpus)
        self._said = with_defaults(corpus.scheme)
        self._counted: dict[tuple[object, ...], _Kept[tuple[list[Group], LayerCounts]]] = {}
        self._related: dict[Names, _Kept[tuple[list[RelationGroup], RelationCounts]]] = {}
        self._reading = Reading()
        self._listed: list[str] = []
        self._everyone: Names = ()
        self._compared: Names = ()
        self._usual: Names = ()

    @property
    def scheme(self) -> LabelScheme:
        return self._corpus.scheme

    def layers(self) -> tuple[LayerChoice, ...]:
        """Return the layers that can be compared."""
        return tuple(
            LayerChoice(
                layer.name,
                tuple(label.name for label in layer.labels),
                tuple(attribute.name for attribute in layer.attributes),
            )
            for layer in self.scheme.layers
        )

    def choices(self) -> Choices:
        """Return what can be chosen, as it was when the corpus was read last."""
        documents = self._reading.articles
        languages = {article.document.language for article in documents}
        return Choices(
            self._everyone,
            self._usual,
            self.layers(),
            tuple(sorted(language for language in languages if language)),
            len(self._listed),
        )

    def is_outdated(self) -> bool:
        """Whether what was read last is not what would be read now."""
        return (
            self._corpus.article_paths() != self._listed
            or tuple(who_annotated(self._corpus)) != self._everyone
            or not self._reader.is_as_read(self._listed, self._compared)
        )

    def compare(self, question: Question, watch: Watch) -> Comparison:
        """Read, align and count. Raises AnnotatorError where there is nothing to compare."""
        named = self._named(question)
        layer = self._layer(question)
        self._listed, self._compared = self._corpus.article_paths(), named
        self._reading = self._reader.read(self._listed, named, watch)
        annotators = self._without_adjudicators(question, named)
        articles = [article for article in self._reading.articles if _is_wanted(article, question)]
        kept, excluded = select(articles, annotators, done=question.done)
        unreadable = self._unreadable(question)
        labels = tuple(label.name for label in layer.labels)
        labels = (question.label,) if question.label in labels else labels
        counting = Counting(annotators, layer, labels, self._said)
        return Comparison(
            question,
            annotators,
            self._count(counting, kept, watch),
            articles,
            kept,
            unreadable,
            sorted((*unreadable, *excluded)),
            self._reading.faults,
            tuple(name for name in named if name not in annotators),
            self.scheme,
            lambda: self._relations(annotators, kept, watch),
        )

    def _named(self, question: Question) -> Names:
        """Return who is to be read."""
        self._everyone = tuple(who_annotated(self._corpus))
        wanted = tuple(name for name in self._everyone if name in question.annotators)
        # Those who were asked for may be gone by now: a window that stays open then shows the others.
        return _two_or_more(wanted if len(wanted) > 1 else self._everyone)

    def _without_adjudicators(self, question: Question, named: Names) -> Names:
        """Leave out whose sets were decided from the others', unless they were asked for."""
        if question.annotators and set(named) <= set(question.annotators):
            return named
        left_out = adjudicators(self._reading.articles)
        self._usual = tuple(name for name in named if name not in left_out)
        return _two_or_more(self._usual)

    def _layer(self, question: Question) -> Layer:
        layers = self.scheme.layers
        if not layers:
            raise AnnotatorError(Phrase("The corpus has no labels that could be compared."))
        return self.scheme.layer(question.layer) or layers[0]

    def _unreadable(self, question: Question) -> list[Exclusion]:
        """Return articles that cannot be read; nobody knows their language."""
        every = [] if question.language else self._reading.excluded
        return [one for one in every if _fits(one.article, question.articles)]

    def _count(self, counting: Counting, articles: Sequence[AnnotatedArticle], watch: Watch) -> LayerReport:
        kept = self._counts_of((counting.annotators, counting.layer.name, counting.labels))

        def make(article: AnnotatedArticle) -> tuple[list[Group], LayerCounts]:
            groups = counting.groups(article)
            return groups, counting.count(article, groups)

        groups: dict[str, list[Group]] = {}
        counts: dict[str, LayerCounts] = {}
        what = Phrase("aligning {layer}", layer=counting.layer.name)
        for number, article in enumerate(articles):
            watch(what, number, len(articles))
            groups[article.name], counts[article.name] = kept.of(article, make)
        return LayerReport(counting, {article.name: article for article in articles}, groups, counts)

    def _counts_of(self, way: tuple[object, ...]) -> _Kept[tuple[list[Group], LayerCounts]]:
        kept = self._counted.pop(way, None) or _Kept[tuple[list[Group], LayerCounts]]()
        self._counted[way] = kept
        if len(self._counted) > _KEPT:
            del self._counted[next(iter(self._counted))]
        return kept

    def _relations(
        self, annotators: Names, articles: Sequence[AnnotatedArticle], watch: Watch
    ) -> RelationReport:
        countings = tuple(
            Counting(annotators, layer, tuple(label.name for label in layer.labels), self._said)
            for layer in self.scheme.layers
        )
        counting = RelationCounting(annotators, countings, RelationReader(self.scheme))
        kept = self._related = {annotators: self._related.get(annotators) or _Kept()}
        groups: dict[str, tuple[RelationGroup, ...]] = {}
        counts: dict[str, RelationCounts] = {}
        for number, article in enumerate(articles):
            watch(Phrase("comparing relations"), number, len(articles))
            found, counts[article.name] = kept[annotators].of(article, counting.compare)
            groups[article.name] = tuple(found)
        return RelationReport(counting, {article.name: article for article in articles}, groups, counts)


def _is_wanted(article: AnnotatedArticle, question: Question) -> bool:
    there = article.document.language or ""
    return question.language in ("", there) and _fits(article.name, question.articles)


def _fits(path: str, wanted: str) -> bool:
    """Whether a path fits a pattern, or holds what is wanted."""
    wanted = wanted.strip()
    if any(sign in wanted for sign in "*?["):
        return fnmatchcase(path, wanted)
    return fold(wanted) in fold(path)


def _two_or_more(names: Names) -> Names:
    """Return the names; raises AnnotatorError where there are too few to compare."""
    if not names:
        told = Phrase("Agreement is between two or more annotators; nobody has annotated this corpus yet.")
        raise AnnotatorError(told)
    if len(names) < 2:
        told = Phrase(
            "Agreement is between two or more annotators; there is: {names}", names=", ".join(names)
        )
        raise AnnotatorError(told)
    return names

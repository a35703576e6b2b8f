"""What there is to adjudicate in an article: one case for each group of spans or relations, and for each
attribute of the article, with what every annotator said. Pure values; what was decided is not known here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from annotator.agreement.alignment import Kind, default_values, with_defaults
from annotator.agreement.groups import Group, align
from annotator.agreement.relations import RelationGroup, RelationReader
from annotator.agreement.selection import AnnotatedArticle
from annotator.model.adjudication import attribute_source, source_name
from annotator.model.annotations import Relation, Span, Value
from annotator.model.labels import LabelScheme

Item = Span | Relation | Value


class CaseKind(StrEnum):
    """What a case is about. SAME: no conflict, all say the same. The others up to MISSING: of spans, as the
    alignment counts them. RELATION, ARTICLE: relations, or an attribute of the article, that differ."""

    SAME = "same"
    ATTRIBUTE = "attribute"
    LABEL = "label"
    BOUNDARY = "boundary"
    BOTH = "both"
    MISSING = "missing"
    RELATION = "relation"
    ARTICLE = "article attribute"


@dataclass(frozen=True, slots=True)
class Voice:
    """What one annotator, who has the article, says in a case.

    source: how a decision names it (``aisha#s1``); item: the span, relation or value, None for nothing.
    """

    annotator: str
    source: str = ""
    item: Item | None = None


@dataclass(frozen=True)
class Case:
    """One thing that is the same, or decided on as one.

    id: the same as long as it is about the same sources, in whatever order the annotators are named.
    layer: of spans; "" for others. extent: code points, half open; (0, 0) for the article's attributes.
    voices: one for each annotator who has the article, in the order asked for. name: of the attribute.
    ends: of relations, the ids of the cases of the spans that they run from and to.
    detail: how relations differ: attribute, label or missing.
    """

    id: str
    article: str
    kind: CaseKind
    layer: str
    extent: tuple[int, int]
    voices: tuple[Voice, ...]
    name: str = ""
    ends: tuple[str, str] | None = None
    detail: Kind = Kind.SAME

    @property
    def about_spans(self) -> bool:
        """Whether it is about spans, rather than relations or an attribute of the article."""
        return not self.name and self.ends is None

    @property
    def sources(self) -> tuple[str, ...]:
        """All that a decision on this case settles."""
        return tuple(voice.source for voice in self.voices if voice.source)

    @property
    def spans(self) -> list[tuple[str, Span]]:
        """The annotators who have a span here, each with it."""
        return [(voice.annotator, voice.item) for voice in self.voices if isinstance(voice.item, Span)]

    @property
    def relations(self) -> list[tuple[str, Relation]]:
        """The annotators who have a relation here, each with it."""
        return [(voice.annotator, voice.item) for voice in self.voices if isinstance(voice.item, Relation)]

    @cached_property
    def labels(self) -> frozenset[str]:
        """The labels that are said here; of an attribute of the article, its name."""
        said = [voice.item for voice in self.voices if isinstance(voice.item, Span | Relation)]
        return frozenset({item.label for item in said} | ({self.name} if self.name else set()))

    def item_of(self, annotator: str) -> Item | None:
        """Return what an annotator has here; None for nothing."""
        return next((voice.item for voice in self.voices if voice.annotator == annotator), None)


@dataclass(frozen=True)
class ArticleCases:
    """All cases of an article: spans by place, then relations, then attributes of the article.

    annotators: those who have the article, in the order asked for.
    """

    article: str
    annotators: tuple[str, ...]
    cases: tuple[Case, ...]
    text: str = field(repr=False, default="")

    @cached_property
    def by_id(self) -> Mapping[str, Case]:
        return {case.id: case for case in self.cases}

    @cached_property
    def by_source(self) -> Mapping[str, Case]:
        """The case that each source is in."""
        return {source: case for case in self.cases for source in case.sources}

    @cached_property
    def by_name(self) -> Mapping[str, Case]:
        """The cases about the attributes of the article, by their names."""
        return {case.name: case for case in self.cases if case.name}

    @cached_property
    def at_end(self) -> Mapping[str, tuple[Case, ...]]:
        """The cases of relations that start or end at a case of spans, by its id."""
        found: dict[str, list[Case]] = {}
        for case in self.cases:
            for end in dict.fromkeys(case.ends or ()):
                found.setdefault(end, []).append(case)
        return {end: tuple(cases) for end, cases in found.items()}

    @property
    def conflicts(self) -> tuple[Case, ...]:
        return tuple(case for case in self.cases if case.kind is not CaseKind.SAME)


class Meanings:
    """What attributes mean under a scheme: where nothing is said, the default; a flag left out is false."""

    def __init__(self, scheme: LabelScheme) -> None:
        self.of_span = with_defaults(scheme)
        self.relations = RelationReader(scheme)
        self._article = default_values(scheme.article)

    def of(self, item: Span | Relation) -> Mapping[str, Value]:
        """Return what is said of a span or a relation besides its label."""
        return self.of_span(item) if isinstance(item, Span) else self.relations.said(item)

    def of_article(self, name: str, value: object) -> object:
        """Return what is said of an article by a value of an attribute, None for none."""
        return self._article.get(name) if value is None else value


class CaseReader:
    """Finds the cases of articles that are labelled by one scheme."""

    def __init__(self, scheme: LabelScheme, meanings: Meanings | None = None) -> None:
        self._scheme = scheme
        self._meanings = meanings or Meanings(scheme)

    def read(self, article: AnnotatedArticle, annotators: Sequence[str]) -> ArticleCases:
        """Return the cases of an article. annotators: in the order wanted, those who lack it left out."""
        names = tuple(name for name in annotators if name in article.sets)
        groups = [
            group for layer in self._scheme.layers for group in self._groups(article, names, layer.name)
        ]
        groups.sort(key=lambda group: (group.extent[0], -group.extent[1]))
        cases = [_case_of_spans(group, names) for group in groups]
        related = self._relation_cases(article, names, groups, cases)
        whole = self._article_cases(article, names)
        return ArticleCases(article.name, names, (*cases, *related, *whole), article.document.text)

    def _groups(self, article: AnnotatedArticle, names: Sequence[str], layer: str) -> list[Group]:
        spans = {name: [span for span in article.sets[name] if span.layer == layer] for name in names}
        return align(spans, article.name, layer, self._meanings.of_span) if any(spans.values()) else []

    def _relation_cases(
        self, article: AnnotatedArticle, names: Sequence[str], groups: Sequence[Group], cases: Sequence[Case]
    ) -> list[Case]:
        if not any(article.sets[name].relations for name in names):
            return []
        place = {source: case for case in cases for source in case.sources}
        found = self._meanings.relations.groups(article, names, groups)
        return [_case_of_relations(group, names, place) for group in found]

    def _article_cases(self, article: AnnotatedArticle, names: Sequence[str]) -> list[Case]:
        said = {name: article.sets[name].attributes for name in names}
        cases: list[Case] = []
        for attribute in self._scheme.article:
            if not any(attribute.name in values for values in said.values()):
                continue
            voices = tuple(_value_voice(name, attribute.name, said[name]) for name in names)
            meant = {
                self._meanings.of_article(attribute.name, said[name].get(attribute.name)) for name in names
            }
            kind = CaseKind.SAME if len(meant) == 1 else CaseKind.ARTICLE
            name = _identity(article.name, voices)
            cases.append(Case(name, article.name, kind, "", (0, 0), voices, attribute.name))
        return cases


def _case_of_spans(group: Group, names: Sequence[str]) -> Case:
    voices = tuple(
        Voice(name, source_name(name, span.id), span) if span else Voice(name)
        for name, span in zip(names, group.spans, strict=True)
    )
    name = _identity(group.article, voices)
    return Case(name, group.article, CaseKind(group.kind.value), group.layer, group.extent, voices)


def _case_of_relations(group: RelationGroup, names: Sequence[str], place: Mapping[str, Case]) -> Case:
    voices = tuple(
        Voice(name, source_name(name, relation.id), relation) if relation else Voice(name)
        for name, relation in zip(names, group.relations, strict=True)
    )
    annotator, relation = next(
        (voice.annotator, voice.item) for voice in voices if isinstance(voice.item, Relation)
    )
    ends = [place[source_name(annotator, end)] for end in (relation.source, relation.target)]
    extent = min(end.extent[0] for end in ends), max(end.extent[1] for end in ends)
    kind = CaseKind.SAME if group.kind is Kind.SAME else CaseKind.RELATION
    name = _identity(group.article, voices)
    return Case(
        name, group.article, kind, "", extent, voices, ends=(ends[0].id, ends[1].id), detail=group.kind
    )


def _value_voice(annotator: str, attribute: str, said: Mapping[str, Value]) -> Voice:
    value = said.get(attribute)
    return (
        Voice(annotator) if value is None else Voice(annotator, attribute_source(annotator, attribute), value)
    )


def _identity(article: str, voices: Iterable[Voice]) -> str:
    # No name of an article or an annotator has a line end in it.
    return "\n".join((article, *sorted(voice.source for voice in voices if voice.source)))

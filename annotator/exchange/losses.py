"""What a format cannot hold of an article's annotations, by its row of the table, item by item."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from annotator.exchange.format import Feature
from annotator.exchange.outgoing import Loss, OutgoingArticle, loss_of
from annotator.model.annotations import AnnotationSet, Relation, Span
from annotator.model.unsettled import LOST, LOST_RELATIONS, lost_spans

T = TypeVar("T")

_SPAN: Mapping[Feature, Callable[[Span], object]] = {
    Feature.PIECES: lambda span: span.parts,
    Feature.ATTRIBUTES: lambda span: span.attributes,
    Feature.NOTES: lambda span: span.note,
    Feature.LINKS: lambda span: span.link,
    Feature.ORIGINS: lambda span: span.origin,
    Feature.OTHER_KEYS: lambda span: span.extra,
}
_RELATION: Mapping[Feature, Callable[[Relation], object]] = {
    Feature.RELATIONS: lambda _: True,
    Feature.RELATION_ATTRIBUTES: lambda relation: relation.attributes,
    Feature.RELATION_NOTES: lambda relation: relation.note,
    Feature.OTHER_KEYS: lambda relation: relation.extra,
}
_UNSETTLED = (LOST, LOST_RELATIONS)
_SET: Mapping[Feature, Callable[[AnnotationSet], object]] = {
    Feature.ARTICLE_ATTRIBUTES: lambda said: said.attributes,
    Feature.STATUS: lambda said: said.status != "draft",
    Feature.EMPTY_SETS: lambda said: not said.spans,
    Feature.OTHER_KEYS: lambda said: [extra for extra in said.extra if extra.key not in _UNSETTLED],
}

Lacks = Mapping[Feature, str]


def losses_of(article: OutgoingArticle, lacks: Lacks) -> Iterator[Loss]:
    """Yield what is lost of an article in a format that lacks these features.

    Ids, layers, names and the rest that is the same for every span are told by the table, not here; overlaps
    and edges by the writer, which knows what it does with them.
    """
    document = article.document
    if Feature.LINE_ENDS in lacks and article.raw != document.text:
        yield Loss(document.path, "", "", Feature.LINE_ENDS, _message(Feature.LINE_ENDS, lacks))
    for said in article.sets:
        for item, feature in _lost_of(said, lacks):
            yield loss_of(document, said, item, feature, _message(feature, lacks))
        if Feature.LOST_SPANS in lacks:
            yield from _unplaced(article, said, lacks)


def _lost_of(said: AnnotationSet, lacks: Lacks) -> Iterator[tuple[Span | Relation | None, Feature]]:
    yield from ((None, feature) for feature, has in _wanted(_SET, lacks) if has(said))
    checks = _wanted(_SPAN, lacks)
    if checks:
        yield from ((span, feature) for span in said.spans for feature, has in checks if has(span))
    of_relations = _wanted(_RELATION, lacks)
    if Feature.RELATIONS in lacks:
        of_relations = of_relations[:1]  # what goes whole has no parts that go
    for relation in said.relations:
        yield from ((relation, feature) for feature, has in of_relations if has(relation))


def _unplaced(article: OutgoingArticle, said: AnnotationSet, lacks: Lacks) -> Iterator[Loss]:
    message = _message(Feature.LOST_SPANS, lacks)
    for lost in lost_spans(said):
        yield Loss(
            article.document.path,
            said.annotator,
            lost.span.id,
            Feature.LOST_SPANS,
            message,
            (),
            lost.anchor.exact,
        )


def _wanted(
    checks: Mapping[Feature, Callable[[T], object]], lacks: Lacks
) -> list[tuple[Feature, Callable[[T], object]]]:
    return [(feature, has) for feature, has in checks.items() if feature in lacks]


def _message(feature: Feature, lacks: Lacks) -> str:
    return f"{feature} {lacks[feature]}"

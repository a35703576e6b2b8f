"""Places of articles as a list shows them: each annotator's version, with what it has and another has not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from annotator.agreement.advice import value_words
from annotator.agreement.alignment import Kind, Said
from annotator.agreement.groups import Group
from annotator.agreement.relations import RelationGroup
from annotator.agreement.report import ArticleAttribute
from annotator.agreement.selection import AnnotatedArticle
from annotator.agreement.summary import Names
from annotator.model.annotations import Relation, Span
from annotator.model.spans import Piece
from annotator.session.agreement.answers import Example, Version
from annotator.session.agreement.excerpts import SHORT, covered, excerpt, shortened
from annotator.text.direction import Direction, paragraph_direction

_ARROWS = {False: " \u2192 ", True: " \u2190 "}


def example_of(group: Group, article: AnnotatedArticle, names: Sequence[str], said: Said) -> Example:
    """Return a group of spans; names: of its annotators, in order."""
    start, end = group.extent
    text = article.document.text
    words = excerpt(text, [piece for span in group.present for piece in span.pieces])
    attributes = _differing(group.present, said)

    def version(name: str, span: Span | None) -> Version:
        if span is None:
            return Version(name)
        others = [other.pieces for other in group.present if other is not span]
        alone = {piece for pieces in others for piece in covered(span.pieces, pieces)}
        meant = said(span)
        told = tuple((key, value_words(meant.get(key))) for key in attributes)
        marks = words.ranges(span.pieces), words.ranges(_merged(alone))
        return Version(name, span.label, words.words, *marks, told, span.start, span.end, span.id)

    there = ((name, span) for name, span in zip(names, group.spans, strict=True) if name in article.sets)
    versions = tuple(version(name, span) for name, span in there)
    return Example(article.name, group.kind.value, versions, start, end, _runs_left(article, words.words))


def _merged(pieces: Iterable[Piece]) -> list[Piece]:
    merged: list[Piece] = []
    for start, end in sorted(pieces):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _differing(spans: Sequence[Span], said: Said) -> list[str]:
    """Return the attributes that are not the same for all."""
    if len(spans) < 2 or not any(span.attributes for span in spans):
        return []
    meant = [said(span) for span in spans]
    names = sorted({name for one in meant for name in one})
    return [name for name in names if len({str(one.get(name)) for one in meant}) > 1]


def _runs_left(article: AnnotatedArticle, words: str) -> bool:
    return paragraph_direction(words, article.document.direction) is Direction.RTL


def relation_example(group: RelationGroup, article: AnnotatedArticle, names: Sequence[str]) -> Example:
    """Return a group of relations: for each annotator the spans that are joined."""
    ends: list[int] = []

    def version(name: str, relation: Relation | None) -> Version:
        if relation is None:
            return Version(name)
        source, target = (article.sets[name].span(end) for end in (relation.source, relation.target))
        ends.extend((source.start, source.end, target.start, target.end))
        words, marks = _joined(article, source, target)
        start, end = min(source.start, target.start), max(source.end, target.end)
        return Version(name, relation.label, words, marks, start=start, end=end, span=source.id)

    there = ((name, one) for name, one in zip(names, group.relations, strict=True) if name in article.sets)
    versions = tuple(version(name, one) for name, one in there)
    rtl = _runs_left(article, next(one.words for one in versions if one.words))
    return Example(article.name, group.kind.value, versions, min(ends), max(ends), rtl)


def _joined(article: AnnotatedArticle, source: Span, target: Span) -> tuple[str, tuple[Piece, ...]]:
    """Return both ends as one line, the arrow from the first to the second, and where the ends stand."""
    first, second = (shortened(span.exact(article.document.text)) for span in (source, target))
    arrow = _ARROWS[_runs_left(article, f"{first} {second}")]
    begin = len(first) + len(arrow)
    return f"{first}{arrow}{second}", ((0, len(first)), (begin, begin + len(second)))


def article_example(attribute: ArticleAttribute, article: AnnotatedArticle, names: Names) -> Example:
    """Return what annotators said of an article."""
    values = attribute.rows[article.name]

    def version(name: str, value: object) -> Version:
        if value is None:
            return Version(name)
        told = value_words(value) if isinstance(value, bool) else shortened(str(value), SHORT)
        return Version(name, attribute.name, told)

    versions = tuple(version(name, value) for name, value in zip(names, values, strict=True))
    kind = Kind.SAME if len(set(values)) == 1 else Kind.MISSING if None in values else Kind.ATTRIBUTE
    words = " ".join(version.words for version in versions)
    return Example(article.name, kind.value, versions, 0, 0, _runs_left(article, words))

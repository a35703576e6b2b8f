"""What a changed article leaves to a person: spans that were moved, until they are confirmed, and lost ones.

Both stand in keys of their own in the file, as Extra: so history, journal and merging carry them as they are.
``moved`` of a span says where it stood; ``lost`` of the set holds spans as they were, with the words they
covered; ``lost_relations`` the relations that had an end in one of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from annotator.model.anchors import Anchor
from annotator.model.annotations import AnnotationSet, Extra, Piece, Relation, Span
from annotator.model.faults import InvalidAnnotation
from annotator.model.plain_entries import (
    anchor_of,
    entry_of_anchor,
    entry_of_lost,
    entry_of_relation,
    relation_of,
    span_of,
)

MOVED, LOST, LOST_RELATIONS = "moved", "lost", "lost_relations"


@dataclass(frozen=True, slots=True)
class LostSpan:
    """A span that has no place in the article as it is now.

    span: as it was, with offsets of the earlier text; anchor: where that was, and between which words.
    """

    span: Span
    anchor: Anchor


def moved_from(span: Span) -> Anchor | None:
    """Return where a span stood that was moved and that nobody has confirmed; None for any other."""
    entry = next((extra.value for extra in span.extra if extra.key == MOVED), None)
    return anchor_of(cast("Mapping[str, object]", entry)) if isinstance(entry, Mapping) else None


def with_moved_from(span: Span, anchor: Anchor | None) -> Span:
    """Return the span marked as moved from there; None: as settled."""
    kept = tuple(extra for extra in span.extra if extra.key != MOVED)
    if anchor:
        # Behind the last key of a span, before keys that nobody knows.
        kept = (Extra(MOVED, entry_of_anchor(anchor), "origin"), *kept)
    return span if kept == span.extra else replace(span, extra=kept)


def moved_spans(annotations: AnnotationSet) -> tuple[Span, ...]:
    """Return the spans that were moved and that nobody has confirmed, in the order of the text."""
    return tuple(span for span in annotations.spans if span.extra and moved_from(span))


def lost_spans(annotations: AnnotationSet) -> tuple[LostSpan, ...]:
    """Return the spans without a place, in the order of the earlier text.

    Raises InvalidAnnotation where an entry is none. One that stands among the spans again is left out.
    """
    lost = (LostSpan(span_of(entry), anchor_of(entry)) for entry in _entries(annotations, LOST))
    return tuple(item for item in lost if item.span.id not in annotations)


def lost_relations(annotations: AnnotationSet) -> tuple[Relation, ...]:
    """Return the relations that wait for a lost span. Raises InvalidAnnotation where an entry is none."""
    known = {relation.id for relation in annotations.relations}
    waiting = (relation_of(entry) for entry in _entries(annotations, LOST_RELATIONS))
    return tuple(relation for relation in waiting if relation.id not in known)


def with_lost(
    annotations: AnnotationSet, lost: Iterable[LostSpan], relations: Iterable[Relation]
) -> AnnotationSet:
    """Return the set with these spans and relations as its lost ones, instead of those it has.

    The spans must not be among the set's own; relations whose ends are there come back by themselves, and
    those of which an end was deleted go.
    """
    lost = sorted(lost, key=lambda item: item.span.order)
    absent = {item.span.id for item in lost}
    waiting: list[Relation] = []
    for relation in relations:
        ends = {relation.source, relation.target}
        if all(end in annotations for end in ends):
            annotations = annotations.adding_relation(relation)
        elif all(end in annotations or end in absent for end in ends):
            waiting.append(relation)
    extra = [item for item in annotations.extra if item.key not in (LOST, LOST_RELATIONS)]
    lists = (
        (LOST, [entry_of_lost(item.span, item.anchor) for item in lost]),
        (LOST_RELATIONS, [entry_of_relation(relation) for relation in waiting]),
    )
    own = [Extra(key, entries, "relations") for key, entries in lists if entries]
    return annotations.with_extra((*own, *extra))


def confirm(annotations: AnnotationSet, *span_ids: str) -> AnnotationSet:
    """Return the set with these moved spans settled where they are."""
    for span_id in span_ids:
        span = annotations.span(span_id)
        annotations = annotations.replacing(with_moved_from(span, None))
    return annotations


def reject(annotations: AnnotationSet, span_id: str) -> AnnotationSet:
    """Return the set with a moved span lost: as it was, to be placed elsewhere or forgotten.

    Its relations wait with it. Raises InvalidAnnotation for a span that was not moved.
    """
    span = annotations.span(span_id)
    anchor = moved_from(span)
    if anchor is None:
        raise InvalidAnnotation(f"{span_id} was not moved, or is confirmed already")
    parts = tuple((start, end) for start, end, _ in anchor.parts)
    was = replace(with_moved_from(span, None), start=anchor.start, end=anchor.end, parts=parts)
    waiting = (*lost_relations(annotations), *annotations.relations_of(span_id))
    lost = (*lost_spans(annotations), LostSpan(was, anchor))
    return with_lost(annotations.removing(span_id), lost, waiting)


def place(annotations: AnnotationSet, span_id: str, pieces: Sequence[Piece]) -> AnnotationSet:
    """Return the set with a lost span at these pieces (code points), and its relations with it.

    A relation whose other end is lost too goes on waiting. Raises InvalidAnnotation for no lost span, or
    pieces that cannot be.
    """
    span = _lost(annotations, span_id).span
    parts = tuple(pieces) if len(pieces) > 1 else ()
    there = replace(with_moved_from(span, None), start=pieces[0][0], end=pieces[-1][1], parts=parts)
    lost = [item for item in lost_spans(annotations) if item.span.id != span_id]
    waiting = lost_relations(annotations)
    return with_lost(with_lost(annotations, (), ()).adding(there), lost, waiting)


def forget(annotations: AnnotationSet, *span_ids: str) -> AnnotationSet:
    """Return the set without these lost spans and the relations that wait for them."""
    gone = {_lost(annotations, span_id).span.id for span_id in span_ids}
    lost = [item for item in lost_spans(annotations) if item.span.id not in gone]
    waiting = [r for r in lost_relations(annotations) if not gone & {r.source, r.target}]
    return with_lost(annotations, lost, waiting)


def _lost(annotations: AnnotationSet, span_id: str) -> LostSpan:
    for item in lost_spans(annotations):
        if item.span.id == span_id:
            return item
    raise InvalidAnnotation(f"there is no lost span {span_id}")


def _entries(annotations: AnnotationSet, key: str) -> Iterable[Mapping[str, object]]:
    return (entry for extra in annotations.extra if extra.key == key for entry in extra.entries)

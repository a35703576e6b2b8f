"""The set of all that one annotator said of an article, frozen: an edit returns a new set."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from annotator.model.faults import InvalidAnnotation
from annotator.model.lookups import RecentLookups
from annotator.model.spans import Extra, Piece, Relation, Span, Value, frozen_attributes

__all__ = ["STATUSES", "AnnotationSet", "Extra", "Piece", "Relation", "Span", "Value"]

STATUSES = ("draft", "done")

_BY_ID = RecentLookups[Span](8)


@dataclass(frozen=True)
class AnnotationSet:
    """All that one annotator said of one article. Spans are kept in the order of Span.order.

    sha256, length: of the article that the offsets belong to (length in code points).
    Raises InvalidAnnotation for ids given twice, spans past the end, dangling relations.
    """

    article: str
    annotator: str
    sha256: str
    length: int
    status: str = "draft"
    attributes: Mapping[str, Value] = field(default_factory=dict[str, Value], hash=False)
    spans: tuple[Span, ...] = ()
    relations: tuple[Relation, ...] = ()
    extra: tuple[Extra, ...] = field(default=(), hash=False)

    def __post_init__(self) -> None:
        _check_status(self.status)
        object.__setattr__(self, "attributes", frozen_attributes(self.attributes))
        object.__setattr__(self, "spans", tuple(sorted(self.spans, key=lambda span: span.order)))
        ids = {item.id for item in (*self.spans, *self.relations)}
        if len(ids) != len(self.spans) + len(self.relations):
            raise InvalidAnnotation("an id is given twice")
        for span in self.spans:
            _check_end(span, self.length)
        for relation in self.relations:
            _check_ends(relation, self)

    def _with(self, **changes: object) -> AnnotationSet:
        """Return a copy with changes that are known to be right: an edit costs no check of the whole."""
        new = object.__new__(AnnotationSet)
        for name in self.__dataclass_fields__:
            object.__setattr__(new, name, changes.get(name, getattr(self, name)))
        if "spans" not in changes:
            _BY_ID.keep(new, self._by_id)
        return new

    @property
    def _by_id(self) -> Mapping[str, Span]:
        return _BY_ID.of(self, lambda: {span.id: span for span in self.spans})

    def __iter__(self) -> Iterator[Span]:
        return iter(self.spans)

    def __contains__(self, span_id: str) -> bool:
        return span_id in self._by_id

    def span(self, span_id: str) -> Span:
        """Return the span of that id; raises InvalidAnnotation where there is none."""
        try:
            return self._by_id[span_id]
        except KeyError:
            raise InvalidAnnotation(f"there is no span {span_id}") from None

    def relation(self, relation_id: str) -> Relation:
        """Return the relation of that id; raises InvalidAnnotation where there is none."""
        for relation in self.relations:
            if relation.id == relation_id:
                return relation
        raise InvalidAnnotation(f"there is no relation {relation_id}")

    def relations_of(self, span_id: str) -> tuple[Relation, ...]:
        """Return the relations that start or end at a span."""
        return tuple(r for r in self.relations if span_id in (r.source, r.target))

    def spans_at(self, offset: int) -> tuple[Span, ...]:
        """Return the spans with a piece that holds the code point at offset, innermost (shortest) first."""
        holding = (
            s for s in self.spans_over(offset, offset + 1) if any(a <= offset < b for a, b in s.pieces)
        )
        return tuple(sorted(holding, key=lambda s: (s.end - s.start, -s.start, s.id)))

    def spans_over(self, start: int, end: int) -> tuple[Span, ...]:
        """Return the spans whose outer range overlaps [start, end), in order."""
        stop = bisect_left(self.spans, end, key=lambda span: span.start)
        return tuple(span for span in self.spans[:stop] if span.end > start)

    def adding(self, span: Span) -> AnnotationSet:
        """Return the set with one more span. Raises InvalidAnnotation: id taken, or past the end."""
        if span.id in self._by_id or any(span.id == r.id for r in self.relations):
            raise InvalidAnnotation(f"the id {span.id} is taken")
        _check_end(span, self.length)
        return self._with_span(span, list(self.spans))

    def _with_span(self, span: Span, others: list[Span]) -> AnnotationSet:
        insort(others, span, key=_order)
        new = self._with(spans=tuple(others))
        _BY_ID.keep(new, {**self._by_id, span.id: span})  # quicker than a table from the beginning
        return new

    def removing(self, *span_ids: str) -> AnnotationSet:
        """Return the set without these spans and without the relations that start or end at them."""
        gone = {self.span(span_id).id for span_id in span_ids}
        new = self._with(
            spans=tuple(s for s in self.spans if s.id not in gone),
            relations=tuple(r for r in self.relations if r.source not in gone and r.target not in gone),
        )
        left = {**self._by_id}
        for span_id in gone:
            del left[span_id]
        _BY_ID.keep(new, left)
        return new

    def replacing(self, span: Span) -> AnnotationSet:
        """Return the set with the span of the same id replaced."""
        old = self.span(span.id)
        _check_end(span, self.length)
        others = list(self.spans)
        del others[bisect_left(others, old.order, key=_order)]
        return self._with_span(span, others)

    def adding_relation(self, relation: Relation) -> AnnotationSet:
        """Return the set with one more relation. Raises InvalidAnnotation: id taken, or dangling."""
        if relation.id in self._by_id or any(relation.id == r.id for r in self.relations):
            raise InvalidAnnotation(f"the id {relation.id} is taken")
        _check_ends(relation, self)
        return self._with(relations=(*self.relations, relation))

    def replacing_relation(self, relation: Relation) -> AnnotationSet:
        """Return the set with the relation of the same id replaced."""
        old = self.relation(relation.id)
        _check_ends(relation, self)
        return self._with(relations=tuple(relation if r is old else r for r in self.relations))

    def removing_relations(self, *relation_ids: str) -> AnnotationSet:
        """Return the set without these relations."""
        gone = {self.relation(relation_id).id for relation_id in relation_ids}
        return self._with(relations=tuple(r for r in self.relations if r.id not in gone))

    def with_status(self, status: str) -> AnnotationSet:
        """Return the set with another status, draft or done."""
        _check_status(status)
        return self._with(status=status)

    def with_attributes(self, attributes: Mapping[str, Value]) -> AnnotationSet:
        """Return the set with other attributes of the article as a whole."""
        return self._with(attributes=frozen_attributes(attributes))

    def revised(self, spans: tuple[Span, ...], relations: tuple[Relation, ...]) -> AnnotationSet:
        """Return the set with these items; for items of a set before it, in order: nothing is checked."""
        return self._with(spans=spans, relations=relations)

    def with_extra(self, extra: tuple[Extra, ...]) -> AnnotationSet:
        """Return the set with other keys that this version does not know."""
        return self._with(extra=extra)

    def ids(self) -> Iterable[str]:
        """All ids in use, of spans and relations, also of those that have no place in the text."""
        yield from self._by_id
        yield from (relation.id for relation in self.relations)
        for extra in self.extra:
            yield from (name for entry in extra.entries if isinstance(name := entry.get("id"), str))


def _order(span: Span) -> tuple[int, int, str]:
    return span.order


def _check_status(status: str) -> None:
    if status not in STATUSES:
        raise InvalidAnnotation(f"status {status!r} is none of: {', '.join(STATUSES)}")


def _check_end(span: Span, length: int) -> None:
    if span.end > length:
        raise InvalidAnnotation(f"{span.id} ends at {span.end}, past the end of the article ({length})")


def _check_ends(relation: Relation, annotations: AnnotationSet) -> None:
    for end in (relation.source, relation.target):
        if end not in annotations:
            raise InvalidAnnotation(f"{relation.id} names {end}, which is no span of this set")

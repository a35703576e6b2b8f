"""What makes one set of annotations into another, small where little changed, and the way back.

A change knows the old items as well as the new ones: so it can be turned round, and it fits only where
the old ones stand.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar, cast

from annotator.model.annotations import AnnotationSet, Extra, Relation, Span, Value
from annotator.model.faults import InvalidAnnotation

T = TypeVar("T")

Swap = tuple[T, T]
"""What was there and what is there now."""


@dataclass(frozen=True, slots=True)
class Splice:
    """A stretch of the relations that is another: from which place on, what stood and what stands there."""

    place: int
    old: tuple[Relation, ...]
    new: tuple[Relation, ...]


@dataclass(frozen=True, slots=True)
class ExtraChange:
    """What is another in a key that both sets have besides their own: a stretch of its list, from which place
    on; or its whole value where it is no list (place is None then, and old and new have one item)."""

    key: str
    place: int | None
    old: tuple[object, ...]
    new: tuple[object, ...]

    def applied(self, extra: Extra) -> Extra:
        """Return the key as it is after the change. Raises InvalidAnnotation where it does not fit."""
        if self.place is None:
            if extra.value != self.old[0]:
                raise InvalidAnnotation(f"{self.key} is another")
            return replace(extra, value=self.new[0])
        items = _items(extra) or []
        end = self.place + len(self.old)
        if tuple(items[self.place : end]) != self.old:
            raise InvalidAnnotation(f"the entries of {self.key} are others")
        return replace(extra, value=[*items[: self.place], *self.new, *items[end:]])


@dataclass(frozen=True, slots=True)
class Change:
    """The difference of two sets of one article. None and () stand for what is as it was.

    gone: spans that are no more, those that are others now in their old form; come: the new ones.
    extra: all keys besides the set's own, where one came or went; else inside: what is another in them.
    """

    gone: tuple[Span, ...] = ()
    come: tuple[Span, ...] = ()
    relations: Splice | None = None
    status: Swap[str] | None = None
    attributes: Swap[Mapping[str, Value]] | None = None
    extra: Swap[tuple[Extra, ...]] | None = None
    inside: tuple[ExtraChange, ...] = ()

    @property
    def turned(self) -> Change:
        """The way back."""
        splice = self.relations
        return Change(
            self.come,
            self.gone,
            Splice(splice.place, splice.new, splice.old) if splice else None,
            _turned(self.status),
            _turned(self.attributes),
            _turned(self.extra),
            tuple(ExtraChange(one.key, one.place, one.new, one.old) for one in self.inside),
        )

    def applied(self, annotations: AnnotationSet) -> AnnotationSet:
        """Return the set with the change made. Raises InvalidAnnotation where it does not fit."""
        after = annotations.revised(_spans_after(annotations, self), _relations_after(annotations, self))
        _check_ends(after, self)
        for swap, present in (
            (self.status, annotations.status),
            (self.attributes, annotations.attributes),
            (self.extra, annotations.extra),
        ):
            if swap and swap[0] != present:
                raise InvalidAnnotation("the change belongs to other annotations")
        if self.status:
            after = after.with_status(self.status[1])
        if self.attributes:
            after = after.with_attributes(self.attributes[1])
        after = after.with_extra(self.extra[1]) if self.extra else after
        return after.with_extra(_extra_after(after.extra, self.inside)) if self.inside else after


def change_between(before: AnnotationSet, after: AnnotationSet) -> Change:
    """Return what makes before into after: cheap for two neighbours in a history, which share most items."""
    first, last = _window(before.spans, after.spans)
    old, new = before.spans[first : len(before.spans) - last], after.spans[first : len(after.spans) - last]
    was, present = {span.id: span for span in old}, {span.id: span for span in new}
    return Change(
        tuple(span for span in old if present.get(span.id) != span),
        tuple(span for span in new if was.get(span.id) != span),
        _splice(before.relations, after.relations),
        _swap(before.status, after.status),
        _swap(before.attributes, after.attributes),
        *_extra_changes(before.extra, after.extra),
    )


def _swap(old: T, new: T) -> Swap[T] | None:
    return None if old == new else (old, new)


def _extra_changes(
    old: tuple[Extra, ...], new: tuple[Extra, ...]
) -> tuple[Swap[tuple[Extra, ...]] | None, tuple[ExtraChange, ...]]:
    """Return the change of all keys, or what is another inside them where the keys are the same."""
    if old == new:
        return None, ()
    if [(extra.key, extra.after) for extra in old] != [(extra.key, extra.after) for extra in new]:
        return (old, new), ()
    pairs = zip(old, new, strict=True)
    return None, tuple(_inside(was, present) for was, present in pairs if was.value != present.value)


def _items(extra: Extra) -> list[object] | None:
    value = extra.value
    return cast("list[object]", value) if isinstance(value, list) else None


def _inside(old: Extra, new: Extra) -> ExtraChange:
    was, present = _items(old), _items(new)
    if was is None or present is None:
        return ExtraChange(old.key, None, (old.value,), (new.value,))
    first, last = _window(was, present)
    stands, comes = was[first : len(was) - last], present[first : len(present) - last]
    return ExtraChange(old.key, first, tuple(stands), tuple(comes))


def _extra_after(extras: tuple[Extra, ...], changes: Sequence[ExtraChange]) -> tuple[Extra, ...]:
    by_key = {extra.key: extra for extra in extras}
    for change in changes:
        if change.key not in by_key:
            raise InvalidAnnotation(f"there is no {change.key}")
        by_key[change.key] = change.applied(by_key[change.key])
    return tuple(by_key[extra.key] for extra in extras)


def _turned(swap: Swap[T] | None) -> Swap[T] | None:
    return (swap[1], swap[0]) if swap else None


def _splice(old: tuple[Relation, ...], new: tuple[Relation, ...]) -> Splice | None:
    if old == new:
        return None
    first, last = _window(old, new)
    return Splice(first, old[first : len(old) - last], new[first : len(new) - last])


_STRETCH = 256


def _window(old: Sequence[object], new: Sequence[object]) -> tuple[int, int]:
    """Return how many items at the beginning and, of the others, at the end are the same.

    By stretches, which are compared at once where the items are the very same objects.
    """
    shorter = min(len(old), len(new))
    first = 0
    while first < shorter and old[first : first + _STRETCH] == new[first : first + _STRETCH]:
        first += _STRETCH
    first = min(first, shorter)
    while first < shorter and old[first] == new[first]:
        first += 1
    last, rest = 0, shorter - first
    while last + _STRETCH <= rest and _stretch(old, last) == _stretch(new, last):
        last += _STRETCH
    while last < rest and old[-last - 1] == new[-last - 1]:
        last += 1
    return first, last


def _stretch(items: Sequence[object], last: int) -> Sequence[object]:
    end = len(items) - last
    return items[end - _STRETCH : end]


def _spans_after(annotations: AnnotationSet, change: Change) -> tuple[Span, ...]:
    if not (change.gone or change.come):
        return annotations.spans
    spans = list(annotations.spans)
    for span in change.gone:
        place = bisect_left(spans, span.order, key=_order)
        if place == len(spans) or spans[place] != span:
            raise InvalidAnnotation(f"the span {span.id} is another, or is not there")
        del spans[place]
    known, freed = annotations, {span.id for span in change.gone}
    for span in change.come:
        if span.end > annotations.length or (span.id not in freed and span.id in known):
            raise InvalidAnnotation(f"the span {span.id} cannot be there")
        insort(spans, span, key=_order)
    return tuple(spans)


def _relations_after(annotations: AnnotationSet, change: Change) -> tuple[Relation, ...]:
    splice, relations = change.relations, annotations.relations
    if splice is None:
        return relations
    end = splice.place + len(splice.old)
    if relations[splice.place : end] != splice.old:
        raise InvalidAnnotation("the relations are others")
    return (*relations[: splice.place], *splice.new, *relations[end:])


def _check_ends(after: AnnotationSet, change: Change) -> None:
    """Refuse ids given twice and relations that dangle; only what the change touches is looked at."""
    come = change.relations.new if change.relations else ()
    fresh = {span.id for span in change.come}
    lost = {span.id for span in change.gone} - fresh
    if len(fresh) != len(change.come) or (
        come and len({r.id for r in after.relations}) != len(after.relations)
    ):
        raise InvalidAnnotation("an id is given twice")
    for relation in after.relations if lost else come:
        if relation.source not in after or relation.target not in after:
            raise InvalidAnnotation(f"{relation.id} names a span that is not there")
    for relation in after.relations if fresh else come:
        if relation.id in fresh or (relation in come and relation.id in after):
            raise InvalidAnnotation(f"the id {relation.id} is given twice")


def _order(span: Span) -> tuple[int, int, str]:
    return span.order

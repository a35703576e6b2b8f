"""The decisions that stand in an adjudicated set, wherever they stand in it, as records of one form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import cast

from annotator.model.adjudication import (
    ATTRIBUTE_ORIGINS,
    LEFT_OPEN,
    REJECTED,
    Decision,
    Origin,
    SetAside,
    attribute_origins,
    entries_of,
    fingerprint_of_relation,
    fingerprint_of_span,
    fingerprint_of_value,
    origin_from,
    origin_of,
    set_aside_from,
)
from annotator.model.annotations import AnnotationSet, Relation, Span


class Where(StrEnum):
    """Where in the adjudicated set a decision stands."""

    SPAN = "span"
    RELATION = "relation"
    ATTRIBUTE = "attribute"
    REJECTED = "rejected"
    LEFT_OPEN = "left open"


@dataclass(frozen=True, slots=True)
class Record:
    """A decision as it stands in the adjudicated set.

    name: id of the span or relation, name of the attribute of the article, "" where nothing was made.
    """

    where: Where
    name: str
    settled: Origin | SetAside

    @property
    def agreed_by_itself(self) -> bool:
        """Whether it was taken over without a person, since all said so."""
        both = isinstance(self.settled, Origin) and self.settled.decision is Decision.BOTH
        return both and bool(self.settled.by)

    @property
    def made(self) -> bool:
        """Whether it says what stands, rather than that nothing does."""
        return isinstance(self.settled, Origin)


_OF_ARTICLE = "attributes."
_ASIDE = {REJECTED: Where.REJECTED, LEFT_OPEN: Where.LEFT_OPEN}


def record_of(item: Span | Relation) -> Record | None:
    """Return what a span or relation was decided from; None for one that comes from no decision."""
    origin = origin_of(item)
    where = Where.SPAN if isinstance(item, Span) else Where.RELATION
    return Record(where, item.id, origin) if origin else None


def fingerprint_in(annotations: AnnotationSet, name: str, text: str) -> str | None:
    """Return a fingerprint of what a set says under the name that a decision gives it (the annotator's left
    out); None where it says nothing. text: of the article."""
    if name in annotations:
        return fingerprint_of_span(annotations.span(name), text)
    for relation in annotations.relations:
        if relation.id == name:
            return fingerprint_of_relation(relation)
    value = (
        annotations.attributes.get(name.removeprefix(_OF_ARTICLE)) if name.startswith(_OF_ARTICLE) else None
    )
    return None if value is None else fingerprint_of_value(value)


def records_of_set(annotations: AnnotationSet) -> Iterator[Record]:
    """Yield what stands in keys of the set itself."""
    for key in _ASIDE:
        yield from records_in(key, entries_of(annotations, key))
    yield from records_in(ATTRIBUTE_ORIGINS, [attribute_origins(annotations)])


def records_in(key: str, values: Iterable[object]) -> Iterator[Record]:
    """Yield what stands in one key of a set. values: entries of its list, or its one value."""
    for value in values:
        said = cast("Mapping[str, object]", value)
        if key in _ASIDE:
            yield Record(_ASIDE[key], "", set_aside_from(said))
        elif key == ATTRIBUTE_ORIGINS:
            for name, entry in said.items():
                if origin := origin_from(entry):
                    yield Record(Where.ATTRIBUTE, name, origin)

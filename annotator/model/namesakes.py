"""Ids of two sets that were edited apart: which name the same item, which are given twice, which are free."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import count
from typing import TypeVar

from annotator.model.annotations import AnnotationSet, Relation, Span

Kind = TypeVar("Kind", Span, Relation)

_NUMBERED = re.compile(r"[sr]([0-9]{1,18})")
_NOBODY = "-"


def with_names_apart(base: AnnotationSet, mine: AnnotationSet, theirs: AnnotationSet) -> AnnotationSet:
    """Return mine with other ids for what it added: theirs' id for the same item, else one nobody has."""
    fresh = fresh_names((*base.ids(), *mine.ids(), *theirs.ids()))
    taken = set(theirs.ids())
    names = _same_as_theirs(
        _added(by_id(base.spans), mine.spans), _added(by_id(base.spans), theirs.spans), {}
    )
    for span in _added(by_id(base.spans), mine.spans):
        if span.id in taken and span.id not in names:
            names[span.id] = next(fresh["s"])
    related = _added(by_id(base.relations), mine.relations)
    relation_names = _same_as_theirs(related, _added(by_id(base.relations), theirs.relations), names)
    for relation in related:
        if relation.id in taken and relation.id not in relation_names:
            relation_names[relation.id] = next(fresh["r"])
    if all(name == new for name, new in (*names.items(), *relation_names.items())):
        return mine
    return replace(
        mine,
        spans=tuple(replace(span, id=names.get(span.id, span.id)) for span in mine.spans),
        relations=tuple(
            replace(_renamed(relation, names), id=relation_names.get(relation.id, relation.id))
            for relation in mine.relations
        ),
    )


def _same_as_theirs(mine: list[Kind], theirs: list[Kind], spans: Mapping[str, str]) -> dict[str, str]:
    """Return, for what I added, the id of the same item among what they added, each of theirs once."""
    left: dict[Span | Relation, list[str]] = {}
    for item in theirs:
        left.setdefault(replace(item, id=_NOBODY), []).append(item.id)
    names: dict[str, str] = {}
    for item in mine:
        renamed = item if isinstance(item, Span) else _renamed(item, spans)
        twins = left.get(replace(renamed, id=_NOBODY))
        if twins:
            names[item.id] = item.id if item.id in twins else twins[0]
            twins.remove(names[item.id])
    return names


def by_id(items: Iterable[Kind]) -> dict[str, Kind]:
    """Return items by their ids, in the order given."""
    return {item.id: item for item in items}


def _renamed(relation: Relation, names: Mapping[str, str]) -> Relation:
    source, target = names.get(relation.source, relation.source), names.get(relation.target, relation.target)
    return replace(relation, source=source, target=target)


def _added(base: Mapping[str, object], items: Iterable[Kind]) -> list[Kind]:
    return [item for item in items if item.id not in base]


def fresh_names(taken: Iterable[str]) -> dict[str, Iterator[str]]:
    """Return endless ids for spans and relations that nothing has."""
    last = max((int(found[1]) for name in taken if (found := _NUMBERED.fullmatch(name))), default=0)
    return {prefix: map(f"{prefix}{{}}".format, count(last + 1)) for prefix in ("s", "r")}

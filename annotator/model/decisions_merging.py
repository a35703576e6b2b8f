"""Decisions of an adjudicated set that were made apart: put together entry by entry, so that none is lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from annotator.model.adjudication import ADJUDICATES, ATTRIBUTE_ORIGINS, LEFT_OPEN, REJECTED
from annotator.model.spans import Extra

MERGED = frozenset((ADJUDICATES, ATTRIBUTE_ORIGINS, REJECTED, LEFT_OPEN))
"""The keys that can be put together beyond doubt."""

Entries = Sequence[object]


def merged_decisions(base: Extra | None, mine: Extra | None, theirs: Extra | None) -> Extra | None:
    """Return one of these keys with what either side added and without what either took away; of an attribute
    on which both decided, mine. None where nothing is left."""
    either = theirs or mine
    if either is None:
        return None
    values = [side.value if side else type(either.value)() for side in (base, mine, theirs)]
    if all(isinstance(value, list) for value in values):
        value: object = _lists(*cast("list[Entries]", values))
    elif all(isinstance(value, dict) for value in values):
        value = _mappings(*cast("list[Mapping[str, object]]", values))
    else:
        return theirs if mine == base else mine
    return Extra(either.key, value, either.after) if value else None


def _lists(base: Entries, mine: Entries, theirs: Entries) -> list[object]:
    kept = [entry for entry in theirs if entry in mine or entry not in base]
    return [*kept, *(entry for entry in mine if entry not in base and entry not in theirs)]


def _mappings(
    base: Mapping[str, object], mine: Mapping[str, object], theirs: Mapping[str, object]
) -> dict[str, object]:
    names = sorted(dict.fromkeys((*theirs, *mine)))
    chosen = ((name, _chosen(base.get(name), mine.get(name), theirs.get(name))) for name in names)
    return {name: value for name, value in chosen if value is not None}


def _chosen(base: object, mine: object, theirs: object) -> object:
    return theirs if mine == base else mine

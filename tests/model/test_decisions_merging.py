"""Decisions made apart and put together: both sides' are there, and nothing that one took back."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from annotator.model.adjudication import (
    ADJUDICATES,
    REJECTED,
    Decision,
    Origin,
    SetAside,
    attribute_origins,
    entries_of,
    with_adjudicated,
    with_attribute_origin,
    with_entries,
)
from annotator.model.annotations import AnnotationSet, Extra
from annotator.model.merging import merge

BASE = with_adjudicated(AnnotationSet("a.txt", "zed", "0" * 64, 40), ("a", "b"))
names = st.lists(st.sampled_from([f"a#s{number}" for number in range(6)]), unique=True)


def rejecting(*sources: str) -> AnnotationSet:
    return with_entries(BASE, REJECTED, [SetAside((source,), "a slip").as_entry() for source in sources])


def rejected(annotations: AnnotationSet) -> list[str]:
    return [str(entry["from"][0]) for entry in entries_of(annotations, REJECTED)]  # type: ignore[index]


@given(names, names, names)
def test_rejections(base: list[str], mine: list[str], theirs: list[str]) -> None:
    merged = merge(rejecting(*base), rejecting(*mine), rejecting(*theirs))
    assert merged.conflicts == ()
    here, there, before = set(mine), set(theirs), set(base)
    assert set(rejected(merged.result)) == (here & there) | ((here | there) - before)
    assert len(rejected(merged.result)) == len(set(rejected(merged.result)))


def test_where_attributes_come_from() -> None:
    one, two = Origin(Decision.BOTH, ("a#attributes.x",)), Origin(Decision.EDITED, ("a#attributes.x",))
    mine = with_attribute_origin(with_attribute_origin(BASE, "topic", one), "kind", one)
    theirs = with_attribute_origin(with_attribute_origin(BASE, "kind", two), "debris", two)
    merged = merge(BASE, mine, theirs)
    assert merged.conflicts == ()
    assert {name: entry["decision"] for name, entry in attribute_origins(merged.result).items()} == {
        "debris": "edited",
        "kind": "both",
        "topic": "both",
    }


def test_what_is_of_another_form_is_kept_as_it_is_here() -> None:
    odd = replace(BASE, extra=(Extra(ADJUDICATES, "a", "annotator"),))
    assert merge(BASE, odd, BASE).result.extra == odd.extra
    assert merge(odd, odd, BASE).result.extra == BASE.extra

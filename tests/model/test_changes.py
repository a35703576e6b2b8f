"""A change leads from one set to another and back, and nowhere from a third."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.annotations import AnnotationSet, Extra, Relation
from annotator.model.changes import Change, Splice, change_between
from annotator.model.faults import InvalidAnnotation
from tests.model.edited import edited, made_of, sets, span


@given(st.data())
def test_leads_there_and_back(data: st.DataObject) -> None:
    before = data.draw(sets())
    after = data.draw(st.one_of(edited(before), sets()))
    change = change_between(before, after)
    assert change.applied(before) == after
    assert change.turned.applied(after) == before
    assert change.turned.turned == change
    assert (change == Change()) == (before == after)


@given(st.data())
def test_what_it_gives_is_a_set_in_order(data: st.DataObject) -> None:
    before = data.draw(sets())
    after = change_between(before, data.draw(edited(before))).applied(before)
    assert after == replace(after, spans=tuple(reversed(after.spans)))


@given(st.data())
def test_gives_a_right_set_or_none(data: st.DataObject) -> None:
    """Whatever a damaged file may hold, what is made of it stands up to every check of a set."""
    before = data.draw(sets())
    change = change_between(before, data.draw(edited(before)))
    other = data.draw(st.one_of(sets(), edited(before)))
    try:
        made = change.applied(other)
    except InvalidAnnotation:
        return
    assert made == AnnotationSet(
        made.article,
        made.annotator,
        made.sha256,
        made.length,
        made.status,
        made.attributes,
        made.spans,
        made.relations,
        made.extra,
    )


def test_is_small_where_little_changed() -> None:
    many = made_of(*(span(f"s{n}", n % 20, n % 20 + 3) for n in range(500)))
    change = change_between(many, many.adding(span("s900", 7, 9)))
    assert (len(change.gone), len(change.come)) == (0, 1)
    moved = replace(many.span("s7"), start=0, end=1)
    change = change_between(many, many.replacing(moved))
    assert (change.gone, change.come) == ((many.span("s7"),), (moved,))


@pytest.mark.parametrize(
    "change",
    [
        Change(gone=(span("s1", 0, 4),)),
        Change(gone=(span("s9"),)),
        Change(come=(span("s1"),)),
        Change(come=(span("s9", 0, 999),)),
        Change(come=(span("s9"), span("s9"))),
        Change(come=(span("r1"),)),
        Change(gone=(span("s1"),)),
        Change(status=("done", "draft")),
        Change(attributes=({"a": "b"}, {})),
        Change(extra=((Extra("k", 1),), ())),
        Change(relations=Splice(0, (), (Relation("r1", "P", "s1", "s2"),))),
        Change(relations=Splice(1, (), (Relation("s2", "P", "s1", "s2"),))),
        Change(relations=Splice(1, (), (Relation("r2", "P", "s1", "s9"),))),
        Change(relations=Splice(0, (Relation("r1", "Q", "s1", "s2"),), ())),
    ],
)
def test_refuses_what_does_not_fit(change: Change) -> None:
    annotations = made_of(span("s1"), span("s2", 3, 8), Relation("r1", "P", "s1", "s2"))
    with pytest.raises(InvalidAnnotation):
        change.applied(annotations)


def test_other_keys_of_the_file_change_too() -> None:
    before, after = made_of(span("s1")), made_of(span("s1"), extra=(Extra("k", 1),))
    assert change_between(before, after).applied(before) == after

"""What an adjudicated set says of where it comes from: read strictly, written alike, nothing lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.adjudication import (
    ADJUDICATES,
    LEFT_OPEN,
    REJECTED,
    Decision,
    Origin,
    SetAside,
    adjudicated,
    annotator_of,
    attribute_origins,
    entries_of,
    fingerprint_of_relation,
    fingerprint_of_span,
    fingerprint_of_value,
    origin_from,
    origin_of,
    relation_with_origin,
    set_aside_from,
    with_adjudicated,
    with_attribute_origin,
    with_entries,
    with_origin,
)
from annotator.model.adjudication_records import Where, record_of, records_of_set
from annotator.model.annotations import AnnotationSet, Extra, Relation, Span
from annotator.model.faults import InvalidAnnotation

TEXT = "وزیراعظم شہباز شریف 𐐷 نے شہباز شریف سے کہا"
NAME = Span("s1", "entity", "PER", 9, 19)
EMPTY = AnnotationSet("a.txt", "zed", "0" * 64, len(TEXT))
BOTH = Origin(Decision.BOTH, ("aisha#s1", "bilal#s4"), seen={"aisha#s1": "abc"})

names = st.sampled_from(["aisha#s1", "عائشہ#s2", "bilal#r1", "c#attributes.topic"])
seen = st.dictionaries(names, st.text("abcdef", min_size=1, max_size=10))
origins = st.builds(
    Origin,
    st.sampled_from(Decision),
    st.lists(names, unique=True).map(tuple),
    st.sampled_from(["", "aisha"]),
    st.sampled_from(["", "union"]),
    st.sampled_from(["", "auto"]),
    seen,
    st.dictionaries(st.just("later"), st.integers()),
)


@given(origins)
def test_an_origin_is_read_as_it_was_written(origin: Origin) -> None:
    assert origin_from(origin.as_entry()) == origin
    assert origin_of(with_origin(NAME, origin)) == origin
    relation = relation_with_origin(Relation("r1", "about", "s1", "s2"), origin)
    assert origin_of(relation) == origin
    assert relation_with_origin(relation, None).extra == ()


@given(st.lists(names, unique=True, min_size=1).map(tuple), st.text(max_size=9), seen)
def test_what_was_set_aside_is_read_as_it_was_written(
    sources: tuple[str, ...], reason: str, marks: dict[str, str]
) -> None:
    aside = SetAside(sources, reason, "bilal", "auto", marks, {"later": [1]})
    assert set_aside_from(aside.as_entry()) == aside


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ({"decision": "perhaps"}, "perhaps"),
        ({"decision": True}, "none of"),
        ({"decision": "both", "from": "aisha#s1"}, "from must be a list"),
        ({"decision": "both", "from": ["aisha"]}, "from must be a list"),
        ({"decision": "both", "from": [1]}, "from must be a list"),
        ({"decision": "both", "taken": ["a"]}, "taken must be text"),
        ({"decision": "both", "seen": ["a"]}, "seen must be a mapping"),
        ({"decision": "both", "seen": {"a#s1": 12}}, "seen must be a mapping"),
    ],
)
def test_what_is_no_decision_is_refused(entry: dict[str, object], told: str) -> None:
    with pytest.raises(InvalidAnnotation, match=told):
        origin_from(entry)


def test_an_entry_that_sets_nothing_aside_is_refused() -> None:
    with pytest.raises(InvalidAnnotation, match="from must name"):
        set_aside_from({"reason": "a slip"})


@pytest.mark.parametrize("origin", [None, "import", 3, {"tool": "brat"}, ["x"]])
def test_other_origins_are_none_of_ours(origin: object) -> None:
    assert origin_of(replace(NAME, origin=origin)) is None
    assert record_of(replace(NAME, origin=origin)) is None


def test_a_source_is_known_by_the_longest_name() -> None:
    assert annotator_of("a#b#s1", ["a", "a#b"]) == "a#b"
    assert annotator_of("ab#s1", ["a", "b"]) == ""


def test_the_keys_of_a_set_stand_in_the_order_of_the_file() -> None:
    unknown = Extra("later", 1, "relations")
    annotations = replace(EMPTY, extra=(unknown,))
    annotations = with_entries(annotations, LEFT_OPEN, [{"from": ["a#s1"]}])
    annotations = with_entries(annotations, REJECTED, [{"from": ["b#s1"], "reason": "a slip"}])
    annotations = with_attribute_origin(annotations, "topic", BOTH)
    annotations = with_adjudicated(annotations, ("a", "b"))
    keys = [extra.key for extra in annotations.extra]
    assert keys == [ADJUDICATES, "attribute_origins", "later", REJECTED, LEFT_OPEN]
    assert adjudicated(annotations) == ("a", "b")
    assert with_adjudicated(annotations, ("a", "b")) is annotations
    assert [record.where for record in records_of_set(annotations)] == [
        Where.REJECTED,
        Where.LEFT_OPEN,
        Where.ATTRIBUTE,
    ]
    assert entries_of(annotations, REJECTED)[0]["reason"] == "a slip"
    for key in (REJECTED, LEFT_OPEN):
        annotations = with_entries(annotations, key, [])
    annotations = with_attribute_origin(annotations, "topic", None)
    assert attribute_origins(annotations) == {}
    assert [extra.key for extra in annotations.extra] == [ADJUDICATES, "later"]


def test_nothing_is_written_where_nothing_is_said() -> None:
    assert with_entries(EMPTY, REJECTED, []) is EMPTY
    assert with_attribute_origin(EMPTY, "topic", None) is EMPTY
    assert adjudicated(EMPTY) == ()


class TestFingerprints:
    def test_are_of_what_is_said(self) -> None:
        mark = fingerprint_of_span(NAME, TEXT)
        for other in (
            replace(NAME, label="ORG"),
            replace(NAME, layer="claim"),
            replace(NAME, end=20),
            replace(NAME, start=8),
            replace(NAME, parts=((9, 14), (15, 19))),
            replace(NAME, attributes={"sure": True}),
            replace(NAME, attributes={"sure": "true"}),
        ):
            assert fingerprint_of_span(other, TEXT) != mark

    def test_are_the_same_whatever_else_is_there(self) -> None:
        other = replace(NAME, id="s9", note="a note", link="Q1", origin="import")
        assert fingerprint_of_span(other, TEXT) == fingerprint_of_span(NAME, TEXT)
        two = [
            replace(NAME, attributes=dict(pairs))
            for pairs in ([("a", "1"), ("b", "2")], [("b", "2"), ("a", "1")])
        ]
        assert fingerprint_of_span(two[0], TEXT) == fingerprint_of_span(two[1], TEXT)

    def test_stay_when_the_article_changes_elsewhere(self) -> None:
        longer = "آج " * 9 + TEXT
        moved = replace(NAME, start=NAME.start + 27, end=NAME.end + 27)
        assert moved.exact(longer) == NAME.exact(TEXT)
        head = replace(NAME, start=25, end=35)
        assert head.exact(TEXT) == NAME.exact(TEXT)
        assert fingerprint_of_span(moved, longer) != fingerprint_of_span(head, TEXT)
        assert fingerprint_of_span(replace(head, start=52, end=62), longer) == fingerprint_of_span(head, TEXT)

    def test_are_words_for_every_reader(self) -> None:
        marks = {fingerprint_of_value(value) for value in ("", "no", "12", "\ud800", True, False)}
        marks.add(fingerprint_of_relation(Relation("r1", "about", "s1", "s2")))
        assert len(marks) == 7
        assert all(mark.isalpha() and mark.islower() and len(mark) == 10 for mark in marks)

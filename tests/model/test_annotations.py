"""Spans, relations and their set: what cannot exist is refused, and an edit gives what building gives."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.annotations import AnnotationSet, Extra, Relation, Span
from annotator.model.faults import AnnotatorError, InvalidAnnotation

TEXT = "قازقستان کے صدر نے کہا"


def span(name: str = "s1", start: int = 0, end: int = 4, **more: object) -> Span:
    return Span(name, "entity", "PER", start, end, **more)  # type: ignore[arg-type]


def annotations(*spans: Span, relations: tuple[Relation, ...] = (), length: int = 100) -> AnnotationSet:
    return AnnotationSet("a.txt", "aisha", "0" * 64, length, spans=spans, relations=relations)


class TestSpan:
    @pytest.mark.parametrize(("start", "end"), [(5, 3), (5, 5), (-1, 3)])
    def test_refuses_a_range_that_is_none(self, start: int, end: int) -> None:
        with pytest.raises(InvalidAnnotation, match=f"from {start} to {end}"):
            span(start=start, end=end)

    @pytest.mark.parametrize("names", [("", "entity", "PER"), ("s1", "", "PER"), ("s1", "entity", "")])
    def test_needs_its_names(self, names: tuple[str, str, str]) -> None:
        with pytest.raises(InvalidAnnotation, match="needs an id"):
            Span(*names, 0, 1)

    def test_is_an_error_of_ours_and_a_value_error(self) -> None:
        assert issubclass(InvalidAnnotation, AnnotatorError)
        assert issubclass(InvalidAnnotation, ValueError)

    @pytest.mark.parametrize(
        ("parts", "reason"),
        [
            (((0, 10),), "two or more"),
            (((0, 3), (5, 9)), "from the span's start to its end"),
            (((1, 3), (5, 10)), "from the span's start to its end"),
            (((0, 3), (3, 10)), "touch"),
            (((0, 5), (4, 10)), "touch"),
            (((0, 5), (8, 7), (9, 10)), "not in order"),
        ],
    )
    def test_refuses_pieces_that_do_not_fit(self, parts: tuple[tuple[int, int], ...], reason: str) -> None:
        with pytest.raises(InvalidAnnotation, match=reason):
            span(start=0, end=10, parts=parts)

    def test_pieces_and_exact_text(self) -> None:
        assert span(start=0, end=8).pieces == ((0, 8),)
        assert span(start=0, end=8).exact(TEXT) == "قازقستان"
        in_two = span(start=0, end=15, parts=((0, 8), (12, 15)))
        assert in_two.pieces == ((0, 8), (12, 15))
        assert in_two.exact(TEXT) == "قازقستان صدر"

    def test_attributes_cannot_be_changed_from_outside(self) -> None:
        said = {"checkworthy": "yes"}
        made = span(attributes=said)
        said["checkworthy"] = "no"
        assert made.attributes == {"checkworthy": "yes"}
        assert isinstance(made.attributes, MappingProxyType)

    @pytest.mark.parametrize("attributes", [{"": "yes"}, {"sure": 1}, {"sure": None}])
    def test_refuses_attributes_that_are_neither_text_nor_flag(self, attributes: dict[str, object]) -> None:
        with pytest.raises(InvalidAnnotation, match="attribute"):
            span(attributes=attributes)

    def test_equal_spans_are_equal_and_hash_alike(self) -> None:
        assert span(attributes={"a": True}) == span(attributes={"a": True})
        assert hash(span(attributes={"a": True})) == hash(span(attributes={"a": True}))
        assert span(attributes={"a": True}) != span(attributes={"a": False})


class TestRelation:
    def test_needs_two_spans(self) -> None:
        with pytest.raises(InvalidAnnotation, match="two different spans"):
            Relation("r1", "about", "s1", "s1")
        with pytest.raises(InvalidAnnotation, match="needs an id"):
            Relation("r1", "about", "s1", "")


class TestSet:
    def test_keeps_spans_by_start_then_the_longer_then_the_id(self) -> None:
        made = annotations(span("s3", 4, 8), span("s2", 0, 4), span("s1", 0, 4), span("s4", 0, 9))
        assert [s.id for s in made] == ["s4", "s1", "s2", "s3"]

    def test_allows_nested_crossing_and_identical_spans(self) -> None:
        made = annotations(span("s1", 0, 9), span("s2", 2, 4), span("s3", 3, 12), span("s4", 3, 12))
        assert len(made.spans) == 4

    def test_refuses_what_does_not_hold_together(self) -> None:
        with pytest.raises(InvalidAnnotation, match="twice"):
            annotations(span("s1"), span("s1", 5, 6))
        with pytest.raises(InvalidAnnotation, match="twice"):
            annotations(span("a"), span("b"), relations=(Relation("a", "about", "a", "b"),))
        with pytest.raises(InvalidAnnotation, match=r"past the end of the article \(3\)"):
            annotations(span(), length=3)
        with pytest.raises(InvalidAnnotation, match="names s9"):
            annotations(span(), relations=(Relation("r1", "about", "s1", "s9"),))
        with pytest.raises(InvalidAnnotation, match="none of: draft, done"):
            replace(annotations(), status="finished")

    def test_finds_by_id(self) -> None:
        relation = Relation("r1", "about", "s1", "s2")
        made = annotations(span("s1"), span("s2", 5, 6), relations=(relation,))
        assert made.span("s2").start == 5
        assert "s2" in made
        assert "r1" not in made
        assert made.relation("r1") is relation
        assert made.relations_of("s2") == (relation,)
        assert sorted(made.ids()) == ["r1", "s1", "s2"]
        with pytest.raises(InvalidAnnotation, match="no span s3"):
            made.span("s3")
        with pytest.raises(InvalidAnnotation, match="no relation s1"):
            made.relation("s1")

    def test_spans_at_an_offset_are_innermost_first(self) -> None:
        split = span("s3", 0, 12, parts=((0, 2), (10, 12)))
        made = annotations(span("s1", 0, 9), span("s2", 2, 4), split)
        assert [s.id for s in made.spans_at(3)] == ["s2", "s1"]
        assert [s.id for s in made.spans_at(1)] == ["s1", "s3"]
        assert [s.id for s in made.spans_at(11)] == ["s3"]
        assert made.spans_at(12) == ()

    def test_spans_over_a_range(self) -> None:
        made = annotations(span("s1", 0, 9), span("s2", 2, 4), span("s3", 20, 30))
        assert [s.id for s in made.spans_over(4, 21)] == ["s1", "s3"]
        assert made.spans_over(9, 20) == ()

    def test_edits_refuse_what_building_would_refuse(self) -> None:
        relation = Relation("r1", "about", "s1", "s2")
        made = annotations(span("s1"), span("s2", 5, 6), relations=(relation,), length=9)
        for taken in ("s1", "r1"):
            with pytest.raises(InvalidAnnotation, match="is taken"):
                made.adding(span(taken))
            with pytest.raises(InvalidAnnotation, match="is taken"):
                made.adding_relation(Relation(taken, "about", "s2", "s1"))
        for edit in (made.adding, made.replacing):
            with pytest.raises(InvalidAnnotation, match="past the end"):
                edit(span("s3" if edit == made.adding else "s1", 0, 10))
        with pytest.raises(InvalidAnnotation, match="no span s7"):
            made.replacing(span("s7"))
        with pytest.raises(InvalidAnnotation, match="no span s7"):
            made.removing("s1", "s7")
        with pytest.raises(InvalidAnnotation, match="names s7"):
            made.replacing_relation(Relation("r1", "about", "s1", "s7"))
        with pytest.raises(InvalidAnnotation, match="none of"):
            made.with_status("")
        with pytest.raises(InvalidAnnotation, match="attribute"):
            made.with_attributes({"": "x"})

    def test_removing_a_span_takes_its_relations_along(self) -> None:
        spans = (span("s1"), span("s2", 5, 6), span("s3", 7, 8))
        relations = (Relation("r1", "about", "s1", "s2"), Relation("r2", "about", "s2", "s3"))
        made = annotations(*spans, relations=relations)
        assert made.removing("s1").relations == (relations[1],)
        assert made.removing("s2").relations == ()
        assert made.removing_relations("r1").relations == (relations[1],)

    def test_edits_leave_the_set_and_what_is_unknown_as_they_were(self) -> None:
        before = replace(annotations(span()), extra=(Extra("colour", "red", after="status"),))
        after = before.adding(span("s2")).with_status("done").with_attributes({"topic": "x"})
        assert before == replace(annotations(span()), extra=before.extra)
        assert (after.status, after.attributes, after.extra) == ("done", {"topic": "x"}, before.extra)


ranges = st.tuples(st.integers(0, 30), st.integers(1, 10)).map(lambda pair: (pair[0], pair[0] + pair[1]))
edits = st.lists(
    st.tuples(st.sampled_from(["add", "replace", "remove"]), st.integers(0, 8), ranges), max_size=30
)


@given(edits)
def test_edits_give_what_building_anew_gives(steps: list[tuple[str, int, tuple[int, int]]]) -> None:
    made = annotations()
    expected: dict[str, Span] = {}
    for kind, number, (start, end) in steps:
        new = span(f"s{number}", start, end)
        if kind == "add" and new.id not in expected:
            made = made.adding(new)
            expected[new.id] = new
        elif kind == "replace" and new.id in expected:
            made = made.replacing(new)
            expected[new.id] = new
        elif kind == "remove" and new.id in expected:
            made = made.removing(new.id)
            del expected[new.id]
        assert made == annotations(*expected.values())
        assert all(made.span(name) is expected[name] for name in expected)
        assert (new.id in made) == (new.id in expected)


@given(st.lists(ranges, max_size=12), ranges, st.integers(0, 45))
def test_searches_give_what_looking_at_each_span_gives(
    spread: list[tuple[int, int]], searched: tuple[int, int], offset: int
) -> None:
    made = annotations(*(span(f"s{place}", *ends) for place, ends in enumerate(spread)))
    assert {s.id for s in made.spans_at(offset)} == {s.id for s in made if s.start <= offset < s.end}
    lengths = [s.end - s.start for s in made.spans_at(offset)]
    assert lengths == sorted(lengths)
    start, end = searched
    assert made.spans_over(*searched) == tuple(s for s in made if s.start < end and start < s.end)

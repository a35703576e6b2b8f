"""What is odd about spans is told, and put right only where nothing can be lost by it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.model.annotations import AnnotationSet, Extra, Piece, Relation, Span
from annotator.store.span_checks import CUT, SPACE, TWICE, mended, oddities
from annotator.text.segments import is_boundary
from tests.store.made import annotation_sets, document_of, empty_set

TEXT = "  शक्ति e\u0301a\n \u0301b 👩‍👧 x"
DOCUMENT = document_of(TEXT)
LETTER, FAMILY, MARKED = TEXT.index("e"), TEXT.index("👩"), TEXT.index(" \u0301")


def of(*spans: Span, relations: tuple[Relation, ...] = ()) -> AnnotationSet:
    return replace(empty_set(DOCUMENT), spans=spans, relations=relations)


def span(start: int, end: int, name: str = "s1", **more: object) -> Span:
    return replace(Span(name, "entity", "PER", start, end), **more)  # type: ignore[arg-type]


def codes(annotations: AnnotationSet) -> list[tuple[str, str, bool]]:
    return [(oddity.span, oddity.code, oddity.fixable) for oddity in oddities(annotations, TEXT)]


def pieces(annotations: AnnotationSet) -> list[tuple[Piece, ...]]:
    return [span.pieces for span in mended(annotations, TEXT).annotations]


@pytest.mark.parametrize(
    ("piece", "found", "becomes"),
    [
        ((2, 7), [], (2, 7)),
        ((2, 4), [CUT], (2, 7)),
        ((LETTER, LETTER + 1), [CUT], (LETTER, LETTER + 2)),
        ((LETTER + 1, LETTER + 3), [CUT], (LETTER, LETTER + 3)),
        ((FAMILY, FAMILY + 1), [CUT], (FAMILY, FAMILY + 3)),
        ((0, 7), [SPACE], (2, 7)),
        ((2, 8), [SPACE], (2, 7)),
        ((1, 4), [CUT, SPACE], (2, 7)),
        # A space that carries a mark is a character.
        ((MARKED, MARKED + 3), [], (MARKED, MARKED + 3)),
    ],
)
def test_ranges(piece: Piece, found: list[str], becomes: Piece) -> None:
    annotations = of(span(*piece))
    assert codes(annotations) == [("s1", code, True) for code in found]
    assert pieces(annotations) == [(becomes,)]
    assert bool(mended(annotations, TEXT).done) == bool(found)


def test_nothing_but_space_is_left_to_a_person() -> None:
    annotations = of(span(0, 2))
    assert codes(annotations) == [("s1", SPACE, False)]
    assert oddities(annotations, TEXT)[0].message == "s1 covers nothing but space"
    assert mended(annotations, TEXT).annotations is annotations


def test_one_that_was_moved_is_left_to_a_person() -> None:
    stood: dict[str, object] = {"start": 0, "end": 4, "exact": "शक्ति", "prefix": "", "suffix": ""}
    annotations = of(span(2, 4, extra=(Extra("moved", stood, "origin"),)))
    assert codes(annotations) == [("s1", CUT, False)]
    assert mended(annotations, TEXT).annotations is annotations


def test_pieces() -> None:
    annotations = of(span(1, LETTER + 1, parts=((1, 4), (LETTER, LETTER + 1))))
    assert codes(annotations) == [("s1", CUT, True), ("s1", SPACE, True)]
    assert pieces(annotations) == [((2, 7), (LETTER, LETTER + 2))]
    assert mended(annotations, TEXT).done == (
        f"s1 ran from 1 to 4, {LETTER} to {LETTER + 1}, now from 2 to 7, {LETTER} to {LETTER + 2}",
    )


def test_pieces_that_would_touch_are_left_to_a_person() -> None:
    annotations = of(span(2, 6, parts=((2, 3), (5, 6))))
    assert codes(annotations) == [("s1", CUT, False)]
    assert mended(annotations, TEXT).done == ()


class TestSpansGivenTwice:
    def test_one_stays(self) -> None:
        annotations = of(span(2, 7), span(2, 7, "s2"), span(2, 7, "s3", label="ORG"))
        assert codes(annotations) == [("s2", TWICE, True)]
        result = mended(annotations, TEXT)
        assert [s.id for s in result.annotations] == ["s1", "s3"]
        assert result.done == ("s2 is gone: it was the same as s1",)

    def test_the_one_that_says_more_stays(self) -> None:
        annotations = of(span(2, 7), span(2, 7, "s2", note="x"))
        assert codes(annotations) == [("s1", TWICE, True)]
        assert [s.id for s in mended(annotations, TEXT).annotations] == ["s2"]

    def test_what_both_say_is_not_dropped(self) -> None:
        annotations = of(span(2, 7, note="y"), span(2, 7, "s2", attributes={"a": "b"}))
        assert codes(annotations) == [("s2", TWICE, False)]
        assert mended(annotations, TEXT).annotations is annotations

    def test_relations_are_taken_over(self) -> None:
        other = span(LETTER, LETTER + 3, "o")
        relations = (
            Relation("r1", "x", "s2", "o"),
            Relation("r2", "x", "s1", "o"),
            Relation("r3", "x", "o", "s2", note="n"),
        )
        annotations = of(span(2, 7), span(2, 7, "s2"), other, relations=relations)
        result = mended(annotations, TEXT).annotations
        assert result.relations == (relations[1], replace(relations[2], target="s1"))

    def test_a_relation_between_both_keeps_both(self) -> None:
        annotations = of(span(2, 7), span(2, 7, "s2"), relations=(Relation("r1", "x", "s1", "s2"),))
        assert codes(annotations) == [("s2", TWICE, False)]
        assert mended(annotations, TEXT).annotations is annotations

    def test_a_relation_between_two_of_three_keeps_two(self) -> None:
        spans = (span(2, 7), span(2, 7, "s2"), span(2, 7, "s3"))
        result = mended(of(*spans, relations=(Relation("r1", "x", "s2", "s3"),)), TEXT).annotations
        assert result.relations == (Relation("r1", "x", "s1", "s3"),)

    def test_one_that_a_lost_span_is_related_to_stays(self) -> None:
        waiting: dict[str, object] = {"id": "r1", "label": "x", "from": "s2", "to": "gone"}
        annotations = of(span(2, 7), span(2, 7, "s2"))
        annotations = replace(annotations, extra=(Extra("lost_relations", [waiting], "relations"),))
        assert codes(annotations) == [("s2", TWICE, False)]
        assert mended(annotations, TEXT).annotations is annotations

    def test_what_becomes_the_same_is_told_once(self) -> None:
        annotations = of(span(2, 7), span(2, 8, "s2"))
        assert codes(annotations) == [("s2", SPACE, True)]
        assert [s.id for s in mended(annotations, TEXT).annotations] == ["s1"]


@settings(max_examples=150)
@given(annotation_sets(DOCUMENT), st.randoms())
def test_any_set(annotations: AnnotationSet, random: st.DataObject) -> None:
    copies = [replace(s, id=f"{s.id}+") for s in annotations if random.random() < 0.5]  # type: ignore[attr-defined]
    copies = [copy for copy in copies if copy.id not in set(annotations.ids())]
    annotations = replace(annotations, spans=(*annotations.spans, *copies))
    result = mended(annotations, TEXT)
    again = mended(result.annotations, TEXT)
    assert again.done == ()
    assert [oddity.fixable for oddity in oddities(result.annotations, TEXT)].count(True) == 0
    assert bool(result.done) == any(oddity.fixable for oddity in oddities(annotations, TEXT))
    # Nothing that was said is lost.
    for before in annotations:
        if before.note or before.link or before.attributes or before.origin:
            after = result.annotations.span(before.id)
            assert (after.note, after.attributes, after.label) == (
                before.note,
                before.attributes,
                before.label,
            )
    assert {r.note for r in result.annotations.relations} == {r.note for r in annotations.relations}
    for after in result.annotations:
        if after.pieces != annotations.span(after.id).pieces:
            assert all(is_boundary(TEXT, offset) for piece in after.pieces for offset in piece)

"""What two made of one: everything both did, unless both did different things to the same."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.annotations import AnnotationSet, Extra, Relation, Span
from annotator.model.merging import Conflict, Keep, merge
from tests.model.edited import edited, empty, made_of, sets, span


def said(item: Span | Relation, annotations: AnnotationSet) -> str:
    """What an item says, whatever its id and those of its ends."""
    if isinstance(item, Span):
        return repr((replace(item, id="-", attributes={}), sorted(item.attributes.items())))
    ends = [said(annotations.span(end), annotations) for end in (item.source, item.target)]
    return repr((replace(item, id="-", source="-1", target="-2"), ends))


def content(annotations: AnnotationSet) -> tuple[Counter[str], str, object]:
    items = (*annotations.spans, *annotations.relations)
    rest = (annotations.status, dict(annotations.attributes), annotations.extra)
    return Counter(said(item, annotations) for item in items), repr(rest), None


@given(st.data())
def test_what_one_side_did_alone_is_the_result(data: st.DataObject) -> None:
    base = data.draw(sets())
    side = data.draw(st.one_of(edited(base), sets()))
    for keep in Keep:
        assert merge(base, side, base, keep) == merge(base, base, side, keep) == merge(base, side, side, keep)
        assert merge(base, side, base, keep).result == side
        assert not merge(base, side, base, keep).conflicts


@given(st.data())
def test_both_sides_are_alike(data: st.DataObject) -> None:
    base = data.draw(sets())
    mine, theirs = data.draw(edited(base)), data.draw(edited(base))
    one, other = merge(base, mine, theirs), merge(base, theirs, mine)
    assert bool(one.conflicts) == bool(other.conflicts)
    if not one.conflicts:
        assert content(one.result) == content(other.result)


@given(st.data())
def test_nothing_that_was_said_is_lost(data: st.DataObject) -> None:
    """Each version of a span that a side made or changed stands in the result, where both are kept."""
    base = data.draw(sets())
    mine, theirs = data.draw(edited(base)), data.draw(edited(base))
    merged = merge(base, mine, theirs)
    there = Counter(said(span, merged.result) for span in merged.result.spans)
    disputed = {conflict.place for conflict in merged.conflicts}
    for side, other in ((mine, theirs), (theirs, mine)):
        fresh = [item for item in side.spans if item.id not in base]
        assert not Counter(said(item, side) for item in fresh) - there
        for old in base.spans:
            changed = old.id in side and side.span(old.id) != old
            if changed and (old.id in disputed or (old.id in other and other.span(old.id) == old)):
                assert said(side.span(old.id), side) in there
        labels = Counter(relation.label for relation in merged.result.relations)
        known = {relation.id for relation in base.relations}
        assert not Counter(r.label for r in side.relations if r.id not in known) - labels


@given(st.data())
def test_nothing_is_there_that_nobody_said(data: st.DataObject) -> None:
    base = data.draw(sets())
    mine, theirs = data.draw(edited(base)), data.draw(edited(base))
    for keep in Keep:
        result = merge(base, mine, theirs, keep).result
        marks = {(s.layer, s.label, s.pieces) for side in (base, mine, theirs) for s in side.spans}
        assert {(s.layer, s.label, s.pieces) for s in result.spans} <= marks
        notes = {s.note for side in (base, mine, theirs) for s in side.spans}
        assert {s.note for s in result.spans} <= notes


@given(st.data())
def test_what_one_side_deleted_is_gone(data: st.DataObject) -> None:
    base = data.draw(sets())
    mine, theirs = data.draw(edited(base)), data.draw(edited(base))
    merged = merge(base, mine, theirs)
    disputed = {conflict.place for conflict in merged.conflicts}
    gone = {span.id for span in base.spans if span.id not in mine or span.id not in theirs}
    assert not {span.id for span in merged.result.spans} & (gone - disputed)


BASE = made_of(span("s1"), span("s2", 6, 9, "FACT"), Relation("r1", "P", "s2", "s1"))


def with_note(annotations: AnnotationSet, name: str, note: str) -> AnnotationSet:
    return annotations.replacing(replace(annotations.span(name), note=note))


def test_different_spans_are_put_together() -> None:
    mine, theirs = with_note(BASE, "s1", "m"), BASE.removing("s2").adding(span("s3", 1, 2))
    merged = merge(BASE, mine, theirs)
    assert merged.result == theirs.replacing(mine.span("s1"))
    assert not merged.conflicts


def test_an_id_that_both_gave_is_theirs_and_my_relations_follow() -> None:
    mine = BASE.adding(span("s3", 1, 2)).adding_relation(Relation("r2", "P", "s2", "s3"))
    theirs = BASE.adding(span("s3", 3, 4)).adding_relation(Relation("r2", "Q", "s2", "s3"))
    merged = merge(BASE, mine, theirs)
    assert not merged.conflicts
    assert merged.result.span("s3") == theirs.span("s3")
    assert merged.result.relation("r2") == theirs.relation("r2")
    (added,) = [span for span in merged.result.spans if span.id not in theirs]
    assert (added.start, added.end) == (1, 2)
    (related,) = [r for r in merged.result.relations if r.id not in ("r1", "r2")]
    assert (related.label, related.source, related.target) == ("P", "s2", added.id)


def test_what_both_added_alike_is_one() -> None:
    mine = BASE.adding(span("s3", 1, 2)).adding_relation(Relation("r2", "P", "s2", "s3"))
    theirs = BASE.adding(span("s4", 1, 2)).adding_relation(Relation("r3", "P", "s2", "s4"))
    assert merge(BASE, mine, theirs).result == theirs


def test_fields_of_one_span_are_put_together() -> None:
    mine, theirs = with_note(BASE, "s1", "m"), BASE.replacing(replace(BASE.span("s1"), label="ORG"))
    merged = merge(BASE, mine, theirs)
    assert not merged.conflicts
    assert merged.result.span("s1") == span("s1", label="ORG", note="m")
    mine = BASE.replacing(replace(BASE.span("s2"), attributes={"a": "x"}))
    theirs = BASE.replacing(replace(BASE.span("s2"), attributes={"b": "y"}))
    assert merge(BASE, mine, theirs).result.span("s2").attributes == {"a": "x", "b": "y"}


def test_attributes_belong_to_the_layer() -> None:
    mine = BASE.replacing(replace(BASE.span("s2"), attributes={"a": "x"}))
    theirs = BASE.replacing(replace(BASE.span("s2"), layer="entity", label="PER"))
    assert [conflict.place for conflict in merge(BASE, mine, theirs).conflicts] == ["s2"]


class TestConflicts:
    MINE = BASE.replacing(span("s1", 0, 4))
    THEIRS = (
        BASE.replacing(span("s1", 0, 3)).adding(span("s3")).adding_relation(Relation("r2", "Q", "s2", "s1"))
    )

    def test_are_told(self) -> None:
        (conflict,) = merge(BASE, self.MINE, self.THEIRS).conflicts
        assert conflict == Conflict("s1", span("s1", 0, 4), span("s1", 0, 3))

    def test_mine_may_stand(self) -> None:
        result = merge(BASE, self.MINE, self.THEIRS, Keep.MINE).result
        assert result.span("s1") == span("s1", 0, 4)
        assert len(result.spans) == 3

    def test_theirs_may_stand(self) -> None:
        assert merge(BASE, self.MINE, self.THEIRS, Keep.THEIRS).result == self.THEIRS

    def test_both_may_stand_and_their_relations_go_to_theirs(self) -> None:
        result = merge(BASE, self.MINE, self.THEIRS).result
        assert result.span("s1") == span("s1", 0, 4)
        (extra,) = [span for span in result.spans if (span.start, span.end) == (0, 3)]
        assert result.relation("r1").target == "s1"
        assert result.relation("r2").target == extra.id

    @pytest.mark.parametrize("keep", Keep)
    def test_a_deletion_against_a_change(self, keep: Keep) -> None:
        changed, gone = with_note(BASE, "s1", "m"), BASE.removing("s1")
        for mine, theirs in ((changed, gone), (gone, changed)):
            merged = merge(BASE, mine, theirs, keep)
            assert [conflict.place for conflict in merged.conflicts][:1] == ["s1"]
            wanted = {Keep.MINE: mine, Keep.THEIRS: theirs, Keep.BOTH: changed}[keep]
            assert ("s1" in merged.result) == ("s1" in wanted)

    def test_a_deletion_against_a_new_relation(self) -> None:
        mine = BASE.removing("s1")
        theirs = BASE.adding(span("s3")).adding_relation(Relation("r2", "Q", "s3", "s1"))
        merged = merge(BASE, mine, theirs)
        assert [conflict.place for conflict in merged.conflicts] == ["s1"]
        assert merged.result.relation("r2").target == "s1"
        assert "s1" not in merge(BASE, mine, theirs, Keep.MINE).result

    def test_another_label_against_a_new_relation(self) -> None:
        """Perhaps the relation may not end at that label."""
        mine = BASE.replacing(span("s1", label="ORG"))
        theirs = BASE.adding_relation(Relation("r2", "Q", "s2", "s1"))
        assert merge(BASE, mine, theirs).conflicts
        both = BASE.replacing(span("s1", label="ORG")).adding_relation(Relation("r2", "Q", "s2", "s1"))
        assert not merge(BASE, mine, both).conflicts

    def test_of_a_relation(self) -> None:
        old = BASE.relation("r1")
        mine = BASE.replacing_relation(replace(old, note="m"))
        theirs = BASE.replacing_relation(replace(old, note="t"))
        assert {r.note for r in merge(BASE, mine, theirs).result.relations} == {"m", "t"}
        assert merge(BASE, mine, theirs, Keep.THEIRS).result == theirs
        assert merge(BASE, mine, theirs, Keep.MINE).result == mine
        changed = merge(BASE, BASE.removing_relations("r1"), theirs)
        assert changed.conflicts
        assert changed.result == theirs

    def test_of_a_key_that_is_not_known(self) -> None:
        mine, theirs = BASE.with_extra((Extra("k", 1), Extra("l", 2))), BASE.with_extra((Extra("k", 3),))
        merged = merge(BASE, mine, theirs)
        assert [conflict.place for conflict in merged.conflicts] == ["k"]
        assert merged.result.extra == mine.extra
        assert merge(BASE, mine, theirs, Keep.THEIRS).result.extra == (Extra("k", 3), Extra("l", 2))

    def test_of_the_article(self) -> None:
        mine, theirs = BASE.with_attributes({"topic": "m"}), BASE.with_attributes({"topic": "t", "x": "y"})
        merged = merge(BASE, mine, theirs)
        assert merged.conflicts == (Conflict("attributes.topic", "m", "t"),)
        assert merged.result.attributes == {"topic": "m", "x": "y"}
        assert merge(BASE, mine, theirs, Keep.THEIRS).result == theirs


def test_the_order_of_relations_stays() -> None:
    base = made_of(span("s1"), span("s2", 6, 9), *(Relation(f"r{n}", "P", "s1", "s2") for n in range(4)))
    turned = replace(base, relations=base.relations[::-1])
    assert merge(base, turned, base).result == merge(base, base, turned).result == turned


def test_sets_of_different_articles_are_refused() -> None:
    with pytest.raises(ValueError, match="different articles"):
        merge(empty(), empty(), replace(empty(), sha256="1" * 64))


def test_an_id_of_a_span_that_became_one_of_a_relation() -> None:
    base = made_of(span("x"), span("s2"), span("s3"))
    theirs = base.removing("x").adding_relation(Relation("x", "P", "s2", "s3"))
    mine = base.replacing(span("x", 0, 4))
    result = merge(base, mine, theirs).result
    assert result.span("x") == span("x", 0, 4)
    assert [relation.label for relation in result.relations] == ["P"]

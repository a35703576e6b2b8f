"""What changes inside a list of a file is small, and is undone and made again exactly."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.annotations import AnnotationSet, Extra
from annotator.model.changes import Change, ExtraChange, change_between
from annotator.model.faults import InvalidAnnotation
from annotator.store.log_lines import Damaged, body_of, decode_change, encode_change

EMPTY = AnnotationSet("a.txt", "zed", "0" * 64, 40)

entries = st.lists(st.fixed_dictionaries({"from": st.lists(st.sampled_from(["a#s1", "b#s2"]))}), max_size=6)
values = entries | st.dictionaries(st.sampled_from(["topic", "kind"]), st.text(max_size=3))
extras = st.lists(
    st.builds(Extra, st.sampled_from(["rejected", "left_open", "later"]), values, st.just("relations")),
    unique_by=lambda extra: extra.key,
).map(tuple)


@given(extras, extras)
def test_a_change_leads_there_and_back(old: tuple[Extra, ...], new: tuple[Extra, ...]) -> None:
    before, after = replace(EMPTY, extra=old), replace(EMPTY, extra=new)
    change = change_between(before, after)
    assert change.applied(before) == after
    assert change.turned.applied(after) == before
    assert decode_change(encode_change(change)) == change


def test_one_entry_more_costs_one_entry() -> None:
    many = [{"from": [f"a#s{number}"], "reason": "a slip"} for number in range(5_000)]
    before = replace(EMPTY, extra=(Extra("rejected", many, "relations"),))
    after = replace(EMPTY, extra=(Extra("rejected", [*many, {"from": ["b#s1"]}], "relations"),))
    change = change_between(before, after)
    assert change.inside == (ExtraChange("rejected", 5_000, (), ({"from": ["b#s1"]},)),)
    assert len(body_of(encode_change(change))) < 100


def test_a_change_of_other_annotations_is_refused() -> None:
    one = replace(EMPTY, extra=(Extra("rejected", [{"from": ["a#s1"]}], "relations"),))
    other = replace(EMPTY, extra=(Extra("rejected", [{"from": ["b#s1"]}], "relations"),))
    word = replace(EMPTY, extra=(Extra("rejected", "all", "relations"),))
    change = change_between(one, replace(one, extra=(Extra("rejected", [], "relations"),)))
    for wrong in (other, word, EMPTY):
        with pytest.raises(InvalidAnnotation):
            change.applied(wrong)
    whole = Change(inside=(ExtraChange("rejected", None, ("some",), ("all",)),))
    with pytest.raises(InvalidAnnotation):
        whole.applied(word)


@pytest.mark.parametrize("inside", [[1], [["rejected", -1, [], []]], [["rejected", None, [], []]]])
def test_a_line_that_tells_of_no_change_is_damaged(inside: object) -> None:
    with pytest.raises(Damaged):
        decode_change({"inside": inside})

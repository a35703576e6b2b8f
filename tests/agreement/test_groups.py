"""Groups hold every span once, one of each annotator at most, whoever is named first."""

from __future__ import annotations

import random
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.alignment import Kind, pair_spans
from annotator.agreement.groups import Group, align
from annotator.model.annotations import Span
from tests.agreement.made import broken, names, span_lists, spans

SETS = st.lists(span_lists(4), min_size=3, max_size=4)


def of(*sets: list[Span]) -> list[Group]:
    return align(dict(zip("abcd", sets, strict=False)), "a.txt", "entity")


@given(span_lists(), span_lists())
def test_the_groups_of_two_are_their_pairs(a: list[Span], b: list[Span]) -> None:
    pairing = pair_spans(a, b)
    alone = [(span, None) for span in pairing.only_a] + [(None, span) for span in pairing.only_b]
    assert names(group.spans for group in of(a, b)) == names([*pairing.pairs, *alone])


@given(SETS)
def test_every_span_is_in_one_group(sets: list[list[Span]]) -> None:
    groups = of(*sets)
    for number, said in enumerate(sets):
        there = [group.spans[number] for group in groups]
        assert sorted(span.id for span in there if span) == sorted(span.id for span in said)
    assert all(len(group.spans) == len(sets) and group.present for group in groups)


@given(SETS, st.randoms(use_true_random=False))
def test_the_order_of_annotators_and_spans_does_not_matter(
    sets: list[list[Span]], chance: random.Random
) -> None:
    by_name = dict(zip("abcd", sets, strict=False))
    order = list(by_name)
    chance.shuffle(order)
    shuffled = align({name: chance.sample(by_name[name], len(by_name[name])) for name in order})

    def told(groups: list[Group], order: list[str]) -> list[dict[str, str]]:
        said = [{n: span.id for n, span in zip(order, g.spans, strict=True) if span} for g in groups]
        return sorted(said, key=lambda group: sorted(group.items()))

    assert told(shuffled, order) == told(align(by_name), list(by_name))


@given(SETS)
def test_what_all_have_alike_is_one_group(sets: list[list[Span]]) -> None:
    def alike(span: Span) -> object:
        return span.pieces, span.label, tuple(span.attributes.items())

    counts = [Counter(alike(span) for span in said) for said in sets]
    everywhere = counts[0]
    for more in counts[1:]:
        everywhere &= more
    same = sum(group.kind == Kind.SAME for group in of(*sets))
    assert same == everywhere.total()


def test_the_closest_come_together() -> None:
    groups = of(spans((0, 5, "X")), spans((0, 5, "X"), (0, 4, "X")), spans((0, 4, "X")))
    assert names(group.spans for group in groups) == [("-", "s2", "s1"), ("s1", "s1", "-")]
    assert {group.kind for group in groups} == {Kind.MISSING}


def test_a_group_may_hang_together_by_one_in_the_middle() -> None:
    groups = of(spans((0, 4, "X")), spans((2, 8, "X")), spans((6, 9, "Y")))
    assert names(group.spans for group in groups) == [("s1", "s1", "s1")]
    assert groups[0].kind == Kind.BOTH
    assert groups[0].extent == (0, 9)
    assert groups[0].labels == ("X", "X", "Y")


def test_groups_are_in_text_order() -> None:
    groups = of(spans((9, 12, "X"), (0, 2, "X")), [broken("Y", (4, 5), (7, 8))])
    assert [group.extent for group in groups] == [(0, 2), (4, 8), (9, 12)]
    assert [(group.article, group.layer) for group in groups] == [("a.txt", "entity")] * 3

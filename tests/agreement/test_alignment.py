"""The pairing is optimal as trying everything says, the same from both sides and in any order."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.alignment import (
    Kind,
    Pair,
    Pairing,
    default_values,
    kind_of,
    match_overlaps,
    pair_by_label,
    pair_spans,
    place_of,
    with_defaults,
)
from annotator.agreement.overlaps import characters, shared_characters
from annotator.model.annotations import Span
from annotator.model.labels import Attribute, Label, LabelScheme, Layer
from tests.agreement.made import broken, moved, names, span_lists, spans


def every_matching(a: Sequence[Span], b: Sequence[Span]) -> Iterator[list[Pair]]:
    if not a:
        yield []
        return
    yield from every_matching(a[1:], b)
    for number, other in enumerate(b):
        if covered(a[0]) & covered(other):
            for rest in every_matching(a[1:], [*b[:number], *b[number + 1 :]]):
                yield [(a[0], other), *rest]


def covered(span: Span) -> set[int]:
    return {offset for start, end in span.pieces for offset in range(start, end)}


def worth(pairs: Sequence[Pair]) -> tuple[int, int, int]:
    same_label = sum(a.label == b.label for a, b in pairs)
    return len(pairs), same_label, sum(len(covered(a) & covered(b)) for a, b in pairs)


def by_place(some: Sequence[Span]) -> dict[object, int]:
    places: dict[object, int] = {}
    for span in some:
        places[place_of(span)] = places.get(place_of(span), 0) + 1
    return places


@given(span_lists(), span_lists())
def test_identical_boundaries_come_first_and_count_as_often_as_both_have_them(
    a: list[Span], b: list[Span]
) -> None:
    pairing = pair_spans(a, b)
    assert all(place_of(mine) == place_of(other) for mine, other in pairing.exact)
    there = by_place(b)
    assert len(pairing.exact) == sum(min(times, there.get(place, 0)) for place, times in by_place(a).items())


@given(span_lists(), span_lists())
def test_as_many_exact_pairs_as_possible_have_one_label_and_one_set_of_attributes(
    a: list[Span], b: list[Span]
) -> None:
    for alike in (
        lambda span: (place_of(span), span.label),
        lambda span: (place_of(span), span.label, tuple(span.attributes.items())),
    ):
        there = [alike(span) for span in b]
        expected = sum(min([alike(s) for s in a].count(one), there.count(one)) for one in {*map(alike, a)})
        assert sum(alike(mine) == alike(other) for mine, other in pair_spans(a, b).exact) == expected


@given(span_lists(4), span_lists(4))
def test_no_matching_of_the_rest_is_better(a: list[Span], b: list[Span]) -> None:
    pairing = pair_spans(a, b)
    exact = {span.id for span, _ in pairing.exact}, {span.id for _, span in pairing.exact}
    rest_a = [span for span in a if span.id not in exact[0]]
    rest_b = [span for span in b if span.id not in exact[1]]
    assert worth(pairing.overlapping) == max(map(worth, every_matching(rest_a, rest_b)))


@given(span_lists(4), span_lists(4))
def test_no_matching_by_label_has_more_pairs(a: list[Span], b: list[Span]) -> None:
    pairs = pair_by_label(a, b)
    assert all(mine.label == other.label and covered(mine) & covered(other) for mine, other in pairs)
    expected = 0
    for label in "XY":
        same_a, same_b = ([s for s in side if s.label == label] for side in (a, b))
        expected += max(map(len, every_matching(same_a, same_b)))
    assert len(pairs) == expected


@given(span_lists(), span_lists())
def test_every_span_is_there_once(a: list[Span], b: list[Span]) -> None:
    pairing = pair_spans(a, b)
    assert sorted([*(mine.id for mine, _ in pairing.pairs), *(s.id for s in pairing.only_a)]) == sorted(
        span.id for span in a
    )
    assert sorted([*(other.id for _, other in pairing.pairs), *(s.id for s in pairing.only_b)]) == sorted(
        span.id for span in b
    )


def told(pairing: Pairing) -> list[object]:
    return [names(pairing.exact), names(pairing.overlapping), names([pairing.only_a, pairing.only_b])]


@given(span_lists(), span_lists(), st.randoms(use_true_random=False))
def test_the_order_of_the_lists_does_not_matter(a: list[Span], b: list[Span], chance: random.Random) -> None:
    expected = told(pair_spans(a, b))
    chance.shuffle(a)
    chance.shuffle(b)
    assert told(pair_spans(a, b)) == expected


@given(span_lists(), span_lists())
def test_the_other_way_round_is_the_mirror_image(a: list[Span], b: list[Span]) -> None:
    there, back = pair_spans(a, b), pair_spans(b, a)
    assert names(there.pairs) == names((mine, other) for other, mine in back.pairs)
    assert (there.only_a, there.only_b) == (back.only_b, back.only_a)
    assert len(pair_by_label(a, b)) == len(pair_by_label(b, a))


@given(span_lists(), span_lists(), span_lists(), span_lists())
def test_it_does_not_matter_how_spans_fall_over_articles(
    a: list[Span], b: list[Span], more_a: list[Span], more_b: list[Span]
) -> None:
    apart = pair_spans(a, b), pair_spans(more_a, more_b)
    joined = pair_spans([*a, *moved(more_a, 50, "t")], [*b, *moved(more_b, 50, "t")])
    further = [tuple(f"t{name}" for name in pair) for pair in names(apart[1].pairs)]
    assert names(joined.pairs) == sorted(names(apart[0].pairs) + further)


@given(span_lists(2), span_lists(2))
def test_shared_characters(a: list[Span], b: list[Span]) -> None:
    for mine in a:
        assert characters(mine) == len(covered(mine))
        for other in b:
            assert shared_characters(mine, other) == len(covered(mine) & covered(other))


def test_the_longer_overlap_wins_where_the_number_is_the_same() -> None:
    pairing = pair_spans(spans((0, 10, "X")), spans((0, 2, "X"), (2, 9, "X")))
    assert names(pairing.pairs) == [("s1", "s2")]


def test_the_label_wins_over_the_longer_overlap_and_the_number_over_both() -> None:
    assert names(pair_spans(spans((0, 10, "X")), spans((0, 2, "X"), (2, 9, "Y"))).pairs) == [("s1", "s1")]
    a, b = spans((10, 20, "X"), (25, 40, "Z")), spans((9, 11, "Y"), (12, 26, "X"))
    assert names(pair_spans(a, b).pairs) == [("s1", "s1"), ("s2", "s2")]


def test_touching_is_not_overlapping() -> None:
    assert pair_spans(spans((0, 5, "X")), spans((5, 9, "X"))).pairs == ()


def test_pieces_overlap_by_their_characters_and_are_identical_only_as_a_whole() -> None:
    woven = [broken("X", (0, 2), (4, 6))], spans((2, 4, "X"))
    assert pair_spans(*woven).pairs == ()
    assert match_overlaps(*woven) == []
    whole = pair_spans([broken("X", (0, 2), (4, 6))], spans((0, 6, "X")))
    assert (len(whole.exact), len(whole.overlapping)) == (0, 1)


@pytest.mark.parametrize(
    ("a", "b", "kind"),
    [
        ((0, 5, "X"), (0, 5, "X"), Kind.SAME),
        ((0, 5, "X"), (0, 5, "X", {"sure": "no"}), Kind.ATTRIBUTE),
        ((0, 5, "X"), (0, 5, "Y"), Kind.LABEL),
        ((0, 5, "X"), (0, 4, "X"), Kind.BOUNDARY),
        ((0, 5, "X"), (1, 5, "Y"), Kind.BOTH),
    ],
)
def test_kinds(a: tuple[int, int, str], b: tuple[int, int, str], kind: Kind) -> None:
    pair = spans(a)[0], spans(b)[0]
    assert kind_of(pair) == kind_of(pair[::-1]) == kind
    assert kind_of((*pair, None)) == Kind.MISSING


SCHEME = LabelScheme(
    (
        Layer(
            "entity",
            (Label("X", "#000000"),),
            (Attribute("sure", values=("yes", "no"), default="yes"), Attribute("odd", "flag")),
        ),
    )
)


def test_what_is_left_out_means_the_default() -> None:
    said = with_defaults(SCHEME)
    silent, explicit = spans((0, 5, "X"), (0, 5, "X", {"sure": "yes", "odd": False}))
    assert kind_of((silent, explicit), said) == Kind.SAME
    assert kind_of((silent, spans((0, 5, "X", {"sure": "no"}))[0]), said) == Kind.ATTRIBUTE
    assert default_values(SCHEME.layers[0].attributes) == {"sure": "yes", "odd": False}
    assert default_values([Attribute("topic", "text")]) == {}


def seconds(size: int) -> float:
    """A text tiled by both, with other edges, under a span as long as the document on either side."""
    a = spans(*((10 * n, 10 * n + 10, "X") for n in range(size)), (0, 10 * size, "X"))
    b = spans(*((10 * n + 6, 10 * n + 16, "X") for n in range(size)), (1, 10 * size, "X"))
    start = process_time()
    assert len(pair_spans(a, b).overlapping) == size + 1
    return process_time() - start


def test_a_span_as_long_as_the_document_does_not_make_it_quadratic() -> None:
    seconds(500)
    assert seconds(16_000) < 40 * seconds(2_000)  # 8 times as much; 64 would be quadratic

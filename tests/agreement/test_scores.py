"""F1 in four schemes gives the published table, and says where it is undefined."""

from __future__ import annotations

import pytest
from hypothesis import given

from annotator.agreement.alignment import pair_by_label, pair_spans
from annotator.agreement.scores import Scheme, SpanCounts, count_pair, matched_pairs, score
from annotator.agreement.tallies import added
from annotator.model.annotations import Span
from tests.agreement.made import moved, span_lists, spans

# The worked example of the SemEval-2013 task 9.1 schemes: one entity missed, one made up, one with other
# boundaries, one with another label, two alike, one with both other.
GOLD = spans(
    (0, 8, "BRAND"),
    (30, 38, "DRUG"),
    (40, 51, "DRUG"),
    (60, 69, "DRUG"),
    (70, 82, "DRUG"),
    (95, 109, "GROUP"),
)
FOUND = spans(
    (15, 22, "BRAND"),
    (27, 38, "DRUG"),
    (40, 51, "BRAND"),
    (60, 69, "DRUG"),
    (70, 82, "DRUG"),
    (90, 109, "DRUG"),
)


@pytest.mark.parametrize(
    ("scheme", "published"),
    [(Scheme.STRICT, 0.333), (Scheme.EXACT, 0.5), (Scheme.PARTIAL, 0.667), (Scheme.TYPE, 0.5)],
)
def test_the_published_table(scheme: Scheme, published: float) -> None:
    found = score(count_pair(GOLD, FOUND), scheme)
    for figure in (found.precision, found.recall, found.f1):
        assert figure.value == pytest.approx(published, abs=0.0005)
    assert (found.a, found.b) == (6, 6)


@given(span_lists(), span_lists())
def test_the_other_way_round_precision_and_recall_change_places(a: list[Span], b: list[Span]) -> None:
    for scheme in Scheme:
        there, back = score(count_pair(a, b), scheme), score(count_pair(b, a), scheme)
        assert (there.f1.value, there.matched) == (back.f1.value, back.matched)
        assert (there.precision.value, there.recall.value) == (back.recall.value, back.precision.value)


@given(span_lists(), span_lists())
def test_the_schemes_are_in_their_order(a: list[Span], b: list[Span]) -> None:
    matched = {scheme: score(count_pair(a, b), scheme).matched for scheme in Scheme}
    assert matched[Scheme.STRICT] <= matched[Scheme.EXACT] <= matched[Scheme.PARTIAL]
    assert matched[Scheme.STRICT] <= matched[Scheme.TYPE]


@given(span_lists(), span_lists())
def test_the_pairs_behind_a_figure_are_as_many_as_it_says(a: list[Span], b: list[Span]) -> None:
    pairing, by_label = pair_spans(a, b), pair_by_label(a, b)
    for scheme in Scheme:
        pairs = matched_pairs(pairing, by_label, scheme)
        half = scheme == Scheme.PARTIAL
        weights = (0.5 if half and mine.pieces != other.pieces else 1 for mine, other in pairs)
        assert sum(weights) == score(count_pair(a, b), scheme).matched


@given(span_lists(), span_lists(), span_lists(), span_lists())
def test_it_does_not_matter_how_spans_fall_over_articles(
    a: list[Span], b: list[Span], more_a: list[Span], more_b: list[Span]
) -> None:
    apart = added(SpanCounts, [count_pair(a, b), count_pair(more_a, more_b)])
    joined = count_pair([*a, *moved(more_a, 50, "t")], [*b, *moved(more_b, 50, "t")])
    for scheme in Scheme:
        assert score(apart, scheme) == score(joined, scheme)


def test_undefined_with_its_reason() -> None:
    nobody = score(count_pair([], []), Scheme.STRICT)
    assert nobody.f1.undefined == "neither annotator has any"
    one = score(count_pair(GOLD, []), Scheme.STRICT)
    assert (one.f1.value, one.recall.value) == (0, 0)
    assert one.precision.undefined == "the second annotator has none"

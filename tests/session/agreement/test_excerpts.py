"""The words around spans: offsets in them stand for the same characters as in the article."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.session.agreement.excerpts import GAP, SHORT, covered, excerpt, shortened
from annotator.text.segments import is_boundary
from tests.strategies import texts

RANGES = st.lists(st.tuples(st.integers(0, 400), st.integers(1, 60)), min_size=1, max_size=5)


def in_text(text: str, drawn: list[tuple[int, int]]) -> list[tuple[int, int]]:
    starts = [(start % len(text), length) for start, length in drawn]
    return [(start, min(start + length, len(text))) for start, length in starts]


@given(texts().filter(bool), RANGES)
def test_ranges_stand_for_the_same_characters(text: str, drawn: list[tuple[int, int]]) -> None:
    text = text * 9
    pieces = in_text(text, drawn)
    shown = excerpt(text, pieces)
    assert GAP.join("x" * (end - start) for start, end in shown.shown).count("x") <= len(text)
    for low, high in shown.ranges(pieces):
        for place in range(low, high):
            char = shown.words[place]
            offset = original(shown.shown, place)
            assert any(start <= offset < end for start, end in pieces)
            assert char in (text[offset], " ", "\u25af")


def original(shown: tuple[tuple[int, int], ...], place: int) -> int:
    for start, end in shown:
        if place < end - start:
            return start + place
        place -= end - start + len(GAP)
    raise AssertionError("a place in a gap")


@given(texts().filter(bool), RANGES)
def test_every_edge_is_shown_and_no_cluster_is_cut(text: str, drawn: list[tuple[int, int]]) -> None:
    text = text * 9
    pieces = in_text(text, drawn)
    shown = excerpt(text, pieces).shown
    for start, end in pieces:
        assert any(low <= start < high for low, high in shown)
        assert any(low < end <= high for low, high in shown)
    edges = {edge for piece in pieces for edge in piece}
    assert all(is_boundary(text, edge) or edge in edges for piece in shown for edge in piece)


def test_a_short_difference_stands_whole_in_its_paragraph() -> None:
    text = "پہلا پیراگراف\nوزیراعظم شہباز شریف نے کہا\nتیسرا"
    start = text.index("شہباز")
    shown = excerpt(text, [(start, start + 10), (start - 9, start + 10)])
    assert shown.words == "وزیراعظم شہباز شریف نے کہا"


def test_the_middle_of_a_long_span_is_left_out() -> None:
    text = "لفظ " * 200
    shown = excerpt(text, [(0, 600), (4, 600)])
    assert GAP in shown.words
    assert len(shown.words) < SHORT + 60


def test_signs_that_reorder_are_replaced() -> None:
    assert excerpt("a \u202eb\u2066 c\u2028d", [(0, 2)]).words == "a ▯b▯ c d"
    assert shortened("x" * 500) == "x" * 60 + "…"
    assert shortened(" a\n b ") == "a b"


def test_what_one_covers_and_another_does_not() -> None:
    assert covered([(0, 10), (20, 30)], [(2, 5), (8, 22)]) == [(0, 2), (5, 8), (22, 30)]
    assert covered([(0, 10)], []) == [(0, 10)]
    assert covered([(3, 5)], [(0, 10)]) == []

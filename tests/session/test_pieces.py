"""Pieces against the plainest model of them: the set of places that they cover."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.model.annotations import Span
from annotator.session.pieces import merged, reshaped, with_pieces

piece = st.tuples(st.integers(0, 40), st.integers(1, 8)).map(lambda pair: (pair[0], sum(pair)))


def covered(pieces: tuple[tuple[int, int], ...]) -> set[int]:
    return {place for start, end in pieces for place in range(start, end)}


@given(st.lists(piece, min_size=1, max_size=8))
def test_merged_pieces_cover_the_same_and_make_a_span(pieces: list[tuple[int, int]]) -> None:
    whole = merged(pieces)
    assert covered(whole) == covered(tuple(pieces))
    made = with_pieces(Span("s1", "entity", "PER", 0, 1), whole)
    assert made.pieces == whole
    assert merged(whole) == whole


@given(st.lists(piece, min_size=1, max_size=8), piece)
def test_reshaped_pieces_reach_to_the_edges_and_nowhere_else(
    pieces: list[tuple[int, int]], edges: tuple[int, int]
) -> None:
    before = merged(pieces)
    after = reshaped(before, *edges)
    assert (after[0][0], after[-1][1]) == edges
    assert covered(after) >= covered(before) & covered((edges,))
    assert with_pieces(Span("s1", "entity", "PER", 0, 1), after).pieces == after
    if len(before) == 1:
        assert after == (edges,)


def test_outer_edges_alone_move() -> None:
    pieces = ((2, 5), (8, 12), (15, 20))
    assert reshaped(pieces, 0, 25) == ((0, 5), (8, 12), (15, 25))
    assert reshaped(pieces, 3, 16) == ((3, 5), (8, 12), (15, 16))
    assert reshaped(pieces, 6, 18) == ((6, 12), (15, 18))
    assert reshaped(pieces, 12, 15) == ((12, 15),)

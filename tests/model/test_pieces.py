"""Ranges put together, against their definition letter by letter."""

from __future__ import annotations

from functools import reduce
from itertools import pairwise
from operator import and_, or_

from hypothesis import given
from hypothesis import strategies as st

from annotator.model.annotations import Piece
from annotator.model.pieces import intersected, merged, united

pieces = st.lists(
    st.tuples(st.integers(0, 15), st.integers(1, 5)).map(lambda pair: (pair[0], sum(pair))),
    min_size=1,
    max_size=4,
)


def letters(some: list[Piece] | tuple[Piece, ...]) -> set[int]:
    return {offset for start, end in some for offset in range(start, end)}


def check(some: tuple[Piece, ...]) -> None:
    assert all(start < end for start, end in some)
    assert all(left[1] < right[0] for left, right in pairwise(some))


@given(st.lists(pieces, min_size=1, max_size=4))
def test_union_and_intersection(ranges: list[list[Piece]]) -> None:
    union, common = united(ranges), intersected(ranges)
    check(union)
    check(common)
    assert letters(union) == reduce(or_, map(letters, ranges))
    assert letters(common) == reduce(and_, map(letters, ranges))
    assert intersected(ranges[::-1]) == common
    assert united([merged(one) for one in ranges]) == union

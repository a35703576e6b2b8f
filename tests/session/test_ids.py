"""Ids count on and never come back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.session.ids import IdCounter


@pytest.mark.parametrize(
    ("in_use", "next_one"),
    [
        ([], "s1"),
        (["s3", "s1", "r9"], "s4"),
        (["s007"], "s8"),
        (["s2x", "xs5", "s", "S9", "s-4", "s٣"], "s1"),
        (["s999999999999999999"], "s1000000000000000000"),
    ],
)
def test_the_first_new_id(in_use: list[str], next_one: str) -> None:
    assert IdCounter("s", in_use).take() == next_one


@given(st.lists(st.from_regex(r"\A[sr]?[0-9]{0,20}\n?\Z")))
def test_none_is_in_use_and_none_comes_twice(in_use: list[str]) -> None:
    counter = IdCounter("s", in_use)
    taken = [counter.take() for _ in range(5)]
    assert len({*taken, *in_use}) == 5 + len({*in_use})

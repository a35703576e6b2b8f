"""Names in few letters: no two are spelled alike, and each comes back."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from annotator.exchange.spelling import spelled, unspelled

LETTERS = re.compile("[A-Za-z0-9_-]")
names = st.one_of(st.text(max_size=8), st.text(st.sampled_from("_x5F2 0ہ"), max_size=10))


@given(names)
def test_there_and_back(name: str) -> None:
    written = spelled(name, LETTERS)
    assert re.fullmatch("[A-Za-z0-9_-]*", written)
    assert unspelled(written) == name


def test_what_nobody_spelled_stays() -> None:
    for name in ("a_b", "_x_", "_xG1_", "_x110000_", "_x0041_", "Two-component-system"):
        assert unspelled(name) == name

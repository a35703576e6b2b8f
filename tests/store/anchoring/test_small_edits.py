"""What remains of a few words after typos."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.store.anchoring.small_edits import remaining


@pytest.mark.parametrize(
    ("old", "new", "runs"),
    [
        ("پاکستان", "پاکستان", [(0, 0, 7)]),
        ("پاکستان", "پاکسان", [(0, 0, 4), (5, 4, 2)]),
        ("پاکستان", "پاکسستان", [(0, 0, 3), (3, 4, 4)]),
        ("ایران", "ایارن", [(0, 0, 5)]),
        ("صدر ق", "صدرق ", [(0, 0, 3), (3, 4, 1), (4, 3, 1)]),
        ("تاجکستان", "پاکستان", [(1, 1, 1), (3, 2, 5)]),
        ("کتاب", "درخت", []),
        ("", "x", []),
        ("x", "", []),
    ],
)
def test_typos(old: str, new: str, runs: list[tuple[int, int, int]]) -> None:
    assert remaining(old, new) == runs


words = st.text("abc ", max_size=8)


@given(words, words)
def test_what_remains_is_the_same_and_counted_once(old: str, new: str) -> None:
    runs = remaining(old, new)
    olds = [place for a, _, size in runs for place in range(a, a + size)]
    news = [place for _, b, size in runs for place in range(b, b + size)]
    assert olds == sorted(set(olds))
    assert len(news) == len(set(news))
    assert all(place < len(old) for place in olds)
    assert all(place < len(new) for place in news)
    assert sorted(old[place] for place in olds) == sorted(new[place] for place in news)


@given(st.text("abcdef", min_size=4, max_size=12), st.data())
def test_one_letter_more_or_less_leaves_all_others(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text) - 1))
    assert sum(size for _, _, size in remaining(text, text[:at] + text[at + 1 :])) == len(text) - 1
    assert sum(size for _, _, size in remaining(text, text[:at] + "x" + text[at:])) == len(text)
    assert sum(size for _, _, size in remaining(text, text[:at] + "x" + text[at + 1 :])) == len(text) - 1

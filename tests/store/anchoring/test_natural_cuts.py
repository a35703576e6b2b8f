"""What was put in or taken out was a whole paragraph, sentence or word, where that can be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.store.anchoring.equal_stretches import Stretch
from annotator.store.anchoring.natural_cuts import cut_naturally, naturalness


def test_a_paragraph_was_taken_out_whole() -> None:
    old, new = "One.\nIran won.\nIraq lost.\n", "One.\nIraq lost.\n"
    greedy = [Stretch(0, 0, 8), Stretch(18, 8, len(new) - 8)]
    assert cut_naturally(greedy, old, new) == [Stretch(0, 0, 5), Stretch(15, 5, len(new) - 5)]


def test_a_word_was_put_in_whole() -> None:
    old, new = "he said so", "he spoke and said so"
    greedy = [Stretch(0, 0, 4), Stretch(4, 14, 6)]
    assert cut_naturally(greedy, old, new) == [Stretch(0, 0, 3), Stretch(3, 13, 7)]


def test_a_stretch_may_be_used_up() -> None:
    old, new = "A.\nHe ran. He sat.\n", "He sat.\nA.\nHe ran. \n"
    greedy = [Stretch(0, 8, 14), Stretch(14, 3, 4)]
    cut = cut_naturally(greedy, old, new)
    assert [stretch for stretch in cut if stretch.size][-1] == Stretch(11, 0, 7)


@pytest.mark.parametrize(
    ("text", "cut", "value"),
    [("ab", 0, 4), ("a\nb", 2, 4), ("a. b", 3, 3), ("a b", 2, 2), ("a b", 1, 1), ("ab", 1, 0), ("ab", 2, 1)],
)
def test_where_something_begins(text: str, cut: int, value: int) -> None:
    assert naturalness(text, cut) == value


@given(st.text("ab\n", min_size=2, max_size=30), st.data())
def test_stretches_stay_equal_and_apart(old: str, data: st.DataObject) -> None:
    cut = data.draw(st.integers(1, len(old) - 1))
    put_in = data.draw(st.text("ab\n", max_size=10))
    new = old[:cut] + put_in + old[cut:]
    stretches = [Stretch(0, 0, cut), Stretch(cut, cut + len(put_in), len(old) - cut)]
    first, second = cut_naturally(stretches, old, new)
    for stretch in (first, second):
        assert old[stretch.old : stretch.old_end] == new[stretch.new : stretch.new_end]
    assert first.old_end == second.old
    assert first.new_end <= second.new

"""Tokens as spaCy has them: together they are the text, and spans can be told in them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.exchange.spaced_tokens import Tokens
from tests.strategies import nasty_texts, ranges_in, texts

any_text = st.one_of(texts(), nasty_texts())


@given(any_text, st.data())
def test_tokens_are_the_text_and_ranges_end_with_them(text: str, data: st.DataObject) -> None:
    ranges = data.draw(st.lists(ranges_in(text), max_size=4)) if text else []
    tokens = Tokens(text, ranges)
    assert "".join(text[t.start : t.end] + " " * t.has_space for t in tokens.all) == text
    assert all(t.start < t.end for t in tokens.all)
    for start, end in ranges:
        first, after = tokens.range_of(start, end)
        assert (tokens.all[first].start, tokens.all[after - 1].end) == (start, end)
        assert tokens.fits(start, end)


@given(any_text, st.data())
def test_tokens_that_are_not_cut_hold_the_range(text: str, data: st.DataObject) -> None:
    if not text:
        return
    tokens = Tokens(text)
    start, end = data.draw(ranges_in(text))
    first, after = tokens.range_of(start, end)
    assert 0 <= first < after <= len(tokens.all)
    last = tokens.all[after - 1]
    assert last.end + last.has_space >= end
    assert tokens.all[first].start <= start or text[start] == " "


def test_white_space_stands_as_spacy_has_it() -> None:
    tokens = Tokens("a  b\n c.")
    assert [(t.start, t.end, t.has_space) for t in tokens.all] == [
        (0, 1, True),
        (2, 3, False),
        (3, 4, False),
        (4, 6, False),
        (6, 7, False),
        (7, 8, False),
    ]
    assert Tokens("Ki-moon", [(4, 7)]).all[0].end == 4

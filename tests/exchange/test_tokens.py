"""Tokens: all ink is in one, words stay whole, and stops of one kind stay together."""

from __future__ import annotations

import pytest
from hypothesis import given

from annotator.exchange.tokens import sentences_of, tokens_of
from annotator.text.segments import is_boundary
from tests.strategies import nasty_texts, texts


def words(text: str) -> list[str]:
    return [text[start:end] for start, end in tokens_of(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said: «hello...»", ["He", "said", ":", "«", "hello", "...", "»"]),
        ("صدرِ اعلیٰ، می\u200cشود۔", ["صدرِ", "اعلیٰ", "،", "می\u200cشود", "۔"]),
        ("क्षेत्र में १२।", ["क्षेत्र", "में", "१२", "।"]),
        ("👨\u200d👩\u200d👧!! 😀😀", ["👨\u200d👩\u200d👧", "!!", "😀", "😀"]),
        ("?!", ["?", "!"]),
        ("foo.\u200f bar \u200e(x)", ["foo", ".\u200f", "bar", "\u200e(", "x", ")"]),
        ("\u200c", ["\u200c"]),
        ("a\r\nb\tc\u00a0d\u2028e", ["a", "b", "c", "d", "e"]),
        (" \n ", []),
    ],
)
def test_what_a_token_is(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@given(texts() | nasty_texts())
def test_only_white_space_is_outside_and_nothing_twice(text: str) -> None:
    end = 0
    for start, stop in tokens_of(text):
        assert not text[end:start].strip()
        assert end <= start < stop
        assert not any(char.isspace() for char in text[start:stop])
        end = stop
    assert not text[end:].strip()


@given(texts())
def test_no_token_cuts_a_cluster(text: str) -> None:
    for start, end in tokens_of(text):
        assert is_boundary(text, start) or text[start - 1].isspace()
        assert is_boundary(text, end)


@given(texts() | nasty_texts())
def test_sentences_hold_each_token_once(text: str) -> None:
    sentences = sentences_of(text)
    assert [token for sentence in sentences for token in sentence] == tokens_of(text)
    assert all(sentences)


def test_sentences_end_where_the_segmenter_says() -> None:
    text = "وہ آیا۔ وہ گیا۔\n\nDr. Khan had 6.4 of them."
    got = [text[sentence[0][0] : sentence[-1][1]] for sentence in sentences_of(text)]
    assert got == ["وہ آیا۔", "وہ گیا۔", "Dr. Khan had 6.4 of them."]

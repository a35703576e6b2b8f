from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.segments import grapheme_boundaries, next_word, previous_word, snap, word_at, word_spans
from tests.strategies import nasty_texts, texts

ANY = st.one_of(texts(), nasty_texts())

# text with | at the edges of its words; what is between two words stands between two bars
WORDS = [
    " |date| |2026-02-05| |پاکستان| ،|قازقستان| |میں|",
    "|5سالہ| |روڈ| ،|2سال|، |6.4| |1,000| |1,00,000| |10:30|",
    "|می\u200cشود| |صدرِ| |قازقستان| |اعلیٰ|۔|اس|",
    "|ایران|–|قازقستان| (|ایس| |سی| |او|)",
    "|1،000| |19|،|20| |6۔4| |کیا|۔|6|",
    "|अंतर्राष्ट्रीय| |क़ज़ाख़| |उप-प्रधान| |2025-2026|। |क्\u200dष|",
    "|don't| |O’Brien|’ ‘|quoted|’ |Ki-moon| - |a|",
    "|U.S.A|. |end|.|Next| |dawn.com|. |R&D| & |x|",
    '|צה"ל| "|x|"',
    "|naïve| |nai\u0308ve| \u0301|x|",
    "|a\u00adb| \u202e|abc|\u202c |c\u200ed|\u200e",
    "👍🏽 |ok| #|tag| @|name| |40|%",
    "|\u0600\u0661\u0662| \u0600",
    "् |क| ्क|ष|",
    "|snake_case| ___ |𝔸𝔹| ❤\ufe0f",
    "|COAS| |P-5|+|1| |37|/|x| |5/2/2026|",
]


@pytest.mark.parametrize("marked", WORDS)
def test_words(marked: str) -> None:
    parts = marked.split("|")
    text, expected = "", []
    for number, part in enumerate(parts):
        if number % 2:
            expected.append(part)
        text += part
    assert [text[start:end] for start, end in word_spans(text)] == expected


@given(ANY)
def test_words_are_apart_whole_and_without_space(text: str) -> None:
    boundaries, past = set(grapheme_boundaries(text)), 0
    for start, end in word_spans(text):
        assert past <= start < end
        assert {start, end} <= boundaries
        assert not any(char.isspace() for char in text[start:end])
        past = end


def check_words(text: str, offsets: list[int]) -> None:
    spans = word_spans(text)
    for offset in offsets:
        assert next_word(text, offset) == min((a for a, _ in spans if a > offset), default=len(text))
        assert previous_word(text, offset) == max((a for a, _ in spans if a < offset), default=0)
        holding = [span for span in spans if span[0] <= offset < span[1]]
        assert not holding or word_at(text, offset) == holding[0]


@given(ANY)
def test_what_is_near_one_place_agrees_with_the_whole(text: str) -> None:
    check_words(text, grapheme_boundaries(text))


@given(ANY, ANY)
def test_it_does_in_a_long_text_too(text: str, other: str) -> None:
    middle = f"{'لفظ ' * 600}{text} {other}"
    boundaries = grapheme_boundaries(middle + " لفظ" * 600)
    check_words(
        middle + " لفظ" * 600, [place for place in boundaries if 2395 <= place <= len(middle) + 5][::3]
    )


@given(ANY)
def test_what_is_no_word_is_one_cluster_or_its_neighbour(text: str) -> None:
    spans = word_spans(text)
    for offset in range(len(text)):
        found = word_at(text, offset)
        cluster = snap(text, offset, offset + 1)
        inside = [span for span in spans if span[0] <= offset < span[1]]
        if not inside and not text[slice(*cluster)].isspace():
            assert found == cluster
        assert found[0] <= found[1]
        assert "\n" not in text[slice(*found)].strip("\n")


@pytest.mark.parametrize(
    ("text", "offset", "word"),
    [
        ("ایک دو", 3, "دو"),
        ("ایک   دو", 4, "دو"),
        ("ایک ،دو", 3, "ایک"),
        ("ایک ،دو", 4, "،"),
        ("ایک", 3, "ایک"),
        ("ایک \nدو", 3, "ایک"),
        ("ایک\nدو", 3, "ایک"),
        ("ایک\n\nدو", 4, ""),
        ("« »", 1, "»"),
        ("۔ ", 1, "۔"),
        ("", 0, ""),
        ("  ", 1, ""),
        ("कि।", 2, "।"),
    ],
)
def test_white_space_is_nobodys_word(text: str, offset: int, word: str) -> None:
    start, end = word_at(text, offset)
    assert text[start:end] == word


def test_a_blank_place_keeps_its_offset() -> None:
    assert word_at("ایک\n\nدو", 4) == (4, 4)


def test_data_without_spaces_is_not_read_to_its_end() -> None:
    start, end = word_at("x" * 100_000, 50_000)
    assert start <= 50_000 < end
    assert end - start < 10_000


@pytest.mark.parametrize("function", [word_at, next_word, previous_word])
def test_places_outside_the_text_are_refused(function) -> None:
    with pytest.raises(ValueError, match="outside the text"):
        function("abc", 4)

from __future__ import annotations

from bisect import bisect_left

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.text.segments import (
    grapheme_boundaries,
    is_boundary,
    next_sentence,
    previous_sentence,
    sentence_at,
    sentence_spans,
)
from tests.strategies import nasty_texts, texts

BREAKS = "\n\x85\u2028\u2029"
ANY = st.one_of(texts(), nasty_texts())

# what stands between two bars is one sentence; the spaces around the bars belong to none
SENTENCES = [
    "کیا ہے ۔ | وزارت خارجہ نے کہا۔ | 23 سال بعد۔",
    "کیا ہے۔|اس کے بعد ،قازقستان نے کہا۔",
    "کیا یہ سچ ہے؟ | ہاں! | اچھا؛ پھر، دیکھیں گے۔۔۔ | اور",
    "انہوں نے کہا ۔ ۔ ۔ | اور گئے۔",
    "صدر نے کہا ”ہم آئیں گے۔“ | پھر گئے۔",
    'صدر نے کہا "ہم آئیں گے۔" | پھر گئے (کل۔) | آج',
    "اے۔کیو۔خان نے ایس۔سی۔او میں 6۔4 ارب مانگے۔",
    "1۔ پاکستان | 2۔ قازقستان".replace(" | ", "\n|"),
    "वह आया। | व्यापार 6.4 मिलियन था।। | क्या? | हाँ॥ | ठीक",
    "डॉ. ए. पी. जे. अब्दुल कलाम और प्रो. सिंह 5 कि.मी. चले। | वे गए.",
    "उसने कहा है. | फिर गया. | गांधी जी. | बस",
    "قال د. محمد إن م. أحمد وصل. | ثم غادر.|وعاد.",
    "گفت: «می\u200cآیم.» | و رفت! | چرا؟",
    "Dr. A. Q. Khan met Gen. Munir on Jan. 5 at 6.4 p.m. in the U.S. Embassy. | Then he left.",
    "The COAS. | He said no. | No. 5 is e.g. here. | So did I. | Wait... what? | Yes!",
    'See dawn.com/a?b=c. | "Why?" he asked. | “Go!” | (He went.) | Bye',
    "She said 'go.' | 'Why?' | I left",
    "1. First point. | Second",
    "... and so. | On",
    "He won.[1] | Next",
    "first\x85|second\u2028|third\u2029|fourth",
    "Really?! | Ok",
    "ہے۔\u200f | اور\u202b۔\u202c | پھر",
]


@pytest.mark.parametrize("marked", SENTENCES)
def test_sentences(marked: str) -> None:
    expected = [part.strip() for part in marked.split("|")]
    text = marked.replace(" | ", " ").replace("|", "")
    assert [text[start:end] for start, end in sentence_spans(text)] == expected


@pytest.mark.parametrize("text", ["", " ", "\n\n", " \n\t\n\u00a0", "\u2028"])
def test_blank_paragraphs_have_none(text: str) -> None:
    assert sentence_spans(text) == []
    for offset in range(len(text) + 1):
        assert sentence_at(text, offset) == (offset, offset)


@given(ANY)
def test_sentences_are_whole_inside_paragraphs_and_cover_all_ink(text: str) -> None:
    boundaries, past, rest = set(grapheme_boundaries(text)), 0, ""
    for start, end in sentence_spans(text):
        assert past <= start < end
        assert {start, end} <= boundaries
        assert "\n" not in text[start:end]
        rest += text[past:start]
        past = end
    rest += text[past:]
    assert not rest.strip()


def check_sentences(text: str, offsets: list[int]) -> None:
    spans = sentence_spans(text)
    for offset in offsets:
        assert next_sentence(text, offset) == min((a for a, _ in spans if a > offset), default=len(text))
        assert previous_sentence(text, offset) == max((a for a, _ in spans if a < offset), default=0)
        assert sentence_at(text, offset) == expected_at(text, spans, offset)


def expected_at(text: str, spans: list[tuple[int, int]], offset: int) -> tuple[int, int]:
    """The first sentence of the line that ends after offset, else the line's last one; from all of them."""
    first = max(text.rfind(sign, 0, offset) for sign in BREAKS) + 1
    last = min(place for sign in BREAKS if (place := (text + sign).find(sign, offset)) >= 0)
    inside = spans[bisect_left(spans, (first, 0)) : bisect_left(spans, (last, 0))]
    return next((span for span in inside if span[1] > offset), inside[-1] if inside else (offset, offset))


@given(ANY)
def test_what_is_near_one_place_agrees_with_the_whole(text: str) -> None:
    check_sentences(text, grapheme_boundaries(text))


@pytest.mark.parametrize("filler", ["لفظ ہے۔ ", "word ", "6.4 ", "\n", ". "], ids=ascii)
@settings(max_examples=20)
@given(ANY)
def test_it_does_in_a_long_text_too(filler: str, text: str) -> None:
    head = filler * (5000 // len(filler))
    whole = head + text + filler * (5000 // len(filler))
    places = [place for place in range(len(head), len(head) + len(text) + 1) if is_boundary(whole, place)]
    check_sentences(whole, places[::3])


def test_data_without_ends_is_not_read_to_its_end() -> None:
    text = "a, " * 40_000
    start, end = sentence_at(text, 60_000)
    assert start <= 60_000 < end
    assert end - start < 50_000
    assert 60_000 < next_sentence(text, 60_000) <= 80_000
    assert 40_000 <= previous_sentence(text, 60_000) < 60_000


@pytest.mark.parametrize("function", [sentence_at, next_sentence, previous_sentence])
def test_places_outside_the_text_are_refused(function) -> None:
    with pytest.raises(ValueError, match="outside the text"):
        function("abc", 4)

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text import segments
from tests.strategies import nasty_texts, texts

URDU = "وزیراعظم شہباز شریف نے 2026-02-05 کو قازقستان کے صدر کا استقبال کیا۔ مذاکرات ،6.4 ارب ڈالر تک۔ "
HINDI = "पाकिस्तान और कजाकिस्तान ने अपने द्विपक्षीय व्यापार को 6.4 अरब डॉलर तक बढ़ाने का लक्ष्य रखा। "


@given(st.one_of(texts(), nasty_texts()))
def test_paragraphs_are_what_line_feeds_part(text: str) -> None:
    spans = segments.paragraph_spans(text)
    assert [text[start:end] for start, end in spans] == text.split("\n")
    assert "\n".join(text[start:end] for start, end in spans) == text


@pytest.mark.parametrize(
    ("text", "spans"), [("", [(0, 0)]), ("\n", [(0, 0), (1, 1)]), ("a\u2028\x85b\n", [(0, 4), (5, 5)])]
)
def test_paragraph_edges(text: str, spans: list[tuple[int, int]]) -> None:
    assert segments.paragraph_spans(text) == spans


NEAR: list[Callable[[str, int], object]] = [
    lambda text, offset: segments.snap(text, offset, offset + 40),
    lambda text, offset: segments.trim(text, offset, offset + 40),
    segments.is_boundary,
    segments.next_boundary,
    segments.previous_boundary,
    segments.word_at,
    segments.next_word,
    segments.previous_word,
    segments.sentence_at,
    segments.next_sentence,
    segments.previous_sentence,
]


@pytest.mark.parametrize("sentence", [URDU, HINDI], ids=["urdu", "hindi"])
def test_what_is_asked_about_one_place_does_not_read_a_long_paragraph(sentence: str) -> None:
    """The same places cost about the same in a text a hundred times as long: reading it all would show."""

    def cost(text: str) -> float:
        started = time.process_time()
        for function in NEAR:
            for offset in range(len(text) - 5000, len(text) - 100, 25):
                function(text, offset)
        return time.process_time() - started

    short, long = sentence * (10_000 // len(sentence)), sentence * (1_000_000 // len(sentence))
    cost(short)
    assert cost(long) < 5 * cost(short) + 0.2

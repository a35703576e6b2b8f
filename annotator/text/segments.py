"""The units that a caret or a selection goes by, in code points: the one place to import them from."""

from __future__ import annotations

from annotator.text.graphemes import grapheme_boundaries, is_boundary, next_boundary, previous_boundary, snap
from annotator.text.sentences import next_sentence, previous_sentence, sentence_at, sentence_spans
from annotator.text.trimming import trim
from annotator.text.words import next_word, previous_word, word_at, word_spans

__all__ = [
    "grapheme_boundaries",
    "is_boundary",
    "next_boundary",
    "next_sentence",
    "next_word",
    "paragraph_spans",
    "previous_boundary",
    "previous_sentence",
    "previous_word",
    "sentence_at",
    "sentence_spans",
    "snap",
    "trim",
    "word_at",
    "word_spans",
]


def paragraph_spans(text: str) -> list[tuple[int, int]]:
    """Return the paragraphs, which line feeds alone part and which do not hold them; [(0, 0)] for ""."""
    spans: list[tuple[int, int]] = []
    start = 0
    while (end := text.find("\n", start)) >= 0:
        spans.append((start, end))
        start = end + 1
    return [*spans, (start, len(text))]

"""A text as sentences of tokens, for formats that know nothing else: every character with ink is in one.

Offsets are code points. Words and numbers are those of ``text.segments``; what stands between them are
tokens of one grapheme cluster each; the same stop several times over (`...`) is one token.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from unicodedata import category

from annotator.model.annotations import Piece
from annotator.text.patterns import Pattern
from annotator.text.segments import grapheme_boundaries, sentence_spans, word_spans

# White space as Python has it, which the separators among the control characters are too.
_INK = Pattern(r"[^\s\x1c-\x1f]+")


def tokens_of(text: str) -> list[Piece]:
    """Return all tokens in order; they do not overlap, and only white space is outside of them."""
    found: list[Piece] = []
    end = 0
    for word in [*word_spans(text), (len(text), len(text))]:
        if end < word[0]:
            found += _between(text, end, word[0])
        if word[0] < word[1]:
            found.append(word)
        end = word[1]
    return list(_with_unseen(text, found))


def _between(text: str, start: int, end: int) -> Iterator[Piece]:
    """Yield the tokens of a stretch without words."""
    for found in _INK.finditer(text, start, end):
        run = found[0]
        if len(run) == 1:
            yield found.span()
            continue
        first, before = found.start(), ""
        for start_, end_ in pairwise(grapheme_boundaries(run)):
            sign = run[start_:end_]
            place = found.start() + start_
            if before and not (sign == before and category(sign[0]).startswith("P")):
                yield first, place
                first = place
            before = sign
        yield first, found.end()


def _with_unseen(text: str, tokens: Sequence[Piece]) -> Iterator[Piece]:
    """Yield the tokens with those that nobody sees (a direction mark after a stop) put to the one before
    them, where it touches, or to the one after."""
    held: Piece | None = None
    for start, end in tokens:
        if held and held[1] == start and (_is_unseen(text, held) or _is_unseen(text, (start, end))):
            held = held[0], end
            continue
        if held:
            yield held
        held = start, end
    if held:
        yield held


def _is_unseen(text: str, token: Piece) -> bool:
    return all(category(char) in ("Cf", "Cc") for char in text[slice(*token)])


def sentences_of(text: str) -> list[list[Piece]]:
    """Return the tokens of each sentence; none for a text without ink."""
    starts = [start for start, _ in sentence_spans(text)]
    sentences: list[list[Piece]] = []
    number = 0
    for token in tokens_of(text):
        is_new = not sentences
        while number < len(starts) and starts[number] <= token[0]:
            number += 1
            is_new = True
        if is_new:
            sentences.append([])
        sentences[-1].append(token)
    return sentences

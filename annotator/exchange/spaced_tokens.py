"""A text as spaCy's kind of tokens: each character is in one, but a space after a token, which belongs to it.

Offsets are code points.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from annotator.exchange.tokens import tokens_of
from annotator.model.annotations import Piece, Span

CUT, WHOLE = "cut", "whole"
"""What becomes of a token that a span begins or ends in: it is cut there, or kept and the span told of."""


@dataclass(frozen=True, slots=True)
class Token:
    """A token, and whether a space follows that belongs to it."""

    start: int
    end: int
    has_space: bool


class Tokens:
    """The tokens of one text."""

    def __init__(self, text: str, pieces: Iterable[Piece] = ()) -> None:
        """pieces: the ranges that shall begin and end with tokens."""
        starts, ends = ({piece[side] for piece in pieces} for side in (0, 1))
        cut = _cut(_filled(text), sorted(starts | ends))
        self.all: Sequence[Token] = list(_with_spaces(text, list(cut), starts, ends))
        self._starts = [token.start for token in self.all]

    def range_of(self, start: int, end: int) -> Piece:
        """Return the first token that a range touches, and the one after the last."""
        first = bisect_right(self._starts, start) - 1
        last = bisect_right(self._starts, end - 1)
        if self.all[first].end <= start < end and first + 1 < last:
            first += 1  # it begins with the space of the token before
        return first, max(last, first + 1)

    def fits(self, start: int, end: int) -> bool:
        """Whether tokens begin and end where a range does."""
        first, after = self.range_of(start, end)
        return self.all[first].start == start and self.all[after - 1].end == end


def pieces_of(spans: Iterable[Span]) -> Collection[Piece]:
    """Return all ranges that tokens must begin and end with for spans to be told in tokens."""
    return {piece for span in spans for piece in (*span.pieces, (span.start, span.end))}


def _filled(text: str) -> Iterator[Piece]:
    """Yield all tokens and the white space between them, where a space after a token stands by itself."""
    end = 0
    for start, after in (*tokens_of(text), (len(text), len(text))):
        yield from _white(text, end, start)
        if start < after:
            yield start, after
        end = after


def _white(text: str, start: int, end: int) -> Iterator[Piece]:
    if start and text.startswith(" ", start, end):
        yield start, start + 1
        start += 1
    if start < end:
        yield start, end


def _cut(tokens: Iterable[Piece], edges: Sequence[int]) -> Iterator[Piece]:
    for start, end in tokens:
        inside = edges[bisect_right(edges, start) : bisect_left(edges, end)]
        yield from pairwise((start, *inside, end))


def _with_spaces(
    text: str, tokens: Sequence[Piece], starts: Collection[int], ends: Collection[int]
) -> Iterator[Token]:
    """Yield tokens, with each space that belongs to the one before it put to that."""
    number = 0
    while number < len(tokens):
        start, end = tokens[number]
        follows = text[slice(*tokens[number + 1])] if number + 1 < len(tokens) else ""
        takes = follows == " " and not text[start:end].isspace() and end not in starts and end + 1 not in ends
        yield Token(start, end, takes)
        number += 1 + takes

"""The text of tokens that came without one: the corpus's own, where they are its words; else put together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from annotator.model.annotations import Piece

_SPACES = re.compile(r"\s*")
_STANDS_FOR = {
    "-LRB-": "(",
    "-RRB-": ")",
    "-LSB-": "[",
    "-RSB-": "]",
    "-LCB-": "{",
    "-RCB-": "}",
    "``": '"',
    "''": '"',
    "\\/": "/",
    "\\*": "*",
}
"""What some tokens are in the Penn Treebank and in what was made with its tools."""


@dataclass(frozen=True, slots=True)
class TokenText:
    """A text and the places of the tokens of each sentence in it, in code points."""

    text: str
    places: Sequence[Sequence[Piece]]


def joined(sentences: Sequence[Sequence[str]]) -> TokenText:
    """Put tokens together, parted by spaces, and sentences by line feeds."""
    parts: list[str] = []
    places: list[list[Piece]] = []
    size = 0
    for number, sentence in enumerate(sentences):
        places.append([])
        for place, token in enumerate(sentence):
            between = " " if place else "\n" if number else ""
            parts += (between, token)
            size += len(between) + len(token)
            places[-1].append((size - len(token), size))
    return TokenText("".join(parts), places)


def found(sentences: Sequence[Sequence[str]], text: str) -> TokenText | None:
    """Find tokens in a text that holds them in this order, with nothing but white space between; None for
    any other text."""
    places: list[list[Piece]] = []
    end = 0
    for sentence in sentences:
        places.append([])
        for token in sentence:
            space = _SPACES.match(text, end)
            start = space.end() if space else end
            written = next((form for form in _forms(token) if text.startswith(form, start)), None)
            if written is None:
                return None
            end = start + len(written)
            places[-1].append((start, end))
    return TokenText(text, places) if not text[end:].strip() else None


def _forms(token: str) -> tuple[str, ...]:
    return (token, _STANDS_FOR[token]) if token in _STANDS_FOR else (token,)

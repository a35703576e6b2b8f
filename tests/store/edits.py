"""Anchors of a text, and texts that were edited with the way of each character known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from hypothesis import strategies as st

from annotator.model.anchors import Anchor
from annotator.model.annotations import Piece
from annotator.store.annotation_writer import quote_context
from annotator.store.reanchoring import Reanchored, reanchor
from annotator.text.segments import paragraph_spans, snap, word_spans


def anchor_at(text: str, *pieces: Piece) -> Anchor:
    """Return the anchor that the program writes for a span of these pieces."""
    start, end = pieces[0][0], pieces[-1][1]
    parts = tuple((first, last, text[first:last]) for first, last in pieces) if len(pieces) > 1 else ()
    exact = " ".join(text[first:last] for first, last in pieces)
    return Anchor(start, end, exact, *quote_context(text, start, end), parts)


def found(old: str, ranges: Mapping[str, Sequence[Piece]], new: str) -> Reanchored:
    return reanchor({name: anchor_at(old, *pieces) for name, pieces in ranges.items()}, len(old), new)


def all_of(words: str, text: str) -> dict[str, list[Piece]]:
    """Return every place of some words as a span, named w0, w1, ... in order."""
    places: list[int] = []
    at = text.find(words)
    while at >= 0:
        places.append(at)
        at = text.find(words, at + 1)
    return {f"w{number}": [(at, at + len(words))] for number, at in enumerate(places)}


def places_of(result: Reanchored, ranges: Mapping[str, Sequence[Piece]]) -> dict[str, tuple[Piece, ...]]:
    """Return where everything is that has a place."""
    unchanged = {name: tuple(ranges[name]) for name in result.unchanged}
    return unchanged | {name: moved.pieces for name, moved in result.moved.items()}


class Tracked:
    """A text in pieces, each with its offset in the first text; None for what is new."""

    def __init__(self, text: str) -> None:
        self.chars: list[tuple[str, int | None]] = [(char, place) for place, char in enumerate(text)]

    @property
    def text(self) -> str:
        return "".join(char for char, _ in self.chars)

    def insert(self, at: int, text: str) -> None:
        self.chars[at:at] = [(char, None) for char in text]

    def delete(self, start: int, end: int) -> None:
        del self.chars[start:end]

    def move(self, start: int, end: int, to: int) -> None:
        piece = self.chars[start:end]
        del self.chars[start:end]
        to = min(to, len(self.chars))
        self.chars[to:to] = piece

    def place(self, pieces: Iterable[Piece]) -> tuple[Piece, ...] | None:
        """Return where pieces are now; None where a character of them is gone or they are apart."""
        now = {origin: at for at, (_, origin) in enumerate(self.chars) if origin is not None}
        there: list[Piece] = []
        for start, end in pieces:
            places = [now[origin] for origin in range(start, end) if origin in now]
            if len(places) < end - start or places[-1] - places[0] != end - start - 1:
                return None
            there.append((places[0], places[-1] + 1))
        return tuple(there) if all(a[1] < b[0] for a, b in pairwise(there)) else None


@st.composite
def edited(draw: st.DrawFn, text: str, new_words: st.SearchStrategy[str]) -> Tracked:
    """Return a text after paragraphs and words came, went and moved."""
    tracked = Tracked(text)
    for _ in range(draw(st.integers(1, 4))):
        now = tracked.text
        kind = draw(st.sampled_from(["insert", "delete", "move", "word", "typo"]))
        start, end = draw(st.sampled_from(paragraph_spans(now)))
        if kind == "insert":
            tracked.insert(start, draw(new_words) + "\n")
        elif kind == "delete":
            tracked.delete(start, min(end + 1, len(now)))
        elif kind == "move":
            to = draw(st.sampled_from(paragraph_spans(now)))[0]
            tracked.move(start, min(end + 1, len(now)), to)
        elif kind == "word" and word_spans(now):
            tracked.delete(*draw(st.sampled_from(word_spans(now))))
        elif now:
            at = draw(st.integers(0, len(now) - 1))
            tracked.delete(at, at + 1)
    return tracked


@st.composite
def ranges(draw: st.DrawFn, text: str) -> dict[str, list[Piece]]:
    """Return spans of whole clusters, nested, crossing, the same, some in two pieces."""
    made: dict[str, list[Piece]] = {}
    for number in range(draw(st.integers(1, 12))):
        first = draw(st.integers(0, len(text) - 1))
        start, end = snap(text, first, min(len(text), first + draw(st.integers(1, 40))))
        pieces = [(start, end)]
        if draw(st.booleans()) and end + 8 < len(text):
            pieces.append(snap(text, end + 4, end + 8))
        made[f"s{number}"] = pieces if len(pieces) == 1 or pieces[0][1] < pieces[1][0] else pieces[:1]
    return made

"""Where words that found no sure place could be: for a person to choose from, best first."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from annotator.model.anchors import Anchor
from annotator.model.annotations import Piece
from annotator.store.anchoring.changed_text import ChangedText
from annotator.store.anchoring.equal_stretches import run_back, run_on
from annotator.text.folding import find_all, fold

MOST = 9
"""One for each digit key."""
_LOOKED_AT = 50
"""Those nearest to where the span is to be expected."""
_ASTRAY = 64
"""How much nearer or farther from the first the other pieces of a span are looked for, in code points."""


class Candidates:
    """Looks for places in one changed text."""

    def __init__(self, new: ChangedText) -> None:
        self._new = new
        self._found: dict[str, list[Piece]] = {}

    def of(
        self, anchor: Anchor, likely: Iterable[Sequence[Piece | None]], near: int
    ) -> tuple[tuple[Piece, ...], ...]:
        """Return the ranges that an anchor may mean, at most MOST, each as its pieces.

        likely: other places of all pieces, where they are known. near: about where the span would be.
        """
        whole = (tuple(piece for piece in pieces if piece) for pieces in likely if all(pieces))
        found = dict.fromkeys(
            pieces
            for pieces in (*whole, *self._words(anchor, near))
            if all(left[1] < right[0] for left, right in pairwise(pieces))
        )
        likeness = _Likeness(anchor, self._new)
        best = sorted(found, key=lambda pieces: (-likeness.of(pieces), abs(pieces[0][0] - near)))
        return tuple(best[:MOST])

    def _words(self, anchor: Anchor, near: int) -> Iterator[tuple[Piece, ...]]:
        """Yield where the words stand, the later pieces about as far from the first as before."""
        first, *others = anchor.pieces
        for start, end in _nearest(self._places(first[2]), near, _LOOKED_AT):
            pieces = [(start, end)]
            for old, _, words in others:
                wanted = start + old - first[0]
                nearest = _nearest(self._places(words), wanted, 1)
                if nearest and abs(nearest[0][0] - wanted) <= _ASTRAY:
                    pieces.append(nearest[0])
            if len(pieces) == len(anchor.pieces):
                yield tuple(pieces)

    def _places(self, words: str) -> list[Piece]:
        if words not in self._found:
            self._found[words] = find_all(self._new.raw, words)
        return self._found[words]


def _nearest(places: Sequence[Piece], near: int, count: int) -> list[Piece]:
    """Return those of places, which are in order, that are nearest to an offset."""
    at = bisect_left(places, (near, near))
    around = places[max(0, at - count) : at + count]
    return sorted(around, key=lambda piece: abs(piece[0] - near))[:count]


class _Likeness:
    """How much of an anchor's words and context stands at a place, in folded characters."""

    def __init__(self, anchor: Anchor, new: ChangedText) -> None:
        self._new = new
        self._exact = [fold(words) for _, _, words in anchor.pieces]
        self._before = fold(anchor.prefix)
        self._after = fold(anchor.suffix)

    def of(self, pieces: Sequence[Piece]) -> int:
        places = [(self._new.index(start), self._new.index(end)) for start, end in pieces]
        text, start, end = self._new.text, places[0][0], places[-1][1]
        same = all(
            text[a:b].strip() == words.strip() for (a, b), words in zip(places, self._exact, strict=True)
        )
        before = run_back(self._before, len(self._before), text, start, len(self._before))
        after = run_on(self._after, 0, text, end, len(self._after))
        return (sum(map(len, self._exact)) if same else 0) + before + after

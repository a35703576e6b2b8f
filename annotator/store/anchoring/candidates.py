"""Where words that found no sure place could be: for a person to choose from, best first."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, takewhile

from annotator.model.anchors import Anchor
from annotator.model.annotations import Piece
from annotator.text.folding import find_all, fold

MOST = 9
"""One for each digit key."""
_LOOKED_AT = 50
"""Those nearest to where the span is to be expected."""
_ASTRAY = 64
"""How much nearer or farther from the first the other pieces of a span are looked for, in code points."""


class Candidates:
    """Looks for places in one changed text."""

    def __init__(self, text: str) -> None:
        self._text = text
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
        likeness = _Likeness(anchor, self._text)
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
            self._found[words] = find_all(self._text, words)
        return self._found[words]


def _nearest(places: Sequence[Piece], near: int, count: int) -> list[Piece]:
    """Return those of places, which are in order, that are nearest to an offset."""
    at = bisect_left(places, (near, near))
    around = places[max(0, at - count) : at + count]
    return sorted(around, key=lambda piece: abs(piece[0] - near))[:count]


class _Likeness:
    """How much of an anchor's words and context stands at a place, in folded characters."""

    def __init__(self, anchor: Anchor, text: str) -> None:
        self._text = text
        self._exact = fold(anchor.exact)
        self._before = fold(anchor.prefix)[::-1]
        self._after = fold(anchor.suffix)

    def of(self, pieces: Sequence[Piece]) -> int:
        start, end = pieces[0][0], pieces[-1][1]
        exact = fold(" ".join(self._text[first:last] for first, last in pieces))
        before = fold(self._text[max(0, start - 2 * len(self._before)) : start])[::-1]
        after = fold(self._text[end : end + 2 * len(self._after)])
        same = len(exact) if exact == self._exact else 0
        return same + _common(before, self._before) + _common(after, self._after)


def _common(left: str, right: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(left, right, strict=False)))

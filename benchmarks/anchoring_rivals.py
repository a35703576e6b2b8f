"""Two usual ways to find spans again, to compare with: neither ever asks, so its errors are not seen."""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import pairwise

from benchmarks.anchored_articles import Anchored, Pieces
from benchmarks.edited_articles import Piece

Found = list[Pieces | None]
"""For each span where it is put; None where it is given up."""

_LEFT = 0.7
"""Share of a range that must match for difflib's place to be taken."""


def nearest_exact(article: Anchored, text: str) -> Found:
    """Put each piece where its words stand nearest to where they were."""
    return [_whole([_nearest(article.text, piece, text) for piece in pieces]) for pieces in article.spans]


def _nearest(old: str, piece: Piece, text: str) -> Piece | None:
    start, end = piece
    words = old[start:end]
    before, after = text.rfind(words, 0, start + len(words)), text.find(words, start)
    found = [at for at in (before, after) if at >= 0]
    if not found:
        return None
    at = min(found, key=lambda at: abs(at - start))
    return at, at + len(words)


def by_difflib(article: Anchored, text: str) -> Found:
    """Put each piece where difflib says that its characters are, with the whole earlier text before it."""
    there = [-1] * len(article.text)
    for old, new, size in SequenceMatcher(None, article.text, text, autojunk=False).get_matching_blocks():
        there[old : old + size] = range(new, new + size)
    return [_whole([_matched(there, piece) for piece in pieces]) for pieces in article.spans]


def _matched(there: list[int], piece: Piece) -> Piece | None:
    start, end = piece
    places = [at for at in there[start:end] if at >= 0]
    if len(places) < _LEFT * (end - start):
        return None
    return places[0], places[-1] + 1


def _whole(pieces: list[Piece | None]) -> Pieces | None:
    found = tuple(piece for piece in pieces if piece)
    in_order = all(left[1] <= right[0] for left, right in pairwise(found))
    return found if len(found) == len(pieces) and in_order else None

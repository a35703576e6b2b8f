"""The pieces of a span while it is edited: put together, cut, and back into a span."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from annotator.model.annotations import Piece, Span
from annotator.model.pieces import merged

__all__ = ["merged", "reshaped", "with_pieces"]


def reshaped(pieces: tuple[Piece, ...], start: int, end: int) -> tuple[Piece, ...]:
    """Return the pieces with [start, end) as their outer edges.

    Those outside are dropped, those across an edge are cut there, and the first and the last that remain
    reach to the edges; where none remains, the whole range is one piece.
    """
    inside = [(max(a, start), min(b, end)) for a, b in pieces if a < end and b > start]
    if len(inside) < 2:
        return ((start, end),)
    inside[0] = (start, inside[0][1])
    inside[-1] = (inside[-1][0], end)
    return tuple(inside)


def with_pieces(span: Span, pieces: Sequence[Piece]) -> Span:
    """Return the span with other pieces, one or more in text order that do not touch."""
    parts = tuple(pieces) if len(pieces) > 1 else ()
    return replace(span, start=pieces[0][0], end=pieces[-1][1], parts=parts)

"""Ranges put together: what several cover, and what all of them cover, in code points."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from annotator.model.spans import Piece


def merged(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Return the pieces in text order, with those that overlap or touch made one."""
    whole: list[Piece] = []
    for start, end in sorted(pieces):
        if whole and start <= whole[-1][1]:
            whole[-1] = (whole[-1][0], max(end, whole[-1][1]))
        else:
            whole.append((start, end))
    return tuple(whole)


def united(ranges: Iterable[Sequence[Piece]]) -> tuple[Piece, ...]:
    """Return what any of several covers, each given as its pieces."""
    return merged(piece for pieces in ranges for piece in pieces)


def intersected(ranges: Sequence[Sequence[Piece]]) -> tuple[Piece, ...]:
    """Return what all of several cover, each given as its pieces; empty where nothing is in all."""
    inside = merged(ranges[0])
    for pieces in ranges[1:]:
        both = ((max(a, start), min(b, end)) for a, b in inside for start, end in pieces)
        inside = merged((start, end) for start, end in both if start < end)
    return inside

"""Which spans of one side share characters with which of the other, found by one sweep over the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from annotator.model.annotations import Span

Cluster = tuple[list[Span], list[Span]]
"""Spans of the two sides, by place, whose outer ranges hang together; nothing else overlaps any of them."""

_NUMBER_BITS = 32
_NUMBER = (1 << _NUMBER_BITS) - 1
_SIDE_B = 1 << _NUMBER_BITS
_START_SHIFT = _NUMBER_BITS + 1
_BOTH = 0b11


def clusters(a: Sequence[Span], b: Sequence[Span]) -> Iterator[Cluster]:
    """Yield the stretches in which both sides have something, in text order."""
    sides = (a, b)
    here: list[int] = []
    seen = reach = 0
    for turn in _in_text_order(a, b):
        side, number = turn >> _NUMBER_BITS & 1, turn & _NUMBER
        span = sides[side][number]
        if span.start >= reach:
            if seen == _BOTH:
                yield _cluster(sides, here)
            here = [turn]
            reach = span.end
            seen = 1 << side
            continue
        here.append(turn)
        reach = max(reach, span.end)
        seen |= 1 << side
    if seen == _BOTH:
        yield _cluster(sides, here)


def _in_text_order(a: Sequence[Span], b: Sequence[Span]) -> list[int]:
    """Return all spans by their start, each as one integer of start, side and number.

    Integers sort faster than tuples, and the garbage collector need not look after them.
    """
    turns = [span.start << _START_SHIFT | number for number, span in enumerate(a)]
    turns += [span.start << _START_SHIFT | _SIDE_B | number for number, span in enumerate(b)]
    turns.sort()
    return turns


def _cluster(sides: tuple[Sequence[Span], Sequence[Span]], turns: Iterable[int]) -> Cluster:
    cluster: Cluster = ([], [])
    for turn in turns:
        side = turn >> _NUMBER_BITS & 1
        cluster[side].append(sides[side][turn & _NUMBER])
    return cluster


def shared_characters(a: Span, b: Span) -> int:
    """Return how many code points two spans have in common, piece by piece."""
    if not (a.parts or b.parts):
        return max(0, min(a.end, b.end) - max(a.start, b.start))
    return sum(
        max(0, min(end, other_end) - max(start, other_start))
        for start, end in a.pieces
        for other_start, other_end in b.pieces
    )


def characters(span: Span) -> int:
    """Return how many code points a span covers, without the gaps between its pieces."""
    return sum(end - start for start, end in span.parts) if span.parts else span.end - span.start


def overlaps(a: Sequence[Span], b: Sequence[Span]) -> list[list[tuple[int, int]]]:
    """Return for each span of a, in order, the numbers of the spans of b that it shares characters with,
    and how many. Both sides must be in text order."""
    found: list[list[tuple[int, int]]] = [[] for _ in a]
    spans = (a, b)
    open_now: tuple[list[int], list[int]] = ([], [])
    for turn in _in_text_order(a, b):
        side, number = turn >> _NUMBER_BITS & 1, turn & _NUMBER
        span, others = spans[side][number], spans[1 - side]
        still_open = [other for other in open_now[1 - side] if others[other].end > span.start]
        open_now[1 - side][:] = still_open
        for other in still_open:
            if shared := shared_characters(span, others[other]):
                left, right = (other, number) if side else (number, other)
                found[left].append((right, shared))
        open_now[side].append(number)
    for neighbours in found:
        neighbours.sort()
    return found

"""A text as a line that annotators cut into units and gaps: how long each two of them say the same of it.

Overlapping spans of one annotator are no units; then each code point bears all labels that cover it.
Discontinuous spans are one unit for each piece.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from annotator.agreement.tallies import Ratings
from annotator.model.annotations import Span

GAP = ""
"""What is said where no span is."""

Segment = tuple[int, str]
"""Where a stretch ends, and what is said of it; it begins where the one before ends."""


@dataclass(frozen=True)
class UnitTally:
    """What the unitizing alphas need besides the lengths of the intersections.

    own: label -> the squared lengths of its units, for gaps their lengths (code points).
    shared: (m, label) -> for each of its units and each other of m annotators, the squared length that meets
    units of that annotator.
    """

    own: Counter[str] = field(default_factory=Counter[Any])
    shared: Counter[tuple[int, str]] = field(default_factory=Counter[Any])


def units(spans: Iterable[Span], length: int) -> list[Segment] | None:
    """Return the units and gaps of one annotator, or None where units overlap."""
    pieces = sorted((start, end, span.label) for span in spans for start, end in span.pieces)
    segments: list[Segment] = []
    done = 0
    for start, end, label in pieces:
        if start < done:
            return None
        if start > done:
            segments.append((start, GAP))
        segments.append((end, label))
        done = end
    if done < length:
        segments.append((length, GAP))
    return segments


def label_sets(spans: Iterable[Span], length: int) -> list[Segment]:
    """Return stretches with the labels that cover them, each label once, joined by a plus sign."""
    edges = [(start, 1, span.label) for span in spans for start, _ in span.pieces]
    edges += [(end, -1, span.label) for span in spans for _, end in span.pieces]
    edges.sort()
    segments: list[Segment] = []
    covering: Counter[str] = Counter()
    done = 0
    for offset, change, label in edges:
        if offset > done:
            segments.append((offset, "+".join(sorted(+covering))))
            done = offset
        covering[label] += change
    if done < length:
        segments.append((length, GAP))
    return segments


def compare(annotators: Sequence[list[Segment] | None]) -> tuple[Ratings, UnitTally]:
    """Compare the segments of annotators over one text, each pair in one sweep; None: no annotator there.

    The ratings have code points as items.
    """
    ratings, tally = Ratings(), UnitTally()
    there = [(number, segments) for number, segments in enumerate(annotators) if segments]
    size = len(there)
    if size < 2:
        return ratings, tally
    ratings.items[size] = there[0][1][-1][0]
    for _, segments in there:
        _measure_own(segments, tally.own)
    for (i, a), (j, b) in combinations(there, 2):
        rows, shared_a, shared_b = _sweep(a, b)
        for shared in (shared_a, shared_b):
            tally.shared.update({(size, label): length for label, length in shared.items()})
        for c, row in rows.items():
            for k, length in row.items():
                ratings.pairs[size, c, k] += length
                ratings.pairs[size, k, c] += length
                ratings.confusion[i, j, c, k] += length
    return ratings, tally


def _measure_own(segments: Iterable[Segment], own: Counter[str]) -> None:
    begin = 0
    for end, label in segments:
        length = end - begin
        own[label] += length if label == GAP else length * length
        begin = end


def _sweep(
    a: Sequence[Segment], b: Sequence[Segment]
) -> tuple[dict[str, dict[str, int]], dict[str, int], dict[str, int]]:
    """Return the lengths of all intersections by what is said (of a, then of b), and for both sides the
    squared lengths that each label's units share with units of the other."""
    rows: dict[str, dict[str, int]] = {}
    shared_a: dict[str, int] = {}
    shared_b: dict[str, int] = {}
    others = iter(b)
    begin = end_b = meets_b = 0
    label_b, row = GAP, {}
    for end_a, label_a in a:
        meets_a = 0
        row = rows.setdefault(label_a, {})
        while begin < end_a:
            if begin == end_b:
                if meets_b:
                    shared_b[label_b] = shared_b.get(label_b, 0) + meets_b * meets_b
                    meets_b = 0
                end_b, label_b = next(others)
            end = end_a if end_a < end_b else end_b
            length = end - begin
            row[label_b] = row.get(label_b, 0) + length
            if label_a and label_b:
                meets_a += length
                meets_b += length
            begin = end
        if meets_a:
            shared_a[label_a] = shared_a.get(label_a, 0) + meets_a * meets_a
    if meets_b:
        shared_b[label_b] = shared_b.get(label_b, 0) + meets_b * meets_b
    return rows, shared_a, shared_b

"""What several annotators say of one article, one row ("lane") of spans for each; no Qt, no geometry.

Offsets are code points of the article.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from annotator.model.annotations import Piece, Span

_BUCKET = 64


class Standing(Enum):
    """How a span is drawn: all have it so (grey), something is to be decided, or it has been."""

    AGREED = "agreed"
    OPEN = "open"
    DECIDED = "decided"


@dataclass(frozen=True)
class Lane:
    """One row. key: whose; sign: one or two letters at the margin; spans: in the order of Span.order."""

    key: str
    sign: str
    title: str
    spans: tuple[Span, ...]

    @cached_property
    def _reaches(self) -> list[int]:
        """How far the spans of each bucket reach."""
        spans = self.spans
        starts = range(0, len(spans), _BUCKET)
        return [max(span.end for span in spans[first : first + _BUCKET]) for first in starts]

    def over(self, start: int, end: int) -> list[Span]:
        """Return the spans whose outer range overlaps [start, end), in order."""
        stop = bisect_left(self.spans, end, key=_start)
        found: list[Span] = []
        for number, reach in enumerate(self._reaches[: -(-stop // _BUCKET)]):
            if reach > start:
                first = number * _BUCKET
                bucket = self.spans[first : min(first + _BUCKET, stop)]
                found += [span for span in bucket if span.end > start]
        return found


def _start(span: Span) -> int:
    return span.start


class LaneSpan(NamedTuple):
    """A span in a row. lane: the row's number from 0."""

    lane: int
    span: Span
    standing: Standing


@dataclass(frozen=True)
class Lanes:
    """The rows from top to bottom. standing_of: asked with a row's key and a span, again at each showing."""

    rows: tuple[Lane, ...]
    standing_of: Callable[[str, Span], Standing]

    def over(self, start: int, end: int) -> tuple[LaneSpan, ...]:
        """Return what all rows have over [start, end), row by row."""
        return tuple(
            LaneSpan(number, span, self.standing_of(lane.key, span))
            for number, lane in enumerate(self.rows)
            for span in lane.over(start, end)
        )


class Difference(NamedTuple):
    """A range that the rows in holders (keys) cover and the others do not."""

    start: int
    end: int
    holders: frozenset[str]


@dataclass(frozen=True)
class LaneFocus:
    """The conflict that is looked at.

    members: (key of a row, id of its span); extent: from the first start to the last end; differing: what
    some cover and others do not, disjoint, in text order; shaded: what it is about, none for all of extent.
    """

    members: frozenset[tuple[str, str]]
    extent: Piece
    differing: tuple[Difference, ...] = ()
    shaded: tuple[Piece, ...] = ()


def focus_on(spans: Mapping[str, Span | None]) -> LaneFocus | None:
    """Return the focus on what rows (by key) have at one place; None where none has anything."""
    present = {key: span for key, span in spans.items() if span is not None}
    if not present:
        return None
    extent = (min(span.start for span in present.values()), max(span.end for span in present.values()))
    members = frozenset((key, span.id) for key, span in present.items())
    return LaneFocus(members, extent, differences({key: span.pieces for key, span in present.items()}))


def differences(covered: Mapping[str, Sequence[Piece]]) -> tuple[Difference, ...]:
    """Return the ranges that some have and others do not, in text order; by key what each has."""
    edges = sorted({edge for pieces in covered.values() for piece in pieces for edge in piece})
    found: list[Difference] = []
    for start, end in pairwise(edges):
        holders = frozenset(key for key, pieces in covered.items() if any(a <= start < b for a, b in pieces))
        if not 0 < len(holders) < len(covered):
            continue
        if found and found[-1].end == start and found[-1].holders == holders:
            found[-1] = found[-1]._replace(end=end)
        else:
            found.append(Difference(start, end, holders))
    return tuple(found)

"""Spans for the tests of agreement: short to write, and drawn by hypothesis."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import count

from hypothesis import strategies as st

from annotator.model.annotations import Piece, Span, Value

LAYER = "entity"


def spans(*said: tuple[int, int, str] | tuple[int, int, str, dict[str, Value]]) -> list[Span]:
    """Spans s1, s2, ... of one piece each, from (start, end, label) or with attributes besides."""
    return [
        Span(f"s{number}", LAYER, one[2], one[0], one[1], attributes=one[3] if len(one) == 4 else {})
        for number, one in enumerate(said, 1)
    ]


def broken(label: str, *parts: Piece, name: str = "s1") -> Span:
    """A span of several pieces."""
    return Span(name, LAYER, label, parts[0][0], parts[-1][1], parts)


@st.composite
def span_lists(draw: st.DrawFn, most: int = 5, length: int = 12, labels: str = "XY") -> list[Span]:
    """Spans close together, some of them twins, nested, crossing or in pieces."""
    numbers = count(1)
    return [_span(draw, f"s{next(numbers)}", length, labels) for _ in range(draw(st.integers(0, most)))]


def _span(draw: st.DrawFn, name: str, length: int, labels: str) -> Span:
    label = draw(st.sampled_from(labels))
    marks = sorted(draw(st.sets(st.integers(0, length), min_size=2, max_size=4)))
    attributes: dict[str, Value] = {"sure": "no"} if draw(st.integers(0, 4)) == 0 else {}
    parts = ((marks[0], marks[1]), (marks[2], marks[3])) if len(marks) == 4 else ()
    return Span(name, LAYER, label, marks[0], marks[-1], parts, attributes)


@st.composite
def apart(draw: st.DrawFn, most: int = 6, length: int = 40, labels: str = "XYZ") -> list[Span]:
    """Spans of one piece that do not overlap each other."""
    size = 2 * draw(st.integers(0, most))
    marks = sorted(draw(st.sets(st.integers(0, length), min_size=size, max_size=size)))
    ranges = zip(marks[::2], marks[1::2], strict=True)
    return spans(*((start, end, draw(st.sampled_from(labels))) for start, end in ranges))


def moved(some: Iterable[Span], by: int, rename: str = "") -> list[Span]:
    """The same spans further on in the text."""
    return [
        Span(
            f"{rename}{span.id}",
            span.layer,
            span.label,
            span.start + by,
            span.end + by,
            tuple((start + by, end + by) for start, end in span.parts),
            span.attributes,
        )
        for span in some
    ]


def names(pairs: Iterable[Sequence[Span | None]]) -> list[tuple[str, ...]]:
    """Pairs or groups by the ids of their spans, "-" for none, sorted."""
    return sorted(tuple(span.id if span else "-" for span in pair) for pair in pairs)

"""What stands at a span's edges besides words."""

from __future__ import annotations

import pytest

from annotator.gui.edges import edge_warning, trimmed
from annotator.model.annotations import Span

TEXT = "یہ «اقتباس» ہے۔ \u200fJohn\u00a0"


def span(start: int, end: int, *parts: tuple[int, int]) -> Span:
    return Span("s1", "entity", "PER", start, end, parts)


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (0, 2, ""),
        (2, 11, "Begins with a space, \u2068«\u2069\nEnds with \u2068»\u2069"),
        (12, 15, "Ends with \u2068۔\u2069"),
        (16, 22, "Begins with RLM\nEnds with NBSP"),
    ],
)
def test_signs_are_named(start: int, end: int, said: str) -> None:
    assert edge_warning(TEXT, span(start, end)) == said


def test_only_the_outer_edges_of_pieces_count() -> None:
    pieces = span(2, 15, (2, 11), (12, 15))
    assert trimmed(TEXT, pieces) == (4, 14)
    assert "Begins" in edge_warning(TEXT, pieces)

"""A document knows its paragraphs and which way it runs."""

from __future__ import annotations

import pytest

from annotator.model.document import Document
from annotator.text.direction import Direction


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("", ((0, 0),)),
        ("الف", ((0, 3),)),
        ("الف\n\nب\n", ((0, 3), (4, 4), (5, 6), (7, 7))),
        ("a\u2028b\u0085c", ((0, 5),)),
    ],
)
def test_paragraphs_end_at_line_feeds_alone(text: str, paragraphs: tuple[tuple[int, int], ...]) -> None:
    assert Document("a.txt", text, "0" * 64).paragraphs == paragraphs


def test_the_direction_is_that_of_the_text_unless_the_corpus_says_otherwise() -> None:
    text = "صدر نے کہا"
    assert Document("a.txt", text, "0" * 64).direction is Direction.RTL
    forced = Document("a.txt", text, "0" * 64, direction_override=Direction.LTR)
    assert forced.direction is Direction.LTR


def test_slices_count_code_points_and_the_text_stays_out_of_messages() -> None:
    document = Document("a.txt", "a😀ب", "0" * 64)
    assert document.slice(1, 2) == "😀"
    assert "😀" not in repr(document)

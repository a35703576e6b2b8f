"""Where copies stand beside each other, nobody can tell which of them was there."""

from __future__ import annotations

import pytest

from annotator.store.anchoring.equal_stretches import Stretch
from annotator.store.anchoring.slides import Slides

ROW = "Khan not out 4\n"
HEAD, TAIL = "The match.\n", "It rained then.\n"
ONE, TWO = HEAD + ROW + TAIL, HEAD + ROW + ROW + TAIL
START, SIZE = len(HEAD), len(ROW)


def test_a_copy_put_in_could_be_before_or_behind() -> None:
    kept = [Stretch(0, 0, START + SIZE), Stretch(START + SIZE, START + 2 * SIZE, len(TAIL))]
    slides = Slides(kept, ONE, TWO)
    name = (START, START + 4)
    assert slides.holds(*name, 0)
    assert slides.touches(*name, 0)
    assert not slides.holds(0, 3, 0)
    assert not slides.touches(len(ONE) - 9, len(ONE) - 2, 0)


def test_of_two_copies_either_may_have_gone() -> None:
    kept = [Stretch(0, 0, START + SIZE), Stretch(START + 2 * SIZE, START + SIZE, len(TAIL))]
    slides = Slides(kept, TWO, ONE)
    assert slides.holds(START, START + 4, 1)
    assert not slides.holds(0, 3, 1)


def test_a_span_across_the_border_is_touched_but_not_held() -> None:
    kept = [Stretch(0, 0, START + SIZE), Stretch(START + SIZE, START + 2 * SIZE, len(TAIL))]
    slides = Slides(kept, ONE, TWO)
    assert slides.touches(START - 4, START + 4, 0)
    assert not slides.holds(START - 4, START + 4, 0)


def test_equal_first_letters_are_told_by_the_line_that_they_begin() -> None:
    """Of two lines that begin alike the first was taken out whole, and not the rest of it and a letter."""
    old, new = "One.\nIran won.\nIraq lost.\n", "One.\nIraq lost.\n"
    slides = Slides([Stretch(0, 0, 5), Stretch(15, 5, len(new) - 5)], old, new)
    assert not slides.holds(5, 8, 1)
    assert slides.touches(5, 8, 1)


def test_a_copy_at_the_end_of_a_text() -> None:
    slides = Slides([Stretch(0, 0, START + SIZE)], HEAD + ROW, HEAD + ROW + ROW)
    assert slides.holds(START, START + 4, 0)
    assert not slides.touches(0, 3, 0)


@pytest.mark.parametrize("side", [0, 1])
def test_nothing_slides_where_nothing_came_or_went(side: int) -> None:
    slides = Slides([Stretch(0, 0, 10), Stretch(20, 20, len(TWO) - 20)], TWO, TWO)
    assert not slides.touches(0, len(TWO), side)


def test_long_repetitions_do_not_take_long() -> None:
    old = "ab" * 50_000
    kept = [Stretch(at, at + at // 50, 60) for at in range(0, 90_000, 100)]
    slides = Slides(kept, old, old)
    assert slides.holds(5_000, 5_002, 0)

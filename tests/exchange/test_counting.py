"""Ways of counting: each leads every offset to the letter that it counts to, or to none."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from annotator.exchange.counting import Counting, ForeignText, countings, edges, fits, normalised
from annotator.text.units import Unit
from tests.strategies import nasty_texts

texts = st.tuples(st.sampled_from(["", "\ufeff"]), nasty_texts()).map("".join)


def length(text: str, unit: Unit) -> int:
    sizes = {Unit.CODE_POINTS: 1, Unit.UTF16: 2, Unit.BYTES: 1}
    codec = {Unit.CODE_POINTS: "utf-32-le", Unit.UTF16: "utf-16-le", Unit.BYTES: "utf-8"}[unit]
    return len(text.encode(codec, "surrogatepass")) // (4 if unit is Unit.CODE_POINTS else sizes[unit])


@given(texts, st.data())
def test_offsets_of_any_unit(text: str, data: st.DataObject) -> None:
    assume(not any("\ud800" <= char <= "\udfff" for char in text))
    assume(len(text.removeprefix("\ufeff")) > 0)
    unit = data.draw(st.sampled_from([Unit.CODE_POINTS, Unit.UTF16, Unit.BYTES]))
    one, mark = data.draw(st.booleans()), data.draw(st.booleans())
    counted = text if mark else text.removeprefix("\ufeff")
    if one:
        counted = counted.replace("\r\n", "\n").replace("\r", "\n")
    start = data.draw(st.integers(0, len(counted) - 1))
    end = data.draw(st.integers(start + 1, len(counted)))
    covered = counted[start:end]
    assume(counted[start - 1 : start + 1] != "\r\n")
    assume(counted[end - 1 : end + 1] != "\r\n")
    assume(covered != "\ufeff" or start)
    pieces = ((length(counted[:start], unit), length(counted[:end], unit)),)
    foreign = ForeignText(text, Counting(unit, one, mark))
    ((first, last),) = foreign.pieces(pieces)
    plain = covered.removeprefix("\ufeff") if start == 0 and mark else covered
    assert foreign.text == normalised(text)
    assert foreign.text[first:last] == plain.replace("\r\n", "\n").replace("\r", "\n")


def test_half_of_a_line_end_is_not_covered() -> None:
    foreign = ForeignText("ab\r\ncd", Counting(Unit.CODE_POINTS))
    assert foreign.pieces([(0, 3)]) == ((0, 2),)
    assert foreign.pieces([(3, 6)]) == ((3, 5),)
    assert foreign.pieces([(0, 3), (4, 6)]) == ((0, 2), (3, 5))
    with pytest.raises(ValueError, match="half of a line end"):
        foreign.pieces([(2, 3)])


@pytest.mark.parametrize(
    ("pieces", "told"),
    [
        ([(3, 3)], "nothing stands"),
        ([(5, 2)], "nothing stands"),
        ([(0, 3), (2, 5)], "overlap"),
        ([(0, 99)], "outside"),
        ([], "no place"),
    ],
)
def test_pieces_that_cannot_be(pieces: list[tuple[int, int]], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        ForeignText("شہباز", Counting(Unit.CODE_POINTS)).pieces(pieces)


def test_pieces_that_touch_are_one_and_the_order_is_the_texts() -> None:
    assert ForeignText("abcdef", Counting(Unit.CODE_POINTS)).pieces([(4, 5), (0, 2), (2, 3)]) == (
        (0, 3),
        (4, 5),
    )


def test_ways_that_differ() -> None:
    assert [way.unit for way in countings("ascii", Unit.UTF16)] == [Unit.UTF16]
    assert [way.unit for way in countings("اردو", Unit.UTF16)] == [Unit.UTF16, Unit.BYTES]
    assert next(iter(countings("😀", None))).unit is Unit.CODE_POINTS
    assert {(way.crlf_is_one, way.mark_counts) for way in countings("\ufeffa\r\n", None)} == {
        (False, True),
        (True, True),
        (False, False),
        (True, False),
    }


@pytest.mark.parametrize(
    ("exact", "fitting"),
    [
        ("e\u0301 b\nc", True),
        ("\u00e9 b c", True),
        ("e\u0301  b c", True),
        ("e\u0301 b d", False),
        ("e\u0301 b c ", False),
    ],
)
def test_quotes(exact: str, fitting: bool) -> None:
    assert fits("x e\u0301 b\nc y", ((2, 8),), exact) is fitting


def test_edges() -> None:
    assert list(edges("शहबाज़ ab", ((0, 6), (7, 8)))) == [True, True, True, False]

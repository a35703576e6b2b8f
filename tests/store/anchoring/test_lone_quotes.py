"""Quotes that stand whole in one place, whatever has become of the rest."""

from __future__ import annotations

from annotator.store.anchoring.blocks import Block
from annotator.store.anchoring.equal_stretches import Stretch
from annotator.store.anchoring.lone_quotes import lone_blocks

FIRST = Block((Stretch(0, 0, 50),), True)
LAST = Block((Stretch(200, 300, 50),), True)


TEXTS = ("." * 500, "." * 600)


def lone(*quotes: tuple[int, int], of: list[Stretch], texts: tuple[str, str] = TEXTS) -> list[Block]:
    return lone_blocks(quotes, of, [FIRST, LAST], texts)


def test_one_place_between_what_has_its_place() -> None:
    assert lone((100, 120), of=[Stretch(95, 145, 30)]) == [Block((Stretch(100, 150, 20),), True)]


def test_one_place_elsewhere_is_out_of_order() -> None:
    assert lone((100, 120), of=[Stretch(100, 400, 20)]) == [Block((Stretch(100, 400, 20),), False)]


def test_two_places_are_none() -> None:
    assert lone((100, 120), of=[Stretch(100, 150, 20), Stretch(100, 180, 20)]) == []


def test_a_part_of_it_is_not_enough() -> None:
    assert lone((100, 120), of=[Stretch(101, 151, 19)]) == []


def test_short_words_are_found_anywhere() -> None:
    assert lone((100, 108), of=[Stretch(100, 150, 8)]) == []


def test_a_short_line_is_found_as_a_line() -> None:
    old = f"{'.' * 99}\nTotal\t12\n{'.' * 400}"
    line, word = f"{'.' * 149}\nTotal\t12\n{'.' * 400}", f"{'.' * 149} Total\t12 {'.' * 400}"
    assert lone((100, 108), of=[Stretch(100, 150, 8)], texts=(old, line)) == [
        Block((Stretch(100, 150, 8),), True)
    ]
    assert lone((100, 108), of=[Stretch(100, 150, 8)], texts=(old, word)) == []


def test_what_is_taken_is_not_given_twice() -> None:
    of = [Stretch(100, 150, 20), Stretch(130, 160, 20)]
    assert lone((100, 120), (130, 150), of=of) == [Block((Stretch(100, 150, 20),), True)]
    assert lone((10, 30), of=[Stretch(10, 250, 20)]) == []
    assert lone((100, 120), of=[Stretch(100, 40, 20)]) == []


def test_quotes_that_overlap_are_one() -> None:
    found = lone((100, 125), (110, 140), of=[Stretch(100, 150, 40)])
    assert [block.stretches[0] for block in found] == [Stretch(100, 150, 25), Stretch(125, 175, 15)]

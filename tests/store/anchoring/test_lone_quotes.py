"""Quotes that stand whole in one place, whatever has become of the rest."""

from __future__ import annotations

from annotator.store.anchoring.blocks import Block
from annotator.store.anchoring.equal_stretches import Stretch
from annotator.store.anchoring.lone_quotes import lone_blocks

FIRST = Block((Stretch(0, 0, 50),), True)
LAST = Block((Stretch(200, 300, 50),), True)


def test_one_place_between_what_has_its_place() -> None:
    found = lone_blocks([(100, 120)], [Stretch(95, 145, 30)], [FIRST, LAST])
    assert found == [Block((Stretch(100, 150, 20),), True)]


def test_one_place_elsewhere_is_out_of_order() -> None:
    found = lone_blocks([(100, 120)], [Stretch(100, 400, 20)], [FIRST, LAST])
    assert found == [Block((Stretch(100, 400, 20),), False)]


def test_two_places_are_none() -> None:
    assert lone_blocks([(100, 120)], [Stretch(100, 150, 20), Stretch(100, 180, 20)], [FIRST, LAST]) == []


def test_a_part_of_it_is_not_enough() -> None:
    assert lone_blocks([(100, 120)], [Stretch(101, 151, 19)], [FIRST, LAST]) == []


def test_short_words_are_found_anywhere() -> None:
    assert lone_blocks([(100, 108)], [Stretch(100, 150, 8)], [FIRST, LAST]) == []


def test_what_is_taken_is_not_given_twice() -> None:
    quotes, stretches = [(100, 120), (130, 150)], [Stretch(100, 150, 20), Stretch(130, 160, 20)]
    assert lone_blocks(quotes, stretches, [FIRST, LAST]) == [Block((Stretch(100, 150, 20),), True)]
    assert lone_blocks([(10, 30)], [Stretch(10, 250, 20)], [FIRST, LAST]) == []
    assert lone_blocks([(100, 120)], [Stretch(100, 40, 20)], [FIRST, LAST]) == []


def test_quotes_that_overlap_are_one() -> None:
    stretch = Stretch(100, 150, 40)
    found = lone_blocks([(100, 125), (110, 140)], [stretch], [FIRST, LAST])
    assert [block.stretches[0] for block in found] == [Stretch(100, 150, 25), Stretch(125, 175, 15)]

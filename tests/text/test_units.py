"""Offsets in other units than code points, there and back."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.units import Unit, UnitOffsets
from tests.strategies import nasty_texts, texts

FAMILY = "👩\u200d👩\u200d👧"


@given(st.one_of(texts(), nasty_texts()), st.sampled_from(list(Unit)))
def test_every_place_that_a_unit_has_comes_back(text: str, unit: Unit) -> None:
    offsets = UnitOffsets(text, unit)
    whole = 0
    for place in range(len(text) + 1):
        try:
            offset = offsets.from_code_point(place)
        except ValueError:
            assert unit in (Unit.GRAPHEMES, Unit.PARTED_GRAPHEMES)
            continue
        whole += 1
        assert offsets.to_code_point(offset) == place
    assert whole >= 1


@given(st.one_of(texts(), nasty_texts()))
def test_parted_clusters_part_conjuncts_and_nothing_else(text: str) -> None:
    whole = _boundaries(text, Unit.GRAPHEMES)
    parted = _boundaries(text, Unit.PARTED_GRAPHEMES)
    assert whole <= parted
    assert all(regex.search(r"[\p{L}\p{M}]", text[:place]) for place in parted - whole)
    if not regex.search(r"[\p{ccc=9}\u1cf5\u1cf6\U00011a3a]", text):
        assert whole == parted


@pytest.mark.parametrize(
    ("text", "whole", "parted"),
    [("क्षत्रिय", 3, 5), ("श्री", 1, 2), (FAMILY, 1, 1), ("🇵🇰🇮🇳", 2, 2), ("a\r\nb", 3, 3), ("각", 1, 1)],
)
def test_a_conjunct_is_one_cluster_or_several(text: str, whole: int, parted: int) -> None:
    assert UnitOffsets(text, Unit.GRAPHEMES).to_code_point(whole) == len(text)
    assert UnitOffsets(text, Unit.PARTED_GRAPHEMES).to_code_point(parted) == len(text)


def _boundaries(text: str, unit: Unit) -> set[int]:
    offsets = UnitOffsets(text, unit)
    places: set[int] = set()
    for place in range(len(text) + 1):
        try:
            offsets.from_code_point(place)
        except ValueError:
            continue
        places.add(place)
    return places

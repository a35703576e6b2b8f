from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.segments import grapheme_boundaries, is_boundary, next_boundary, previous_boundary, snap
from tests.strategies import nasty_texts, ranges_in, texts

ANY = st.one_of(texts(), nasty_texts())
FLAGS = "🇵🇰🇰🇿🇮"

CLUSTERS = [
    ["क्ष", "त्रि", "य"],
    ["क\u094d\u200d\u0937", "a"],
    ["ज़", "ि".join(("क", ""))],
    ["صَّ", "د", "رِ"],
    ["\u0600\u0661", "\u0662"],
    ["a", "\r\n", "\u0301", "b\u0301"],
    ["👨\u200d👩\u200d👧", "👍🏽", "1\ufe0f\u20e3"],
    ["🇵🇰", "🇰🇿", "🇮", "a"],
    ["\u0600🇵🇰", "🇰🇿", "🇮"],
    ["a", "\u2028", "\x85", "\u0301"],
    ["𐎀", "𝔸\u0301"],
    ["각", "\u1100\u1161\u11a8", "가\u11a8"],
]


@pytest.mark.parametrize("clusters", CLUSTERS, ids=ascii)
def test_clusters_of_uax_29(clusters: list[str]) -> None:
    ends = list(accumulate(map(len, clusters)))
    assert grapheme_boundaries("".join(clusters)) == [0, *ends]


@given(ANY)
def test_clusters_are_those_of_regex(text: str) -> None:
    assert grapheme_boundaries(text) == [0, *(found.end() for found in regex.finditer(r"\X", text))]


@given(ANY)
def test_what_is_near_one_place_agrees_with_the_whole(text: str) -> None:
    boundaries = grapheme_boundaries(text)
    for offset in range(len(text) + 1):
        before, after = bisect_left(boundaries, offset), bisect_right(boundaries, offset)
        assert is_boundary(text, offset) == (offset in boundaries)
        assert previous_boundary(text, offset) == (boundaries[before - 1] if before else 0)
        assert next_boundary(text, offset) == (boundaries[after] if after < len(boundaries) else len(text))


@given(ANY.flatmap(lambda text: st.tuples(st.just(text), ranges_in(text))))
def test_snap_gives_the_least_whole_range(given_: tuple[str, tuple[int, int]]) -> None:
    text, (start, end) = given_
    boundaries = grapheme_boundaries(text)
    first, last = snap(text, start, end)
    assert first == max(place for place in boundaries if place <= start)
    assert last == min(place for place in boundaries if place >= end)
    assert snap(text, first, last) == (first, last)


@pytest.mark.parametrize(
    "unit", ["🇮", "क्", "\u0301", "\u0600", "가", "\u1100", "بَ", "👨\u200d", "\n", "\u200d", "ي"], ids=ascii
)
def test_long_runs_agree_too(unit: str) -> None:
    text = "a" + unit * 500 + "a"
    boundaries = set(grapheme_boundaries(text))
    for offset in (1, 2, 3, 250, 251, 252, 253, len(text) - 2, len(text) - 1):
        assert is_boundary(text, offset) == (offset in boundaries)


@pytest.mark.parametrize("function", [is_boundary, next_boundary, previous_boundary])
@pytest.mark.parametrize("offset", [-1, 4])
def test_places_outside_the_text_are_refused(function, offset: int) -> None:
    with pytest.raises(ValueError, match=r"outside the text \(0 to 3\)"):
        function("abc", offset)


def test_a_range_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match="ends"):
        snap("abc", 2, 1)


def test_an_empty_text_has_one_boundary() -> None:
    assert grapheme_boundaries("") == [0]
    assert (previous_boundary("", 0), next_boundary("", 0), is_boundary("", 0)) == (0, 0, True)
    assert snap("", 0, 0) == (0, 0)

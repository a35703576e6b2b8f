"""Krippendorff's alpha gives the published figures, and what its definition gives on small cases."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.alpha import Level, as_numbers, krippendorff_alpha
from annotator.agreement.tallies import Ratings, Row, added


def observers(*lines: str) -> list[Row]:
    """Items from lines with an observer each."""
    return list(zip(*(map(value, line.split()) for line in lines), strict=True))


def items(text: str) -> list[Row]:
    """Items from text with an item in each part."""
    return [tuple(map(value, item.split())) for item in text.split(",")]


def value(word: str) -> object:
    if word == ".":
        return None
    return int(word) if word.isdigit() else word


def alpha(rows: list[Row], level: Level = Level.NOMINAL) -> float | None:
    return krippendorff_alpha(Ratings.of(rows), level).value


# Krippendorff (2011), sections A to D.
BINARY = observers("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0")
NOMINAL = observers("a a b b d c c c e d d a", "b a b b b c c c e d d d")
MISSING = observers(
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)
# Hayes, A. F. & Krippendorff, K. (2007). Answering the call for a standard reliability measure. Communication
# Methods and Measures 1, 77-89: five observers of 40 news articles.
NEWS = items(
    "1 1 2 . 2, 1 1 0 1 ., 2 3 3 3 ., . 0 0 . 0, 0 0 0 . 0, 0 0 0 . 0, 1 0 2 . 1, 1 . 2 0 ., 2 2 2 . 2,"
    "2 1 1 1 ., . 1 0 0 ., 0 0 0 0 ., 1 2 2 2 ., 3 3 2 2 3, 1 1 1 . 1, 1 1 1 . 1, 2 1 2 . 2, 1 2 3 3 .,"
    "1 1 0 1 ., 0 0 0 . 0, 0 0 1 1 ., 0 0 . 0 0, 2 3 3 3 ., 0 0 0 0 ., 1 2 . 2 2, 0 1 1 1 ., 0 0 0 1 0,"
    "1 2 1 2 ., 1 1 2 2 ., 1 1 2 . 2, 1 1 0 . 0, 2 1 2 1 ., 2 2 . 2 2, 3 2 2 2 ., 2 2 2 . 2, 2 2 3 . 2,"
    "2 . 2 2 2, 2 2 . 1 2, 2 2 2 2 ., 1 1 1 . 1"
)


@pytest.mark.parametrize(
    ("rows", "level", "published"),
    [
        (BINARY, Level.NOMINAL, 0.095),
        (NOMINAL, Level.NOMINAL, 0.692),
        (MISSING, Level.NOMINAL, 0.743),
        (MISSING, Level.ORDINAL, 0.815),
        (MISSING, Level.INTERVAL, 0.849),
        (MISSING, Level.RATIO, 0.797),
    ],
)
def test_published_figures(rows: list[Row], level: Level, published: float) -> None:
    assert alpha(rows, level) == pytest.approx(published, abs=0.0005)


def test_the_figure_of_hayes_and_krippendorff() -> None:
    assert alpha(NEWS, Level.ORDINAL) == pytest.approx(0.7598, abs=0.00005)


def by_definition(rows: list[Row], level: Level) -> float | None:
    """Alpha from all pairs, without a coincidence matrix and with ordinal distances counted out."""
    pairable = [[v for v in row if v is not None] for row in rows]
    pairable = [said for said in pairable if len(said) > 1]
    every: list[int] = [v for said in pairable for v in said]  # type: ignore[misc]

    def distance(c: int, k: int) -> float:
        low, high = sorted((c, k))
        if level == Level.ORDINAL:
            between = sum(low <= v <= high for v in every)
            return (between - (every.count(low) + every.count(high)) / 2) ** 2 if low != high else 0
        if level == Level.RATIO:
            return ((c - k) / (c + k)) ** 2 if c + k else 0
        return (c - k) ** 2 if level == Level.INTERVAL else c != k

    observed = sum(distance(c, k) / (len(said) - 1) for said in pairable for c, k in permutations(said, 2))
    expected = sum(distance(c, k) for c, k in permutations(every, 2))
    return 1 - (len(every) - 1) * observed / expected if expected else None


ROWS = st.lists(st.tuples(*[st.one_of(st.none(), st.integers(0, 3))] * 3), max_size=8)


@given(ROWS, st.sampled_from(Level))
def test_what_the_definition_gives(rows: list[Row], level: Level) -> None:
    assert alpha(rows, level) == pytest.approx(by_definition(rows, level))


@given(ROWS, ROWS, st.sampled_from(Level))
def test_tallies_add_up(first: list[Row], second: list[Row], level: Level) -> None:
    together = added(Ratings, [Ratings.of(first), Ratings.of(second)])
    assert krippendorff_alpha(together, level) == krippendorff_alpha(Ratings.of(first + second), level)


@pytest.mark.parametrize(
    ("rows", "level", "reason"),
    [
        ([], Level.NOMINAL, "no item has values of two annotators"),
        ([("a", None), (None, "b")], Level.NOMINAL, "no item has values of two annotators"),
        ([("a", "a"), ("a", "a"), ("b", None)], Level.NOMINAL, "only one category"),
        ([(-1, 1)], Level.RATIO, "ratios need values that are not below 0"),
    ],
)
def test_undefined_with_its_reason(rows: list[Row], level: Level, reason: str) -> None:
    figure = krippendorff_alpha(Ratings.of(rows), level)
    assert figure.value is None
    assert figure.undefined == reason


def test_numbers_are_read_only_where_all_values_are_numbers() -> None:
    written: list[Row] = [("1", "2.5", None), (None, "-3", None)]
    numbers = as_numbers(Ratings.of(written))
    assert numbers == Ratings.of([(1.0, 2.5, None), (None, -3.0, None)])
    assert as_numbers(Ratings.of([("1", "1.0", "01")])) == Ratings.of([(1.0, 1.0, 1.0)])
    for other in ("one", "1e3", "", "٣"):
        assert as_numbers(Ratings.of([*written, (other, "1", None)])) is None
    assert as_numbers(Ratings.of([(True, False)])) is None


def test_it_may_be_negative() -> None:
    assert alpha([("a", "b"), ("b", "a")]) == pytest.approx(-0.5)

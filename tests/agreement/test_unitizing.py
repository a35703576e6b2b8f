"""The unitizing alphas give the published figures, and what their equations give on small cases."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.alpha import krippendorff_alpha
from annotator.agreement.continuum import UnitTally, compare, label_sets, units
from annotator.agreement.tallies import Ratings, added
from annotator.agreement.unitizing import Unitizing, no_unitizing, unitizing
from annotator.model.annotations import Span
from tests.agreement.made import apart, broken, span_lists, spans

LENGTH = 40


def family(*annotators: list[Span], length: int = LENGTH) -> Unitizing:
    return unitizing(*compare([units(said, length) for said in annotators]))


# Krippendorff, K. (2019). Content analysis, 4th ed.: figure 12.11, three observers of a continuum of 60.
ALEX = spans((0, 7, "1"), (7, 13, "2"), (30, 32, "5"), (32, 37, "6"), (37, 44, "6"), (44, 60, "7"))
PAUL = spans((0, 7, "1"), (7, 13, "3"), (13, 21, "5"), (32, 44, "6"))
SUZAN = spans((0, 7, "1"), (7, 13, "4"), (13, 21, "5"), (32, 37, "6"), (37, 41, "6"), (41, 44, "6"))


def test_the_published_figures() -> None:
    found = family(ALEX, PAUL, SUZAN, length=60)
    assert found.u.value == pytest.approx(0.510, abs=0.002)
    assert found.u_binary.value == pytest.approx(0.413, abs=0.002)
    assert found.cu.value == pytest.approx(0.724, abs=0.002)
    assert {label: figure.value for label, figure in found.ku.items()} == pytest.approx(
        {"1": 1, "2": 0, "3": 0, "4": 0, "5": 1, "6": 1, "7": None}
    )
    assert found.coverage["5"].value == pytest.approx(8 / 18)
    assert found.coverage["7"].value == 0
    assert found.ku["7"].undefined == "its spans meet no span of another annotator"


def letters(said: list[Span], length: int = LENGTH) -> list[str]:
    """What is said of each code point; units that touch are told apart elsewhere."""
    text = [""] * length
    for span in said:
        text[span.start : span.end] = [span.label] * (span.end - span.start)
    return text


class Definition:
    """The equations of Krippendorff et al. (2016), code point by code point."""

    def __init__(self, annotators: list[list[Span]]) -> None:
        self.sets, texts = annotators, [letters(said) for said in annotators]
        weight = 1 / (len(texts) - 1)
        self.values = sorted({value for text in texts for value in text})
        self.observed = {(c, k): 0.0 for c in self.values for k in self.values}
        for mine, other in permutations(texts, 2):
            for c, k in zip(mine, other, strict=True):
                self.observed[c, k] += weight
        self.own = {c: 0.0 for c in self.values}
        self.met = {c: 0.0 for c in self.values}
        for said, text in zip(annotators, texts, strict=True):
            self.own[""] = self.own.get("", 0) + text.count("")
            for span in said:
                self.own[span.label] += (span.end - span.start) ** 2
                for other in texts:
                    if other is not text:
                        meets = sum(bool(k) for k in other[span.start : span.end])
                        self.met[span.label] += meets**2 * weight

    def margins(self, values: list[str]) -> dict[str, float]:
        return {c: sum(self.observed[c, k] for k in values) for c in values}

    def chances(self, values: list[str], selves: dict[str, float]) -> float:
        return sum(self.margins(values).values()) ** 2 - sum(selves[c] for c in values)

    def expected(self, values: list[str], selves: dict[str, float]) -> dict[tuple[str, str], float]:
        margins = self.margins(values)
        total = sum(margins.values())
        below = self.chances(values, selves)
        return {
            (c, k): total * (margins[c] * margins[k] - (selves[c] if c == k else 0)) / below
            for c in values
            for k in values
        }

    def alpha(self, values: list[str], selves: dict[str, float]) -> float | None:
        if sum(self.margins(values).values()) == 0 or sum(v > 0 for v in self.margins(values).values()) < 2:
            return None
        if self.chances(values, selves) < 1e-9:
            return None
        expected = self.expected(values, selves)
        off = [(c, k) for c in values for k in values if c != k]
        return 1 - sum(self.observed[at] for at in off) / sum(expected[at] for at in off)

    def u(self) -> float | None:
        return self.alpha(self.values, self.own)

    def cu(self) -> float | None:
        return self.alpha([c for c in self.values if c], self.met)

    def u_binary(self) -> float | None:
        valued = [c for c in self.values if c]
        if not valued or not self.margins(self.values).get(""):
            return None
        expected = self.expected(self.values, self.own)
        apart = sum(self.observed["", k] for k in valued)
        return 1 - apart / sum(expected["", k] for k in valued)

    def ku(self, label: str) -> float | None:
        valued = [c for c in self.values if c]
        margins = self.margins(valued)
        if not margins[label] or margins[label] == sum(margins.values()):
            return None
        if self.chances(valued, self.met) < 1e-9:
            return None
        expected = self.expected(valued, self.met)
        by_chance = sum(expected[c, label] for c in valued)
        if by_chance < 1e-9:
            return None
        observed = margins[label] - self.observed[label, label]
        return 1 - by_chance * observed / (margins[label] * (by_chance - expected[label, label]))


@given(st.lists(apart(), min_size=2, max_size=4))
def test_what_the_equations_give(annotators: list[list[Span]]) -> None:
    found, expected = family(*annotators), Definition(annotators)
    assert found.u.value == pytest.approx(expected.u())
    assert found.u_binary.value == pytest.approx(expected.u_binary())
    assert found.cu.value == pytest.approx(expected.cu())
    for label, figure in found.ku.items():
        assert figure.value == pytest.approx(expected.ku(label))


@given(st.lists(apart(), min_size=2, max_size=3), st.lists(apart(), min_size=2, max_size=3))
def test_tallies_add_up_as_if_texts_stood_one_after_the_other(
    first: list[list[Span]], second: list[list[Span]]
) -> None:
    second = (second * 2)[: len(first)]
    if len(second) < len(first):
        return
    tallies = [compare([units(said, LENGTH) for said in text]) for text in (first, second)]
    summed = unitizing(added(Ratings, [t[0] for t in tallies]), added(UnitTally, [t[1] for t in tallies]))
    joined = [
        [*a, *(Span(f"t{s.id}", s.layer, s.label, s.start + LENGTH, s.end + LENGTH) for s in b)]
        for a, b in zip(first, second, strict=True)
    ]
    assert summed == family(*joined, length=2 * LENGTH)


@given(st.lists(apart(), min_size=2, max_size=3))
def test_characters_are_items_with_a_label_each(annotators: list[list[Span]]) -> None:
    ratings, _ = compare([label_sets(said, LENGTH) for said in annotators])
    rows = list(zip(*(letters(said) for said in annotators), strict=True))
    assert ratings == Ratings.of(rows)
    assert krippendorff_alpha(ratings) == krippendorff_alpha(Ratings.of(rows))


@given(span_lists(length=12))
def test_nested_labels_are_joined(said: list[Span]) -> None:
    covering = [
        sorted({span.label for span in said if any(a <= offset < b for a, b in span.pieces)})
        for offset in range(12)
    ]
    begin = 0
    for end, labels in label_sets(said, 12):
        assert all("+".join(covering[offset]) == labels for offset in range(begin, end))
        begin = end
    assert begin == 12


def test_overlapping_spans_are_no_units() -> None:
    assert units(spans((0, 5, "X"), (4, 9, "Y")), 10) is None
    assert units([broken("X", (0, 2), (4, 6)), *spans((2, 4, "Y"))], 6) == [(2, "X"), (4, "Y"), (6, "X")]
    assert no_unitizing("spans overlap").u.undefined == "spans overlap"


@pytest.mark.parametrize(
    ("annotators", "reasons"),
    [
        ([[], []], ("nobody has a span", "nobody has a span", "no spans of two annotators meet")),
        (
            [spans((0, LENGTH, "X"))] * 2,
            ("only one label, and no gaps", "everything is in a span", "spans meet under one label only"),
        ),
        ([[]], ("there is no text that two annotators read",) * 2 + ("no spans of two annotators meet",)),
    ],
)
def test_undefined_with_its_reason(annotators: list[list[Span]], reasons: tuple[str, ...]) -> None:
    found = family(*annotators)
    assert (found.u.undefined, found.u_binary.undefined, found.cu.undefined) == reasons


def test_an_annotator_who_is_not_there_is_left_out() -> None:
    both = [units(said, LENGTH) for said in (spans((0, 5, "X")), spans((1, 5, "Y")))]
    ratings, tally = compare([both[0], None, both[1]])
    assert unitizing(ratings, tally) == unitizing(*compare(both))
    assert {(i, j) for i, j, _, _ in ratings.confusion} == {(0, 2)}

"""Kappas and their kin give the published figures, and what their definitions give on small cases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import combinations, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.chance import (
    bennett_s,
    cohen_kappa,
    fleiss_kappa,
    gwet_ac1,
    percent,
    scott_pi,
)
from annotator.agreement.figures import Figure
from annotator.agreement.tallies import Ratings, Row
from tests.agreement.test_alpha import MISSING

Measure = Callable[[Ratings], Figure]


def table(*rows: Sequence[int]) -> Ratings:
    """Two annotators' items from a table of counts."""
    return Ratings.counted({(c, k): n for c, row in enumerate(rows) for k, n in enumerate(row) if n})


def by_category(text: str) -> Ratings:
    """Items from how many annotators chose each category."""
    rows: list[Row] = []
    for item in text.split(","):
        rows.append(tuple(c for c, times in enumerate(item.split()) for _ in range(int(times))))
    return Ratings.of(rows)


# Cohen, J. (1960). A coefficient of agreement for nominal scales. Educational and Psychological Measurement
# 20, 37-46: table 1, proportions of 200 items.
COHEN = table((88, 14, 18), (10, 40, 10), (2, 6, 12))
# Artstein, R. & Poesio, M. (2008). Inter-coder agreement for computational linguistics. Computational
# Linguistics 34, 555-596: table 2, statements and requests for information.
ARTSTEIN = table((20, 20), (10, 50))
# Gwet, K. L. (2008). Computing inter-rater reliability and its variance in the presence of high agreement.
# British Journal of Mathematical and Statistical Psychology 61, 29-48: 125 subjects, pi and kappa below 0.
PARADOX = table((118, 5), (2, 0))
# 90 of 100 items agreed on, where one of two categories has 85 per cent of all values.
SKEWED = table((80, 5), (5, 10))
# Fleiss, J. L. (1971). Measuring nominal scale agreement among many raters. Psychological Bulletin 76,
# 378-382: 30 patients, 6 raters of each, 5 diagnoses.
FLEISS = by_category(
    "0 0 0 6 0, 0 3 0 0 3, 0 1 4 0 1, 0 0 0 0 6, 0 3 0 3 0, 2 0 4 0 0, 0 0 4 0 2, 2 0 3 1 0, 2 0 0 4 0,"
    "0 0 0 0 6, 1 0 0 5 0, 1 1 0 4 0, 0 3 3 0 0, 1 0 0 5 0, 0 2 0 3 1, 0 0 5 0 1, 3 0 0 1 2, 5 1 0 0 0,"
    "0 2 0 4 0, 1 0 2 0 3, 0 0 0 0 6, 0 1 0 5 0, 0 2 0 1 3, 2 0 0 4 0, 1 0 0 4 1, 0 5 0 1 0, 4 0 0 0 2,"
    "0 2 0 4 0, 1 0 5 0 0, 0 0 0 0 6"
)

# The worked examples that encyclopaedias and course notes give: 50 grants read by two, and 10 subjects by 14.
TEXTBOOK = table((20, 5), (10, 15))
FOURTEEN = by_category(
    "0 0 0 0 14, 0 2 6 4 2, 0 0 3 5 6, 0 3 9 2 0, 2 2 8 1 1, 7 7 0 0 0, 3 2 6 3 0, 2 5 3 2 2, 6 5 2 1 0,"
    "0 2 2 3 7"
)


@pytest.mark.parametrize(
    ("measure", "ratings", "published"),
    [
        (cohen_kappa, COHEN, 0.492),
        (fleiss_kappa, FLEISS, 0.430),
        (percent, ARTSTEIN, 0.7),
        (bennett_s, ARTSTEIN, 0.4),
        (scott_pi, ARTSTEIN, 0.341),
        (cohen_kappa, ARTSTEIN, 0.348),
        (gwet_ac1, PARADOX, 0.9408),
        (scott_pi, PARADOX, -0.0288),
        (cohen_kappa, PARADOX, -0.0234),
        (gwet_ac1, SKEWED, 0.8658),
        (cohen_kappa, TEXTBOOK, 0.4),
        (fleiss_kappa, FOURTEEN, 0.210),
        # Gwet (2014), chapter 2: 12 subjects, 4 raters, values missing.
        (percent, Ratings.of(MISSING), 0.8182),
        (gwet_ac1, Ratings.of(MISSING), 0.7754),
        (fleiss_kappa, Ratings.of(MISSING), 0.7612),
        (bennett_s, Ratings.of(MISSING), 0.7727),
    ],
)
def test_published_figures(measure: Measure, ratings: Ratings, published: float) -> None:
    digits = len(str(published).rpartition(".")[2])
    assert measure(ratings).value == pytest.approx(published, abs=0.5 * 10**-digits + 1e-12)


def test_the_margins_of_fleiss() -> None:
    margins = Ratings.coincidences(FLEISS).margins
    assert [margins[c] // FLEISS.coincidences().scale for c in range(5)] == [26, 26, 30, 55, 43]


def agreement(rows: list[Row]) -> float:
    shares = []
    for row in rows:
        said = [v for v in row if v is not None]
        if len(said) > 1:
            pairs = list(permutations(said, 2))
            shares.append(sum(c == k for c, k in pairs) / len(pairs))
    return sum(shares) / len(shares)


def shares_of(rows: list[Row]) -> dict[object, float]:
    shares: Counter[object] = Counter()
    rated = [[v for v in row if v is not None] for row in rows]
    rated = [said for said in rated if said]
    for said in rated:
        for v in said:
            shares[v] += 1 / len(said) / len(rated)  # type: ignore[assignment]
    return dict(shares)


def corrected(observed: float, chance: float) -> float | None:
    return (observed - chance) / (1 - chance) if abs(1 - chance) > 1e-12 else None


def kappa_by_definition(rows: list[Row]) -> float | None:
    kappas = []
    for i, j in combinations(range(3), 2):
        both = [(row[i], row[j]) for row in rows if row[i] is not None and row[j] is not None]
        if both:
            observed = sum(c == k for c, k in both) / len(both)
            mine, other = Counter(c for c, _ in both), Counter(k for _, k in both)
            chance = sum(mine[c] * other[c] for c in mine) / len(both) ** 2
            kappas.append(corrected(observed, chance))
    defined = [kappa for kappa in kappas if kappa is not None]
    return sum(defined) / len(defined) if defined else None


ROWS = st.lists(st.tuples(*[st.one_of(st.none(), st.sampled_from("abc"))] * 3), max_size=8)


@given(ROWS)
def test_what_the_definitions_give(rows: list[Row]) -> None:
    ratings = Ratings.of(rows)
    if not any(sum(v is not None for v in row) > 1 for row in rows):
        assert percent(ratings).value is fleiss_kappa(ratings).value is gwet_ac1(ratings).value is None
        return
    observed, shares = agreement(rows), shares_of(rows)
    assert percent(ratings).value == pytest.approx(observed)
    assert fleiss_kappa(ratings).value == pytest.approx(
        corrected(observed, sum(share**2 for share in shares.values()))
    )
    mixed = sum(share * (1 - share) for share in shares.values()) / max(len(shares) - 1, 1)
    expected = corrected(observed, mixed) if len(shares) > 1 else None
    assert gwet_ac1(ratings).value == pytest.approx(expected)
    assert bennett_s(ratings).value == pytest.approx(corrected(observed, 1 / len(shares)))
    assert cohen_kappa(ratings).value == pytest.approx(kappa_by_definition(rows))


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("ab")), max_size=8))
def test_pi_of_two_is_fleiss_kappa_of_two(rows: list[Row]) -> None:
    assert scott_pi(Ratings.of(rows)) == fleiss_kappa(Ratings.of(rows))
    assert scott_pi(Ratings.of([*rows, ("a", None)])) == fleiss_kappa(Ratings.of(rows))


@pytest.mark.parametrize("measure", [bennett_s, scott_pi, cohen_kappa, fleiss_kappa, gwet_ac1])
def test_one_category_leaves_nothing_to_correct(measure: Measure) -> None:
    assert measure(Ratings.of([("a", "a")] * 9)).undefined == "only one category"
    assert measure(Ratings.of([("a", None)])).undefined


def test_what_is_left_out_of_a_mean_is_said() -> None:
    rows: list[Row] = [("a", "a", "b"), ("a", "a", "a")]
    figure = cohen_kappa(Ratings.of(rows))
    assert figure.note == "mean of 2 of 3 pairs"
    assert "two annotators" in scott_pi(Ratings.of(rows)).undefined
    with pytest.raises(ValueError, match="either a value or the reason"):
        Figure(None)

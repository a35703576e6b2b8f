"""Samples are sums of articles; intervals are the same for the same seed and say why there are none."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.bootstrap import Interval, Lanes, Name, Sampling, Tallies, intervals
from annotator.agreement.figures import Figure, ratio
from annotator.agreement.scores import Scheme, SpanCounts
from annotator.agreement.tallies import Ratings, added


def counts(matched: int, spans: int) -> SpanCounts:
    halves = Counter({(0, 1, Scheme.STRICT): matched})
    return SpanCounts(halves, Counter({(0, 1, 0): spans}), Counter({(0, 1): 1}))


ROWS = st.lists(
    st.tuples(
        st.builds(counts, st.integers(0, 10**15), st.integers(0, 9)),
        st.lists(st.tuples(*[st.sampled_from("ab")] * 2), max_size=4).map(Ratings.of),
    ),
    min_size=1,
    max_size=4,
)


@given(ROWS, st.data())
def test_a_sample_is_the_sum_of_its_articles(
    rows: list[tuple[SpanCounts, Ratings]], data: st.DataObject
) -> None:
    chosen = data.draw(st.lists(st.integers(0, len(rows) - 1), max_size=6))
    spans, ratings = Lanes(rows, 6).sum(chosen)
    assert spans == added(SpanCounts, (rows[number][0] for number in chosen))
    assert ratings == added(Ratings, (rows[number][1] for number in chosen))


def test_more_articles_than_a_lane_is_made_for() -> None:
    with pytest.raises(ValueError, match="3 articles would overflow lanes made for 2"):
        Lanes([(counts(1, 1),)], 2).sum([0, 0, 0])


def share(tallies: Tallies) -> dict[Name, Figure]:
    (sums,) = tallies
    assert isinstance(sums, SpanCounts)
    spans = sums.spans[0, 1, 0]
    return {("share",): ratio(sums.halves[0, 1, Scheme.STRICT], spans, "nobody has a span")}


def test_the_interval_holds_the_figure_and_depends_on_the_seed_alone() -> None:
    rows = [(counts(n * n % 97, 97),) for n in range(40)]
    found = intervals(rows, share, Sampling(500, seed=3))
    assert found == intervals(rows, share, Sampling(500, seed=3))
    assert found != intervals(rows, share, Sampling(500, seed=4))
    interval = found["share",]
    assert interval.low is not None
    assert interval.high is not None
    mean = sum(n * n % 97 for n in range(40)) / (40 * 97)
    assert interval.low < mean < interval.high
    wider = intervals(rows, share, Sampling(500, seed=3, level=0.99))["share",]
    assert wider.low is not None
    assert wider.low <= interval.low


def test_without_spread_the_interval_is_the_figure() -> None:
    assert intervals([(counts(3, 6),)] * 5, share, Sampling(20))["share",] == Interval(0.5, 0.5)


@pytest.mark.parametrize(
    ("rows", "samples", "reason"),
    [
        ([(counts(1, 2),)], 100, "one article only"),
        ([(counts(1, 2),)] * 3, 0, "no samples were asked for"),
        ([(counts(1, 2),), (counts(0, 0),)], 100, "of 100 samples"),
    ],
)
def test_no_interval_with_its_reason(rows: list[Tallies], samples: int, reason: str) -> None:
    interval = intervals(rows, share, Sampling(samples))["share",]
    assert interval.low is interval.high is None
    assert reason in interval.undefined


def test_no_article() -> None:
    assert intervals([], share, Sampling(9)) == {}

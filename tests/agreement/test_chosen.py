"""One measure from every side: of two among several it is what it is of these two alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.bootstrap import Sampling
from annotator.agreement.chosen import Chosen, Measuring
from annotator.agreement.measures import MEASURES, On
from annotator.agreement.report import Options, Report, make_report
from annotator.agreement.scores import Scheme
from annotator.agreement.summary import Scope
from annotator.model.annotations import Span
from tests.agreement.corpus import SCHEME, article, report, span
from tests.agreement.made import apart, span_lists

LABELS = ("PER", "ORG")


def of_three(articles: list[list[list[Span]]]) -> Report:
    made = [article(f"{n}.txt", a=a, b=b, c=c) for n, (a, b, c) in enumerate(articles)]
    return report(*made, names="a b c", sampling=Sampling(0))


def measuring(found: Report, measure: str, of: str = "label") -> Measuring:
    return Measuring(found.layers["entity"], Chosen(measure, of))


def spans_of(labels: str = "XY") -> st.SearchStrategy[list[Span]]:
    return span_lists(labels=labels).map(
        lambda some: [replace(one, label={"X": "PER", "Y": "ORG"}[one.label], attributes={}) for one in some]
    )


@given(st.lists(st.lists(spans_of(), min_size=3, max_size=3), min_size=1, max_size=3))
def test_f1_of_two_among_three(articles: list[list[list[Span]]]) -> None:
    found = of_three(articles)
    two = [article(f"{n}.txt", a=a, c=c) for n, (a, _, c) in enumerate(articles)]
    alone = report(*two, names="a c", sampling=Sampling(0)).layers["entity"]
    for scheme in Scheme:
        here = measuring(found, scheme.value)
        there = Measuring(alone, Chosen(scheme.value))
        for label in ("", *LABELS):
            scope = Scope("entity", ("a", "c"), label)
            assert here.figure(scope) == there.figure(scope)


@given(st.lists(st.lists(apart(labels="XY"), min_size=3, max_size=3), min_size=1, max_size=3))
def test_units_and_characters_of_two_among_three(articles: list[list[list[Span]]]) -> None:
    named = [
        [[replace(one, label={"X": "PER", "Y": "ORG"}[one.label]) for one in some] for some in said]
        for said in articles
    ]
    found = of_three(named)
    two = [article(f"{n}.txt", b=b, c=c) for n, (_, b, c) in enumerate(named)]
    alone = report(*two, names="b c", sampling=Sampling(0)).layers["entity"]
    for key, of in (("u", ""), ("u_binary", ""), ("cu", ""), ("ku", ""), ("alpha", "character")):
        here, there = measuring(found, key, of), Measuring(alone, Chosen(key, of))
        for label in ("", *LABELS):
            scope = Scope("entity", ("b", "c"), label)
            mine, other = here.figure(scope), there.figure(scope)
            assert (mine.undefined, mine.note) == (other.undefined, other.note)
            assert mine.value == pytest.approx(other.value)


def test_the_interval_is_that_of_the_report() -> None:
    made = [
        article(f"{n}.txt", a=[span("s1", 0, 5), span("s2", 8, 12)], b=[span("s1", 0, 5 + n % 3)])
        for n in range(8)
    ]
    found = report(*made, sampling=Sampling(200))
    known = found.intervals.layers["entity"]
    for key, of, name in (
        ("strict", "", ("mean", "strict")),
        ("u", "", ("unitizing", "u")),
        ("alpha", "character", ("character", "alpha")),
        ("alpha", "label", ("label", "alpha")),
    ):
        interval = measuring(found, key, of).interval(Sampling(200))
        expected = known[name]
        assert (interval.low, interval.high) == (expected.low, expected.high)


def test_no_interval_says_why() -> None:
    one = report(article(a=[span("s1", 0, 5)], b=[span("s1", 0, 5)]))
    assert measuring(one, "strict").interval(Sampling(9)).undefined == "one article only"
    assert measuring(one, "alpha").interval(Sampling(9)).undefined == "only one category"
    assert measuring(one, "ku").interval(Sampling(9)).undefined
    none = make_report([], ["a", "b"], SCHEME, Options(sampling=Sampling(9)))
    assert measuring(none, "strict").interval(Sampling(9)).undefined == "there is no pair"


def test_gamma_is_computed_when_it_is_prepared() -> None:
    found = of_three([[[span("s1", 0, 9), span("s2", 20, 29, "ORG")]] * 3])
    gamma = measuring(found, "gamma")
    assert gamma.figure(gamma.everyone).undefined == "not computed"
    gamma.prepare(0)
    assert gamma.figure(gamma.everyone).value == 1
    assert gamma.figure(Scope("entity", ("a", "c"))).value == 1
    assert gamma.figure(Scope("entity", ("a", "b", "c"), "PER")).undefined


def test_one_label_against_the_others() -> None:
    """Of labels, the items are all aligned spans; of an attribute, those on which everyone says the label."""
    found = report(
        article(
            a=[span("s1", 0, 5), span("s2", 8, 12, "ORG"), span("s3", 20, 25, firm="1")],
            b=[span("s1", 0, 5), span("s2", 8, 12, "PER"), span("s3", 20, 25, firm="2")],
        )
    )
    scope = Scope("entity", ("a", "b"), "ORG")
    labels = measuring(found, "percent").figure(scope)
    assert labels.value == pytest.approx(2 / 3)
    firm = measuring(found, "percent", "firm")
    assert (firm.figure(replace(scope, label="PER")).value, firm.figure(scope).undefined) == (
        0, "no item has values of two annotators"
    )  # fmt: skip


@given(st.lists(st.lists(spans_of(), min_size=2, max_size=2), min_size=1, max_size=2))
def test_behind_a_figure_are_all_spans_once(articles: list[list[list[Span]]]) -> None:
    found = report(
        *(article(f"{n}.txt", a=a, b=b) for n, (a, b) in enumerate(articles)), sampling=Sampling(0)
    )
    for measure in MEASURES.values():
        if measure.on == On.ITEMS:
            continue
        behind = measuring(found, measure.key).behind(Scope("entity", ("a", "b")))
        for side in (0, 1):
            ids = [(group.article, group.spans[side].id) for group, _ in behind if group.spans[side]]
            wanted = [(f"{n}.txt", one.id) for n, said in enumerate(articles) for one in said[side]]
            assert sorted(ids) == sorted(wanted)


@given(st.lists(st.lists(spans_of(), min_size=2, max_size=2), min_size=1, max_size=2))
def test_what_is_agreed_is_what_the_figure_counts(articles: list[list[list[Span]]]) -> None:
    found = report(
        *(article(f"{n}.txt", a=a, b=b) for n, (a, b) in enumerate(articles)), sampling=Sampling(0)
    )
    for pair in found.layers["entity"].summary().scores.pairs:
        for scheme in (Scheme.STRICT, Scheme.EXACT, Scheme.TYPE):
            behind = measuring(found, scheme.value).behind(Scope("entity", ("a", "b")))
            assert sum(agreed for _, agreed in behind) == pair.schemes[scheme].matched

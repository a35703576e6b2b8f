"""The report holds every figure with what is behind it, and says what was left out and what is undefined."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement.alignment import Kind
from annotator.agreement.bootstrap import Sampling
from annotator.agreement.layer_report import LayerReport
from annotator.agreement.report import Report, make_report
from annotator.agreement.report_json import report_object
from annotator.agreement.scores import Scheme, count_pair, score
from annotator.agreement.selection import AnnotatedArticle
from annotator.agreement.summary import Scope
from annotator.model.annotations import Span
from tests.agreement.corpus import SCHEME, article, describing, report, span
from tests.agreement.made import apart, span_lists

A = [span("s1", 0, 9), span("s2", 10, 21), span("s3", 25, 33, "جگہ"), span("s4", 40, 45, "ORG", sure="no")]
B = [span("s1", 0, 9), span("s2", 10, 19), span("s3", 25, 33, "ORG"), span("s4", 40, 45, "ORG")]
C = [span("s1", 0, 9), span("s5", 60, 66, "جگہ")]

SETS = st.lists(
    st.tuples(*[st.one_of(span_lists(4, labels=["PER", "ORG"]), apart(3, labels=["PER", "جگہ"]))] * 3),
    min_size=1,
    max_size=3,
)


def articles(sets: list[tuple[list[Span], ...]]) -> list[AnnotatedArticle]:
    return [
        article(f"{number}.txt", **dict(zip("abc", said, strict=True))) for number, said in enumerate(sets)
    ]


def entity(found: Report) -> LayerReport:
    return found.layers["entity"]


def test_the_figures_of_one_article() -> None:
    layer = entity(report(article(a=A, b=B)))
    summary = layer.summary()
    assert summary.units == {"a": 4, "b": 4}
    assert [summary.scores.mean[scheme].value for scheme in Scheme] == [0.5, 0.75, 0.875, 0.75]
    assert summary.kinds == {
        Kind.SAME: 1,
        Kind.ATTRIBUTE: 1,
        Kind.LABEL: 1,
        Kind.BOUNDARY: 1,
        Kind.BOTH: 0,
        Kind.MISSING: 0,
    }
    assert summary.label.items == 4
    assert summary.label.coverage.value == 1
    assert summary.attributes["sure"].figures["percent"].value == 0.75
    assert summary.confusion.labels == ("PER", "ORG", "جگہ")
    assert summary.confusion.counts == ((2, 0, 0), (0, 1, 0), (0, 1, 0))
    assert summary.by_label["ORG"].scores.mean[Scheme.STRICT].value == 2 / 3
    assert summary.macro[Scheme.STRICT].value == pytest.approx((0.5 + 2 / 3 + 0) / 3)
    assert summary.unitizing.u.value is not None


@settings(max_examples=30)
@given(SETS)
def test_figures_are_as_many_as_the_groups_behind_them(sets: list[tuple[list[Span], ...]]) -> None:
    layer = entity(report(*articles(sets), names="a b c", sampling=Sampling(0)))
    summary = layer.summary()
    for spread in (summary.scores, *(of.scores for of in summary.by_label.values())):
        for pair in spread.pairs:
            for scheme, found in pair.schemes.items():
                groups = layer.matched(pair.scope, scheme)
                half = (Kind.BOUNDARY, Kind.BOTH) if scheme == Scheme.PARTIAL else ()
                assert found.matched == sum(0.5 if group.kind in half else 1 for group in groups)
            behind = layer.behind(pair.scope)
            assert found.a + found.b == sum(len(group.present) for group in behind)
    groups = layer.behind(summary.scope)
    assert {kind: sum(group.kind == kind for group in groups) for kind in Kind} == summary.kinds
    for table in summary.confusions:
        for row, counts in zip(table.labels, table.counts, strict=True):
            for column, times in zip(table.labels, counts, strict=True):
                assert len(layer.confused(table.scope, row, column)) == times


@settings(max_examples=30)
@given(SETS)
def test_the_whole_is_the_sum_of_its_articles(sets: list[tuple[list[Span], ...]]) -> None:
    layer = entity(report(*articles(sets), names="a b c", sampling=Sampling(0)))
    whole, parts = layer.summary(), [layer.summary(article=name) for name in layer.articles]
    for kind in Kind:
        assert whole.kinds[kind] == sum(part.kinds[kind] for part in parts)
    for number, pair in enumerate(whole.scores.pairs):
        for scheme in Scheme:
            matched = sum(part.scores.pairs[number].schemes[scheme].matched for part in parts)
            assert pair.schemes[scheme].matched == matched
    if len(parts) == 1:
        assert replace(parts[0].scores, pairs=()) == replace(whole.scores, pairs=())


@settings(max_examples=30)
@given(SETS, st.randoms(use_true_random=False))
def test_nothing_depends_on_the_order_of_what_is_given(
    sets: list[tuple[list[Span], ...]], chance: random.Random
) -> None:
    some = articles(sets)
    shuffled = [replace(one, sets=dict(chance.sample(sorted(one.sets.items()), 3))) for one in some]
    chance.shuffle(shuffled)
    assert report_object(report(*some, names="a b c")) == report_object(report(*shuffled, names="a b c"))


@settings(max_examples=30)
@given(span_lists(labels=["PER", "ORG"]), span_lists(labels=["PER", "ORG"]))
def test_a_label_alone_is_what_only_that_label_gives(a: list[Span], b: list[Span]) -> None:
    everything = report(article(a=a, b=b), sampling=Sampling(0))
    for label, of in entity(everything).summary().by_label.items():
        alone = report(article(a=a, b=b), sampling=Sampling(0), labels=(label,))
        assert of.scores.mean == entity(alone).summary().scores.mean
        sides = [[s for s in side if s.label == label] for side in (a, b)]
        for scheme in Scheme:
            found = of.scores.pairs[0].schemes[scheme]
            assert found == score(count_pair(*sides), scheme)


def test_nested_spans_leave_the_unitizing_alphas_undefined_and_each_label_defined() -> None:
    nested = [*A, span("s9", 0, 21, "ORG")]
    summary = entity(report(article(a=nested, b=B))).summary()
    assert summary.unitizing.u.undefined == "spans of one annotator overlap (2 of a)"
    assert summary.by_label["PER"].unitizing.u.value is not None
    assert summary.character.figures["alpha"].value is not None


def test_a_label_that_an_article_lacks_counts_there_as_text_without_spans() -> None:
    both = report(article("1.txt", a=A, b=B), article("2.txt", a=[], b=[]))
    found = entity(both).summary().by_label["PER"].unitizing.u.value
    alone = entity(report(article("1.txt", a=A, b=B))).summary().by_label["PER"].unitizing.u.value
    assert found is not None
    assert alone is not None
    assert found > alone


def test_languages() -> None:
    found = report(
        article("1.txt", "ur", a=A, b=A), article("2.txt", "hi", a=A, b=B), article("3.txt", a=A, b=[])
    )
    layer = entity(found)
    assert layer.languages == ["hi", "ur"]
    assert layer.summary(language="ur").scores.mean[Scheme.STRICT].value == 1
    assert layer.summary(language="hi").scores.mean[Scheme.STRICT].value == 0.5


def test_annotators_who_lack_an_article_count_where_they_have_it() -> None:
    found = report(article("1.txt", a=A, b=B, c=C), article("2.txt", a=A, b=A), names="a b c")
    summary = entity(found).summary()
    assert summary.units == {"a": 8, "b": 8, "c": 2}
    strict = {pair.scope.annotators: pair.schemes[Scheme.STRICT] for pair in summary.scores.pairs}
    assert strict["a", "b"].f1.value == 0.75
    assert (strict["a", "c"].a, strict["a", "c"].b) == (4, 2)
    assert [(one.article, one.annotator) for one in found.excluded] == [("2.txt", "c")]
    assert summary.kinds[Kind.SAME] == 1 + 4  # in the second article two annotators are everyone


def test_two_who_have_no_article_in_common_are_no_pair() -> None:
    found = report(article("1.txt", a=A, b=B), article("2.txt", a=A, c=C), names="a b c")
    pairs = [pair.scope.annotators for pair in entity(found).summary().scores.pairs]
    assert pairs == [("a", "b"), ("a", "c")]


def test_attributes_of_articles() -> None:
    one = describing(article("1.txt", a=[], b=[]), a={"kind": "report"}, b={"kind": "report", "debris": True})
    two = describing(article("2.txt", a=[], b=[]), a={"kind": "opinion"})
    found = report(one, two).article_attributes
    assert found["kind"].rows == {"1.txt": ("report", "report"), "2.txt": ("opinion", None)}
    assert (found["kind"].figures.items, found["kind"].figures.of) == (1, 2)
    assert found["debris"].rows == {"1.txt": (False, True), "2.txt": (False, False)}
    assert report(one, two, layers=("entity",)).article_attributes == {}


def test_attributes_that_are_numbers_have_alpha_of_every_level() -> None:
    a = [span(f"s{n}", 9 * n, 9 * n + 5, firm=firm) for n, firm in enumerate("1231")]
    b = [span(f"s{n}", 9 * n, 9 * n + 5, firm=firm) for n, firm in enumerate("1232")]
    attributes = entity(report(article(a=a, b=b))).summary().attributes
    figures = attributes["firm"].figures
    assert figures["alpha"].value == pytest.approx(1 - 7 * 2 / (64 - 9 - 9 - 4))
    assert figures["alpha_interval"].value is not None
    assert figures["alpha"].value < figures["alpha_interval"].value
    assert {"alpha_ordinal", "alpha_ratio"} <= figures.keys()
    assert "alpha_interval" not in attributes["sure"].figures


def test_nothing_to_compare() -> None:
    found = report(article(a=[]))
    assert found.articles == ()
    summary = entity(found).summary()
    assert summary.scores.mean[Scheme.STRICT].undefined == "there is no pair"
    assert summary.label.figures["alpha"].undefined
    assert summary.label.coverage.undefined == "there is nothing to rate"
    for names in ("a", "a a"):
        with pytest.raises(ValueError, match="two or more different"):
            make_report([], names.split(), SCHEME)


def test_gamma_where_it_is_asked_for() -> None:
    pytest.importorskip("scipy")
    one = article(a=A, b=A, c=C)
    assert report(one).gamma == {}
    figure, pairs = report(one, gamma=True).gamma["entity"]
    assert (figure.value, list(pairs)) == (1, [("a", "b")])
    figure, pairs = report(one, names="a b c", gamma=True).gamma["entity"]
    assert figure.note == "mean of 3 pairs"
    assert list(pairs) == [("a", "b"), ("a", "c"), ("b", "c")]


def test_what_is_done_is_told_and_can_be_stopped() -> None:
    told: list[str] = []
    make_report([article(a=A, b=B)], ["a", "b"], SCHEME, watch=lambda *done: told.append(done[0]))
    assert told[0] == "aligning entity"
    assert "looking for habits" in told

    def stop(what: str, done: int, of: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        make_report([article(a=A, b=B)], ["a", "b"], SCHEME, watch=stop)


def test_behind_a_scope() -> None:
    layer = entity(report(article("1.txt", "ur", a=A, b=B, c=C), article("2.txt", a=A, b=B), names="a b c"))
    assert len(layer.behind(Scope("entity", ("a", "b", "c"), language="ur"))) == 5
    assert len(layer.behind(Scope("entity", ("a", "b"), article="2.txt"))) == 4
    assert [g.labels for g in layer.behind(Scope("entity", ("a", "b"), "جگہ", "1.txt"))] == [("جگہ", None)]

"""What is taken over without a person: what all say, or enough of them, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

import pytest

from annotator.agreement.adjudication import CaseKind, CaseReader, Meanings
from annotator.agreement.adjudication_edits import Decider
from annotator.agreement.adjudication_ledger import Ledger
from annotator.agreement.auto_merge import AutoMerge, Rule, TakenOver
from annotator.agreement.selection import AnnotatedArticle
from annotator.model.adjudication import Decision, origin_of
from annotator.model.annotations import AnnotationSet, Relation, Span
from tests.agreement.corpus import SCHEME, article, describing, relating, span

ALL, TWO, LOOSE = Rule(), Rule(2), Rule(attributes=False)


def merged(one: AnnotatedArticle, names: Sequence[str], rule: Rule) -> tuple[AnnotationSet, list[TakenOver]]:
    meanings = Meanings(SCHEME)
    cases = CaseReader(SCHEME).read(one, names)
    empty = AnnotationSet(one.name, "zed", one.document.sha256, one.length)
    ids = map("n{}".format, count(1)).__next__
    decider = Decider(Ledger(cases, empty, meanings), SCHEME, tuple(names), ids, ids)
    after, taken = AutoMerge(rule, meanings).merge(decider, empty)
    again, more = AutoMerge(rule, meanings).merge(decider, after)
    assert (again, more) == (after, [])
    assert not SCHEME.faults_of(after)
    return after, taken


def marks(annotations: AnnotationSet) -> list[tuple[object, ...]]:
    return [(one.start, one.end, one.label, dict(one.attributes)) for one in annotations]


def test_what_all_say_is_taken_over() -> None:
    one = article(a=[span("s1", 0, 8), span("s2", 9, 19)], b=[span("s1", 9, 19), span("s2", 0, 8, "ORG")])
    after, (taken,) = merged(one, "ab", ALL)
    assert marks(after) == [(9, 19, "PER", {})]
    assert (taken.agreeing, taken.case.kind) == (("a", "b"), CaseKind.SAME)
    found = origin_of(after.spans[0])
    assert found
    assert (found.decision, found.sources, found.by) == (Decision.BOTH, ("a#s2", "b#s1"), "auto")


def test_a_default_that_one_says_aloud_is_the_same() -> None:
    one = article(a=[span("s1", 0, 8, sure="yes", odd=False)], b=[span("s1", 0, 8)])
    after, _ = merged(one, "ab", ALL)
    assert marks(after) == [(0, 8, "PER", {"sure": "yes", "odd": False})]


def test_notes_and_links_come_along() -> None:
    a, b = span("s1", 0, 8), span("s1", 0, 8)
    a, b = (Span(**{**fields(one), "note": note}) for one, note in ((a, "یہاں"), (b, "here")))
    b = Span(**{**fields(b), "link": "Q1"})
    after, _ = merged(article(a=[a], b=[b]), "ab", ALL)
    assert (after.spans[0].note, after.spans[0].link) == ("یہاں\nhere", "Q1")


def fields(one: Span) -> dict[str, object]:
    return {name: getattr(one, name) for name in one.__slots__}


@pytest.mark.parametrize(
    ("third", "rule", "expected"),
    [
        ([span("s1", 0, 8, "ORG")], TWO, [(0, 8, "PER", {})]),
        ([span("s1", 0, 8, "ORG")], ALL, []),
        ([span("s1", 0, 9)], TWO, [(0, 8, "PER", {})]),
        ([], TWO, [(0, 8, "PER", {})]),
        ([], ALL, []),
        ([span("s1", 0, 8)], Rule(3), [(0, 8, "PER", {})]),
        ([], Rule(3), []),
    ],
)
def test_k_of_n(third: list[Span], rule: Rule, expected: list[object]) -> None:
    one = article(a=[span("s1", 0, 8)], b=[span("s1", 0, 8)], c=third)
    after, taken = merged(one, "abc", rule)
    assert marks(after) == expected
    if expected and len(third) != 1:
        assert taken[0].agreeing == ("a", "b")
        found = origin_of(after.spans[0])
        assert found
        assert (found.decision, found.taken) == (Decision.ONE_OF, "a")


def test_as_many_for_something_else_is_no_agreement() -> None:
    said = {
        "a": [span("s1", 0, 8)],
        "b": [span("s1", 0, 8)],
        "c": [span("s1", 0, 8, "ORG")],
        "d": [span("s1", 0, 8, "ORG")],
    }
    assert merged(article(**said), "abcd", TWO)[1] == []
    assert merged(article(**{**said, "c": [], "d": []}), "abcd", TWO)[1] == []


def test_that_most_have_nothing_rejects_nothing() -> None:
    after, taken = merged(article(a=[span("s1", 0, 8)], b=[], c=[]), "abc", TWO)
    assert (taken, after.extra) == ([], ())


def test_n_are_those_who_have_the_article() -> None:
    one = article(a=[span("s1", 0, 8)], b=[span("s1", 0, 8)])
    assert len(merged(one, "abc", ALL)[1]) == 1


class TestAttributes:
    def test_must_be_the_same(self) -> None:
        one = article(a=[span("s1", 0, 8, firm="1")], b=[span("s1", 0, 8, firm="2")])
        assert merged(one, "ab", ALL)[1] == []

    @pytest.mark.parametrize("names", ["abc", "cba", "bca"])
    def test_need_not_be_and_then_most_of_them_stand(self, names: str) -> None:
        one = article(
            a=[span("s1", 0, 8, firm="1")], b=[span("s1", 0, 8, firm="2")], c=[span("s1", 0, 8, firm="2")]
        )
        assert marks(merged(one, names, LOOSE)[0]) == [(0, 8, "PER", {"firm": "2"})]

    @pytest.mark.parametrize("names", ["ab", "ba"])
    def test_of_equally_many_it_matters_not_who_is_named_first(self, names: str) -> None:
        one = article(a=[span("s1", 0, 8, firm="2")], b=[span("s1", 0, 8, firm="1")])
        assert marks(merged(one, names, LOOSE)[0]) == [(0, 8, "PER", {"firm": "1"})]


class TestRelations:
    SPANS = (span("s1", 0, 8), span("s2", 9, 19))

    def related(self, label: str | None = "about", spans: Sequence[Span] = SPANS) -> AnnotatedArticle:
        relations = [Relation("r1", label, "s1", "s2")] if label else []
        one = article(a=self.SPANS, b=spans)
        return relating(one, a=[Relation("r1", "about", "s1", "s2")], b=relations)

    def test_come_with_their_spans(self) -> None:
        after, taken = merged(self.related(), "ab", ALL)
        assert [(one.label, one.source, one.target) for one in after.relations] == [("about", "n1", "n2")]
        assert [isinstance(one.item, Relation) for one in taken] == [False, False, True]

    def test_stay_open_where_one_has_another_or_none(self) -> None:
        for other in ("by", None):
            after, _ = merged(self.related(other), "ab", ALL)
            assert len(after.spans) == 2
            assert after.relations == ()

    def test_wait_for_their_spans(self) -> None:
        spans = [span("s1", 0, 8, "ORG"), span("s2", 9, 19)]
        after, _ = merged(self.related(spans=spans), "ab", ALL)
        assert (len(after.spans), after.relations) == (1, ())


def test_attributes_of_the_article() -> None:
    one = describing(
        article(a=[], b=[], c=[]), a={"kind": "report"}, b={"kind": "report"}, c={"kind": "opinion"}
    )
    assert merged(one, "ab", ALL)[0].attributes == {"kind": "report"}
    assert merged(one, "abc", ALL)[0].attributes == {}
    assert merged(one, "abc", TWO)[0].attributes == {"kind": "report"}
    same = describing(article(a=[], b=[]), a={"debris": False})
    assert merged(same, "ab", ALL)[0].attributes == {"debris": False}


def test_one_alone_is_no_agreement() -> None:
    with pytest.raises(ValueError, match="two annotators or more"):
        Rule(1)

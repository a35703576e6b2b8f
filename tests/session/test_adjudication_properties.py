"""What holds of every adjudication, whatever the sets: nothing is lost, everything can be taken back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement.adjudication import CaseKind, Meanings
from annotator.agreement.adjudication_ledger import Ledger
from annotator.agreement.alignment import with_defaults
from annotator.agreement.groups import align
from annotator.model.annotations import AnnotationSet
from annotator.session.adjudicating import AdjudicationSession, Rule
from annotator.session.news import SaveState
from tests.session.adjudications import (
    LABELS,
    WAYS,
    corpus_of,
    decide,
    decide_all,
    one_set,
    review_of,
    some_sets,
    write,
)
from tests.store.made import ARTICLE

TWO, THREE = some_sets(), some_sets(("a", "b", "c"))
SETS = TWO | THREE
HOW = st.lists(st.sampled_from(WAYS), min_size=1, max_size=8)
FEW = settings(max_examples=40, deadline=None)


def check_standings(review: AdjudicationSession) -> None:
    """What was kept up with every edit is what is found anew."""
    cases = review.cases_of(ARTICLE)
    anew = Ledger(cases, review.article(ARTICLE).present, Meanings(review.corpus.scheme))
    for case in cases.cases:
        assert Counter(review.standing(case.id).records) == Counter(anew.standing(case).records)
        assert replace(review.standing(case.id), records=()) == replace(anew.standing(case), records=())
    counts = review.counts()
    conflicts = review.conflicts()
    assert counts.open == sum(review.standing(case.id).open for case in conflicts)
    assert counts.decided + counts.open == len(conflicts) == sum(counts.kinds.values())


@FEW
@given(SETS)
def test_the_counts_are_those_of_the_alignment(sets: Mapping[str, AnnotationSet]) -> None:
    with TemporaryDirectory() as folder:
        review = review_of(corpus_of(Path(folder), sets), *sets)
        if not review.articles:
            return
        kinds: Counter[str] = Counter()
        for layer in LABELS:
            spans = {name: [span for span in one if span.layer == layer] for name, one in sets.items()}
            kinds += Counter(group.kind for group in align(spans, said=with_defaults(review.corpus.scheme)))
        counts = review.counts()
        others = {CaseKind.RELATION, CaseKind.ARTICLE}
        assert counts.agreed == kinds.pop("same", 0)
        assert {kind: number for kind, number in counts.kinds.items() if kind not in others} == kinds
        assert counts.decided + counts.open == sum(counts.kinds.values())
        review.close()


@FEW
@given(SETS, HOW, st.sampled_from([None, Rule(), Rule(2), Rule(attributes=False)]))
def test_all_can_be_decided_and_taken_back(
    sets: Mapping[str, AnnotationSet], how: list[str], rule: Rule | None
) -> None:
    with TemporaryDirectory() as folder:
        review = review_of(corpus_of(Path(folder), sets), *sets)
        session = review.article(ARTICLE)
        begun, before = session.present, review.counts()
        if rule:
            planned = [(one.case.id, one.agreeing) for one in review.plan(rule)]
            assert session.present == begun
            assert [(one.case.id, one.agreeing) for one in review.merge(rule)] == planned
        decide_all(review, how)
        assert review.counts().open == 0
        assert review.counts().agreed == before.agreed
        check_standings(review)
        assert not review.corpus.scheme.faults_of(session.present)
        decided = session.present
        while session.undo_text:
            review.undo(ARTICLE)
            check_standings(review)
        assert (session.present, review.counts()) == (begun, before)
        while session.redo_text:
            review.redo(ARTICLE)
        assert session.present == decided
        review.close()


@FEW
@given(SETS, HOW, st.integers(0, 5))
def test_each_decision_can_be_taken_back_by_itself(
    sets: Mapping[str, AnnotationSet], how: list[str], which: int
) -> None:
    with TemporaryDirectory() as folder:
        review = review_of(corpus_of(Path(folder), sets), *sets)
        decide_all(review, how)
        conflicts = [case for case in review.conflicts() if review.standing(case.id).records]
        for case in conflicts[which:]:
            review.take_back(case.id)
            assert not review.standing(case.id).records
            check_standings(review)
        review.close()


@FEW
@given(SETS, HOW, st.integers(0, 6))
def test_saved_and_read_it_goes_on_as_it_was(
    sets: Mapping[str, AnnotationSet], how: list[str], many: int
) -> None:
    with TemporaryDirectory() as folder:
        corpus = corpus_of(Path(folder), sets)
        review = review_of(corpus, *sets)
        review.begin()
        review.merge(Rule())
        for case, way in zip(review.conflicts()[:many], how, strict=False):
            decide(review, case, way)
        session = review.article(ARTICLE)
        present, counts, steps = session.present, review.counts(), session.undo_text
        assert session.save() is SaveState.SAVED
        review.close()
        written = corpus.annotation_path("zed", ARTICLE).read_bytes()
        again = review_of(corpus, *sets)
        assert again.faults == []
        assert again.counts() == counts
        assert again.article(ARTICLE).present == present
        assert again.article(ARTICLE).undo_text == steps
        assert again.merge(Rule()) == []
        again.begin()
        assert again.article(ARTICLE).save() is SaveState.SAVED
        assert again.article(ARTICLE).present == present
        assert corpus.annotation_path("zed", ARTICLE).read_bytes() == written
        while again.article(ARTICLE).undo_text:
            again.undo(ARTICLE)
        assert not again.article(ARTICLE).present.spans
        again.close()


@FEW
@given(TWO, st.lists(st.sampled_from(["first", "last", "reject"]), min_size=1, max_size=8))
def test_annotators_in_another_order_are_a_mirror_image(
    sets: Mapping[str, AnnotationSet], how: list[str]
) -> None:
    swapped = {"first": "last", "last": "first", "reject": "reject"}
    with TemporaryDirectory() as one, TemporaryDirectory() as other:
        here = review_of(corpus_of(Path(one), sets), "a", "b")
        there = review_of(corpus_of(Path(other), sets), "b", "a")
        assert [case.id for case in here.conflicts()] == [case.id for case in there.conflicts()]
        assert here.counts() == there.counts()
        assert [one.case.id for one in here.merge(Rule())] == [one.case.id for one in there.merge(Rule())]
        decide_all(here, how)
        decide_all(there, [swapped[way] for way in how])
        mine, theirs = here.article(ARTICLE).present, there.article(ARTICLE).present
        assert [plain(span) for span in mine] == [plain(span) for span in theirs]
        assert [replace(r, extra=()) for r in mine.relations] == [
            replace(r, extra=()) for r in theirs.relations
        ]
        assert mine.attributes == theirs.attributes
        here.close()
        there.close()


def plain(span: object) -> object:
    return replace(span, origin=None)  # type: ignore[type-var]


@FEW
@given(SETS, HOW, st.data())
def test_decisions_stand_unless_their_own_spans_change(
    sets: Mapping[str, AnnotationSet], how: list[str], data: st.DataObject
) -> None:
    with TemporaryDirectory() as folder:
        corpus = corpus_of(Path(folder), sets)
        review = review_of(corpus, *sets)
        review.merge(Rule())
        decide_all(review, how)
        before = {case.id: case for case in review.conflicts()}
        present = review.article(ARTICLE).present
        write(corpus, [data.draw(one_set("b"))])
        assert review.look() == ([ARTICLE] if corpus.digest("b", ARTICLE) != "" else [])[: len(review.look())]
        review.reload(ARTICLE)
        assert review.article(ARTICLE).present == present
        for case in review.conflicts():
            old = before.get(case.id)
            if (
                old
                and old.about_spans
                and [voice.item for voice in old.voices] == [v.item for v in case.voices]
            ):
                standing = review.standing(case.id)
                assert not standing.open or standing.changed
        decide_all(review, how)
        assert review.counts().open == 0
        check_standings(review)
        review.close()


def decide_on_any(review: AdjudicationSession, data: st.DataObject) -> None:
    if cases := [*review.cases_of(ARTICLE).cases, *review.conflicts()]:
        decide(review, data.draw(st.sampled_from(cases)), data.draw(st.sampled_from(WAYS)))


def go_back_on_any(review: AdjudicationSession, data: st.DataObject) -> None:
    if cases := [*review.cases_of(ARTICLE).cases, *review.conflicts()]:
        case = data.draw(st.sampled_from(cases))
        data.draw(st.sampled_from([review.take_back, review.leave_open]))(case.id)


def edit_by_hand(review: AdjudicationSession, data: st.DataObject) -> None:
    session = review.article(ARTICLE)
    span = data.draw(st.sampled_from([None, *session.present.spans]))
    if span is None:
        start = data.draw(st.integers(0, 40))
        session.annotate(start, start + data.draw(st.integers(1, 6)), "entity", "PER")
    elif data.draw(st.booleans()):
        session.move(span.id, max(span.start - 2, 0), span.end, "key")
    else:
        session.delete(span.id)


def go_in_history(review: AdjudicationSession, data: st.DataObject) -> None:
    session = review.article(ARTICLE)
    data.draw(st.sampled_from([session.undo, session.redo]))()


def take_over(review: AdjudicationSession, data: st.DataObject) -> None:
    review.merge(data.draw(st.sampled_from([Rule(), Rule(2), Rule(attributes=False)])))


def annotate(review: AdjudicationSession, data: st.DataObject) -> None:
    write(review.corpus, [data.draw(one_set("b"))])
    review.reload(ARTICLE)


OPERATIONS = (decide_on_any, decide_on_any, go_back_on_any, edit_by_hand, go_in_history, take_over, annotate)


@FEW
@given(SETS, st.data())
def test_whatever_is_done_the_list_is_what_is_found_anew(
    sets: Mapping[str, AnnotationSet], data: st.DataObject
) -> None:
    with TemporaryDirectory() as folder:
        review = review_of(corpus_of(Path(folder), sets), *sets)
        for _ in range(data.draw(st.integers(1, 10))):
            data.draw(st.sampled_from(OPERATIONS))(review, data)
            check_standings(review)
        session = review.article(ARTICLE)
        assert not review.corpus.scheme.faults_of(session.present)
        assert session.save() is SaveState.SAVED
        review.close()
        again = review_of(review.corpus, *sets)
        assert again.faults == []
        assert again.result_of(ARTICLE) == session.present
        # What was withdrawn and decided on is listed to the end of the run, and is no case any more then.
        assert (again.counts().open, again.counts().agreed) == (review.counts().open, review.counts().agreed)
        again.close()

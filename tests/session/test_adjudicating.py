"""Decisions one by one: what is made of them, what is written down, and what comes of later work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.agreement.adjudication import Case, CaseKind
from annotator.agreement.adjudication_ledger import State
from annotator.model.adjudication import (
    REJECTED,
    Decision,
    Origin,
    SetAside,
    adjudicated,
    origin_of,
    with_adjudicated,
    with_entries,
)
from annotator.model.annotations import AnnotationSet, Span
from annotator.model.faults import AnnotatorError, InvalidAnnotation, ReadOnly
from annotator.session.adjudicated_sets import OwnWork
from annotator.session.adjudicating import NOTHING_HERE, AdjudicationSession, CasesChanged, Rule
from annotator.session.case_list import Filter
from annotator.session.news import SaveState
from annotator.store.corpus import Corpus
from annotator.store.hidden import beside
from annotator.store.reanchored_files import find_changed, write_changed
from tests.session.adjudications import TEXT, corpus_of, decide_all, review_of, said, write
from tests.store.made import ARTICLE

NAME = TEXT.index("شہباز"), TEXT.index(" نے")
FIRST = NAME[0], NAME[0] + 5
FAMILY = TEXT.index("👩"), TEXT.index(" कज़ा")
LAND = TEXT.index("कज़ा"), TEXT.index(" में")


def begun(tmp_path: Path, a: AnnotationSet, b: AnnotationSet, *others: AnnotationSet) -> AdjudicationSession:
    corpus = corpus_of(tmp_path, {one.annotator: one for one in (a, b, *others)})
    return review_of(corpus, *(one.annotator for one in (a, b, *others)))


def only(review: AdjudicationSession) -> Case:
    (case,) = review.conflicts()
    return case


def result(review: AdjudicationSession) -> AnnotationSet:
    return review.article(ARTICLE).present


def origin(review: AdjudicationSession, span: Span) -> Origin:
    found = origin_of(span)
    assert found
    return found


class TestTaking:
    def test_takes_what_one_says(self, tmp_path: Path) -> None:
        review = begun(
            tmp_path,
            said("a", (*NAME, "PER")),
            said("b", (*FIRST, "ORG", {})),
        )
        case = only(review)
        assert (case.kind, case.extent, case.layer) == (CaseKind.BOTH, NAME, "entity")
        made = review.take(case.id, "b")
        (span,) = result(review)
        assert span.id == made
        assert (span.start, span.end, span.label) == (*FIRST, "ORG")
        found = origin(review, span)
        assert (found.decision, found.taken, found.by) == (Decision.ONE_OF, "b", "")
        assert found.sources == ("a#s1", "b#s1") == tuple(found.seen)
        assert adjudicated(result(review)) == ("a", "b")
        assert review.standing(case.id).state is State.DECIDED

    def test_takes_attributes_note_and_link(self, tmp_path: Path) -> None:
        a = said("a", (0, 8, "FACT", {"sure": True}))
        (fact,) = a.spans
        a = replace(a, spans=(replace(fact, note="as printed", link="Q1"),))
        review = begun(tmp_path, a, said("b", (0, 8, "FACT")))
        case = only(review)
        assert case.kind is CaseKind.ATTRIBUTE
        review.take(case.id, "a")
        (span,) = result(review)
        assert (dict(span.attributes), span.note, span.link) == ({"sure": True}, "as printed", "Q1")
        review.take(case.id, "b")
        (other,) = result(review)
        assert (other.id, dict(other.attributes)) == (span.id, {})

    def test_taking_nothing_rejects_what_the_others_have(self, tmp_path: Path) -> None:
        review = begun(tmp_path, said("a", (*NAME, "PER")), said("b"))
        case = only(review)
        assert review.take(case.id, "b") is None
        (record,) = review.standing(case.id).records
        assert isinstance(record.settled, SetAside)
        assert (record.settled.reason, record.settled.taken) == (NOTHING_HERE, "b")
        assert not result(review).spans
        assert NOTHING_HERE not in review.reasons

    def test_nobody_can_be_taken_who_lacks_the_article(self, tmp_path: Path) -> None:
        corpus = corpus_of(
            tmp_path, {name: said(name, (*NAME, label)) for name, label in (("a", "PER"), ("b", "ORG"))}
        )
        (corpus.sources / "other.txt").write_text("x", encoding="utf-8")
        write(corpus, [said("c", (0, 1, "PER"), article="other.txt")])
        review = review_of(corpus, "a", "b", "c")
        assert review.articles == (ARTICLE,)
        with pytest.raises(InvalidAnnotation, match="c has not annotated"):
            review.take(only(review).id, "c")

    def test_the_same_mark_from_two_cases_is_one_span(self, tmp_path: Path) -> None:
        """An annotator who marked twice gets one span, and both cases are settled."""
        review = begun(tmp_path, said("a", (*NAME, "PER"), (*NAME, "PER")), said("b"))
        one, two = review.conflicts()
        assert review.take(one.id, "a") == review.take(two.id, "a")
        (span,) = result(review)
        assert set(origin(review, span).sources) == {"a#s1", "a#s2"}
        review.take_back(one.id)
        assert len(result(review).spans) == 1
        assert [review.standing(case.id).open for case in (one, two)] == [True, False]
        review.take_back(two.id)
        assert not result(review).spans


class TestShaping:
    def test_union_and_intersection_keep_to_whole_characters(self, tmp_path: Path) -> None:
        start, end = FAMILY
        review = begun(tmp_path, said("a", (start, start + 3, "PER")), said("b", (start + 1, end, "PER")))
        case = only(review)
        review.unite(case.id)
        (span,) = result(review)
        assert (span.start, span.end) == FAMILY
        assert origin(review, span).decision is Decision.EDITED
        assert origin(review, span).how == "union"
        review.intersect(case.id)
        (span,) = result(review)
        assert (span.start, span.end) == FAMILY
        assert origin(review, span).how == "intersection"

    def test_pieces_are_kept_apart(self, tmp_path: Path) -> None:
        start, end = LAND
        a = said("a", (9, end, "PER"))
        a = replace(a, spans=(replace(a.spans[0], parts=((9, 14), LAND)),))
        review = begun(tmp_path, a, said("b", (12, start + 1, "PER")))
        case = only(review)
        review.intersect(case.id)
        (span,) = result(review)
        assert span.pieces == ((12, 14), (start, start + 1))
        review.unite(case.id)
        assert result(review).spans[0].pieces == ((9, end),)

    def test_a_label_must_be_said_where_none_is_usual(self, tmp_path: Path) -> None:
        review = begun(tmp_path, said("a", (*NAME, "PER")), said("b", (*FIRST, "ORG")))
        case = only(review)
        assert review.labels_to_ask(case.id) == ("PER", "ORG")
        with pytest.raises(InvalidAnnotation, match="PER, ORG"):
            review.unite(case.id)
        review.unite(case.id, "ORG")
        assert [(span.start, span.end, span.label) for span in result(review)] == [(*NAME, "ORG")]

    def test_most_decide_on_the_label(self, tmp_path: Path) -> None:
        review = begun(
            tmp_path,
            said("a", (*FIRST, "PER")),
            said("b", (*NAME, "ORG")),
            said("c", (NAME[0] + 2, NAME[1], "ORG")),
        )
        case = only(review)
        assert review.labels_to_ask(case.id) == ()
        review.intersect(case.id)
        assert [(span.start, span.end, span.label) for span in result(review)] == [
            (NAME[0] + 2, FIRST[1], "ORG")
        ]

    def test_attributes_are_what_most_say(self, tmp_path: Path) -> None:
        review = begun(
            tmp_path,
            said("a", (0, 8, "FACT", {"checkworthy": "yes"})),
            said("b", (0, 9, "FACT", {"checkworthy": "no", "sure": True})),
            said("c", (0, 7, "FACT", {"checkworthy": "no"})),
        )
        review.unite(only(review).id)
        assert dict(result(review).spans[0].attributes) == {"checkworthy": "no", "sure": True}

    def test_there_must_be_two_and_something_in_common(self, tmp_path: Path) -> None:
        review = begun(tmp_path, said("a", (*NAME, "PER")), said("b"))
        with pytest.raises(InvalidAnnotation, match="two annotators or more"):
            review.unite(only(review).id)
        other = begun(
            tmp_path / "other",
            said("a", (0, 10, "PER")),
            said("b", (8, 20, "PER")),
            said("c", (9, 14, "PER")),
        )
        assert other.intersect(only(other).id)

    def test_a_range_and_a_label_of_ones_own(self, tmp_path: Path) -> None:
        review = begun(tmp_path, said("a", (*NAME, "PER")), said("b", (*FIRST, "ORG")))
        case = only(review)
        review.mark(case.id, NAME[0], FAMILY[0] + 1, "جگہ")
        (span,) = result(review)
        assert (span.start, span.end, span.label) == (NAME[0], FAMILY[1], "جگہ")
        assert origin(review, span).decision is Decision.EDITED
        with pytest.raises(InvalidAnnotation, match="no label of entity"):
            review.mark(case.id, *NAME, "FACT")


class TestByHand:
    def test_an_edit_of_what_was_taken_is_marked_as_edited(self, tmp_path: Path) -> None:
        review = begun(tmp_path, said("a", (*NAME, "PER")), said("b", (*FIRST, "PER")))
        case = only(review)
        made = review.take(case.id, "a")
        session = review.article(ARTICLE)
        assert made
        session.set_note(made, "so it is printed")
        assert origin(review, session.present.span(made)).decision is Decision.ONE_OF
        session.move(made, NAME[0], NAME[1] + 3)
        found = origin(review, session.present.span(made))
        assert (found.decision, found.taken, found.sources) == (Decision.EDITED, "", ("a#s1", "b#s1"))
        assert review.standing(case.id).state is State.DECIDED
        session.undo()
        assert origin(review, session.present.span(made)).decision is Decision.ONE_OF

    def test_a_span_of_ones_own_is_new_until_it_settles_something(self, tmp_path: Path) -> None:
        review = begun(tmp_path, said("a", (*NAME, "PER")), said("b", (*FIRST, "ORG")))
        case = only(review)
        span = review.article(ARTICLE).annotate(*LAND, "entity", "جگہ")
        assert origin(review, result(review).span(span.id)) == Origin(Decision.NEW)
        assert adjudicated(result(review)) == ("a", "b")
        assert review.standing(case.id).open
        assert review.settle_with(case.id, span.id) == span.id
        assert origin(review, result(review).span(span.id)).decision is Decision.EDITED
        assert not review.standing(case.id).open

    def test_deleting_what_was_made_opens_the_case(self, tmp_path: Path) -> None:
        review = begun(tmp_path, said("a", (*NAME, "PER")), said("b"))
        case = only(review)
        made = review.take(case.id, "a")
        assert made
        heard: list[CasesChanged] = []
        unsubscribe = review.subscribe(heard.append)
        review.article(ARTICLE).delete(made)
        unsubscribe()
        review.article(ARTICLE).undo()
        assert heard == [CasesChanged(frozenset((case.id,)))]

    def test_an_attribute_of_the_article_settles_what_was_said_of_it(self, tmp_path: Path) -> None:
        review = begun(
            tmp_path, said("a", attributes={"topic": "ایک"}), said("b", attributes={"topic": "دو"})
        )
        case = only(review)
        assert (case.kind, case.name, case.extent) == (CaseKind.ARTICLE, "topic", (0, 0))
        review.article(ARTICLE).set_article_attribute("topic", "تین")
        assert review.standing(case.id).state is State.DECIDED
        review.article(ARTICLE).set_article_attribute("translated", True)
        assert dict(result(review).attributes) == {"topic": "تین", "translated": True}
        review.take(case.id, "b")
        assert result(review).attributes["topic"] == "دو"
        review.take_back(case.id)
        assert dict(result(review).attributes) == {"translated": True}


class TestSettingAside:
    def test_a_rejection_needs_a_reason_which_is_offered_again(self, tmp_path: Path) -> None:
        review = begun(tmp_path, said("a", (*NAME, "PER")), said("b", (*FIRST, "ORG")))
        case = only(review)
        with pytest.raises(InvalidAnnotation, match="reason"):
            review.reject(case.id, "  ")
        review.reject(case.id, " ایک وجہ ")
        assert review.standing(case.id).state is State.DECIDED
        assert review.reasons[-1] == "ایک وجہ"
        review.take(case.id, "a")
        assert review.standing(case.id).records[0].made
        assert len(review.standing(case.id).records) == 1

    def test_what_is_put_off_is_open_but_passed_by(self, tmp_path: Path) -> None:
        review = begun(tmp_path, said("a", (*NAME, "PER"), (0, 3, "PER")), said("b"))
        first, second = review.conflicts()
        review.leave_open(first.id, "ask the desk")
        assert review.counts().open == 2
        assert review.counts().left_open == 1
        assert review.next_open(None) == second
        assert review.next_open(second.id) == second
        left = Filter(states=frozenset((State.LEFT_OPEN,)))
        assert review.next_open(None, left) == first
        review.take(second.id, "a")
        assert review.next_open(second.id) is None
        assert review.counts(left).open == 1


class TestRelations:
    A = said("a", (0, 30, "FACT"), (*NAME, "PER"), relations=[("claimant", 1, 2)])

    def test_what_all_say_follows_its_spans(self, tmp_path: Path) -> None:
        review = begun(
            tmp_path, self.A, said("b", (0, 31, "FACT"), (*NAME, "PER"), relations=[("claimant", 1, 2)])
        )
        (boundary,) = review.conflicts()
        (agreed, related) = review.agreed(ARTICLE)
        review.take(agreed.id, "a")
        assert not result(review).relations
        review.take(boundary.id, "b")
        (relation,) = result(review).relations
        found = origin_of(relation)
        assert found
        assert (found.decision, found.sources) == (Decision.BOTH, ("a#r1", "b#r1"))
        review.take(boundary.id, "a")
        assert [one.id for one in result(review).relations] == [relation.id]
        assert review.standing(related.id).products == (relation.id,)

    def test_what_only_one_could_say_follows_too(self, tmp_path: Path) -> None:
        review = begun(tmp_path, self.A, said("b", (*NAME, "PER")))
        spans, related = review.conflicts()
        assert related.kind is CaseKind.RELATION
        review.take(review.agreed(ARTICLE)[0].id, "b")
        review.take(spans.id, "a")
        assert review.standing(related.id).state is State.DECIDED
        assert len(result(review).relations) == 1

    def test_a_relation_waits_for_its_spans_and_takes_the_agreed_ones_along(self, tmp_path: Path) -> None:
        review = begun(tmp_path, self.A, said("b", (0, 31, "FACT"), (*NAME, "PER")))
        spans, related = review.conflicts()
        with pytest.raises(InvalidAnnotation, match="decide first"):
            review.take(related.id, "a")
        review.take(spans.id, "b")
        assert review.standing(related.id).open
        review.take(related.id, "a")
        assert [span.label for span in result(review)] == ["FACT", "PER"]
        assert [relation.label for relation in result(review).relations] == ["claimant"]
        assert review.counts().open == 0

    def test_a_relation_to_what_is_rejected_cannot_be(self, tmp_path: Path) -> None:
        review = begun(tmp_path, self.A, said("b", (0, 31, "FACT"), (*NAME, "PER")))
        spans, related = review.conflicts()
        review.reject(spans.id, "a slip")
        standing = review.standing(related.id)
        assert (standing.state, standing.moot) == (State.DECIDED, True)
        with pytest.raises(InvalidAnnotation, match="was rejected"):
            review.take(related.id, "a")
        review.take_back(spans.id)
        assert review.standing(related.id).open

    def test_what_the_labels_do_not_allow_goes_with_the_label(self, tmp_path: Path) -> None:
        review = begun(tmp_path, self.A, said("b", (0, 30, "FACT"), (*NAME, "جگہ")))
        spans, related = review.conflicts()
        review.take(spans.id, "a")
        review.take(related.id, "a")
        assert len(result(review).relations) == 1
        review.take(spans.id, "b")
        assert not result(review).relations
        with pytest.raises(InvalidAnnotation, match="cannot run"):
            review.take(related.id, "a")
        review.article(ARTICLE).undo()
        assert len(result(review).relations) == 1


class TestLaterWork:
    """What annotators do after it was decided on."""

    def decided(self, tmp_path: Path) -> tuple[AdjudicationSession, Corpus]:
        review = begun(
            tmp_path, said("a", (*NAME, "PER"), (*LAND, "PER")), said("b", (*NAME, "ORG"), (*LAND, "PER"))
        )
        review.take(only(review).id, "a")
        return review, review.corpus

    def after(self, review: AdjudicationSession, b: AnnotationSet) -> None:
        before = result(review)
        write(review.corpus, [b])
        assert review.look() == [ARTICLE]
        assert review.reload(ARTICLE)
        assert review.look() == []
        assert result(review) == before

    def test_a_span_that_changed_is_listed_again_with_what_was_decided(self, tmp_path: Path) -> None:
        review, _ = self.decided(tmp_path)
        self.after(review, said("b", (*FIRST, "ORG"), (*LAND, "PER")))
        case = only(review)
        standing = review.standing(case.id)
        assert (standing.state, standing.changed) == (State.OPEN, ("b#s1",))
        assert standing.products == (result(review).spans[0].id,)
        review.take(case.id, "b")
        assert review.standing(case.id).state is State.DECIDED
        assert len(result(review).spans) == 1

    def test_a_new_span_is_a_new_conflict_and_decisions_stand(self, tmp_path: Path) -> None:
        review, _ = self.decided(tmp_path)
        self.after(review, said("b", (*NAME, "ORG"), (*LAND, "PER"), (0, 3, "PER")))
        assert [review.standing(case.id).state for case in review.conflicts()] == [State.OPEN, State.DECIDED]

    def test_a_span_that_went_is_noticed(self, tmp_path: Path) -> None:
        review, _ = self.decided(tmp_path)
        b = said("b", (*NAME, "ORG"), (*LAND, "PER"))
        self.after(review, replace(b, spans=b.spans[1:]))
        case = only(review)
        assert (case.kind, review.standing(case.id).changed) == (CaseKind.MISSING, ("b#s1",))

    def test_notes_and_other_spans_change_nothing(self, tmp_path: Path) -> None:
        review, _ = self.decided(tmp_path)
        b = said("b", (*NAME, "ORG"), (*LAND, "جگہ"))
        self.after(review, replace(b, spans=(replace(b.spans[0], note="?"), b.spans[1])))
        assert [review.standing(case.id).state for case in review.conflicts()] == [State.DECIDED, State.OPEN]

    def test_agreeing_with_the_decision_leaves_nothing_open(self, tmp_path: Path) -> None:
        review, _ = self.decided(tmp_path)
        self.after(review, said("b", (*NAME, "PER"), (*LAND, "PER")))
        assert review.conflicts() == []
        assert review.counts().open == 0

    def test_agreeing_on_something_else_is_listed(self, tmp_path: Path) -> None:
        review, corpus = self.decided(tmp_path)
        write(corpus, [said("a", (*NAME, "جگہ"), (*LAND, "PER"))])
        self.after(review, said("b", (*NAME, "جگہ"), (*LAND, "PER")))
        case = only(review)
        standing = review.standing(case.id)
        assert (case.kind, standing.kind, standing.state) == (CaseKind.SAME, CaseKind.LABEL, State.OPEN)
        assert review.counts().kinds == {CaseKind.LABEL: 1}
        assert review.counts().agreed == 1
        review.take(case.id, "a")
        assert [span.label for span in result(review)] == ["جگہ"]
        assert (review.counts().open, review.counts().agreed) == (0, 2)

    def test_what_nobody_says_any_more_is_kept_or_deleted(self, tmp_path: Path) -> None:
        review, corpus = self.decided(tmp_path)
        write(corpus, [said("a")])
        self.after(review, said("b"))
        case = only(review)
        assert (case.sources, case.kind, case.extent) == ((), CaseKind.MISSING, NAME)
        assert review.standing(case.id).changed == ("a#s1", "b#s1")
        assert review.next_open(None) == case
        review.keep(case.id)
        assert (review.counts().open, origin(review, result(review).spans[0])) == (0, Origin(Decision.NEW))
        review.undo(ARTICLE)
        assert review.counts().open == 1
        review.take_back(case.id)
        assert not result(review).spans
        assert review.counts().open == 0

    def test_an_article_that_changes_elsewhere_opens_nothing(self, tmp_path: Path) -> None:
        review, corpus = self.decided(tmp_path)
        assert review.article(ARTICLE).save() is SaveState.SAVED
        review.close()
        path = corpus.sources / ARTICLE
        path.write_text("آج کی خبر\n" + path.read_text("utf-8"), encoding="utf-8")
        changed = find_changed(corpus, ["a", "b", "zed"])
        assert not write_changed(corpus, changed).faults
        again = review_of(Corpus.open(corpus.folder), "a", "b")
        assert again.faults == []
        assert again.counts().decided == 1
        assert again.counts().open == 0


class TestOpening:
    def test_names_that_cannot_be(self, tmp_path: Path) -> None:
        corpus = corpus_of(tmp_path, {name: said(name) for name in ("a", "b")})
        for names, adjudicator, told in (
            (["a"], "zed", "two annotators or more"),
            (["a", "a"], "zed", "two annotators or more"),
            (["a", "b"], "b", "b cannot decide"),
            (["a", "nobody"], "zed", "nobody has annotated nothing"),
        ):
            with pytest.raises(AnnotatorError, match=told):
                AdjudicationSession(corpus, names, adjudicator)

    def test_own_work_is_never_taken_for_a_result(self, tmp_path: Path) -> None:
        corpus = corpus_of(tmp_path, {name: said(name, (*NAME, "PER")) for name in ("a", "b", "c")})
        with pytest.raises(OwnWork, match=r"c has annotated a\.txt"):
            [*AdjudicationSession(corpus, ["a", "b"], "c").load()]

    def test_a_result_about_others_is_not_continued(self, tmp_path: Path) -> None:
        corpus = corpus_of(tmp_path, {name: said(name, (*NAME, "PER")) for name in ("a", "b", "c")})
        review = review_of(corpus, "a", "b")
        review.begin()
        assert review.article(ARTICLE).save() is SaveState.SAVED
        review.close()
        with pytest.raises(OwnWork, match="name b too"):
            [*AdjudicationSession(corpus, ["a", "c"], "zed").load()]
        more = review_of(corpus, "c", "b", "a")
        more.begin()
        assert adjudicated(result(more)) == ("a", "b", "c")

    def test_a_faulty_file_leaves_its_article_out(self, tmp_path: Path) -> None:
        corpus = corpus_of(tmp_path, {name: said(name, (*NAME, "PER")) for name in ("a", "b")})
        corpus.annotation_path("b", ARTICLE).write_text("spans: 1\n", encoding="utf-8")
        review = AdjudicationSession(corpus, ["a", "b"], "zed")
        assert [*review.load()] == []
        assert {path for path, _ in review.faults} == {"annotations/b/a.txt.yaml"}

    def test_only_what_is_done(self, tmp_path: Path) -> None:
        corpus = corpus_of(tmp_path, {"a": said("a", (*NAME, "PER")), "b": said("b", status="draft")})
        assert [*AdjudicationSession(corpus, ["a", "b"], "zed", done=True).load()] == []
        assert [*AdjudicationSession(corpus, ["a", "b"], "zed").load()] == [ARTICLE]

    def test_a_draft_that_was_decided_on_counts(self, tmp_path: Path) -> None:
        corpus = corpus_of(tmp_path, {"a": said("a", (*NAME, "PER")), "b": said("b", (*NAME, "ORG"))})
        review = review_of(corpus, done=True)
        review.take(only(review).id, "b")
        write(corpus, [said("b", (*NAME, "ORG"), status="draft")])
        assert review.reload(ARTICLE)
        assert review.counts().decided == 1

    def test_decisions_come_back_that_were_not_saved(self, tmp_path: Path) -> None:
        corpus = corpus_of(tmp_path, {"a": said("a", (*NAME, "PER")), "b": said("b", (*NAME, "ORG"))})
        review = review_of(corpus)
        review.reject(only(review).id, "a slip")
        review.close()
        assert beside(corpus.annotation_path("zed", ARTICLE), "journal").exists()
        again = review_of(corpus)
        assert again.counts().decided == 1
        again.undo(ARTICLE)
        assert again.counts().open == 1

    def test_who_comes_second_reads(self, tmp_path: Path) -> None:
        corpus = corpus_of(tmp_path, {"a": said("a", (*NAME, "PER")), "b": said("b", (*NAME, "ORG"))})
        first, second = review_of(corpus), review_of(corpus)
        first.take(only(first).id, "a")
        case = only(second)
        for decide in (lambda: second.take(case.id, "a"), lambda: second.reject(case.id, "x")):
            with pytest.raises(ReadOnly):
                decide()


class TestByOtherHands:
    """A result that a person or another program wrote, without fingerprints."""

    A = said("a", (*NAME, "PER"), (*LAND, "PER"), (0, 3, "PER"))
    B = said("b", (*NAME, "ORG"), (*LAND, "PER"), (4, 6, "PER"))

    def written(self, tmp_path: Path, origin: object, *rejected: Mapping[str, object]) -> AdjudicationSession:
        corpus = corpus_of(tmp_path, {"a": self.A, "b": self.B})
        zed = with_adjudicated(said("zed", (*NAME, "PER")), ["a", "b"])
        zed = replace(zed, spans=(replace(zed.spans[0], origin=origin),))
        write(corpus, [with_entries(zed, REJECTED, [*rejected])])
        return review_of(corpus)

    def states(self, review: AdjudicationSession) -> list[str]:
        return [review.standing(case.id).state.value for case in review.conflicts()]

    def test_decisions_stand_as_they_are_written(self, tmp_path: Path) -> None:
        origin = {"decision": "one of", "from": ["a#s1", "b#s1"]}
        review = self.written(tmp_path, origin, {"from": ["b#s3"], "reason": "a title"})
        assert self.states(review) == ["open", "decided", "decided"]
        assert "a title" in review.reasons

    def test_a_decision_may_name_only_what_was_taken(self, tmp_path: Path) -> None:
        review = self.written(tmp_path, {"decision": "edited", "from": ["a#s1"]})
        assert self.states(review) == ["open", "open", "decided"]

    def test_a_rejection_is_of_what_it_names_alone(self, tmp_path: Path) -> None:
        review = self.written(tmp_path, "by hand", {"from": ["b#s1"], "reason": "a title"})
        assert self.states(review) == ["open", "open", "open"]

    def test_a_decision_about_what_is_gone_is_listed(self, tmp_path: Path) -> None:
        review = self.written(tmp_path, {"decision": "both", "from": ["a#s9", "b#s9"]})
        assert self.states(review) == ["open"] * 4


class TestOverArticles:
    def corpus(self, tmp_path: Path) -> Corpus:
        corpus = corpus_of(tmp_path, {name: said(name, (*NAME, "PER")) for name in ("a", "b", "c")})
        for article in ("b.txt", "c.txt"):
            (corpus.sources / article).write_text(TEXT, encoding="utf-8")
            write(
                corpus,
                [
                    said(name, (*NAME, "PER"), (*LAND, label), article=article)
                    for name, label in (("a", "PER"), ("b", "ORG"))
                ],
            )
        return corpus

    def test_undo_follows_the_steps_from_article_to_article(self, tmp_path: Path) -> None:
        review = review_of(self.corpus(tmp_path))
        first, second = review.conflicts()
        assert (review.undo(), review.redo()) == (None, None)
        review.take(first.id, "a")
        review.take(second.id, "a")
        review.article("b.txt").move(review.standing(first.id).products[0], LAND[0], LAND[1] + 1, "keys")
        review.article("b.txt").move(review.standing(first.id).products[0], LAND[0], LAND[1] + 2, "keys")
        assert [review.undo(), review.undo(), review.undo(), review.undo()] == [
            "b.txt",
            "c.txt",
            "b.txt",
            None,
        ]
        assert review.counts().open == 2
        assert [review.redo(), review.redo(), review.redo(), review.redo()] == [
            "b.txt",
            "c.txt",
            "b.txt",
            None,
        ]
        assert review.counts().open == 0

    def test_taking_over_is_one_step_over_all_articles(self, tmp_path: Path) -> None:
        review = review_of(self.corpus(tmp_path))
        assert len(review.merge(Rule())) == 3
        assert review.counts().taken == 3
        automatic = review.conflicts(Filter(automatic=True))
        assert [case.article for case in automatic] == [ARTICLE, "b.txt", "c.txt"]
        assert review.undo() == "c.txt"
        assert review.counts().taken == 0
        assert review.undo() is None
        review.redo()
        assert review.counts().taken == 3
        review.take_back(automatic[1].id)
        assert review.counts().taken == 2
        assert review.undo() == "b.txt"
        assert review.counts().taken == 3
        review.undo("b.txt")
        assert review.counts().taken == 0

    def test_after_a_decision_taking_over_is_undone_where_it_is_last(self, tmp_path: Path) -> None:
        review = review_of(self.corpus(tmp_path))
        review.merge(Rule())
        review.take(review.conflicts()[0].id, "a")
        review.undo(ARTICLE)
        assert review.counts().taken == 2


def test_blind_names_are_letters_in_an_order_of_their_own(tmp_path: Path) -> None:
    names = ["aisha", "bilal", "chandra", "deniz"]
    corpus = corpus_of(tmp_path, {name: said(name, (*NAME, "PER")) for name in names})
    blind = AdjudicationSession(corpus, names, "zed", blind=True)
    other = AdjudicationSession(corpus, names[::-1], "zed", blind=True)
    assert blind.annotators == other.annotators
    assert set(blind.annotators) == {*names}
    assert [blind.shown(name) for name in blind.annotators] == ["A", "B", "C", "D"]
    assert review_of(corpus, *names).shown("aisha") == "aisha"


def test_decisions_are_the_same_whatever_is_called_first(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, {"a": said("a", (*NAME, "PER")), "b": said("b", (*NAME, "ORG"))})
    review = review_of(corpus)
    assert decide_all(review, ["first"]) == 1
    assert review.article(ARTICLE).save() is SaveState.SAVED
    review.close()
    data: Mapping[str, bytes] = {
        path.name: path.read_bytes() for path in corpus.annotation_path("zed", ARTICLE).parent.glob("*.yaml")
    }
    again = review_of(corpus, "b", "a")
    again.begin()
    assert again.article(ARTICLE).save() is SaveState.SAVED
    assert data == {
        path.name: path.read_bytes() for path in corpus.annotation_path("zed", ARTICLE).parent.glob("*.yaml")
    }

"""A set of annotations after its article has changed: nothing of it is gone, and what is not sure says so."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from annotator.model.annotations import AnnotationSet, Piece, Relation, Span
from annotator.model.document import Document
from annotator.model.unsettled import (
    confirm,
    forget,
    lost_relations,
    lost_spans,
    moved_from,
    moved_spans,
    place,
)
from annotator.store.reanchored_sets import Reset, reset
from tests.store.edits import Tracked, anchor_at, edited, ranges

NEWS = "آج موسم خشک رہے گا اور کل بارش ہو گی۔\n"
FIRST = "وزیراعظم شہباز شریف نے قازقستان کے صدر کا استقبال کیا۔"
SECOND = "दोनों देशों ने व्यापार और ऊर्जा पर बात की। 😀👨‍👩‍👧 𝒳𝒴"
THIRD = "صدر توکایوف نے کابینہ کے ارکان سے ملاقات کی۔"
OLD = "\n".join((FIRST, SECOND, THIRD))
RELATIONS = (Relation("r1", "about", "s1", "s2"), Relation("r2", "about", "s2", "s3"))


def span(name: str, words: str, text: str = OLD) -> Span:
    start = text.index(words)
    return Span(name, "entity", "PER", start, start + len(words))


def document(text: str) -> Document:
    return Document("a.txt", text, sha256(text.encode()).hexdigest())


def annotated(text: str, *spans: Span, relations: Sequence[Relation] = ()) -> AnnotationSet:
    old = document(text)
    return AnnotationSet("a.txt", "aisha", old.sha256, len(text), spans=spans, relations=tuple(relations))


def changed(before: AnnotationSet, old: str, new: str) -> Reset:
    anchors = {span.id: anchor_at(old, *span.pieces) for span in before.spans}
    return reset(before, anchors, document(new))


THREE = (span("s1", "شہباز شریف"), span("s2", "ऊर्जा"), span("s3", "توکایوف"))


class TestLostAndFound:
    def test_a_lost_span_is_kept_with_its_words_and_takes_its_relations_along(self) -> None:
        result = changed(annotated(OLD, *THREE, relations=RELATIONS), OLD, f"{FIRST}\n{THIRD}")
        after = result.annotations
        assert [item.span.id for item in lost_spans(after)] == ["s2"]
        assert lost_spans(after)[0].anchor.exact == "ऊर्जा"
        assert after.relations == ()
        assert set(lost_relations(after)) == set(RELATIONS)
        assert [span.id for span in moved_spans(after)] == ["s3"]

    def test_placed_again_its_relations_come_back(self) -> None:
        new = f"{FIRST}\n{THIRD}"
        after = changed(annotated(OLD, *THREE, relations=RELATIONS), OLD, new).annotations
        start = new.index("کابینہ")
        assert set(place(after, "s2", [(start, start + 6)]).relations) == set(RELATIONS)

    def test_deleted_they_go_with_it(self) -> None:
        after = changed(annotated(OLD, *THREE, relations=RELATIONS), OLD, f"{FIRST}\n{THIRD}").annotations
        assert lost_relations(forget(after, "s2")) == ()

    def test_both_ends_of_a_relation_may_be_lost(self) -> None:
        result = changed(annotated(OLD, *THREE, relations=RELATIONS), OLD, FIRST)
        assert {item.span.id for item in result.lost} == {"s2", "s3"}
        assert set(lost_relations(result.annotations)) == set(RELATIONS)

    def test_found_again_when_the_words_come_back(self) -> None:
        gone = f"{FIRST}\n{THIRD}"
        after = changed(annotated(OLD, *THREE, relations=RELATIONS), OLD, gone).annotations
        back = changed(after, gone, f"{NEWS}{OLD}")
        assert back.lost == ()
        assert set(back.annotations.relations) == set(RELATIONS)
        where = back.annotations.span("s2")
        assert where.exact(f"{NEWS}{OLD}") == "ऊर्जा"
        assert moved_from(where) is not None

    def test_not_found_where_the_same_mark_stands_by_now(self) -> None:
        gone = f"{FIRST}\n{THIRD}"
        after = changed(annotated(OLD, *THREE), OLD, gone).annotations
        start = OLD.index("ऊर्जा")
        anew = confirm(changed(after, gone, OLD).annotations, "s2", "s3")
        assert [span.id for span in anew.spans] == ["s1", "s2", "s3"]
        twin = Span("s9", "entity", "PER", start, start + 5)
        again = changed(anew.removing("s2").adding(twin), OLD, f"{OLD}\n{NEWS}")
        assert "s9" in again.annotations

    def test_many_that_were_lost_are_looked_for_in_one_go(self) -> None:
        words = [f"نام{number:04}" for number in range(400)]
        old = "\n".join(f"{word} آیا اور پھر {word[::-1]} گیا۔" for word in words)
        spans = [
            Span(f"s{n}", "entity", "PER", old.index(word), old.index(word) + 7)
            for n, word in enumerate(words)
        ]
        after = changed(annotated(old, *spans), old, NEWS).annotations
        assert len(lost_spans(after)) == 400
        back = changed(after, NEWS, f"{NEWS}{old}")
        assert back.lost == ()
        assert all(span.exact(f"{NEWS}{old}") == words[int(span.id[1:])] for span in back.annotations.spans)


class TestMoves:
    def test_moved_twice_the_first_place_is_told(self) -> None:
        once = changed(annotated(OLD, *THREE), OLD, NEWS + OLD).annotations
        twice = changed(once, NEWS + OLD, NEWS + NEWS + OLD).annotations
        anchor = moved_from(twice.span("s2"))
        assert anchor
        assert anchor.start == OLD.index("ऊर्जा")

    def test_back_where_it_stood_it_is_settled(self) -> None:
        once = changed(annotated(OLD, *THREE), OLD, NEWS + OLD).annotations
        back = changed(once, NEWS + OLD, OLD)
        assert moved_spans(back.annotations) == ()
        assert back.annotations.spans == THREE

    def test_only_the_form_of_the_file_is_another(self) -> None:
        """The digest tells that every character is the same."""
        repeated = "\n".join([FIRST] * 60)
        crlf = sha256(repeated.replace("\n", "\r\n").encode()).hexdigest()
        spans = [Span(f"s{n}", "entity", "PER", start := n * (len(FIRST) + 1), start + 8) for n in range(60)]
        before = AnnotationSet("a.txt", "aisha", crlf, len(repeated), spans=tuple(spans))
        assert len(changed(before, repeated, repeated).found.unchanged) == 60

    def test_an_empty_article_loses_all_and_keeps_all(self) -> None:
        result = changed(annotated(OLD, *THREE, relations=RELATIONS), OLD, "")
        assert len(result.lost) == 3
        assert set(lost_relations(result.annotations)) == set(RELATIONS)
        again = changed(result.annotations, "", OLD)
        assert {span.exact(OLD) for span in again.annotations.spans} == {"شہباز شریف", "ऊर्जा", "توکایوف"}


@given(st.data())
def test_nothing_is_gone_and_nothing_is_twice(data: st.DataObject) -> None:
    made: dict[str, list[Piece]] = data.draw(ranges(OLD))
    spans = [
        Span(name, "entity", f"L{name}", p[0][0], p[-1][1], tuple(p) if len(p) > 1 else ())
        for name, p in made.items()
    ]
    relations = [Relation("r1", "about", spans[0].id, spans[-1].id)] if len(spans) > 1 else []
    tracked: Tracked = data.draw(edited(OLD, st.sampled_from(["نیا", "नया", "new 😀"])))
    after = changed(annotated(OLD, *spans, relations=relations), OLD, tracked.text).annotations
    lost = [item.span.id for item in lost_spans(after)]
    assert sorted([*lost, *(span.id for span in after.spans)]) == sorted(made)
    assert sorted(r.id for r in (*after.relations, *lost_relations(after))) == [r.id for r in relations]

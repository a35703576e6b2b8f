"""Edits of spans: what each makes, what it refuses, what the menu calls it, and that undo takes it back."""

from __future__ import annotations

import pytest

from annotator.model.annotations import Relation, Span
from annotator.model.faults import InvalidAnnotation
from tests.session.samples import (
    CLAIM,
    CLAIMANT,
    FACT,
    NAME,
    PER,
    SCHEME,
    TEXT,
    Ears,
    place,
    session_of,
    undone,
)


class TestAnnotate:
    def test_marks_a_range(self) -> None:
        session = session_of()
        ears = Ears(session)
        made = session.annotate(*NAME, "entity", "PER")
        assert made == Span("s1", "entity", "PER", *NAME)
        assert list(session.present) == [made]
        assert ears.changes[-1].focus == made.id
        assert undone(session) == "Mark \u2068شہباز شریف\u2069 as PER"

    def test_snaps_to_grapheme_clusters(self) -> None:
        start, end = place("हिन्दी")
        made = session_of().annotate(start + 3, start + 4, "entity", "ORG")
        assert (made.start, made.end) == (start + 2, end)

    def test_the_same_again_is_the_span_that_is_there(self) -> None:
        session = session_of(PER)
        assert session.annotate(*NAME, "entity", "PER") is session.present.span("s1")
        assert session.undo_text is None
        assert session.annotate(*NAME, "entity", "ORG").id == "s2"
        assert session.annotate(NAME[0], NAME[1] - 1, "entity", "PER").id == "s3"

    def test_a_span_in_pieces_is_not_the_same_as_its_outer_range(self) -> None:
        start, end = NAME
        session = session_of(
            Span("s1", "entity", "PER", start, end, parts=((start, start + 5), (end - 4, end)))
        )
        assert session.annotate(*NAME, "entity", "PER").id == "s2"

    def test_identical_spans_of_a_file_stay_two(self) -> None:
        session = session_of(PER, Span("s5", "entity", "PER", *NAME))
        session.annotate(*CLAIM, "claim", "FACT")
        assert len(session.present.spans) == 3

    @pytest.mark.parametrize(("start", "end"), [(5, 5), (9, 5), (-1, 4), (0, len(TEXT) + 1)])
    def test_refuses_what_is_no_text(self, start: int, end: int) -> None:
        with pytest.raises(InvalidAnnotation, match="no text"):
            session_of().annotate(start, end, "entity", "PER")

    @pytest.mark.parametrize(("layer", "label"), [("entity", "FACT"), ("people", "PER"), ("", "")])
    def test_refuses_what_the_labels_do_not_hold(self, layer: str, label: str) -> None:
        session = session_of()
        with pytest.raises(InvalidAnnotation, match="there are"):
            session.annotate(*NAME, layer, label)
        assert session.present.spans == ()


class TestIds:
    def test_are_not_given_out_again_after_undo(self) -> None:
        session = session_of()
        assert session.annotate(*NAME, "entity", "PER").id == "s1"
        session.undo()
        assert session.annotate(*CLAIM, "claim", "FACT").id == "s2"
        session.undo()
        session.undo()
        assert session.annotate(*CLAIM, "claim", "FACT").id == "s3"

    def test_go_on_from_those_of_the_file(self) -> None:
        others = (Span("s10", "entity", "PER", 0, 4), Span("s٣٠", "entity", "PER", 4, 8))
        session = session_of(*others, Span("r7", "claim", "FACT", 0, 9), Span("x", "entity", "PER", 0, 5))
        assert session.annotate(*NAME, "entity", "PER").id == "s11"
        assert session.relate("claimant", "r7", "s11").id == "r8"

    def test_of_deleted_spans_stay_taken(self) -> None:
        session = session_of(Span("s4", "entity", "PER", 0, 4))
        session.delete("s4")
        assert session.annotate(*NAME, "entity", "PER").id == "s5"


class TestRelabel:
    def test_gives_another_label(self) -> None:
        session = session_of(PER)
        assert session.relabel("s1", "entity", "ORG").label == "ORG"
        assert session.present.span("s1").label == "ORG"
        assert undone(session) == "Change \u2068شہباز شریف\u2069 from PER to ORG"

    def test_the_same_label_is_no_step(self) -> None:
        session = session_of(PER)
        assert session.relabel("s1", "entity", "PER") is session.present.span("s1")
        assert session.undo_text is None

    def test_keeps_attributes_inside_the_layer(self) -> None:
        session = session_of(FACT)
        assert session.relabel("s2", "claim", "OPINION").attributes == FACT.attributes

    def test_drops_what_the_new_label_cannot_have_and_says_so(self) -> None:
        session = session_of(PER, FACT, relations=(CLAIMANT, Relation("r2", "about", "s2", "s1")))
        session.relabel("s1", "entity", "DATE")
        assert [relation.id for relation in session.present.relations] == ["r2"]
        assert undone(session) == "Change \u2068شہباز شریف\u2069 from PER to DATE, without claimant"
        made = session.relabel("s2", "event", "MEETING")
        assert made.attributes == {}
        assert session.present.relations == ()
        assert (undone(session) or "").endswith("without checkworthy, reported, about")
        assert SCHEME.faults_of(session.present) == []

    def test_keeps_an_attribute_that_both_layers_allow(self) -> None:
        session = session_of(Span("s1", "claim", "FACT", *CLAIM, attributes={"checkworthy": "no"}))
        assert session.relabel("s1", "event", "MEETING").attributes == {"checkworthy": "no"}

    def test_refuses_to_make_a_second_of_the_same(self) -> None:
        session = session_of(PER, Span("s2", "entity", "ORG", *NAME))
        with pytest.raises(InvalidAnnotation, match="marked as PER already"):
            session.relabel("s2", "entity", "PER")


class TestMove:
    def test_moves_in_a_row_with_one_key_are_one_step(self) -> None:
        session = session_of(PER)
        start, end = NAME
        for further in (5, 7, 9):
            session.move("s1", start - further, end, "start")
        assert session.present.span("s1").start == start - 9
        session.undo()
        assert session.present.span("s1") == PER
        assert session.redo_text == "Move the edges of \u2068وزیراعظم شہباز شریف\u2069"

    def test_moves_of_two_spans_are_two_steps(self) -> None:
        session = session_of(PER, FACT)
        session.move("s1", NAME[0] - 1, NAME[1], "start")
        session.move("s2", CLAIM[0] - 1, CLAIM[1], "start")
        session.undo()
        assert session.present.span("s1").start == NAME[0] - 1
        assert session.present.span("s2") == FACT

    def test_moves_without_a_key_are_steps_of_their_own(self) -> None:
        session = session_of(PER)
        session.move("s1", NAME[0] - 1, NAME[1])
        session.move("s1", NAME[0] - 2, NAME[1])
        session.undo()
        assert session.present.span("s1").start == NAME[0] - 1

    def test_a_closed_step_is_not_joined(self) -> None:
        session = session_of(PER)
        session.move("s1", NAME[0] - 1, NAME[1], "start")
        session.close_step()
        session.move("s1", NAME[0] - 2, NAME[1], "start")
        session.undo()
        assert session.present.span("s1").start == NAME[0] - 1

    def test_a_move_to_where_it_is_is_no_step(self) -> None:
        session = session_of(PER)
        ears = Ears(session)
        session.move("s1", *NAME)
        assert session.undo_text is None
        assert ears.heard == []

    def test_keeps_the_pieces_inside(self) -> None:
        session = session_of(Span("s1", "entity", "PER", 2, 20, parts=((2, 5), (8, 12), (15, 20))))
        assert session.move("s1", 0, 18).parts == ((0, 5), (8, 12), (15, 18))
        assert session.move("s1", 7, 14).pieces == ((7, 14),)


class TestPieces:
    def test_a_piece_is_added_and_taken_out(self) -> None:
        session = session_of(PER)
        added = place("صدر")
        made = session.add_piece("s1", *added)
        assert made.parts == (NAME, added)
        assert made.end == added[1]
        assert undone(session) == "Add \u2068صدر\u2069 to \u2068شہباز شریف\u2069"
        assert session.remove_piece("s1", added[0] + 1) == PER
        assert undone(session) == "Take \u2068صدر\u2069 out of \u2068شہباز شریف صدر\u2069"

    def test_pieces_that_touch_become_one(self) -> None:
        session = session_of(PER)
        made = session.add_piece("s1", NAME[1], NAME[1] + 3)
        assert made.parts == ()
        assert (made.start, made.end) == (NAME[0], NAME[1] + 3)
        assert session.add_piece("s1", NAME[0], NAME[0] + 2) == made

    def test_the_only_piece_stays(self) -> None:
        session = session_of(PER)
        with pytest.raises(InvalidAnnotation, match="delete the span"):
            session.remove_piece("s1", NAME[0])
        with pytest.raises(InvalidAnnotation, match="no piece at"):
            session.remove_piece("s1", NAME[1])


class TestDelete:
    def test_deletes_one_with_its_relations(self) -> None:
        session = session_of(PER, FACT, relations=(CLAIMANT,))
        ears = Ears(session)
        session.delete("s1")
        assert [span.id for span in session.present] == ["s2"]
        assert session.present.relations == ()
        assert ears.changes[-1].focus is None
        session.undo()
        assert ears.changes[-1].focus == "s1"
        assert session.present.relations == (CLAIMANT,)
        assert session.redo_text == "Delete PER \u2068شہباز شریف\u2069"

    def test_deletes_several_in_one_step(self) -> None:
        session = session_of(PER, FACT)
        session.delete("s1", "s2", "s1")
        assert undone(session) == "Delete 2 spans"
        session.delete()
        assert session.present.spans == ()

    def test_all_or_none(self) -> None:
        session = session_of(PER, FACT)
        with pytest.raises(InvalidAnnotation, match="no span s9"):
            session.delete("s1", "s9")
        assert len(session.present.spans) == 2

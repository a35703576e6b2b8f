"""Each edit: what it makes, what it refuses, what the Undo menu calls it, and that undo takes it back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.annotations import Relation, Span
from annotator.model.faults import InvalidAnnotation, ReadOnly
from annotator.session.article import ArticleSession
from tests.session.samples import SCHEME, TEXT, Ears, place, session_of

NAME = place("شہباز شریف")
CLAIM = place("قازقستان کے صدر سے کہا")
PER = Span("s1", "entity", "PER", *NAME)
FACT = Span("s2", "claim", "FACT", *CLAIM, attributes={"checkworthy": "yes", "reported": True})
CLAIMANT = Relation("r1", "claimant", "s2", "s1")


def undone(session: ArticleSession) -> str | None:
    """Return the words of the last step after checking that undo and redo are exact."""
    text, after = session.undo_text, session.present
    session.undo()
    before = session.present
    assert session.redo_text == text
    session.redo()
    assert session.present == after
    assert before != after
    return text


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


class TestAttributes:
    def test_are_set_and_cleared(self) -> None:
        session = session_of(FACT)
        session.set_attribute("s2", "checkworthy", "no")
        assert session.present.span("s2").attributes == {"checkworthy": "no", "reported": True}
        assert (undone(session) or "").startswith("Set checkworthy of \u2068قازقستان")
        session.set_attribute("s2", "reported", None)
        assert session.present.span("s2").attributes == {"checkworthy": "no"}
        assert (undone(session) or "").startswith("Clear reported of")
        session.set_attribute("s2", "reported", False)
        assert (undone(session) or "").startswith("Unset reported of")

    def test_stand_in_the_order_of_the_labels_file(self) -> None:
        session = session_of(Span("s1", "claim", "FACT", *CLAIM))
        for name, value in (("topic", "جوہری"), ("checkworthy", "yes"), ("reported", True)):
            session.set_attribute("s1", name, value)
        assert list(session.present.span("s1").attributes) == ["checkworthy", "reported", "topic"]

    @pytest.mark.parametrize(
        ("span_id", "name", "value"),
        [
            ("s2", "checkworthy", "perhaps"),
            ("s2", "checkworthy", True),
            ("s2", "reported", "true"),
            ("s2", "size", "x"),
            ("s1", "checkworthy", "yes"),
        ],
    )
    def test_are_checked_against_the_labels(self, span_id: str, name: str, value: str | bool) -> None:
        session = session_of(PER, FACT)
        with pytest.raises(InvalidAnnotation, match=name):
            session.set_attribute(span_id, name, value)
        assert session.undo_text is None

    def test_the_same_again_is_no_step(self) -> None:
        session = session_of(FACT)
        session.set_attribute("s2", "checkworthy", "yes")
        session.set_attribute("s2", "topic", None)
        assert session.undo_text is None

    def test_of_a_relation(self) -> None:
        session = session_of(PER, FACT, relations=(CLAIMANT,))
        ears = Ears(session)
        session.set_attribute("r1", "why", "کہا")
        session.set_note("r1", "sure")
        relation = session.present.relation("r1")
        assert (relation.attributes, relation.note) == ({"why": "کہا"}, "sure")
        assert ears.changes[-1].focus == "s2"
        with pytest.raises(InvalidAnnotation, match="there are: why"):
            session.set_attribute("r1", "checkworthy", "yes")

    def test_of_the_article(self) -> None:
        session = session_of()
        session.set_article_attribute("topic", "جوہری پلانٹ")
        session.set_article_attribute("opinion", True)
        assert session.present.attributes == {"topic": "جوہری پلانٹ", "opinion": True}
        assert undone(session) == "Set opinion of \u2068a.txt\u2069"
        session.set_article_attribute("topic", None)
        assert session.present.attributes == {"opinion": True}
        with pytest.raises(InvalidAnnotation, match="topic"):
            session.set_article_attribute("topic", True)
        with pytest.raises(InvalidAnnotation, match="there are: topic, opinion"):
            session.set_article_attribute("size", "x")


def test_a_note_is_written_and_taken_back() -> None:
    session = session_of(PER)
    session.set_note("s1", "a title before it\nis not marked")
    assert session.present.span("s1").note == "a title before it\nis not marked"
    assert undone(session) == "Write a note on \u2068شہباز شریف\u2069"
    session.set_note("s1", "")
    assert session.present.span("s1") == PER


class TestRelate:
    def test_relates_two_spans(self) -> None:
        session = session_of(PER, FACT)
        made = session.relate("claimant", "s2", "s1")
        assert made == CLAIMANT
        assert (undone(session) or "").endswith("by claimant")
        session.unrelate("r1")
        assert session.present.relations == ()
        assert (undone(session) or "").startswith("Delete claimant")

    @pytest.mark.parametrize(
        ("label", "source", "target", "reason"),
        [
            ("claimant", "s1", "s2", "cannot run from PER to FACT"),
            ("near", "s1", "s2", "there are: claimant, about"),
            ("about", "s2", "s2", "two different spans"),
            ("about", "s2", "s9", "no span s9"),
        ],
    )
    def test_refuses_what_the_labels_do_not_hold(
        self, label: str, source: str, target: str, reason: str
    ) -> None:
        with pytest.raises(InvalidAnnotation, match=reason):
            session_of(PER, FACT).relate(label, source, target)

    def test_refuses_a_second_of_the_same(self) -> None:
        session = session_of(PER, FACT, relations=(CLAIMANT,))
        with pytest.raises(InvalidAnnotation, match="already"):
            session.relate("claimant", "s2", "s1")
        assert session.relate("about", "s2", "s1").id == "r2"

    def test_ids_of_relations_are_not_given_out_again(self) -> None:
        session = session_of(PER, FACT)
        session.relate("claimant", "s2", "s1")
        session.undo()
        assert session.relate("about", "s2", "s1").id == "r2"

    def test_undo_points_to_where_the_relation_was(self) -> None:
        session = session_of(PER, FACT, relations=(CLAIMANT,))
        ears = Ears(session)
        session.unrelate("r1")
        session.undo()
        session.redo()
        assert [change.focus for change in ears.changes] == ["s2", "s2", "s2"]


def test_the_status_is_set() -> None:
    session = session_of()
    session.set_status("done")
    assert session.present.status == "done"
    assert undone(session) == "Mark the article as done"
    with pytest.raises(InvalidAnnotation, match="none of"):
        session.set_status("finished")


EDITS: tuple[Callable[[ArticleSession], object], ...] = (
    lambda session: session.annotate(*NAME, "entity", "ORG"),
    lambda session: session.relabel("s1", "entity", "ORG"),
    lambda session: session.move("s1", NAME[0] - 1, NAME[1]),
    lambda session: session.delete("s1"),
    lambda session: session.add_piece("s1", 0, 3),
    lambda session: session.remove_piece("s1", NAME[0]),
    lambda session: session.set_attribute("s2", "checkworthy", "no"),
    lambda session: session.set_note("s1", "x"),
    lambda session: session.relate("about", "s2", "s1"),
    lambda session: session.unrelate("r1"),
    lambda session: session.set_article_attribute("topic", "x"),
    lambda session: session.set_status("done"),
)


@pytest.mark.parametrize("edit", EDITS)
def test_what_may_only_be_read_says_why(edit: Callable[[ArticleSession], object]) -> None:
    session = session_of(PER, FACT, relations=(CLAIMANT,), read_only="The annotation file has faults.")
    before = session.present
    with pytest.raises(ReadOnly, match="The annotation file has faults"):
        edit(session)
    assert session.present is before
    assert session.begin_save() is None
    assert not session.unsaved


@given(st.lists(st.tuples(st.integers(0, 14), st.integers(0, 9), st.integers(0, len(TEXT))), max_size=25))
def test_any_edits_keep_the_rules_and_can_be_taken_back(steps: list[tuple[int, int, int]]) -> None:
    session = session_of(PER, FACT, relations=(CLAIMANT,))
    seen = {session.present.span("s1").id, "s2", "r1"}
    first = session.present
    for kind, number, offset in steps:
        before, given_out = session.present, set(session.present.ids())
        _edit(session, kind, f"s{number}", offset)
        assert SCHEME.faults_of(session.present) == []
        if kind < 12:
            new = set(session.present.ids()) - given_out
            assert not new & seen
            seen |= new
        if session.present != before:
            assert session.undo_text or session.redo_text
    while session.undo_text:
        session.undo()
    assert session.present == first


def _edit(session: ArticleSession, kind: int, span_id: str, offset: int) -> None:
    edits: tuple[Callable[[], object], ...] = (
        lambda: session.annotate(offset, offset + 5, "entity", "PER"),
        lambda: session.annotate(offset, offset + 20, "claim", "FACT"),
        lambda: session.relabel(span_id, "event", "MEETING"),
        lambda: session.relabel(span_id, "entity", "DATE"),
        lambda: session.move(span_id, offset, offset + 7, "edge"),
        lambda: session.delete(span_id),
        lambda: session.add_piece(span_id, offset, offset + 3),
        lambda: session.remove_piece(span_id, offset),
        lambda: session.set_attribute(span_id, "checkworthy", "yes"),
        lambda: session.relate("claimant", span_id, "s1"),
        lambda: session.relate("about", "s2", span_id),
        lambda: session.set_status("done"),
        session.undo,
        session.redo,
        session.undo,
    )
    before = session.present
    try:
        edits[kind]()
    except InvalidAnnotation:
        assert session.present is before

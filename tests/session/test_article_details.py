"""What is said of spans, relations and the article; what may only be read; and any edits in a row."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.annotations import Span
from annotator.model.faults import InvalidAnnotation, ReadOnly
from annotator.session.article import ArticleSession
from tests.session.samples import CLAIM, CLAIMANT, FACT, NAME, PER, SCHEME, TEXT, Ears, session_of, undone


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

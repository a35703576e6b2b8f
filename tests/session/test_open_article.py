"""Saving, undo through saves, and what listeners hear: "saved" is said only when it is so."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.model.annotations import Span
from annotator.model.faults import ConflictingFile, SaveFailed
from annotator.session.news import SaveState
from annotator.session.saving import SaveOutcome
from tests.session.samples import CLAIM, NAME, PER, Ears, MemoryStore, session_of


def test_nothing_said_is_nothing_to_save() -> None:
    store = MemoryStore()
    session = session_of(store=store)
    assert session.save_state is SaveState.SAVED
    assert session.begin_save() is None
    assert session.save() is SaveState.SAVED
    assert store.writes == 0


def test_an_edit_is_unsaved_until_it_is_written() -> None:
    store = MemoryStore()
    session = session_of(store=store)
    ears = Ears(session)
    session.annotate(*NAME, "entity", "PER")
    assert session.unsaved
    assert session.save() is SaveState.SAVED
    assert store.content is session.present
    assert not session.unsaved
    assert ears.states == ["unsaved", "saving", "saved"]


def test_undo_goes_on_through_saves() -> None:
    store = MemoryStore()
    session = session_of(store=store)
    session.annotate(*NAME, "entity", "PER")
    session.save()
    session.annotate(*CLAIM, "claim", "FACT")
    session.save()
    session.undo()
    assert session.save_state is SaveState.UNSAVED
    session.save()
    assert store.content is not None
    assert [span.label for span in store.content] == ["PER"]
    session.undo()
    session.redo()
    assert session.save_state is SaveState.SAVED
    session.redo()
    assert session.save() is SaveState.SAVED
    assert [span.label for span in store.content] == ["PER", "FACT"]


def test_an_edit_taken_back_before_it_was_written_is_saved() -> None:
    session = session_of(PER)
    session.relabel("s1", "entity", "ORG")
    session.undo()
    assert session.save_state is SaveState.SAVED
    session.relabel("s1", "entity", "ORG")
    session.relabel("s1", "entity", "PER")
    assert not session.unsaved


def test_what_is_edited_while_it_is_written_stays_unsaved() -> None:
    store = MemoryStore()
    session = session_of(store=store)
    ears = Ears(session)
    session.annotate(*NAME, "entity", "PER")
    job = session.begin_save()
    assert job is not None
    assert session.begin_save() is None
    assert session.save() is SaveState.SAVING
    session.annotate(*CLAIM, "claim", "FACT")
    outcome = job.run()
    assert session.save_state is SaveState.SAVING
    session.finish_save(job, outcome)
    assert session.save_state is SaveState.UNSAVED
    assert store.content is job.annotations
    assert session.save() is SaveState.SAVED
    assert ears.states == ["unsaved", "saving", "unsaved", "saving", "saved"]


def test_what_is_taken_back_while_it_is_written_is_unsaved() -> None:
    session = session_of()
    session.annotate(*NAME, "entity", "PER")
    job = session.begin_save()
    assert job is not None
    session.undo()
    assert session.unsaved
    session.finish_save(job, job.run())
    assert session.save_state is SaveState.UNSAVED
    session.redo()
    assert session.save_state is SaveState.SAVED


@pytest.mark.parametrize("trouble", [SaveFailed("no room"), PermissionError("no room")])
def test_a_failed_save_stays_unsaved_and_can_be_tried_again(trouble: Exception) -> None:
    store = MemoryStore(trouble=trouble)
    session = session_of(store=store)
    ears = Ears(session)
    session.annotate(*NAME, "entity", "PER")
    assert session.save() is SaveState.FAILED
    assert "no room" in session.save_message
    assert session.unsaved
    session.annotate(*CLAIM, "claim", "FACT")
    assert session.save_state is SaveState.FAILED
    store.trouble = None
    assert session.save() is SaveState.SAVED
    assert session.save_message == ""
    assert store.content is session.present
    assert ears.states == ["unsaved", "saving", "failed", "saving", "saved"]


def test_after_a_failure_the_file_is_as_it_was() -> None:
    session = session_of(PER, store=MemoryStore(trouble=SaveFailed("no room")))
    session.delete("s1")
    session.save()
    session.undo()
    assert session.save_state is SaveState.SAVED
    session.redo()
    assert session.save_state is SaveState.FAILED


def test_a_mistake_of_the_program_is_a_failure_and_is_raised() -> None:
    store = MemoryStore(trouble=ZeroDivisionError("oops"))
    session = session_of(store=store)
    session.annotate(*NAME, "entity", "PER")
    with pytest.raises(ZeroDivisionError):
        session.save()
    assert session.save_state is SaveState.FAILED
    assert session.unsaved
    store.trouble = None
    assert session.save() is SaveState.SAVED


class TestConflict:
    """A file that someone else wrote and that cannot be read."""

    def test_the_file_of_someone_else_is_never_overwritten(self) -> None:
        store = MemoryStore()
        session = session_of(store=store)
        session.annotate(*NAME, "entity", "PER")
        session.save()
        store.content, store.written = None, "another"
        session.annotate(*CLAIM, "claim", "FACT")
        for _ in range(2):
            assert session.save() is SaveState.CONFLICT
            assert "someone else" in session.save_message
            assert "is not YAML" in session.save_message
        session.undo()
        assert session.save_state is SaveState.CONFLICT
        assert session.unsaved
        assert session.save() is SaveState.CONFLICT
        assert store.written == "another"

    def test_it_ends_when_the_file_is_again_what_it_was(self) -> None:
        store = MemoryStore(trouble=ConflictingFile("someone else wrote it"))
        session = session_of(store=store)
        session.annotate(*NAME, "entity", "PER")
        assert session.save() is SaveState.CONFLICT
        store.trouble = None
        assert session.save() is SaveState.SAVED

    def test_nothing_is_lost_when_a_copy_is_kept(self) -> None:
        store = MemoryStore(written="another")
        session = session_of(store=store)
        session.annotate(*NAME, "entity", "PER")
        session.save()
        session.save_elsewhere(Path("copy.yaml"))
        assert store.copies[Path("copy.yaml")] is session.present
        assert not session.unsaved
        assert session.save_state is SaveState.CONFLICT
        session.annotate(*CLAIM, "claim", "FACT")
        assert session.unsaved
        session.undo()
        assert not session.unsaved

    def test_a_copy_that_cannot_be_written_is_none(self) -> None:
        session = session_of(store=MemoryStore(trouble=SaveFailed("no room")))
        session.annotate(*NAME, "entity", "PER")
        with pytest.raises(SaveFailed):
            session.save_elsewhere(Path("copy.yaml"))
        assert session.unsaved


def test_the_outcome_of_another_job_is_nothing() -> None:
    session = session_of()
    session.annotate(*NAME, "entity", "PER")
    job = session.begin_save()
    assert job is not None
    session.finish_save(job, job.run())
    session.undo()
    session.finish_save(job, SaveOutcome("digest"))
    assert session.save_state is SaveState.UNSAVED


class TestListeners:
    def test_hear_what_was_and_what_is(self) -> None:
        session = session_of(PER)
        ears = Ears(session)
        before = session.present
        session.relabel("s1", "entity", "ORG")
        (change,) = ears.changes
        assert (change.before, change.after, change.focus) == (before, session.present, "s1")

    def test_hear_nothing_where_nothing_changes(self) -> None:
        session = session_of(PER)
        ears = Ears(session)
        session.undo()
        session.redo()
        session.save()
        session.set_note("s1", "")
        assert ears.heard == []

    def test_hear_nothing_after_they_left(self) -> None:
        session = session_of(PER)
        leaving, staying = Ears(session), Ears(session)
        leaving.unsubscribe()
        leaving.unsubscribe()
        session.delete("s1")
        assert leaving.heard == []
        assert len(staying.changes) == 1

    def test_may_leave_while_they_are_told(self) -> None:
        session = session_of(PER)
        heard: list[str] = []
        leave = session.subscribe(lambda _news: (heard.append("first"), leave()))
        session.subscribe(lambda _news: heard.append("second"))
        session.delete("s1")
        session.undo()
        assert heard.count("first") == 1
        assert heard.count("second") == 4

    def test_focus_of_undo_is_the_span_that_came_back_or_changed(self) -> None:
        session = session_of(PER, Span("s2", "claim", "FACT", *CLAIM))
        ears = Ears(session)
        session.relabel("s2", "claim", "OPINION")
        session.annotate(*CLAIM, "entity", "GPE")
        session.undo()
        session.undo()
        session.redo()
        assert [change.focus for change in ears.changes] == ["s2", "s3", None, "s2", "s2"]

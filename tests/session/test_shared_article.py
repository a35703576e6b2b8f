"""A file that someone else writes while it is open: put together, or asked for; never lost."""

from __future__ import annotations

import pytest

from annotator.model.annotations import AnnotationSet, Span
from annotator.model.faults import InvalidAnnotation, SaveFailed
from annotator.model.merging import Keep
from annotator.session.article import ArticleSession
from annotator.session.news import FileChanged, SaveState
from tests.session.samples import CLAIM, CLAIMANT, FACT, NAME, PER, Ears, MemoryStore, session_of


def opened(*spans: Span, **more: object) -> tuple[ArticleSession, MemoryStore]:
    store = MemoryStore()
    session = session_of(*spans, store=store, **more)  # type: ignore[arg-type]
    store.content = session.present
    return session, store


def told(ears: Ears) -> list[FileChanged]:
    return [news for news in ears.heard if isinstance(news, FileChanged)]


def labelled(annotations: AnnotationSet, label: str) -> AnnotationSet:
    return annotations.replacing(Span("s1", "entity", label, *NAME))


@pytest.mark.parametrize("by", ["look", "save"])
class TestTogether:
    def test_what_nobody_else_touched(self, by: str) -> None:
        session, store = opened(PER)
        ears = Ears(session)
        session.annotate(*CLAIM, "claim", "FACT")
        store.someone_writes(labelled(store.content, "ORG"))
        getattr(session, by)()
        assert session.save_state is SaveState.UNSAVED
        assert [span.label for span in session.present] == ["ORG", "FACT"]
        assert told(ears) == [FileChanged(there=True)]
        assert session.save() is SaveState.SAVED
        assert store.content is session.present
        session.undo()
        assert [span.label for span in session.present] == ["PER", "FACT"]

    def test_ids_that_both_gave(self, by: str) -> None:
        session, store = opened(PER)
        mine = session.annotate(*CLAIM, "claim", "FACT")
        store.someone_writes(store.content.adding(Span(mine.id, "entity", "GPE", 0, 3)))
        getattr(session, by)()
        assert session.present.span(mine.id).label == "GPE"
        assert sorted(span.label for span in session.present) == ["FACT", "GPE", "PER"]
        new = session.annotate(0, 1, "entity", "ORG")
        assert len(session.present.spans) == 4
        assert new.id not in store.content

    def test_what_both_changed_is_asked(self, by: str) -> None:
        session, store = opened(PER)
        session.relabel("s1", "entity", "ORG")
        store.someone_writes(theirs := labelled(store.content, "GPE"))
        getattr(session, by)()
        assert session.save_state is SaveState.CONFLICT
        assert session.in_dispute
        assert session.unsaved
        assert "Choose" in session.save_message
        assert store.content is theirs
        session.annotate(*CLAIM, "claim", "FACT")  # one can go on meanwhile
        assert session.save_state is SaveState.CONFLICT
        session.settle(Keep.BOTH)
        assert not session.in_dispute
        assert session.save() is SaveState.SAVED
        assert sorted(span.label for span in store.content) == ["FACT", "GPE", "ORG"]


@pytest.mark.parametrize(
    ("keep", "stands", "before"),
    [(Keep.MINE, ["ORG"], ["GPE"]), (Keep.THEIRS, ["GPE"], ["ORG"]), (Keep.BOTH, ["ORG", "GPE"], ["GPE"])],
)
def test_what_was_not_chosen_comes_back_by_undo(keep: Keep, stands: list[str], before: list[str]) -> None:
    session, store = opened(PER)
    session.relabel("s1", "entity", "ORG")
    store.someone_writes(labelled(store.content, "GPE"))
    session.look()
    session.settle(keep)
    assert sorted(span.label for span in session.present) == sorted(stands)
    session.save()
    session.undo()
    assert [span.label for span in session.present] == before
    while session.undo_text:
        session.undo()
    assert [span.label for span in session.present] == ["PER"]


def test_a_dispute_ends_when_the_file_is_again_what_it_was() -> None:
    session, store = opened(PER)
    base = store.content
    session.relabel("s1", "entity", "ORG")
    store.someone_writes(labelled(base, "GPE"))
    session.look()
    assert session.in_dispute
    store.content, store.written = base, None
    store.written = session_digest(session)
    session.look()
    assert not session.in_dispute
    assert session.save_state is SaveState.UNSAVED
    assert session.save() is SaveState.SAVED


def session_digest(session: ArticleSession) -> str | None:
    job = session.begin_look()
    assert job is not None
    return job.expected


def test_a_file_that_only_looks_different_is_no_news() -> None:
    session, store = opened(PER)
    ears = Ears(session)
    store.someone_writes(store.content)
    session.look()
    assert ears.heard == []
    session.annotate(*CLAIM, "claim", "FACT")
    assert session.save() is SaveState.SAVED


def test_a_file_that_cannot_be_read_is_in_the_way_until_it_can() -> None:
    session, store = opened(PER)
    store.content, store.written = None, "theirs"
    session.look()
    assert session.save_state is SaveState.CONFLICT
    assert "is not YAML" in session.save_message
    assert not session.in_dispute
    session.settle(Keep.MINE)
    store.content = session.present.with_status("done")
    session.look()
    assert session.save_state is SaveState.SAVED
    assert session.present.status == "done"


def test_a_file_that_is_gone_is_written_again() -> None:
    session, store = opened(PER)
    session.annotate(*CLAIM, "claim", "FACT")
    session.save()
    ears = Ears(session)
    store.content = store.written = None
    session.look()
    assert told(ears) == [FileChanged(there=False)]
    assert session.save_state is SaveState.UNSAVED
    assert session.save() is SaveState.SAVED
    assert store.content is session.present


def test_what_the_labels_do_not_allow_is_never_made() -> None:
    """They gave the claimant a label that can be none; I gave the claim a claimant."""
    session, store = opened(PER, FACT)
    session.relate("claimant", "s2", "s1")
    store.someone_writes(labelled(store.content, "GPE"))
    session.look()
    assert session.in_dispute
    for keep in Keep:
        other, again = opened(PER, FACT)
        other.relate("claimant", "s2", "s1")
        again.someone_writes(labelled(again.content, "GPE"))
        other.look()
        try:
            other.settle(keep)
        except InvalidAnnotation:
            assert other.in_dispute
        assert other.scheme.faults_of(other.present) == []
        assert CLAIMANT.label in {r.label for r in other.present.relations} or keep is Keep.THEIRS


def test_nothing_is_looked_for_while_a_save_is_under_way() -> None:
    session, store = opened(PER)
    look = session.begin_look()
    assert look is not None
    session.annotate(*CLAIM, "claim", "FACT")
    job = session.begin_save()
    assert job is not None
    assert session.begin_look() is None
    store.someone_writes(labelled(store.content, "GPE"))
    session.finish_look(look.run())
    assert session.save_state is SaveState.SAVING
    session.finish_save(job, job.run())
    assert [span.label for span in session.present] == ["GPE", "FACT"]


def test_own_saves_are_no_news() -> None:
    session, _ = opened(PER)
    session.annotate(*CLAIM, "claim", "FACT")
    job = session.begin_save()
    assert job is not None
    look = session.begin_look()
    assert look is None
    session.finish_save(job, job.run())
    ears = Ears(session)
    session.look()
    assert ears.heard == []


def test_a_failed_save_stays_one_when_nothing_else_happened() -> None:
    session, store = opened(PER)
    store.trouble = SaveFailed("no room")
    session.annotate(*CLAIM, "claim", "FACT")
    session.save()
    session.look()
    assert session.save_state is SaveState.FAILED

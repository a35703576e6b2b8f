"""A save job runs on any thread, on a frozen copy, and raises nothing."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from annotator.model.faults import AnnotatorError, SaveFailed
from annotator.session.news import SaveState
from tests.session.samples import NAME, MemoryStore, session_of


def test_writes_what_was_present_when_it_began() -> None:
    store = MemoryStore()
    session = session_of(store=store)
    session.annotate(*NAME, "entity", "PER")
    job = session.begin_save()
    assert job is not None
    snapshot = session.present
    session.delete("s1")
    with ThreadPoolExecutor(1) as pool:
        outcome = pool.submit(job.run).result()
    assert outcome.digest == "digest 1"
    assert store.content is snapshot


@pytest.mark.parametrize(
    ("trouble", "state"),
    [
        (SaveFailed("x"), SaveState.FAILED),
        (AnnotatorError("x"), SaveState.FAILED),
        (OSError("x"), SaveState.FAILED),
    ],
)
def test_troubles_are_in_the_outcome(trouble: Exception, state: SaveState) -> None:
    session = session_of(store=MemoryStore(trouble=trouble))
    session.annotate(*NAME, "entity", "PER")
    job = session.begin_save()
    assert job is not None
    outcome = job.run()
    assert (outcome.digest, outcome.message, outcome.state, outcome.error) == (None, "x", state, None)


def test_what_someone_else_wrote_is_in_the_outcome() -> None:
    store = MemoryStore()
    session = session_of(store=store)
    store.someone_writes(session.present.with_status("done"))
    session.annotate(*NAME, "entity", "PER")
    job = session.begin_save()
    assert job is not None
    outcome = job.run()
    assert (outcome.digest, outcome.state) == (None, SaveState.CONFLICT)
    assert outcome.theirs is not None
    assert outcome.theirs.annotations is store.content


def test_an_unexpected_error_is_kept_for_the_one_who_finishes() -> None:
    session = session_of(store=MemoryStore(trouble=KeyError("x")))
    session.annotate(*NAME, "entity", "PER")
    job = session.begin_save()
    assert job is not None
    assert isinstance(job.run().error, KeyError)

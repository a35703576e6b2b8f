"""Every edit is saved on its own thread, one save at a time; what fails is tried again."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from annotator.gui import session_signals
from annotator.gui.session_signals import SessionSignals
from annotator.model.annotations import AnnotationSet
from annotator.model.document import Document
from annotator.model.faults import ConflictingFile, Fault, FaultyFile, SaveFailed
from annotator.session.article import ArticleSession
from annotator.session.news import SaveState
from annotator.session.open_article import Opened
from annotator.store.annotation_files import StoredAnnotations
from tests.gui.samples import SCHEME, TEXT, annotations, document, place


class Disk:
    """Stands for a corpus: keeps what is written, and fails as it is told."""

    def __init__(self) -> None:
        self.written: list[AnnotationSet] = []
        self.errors: list[Exception] = []
        self.threads: list[threading.Thread] = []
        self.gate = threading.Event()
        self.gate.set()

    def read_saved(self, _annotator: str, document: Document) -> StoredAnnotations:
        raise FaultyFile(document.path, [Fault("cannot be read")])

    def digest(self, _annotator: str, _article: str) -> str | None:
        return str(len(self.written)) if self.written else None

    def write_annotations(self, made: AnnotationSet, _document: Document, _expected: str | None) -> str:
        assert self.gate.wait(10)
        self.threads.append(threading.current_thread())
        if self.errors:
            raise self.errors.pop(0)
        self.written.append(made)
        return str(len(self.written))

    def write_copy(self, made: AnnotationSet, _document: Document, _path: Path) -> None:
        self.written.append(made)


@pytest.fixture
def disk() -> Disk:
    return Disk()


@pytest.fixture
def session(disk: Disk) -> ArticleSession:
    return ArticleSession(Opened(document(), annotations()), SCHEME, disk)


@pytest.fixture
def signals(qtbot, monkeypatch):
    monkeypatch.setattr(session_signals, "FIRST_RETRY", 1)
    made = SessionSignals()
    yield made
    made.flush()


def mark(session: ArticleSession, words: str) -> None:
    session.annotate(*place(words), "entity", "PER")


def reached(session: ArticleSession, state: SaveState):
    return lambda: session.save_state is state


def test_an_edit_is_told_and_saved_elsewhere(qtbot, signals, session, disk) -> None:
    article = signals.of(session)
    with qtbot.waitSignal(article.annotations_changed) as told:
        mark(session, "John Smith")
    assert told.args[1] is session.present
    assert told.args[2] == session.present.spans[-1].id
    qtbot.waitUntil(reached(session, SaveState.SAVED))
    assert disk.written == [session.present]
    assert disk.threads[0] is not threading.main_thread()


def test_while_a_save_is_under_way_the_newest_state_waits(qtbot, signals, session, disk) -> None:
    article = signals.of(session)
    disk.gate.clear()
    mark(session, "John")
    article.save()
    assert session.save_state is SaveState.SAVING
    mark(session, "Smith")
    mark(session, "Comments")
    disk.gate.set()
    qtbot.waitUntil(reached(session, SaveState.SAVED))
    assert len(disk.written) == 2
    assert disk.written[-1] == session.present


def test_what_failed_is_tried_again_until_it_is_saved(qtbot, signals, session, disk) -> None:
    article = signals.of(session)
    states = []
    article.save_state_changed.connect(lambda state, message: states.append((state, message)))
    disk.errors = [SaveFailed("no room"), SaveFailed("no room"), OSError("gone")]
    mark(session, "John")
    qtbot.waitUntil(reached(session, SaveState.SAVED))
    assert (SaveState.FAILED, "no room") in states
    assert disk.written == [session.present]


def test_a_conflict_is_left_to_the_annotator(qtbot, signals, session, disk) -> None:
    signals.of(session)
    disk.errors = [ConflictingFile("someone else")]
    mark(session, "John")
    qtbot.waitUntil(reached(session, SaveState.CONFLICT))
    mark(session, "Smith")
    assert session.unsaved
    assert len(disk.threads) == 1


def test_a_mistake_of_ours_reaches_the_report(qtbot, signals, session, disk) -> None:
    signals.of(session)
    disk.errors = [ZeroDivisionError("ours")]
    with qtbot.captureExceptions() as caught:
        mark(session, "John")
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is ZeroDivisionError
    qtbot.waitUntil(reached(session, SaveState.SAVED))


def test_flush_waits_and_saves_here_and_now(signals, session, disk) -> None:
    article = signals.of(session)
    disk.gate.clear()
    mark(session, "John")
    article.save()
    mark(session, "Smith")
    disk.gate.set()
    assert signals.flush() == []
    assert disk.written[-1] == session.present


def test_flush_says_what_could_not_be_saved(signals, session, disk) -> None:
    signals.of(session)
    disk.errors = [SaveFailed("no"), SaveFailed("no")]
    mark(session, "John")
    assert signals.flush() == [session]
    assert signals.flush() == [session]
    assert signals.flush() == []


def test_an_article_keeps_its_signals(signals, session) -> None:
    assert signals.of(session) is signals.of(session)
    assert signals.sessions == (session,)
    signals.forget(session)
    assert signals.sessions == ()
    assert TEXT

"""Where a disk knows no locks, as some network folders: that is said, and no edit is lost or taken twice."""

from __future__ import annotations

import errno
import fcntl
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.session.corpus import CorpusSession
from annotator.session.news import SaveState
from annotator.store.corpus import Corpus
from annotator.store.hidden import at_home, beside, journal_of
from tests.durability.work import ANNOTATOR, ARTICLE, begin, make_corpus

pytestmark = pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="asks which file is locked")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A corpus on a disk without locks; the user's own folder is on one that has them."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "home"))
    folder = make_corpus(tmp_path / "corpus")
    real: Callable[[int, int], None] = fcntl.flock

    def flock(descriptor: int, how: int) -> None:
        if Path(f"/proc/self/fd/{descriptor}").readlink().is_relative_to(folder):
            raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))
        real(descriptor, how)

    monkeypatch.setattr(fcntl, "flock", flock)
    return folder


def annotation_file(folder: Path) -> Path:
    return folder / "annotations" / ANNOTATOR / f"{ARTICLE}.yaml"


def labels(folder: Path) -> list[str]:
    corpus = Corpus.open(folder)
    return sorted(s.label for s in corpus.read_annotations(ANNOTATOR, corpus.document(ARTICLE)).annotations)


def on_another_machine(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(home))


def test_it_is_said_and_can_be_edited(folder: Path) -> None:
    corpus = begin(folder)
    session = corpus.open(ARTICLE)
    assert session.read_only is None
    assert "cannot lock files" in str(session.notes[0])
    session.annotate(0, 8, "entity", "PER")
    assert not beside(annotation_file(folder), "journal").exists()
    assert at_home(annotation_file(folder), "journal").exists()
    assert session.save() is SaveState.SAVED
    assert not journal_of(annotation_file(folder)).exists()
    corpus.leave(ARTICLE)
    assert corpus.open(ARTICLE) is session
    corpus.close()
    assert not [*annotation_file(folder).parent.glob(".*.lock")]


def test_the_same_machine_opens_it_once(folder: Path) -> None:
    first = begin(folder)
    first.open(ARTICLE)
    second = begin(folder)
    assert "open elsewhere" in str(second.open(ARTICLE).read_only)
    first.close()
    assert second.take_over(ARTICLE) is not None
    second.close()


def test_edits_of_a_run_that_was_killed_come_back(folder: Path) -> None:
    killed = begin(folder)
    killed.open(ARTICLE).annotate(0, 8, "entity", "PER")
    killed.close()
    assert labels(folder) == ["PER"]
    session = begin(folder).open(ARTICLE)
    assert [span.label for span in session.present] == ["PER"]
    assert "brought back" in "".join(map(str, session.notes))


def test_another_machine_does_not_take_over_what_one_is_just_doing(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = begin(folder)
    mine = here.open(ARTICLE)
    mine.annotate(0, 8, "entity", "PER")
    on_another_machine(monkeypatch, tmp_path / "other home")
    there = CorpusSession(Corpus.open(folder), ANNOTATOR)
    theirs = there.open(ARTICLE)
    assert theirs.present.spans == ()
    theirs.annotate(9, 14, "entity", "ORG")
    assert theirs.save() is SaveState.SAVED
    assert mine.save() is SaveState.UNSAVED  # both stand together now
    assert mine.save() is SaveState.SAVED
    theirs.look()
    assert [s.label for s in theirs.present] == [s.label for s in mine.present] == ["PER", "ORG"]
    assert labels(folder) == ["ORG", "PER"]
    there.close()
    here.close()


def test_what_was_left_beside_the_file_is_gone_on_with(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as locked:
        locked.setattr(fcntl, "flock", lambda *_: None)
        killed = begin(folder)
        killed.open(ARTICLE).annotate(0, 8, "entity", "PER")
        killed.close()
    assert beside(annotation_file(folder), "journal").exists()
    session = begin(folder).open(ARTICLE)
    assert [span.label for span in session.present] == ["PER"]
    assert session.save() is SaveState.SAVED
    assert not beside(annotation_file(folder), "journal").exists()


def test_where_no_disk_knows_locks_the_journal_is_beside_the_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def flock(*_: object) -> None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))

    monkeypatch.setattr(fcntl, "flock", flock)
    session = begin(folder).open(ARTICLE)
    session.annotate(0, 8, "entity", "PER")
    assert beside(annotation_file(folder), "journal").exists()
    assert session.save() is SaveState.SAVED

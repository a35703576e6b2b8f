"""Where the disk refuses: it is said, the edits stay unsaved, are tried again, and can be saved elsewhere."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from annotator.session.article import ArticleSession
from annotator.session.corpus import CorpusSession
from annotator.session.news import SaveState
from tests.durability.disks import SmallDisk, refusing, small_disk
from tests.durability.work import ANNOTATOR, ARTICLE, begin, make_corpus

__all__ = ["small_disk"]

LONG = "نوٹ " * 3_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_corpus(tmp_path / "corpus")


def mark(session: ArticleSession, start: int = 0, note: str = "") -> None:
    span = session.annotate(start, start + 5, "entity", "PER")
    if note:
        session.set_note(span.id, note)


def annotation_file(corpus: CorpusSession) -> Path:
    return corpus.corpus.annotation_path(ANNOTATOR, ARTICLE)


def killed(corpus: CorpusSession) -> None:
    """Let go of the files as the end of the process would."""
    corpus.close()


@pytest.mark.parametrize(
    ("call", "number", "words"),
    [
        ("replace", errno.ENOSPC, "the disk is full"),
        ("replace", errno.EACCES, "permission denied"),
        ("replace", errno.EROFS, "the disk can only be read"),
        ("fsync", errno.EIO, "input/output error"),
        ("fsync", errno.EDQUOT, "the disk quota is used up"),
        ("open", errno.ENOSPC, "the disk is full"),
    ],
)
class TestRefusals:
    def test_are_said_and_tried_again(self, folder: Path, call: str, number: int, words: str) -> None:
        corpus = begin(folder)
        session = corpus.open(ARTICLE)
        mark(session)
        assert session.save() is SaveState.SAVED
        before = annotation_file(corpus).read_bytes()
        mark(session, 20)
        with refusing(call, number) as calls:
            for attempt in range(3):
                assert session.save() is SaveState.FAILED
                assert session.unsaved
                assert words in session.save_message
                assert len(calls) > attempt
            mark(session, 40)
        assert annotation_file(corpus).read_bytes() == before
        assert session.save() is SaveState.SAVED
        assert len(begin(folder).open(ARTICLE).present.spans) == 3

    def test_end_in_another_place(self, folder: Path, call: str, number: int, words: str) -> None:
        session = begin(folder).open(ARTICLE)
        mark(session)
        with refusing(call, number):
            session.save()
        session.save_elsewhere(folder / "elsewhere.yaml")
        assert not session.unsaved
        assert b"label: PER" in (folder / "elsewhere.yaml").read_bytes()

    def test_outlive_the_end_of_the_process(self, folder: Path, call: str, number: int, words: str) -> None:
        """Whatever is refused while it is saved: the journal has each edit before."""
        corpus = begin(folder)
        session = corpus.open(ARTICLE)
        mark(session)
        session.save()
        mark(session, 20)
        with refusing(call, number):
            session.save()
        mark(session, 40)
        killed(corpus)
        again = begin(folder).open(ARTICLE)
        assert again.present == session.present
        assert again.save() is SaveState.SAVED


def test_it_is_said_where_the_edits_are(folder: Path) -> None:
    session = begin(folder).open(ARTICLE)
    mark(session)
    with refusing("replace", errno.EROFS):
        session.save()
    assert f"Every edit is in .{ARTICLE}.yaml.journal" in session.save_message
    with refusing("fsync", errno.EIO):
        session.save()
    assert "in the window only" in session.save_message


def test_what_the_journal_could_not_take_it_takes_later(folder: Path) -> None:
    corpus = begin(folder)
    session = corpus.open(ARTICLE)
    mark(session)
    with refusing("write", errno.ENOSPC):
        mark(session, 20)
        assert session.save() is SaveState.SAVED  # the file itself has room
        mark(session, 40)
    mark(session, 60)
    killed(corpus)
    assert begin(folder).open(ARTICLE).present == session.present


def test_a_history_that_cannot_be_kept_is_no_failure(folder: Path) -> None:
    corpus = begin(folder)
    history = annotation_file(corpus).with_name(f".{ARTICLE}.yaml.history")
    history.mkdir(parents=True)
    session = corpus.open(ARTICLE)
    mark(session)
    assert session.save() is SaveState.SAVED
    assert session.undo_text


def test_a_discarded_edit_does_not_come_back(folder: Path) -> None:
    corpus = begin(folder)
    session = corpus.open(ARTICLE)
    mark(session)
    session.save()
    mark(session, 20)
    session.discard()
    assert not session.unsaved
    corpus.close()
    assert len(begin(folder).open(ARTICLE).present.spans) == 1


class TestSmallDisk:
    def test_a_full_disk(self, small_disk: SmallDisk) -> None:
        folder = make_corpus(small_disk.folder / "corpus")
        corpus = begin(folder)
        session = corpus.open(ARTICLE)
        mark(session)
        assert session.save() is SaveState.SAVED
        before = annotation_file(corpus).read_bytes()
        filling = small_disk.fill()
        for start in (20, 40, 60):
            mark(session, start, LONG)
            assert session.save() is SaveState.FAILED
            assert "the disk is full" in session.save_message
            assert "in the window only" in session.save_message
        assert annotation_file(corpus).read_bytes() == before
        filling.unlink()
        assert session.save() is SaveState.SAVED
        corpus.close()
        assert begin(folder).open(ARTICLE).present == session.present

    def test_a_torn_line_of_a_full_disk(self, small_disk: SmallDisk) -> None:
        """What reached the journal before the disk was full is brought back."""
        folder = make_corpus(small_disk.folder / "corpus")
        corpus = begin(folder)
        session = corpus.open(ARTICLE)
        mark(session)
        first = session.present
        filling = small_disk.fill()
        mark(session, 20, LONG)
        killed(corpus)
        filling.unlink()
        again = begin(folder).open(ARTICLE)
        assert {*first.spans} <= {*again.present.spans}
        assert not any("not taken over" in str(note) for note in again.notes)

    def test_a_disk_that_is_full_from_the_beginning_is_for_reading(self, small_disk: SmallDisk) -> None:
        folder = make_corpus(small_disk.folder / "corpus")
        filling = small_disk.fill()
        corpus = begin(folder)
        session = corpus.open(ARTICLE)
        if session.read_only is None:  # an empty file takes no room on some disks
            mark(session)
            assert session.save() is SaveState.FAILED
        else:
            assert "the disk is full" in session.read_only
        filling.unlink()
        if session.read_only:
            session = corpus.open(ARTICLE)
            mark(session)
        assert session.save() is SaveState.SAVED

    def test_a_disk_that_can_only_be_read_is_read(self, small_disk: SmallDisk) -> None:
        folder = make_corpus(small_disk.folder / "corpus")
        corpus = begin(folder)
        mark(corpus.open(ARTICLE))
        corpus.open(ARTICLE).save()
        corpus.close()
        small_disk.forbid_writing()
        session = begin(folder).open(ARTICLE)
        assert session.read_only is not None
        assert "the disk can only be read" in session.read_only
        assert len(session.present.spans) == 1


def test_a_folder_that_was_not_flushed_is_flushed_by_the_next_save(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file is in place by then: it must not be taken for saved before it outlives a power cut."""
    corpus = begin(folder)
    session = corpus.open(ARTICLE)
    mark(session)
    session.save()
    flushed: list[bool] = []
    fsync = os.fsync

    def flush(descriptor: int) -> None:
        is_folder = stat.S_ISDIR(os.fstat(descriptor).st_mode)
        flushed.append(is_folder)
        if is_folder and flushed.count(True) < 3:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        fsync(descriptor)

    mark(session, 20)
    monkeypatch.setattr(os, "fsync", flush)
    assert session.save() is SaveState.FAILED
    assert "input/output error" in session.save_message
    assert session.save() is SaveState.FAILED
    assert session.save() is SaveState.SAVED
    assert flushed.count(True) == 3

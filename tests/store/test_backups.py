"""What was kept comes back as it was, and whatever it replaces is kept in turn."""

from __future__ import annotations

import errno
import os
from datetime import datetime, tzinfo
from pathlib import Path

import pytest

from annotator.model.annotations import Span
from annotator.model.faults import FaultyFile
from annotator.store.backups import FOLDER, backups, keep, read_backup, restore
from annotator.store.corpus import Corpus
from annotator.store.hidden import beside
from annotator.store.locks import Held, Lock
from annotator.store.paths import LeavesCorpus
from tests.durability.disks import refusing
from tests.store.made import ARTICLE, make_corpus


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    corpus = make_corpus(tmp_path / "corpus")
    annotate(corpus, Span("s1", "entity", "PER", 9, 14))
    return corpus


def annotate(corpus: Corpus, span: Span, annotator: str = "عائشہ") -> None:
    document = corpus.document(ARTICLE)
    stored = corpus.read_annotations(annotator, document)
    corpus.write_annotations(stored.annotations.adding(span), document, stored.digest)


def files(corpus: Corpus) -> dict[str, bytes]:
    """All files of annotations but the hidden ones."""
    found = (path for path in corpus.annotations.rglob("*.yaml") if FOLDER not in path.parts)
    return {path.relative_to(corpus.annotations).as_posix(): path.read_bytes() for path in found}


def test_there_and_back(corpus: Corpus) -> None:
    before = files(corpus)
    paths = [corpus.annotation_path("عائشہ", ARTICLE), corpus.annotation_path("bilal", ARTICLE)]
    backup = keep(corpus, paths, "a test")
    assert (backup.files, backup.new, backup.why) == (("عائشہ/a.txt.yaml",), ("bilal/a.txt.yaml",), "a test")
    annotate(corpus, Span("s2", "entity", "ORG", 0, 8))
    annotate(corpus, Span("s1", "entity", "PER", 9, 14), "bilal")
    after = files(corpus)
    undone = restore(corpus, backups(corpus)[0])
    assert files(corpus) == before
    assert undone.why == f"bringing back {backup.folder.name}"
    restore(corpus, undone)
    assert files(corpus) == after
    assert len(backups(corpus)) == 3
    assert [kept.made for kept in backups(corpus)] == sorted(
        (kept.made for kept in backups(corpus)), reverse=True
    )


def test_backups_are_no_annotators_and_no_orphans(corpus: Corpus) -> None:
    keep(corpus, [corpus.annotation_path("عائشہ", ARTICLE)], "x")
    assert corpus.annotators() == ["عائشہ"]
    assert corpus.article_paths() == [ARTICLE]


def test_a_file_that_someone_writes(corpus: Corpus) -> None:
    path = corpus.annotation_path("عائشہ", ARTICLE)
    backup = keep(corpus, [path], "x")
    annotate(corpus, Span("s2", "entity", "ORG", 0, 8))
    before = files(corpus)
    lock = Lock.take(beside(path, "lock"))
    with pytest.raises(Held):
        restore(corpus, backup)
    lock.release()
    assert files(corpus) == before


def test_a_full_disk(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    path = corpus.annotation_path("عائشہ", ARTICLE)
    backup = keep(corpus, [path], "x")
    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(FaultyFile, match="cannot be written: the disk is full; nothing was changed"):
        keep(corpus, [path], "y")
    monkeypatch.undo()
    assert len(backups(corpus)) == 1
    monkeypatch.setattr("annotator.store.backups._put", fail)
    with pytest.raises(FaultyFile, match=r"the disk is full; what stood there is in annotations/\.backups/"):
        restore(corpus, backup)


@pytest.mark.parametrize("path", ["../x.yaml", "/etc/passwd", "a\\b", ""])
def test_nothing_is_brought_back_to_a_place_outside(corpus: Corpus, path: str) -> None:
    backup = keep(corpus, [], "x")
    listing = backup.folder / "backup.yaml"
    listing.write_text(f"format: annotator-backup/1\nnew: ['{path}']\n", encoding="utf-8")
    with pytest.raises(LeavesCorpus):
        restore(corpus, read_backup(corpus, backup.folder.name))


def test_no_backup_of_that_name(corpus: Corpus) -> None:
    with pytest.raises(FaultyFile, match="there is no such file"):
        read_backup(corpus, "none")
    with pytest.raises(LeavesCorpus):
        read_backup(corpus, "../..")


def test_several_of_one_second_come_in_their_order(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    class Noon(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Noon:
            return cls(2026, 2, 5, 12, tzinfo=tz)

    monkeypatch.setattr("annotator.store.backups.datetime", Noon)
    path = corpus.annotation_path("عائشہ", ARTICLE)
    for number in range(12):
        keep(corpus, [path], str(number))
    assert [backup.why for backup in backups(corpus)] == [str(number) for number in reversed(range(12))]


def test_what_cannot_be_kept_whole_leaves_nothing(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    path = corpus.annotation_path("عائشہ", ARTICLE)
    with refusing("replace", errno.ENOSPC, "backups"), pytest.raises(FaultyFile):
        keep(corpus, [path], "x")
    assert not [*(corpus.annotations / FOLDER).glob("*")]


def test_edits_that_wait_beside_it_are_set_aside(corpus: Corpus) -> None:
    path = corpus.annotation_path("عائشہ", ARTICLE)
    backup = keep(corpus, [path], "x")
    journal = beside(path, "journal")
    journal.write_bytes(b"x")
    restore(corpus, backup)
    assert not journal.exists()
    assert [kept.read_bytes() for kept in path.parent.glob(".*.kept-*")] == [b"x"]

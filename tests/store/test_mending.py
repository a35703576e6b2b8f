"""What is put right is told, kept as it was, and never touches a file with faults."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.model.annotations import Span
from annotator.store import mending
from annotator.store.checking import check_corpus
from annotator.store.corpus import Corpus
from annotator.store.hidden import beside
from annotator.store.locks import Lock, NoLocks
from annotator.store.mending import mend_corpus
from tests.store.made import ARTICLE, TEXT, make_corpus

CUT = TEXT.index("e\u0301")
NAME = "annotations/aisha/a.txt.yaml"


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    corpus = make_corpus(tmp_path / "corpus")
    document = corpus.document(ARTICLE)
    annotations = corpus.read_annotations("aisha", document).annotations
    for span in (Span("s1", "entity", "PER", 8, 14), Span("s2", "entity", "PER", CUT, CUT + 1)):
        annotations = annotations.adding(span)
    corpus.write_annotations(annotations, document, None)
    return corpus


@pytest.fixture
def path(corpus: Corpus) -> Path:
    return corpus.annotation_path("aisha", ARTICLE)


def fixable(corpus: Corpus) -> list[str]:
    return [finding.fault.code for finding in check_corpus(corpus).found if finding.fixable]


def test_ranges_and_form(corpus: Corpus, path: Path) -> None:
    path.write_bytes(b"# mine\n" + path.read_bytes())
    before = path.read_bytes()
    assert fixable(corpus) == ["edge-space", "cut-character", "other-form"]
    (file,), backup = mend_corpus(corpus)
    assert file.path == NAME
    assert file.done == (
        "s1 ran from 8 to 14, now from 9 to 14",
        f"s2 ran from {CUT} to {CUT + 1}, now from {CUT} to {CUT + 2}",
    )
    assert backup is not None
    assert (backup.folder / "aisha" / "a.txt.yaml").read_bytes() == before
    assert fixable(corpus) == []
    assert mend_corpus(corpus) == ([], None)
    assert not beside(path, "lock").exists()


def test_form_alone(corpus: Corpus, path: Path) -> None:
    mend_corpus(corpus)
    wanted = path.read_bytes()
    path.write_bytes(wanted.replace(b"\n", b"\r\n"))
    (file,), _ = mend_corpus(corpus)
    assert file.done == ("is written as the program writes it",)
    assert path.read_bytes() == wanted


@pytest.mark.parametrize(
    ("old", "new"), [(b"label: PER", b"label: NONE"), (b"end: 14", b"end: 15"), (b"id:", b"id")]
)
def test_files_with_faults_are_left_as_they_are(corpus: Corpus, path: Path, old: bytes, new: bytes) -> None:
    path.write_bytes(path.read_bytes().replace(old, new, 1))
    before = path.read_bytes()
    assert fixable(corpus) == []
    assert mend_corpus(corpus) == ([], None)
    assert path.read_bytes() == before


def test_an_article_that_changed_is_for_placing_again(corpus: Corpus, path: Path) -> None:
    before = path.read_bytes()
    (corpus.sources / ARTICLE).write_bytes(TEXT.encode() + b"x")
    assert fixable(corpus) == []
    assert mend_corpus(corpus) == ([], None)
    assert path.read_bytes() == before


def test_a_file_that_is_open(corpus: Corpus, path: Path) -> None:
    before = path.read_bytes()
    lock = Lock.take(beside(path, "lock"))
    (file,), _ = mend_corpus(corpus)
    lock.release()
    assert file.left.startswith("is open elsewhere: ")
    beside(path, "journal").touch()
    (file,), _ = mend_corpus(corpus)
    assert file.left == "has edits that are not in it yet: open the article first"
    assert path.read_bytes() == before


def test_a_file_that_changes_meanwhile(corpus: Corpus, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep = mending.keep

    def keep_and_change(*arguments: object) -> object:
        backup = keep(*arguments)  # type: ignore[arg-type]
        path.write_bytes(b"# other\n" + path.read_bytes())
        return backup

    monkeypatch.setattr(mending, "keep", keep_and_change)
    (file,), _ = mend_corpus(corpus)
    assert file.left == "was changed meanwhile"
    assert path.read_bytes().startswith(b"# other\n")


def test_disks_without_locks_and_without_rights(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> Lock:
        raise PermissionError(13, "Permission denied")

    def unknown(_: Path) -> Lock:
        raise NoLocks("no locks")

    monkeypatch.setattr(Lock, "take", refuse)
    (file,), _ = mend_corpus(corpus)
    assert file.left == "cannot be locked: permission denied"
    monkeypatch.setattr(Lock, "take", unknown)
    (file,), _ = mend_corpus(corpus)
    assert len(file.done) == 2


def test_a_file_that_cannot_be_written(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("annotator.store.corpus.write_atomically", full)
    (file,), _ = mend_corpus(corpus)
    assert file.left.startswith(f"{NAME} could not be written: the disk is full")


def test_what_cannot_be_read_is_passed_over(corpus: Corpus, path: Path, tmp_path: Path) -> None:
    (corpus.sources / "b.txt").write_bytes(b"\xff")
    outside = tmp_path / "outside.yaml"
    path.rename(outside)
    path.symlink_to(outside)
    before = outside.read_bytes()
    assert mend_corpus(corpus) == ([], None)
    assert outside.read_bytes() == before

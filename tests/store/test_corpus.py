"""A corpus reads and writes inside its folder, loses nothing, and says why where it cannot."""

from __future__ import annotations

import errno
import os
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from annotator.model.annotations import AnnotationSet, Span
from annotator.model.faults import AnnotatorError, ConflictingFile, FaultyFile, SaveFailed
from annotator.store import disk
from annotator.store.corpus import Corpus
from annotator.store.paths import LeavesCorpus
from annotator.store.summaries import Summary
from tests.store.made import ARTICLE, TEXT, empty_set, make_corpus

PERSON = Span("s1", "entity", "PER", 9, 20)


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return make_corpus(tmp_path / "corpus")


def edited(corpus: Corpus, annotator: str = "aisha") -> AnnotationSet:
    return empty_set(corpus.document(ARTICLE), annotator).adding(PERSON)


class TestOpening:
    def test_finds_the_nearest_corpus_upward(self, corpus: Corpus) -> None:
        assert Corpus.find(corpus.folder) == corpus.folder
        assert Corpus.find(corpus.sources) == corpus.folder
        assert Corpus.find(corpus.folder.parent) == corpus.folder.parent

    def test_a_folder_of_texts(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_bytes(TEXT.encode())
        (tmp_path / "deeper").mkdir()
        (tmp_path / "deeper" / "b.txt").touch()
        corpus = Corpus.open(tmp_path)
        assert corpus.name == tmp_path.name
        assert corpus.article_paths() == ["a.txt"]
        document = corpus.document("a.txt")
        corpus.write_annotations(corpus.read_annotations("x", document).annotations, document, None)
        assert (tmp_path / "annotations" / "x" / "a.txt.yaml").is_file()
        assert corpus.annotators() == ["x"]

    @pytest.mark.parametrize("name", ["none", "file"])
    def test_no_folder(self, tmp_path: Path, name: str) -> None:
        (tmp_path / "file").touch()
        with pytest.raises(AnnotatorError, match="there is no such folder"):
            Corpus.open(tmp_path / name)

    def test_languages_and_directions_reach_the_documents(self, corpus: Corpus) -> None:
        rules = "language: ur\narticles: [{match: a.txt, direction: ltr}]\n"
        (corpus.folder / "annotator.yaml").write_text(
            "format: annotator-corpus/1\n" + rules, encoding="utf-8"
        )
        document = Corpus.open(corpus.folder).document(ARTICLE)
        assert (document.language, document.direction) == ("ur", "ltr")


class TestReadingAndWriting:
    @pytest.mark.parametrize("annotator", ["aisha", "عائشہ", "a/b", "CON", "e\u0301"])
    def test_there_and_back(self, corpus: Corpus, annotator: str) -> None:
        document = corpus.document(ARTICLE)
        first = corpus.read_annotations(annotator, document)
        assert (first.annotations.spans, first.digest, first.notes) == ((), None, ())
        annotations = first.annotations.adding(PERSON)
        digest = corpus.write_annotations(annotations, document, None)
        again = Corpus.open(corpus.folder).read_annotations(annotator, document)
        assert (again.annotations, again.digest) == (annotations, digest)
        path = corpus.annotation_path(annotator, ARTICLE)
        assert sha256(path.read_bytes()).hexdigest() == digest == corpus.digest(annotator, ARTICLE)
        assert path.parent.parent == corpus.annotations
        assert corpus.annotators() == [annotations.annotator]

    def test_articles_in_folders(self, corpus: Corpus) -> None:
        (corpus.sources / "2026").mkdir()
        (corpus.sources / "2026" / "خبر.txt").write_bytes(TEXT.encode())
        document = corpus.document("2026/خبر.txt")
        corpus.write_annotations(corpus.read_annotations("aisha", document).annotations, document, None)
        assert (corpus.annotations / "aisha" / "2026" / "خبر.txt.yaml").is_file()

    def test_an_empty_article(self, corpus: Corpus) -> None:
        (corpus.sources / "empty.txt").touch()
        document = corpus.document("empty.txt")
        annotations = corpus.read_annotations("aisha", document).annotations
        assert annotations.length == 0
        digest = corpus.write_annotations(annotations.with_status("done"), document, None)
        again = corpus.read_annotations("aisha", document)
        assert (again.annotations.status, again.digest) == ("done", digest)

    def test_the_same_bytes_are_not_written_again(
        self, corpus: Corpus, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        document = corpus.document(ARTICLE)
        digest = corpus.write_annotations(edited(corpus), document, None)
        monkeypatch.setattr("annotator.store.corpus.write_atomically", None)
        annotations = corpus.read_annotations("aisha", document).annotations
        assert corpus.write_annotations(annotations, document, digest) == digest
        assert corpus.write_annotations(annotations, document, None) == digest

    def test_many_articles_forget_their_renderings(self, corpus: Corpus) -> None:
        for number in range(9):
            (corpus.sources / f"{number}.txt").write_bytes(TEXT.encode())
            document = corpus.document(f"{number}.txt")
            stored = corpus.read_annotations("aisha", document)
            corpus.write_annotations(stored.annotations.adding(PERSON), document, None)
        assert len(corpus._writers) == 4

    def test_an_article_deleted_while_open_can_still_be_saved(self, corpus: Corpus) -> None:
        document = corpus.document(ARTICLE)
        annotations = edited(corpus)
        (corpus.sources / ARTICLE).unlink()
        corpus.write_annotations(annotations, document, None)
        assert corpus.annotation_path("aisha", ARTICLE).is_file()
        with pytest.raises(FaultyFile, match=r"^a\.txt: cannot be read: there is no such file"):
            corpus.document(ARTICLE)

    def test_a_faulty_file_is_left_as_it_is(self, corpus: Corpus) -> None:
        document = corpus.document(ARTICLE)
        annotations = edited(corpus)
        path = corpus.annotation_path("aisha", ARTICLE)
        broken = b"format: annotator/1\nspans: [\n"
        path.parent.mkdir(parents=True)
        path.write_bytes(broken)
        with pytest.raises(FaultyFile, match=r"^annotations/aisha/a\.txt\.yaml: line 3: is not YAML"):
            corpus.read_annotations("aisha", document)
        with pytest.raises(ConflictingFile):
            corpus.write_annotations(annotations, document, None)
        assert path.read_bytes() == broken

    def test_an_article_that_changed_on_the_way(self, corpus: Corpus) -> None:
        annotations = edited(corpus)
        (corpus.sources / ARTICLE).write_bytes((TEXT + "x").encode())
        with pytest.raises(SaveFailed, match="another state of the article"):
            corpus.write_annotations(annotations, corpus.document(ARTICLE), None)


class TestConflicts:
    def test_someone_else_wrote(self, corpus: Corpus) -> None:
        document = corpus.document(ARTICLE)
        mine = corpus.write_annotations(edited(corpus), document, None)
        other = Corpus.open(corpus.folder)
        theirs = other.read_annotations("aisha", document).annotations.with_status("done")
        digest = other.write_annotations(theirs, document, mine)
        ours = edited(corpus).adding(replace(PERSON, id="s2"))
        with pytest.raises(ConflictingFile, match="was written by someone else"):
            corpus.write_annotations(ours, document, mine)
        assert corpus.read_annotations("aisha", document).annotations == theirs
        assert corpus.write_annotations(ours, document, digest)

    def test_a_file_appeared(self, corpus: Corpus) -> None:
        document = corpus.document(ARTICLE)
        corpus.write_annotations(edited(corpus), document, None)
        with pytest.raises(ConflictingFile, match="was written by someone else"):
            corpus.write_annotations(empty_set(document), document, None)

    def test_a_file_was_deleted(self, corpus: Corpus) -> None:
        document = corpus.document(ARTICLE)
        digest = corpus.write_annotations(edited(corpus), document, None)
        corpus.annotation_path("aisha", ARTICLE).unlink()
        with pytest.raises(ConflictingFile, match="was deleted"):
            corpus.write_annotations(edited(corpus).with_status("done"), document, digest)
        assert corpus.digest("aisha", ARTICLE) is None


class TestFailures:
    @pytest.mark.parametrize(
        ("number", "why"),
        [
            (errno.EACCES, "permission denied"),
            (errno.EROFS, "the disk can only be read"),
            (errno.ENOSPC, "the disk is full"),
        ],
    )
    def test_what_the_system_refuses(
        self, corpus: Corpus, monkeypatch: pytest.MonkeyPatch, number: int, why: str
    ) -> None:
        document = corpus.document(ARTICLE)
        digest = corpus.write_annotations(edited(corpus), document, None)
        before = corpus.annotation_path("aisha", ARTICLE).read_bytes()

        def refuse(*_: object, **__: object) -> int:
            raise OSError(number, os.strerror(number))

        monkeypatch.setattr(disk.os, "open", refuse)
        with pytest.raises(
            SaveFailed, match=f"^annotations/aisha/a.txt.yaml could not be written: {why}"
        ) as caught:
            corpus.write_annotations(empty_set(document), document, digest)
        assert "kept in the window" in str(caught.value)
        assert corpus.annotation_path("aisha", ARTICLE).read_bytes() == before

    @pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs access rights that bind")
    def test_a_folder_that_may_only_be_read(self, corpus: Corpus) -> None:
        document = corpus.document(ARTICLE)
        corpus.annotations.mkdir()
        corpus.annotations.chmod(0o500)
        try:
            with pytest.raises(SaveFailed, match="permission denied"):
                corpus.write_annotations(edited(corpus), document, None)
        finally:
            corpus.annotations.chmod(0o700)

    def test_a_file_in_the_place_of_the_folder(self, corpus: Corpus) -> None:
        document = corpus.document(ARTICLE)
        annotations = edited(corpus)
        corpus.annotations.touch()
        with pytest.raises(SaveFailed, match="could not be written"):
            corpus.write_annotations(annotations, document, None)

    def test_missing_folders_are_made_but_not_the_corpus(self, corpus: Corpus) -> None:
        document = corpus.document(ARTICLE)
        annotations = edited(corpus)
        moved = corpus.folder.rename(corpus.folder.with_name("moved"))
        with pytest.raises(SaveFailed, match="the corpus folder is gone"):
            corpus.write_annotations(annotations, document, None)
        assert not corpus.folder.exists()
        moved.rename(corpus.folder)
        corpus.write_annotations(annotations, document, None)

    def test_an_article_without_permission(self, corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(*_: object) -> int:
            raise PermissionError(errno.EACCES, "Permission denied")

        document = corpus.document(ARTICLE)
        monkeypatch.setattr("os.open", refuse)
        with pytest.raises(FaultyFile, match=r"^a\.txt: cannot be read: permission denied$"):
            corpus.document(ARTICLE)
        with pytest.raises(FaultyFile, match=r"a\.txt\.yaml: cannot be read: permission denied$"):
            corpus.read_annotations("aisha", document)
        assert corpus.summaries("aisha") == {ARTICLE: Summary()}


class TestPaths:
    @pytest.mark.parametrize(
        "article", ["../x.txt", "/etc/passwd", "C:/x", "..", ".", "", "a/../../x", "nul", "a\\b"]
    )
    def test_no_article_leaves_the_corpus(self, corpus: Corpus, article: str) -> None:
        with pytest.raises(LeavesCorpus):
            corpus.annotation_path("aisha", article)
        with pytest.raises(LeavesCorpus):
            corpus.document(article)

    @pytest.mark.parametrize("annotator", ["..", "../..", "/", "a/../..", "nul", "C:", "."])
    def test_no_annotator_leaves_the_annotations(self, corpus: Corpus, annotator: str) -> None:
        path = corpus.annotation_path(annotator, ARTICLE)
        assert path.resolve().parent.parent == corpus.annotations.resolve()

    def test_links_that_lead_out(self, corpus: Corpus, tmp_path: Path) -> None:
        (tmp_path / "outside").mkdir()
        (tmp_path / "secret.txt").write_bytes(b"secret")
        (corpus.sources / "leak.txt").symlink_to(tmp_path / "secret.txt")
        assert corpus.article_paths() == [ARTICLE]
        with pytest.raises(LeavesCorpus, match="through a link"):
            corpus.document("leak.txt")
        corpus.annotations.mkdir()
        (corpus.annotations / "aisha").symlink_to(tmp_path / "outside")
        with pytest.raises(LeavesCorpus, match="through a link"):
            corpus.read_annotations("aisha", corpus.document(ARTICLE))
        annotations = edited(corpus)
        with pytest.raises(LeavesCorpus, match="through a link"):
            corpus.write_annotations(annotations, corpus.document(ARTICLE), None)
        assert list((tmp_path / "outside").iterdir()) == []


def test_summaries(corpus: Corpus) -> None:
    document = corpus.document(ARTICLE)
    for name in ("b.txt", "c.txt"):
        (corpus.sources / name).touch()
    assert set(corpus.summaries("aisha").values()) == {Summary()}
    digest = corpus.write_annotations(edited(corpus), document, None)
    corpus.annotation_path("aisha", "b.txt").write_bytes(b"nonsense")
    summaries = corpus.summaries("aisha")
    assert summaries[ARTICLE] == Summary(1, "draft")
    assert "must be a mapping" in summaries["b.txt"].fault
    assert summaries["c.txt"] == Summary()
    done = corpus.read_annotations("aisha", document).annotations.with_status("done")
    corpus.write_annotations(done, document, digest)
    assert corpus.summaries("aisha")[ARTICLE] == Summary(1, "done")

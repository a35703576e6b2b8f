"""Corpora are read for agreement: what has not changed once, what has faults not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.session.agreement.reading import AgreementReader, who_annotated
from annotator.store.corpus import Corpus
from tests.session.agreement.annotated import save, span, three_annotators

NAMES = ("anne", "باسط", "chen")
ARTICLES = ("a.txt", "b.txt")


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return three_annotators(tmp_path)


def test_who_has_no_file_is_not_there(corpus: Corpus) -> None:
    one, other = AgreementReader(corpus).read(ARTICLES, NAMES).articles
    assert list(one.sets) == list(NAMES)
    assert list(other.sets) == ["anne", "chen"]
    assert other.document.language == "hi"


def test_what_has_not_changed_is_the_same_object(corpus: Corpus) -> None:
    reader = AgreementReader(corpus)
    before = reader.read(ARTICLES, NAMES).articles
    assert reader.is_as_read(ARTICLES, NAMES)
    save(corpus, "chen", "b.txt", span("s1", 0, 12), span("s2", 17, 25))
    assert not reader.is_as_read(ARTICLES, NAMES)
    after = reader.read(ARTICLES, NAMES).articles
    assert after[0] is before[0]
    assert after[1] is not before[1]
    assert after[1].sets["anne"] is before[1].sets["anne"]
    assert len(after[1].sets["chen"].spans) == 2


def test_a_new_annotator_or_article_is_something_new(corpus: Corpus) -> None:
    reader = AgreementReader(corpus)
    reader.read(ARTICLES, NAMES[:2])
    assert not reader.is_as_read(ARTICLES, NAMES)
    assert not reader.is_as_read((*ARTICLES, "c.txt"), NAMES[:2])


def test_faults_are_kept_with_their_files(corpus: Corpus) -> None:
    corpus.annotation_path("anne", "a.txt").write_text("spans: {", "utf-8")
    (corpus.sources / "c.txt").write_bytes(b"\xff\xfe\xff")
    reading = AgreementReader(corpus).read((*ARTICLES, "c.txt"), NAMES)
    assert {path for path, _ in reading.faults} == {"annotations/anne/a.txt.yaml", "c.txt"}
    assert [(one.article, one.reason) for one in reading.excluded] == [("c.txt", "c.txt has faults")]
    first = reading.articles[0]
    assert list(first.sets) == ["باسط", "chen"]
    assert first.unreadable == {"anne": "annotations/anne/a.txt.yaml has faults"}


def test_a_link_out_of_the_corpus_is_a_fault_and_no_crash(corpus: Corpus, tmp_path: Path) -> None:
    path = corpus.annotation_path("anne", "a.txt")
    outside = tmp_path.parent / "outside.yaml"
    outside.write_bytes(path.read_bytes())
    path.unlink()
    path.symlink_to(outside)
    reading = AgreementReader(corpus).read(ARTICLES, NAMES)
    assert "anne" not in reading.articles[0].sets
    assert "link" in str(reading.faults[0][1])


def test_an_article_that_changed_makes_its_annotations_faulty(corpus: Corpus) -> None:
    reader = AgreementReader(corpus)
    reader.read(ARTICLES, NAMES)
    (corpus.sources / "a.txt").write_text("اور", "utf-8")
    reading = reader.read(ARTICLES, NAMES)
    assert reading.articles[0].sets == {}
    assert len({path for path, _ in reading.faults}) == 3


def test_each_article_is_told(corpus: Corpus) -> None:
    told: list[tuple[str, int, int]] = []
    AgreementReader(corpus).read(ARTICLES, NAMES, lambda *one: told.append(one))
    assert told == [("reading annotations", 0, 2), ("reading annotations", 1, 2)]


def test_a_folder_without_a_set_is_nobody_to_compare(corpus: Corpus) -> None:
    before = who_annotated(corpus)
    (corpus.annotations / "visitor").mkdir()
    assert "visitor" in corpus.annotators()
    assert who_annotated(corpus) == before

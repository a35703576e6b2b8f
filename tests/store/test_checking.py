"""A check reads everything and tells all that is wrong, each with its file."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.model.annotations import Span
from annotator.store.checking import check_corpus
from annotator.store.corpus import Corpus
from tests.store.made import ARTICLE, TEXT, make_corpus


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return make_corpus(tmp_path / "corpus", TEXT.replace("\u2028", " ").replace("\u0085", " "))


def found(corpus: Corpus) -> dict[str, str]:
    return {path: str(fault) for path, fault in check_corpus(corpus).found}


def annotate(corpus: Corpus, span: Span, article: str = ARTICLE) -> None:
    document = corpus.document(article)
    annotations = corpus.read_annotations("aisha", document).annotations.adding(span)
    corpus.write_annotations(annotations, document, corpus.digest("aisha", article))


def test_nothing_is_wrong(corpus: Corpus) -> None:
    annotate(corpus, Span("s1", "entity", "PER", 9, 14))
    checked = check_corpus(corpus)
    assert (checked.articles, checked.files, checked.found) == (1, 1, [])


def test_articles(corpus: Corpus) -> None:
    (corpus.sources / "empty.txt").write_bytes(b" \n")
    (corpus.sources / "latin.txt").write_bytes(b"\xe9t\xe9")
    (corpus.sources / "bidi.txt").write_bytes("a\nb\u202ec\u202e".encode())
    (corpus.sources / "nul.txt").touch()
    told = found(corpus)
    assert told["seeds/empty.txt"] == "is empty: there is nothing to annotate"
    assert "not UTF-8" in told["seeds/latin.txt"]
    assert told["seeds/bidi.txt"] == "line 2: holds RLO (U+202E), which reorders text, 2 times"
    assert "device" in told["seeds/nul.txt"]
    assert check_corpus(corpus).articles == 4


def test_annotation_files(corpus: Corpus) -> None:
    cut = TEXT.index("e\u0301")
    annotate(corpus, Span("s1", "entity", "PER", cut, cut + 1))
    (corpus.sources / "b.txt").write_bytes(b"b")
    corpus.annotation_path("aisha", "b.txt").write_bytes(b"format: annotator/1\n")
    corpus.annotation_path("aisha", "gone.txt").touch()
    (corpus.annotations / "A&B").mkdir()
    told = found(corpus)
    assert told == {
        "annotations/aisha/a.txt.yaml": f"s1 cuts a character in two at {cut + 1}",
        "annotations/aisha/b.txt.yaml": "line 1: annotator: is missing",
        "annotations/aisha/gone.txt.yaml": "belongs to no article: the article was renamed or removed",
        "annotations/A&B": "is nobody's folder: for an annotator of that name it must be called A%26B",
    }
    checked = check_corpus(corpus)
    assert checked.files == 2
    assert sum(not fault.warning for _, fault in checked.found) == 4


def test_folders_that_cannot_be_read(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    annotate(corpus, Span("s1", "entity", "PER", 9, 14))
    monkeypatch.setattr("annotator.store.checking.closed", lambda _: "permission denied")
    told = found(corpus)
    assert told == dict.fromkeys(("annotations", "annotations/aisha"), "cannot be read: permission denied")
    monkeypatch.undo()
    (corpus.sources / ARTICLE).unlink()
    corpus.sources.rmdir()
    assert found(corpus)["seeds"] == "cannot be read: there is no such file or folder"


def test_an_article_that_changed(corpus: Corpus) -> None:
    annotate(corpus, Span("s1", "entity", "PER", 9, 14))
    (corpus.sources / ARTICLE).write_bytes((TEXT + "x").encode())
    assert "changed" in found(corpus)["annotations/aisha/a.txt.yaml"]


def test_the_corpus_file(corpus: Corpus) -> None:
    (corpus.folder / "annotator.yaml").write_text(
        "format: annotator-corpus/1\nlanguages: ur\n", encoding="utf-8"
    )
    assert "languages" in found(Corpus.open(corpus.folder))["annotator.yaml"]

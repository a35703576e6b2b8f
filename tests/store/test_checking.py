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
    return make_corpus(tmp_path / "corpus", TEXT.replace("e\u0301", "x\u0301"))


def found(corpus: Corpus) -> dict[str, str]:
    return {finding.path: str(finding.fault) for finding in check_corpus(corpus).found}


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
    cut = TEXT.index("\u0301") - 1
    annotate(corpus, Span("s1", "entity", "PER", cut, cut + 1))
    (corpus.sources / "b.txt").write_bytes(b"b")
    corpus.annotation_path("aisha", "b.txt").write_bytes(b"format: annotator/1\n")
    corpus.annotation_path("aisha", "gone.txt").touch()
    (corpus.annotations / "A&B").mkdir()
    told = found(corpus)
    assert told == {
        "annotations/aisha/a.txt.yaml": f"line 9: spans[0]: s1 cuts a character in two at {cut + 1}",
        "annotations/aisha/b.txt.yaml": "line 1: annotator: is missing",
        "annotations/aisha/gone.txt.yaml": "belongs to no article: the article was renamed or removed",
        "annotations/A&B": "is nobody's folder: for an annotator of that name it must be called A%26B",
    }
    checked = check_corpus(corpus)
    assert checked.files == 2
    assert len(checked.faults) == 4


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


def codes(corpus: Corpus) -> list[tuple[str, str, int]]:
    return [(found.path, found.fault.code, found.fault.line) for found in check_corpus(corpus).found]


def test_text_that_is_not_in_normal_form(corpus: Corpus) -> None:
    (corpus.sources / "b.txt").write_bytes("a\né\ne\u0301\n\u0958\n".encode())
    assert codes(corpus) == [("seeds/b.txt", "not-nfc", 3)]
    assert "on 2 of its lines" in found(corpus)["seeds/b.txt"]


def test_spans_have_their_places(corpus: Corpus) -> None:
    for name, start, end in (("s1", 9, 14), ("s2", 8, 14), ("s3", 9, 14)):
        annotate(corpus, Span(name, "entity", "PER", start, end))
    checked = check_corpus(corpus)
    assert [(f.fault.code, f.fault.place, f.fault.line, f.fixable) for f in checked.warnings] == [
        ("edge-space", "spans[0]", 9, True),
        ("given-twice", "spans[2]", 25, True),
    ]
    assert checked.faults == []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("end: 14", "end: 4960", "outside"),
        ("start: 9", "start: 8", "quote"),
        ("label: PER", "label: X", "unknown-label"),
        ("layer: entity", "layer: X", "unknown-layer"),
        ("relations: []", "relations:\n- id: r1\n  label: claimant\n  from: x\n  to: s1\n", "dangling"),
        ("attributes: {}", "attributes: {size: big}", "unknown-attribute"),
        ("attributes: {}", "attributes: {translated: big}", "wrong-value"),
        ("annotator/1", "annotator/2", "newer-format"),
        ("annotator/1", "other/1", "other-format"),
        ("annotator: aisha", "annotator: bilal", "wrong-annotator"),
        ("length: ", "length: 1", "wrong-length"),
        ("status: draft", "status: [", ""),
    ],
)
def test_codes_of_faults(corpus: Corpus, old: str, new: str, code: str) -> None:
    annotate(corpus, Span("s1", "entity", "PER", 9, 14))
    path = corpus.annotation_path("aisha", ARTICLE)
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    checked = check_corpus(corpus)
    assert [finding.fault.code for finding in checked.faults][:1] == [code]
    assert not any(finding.fixable for finding in checked.found)


def test_a_form_that_is_not_the_programs_own(corpus: Corpus) -> None:
    annotate(corpus, Span("s1", "entity", "PER", 9, 14))
    path = corpus.annotation_path("aisha", ARTICLE)
    path.write_bytes(path.read_bytes() + b"# by hand\n")
    assert codes(corpus) == [("annotations/aisha/a.txt.yaml", "other-form", 0)]


def test_leftovers(corpus: Corpus) -> None:
    annotate(corpus, Span("s1", "entity", "PER", 9, 14))
    folder = corpus.annotation_path("aisha", ARTICLE).parent
    for name in (
        ".a.txt.yaml.lock",
        ".a.txt.yaml.journal",
        ".a.txt.yaml.journal.kept-1",
        ".a.txt.yaml.history",
        ".annotator-0-1.tmp",
        "notes.md",
    ):
        (folder / name).touch()
    assert {(path.rpartition("/")[2], code) for path, code, _ in codes(corpus)} == {
        (".a.txt.yaml.lock", "lock"),
        (".a.txt.yaml.journal", "journal"),
        (".a.txt.yaml.journal.kept-1", "kept-journal"),
        (".annotator-0-1.tmp", "unfinished"),
    }


def test_an_article_with_another_name(corpus: Corpus) -> None:
    annotate(corpus, Span("s1", "entity", "PER", 9, 14))
    (corpus.sources / ARTICLE).rename(corpus.sources / "b.txt")
    assert found(corpus)["annotations/aisha/a.txt.yaml"].endswith("removed; b.txt has the same text")


def test_names_that_some_systems_take_for_one(corpus: Corpus) -> None:
    (corpus.sources / "A.txt").write_bytes(b"x")
    for name in ("aisha", "Aisha"):
        (corpus.annotations / name).mkdir(parents=True)
    assert codes(corpus) == [("seeds/a.txt", "same-name", 0), ("annotations/aisha", "same-name", 0)]


def test_names_whose_letters_are_put_together_in_two_ways(corpus: Corpus) -> None:
    for name in ("\xe9.txt", "e\u0301.txt"):
        (corpus.sources / name).write_bytes(b"x")
    (told,) = (finding.fault for finding in check_corpus(corpus).found if finding.fault.code == "same-name")
    assert "but for how its letters are put together" in told.message


def test_links_that_lead_out(corpus: Corpus, tmp_path: Path) -> None:
    annotate(corpus, Span("s1", "entity", "PER", 9, 14))
    path = corpus.annotation_path("aisha", ARTICLE)
    path.rename(tmp_path / "secret.yaml")
    path.symlink_to(tmp_path / "secret.yaml")
    (tmp_path / "outside").mkdir()
    (corpus.annotations / "bilal").symlink_to(tmp_path / "outside")
    assert codes(corpus) == [
        ("annotations/aisha/a.txt.yaml", "leaves-corpus", 0),
        ("annotations/bilal", "leaves-corpus", 0),
    ]
    assert corpus.annotators() == ["aisha"]

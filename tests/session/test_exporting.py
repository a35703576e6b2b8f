"""Exports of a corpus: what is chosen, what is told, and that nothing is in its place before it is whole."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.exchange.formats import FORMATS
from annotator.exchange.outgoing import Loss
from annotator.model.annotations import Extra, Relation, Span
from annotator.model.faults import AnnotatorError
from annotator.session.exporting import Exported, ExportRequest, Lossy, export
from annotator.session.exporting_selection import Selection
from annotator.store.corpus import Corpus
from tests.store.made import make_corpus

TEXT = "وزیراعظم شہباز شریف نے\nकहा 😀\n"


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    corpus = make_corpus(tmp_path / "corpus", TEXT)
    (corpus.sources / "b").mkdir()
    (corpus.sources / "b" / "c.txt").write_bytes(TEXT.replace("\n", "\r\n").encode())
    (corpus.sources / "nobody.txt").write_text("x", encoding="utf-8")
    for annotator, status in (("aisha", "done"), ("بلال", "draft")):
        for name in ("a.txt", "b/c.txt"):
            document = corpus.document(name)
            said = corpus.read_annotations(annotator, document).annotations.with_status(status)
            said = said.adding(Span("s1", "entity", "PER", 9, 19, note="n")).adding(
                Span("s2", "claim", "FACT", 0, 22)
            )
            said = said.adding_relation(Relation("r1", "claimant", "s2", "s1"))
            corpus.write_annotations(said, document, None)
    return corpus


def run(
    corpus: Corpus, name: str, target: Path, selection: Selection | None = None, **wishes: bool
) -> tuple[Exported, list[Loss]]:
    losses: list[Loss] = []
    request = ExportRequest(FORMATS[name], target, selection or Selection(), **wishes)
    return export(corpus, request, tell=losses.append), losses


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def sets_of(path: Path) -> list[tuple[str, str, int, int]]:
    return [
        (line["article"], one["annotator"], len(one["spans"]), len(one["relations"]))
        for line in lines(path)
        for one in line["sets"]
    ]  # type: ignore[return-value, index, attr-defined]


def test_everything_into_one_file(corpus: Corpus, tmp_path: Path) -> None:
    done, losses = run(corpus, "jsonl", tmp_path / "out.jsonl")
    assert (done.articles, done.sets, done.spans, done.relations) == (2, 4, 8, 4)
    assert not losses
    assert sets_of(tmp_path / "out.jsonl") == [
        ("a.txt", "aisha", 2, 1),
        ("a.txt", "بلال", 2, 1),
        ("b/c.txt", "aisha", 2, 1),
        ("b/c.txt", "بلال", 2, 1),
    ]
    assert files(tmp_path) == [*(f"corpus/{name}" for name in files(corpus.folder)), "out.jsonl"]


def test_a_folder_for_each_annotator(corpus: Corpus, tmp_path: Path) -> None:
    done, _ = run(corpus, "brat", tmp_path / "out")
    assert [name for name in files(tmp_path / "out") if name.endswith(".ann")] == [
        "aisha/a.ann",
        "aisha/b/c.ann",
        "بلال/a.ann",
        "بلال/b/c.ann",
    ]
    assert (done.articles, done.sets) == (2, 4)
    assert sorted(done.files) == files(tmp_path / "out")


def test_one_annotator_goes_straight_into_the_folder(corpus: Corpus, tmp_path: Path) -> None:
    run(corpus, "brat", tmp_path / "out", Selection(("بلال",)))
    assert "a.ann" in files(tmp_path / "out")


def test_a_format_of_one_file_and_one_annotator(corpus: Corpus, tmp_path: Path) -> None:
    run(corpus, "doccano", tmp_path / "out.jsonl")
    assert [name for name in files(tmp_path / "out.jsonl") if name.endswith(".jsonl")] == [
        "aisha/out.jsonl",
        "بلال/out.jsonl",
    ]


@pytest.mark.parametrize(
    ("selection", "found"),
    [
        (Selection(("aisha",)), [("a.txt", "aisha", 2, 1), ("b/c.txt", "aisha", 2, 1)]),
        (Selection(done=True), [("a.txt", "aisha", 2, 1), ("b/c.txt", "aisha", 2, 1)]),
        (Selection(articles=("b/*",), done=True), [("b/c.txt", "aisha", 2, 1)]),
        (Selection(layers=("claim",), done=True, articles=("a.txt",)), [("a.txt", "aisha", 1, 0)]),
        (Selection(labels=("PER",), done=True, articles=("a.txt",)), [("a.txt", "aisha", 1, 0)]),
        (Selection(adjudicated=True), []),
    ],
)
def test_what_is_chosen(corpus: Corpus, tmp_path: Path, selection: Selection, found: list[object]) -> None:
    run(corpus, "jsonl", tmp_path / "out.jsonl", selection)
    assert sets_of(tmp_path / "out.jsonl") == found


def test_adjudicated_sets(corpus: Corpus, tmp_path: Path) -> None:
    document = corpus.document("a.txt")
    said = corpus.read_annotations("sara", document).annotations
    corpus.write_annotations(
        said.with_extra((Extra("adjudicates", ["aisha", "بلال"], "annotator"),)), document, None
    )
    run(corpus, "jsonl", tmp_path / "out.jsonl", Selection(adjudicated=True))
    assert [one[:2] for one in sets_of(tmp_path / "out.jsonl")] == [("a.txt", "sara")]


def test_articles_that_nobody_annotated(corpus: Corpus, tmp_path: Path) -> None:
    run(corpus, "jsonl", tmp_path / "out.jsonl", Selection(unannotated=True))
    assert [line["article"] for line in lines(tmp_path / "out.jsonl")] == ["a.txt", "b/c.txt", "nobody.txt"]
    run(corpus, "brat", tmp_path / "out", Selection(("aisha",), unannotated=True))
    assert (tmp_path / "out" / "nobody.ann").read_bytes() == b""


@pytest.mark.parametrize(
    ("selection", "told"),
    [
        (Selection(("nobody",)), "nobody is no annotator of this corpus; there are: aisha, بلال"),
        (Selection(layers=("x",)), "x is no layer"),
        (Selection(labels=("x",)), "x is no label"),
        (Selection(articles=("x*",)), "no article is called so"),
    ],
)
def test_what_is_not_there(corpus: Corpus, tmp_path: Path, selection: Selection, told: str) -> None:
    with pytest.raises(AnnotatorError, match=told.replace("*", r"\*")):
        run(corpus, "jsonl", tmp_path / "out.jsonl", selection)


class TestLosses:
    def test_they_are_told_span_by_span_before_and_after(self, corpus: Corpus, tmp_path: Path) -> None:
        preview, before = run(corpus, "doccano", tmp_path / "out", dry=True)
        assert not (tmp_path / "out").exists()
        done, after = run(corpus, "doccano", tmp_path / "out")
        assert before == after
        assert preview.losses == done.losses
        assert done.losses["notes"] == 4
        assert (
            after[0] == Loss("a.txt", "aisha", "", "status", "status is left out")
            or after[0].article == "a.txt"
        )
        notes = [loss for loss in after if loss.what == "notes"]
        assert (notes[0].item, notes[0].pieces, notes[0].exact) == ("s1", ((9, 19),), "شہباز شریف")

    def test_strict_writes_nothing(self, corpus: Corpus, tmp_path: Path) -> None:
        with pytest.raises(Lossy, match="doccano cannot hold"):
            run(corpus, "doccano", tmp_path / "out", strict=True)
        assert not (tmp_path / "out").exists()
        assert files(tmp_path) == [f"corpus/{name}" for name in files(corpus.folder)]
        run(corpus, "jsonl", tmp_path / "out.jsonl", strict=True)

    def test_line_ends_of_an_article(self, corpus: Corpus, tmp_path: Path) -> None:
        _, losses = run(corpus, "brat", tmp_path / "out", Selection(("aisha",)))
        assert [loss.article for loss in losses if loss.what == "line ends and byte-order mark"] == [
            "b/c.txt"
        ]


class TestPlace:
    def test_what_is_there_stays(self, corpus: Corpus, tmp_path: Path) -> None:
        (tmp_path / "out.jsonl").write_text("mine", encoding="utf-8")
        with pytest.raises(AnnotatorError, match="is there already; only --replace"):
            run(corpus, "jsonl", tmp_path / "out.jsonl")
        assert (tmp_path / "out.jsonl").read_text(encoding="utf-8") == "mine"
        run(corpus, "jsonl", tmp_path / "out.jsonl", replace=True)
        assert len(lines(tmp_path / "out.jsonl")) == 2

    def test_a_folder_with_an_earlier_export_is_replaced_whole(self, corpus: Corpus, tmp_path: Path) -> None:
        run(corpus, "brat", tmp_path / "out")
        with pytest.raises(AnnotatorError, match="only --replace"):
            run(corpus, "brat", tmp_path / "out")
        run(corpus, "brat", tmp_path / "out", Selection(("aisha",)), replace=True)
        assert not (tmp_path / "out" / "aisha").exists()
        assert (tmp_path / "out" / "a.ann").exists()

    def test_a_folder_with_anything_else_is_not(self, corpus: Corpus, tmp_path: Path) -> None:
        (tmp_path / "out").mkdir()
        (tmp_path / "out" / "thesis.docx").write_text("years of work", encoding="utf-8")
        with pytest.raises(AnnotatorError, match=r"holds other files than an export \(thesis.docx\)"):
            run(corpus, "brat", tmp_path / "out", replace=True)

    def test_an_empty_folder_and_an_empty_file_are_nobodys(self, corpus: Corpus, tmp_path: Path) -> None:
        (tmp_path / "out").mkdir()
        run(corpus, "brat", tmp_path / "out")
        (tmp_path / "x.jsonl").touch()
        run(corpus, "jsonl", tmp_path / "x.jsonl")

    @pytest.mark.parametrize(
        ("name", "place"),
        [
            ("brat", lambda corpus: corpus.folder),
            ("brat", lambda corpus: corpus.folder.parent),
            ("brat", lambda corpus: corpus.annotations / "x"),
            ("jsonl", lambda corpus: corpus.annotations / "x.jsonl"),
            ("brat", lambda corpus: corpus.sources / "x"),
        ],
    )
    def test_the_corpus_is_no_place(self, corpus: Corpus, name: str, place: Callable[[Corpus], Path]) -> None:
        before = files(corpus.folder)
        with pytest.raises(AnnotatorError, match=r"belongs to the corpus|among the articles"):
            run(corpus, name, place(corpus), replace=True)
        assert files(corpus.folder) == before

    def test_a_file_where_a_folder_should_be(self, corpus: Corpus, tmp_path: Path) -> None:
        (tmp_path / "out").write_text("x", encoding="utf-8")
        with pytest.raises(AnnotatorError, match="is a file, and this export is a folder"):
            run(corpus, "brat", tmp_path / "out", replace=True)

    @pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="rights are not asked of this user")
    def test_a_folder_that_cannot_be_written(self, corpus: Corpus, tmp_path: Path) -> None:
        (tmp_path / "closed").mkdir(mode=0o500)
        with pytest.raises(AnnotatorError, match="permission denied"):
            run(corpus, "jsonl", tmp_path / "closed" / "out.jsonl")

    @pytest.mark.parametrize("error", [KeyboardInterrupt, AnnotatorError])
    @pytest.mark.parametrize("name", ["brat", "jsonl", "csv"])
    def test_what_is_interrupted_leaves_nothing(
        self, corpus: Corpus, tmp_path: Path, error: type[BaseException], name: str
    ) -> None:
        def watch(done: int, _of: int) -> None:
            if done == 2:
                raise error

        before = files(tmp_path)
        with pytest.raises(error):
            export(corpus, ExportRequest(FORMATS[name], tmp_path / "out"), watch)
        assert files(tmp_path) == before
        assert sorted(path.name for path in tmp_path.iterdir()) == ["corpus"]


def test_files_with_faults_are_told_and_left_out(corpus: Corpus, tmp_path: Path) -> None:
    corpus.annotation_path("aisha", "a.txt").write_text("format: annotator/1\nspans: 5\n", encoding="utf-8")
    (corpus.sources / "nobody.txt").write_bytes(b"\xff")
    done, _ = run(corpus, "jsonl", tmp_path / "out.jsonl")
    assert {path for path, _ in done.faults} == {"annotations/aisha/a.txt.yaml", "nobody.txt"}
    assert [one[:2] for one in sets_of(tmp_path / "out.jsonl")] == [
        ("a.txt", "بلال"),
        ("b/c.txt", "aisha"),
        ("b/c.txt", "بلال"),
    ]
    with pytest.raises(Lossy, match="could not be read"):
        run(corpus, "jsonl", tmp_path / "strict.jsonl", strict=True)


def test_progress_counts_every_annotators_articles(corpus: Corpus, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    export(corpus, ExportRequest(FORMATS["brat"], tmp_path / "out"), lambda done, of: seen.append((done, of)))
    assert seen == [(number, 6) for number in range(1, 7)]


def test_the_same_corpus_gives_the_same_bytes(corpus: Corpus, tmp_path: Path) -> None:
    for name in ("brat", "csv", "jsonl"):
        for folder in ("x", "y"):
            run(corpus, name, tmp_path / folder / name)
    for name in files(tmp_path / "x"):
        assert (tmp_path / "x" / name).read_bytes() == (tmp_path / "y" / name).read_bytes()

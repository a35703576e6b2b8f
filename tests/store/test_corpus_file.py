"""annotator.yaml: paths stay inside, languages reach the articles, all faults are told together."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.model.faults import FaultyFile
from annotator.store.corpus_file import CORPUS_FILE, CorpusFile, init_corpus, read_corpus_file
from annotator.store.paths import LeavesCorpus
from annotator.text.direction import Direction

FORMAT = "format: annotator-corpus/1\n"


APART = "must not hold the articles: take a folder beside them or below them"


def read(folder: Path, text: str, *, seeds: bool = True) -> CorpusFile:
    if seeds:
        (folder / "seeds").mkdir(exist_ok=True)
    (folder / CORPUS_FILE).write_text(FORMAT + text, encoding="utf-8")
    return read_corpus_file(folder)


def faults_of(folder: Path, text: str, *, seeds: bool = True) -> list[str]:
    with pytest.raises(FaultyFile) as caught:
        read(folder, text, seeds=seeds)
    assert caught.value.path == CORPUS_FILE
    return [str(fault) for fault in caught.value.faults]


def test_defaults(tmp_path: Path) -> None:
    file = read(tmp_path, "")
    assert file.name == tmp_path.name
    assert (file.sources, file.annotations) == (tmp_path / "seeds", tmp_path / "annotations")
    assert file.guidelines is None
    assert file.notes == ()
    assert [layer.name for layer in file.scheme.layers] == ["entity", "claim"]


def test_files_at_their_usual_places_are_found(tmp_path: Path) -> None:
    (tmp_path / "resources").mkdir()
    (tmp_path / "resources" / "guidelines.md").touch()
    (tmp_path / "resources" / "labels.yaml").write_text(
        "format: annotator-labels/1\nlayers: [{name: a, labels: [{name: X}]}]\n", encoding="utf-8"
    )
    file = read(tmp_path, "")
    assert file.guidelines == tmp_path / "resources" / "guidelines.md"
    assert [layer.name for layer in file.scheme.layers] == ["a"]


def test_everything_named(tmp_path: Path) -> None:
    (tmp_path / "texts" / "news").mkdir(parents=True)
    (tmp_path / "how.md").touch()
    text = "name: خبریں\nsources: ./texts/news/\nannotations: work\nguidelines: how.md\n"
    file = read(tmp_path, text, seeds=False)
    assert file.name == "خبریں"
    assert (file.sources, file.annotations) == (tmp_path / "texts" / "news", tmp_path / "work")
    assert file.guidelines == tmp_path / "how.md"


def test_a_folder_without_the_file_is_a_corpus(tmp_path: Path) -> None:
    file = read_corpus_file(tmp_path)
    assert (file.sources, file.annotations) == (tmp_path, tmp_path / "annotations")
    assert not file.recursive


@pytest.mark.parametrize("key", ["sources", "annotations", "labels", "guidelines"])
@pytest.mark.parametrize("path", ["../x", "/etc", "C:/x", "a\\b", "nul", "a/../..", "out/x"])
def test_no_path_leaves_the_corpus(tmp_path: Path, key: str, path: str) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (tmp_path / "outside").mkdir()
    (corpus / "out").symlink_to(tmp_path / "outside")
    (fault,) = faults_of(corpus, f"{key}: '{path}'\n")
    assert fault.startswith(f"line 2: {key}: {path!r} ")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            "sources: texts\n",
            'line 2: sources: there is no folder "texts"; make it, or name the articles\' folder',
        ),
        ("sources: annotator.yaml\n", 'line 2: sources: "annotator.yaml" is no folder'),
        (
            "annotations: seeds\n",
            f"line 2: annotations: {APART}",
        ),
        (
            "annotations: .\n",
            f"line 2: annotations: {APART}",
        ),
        ("labels: l.yaml\n", 'line 2: labels: there is no file "l.yaml"'),
        ("language: Urdu!\n", 'line 2: language: "Urdu!" is no language tag; write ur, hi, ar, fa, …'),
        ("articles:\n- language: hi\n", "line 3: articles[0].match: is missing"),
        (
            "articles:\n- match: x\n  direction: up\n",
            'line 4: articles[0].direction: "up" is none of: ltr, rtl',
        ),
        ("name: [a]\n", "line 2: name: must be text"),
    ],
)
def test_faults_and_their_places(tmp_path: Path, text: str, fault: str) -> None:
    assert faults_of(tmp_path, text) == [fault]


def test_faults_are_told_together(tmp_path: Path) -> None:
    text = "sources: ../x\nlabels: none.yaml\nlanguage: '?'\nname: a\nname: b\n"
    text += "articles: [x, {match: y, language: 1}]\n"
    assert len(faults_of(tmp_path, text)) == 6


def test_a_missing_sources_folder(tmp_path: Path) -> None:
    assert faults_of(tmp_path, "", seeds=False) == [
        'line 1: sources: there is no folder "seeds"; make it, or name the articles\' folder'
    ]


def test_warnings(tmp_path: Path) -> None:
    file = read(tmp_path, "guidelines: none.md\nlanguages: ur\n")
    assert [(note.place, note.warning) for note in file.notes] == [("languages", True), ("guidelines", True)]


def test_faults_of_the_labels_name_the_labels(tmp_path: Path) -> None:
    (tmp_path / "l.yaml").write_text("format: annotator-labels/1\n", encoding="utf-8")
    with pytest.raises(FaultyFile, match=r"^l\.yaml: line 1: layers: is missing"):
        read(tmp_path, "labels: l.yaml\n")


def test_languages(tmp_path: Path) -> None:
    rules = """\
language: ur
articles:
- match: "003_*.txt"
  language: hi
- match: "**/en_*"
  language: en
  direction: ltr
- match: "2026/*"
  direction: rtl
- match: "x.txt"
  language: fa
- match: "?.txt"
  language: ar
"""
    file = read(tmp_path, rules)
    assert file.language_of("001.txt") == ("ur", None)
    assert file.language_of("003_a.txt") == ("hi", None)
    assert file.language_of("2026/003_a.txt") == ("ur", Direction.RTL)
    assert file.language_of("en_1.txt") == file.language_of("a/b/en_1.txt") == ("en", Direction.LTR)
    assert file.language_of("2026/en_1.txt") == ("en", Direction.RTL)
    assert file.language_of("2026/b/1.txt") == ("ur", None)
    assert file.language_of("x.txt") == ("ar", None)
    assert file.language_of("xxtxt") == ("ur", None)


class TestInit:
    def test_writes_both_files_and_the_folder(self, tmp_path: Path) -> None:
        folder = tmp_path / "new"
        written = init_corpus(folder, name='a "b"')
        assert written == [folder / "resources" / "labels.yaml", folder / CORPUS_FILE]
        file = read_corpus_file(folder)
        assert file.name == 'a "b"'
        assert file.sources == folder / "seeds"
        assert file.sources.is_dir()
        assert file.notes == ()

    def test_overwrites_nothing(self, tmp_path: Path) -> None:
        (tmp_path / "resources").mkdir()
        labels = tmp_path / "resources" / "labels.yaml"
        labels.write_text("mine", encoding="utf-8")
        assert init_corpus(tmp_path) == [tmp_path / CORPUS_FILE]
        assert labels.read_text(encoding="utf-8") == "mine"
        before = (tmp_path / CORPUS_FILE).read_bytes()
        assert init_corpus(tmp_path, name="other") == []
        assert (tmp_path / CORPUS_FILE).read_bytes() == before

    def test_takes_the_articles_that_lie_there(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").touch()
        init_corpus(tmp_path)
        assert read_corpus_file(tmp_path).sources == tmp_path

    def test_sources(self, tmp_path: Path) -> None:
        init_corpus(tmp_path, sources="./texts/اردو/")
        assert read_corpus_file(tmp_path).sources == tmp_path / "texts" / "اردو"

    @pytest.mark.parametrize("sources", ["../x", "/x", "annotations", "annotations/x"])
    def test_refuses_sources_that_cannot_be(self, tmp_path: Path, sources: str) -> None:
        with pytest.raises(LeavesCorpus):
            init_corpus(tmp_path, sources=sources)
        assert list(tmp_path.iterdir()) == []

    def test_a_place_that_cannot_be_written(self, tmp_path: Path) -> None:
        (tmp_path / "file").touch()
        with pytest.raises(FaultyFile, match="cannot be written"):
            init_corpus(tmp_path / "file" / "corpus")

"""The reasons for rejections that a corpus names."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.model.adjudication import REASONS
from annotator.model.faults import FaultyFile
from annotator.store.corpus import Corpus


def corpus_with(tmp_path: Path, text: str) -> Corpus:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "annotator.yaml").write_text(f"format: annotator-corpus/1\n{text}", encoding="utf-8")
    return Corpus.open(tmp_path)


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("", REASONS),
        ("reasons:\n- لقب\n- 012\n- لقب\n", ("لقب", "012")),
        ("reasons: [a title, no]\n", ("a title", "no")),
        ("reasons: a title\n", ("a title",)),
        ("reasons: []\n", ()),
        ("reasons:\n", ()),
    ],
)
def test_are_those_of_the_corpus_file(tmp_path: Path, text: str, reasons: tuple[str, ...]) -> None:
    corpus = corpus_with(tmp_path, text)
    assert corpus.reasons == reasons
    assert corpus.notes == ()


def test_a_folder_without_a_file_has_the_usual_ones(tmp_path: Path) -> None:
    assert Corpus.open(tmp_path).reasons == REASONS


@pytest.mark.parametrize("text", ["reasons: {}\n", "reasons:\n- {}\n", "reasons:\n- \n"])
def test_must_be_texts(tmp_path: Path, text: str) -> None:
    with pytest.raises(FaultyFile, match="reasons"):
        corpus_with(tmp_path, text)

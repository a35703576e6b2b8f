"""The tour does the main job on any corpus, and never in the corpus itself."""

from __future__ import annotations

import shutil

import pytest

from annotator.gui.tour import run_tour
from annotator.gui.tour_review import ADJUDICATOR
from annotator.model.faults import AnnotatorError
from annotator.store.corpus import Corpus
from tests.gui.article.pages import ROOT, SAMPLES


@pytest.fixture
def corpus(tmp_path, monkeypatch):
    folder = tmp_path / "corpus"
    (folder / "seeds").mkdir(parents=True)
    for name in (SAMPLES[1], SAMPLES[3]):
        shutil.copy(ROOT / "seeds" / name, folder / "seeds")
    shutil.copy(ROOT / "annotator.yaml", folder)
    shutil.copytree(ROOT / "resources", folder / "resources")
    monkeypatch.chdir(folder)
    return folder


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_the_tour_marks_saves_reopens_and_draws(qapp, corpus, tmp_path, capsys):
    before = sorted(path for path in corpus.rglob("*"))
    assert run_tour(tmp_path / "out") == 0
    told = capsys.readouterr().out
    made = Corpus.open(tmp_path / "out" / "corpus")
    annotations = made.read_annotations("tour", made.document(SAMPLES[1])).annotations
    assert len(annotations.spans) == 3
    assert str(made.annotation_path("tour", SAMPLES[1])) in told
    pictures = sorted(path.name for path in (tmp_path / "out" / "pictures").iterdir())
    assert len(pictures) == 4
    assert all(name in told for name in pictures)
    assert sorted(path for path in corpus.rglob("*")) == before


@pytest.mark.qt_log_ignore("propagateSizeHints", "support raise")
def test_the_tour_compares_and_decides_where_two_annotated(qapp, corpus, tmp_path, capsys):
    for name in ("aisha", "bilal"):
        shutil.copytree(ROOT / "annotations" / name, corpus / "annotations" / name)
    assert run_tour(tmp_path / "out") == 0
    told = capsys.readouterr().out
    assert "decided 1 of" in told
    pictures = {path.name for path in (tmp_path / "out" / "pictures").iterdir()}
    assert {"agreement.png", "review.png"} <= pictures
    made = Corpus.open(tmp_path / "out" / "corpus")
    assert made.read_annotations(ADJUDICATOR, made.document(SAMPLES[1])).annotations.extra
    assert not (corpus / "annotations" / ADJUDICATOR).exists()


def test_a_folder_without_articles_is_named(qapp, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(AnnotatorError, match="no articles"):
        run_tour(tmp_path / "out")

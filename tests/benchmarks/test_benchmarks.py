"""Every benchmark runs, on a tiny corpus, and yields figures that can be printed and kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotator.store.corpus import Corpus
from benchmarks.__main__ import NAMES, figures_of, main
from benchmarks.articles import ANNOTATOR, MANY, SINGLE, chief_articles, make_corpus
from benchmarks.effort import TINY, Bench
from benchmarks.figures import Figure, Target, heading, percentile, row, to_json

pytestmark = pytest.mark.qt_log_ignore("does not support (propagateSizeHints|raise)")


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    folder = tmp_path_factory.mktemp("benchmarks") / "corpus"
    make_corpus(folder, TINY.bytes, TINY.spans)
    return Bench(folder, TINY)


@pytest.mark.parametrize("name", NAMES)
def test_each_yields_figures(qapp, bench: Bench, name: str) -> None:
    figures = list(figures_of(name, bench))
    assert figures
    for figure in figures:
        assert figure.ours
        assert all(sample > 0 for sample in (*figure.ours, *figure.beside))
        assert figure.case in row(figure)


@pytest.fixture(scope="module")
def longer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("longer") / "corpus"
    make_corpus(folder, 30_000, 400)
    return folder


def test_the_long_articles_have_the_size_and_the_spans_asked_for(longer: Path) -> None:
    corpus = Corpus.open(longer)
    many, single = (corpus.document(name) for name in (MANY, SINGLE))
    assert abs(len(many.text.encode()) - 30_000) < 2_000
    assert many.text.replace("\n", " ") == single.text
    assert len(many.paragraphs) > 10
    assert len(single.paragraphs) == 1
    assert [article.path for article in chief_articles(longer)[1:]] == [MANY, SINGLE]
    for document in (many, single):
        spans = corpus.read_annotations(ANNOTATOR, document).annotations.spans
        assert len(spans) == 400
        pairs = [(a, b) for a in spans for b in spans]
        assert any(a.start < b.start < b.end < a.end for a, b in pairs)
        assert any(a.start < b.start < a.end < b.end for a, b in pairs)
        assert max(span.end - span.start for span in spans) > 300


def test_the_same_arguments_make_the_same_bytes(longer: Path, tmp_path: Path) -> None:
    again = tmp_path / "corpus"
    make_corpus(again, 30_000, 400)
    made = [file.relative_to(longer) for file in longer.rglob("long_*")]
    assert len(made) == 4
    assert [(again / file).read_bytes() for file in made] == [(longer / file).read_bytes() for file in made]


def test_percentiles_are_samples_by_nearest_rank() -> None:
    assert percentile([5.0], 0.99) == 5.0
    assert percentile(list(range(1, 101)), 0.99) == 99
    assert percentile(list(range(1, 102)), 0.99) == 100
    assert percentile([3, 1, 2], 0.5) == 2


def test_a_target_is_met_or_not_by_what_it_is_of() -> None:
    def figure(of: str, most: float) -> Figure:
        return Figure("s", "c", [1.0, 1.0, 4.0], [2.0], "other", target=Target(of, most))

    assert figure("p50", 1).met
    assert not figure("p99", 3.9).met
    assert figure("ratio", 0.5).met
    assert not figure("ratio", 0.4).met
    assert Figure("s", "c", [1.0]).met is None


def test_all_figures_are_kept_as_json() -> None:
    kept = json.loads(to_json([Figure("s", "c", [1.0, 3.0], [2.0], "other", target=Target("p99", 2))]))
    assert kept["figures"][0]["ours"]["samples"] == [1.0, 3.0]
    assert kept["figures"][0]["met"] is False
    assert kept["machine"]["python"]


def test_the_door_prints_a_table_and_writes_json(qapp, tmp_path: Path, capsys) -> None:
    assert main(["saving", "--tiny", "--json", str(tmp_path / "out.json")]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "\n".join(lines[:2]) == heading()
    assert len(json.loads((tmp_path / "out.json").read_text("utf-8"))["figures"]) == len(lines) - 2

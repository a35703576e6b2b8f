"""annotator agreement as it is typed: text, JSON and files, on the samples and on small corpora."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest

from annotator.cli.aligned import aligned
from annotator.cli.printing import width
from annotator.model.annotations import Span
from annotator.session.agreement.questions import Question
from annotator.store.corpus import Corpus
from tests.cli.test_main import ROOT, Ran
from tests.session.agreement.annotated import decided_from_others
from tests.store.made import ARTICLE, make_corpus

TEXT = "وزیراعظم شہباز شریف نے قازقستان کے صدر کا استقبال کیا۔\n"


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    """Two annotators, one of whom has a draft, and an article that one alone has."""
    corpus = make_corpus(tmp_path / "corpus", TEXT)
    (corpus.sources / "zweiter.txt").write_text(TEXT, encoding="utf-8")
    save(corpus, "aisha", ARTICLE, (9, 19, "PER"), (23, 31, "ORG"))
    save(corpus, "عائشہ", ARTICLE, (0, 19, "PER"), (23, 31, "ORG"), status="draft")
    save(corpus, "aisha", "zweiter.txt", (9, 19, "PER"))
    return corpus


def save(corpus: Corpus, who: str, name: str, *said: tuple[int, int, str], status: str = "done") -> None:
    document = corpus.document(name)
    annotations = corpus.read_annotations(who, document).annotations
    for number, (start, end, label) in enumerate(said):
        annotations = annotations.adding(Span(f"s{number}", "entity", label, start, end))
    corpus.write_annotations(annotations.with_status(status), document, None)


def test_the_samples_as_text(capsys: pytest.CaptureFixture[str]) -> None:
    ran = Ran(capsys, "-C", ROOT, "agreement", "--annotators", "aisha", "bilal", "--samples", "50")
    assert ran.status == 0
    assert ran.out.startswith("aisha, bilal: 5 articles in common\n")
    for told in ("F1 strict", "Krippendorff's α", "by label", "relations", "What costs most agreement"):
        assert told in ran.out
    assert "uα, |uα, cuα: undefined: spans of one annotator overlap" in ran.out
    assert ran.err == ""
    again = Ran(capsys, "-C", ROOT, "agreement", "--annotators", "aisha", "bilal", "--samples", "50")
    assert again.out == ran.out


def test_the_samples_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    ran = Ran(capsys, "-C", ROOT, "agreement", "--annotators", "bilal", "aisha", "--json", "--samples", "9")
    found = json.loads(ran.out)
    assert found["annotators"] == ["bilal", "aisha"]
    assert found["layers"].keys() == {"entity", "claim"}
    assert (found["bootstrap"]["samples"], found["bootstrap"]["seed"]) == (9, 0)
    kinds = found["layers"]["claim"]["kinds"]
    assert kinds["attribute"] > 0
    assert all(isinstance(times, int) for times in kinds.values())


def test_what_was_left_out_is_told(corpus: Corpus, capsys: pytest.CaptureFixture[str]) -> None:
    ran = Ran(capsys, "-C", corpus.folder, "agreement")
    assert "left out: zweiter.txt: \u2068عائشہ\u2069 has not annotated it" in ran.out
    done = Ran(capsys, "-C", corpus.folder, "agreement", "--done")
    assert "0 articles in common" in done.out
    assert "has not finished it" in done.out


def test_layers_labels_and_articles(corpus: Corpus, capsys: pytest.CaptureFixture[str]) -> None:
    base = ("-C", corpus.folder, "agreement", "--json", "--samples", "0")
    found = Ran(capsys, *base, "--layer", "entity", "--label", "ORG").json
    layers = found["layers"]
    assert isinstance(layers, dict)
    assert list(layers) == ["entity"]
    assert layers["entity"]["mean"]["strict"] == 1
    assert Ran(capsys, *base, "--article", "zwei*").json["articles"] == []
    assert Ran(capsys, *base, "--article", ARTICLE, "zwei*").json["articles"] == [ARTICLE]


@pytest.mark.parametrize("suffix", [".html", ".csv", ".json"])
def test_files(corpus: Corpus, tmp_path: Path, capsys: pytest.CaptureFixture[str], suffix: str) -> None:
    outs = [tmp_path / f"{number}{suffix}" for number in range(2)]
    for out in outs:
        ran = Ran(capsys, "-C", corpus.folder, "agreement", "--out", out, "--seed", "5")
        assert (ran.status, ran.out) == (0, "")
        assert f"wrote {out}" in ran.err
    assert outs[0].read_bytes() == outs[1].read_bytes()
    assert "عائشہ" in outs[0].read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--annotators", "aisha", "nobody"), "--annotators nobody: there are: aisha, "),
        (("--annotators", "aisha"), "agreement is between two or more; there is aisha only"),
        (("--layer", "verbs"), "--layer verbs: there are: entity"),
        (("--label", "X"), "--label X: there are: PER"),
        (("--label", "per"), "; did you mean PER?"),
        (("--annotators", "aishs", "عائشہ"), "; did you mean aisha?"),
        (("--layer", "claim", "--label", "PER"), "--label PER: there are: FACT"),
        (("--article", "x.txt"), "x.txt: there is no such article"),
        (("--article", "x*"), "--article x*: no article is called so"),
        (("--samples", "-1"), "--samples: the number must not be below 0"),
        (("--out", "report.pdf"), "--out report.pdf: the name must end in .html, .csv, .json"),
        (("--out", "report"), "--out report: the name must end in .html, .csv, .json"),
        (("--window", "--json"), "--window: the window shows the figures; leave out --json and --out"),
        (("--window", "--label", "PER", "ORG"), "--window: choose one --label, or none"),
        (("--window", "--article", "x.txt"), "x.txt: there is no such article"),
        (("--window", "--annotators", "nobody", "aisha"), "--annotators nobody: there are: aisha, "),
    ],
)
def test_what_cannot_be_followed(
    corpus: Corpus, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], told: str
) -> None:
    ran = Ran(capsys, "-C", corpus.folder, "agreement", *arguments)
    assert ran.status == 2
    assert told in ran.err
    assert ran.out == ""


def test_a_place_that_cannot_be_written_is_told_before_anything_is_computed(
    corpus: Corpus, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "report.html").mkdir()
    ran = Ran(capsys, "-C", corpus.folder, "agreement", "--out", tmp_path / "report.html")
    assert (ran.status, ran.out) == (1, "")
    assert "report.html could not be written: it is a folder" in ran.err


def test_the_window_gets_what_was_asked(
    corpus: Corpus, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[object, ...]] = []
    monkeypatch.setattr("annotator.gui.libraries.obstacle", lambda _: "")
    monkeypatch.setattr("annotator.gui.app.run", lambda *given: asked.append(given) or 0)
    line = ("--label", "FACT", "--article", "zwei*", "--done", "--annotators", "عائشہ", "aisha")
    ran = Ran(capsys, "-C", corpus.folder, "agreement", "--window", *line)
    assert (ran.status, ran.out) == (0, "")
    question = Question(("عائشہ", "aisha"), "claim", "FACT", "zwei*", done=True)
    assert asked == [(corpus.folder, None, None, question)]


def test_a_set_decided_from_the_others_is_left_out(
    corpus: Corpus, capsys: pytest.CaptureFixture[str]
) -> None:
    decided_from_others(corpus, "zed", ARTICLE)
    ran = Ran(capsys, "-C", corpus.folder, "agreement", "--json", "--samples", "0")
    assert ran.json["annotators"] == ["aisha", "عائشہ"]
    assert "left out: zed: decided from the others' annotations" in ran.err
    named = Ran(capsys, "-C", corpus.folder, "agreement", "--json", "--annotators", "zed", "aisha")
    assert named.json["annotators"] == ["zed", "aisha"]


def test_one_annotator_is_not_enough(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    corpus = make_corpus(tmp_path / "corpus", TEXT)
    assert "nobody has annotated it" in Ran(capsys, "-C", corpus.folder, "agreement").err
    save(corpus, "aisha", ARTICLE, (0, 5, "PER"))
    ran = Ran(capsys, "-C", corpus.folder, "agreement")
    assert ran.status == 1
    assert "there is aisha only" in ran.err


def test_a_file_with_faults_is_told_and_left_out(corpus: Corpus, capsys: pytest.CaptureFixture[str]) -> None:
    corpus.annotation_path("aisha", ARTICLE).write_text("spans: {", encoding="utf-8")
    (corpus.sources / "latin.txt").write_bytes(b"\xff\xfe\xff")
    ran = Ran(capsys, "-C", corpus.folder, "agreement", "--json")
    assert ran.status == 1
    reasons = {one["article"]: one["reason"] for one in ran.json["excluded"]}  # type: ignore[attr-defined]
    assert f"annotations/aisha/{ARTICLE}.yaml has faults" in reasons[ARTICLE]
    assert reasons["latin.txt"].endswith("has faults")
    assert f"annotations/aisha/{ARTICLE}.yaml: line" in ran.err


def test_a_file_that_cannot_be_written(corpus: Corpus, capsys: pytest.CaptureFixture[str]) -> None:
    out = corpus.folder / "annotator.yaml" / "report.html"
    ran = Ran(capsys, "-C", corpus.folder, "agreement", "--out", out)
    assert ran.status == 1
    assert "could not be written" in ran.err


def visible(line: str) -> str:
    return "".join(char for char in line if unicodedata.category(char) != "Cf")


def test_columns_stay_apart_whatever_runs_in_them() -> None:
    rows = [("", "spans"), ("وزیراعظم", "1,204"), ("PER", "7"), ("کراچی 5", "99")]
    lines = aligned(rows)
    assert {width(line) for line in lines} == {2 + 8 + 2 + 5}
    assert lines[1] == "  \u2068وزیراعظم\u2069  1,204"
    assert [visible(line).split()[-1] for line in lines] == ["spans", "1,204", "7", "99"]

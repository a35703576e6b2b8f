"""annotator delete: asks, keeps, deletes, tells; annotator restore brings it back."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from annotator.__main__ import main
from annotator.session.corpus import CorpusSession
from annotator.store.corpus import Corpus
from tests.durability.work import ARTICLE, make_corpus


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = make_corpus(tmp_path / "corpus")
    for name in ("aisha", "عائشہ"):
        session = CorpusSession(Corpus.open(folder), name)
        article = session.open(ARTICLE)
        article.annotate(0, 8, "entity", "PER")
        article.annotate(9, 14, "entity", "PER")
        article.annotate(9, 14, "entity", "ORG")
        article.save()
        session.close()
    return folder


def spans(folder: Path, name: str) -> list[str]:
    corpus = Corpus.open(folder)
    return [span.label for span in corpus.read_annotations(name, corpus.document(ARTICLE)).annotations]


def files(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file() and ".backups" not in path.parts)
    return {str(path): path.read_bytes() for path in paths if not path.name.endswith(".history")}


def run(folder: Path, *arguments: str) -> int:
    return main(["-C", str(folder), *arguments])


def answer(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    terminal = io.StringIO(text)
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr("sys.stdin", terminal)


def test_a_dry_run_tells_and_touches_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(folder)
    assert run(folder, "delete", "PER", "--annotator", "aisha", "--dry-run") == 0
    told = capsys.readouterr().out
    assert "annotations/aisha/" in told
    assert ": 2 spans\n" in told
    assert told.endswith("1 file: nothing was deleted\n")
    assert files(folder) == before


def test_there_and_back(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(folder)
    assert run(folder, "delete", "PER", "--annotator", "aisha", "--annotator", "عائشہ", "--yes") == 0
    told = capsys.readouterr().out
    assert "4 spans deleted; the old files are in annotations/.backups/" in told
    assert spans(folder, "aisha") == spans(folder, "عائشہ") == ["ORG"]
    assert run(folder, "restore") == 0
    told = capsys.readouterr().out
    assert "2 files brought back from before “all spans of PER were deleted”" in told
    assert "what stood there is in annotations/.backups/" in told
    assert files(folder) == before


@pytest.mark.parametrize(("said", "left"), [("y\n", ["ORG"]), ("n\n", ["PER", "ORG", "PER"]), ("", None)])
def test_a_person_is_asked(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    said: str,
    left: list[str] | None,
) -> None:
    before = spans(folder, "aisha")
    answer(monkeypatch, said)
    assert run(folder, "delete", "PER", "--annotator", "aisha") == 0
    assert "Delete 2 spans of PER in 1 file? [y/N] " in capsys.readouterr().err
    assert sorted(spans(folder, "aisha")) == sorted(left or before)


def test_without_a_person_it_must_be_said(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(folder)
    assert run(folder, "delete", "PER", "--annotator", "aisha") == 2
    assert "add --yes" in capsys.readouterr().err
    assert files(folder) == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["PERS", "--annotator", "aisha"], "there is no such label; there are: PER, "),
        (["PER", "--annotator", "nobody"], "has annotated nothing; there are: aisha, عائشہ"),
        (["PER"], "say whose spans go, with --annotator"),
        (["PER", "--annotator", "aisha", "--layer", "claim"], "has no label PER; that is in: entity"),
        (["PER", "--annotator", "aisha", "--article", "x*"], "no article is called so"),
    ],
)
def test_what_cannot_be_followed(
    folder: Path, arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files(folder)
    assert run(folder, "delete", *arguments, "--yes") == 2
    assert message in capsys.readouterr().err.replace("\u2068", "").replace("\u2069", "")
    assert files(folder) == before


def test_nothing_there_is_no_fault(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "delete", "GPE", "--annotator", "aisha") == 0
    assert capsys.readouterr().out == "there are no such spans\n"


def test_what_is_open_elsewhere_is_left_and_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    window = CorpusSession(Corpus.open(folder), "aisha")
    window.open(ARTICLE)
    assert run(folder, "delete", "PER", "--annotator", "aisha", "--yes", "--json") == 1
    told = json.loads(capsys.readouterr().out)
    assert told["backup"] == ""
    assert "open elsewhere" in told["files"][0]["left"]
    assert len(spans(folder, "aisha")) == 3
    window.close()
    assert run(folder, "delete", "PER", "--annotator", "aisha", "--yes", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["files"][0]["spans"], told["files"][0]["left"]) == (2, "")
    window = CorpusSession(Corpus.open(folder), "aisha")
    window.open(ARTICLE)
    assert run(folder, "restore") == 1
    assert "is open elsewhere" in capsys.readouterr().err
    window.close()

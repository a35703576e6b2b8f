"""Whatever a file holds, it gets a message that can be read, and costs little."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from annotator.model.faults import FaultyFile
from annotator.store import bounds
from annotator.store.bounds import MAX_BYTES, MAX_MARKS, excess
from annotator.store.corpus import Corpus
from annotator.store.nodes import MAX_FAULTS, Faults
from annotator.store.yaml_file import load
from tests.store.hostile import HOSTILE, message
from tests.store.made import ARTICLE, TEXT, make_corpus

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize("size", [200, 20_000, 200_000])
def test_every_kind_gets_a_message(kind: str, size: int) -> None:
    told = message(HOSTILE[kind](size))
    assert told.startswith("x.yaml: ")
    assert len(told) < 100_000
    assert max(map(len, told.split("\n"))) < 300


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs /proc and a limit on memory")
def test_none_takes_much_memory() -> None:
    """Each has four million bytes: a few copies of it in memory are fair."""
    command = [sys.executable, "-m", "tests.store.hostile", str(4_000_000), "100"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.stderr == ""
    assert len(ran.stdout.splitlines()) == len(HOSTILE)


def test_a_file_of_too_many_values() -> None:
    most = b"a: [" + b"\n" * (MAX_MARKS - 1) + b"]"
    assert excess(most) == ""
    assert excess(most + b"\n") == "holds more than 500,000 values, the most that is read"
    with pytest.raises(FaultyFile, match=r"^x: holds more than 500,000 values"):
        load(most + b"\n", Faults("x"))


def test_a_large_file() -> None:
    assert excess(b" " * MAX_BYTES) == ""
    assert excess(b" " * (MAX_BYTES + 1)) == "is larger than 16 megabytes, the most that is read"


def test_nothing_is_written_that_would_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = make_corpus(tmp_path / "corpus")
    document = corpus.document(ARTICLE)
    annotations = corpus.read_annotations("aisha", document).annotations
    monkeypatch.setattr(bounds, "MAX_MARKS", 5)
    with pytest.raises(Exception, match=r"a\.txt\.yaml was not written: it holds more than 5 values"):
        corpus.write_annotations(annotations, document, None)
    assert not corpus.annotation_path("aisha", ARTICLE).exists()


def test_no_more_faults_than_anyone_will_read() -> None:
    faults = Faults("x")
    for number in range(MAX_FAULTS - 1):
        faults.warn(f"{number}")
    with pytest.raises(FaultyFile) as caught:
        faults.add("the last")
    assert len(caught.value.faults) == MAX_FAULTS + 1
    assert str(caught.value.faults[0]) == "these are the first 1,000 faults; there may be more"


@pytest.mark.parametrize("name", ["annotator.yaml", "resources/labels.yaml", f"seeds/{ARTICLE}"])
def test_large_files_of_a_corpus(tmp_path: Path, name: str) -> None:
    corpus = make_corpus(tmp_path / "corpus", TEXT)
    with (corpus.folder / name).open("r+b") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(FaultyFile, match="it is larger than 16 megabytes"):
        Corpus.open(corpus.folder).document(ARTICLE)

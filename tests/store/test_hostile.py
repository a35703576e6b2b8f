"""Whatever a file holds, it gets a message that can be read, and costs little."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from annotator.model.annotations import AnnotationSet, Span
from annotator.model.faults import FaultyFile, SaveFailed
from annotator.store import bounds
from annotator.store.bounds import (
    MAX_BYTES,
    MAX_ESCAPES,
    MAX_ITEMS,
    MAX_LINE,
    MAX_MARKS,
    excess,
    too_long_line,
)
from annotator.store.corpus import Corpus
from annotator.store.nodes import MAX_FAULTS, Faults
from annotator.store.yaml_file import load
from tests.store.hostile import FILES
from tests.store.made import ARTICLE, TEXT, make_corpus

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(("file", "kind"), [(file, kind) for file in FILES for kind in FILES[file][0]])
@pytest.mark.parametrize("size", [200, 20_000, 200_000])
def test_every_kind_gets_a_message(file: str, kind: str, size: int) -> None:
    kinds, tell = FILES[file]
    told = tell(kinds[kind](size)).replace("annotator.yaml: ", "x.yaml: ")
    assert told.startswith("x.yaml: ")
    assert len(told) < 200_000
    assert max(map(len, told.split("\n"))) < 300


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs /proc and a limit on memory")
@pytest.mark.parametrize(
    ("file", "size"),
    [("annotations", 3_500_000), ("annotations", 16_700_000), ("labels", 16_700_000), ("corpus", 16_700_000)],
)
def test_none_takes_much_memory(file: str, size: int) -> None:
    """They are as large as they may be, or hold as much as they may."""
    command = [sys.executable, "-m", "tests.store.hostile", file, str(size), "100"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.stderr == ""
    assert len(ran.stdout.splitlines()) == len(FILES[file][0])


def test_a_file_of_too_many_values() -> None:
    most = b"a: [" + b"\n" * (MAX_MARKS - 1) + b"]"
    assert excess(most) == ""
    assert excess(most.replace(b"\n", b"\r\n")) == ""
    for end in (b"\n", b"\r", b",", b"- "):
        assert excess(most + end) == "holds more than 400,000 values, the most that is read"
    with pytest.raises(FaultyFile, match=r"^x: holds more than 400,000 values"):
        load(most + b"\n", Faults("x"))


def test_a_file_of_too_many_escapes() -> None:
    assert excess(b"\\" * MAX_ESCAPES) == ""
    assert excess(b"\\" * (MAX_ESCAPES + 1)) == "holds more than 2,000,000 backslashes, the most that is read"


@pytest.mark.parametrize("before", ["", "b: 1\n", "b: 1\n" * 900_000])
def test_a_line_that_is_too_long(before: str) -> None:
    assert too_long_line(f"{before}{'x' * MAX_LINE}\n{'x' * MAX_LINE}") == 0
    assert too_long_line(f"{before}{'x' * (MAX_LINE + 1)}\ny") == before.count("\n") + 1
    assert too_long_line(f"{before}y\n{'x' * (MAX_LINE + 1)}") == before.count("\n") + 2


def test_a_long_line_of_our_own_writing_is_read() -> None:
    faults = Faults("x")
    assert load(b'a: "' + b"x" * (MAX_LINE + 1) + b'"\n', faults).value() == {"a": "x" * (MAX_LINE + 1)}
    with pytest.raises(FaultyFile, match=r"^x: line 2: is longer than 4 million characters"):
        load(b"b: 1\na: '" + b"x" * (MAX_LINE + 1) + b"'\n", faults)


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


def test_no_span_is_written_with_more_pieces_than_are_read(tmp_path: Path) -> None:
    corpus = make_corpus(tmp_path / "corpus", "a " * (MAX_ITEMS + 1))
    document = corpus.document(ARTICLE)
    empty = corpus.read_annotations("aisha", document).annotations

    def pieces(count: int) -> AnnotationSet:
        parts = tuple((2 * number, 2 * number + 1) for number in range(count))
        return empty.adding(Span("s1", "entity", "PER", 0, parts[-1][1], parts))

    with pytest.raises(SaveFailed, match=r"was not written: it has more than 1,000 pieces in the span s1"):
        corpus.write_annotations(pieces(MAX_ITEMS + 1), document, None)
    corpus.write_annotations(pieces(MAX_ITEMS), document, None)
    assert corpus.read_annotations("aisha", document).annotations == pieces(MAX_ITEMS)


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

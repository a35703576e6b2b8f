"""The table of formats, and what everything else reads from it."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

from annotator.exchange.format import Feature, Format, Option
from annotator.exchange.format_table import losses, markdown
from annotator.exchange.formats import FORMATS, format_called
from annotator.exchange.sniffing import guess
from annotator.exchange.source import Source
from annotator.model.faults import AnnotatorError, FaultyFile

DOCS = Path(__file__).parents[2] / "docs" / "exchange.md"
ROWS = list(FORMATS.values())


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_every_row_has_what_it_says(row: Format) -> None:
    assert re.fullmatch("[a-z0-9-]+", row.name)
    assert row.reader or row.writer
    assert row.suffix.startswith(".")
    assert bool(row.extra) == bool(row.packages)
    if row.missing():
        return
    if row.reader:
        assert callable(row.reading().read)
        assert callable(row.reading().sniff)
    if row.writer:
        assert callable(row.writing().write)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_a_package_is_not_needed_to_know_of_a_format(row: Format) -> None:
    package = (row.reader or row.writer).rpartition(".")[0]
    assert Path(str(import_module(package).__file__)).read_text(encoding="utf-8").count("import") <= 3


def test_the_documentation_has_the_same_table() -> None:
    assert "\n".join(markdown(ROWS)) in DOCS.read_text(encoding="utf-8")


def test_lossless_formats_lose_nothing() -> None:
    assert [row.name for row in ROWS if row.lossless and row.writer] == ["jsonl", "parquet"]
    assert losses(FORMATS["jsonl"]) == "nothing"


def test_a_format_that_is_not_there() -> None:
    with pytest.raises(AnnotatorError, match="word is no format; there are: jsonl, "):
        format_called("word")


def test_a_package_that_is_not_there() -> None:
    row = Format("x", "X", ".x", reader="os", writer="os", extra="x", packages=("there_is_none",))
    with pytest.raises(AnnotatorError, match=r"x needs there_is_none.*pip install 'annotator\[x\]'"):
        row.reading()


def test_options() -> None:
    row = Format("x", "X", ".x", options=(Option("shape", "Shape", ("a", "b")), Option("name", "Name")))
    assert row.settled({}) == {"shape": "a", "name": ""}
    assert row.settled({"shape": "b", "name": "y"}) == {"shape": "b", "name": "y"}
    for given, told in (
        ({"form": "a"}, "has no option form; there are: shape, name"),
        ({"shape": "c"}, "one of a, b"),
    ):
        with pytest.raises(AnnotatorError, match=told):
            row.settled(given)


def test_features_of_one_fate_are_told_together() -> None:
    row = Format(
        "x", "X", ".x", writer="x", lacks={Feature.NOTES: "go", Feature.LINKS: "go", Feature.IDS: "stay"}
    )
    assert losses(row) == "notes and links go; ids stay"


class TestSource:
    def test_what_is_not_there(self, tmp_path: Path) -> None:
        with pytest.raises(AnnotatorError, match="there is no such file or folder"):
            Source(tmp_path / "x")

    def test_names_are_in_order_and_hidden_ones_left_out(self, tmp_path: Path) -> None:
        for name in ("b.txt", "a/c.TXT", ".hidden.txt", "a/d.ann", ".git/x.txt"):
            path = tmp_path / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(b"")
        (tmp_path / "loop").symlink_to(tmp_path)
        assert list(Source(tmp_path).names(".txt")) == ["a/c.TXT", "b.txt"]

    def test_lines_and_what_is_no_text(self, tmp_path: Path) -> None:
        path = tmp_path / "x"
        path.write_bytes("\ufeffa\r\nب\n".encode() + b"\xff\n")
        lines = Source(path).lines("x")
        assert next(lines) == (1, "a")
        assert next(lines) == (2, "ب")
        with pytest.raises(FaultyFile, match="x: line 3: is not UTF-8 at byte 0"):
            next(lines)


def test_what_nobody_knows(tmp_path: Path) -> None:
    with pytest.raises(AnnotatorError, match="there are no files in it"):
        guess(Source(tmp_path), ROWS)
    (tmp_path / "x.bin").write_bytes(b"\x00\x01")
    with pytest.raises(AnnotatorError, match="its format is not known; name one of: jsonl"):
        guess(Source(tmp_path), ROWS)

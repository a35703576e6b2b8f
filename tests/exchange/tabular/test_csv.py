"""Tables for spreadsheets: harmless, read back, and as people make and sort them."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import polars
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.exchange.format import Format
from annotator.exchange.formats import FORMATS
from annotator.exchange.sniffing import guess
from annotator.exchange.source import Source
from annotator.exchange.tabular.cells import cell, said_cell, text_of
from annotator.exchange.tabular.columns import SPAN_COLUMNS
from annotator.exchange.tabular.csv_files import CsvFile
from annotator.exchange.tabular.csv_reading import _Groups  # pyright: ignore[reportPrivateUsage]
from annotator.model.annotations import AnnotationSet, Relation, Span
from annotator.model.document import Document
from annotator.model.faults import FaultyFile
from tests.exchange.round_trips import Back, article, read, write
from tests.store import made

CSV, TSV = FORMATS["csv"], FORMATS["tsv"]
TEXT = '=SUM(A1) شہباز\nشریف, "x"; 😀\n'
DOCUMENT = Document("a.txt", TEXT, "0" * 64)
DANGEROUS = "=+-@\t\r＝＋－＠"


def said(*spans: Span, relations: tuple[Relation, ...] = (), annotator: str = "aisha") -> AnnotationSet:
    return AnnotationSet("a.txt", annotator, "0" * 64, len(TEXT), "done", {"topic": "-x"}, spans, relations)


def table(path: Path, separator: str = ",") -> list[dict[str, str]]:
    text = path.read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=separator))


def from_text(folder: Path, text: str | bytes, name: str = "t.csv") -> Back:
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return read(CSV if name.endswith("csv") else TSV, folder / name, [DOCUMENT])


@given(st.one_of(made.texts, st.text(st.sampled_from(f"{DANGEROUS}'_x5F2\n "), max_size=6)))
def test_cells_are_harmless_and_come_back(text: str) -> None:
    written = cell(text)
    assert text_of(written) == text
    assert text_of(said_cell(text)) == text
    assert said_cell(text)
    assert not written.startswith(tuple(DANGEROUS))
    written.encode()


def test_the_three_tables(tmp_path: Path) -> None:
    first = Span("s1", "claim", "FACT", 0, 8, (), {"sure": False, "wording": ""}, "-note", "@link")
    second = Span("s2", "entity", "PER", 9, 19, ((9, 14), (15, 19)))
    relations = (Relation("r1", "claimant", "s1", "s2", {"how": "+x"}, "=n"),)
    write(CSV, [article(TEXT, said(first, second, relations=relations))], tmp_path / "o.csv")
    assert (
        (tmp_path / "o.csv")
        .read_bytes()
        .startswith(b"\xef\xbb\xbfarticle,annotator,id,layer,label,start,end")
    )
    spans = table(tmp_path / "o.csv")
    assert spans[0]["text"] == "'=SUM(A1)"
    assert (spans[0]["note"], spans[0]["link"]) == ("'-note", "'@link")
    assert (spans[0]["attribute sure"], spans[0]["attribute wording"]) == ("false", "'")
    assert spans[0]["attribute checkworthy"] == ""
    assert spans[1]["parts"] == "[[9,14],[15,19]]"
    (relation,) = table(tmp_path / "o.relations.csv")
    assert (relation["from"], relation["to"], relation["from text"]) == ("s1", "s2", "'=SUM(A1)")
    (one,) = table(tmp_path / "o.sets.csv")
    assert (one["status"], one["spans"], one["attribute topic"]) == ("done", "2", "'-x")


def test_polars_reads_it(tmp_path: Path) -> None:
    spans = [Span("s1", "entity", "PER", 9, 19), Span("s2", "claim", "FACT", 0, 8, note="a\nb")]
    write(CSV, [article(TEXT, said(*spans))], tmp_path / "o.csv")
    frame = polars.read_csv(tmp_path / "o.csv")
    assert frame.height == 2
    assert frame.sort("start")["note"].to_list() == ["a\nb", None]
    assert frame["text"].to_list()[1] == "شہباز\nشریف"


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_tables_as_spreadsheets_write_them(tmp_path: Path, separator: str, encoding: str) -> None:
    rows = [
        ["Document", "Begin", "END", "Category", "Quote", "colour"],
        ["a.txt", "9.0", "14", "PER", "شہباز", "red"],
    ]
    text = "\r\n".join(separator.join(row) for row in rows)
    back = from_text(tmp_path, text.encode(encoding))
    assert [fault.fault.message for fault in back.faults] == ["columns that say nothing here: colour"]
    (span,) = back.sets["a.txt", "aisha"].spans
    assert (span.layer, span.label, span.start, span.end) == ("entity", "PER", 9, 14)


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every table counts as large."""
    monkeypatch.setattr("annotator.exchange.tabular.csv_reading._SMALL", -1)


@pytest.mark.usefixtures("large")
def test_rows_of_large_tables_in_any_order(tmp_path: Path) -> None:
    test_rows_in_any_order(tmp_path)


def test_rows_in_any_order(tmp_path: Path) -> None:
    rows = [
        "article,annotator,label,start,end",
        "b,x,PER,0,1",
        "a.txt,y,PER,9,14",
        "b,x,ORG,1,2",
        "a.txt,x,PER,0,1",
    ]
    (tmp_path / "t.csv").write_text("\n".join(rows), encoding="utf-8")
    known = [DOCUMENT, Document("b.txt", "xyz", "")]
    back = read(CSV, tmp_path / "t.csv", known)
    assert {key: len(one.spans) for key, one in back.sets.items()} == {
        ("b.txt", "x"): 2,
        ("a.txt", "y"): 1,
        ("a.txt", "x"): 1,
    }


def test_a_table_without_articles_is_of_the_one_that_is_called_like_it(tmp_path: Path) -> None:
    assert ("a.txt", "aisha") in from_text(tmp_path, "label,start,end\nPER,9,14\n", "a.csv").sets


def test_pieces_as_people_write_them(tmp_path: Path) -> None:
    back = from_text(tmp_path, "article,label,start,end,pieces\na.txt,PER,9,19,9-14;15-19\n")
    assert back.sets["a.txt", "aisha"].spans[0].parts == ((9, 14), (15, 19))


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("a.txt,PER,x,14,", "t.csv: line 2: start: 'x' is no whole number"),
        ("a.txt,PER,9,-1,", "t.csv: line 2: end: '-1' is no whole number"),
        (
            "a.txt,PER,9,14,[[9]]",
            "t.csv: line 2: parts: '[[9]]' is no list of ranges",
        ),
        (",PER,9,14,", "t.csv: line 2: article: is empty"),
    ],
)
def test_rows_that_are_wrong_are_told_with_their_line(tmp_path: Path, row: str, told: str) -> None:
    back = from_text(tmp_path, f"article,label,start,end,parts\n{row}\n")
    assert [f"{fault.file}: {fault.fault}"[: len(told)] for fault in back.faults] == [told]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"article,label\na,b\n", "has no column start, end"),
        (b"article,label,start,end\na.txt,\xd4,0,1\n", "is not UTF-8"),
        (b"", "has no column"),
    ],
)
def test_files_that_are_no_such_table(tmp_path: Path, data: bytes, told: str) -> None:
    with pytest.raises(FaultyFile, match=told):
        from_text(tmp_path, data)


def test_quotes_with_line_breaks_count_for_the_next_line(tmp_path: Path) -> None:
    back = from_text(tmp_path, 'article,label,start,end,text\na.txt,PER,9,19,"شہباز\nشریف"\na.txt,PER,x,2,\n')
    assert [fault.fault.line for fault in back.faults] == [4]


@pytest.mark.parametrize("row", [CSV, TSV])
def test_it_is_told_by_its_columns(tmp_path: Path, row: Format) -> None:
    write(row, [article(TEXT, said(Span("s1", "entity", "PER", 9, 14)))], tmp_path / f"o{row.suffix}")
    assert guess(Source(tmp_path / f"o{row.suffix}"), FORMATS.values()) is row
    assert guess(Source(tmp_path), FORMATS.values()) is row


@pytest.mark.usefixtures("large")
def test_large_tables_with_articles_that_some_of_them_lack(tmp_path: Path) -> None:
    ends = Span("s0", "entity", "PER", 0, 1), Span("s1", "entity", "PER", 1, 2)
    joined = said(*ends, relations=(Relation("r0", "about", "s0", "s1"),))
    sets = {"a": said(), "b": said(*ends), "c": joined, "d": said(), "e": said(*ends), "f": said()}
    sets = {f"{name}.txt": replace(one, article=f"{name}.txt") for name, one in sets.items()}
    articles = [article(f"xyz {name}\n", one, path=name) for name, one in sets.items()]
    write(CSV, articles, tmp_path / "t.csv")
    back = read(CSV, tmp_path / "t.csv", [one.document for one in articles])
    assert {name: (len(one.spans), len(one.relations)) for (name, _), one in back.sets.items()} == {
        name: (len(one.spans), len(one.relations)) for name, one in sets.items()
    }
    assert len(back.incoming) == len(sets)
    assert all(one.attributes == {"topic": "-x"} for one in back.sets.values())


@pytest.mark.usefixtures("large")
def test_large_tables_are_read_article_by_article(tmp_path: Path) -> None:
    rows = "".join(f"{name},PER,0,1\n" * 3 for name in "abcdef")
    (tmp_path / "t.csv").write_text(f"article,label,start,end\n{rows}", encoding="utf-8")
    groups = _Groups(CsvFile(Source(tmp_path), "t.csv", SPAN_COLUMNS), "", is_small=False)
    assert [row.line for row in groups.pop("b")] == [5, 6, 7]
    assert groups.pop("z") == []
    assert [*groups._ready] == ["a"]  # pyright: ignore[reportPrivateUsage]
    assert groups.rest() == ["a", "c", "d", "e", "f"]

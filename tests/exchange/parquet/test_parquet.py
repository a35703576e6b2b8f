"""Parquet: what polars and pyarrow see, what comes back, part by part, and tables of others."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import polars
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.exchange.formats import FORMATS
from annotator.exchange.sniffing import guess
from annotator.exchange.source import Source
from annotator.model.annotations import AnnotationSet, Relation, Span
from annotator.model.document import Document
from annotator.model.faults import FaultyFile
from annotator.store.annotation_writer import AnnotationWriter
from tests.exchange.jsonl.test_jsonl import with_extras
from tests.exchange.round_trips import article, articles, read, there_and_back, write

PARQUET = FORMATS["parquet"]
TEXT = "شہباز شریف 😀 नमस्ते\n"


def said(path: str, annotator: str, *spans: Span, relations: tuple[Relation, ...] = ()) -> AnnotationSet:
    return AnnotationSet(path, annotator, "0" * 64, len(TEXT), "done", {"translated": True}, spans, relations)


def corpus(folder: Path, count: int = 3) -> list[AnnotationSet]:
    sets = [
        said(
            f"{number}.txt",
            "aisha",
            Span("s1", "claim", "FACT", 0, 12, ((0, 5), (11, 12)), {"sure": False, "wording": "x"}, "n"),
            Span("s2", "entity", "PER", 0, 10),
            relations=(Relation("r1", "claimant", "s1", "s2"),),
        )
        for number in range(count)
    ]
    some = [article(TEXT, one, said(one.article, "بلال"), path=one.article) for one in sets]
    write(PARQUET, [*some, article(TEXT, path="z.txt")], folder)
    return sets


def test_polars_sees_a_row_for_each_span(tmp_path: Path) -> None:
    corpus(tmp_path / "o")
    spans = polars.read_parquet(tmp_path / "o" / "spans" / "*.parquet")
    assert spans.height == 6
    first = spans.filter(polars.col("id") == "s1").row(0, named=True)
    assert first["parts"] == [{"start": 0, "end": 5}, {"start": 11, "end": 12}]
    assert first["text"] == "شہباز 😀"
    assert (first["attribute_sure"], first["attribute_wording"], first["attribute_checkworthy"]) == (
        False,
        "x",
        None,
    )
    assert spans.schema["start"] == polars.Int64
    assert spans.schema["attribute_sure"] == polars.Boolean


def test_articles_and_sets_without_spans_are_there(tmp_path: Path) -> None:
    corpus(tmp_path / "o")
    assert polars.read_parquet(tmp_path / "o" / "articles" / "*.parquet")["article"].to_list()[-1] == "z.txt"
    sets = polars.read_parquet(tmp_path / "o" / "sets" / "*.parquet")
    assert sets.height == 6
    back = read(PARQUET, tmp_path / "o")
    assert back.sets["0.txt", "بلال"].spans == ()
    assert back.sets["0.txt", "بلال"].attributes == {"translated": True}
    assert back.texts["z.txt"] == TEXT


def test_parts_belong_together(tmp_path: Path) -> None:
    target = tmp_path / "o"
    many = [
        article(TEXT, said(f"{n:03}.txt", "a", Span("s1", "entity", "PER", 0, 5)), path=f"{n:03}.txt")
        for n in range(250)
    ]
    write(PARQUET, many, target, {"articles": "100"})
    assert sorted(path.name for path in (target / "spans").iterdir()) == [
        f"part-0000{n}.parquet" for n in range(3)
    ]
    back = read(PARQUET, target)
    assert len(back.sets) == 250
    assert all(len(one.spans) == 1 for one in back.sets.values())


def test_an_empty_corpus_has_its_columns(tmp_path: Path) -> None:
    write(PARQUET, [], tmp_path / "o")
    assert pq.read_schema(tmp_path / "o" / "spans" / "part-00000.parquet").names[:3] == [
        "article",
        "annotator",
        "id",
    ]
    assert not read(PARQUET, tmp_path / "o").incoming


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_everything_comes_back(data: st.DataObject) -> None:
    one = data.draw(articles(many=True))
    one = replace(one, sets=tuple(data.draw(with_extras(said)) for said in one.sets))
    back, losses = there_and_back(PARQUET, [one])
    assert not losses
    assert not back.faults
    writer = AnnotationWriter(one.document)
    for said in one.sets:
        assert writer.write(in_order(back.sets[one.document.path, said.annotator])) == writer.write(
            in_order(said)
        )
    assert back.texts[one.document.path].encode() == one.source


def in_order(one: AnnotationSet) -> AnnotationSet:
    """The set with attributes by name: columns have their own order."""
    spans = tuple(replace(span, attributes=dict(sorted(span.attributes.items()))) for span in one.spans)
    return replace(one, spans=spans, attributes=dict(sorted(one.attributes.items())))


def test_a_table_of_others(tmp_path: Path) -> None:
    rows = {
        "doc_id": ["a", "a", "b"],
        "begin": [0, 6, 0],
        "end": [5, 10, 5],
        "tag": ["PER"] * 3,
        "user": ["x"] * 3,
    }
    pq.write_table(pa.table(rows), tmp_path / "t.parquet")
    known = [Document("a.txt", TEXT, ""), Document("b.txt", TEXT, "")]
    back = read(PARQUET, tmp_path / "t.parquet", known)
    assert {key: len(one.spans) for key, one in back.sets.items()} == {("a.txt", "x"): 2, ("b.txt", "x"): 1}


def test_files_that_are_none(tmp_path: Path) -> None:
    (tmp_path / "t.parquet").write_bytes(b"PAR1 not really")
    with pytest.raises(FaultyFile, match="is no Parquet file"):
        read(PARQUET, tmp_path / "t.parquet")
    pq.write_table(pa.table({"x": [1]}), tmp_path / "u.parquet")
    with pytest.raises(FaultyFile, match="has no column article, label, start, end; there are: x"):
        read(PARQUET, tmp_path / "u.parquet")


def test_it_is_told_by_its_content(tmp_path: Path) -> None:
    corpus(tmp_path / "o", 1)
    assert guess(Source(tmp_path / "o"), FORMATS.values()) is PARQUET

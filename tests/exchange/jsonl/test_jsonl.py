"""Our own JSON Lines: everything comes back, byte by byte; what is wrong in a line is told with its place."""

from __future__ import annotations

import json
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.exchange.formats import FORMATS
from annotator.exchange.sniffing import NO, SURE, Glimpse
from annotator.exchange.source import Source
from annotator.model.anchors import Anchor
from annotator.model.annotations import AnnotationSet, Extra, Relation, Span
from annotator.model.document import Document
from annotator.model.unsettled import LostSpan, lost_spans, with_lost, with_moved_from
from annotator.store.annotation_writer import RELATION_KEYS, SPAN_KEYS, TOP_KEYS, AnnotationWriter
from tests.exchange.round_trips import article, articles, folder, read, there_and_back, write
from tests.store.made import extras

JSONL = FORMATS["jsonl"]
TEXT = "شہباز شریف نے\nकज़ाख़स्तान 😀 e\u0301\n"


def said(*spans: Span, relations: tuple[Relation, ...] = (), extra: tuple[Extra, ...] = ()) -> AnnotationSet:
    digest = sha256(TEXT.encode()).hexdigest()
    return AnnotationSet("a.txt", "aisha", digest, len(TEXT), "draft", {}, spans, relations, extra)


@st.composite
def with_extras(draw: st.DrawFn, one: AnnotationSet) -> AnnotationSet:
    """The set with keys that this version does not know, everywhere."""
    spans = tuple(replace(span, extra=draw(extras(SPAN_KEYS))) for span in one.spans)
    relations = tuple(replace(relation, extra=draw(extras(RELATION_KEYS))) for relation in one.relations)
    return replace(one, spans=spans, relations=relations, extra=draw(extras(TOP_KEYS)))


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_the_annotation_files_are_the_same_byte_by_byte(data: st.DataObject) -> None:
    one = data.draw(articles(many=True))
    one = replace(one, sets=tuple(data.draw(with_extras(said)) for said in one.sets))
    back, losses = there_and_back(JSONL, [one])
    assert not losses
    assert not back.faults
    writer = AnnotationWriter(one.document)
    for said in one.sets:
        assert writer.write(back.sets[one.document.path, said.annotator]) == writer.write(said)
    assert back.texts[one.document.path].encode() == one.source


def test_moved_and_lost_spans_come_along() -> None:
    anchor = Anchor(0, 5, "Nawaz", "", " x")
    moved = with_moved_from(Span("s1", "entity", "PER", 0, 5), anchor)
    lost = LostSpan(Span("s2", "entity", "PER", 0, 5), anchor)
    one = with_lost(said(moved), [lost], [Relation("r1", "claimant", "s1", "s2")])
    back, _ = there_and_back(JSONL, [article(TEXT, one)])
    again = back.sets["a.txt", "aisha"]
    writer = AnnotationWriter(article(TEXT).document)
    assert writer.write(again) == writer.write(one)
    assert lost_spans(again) == (lost,)


def test_a_line(tmp_path: Path) -> None:
    span = Span("s1", "claim", "FACT", 0, 13, ((0, 5), (11, 13)), {"sure": True}, "n", "Q1", "model")
    relations = (Relation("r1", "claimant", "s1", "s2", {"how": "x"}, "y"),)
    one = said(span, Span("s2", "entity", "PER", 6, 10), relations=relations)
    document = Document("a.txt", TEXT, sha256(TEXT.encode()).hexdigest(), "ur")
    target = tmp_path / "o.jsonl"
    write(JSONL, [replace(article(TEXT, one), document=document)], target)
    (line,) = target.read_text(encoding="utf-8").splitlines()
    assert json.loads(line) == {
        "format": "annotator-article/1",
        "article": "a.txt",
        "language": "ur",
        "text": TEXT,
        "sets": [
            {
                "format": "annotator/1",
                "article": "a.txt",
                "sha256": document.sha256,
                "length": len(TEXT),
                "annotator": "aisha",
                "status": "draft",
                "attributes": {},
                "spans": [
                    {
                        "id": "s1",
                        "layer": "claim",
                        "label": "FACT",
                        "start": 0,
                        "end": 13,
                        "parts": [
                            {"start": 0, "end": 5, "exact": "شہباز"},
                            {"start": 11, "end": 13, "exact": "نے"},
                        ],
                        "exact": "شہباز نے",
                        "attributes": {"sure": True},
                        "note": "n",
                        "link": "Q1",
                        "origin": "model",
                    },
                    {"id": "s2", "layer": "entity", "label": "PER", "start": 6, "end": 10, "exact": "شریف"},
                ],
                "relations": [
                    {
                        "id": "r1",
                        "label": "claimant",
                        "from": "s1",
                        "to": "s2",
                        "attributes": {"how": "x"},
                        "note": "y",
                    }
                ],
            }
        ],
    }


@pytest.mark.parametrize(
    "source", [f"\ufeff{TEXT}", TEXT.replace("\n", "\r\n"), TEXT.replace("\n", "\r"), "a\r\nb\rc\n"]
)
def test_the_articles_file_comes_back(source: str) -> None:
    text = source.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    back, _ = there_and_back(JSONL, [article(text, source=source)])
    assert back.texts["a.txt"] == source


def test_half_a_character_in_a_note_is_no_obstacle(tmp_path: Path) -> None:
    one = said(Span("s1", "entity", "PER", 0, 5, note="a\ud800"))
    write(JSONL, [article(TEXT, one)], tmp_path / "o.jsonl")
    (tmp_path / "o.jsonl").read_bytes().decode("utf-8")
    assert read(JSONL, tmp_path / "o.jsonl").sets["a.txt", "aisha"].spans[0].note == "a\ud800"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "line 2: is not JSON"),
        ("[1]", "line 2: is no JSON object"),
        ('{"format": "other/1"}', "line 2: format: 'other/1' is not annotator-article/1"),
        ('{"format": "annotator-article/1", "text": 5}', "line 2: text: must be text"),
        ('{"format": "annotator-article/1", "text": "\\ud800"}', "line 2: text: holds half a character"),
        ('{"format": "annotator-article/1", "sets": [5]}', "line 2: sets: must be a list of objects"),
        (
            '{"format": "annotator-article/1", "text": "x", "sets": [{"spans": [{"start": "x"}]}]}',
            "line 2: sets[0].spans[0]: start must be a whole number",
        ),
        ("[" * 100_000, "line 2: is not JSON"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, line: str, told: str) -> None:
    (tmp_path / "o.jsonl").write_text(f"\n{line}\n", encoding="utf-8")
    back = list(JSONL.reading().read(Source(tmp_path / "o.jsonl"), None))
    assert [str(fault.fault).startswith(told) for one in back for fault in one.faults] == [True]


def test_it_is_told_by_its_first_line(tmp_path: Path) -> None:
    write(JSONL, [article(TEXT)], tmp_path / "o.jsonl")
    (tmp_path / "p.jsonl").write_text('{"text": "annotator-article/1"}\n', encoding="utf-8")
    sniff = JSONL.reading().sniff
    assert sniff(Glimpse(Source(tmp_path / "o.jsonl"))) == SURE
    assert sniff(Glimpse(Source(tmp_path / "p.jsonl"))) == NO


def test_every_line_is_json_of_its_own() -> None:
    with folder() as path:
        many = [
            article(TEXT, said(Span("s1", "entity", "PER", 0, 5)), path=f"{number}.txt")
            for number in range(5)
        ]
        write(JSONL, many, path / "o.jsonl")
        lines = (path / "o.jsonl").read_bytes().splitlines()
        assert [json.loads(line)["article"] for line in lines] == [f"{number}.txt" for number in range(5)]

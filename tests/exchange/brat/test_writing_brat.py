"""Files for brat, read by brat's own parser (bratsubset is a part of its server)."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.exchange.format import Feature
from annotator.exchange.formats import FORMATS
from annotator.model.annotations import AnnotationSet, Relation, Span
from tests.exchange.round_trips import article, articles, folder, read, there_and_back, write
from tests.store.made import scheme_of

BRAT = FORMATS["brat"]
TEXT = "شہباز شریف نے\nقازقستان 😀 کا\u2028دورہ کیا\n"


def said(*spans: Span, relations: tuple[Relation, ...] = (), text: str = TEXT) -> AnnotationSet:
    return AnnotationSet("a.txt", "aisha", "0" * 64, len(text), spans=spans, relations=relations)


def lines(target: Path, one: AnnotationSet, text: str = TEXT) -> list[str]:
    write(BRAT, [article(text, one)], target)
    return (target / "a.ann").read_text(encoding="utf-8").split("\n")[:-1]


def test_lines(tmp_path: Path) -> None:
    first = Span("s7", "entity", "PER", 0, 10, note="ایک\nدو", link="Wikidata:Q30")
    second = Span("s2", "claim", "FACT", 6, 24, ((6, 10), (14, 24)), {"sure": True, "checkworthy": "1e3"})
    third = Span("x", "entity", "جگہ", 25, 32)
    relations = (Relation("r4", "claimant", "s2", "s7", {"how": "so"}, "why"),)
    assert lines(tmp_path / "o", said(first, second, third, relations=relations)) == [
        "T7\tPER 0 10\tشہباز شریف",
        "#1\tAnnotatorNotes T7\tایک_x0A_دو",
        "N1\tReference T7 Wikidata:Q30\tشہباز شریف",
        "T2\tFACT 6 10;14 24\tشریف قازقستان 😀",
        "A1\tsure T2",
        "A2\tcheckworthy T2 1e3",
        "T8\t_x62C__x6AF__x6C1_ 25 27;28 32\tکا دورہ",
        "R4\tclaimant Arg1:T2 Arg2:T7",
        "#2\thow R4\tso",
        "#3\tAnnotatorNotes R4\twhy",
    ]


def test_events_are_written_as_events(tmp_path: Path) -> None:
    scheme = scheme_of(
        "format: annotator-labels/1\nlayers:\n- name: event\n  labels:\n  - name: Visit\n"
        "- name: entity\n  labels:\n  - name: PER\nrelations:\n- name: who\n- name: no1\n"
    )
    spans = (
        Span("s1", "event", "Visit", 0, 5),
        Span("s2", "entity", "PER", 6, 10),
        Span("s3", "entity", "PER", 0, 10),
    )
    relations = (
        Relation("r1", "who", "s1", "s2"),
        Relation("r2", "who", "s1", "s3"),
        Relation("r3", "no1", "s1", "s2"),
    )
    target = tmp_path / "o"
    write(BRAT, [article(TEXT, said(*spans, relations=relations))], target, scheme=scheme)
    assert (target / "a.ann").read_text(encoding="utf-8").split("\n")[:-1] == [
        "T3\tPER 0 10\tشہباز شریف",
        "T4\tVisit 0 5\tشہباز",
        "E1\tVisit:T4 who:T2 who2:T3",
        "T2\tPER 6 10\tشریف",
        "R3\tno1 Arg1:E1 Arg2:T2",
    ]
    back = read(BRAT, target, scheme=scheme).sets["a.txt", "aisha"]
    assert {(r.label, r.source, r.target) for r in back.relations} == {
        ("who", "E1", "T2"),
        ("who", "E1", "T3"),
        ("no1", "E1", "T2"),
    }


@pytest.mark.parametrize(
    "span",
    [
        Span("s1", "entity", "PER", 13, 14),
        Span("s1", "entity", "PER", 13, 16),
        Span("s1", "entity", "PER", 11, 14),
        Span("s1", "entity", "PER", 11, 16, ((11, 13), (14, 16))),
    ],
)
def test_line_breaks_that_cannot_be_told_are_lost_and_said_so(tmp_path: Path, span: Span) -> None:
    losses = write(BRAT, [article(TEXT, said(span))], tmp_path / "o")
    assert [(loss.item, loss.what) for loss in losses] == [("s1", Feature.EDGES)]
    assert losses[0].exact == span.exact(TEXT)


def test_a_label_of_two_layers_says_its_layer(tmp_path: Path) -> None:
    scheme = scheme_of(
        "format: annotator-labels/1\nlayers:\n"
        "- name: a/b\n  labels:\n  - name: X\n  - name: Y/Z\n- name: c\n  labels:\n  - name: X\n"
    )
    spans = (Span("s1", "a/b", "X", 0, 5), Span("s2", "c", "X", 0, 5), Span("s3", "a/b", "Y/Z", 0, 5))
    target = tmp_path / "o"
    write(BRAT, [article(TEXT, said(*spans))], target, scheme=scheme)
    back = read(BRAT, target, scheme=scheme).sets["a.txt", "aisha"]
    assert {(span.layer, span.label) for span in back.spans} == {("a/b", "X"), ("c", "X"), ("a/b", "Y/Z")}


def test_chains_of_equal_things(tmp_path: Path) -> None:
    scheme = scheme_of(
        "format: annotator-labels/1\nlayers:\n- name: entity\n  labels:\n  - name: PER\n"
        "relations:\n- name: Equiv\n"
    )
    spans = tuple(Span(f"s{n}", "entity", "PER", n, n + 1) for n in range(1, 6))
    chain = tuple(Relation(f"r{n}", "Equiv", f"s{n}", f"s{n + 1}") for n in (1, 2, 4))
    target = tmp_path / "o"
    write(BRAT, [article(TEXT, said(*spans, relations=chain))], target, scheme=scheme)
    text = (target / "a.ann").read_text(encoding="utf-8")
    assert text.endswith("*\tEquiv T1 T2 T3\n*\tEquiv T4 T5\n")
    circle = (*chain, Relation("r3", "Equiv", "s3", "s1"))
    write(BRAT, [article(TEXT, said(*spans, relations=circle))], tmp_path / "p", scheme=scheme)
    assert (tmp_path / "p" / "a.ann").read_text(encoding="utf-8").count("\nR") == 4


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_brat_itself_reads_every_line(data: st.DataObject) -> None:
    brat = pytest.importorskip("bratsubset.annotation", reason="make installs it")
    one = data.draw(articles(many=False, path="a.txt"))
    with folder() as path:
        losses = write(BRAT, [one], path / "o")
        found = brat.TextAnnotations(str(path / "o" / "a"))
        assert not found.failed_lines
        spans = one.sets[0].spans
        unplaced = {loss.item for loss in losses if "left out" in loss.message and loss.what == Feature.EDGES}
        assert len(list(found.get_textbounds())) == len(spans) - len(unplaced)
        kept = [r for r in one.sets[0].relations if not {r.source, r.target} & unplaced]
        assert len(list(found.get_relations())) == len(kept)


def test_ids_keep_their_numbers() -> None:
    back, _ = there_and_back(BRAT, [article(TEXT, said(Span("s12", "entity", "PER", 0, 5)))])
    assert [span.id for span in back.sets["a.txt", "aisha"].spans] == ["T12"]

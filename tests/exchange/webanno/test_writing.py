"""WebAnno TSV written: what a second reader makes of it, golden files, and losses where they are due."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.exchange.format import Feature
from annotator.model.annotations import AnnotationSet, Relation, Span
from annotator.store.label_files import read_labels
from annotator.text.offsets import Utf16Offsets
from tests.exchange.exchanged import article_of, read, source_of, written
from tests.exchange.round_trips import articles
from tests.exchange.webanno.inception_reader import read_as_inception

GOLDEN = Path(__file__).parent.parent / "golden" / "webanno"
TEXT = (
    "\u200fوزیراعظم شہباز شریف نے کہا۔ قازقستان، 😀 5سالہ روڈ میپ!\n"
    "\n"
    "क्षेत्रीय सहयोग 👨\u200d👩\u200d👧 बढ़ेगा।\tTokayev said: [a|b_c;d*e] -> \\ ok.  Bye\n"
)


def at(word: str, start: int = 0) -> tuple[int, int]:
    place = TEXT.index(word, start)
    return place, place + len(word)


def sample() -> AnnotationSet:
    document = article_of(TEXT).document
    return AnnotationSet(
        document.path,
        "aisha",
        document.sha256,
        len(document.text),
        spans=(
            Span("s1", "entity", "PER", *at("شہباز شریف"), link="Q1", note="one | two\n[three] \\"),
            Span("s2", "entity", "جگہ", *at("قازقستان")),
            Span("s3", "entity", "ORG", at("قازقستان")[0], at("روڈ")[1]),
            Span(
                "s4",
                "claim",
                "FACT",
                *at("شہباز شریف نے کہا"),
                attributes={"checkworthy": "yes", "sure": True, "wording": "* _ -> 1-1"},
            ),
            Span("s5", "entity", "PER", at("5سالہ")[0], at("5سالہ")[0] + 1),
            Span("s6", "entity", "ORG", at("5سالہ")[0] + 1, at("روڈ")[1] - 1),
            Span(
                "s7",
                "claim",
                "FACT",
                at("क्षेत्रीय")[0],
                at("said")[1],
                parts=(at("क्षेत्रीय"), at("बढ़ेगा"), at("said")),
                origin={"decision": "both", "from": ["aisha#s1"]},
            ),
            Span("s8", "entity", "PER", *at("👨\u200d👩\u200d👧")),
            Span("s9", "entity", "NO", *at("[a|b_c;d*e] -> \\")),
            Span("s10", "claim", "FACT", at("क्षेत्रीय")[0], at("Bye")[1]),
        ),
        relations=(
            Relation("r1", "claimant", "s4", "s1", {"how": "by name"}, "see | there\\"),
            Relation("r2", "claimant", "s7", "s1", {"how": ""}),
            Relation("r3", "about", "s7", "s4"),
            Relation("r4", "about", "s6", "s5"),
        ),
    )


def test_what_is_written_stays_the_same() -> None:
    for entities in ("custom", "NamedEntity"):
        files, told = written("webanno-tsv", [article_of(TEXT, sample())], entities=entities)
        assert sorted(files) == ["TypeSystem.xml", "a.txt.tsv"]
        assert not [loss for loss in told if loss.what != Feature.IDS]
        for name, data in files.items():
            assert data == (GOLDEN / entities / name).read_bytes()


def test_inception_reads_text_places_and_values() -> None:
    files, _ = written("webanno-tsv", [article_of(TEXT, sample())])
    cas = read_as_inception(files["a.txt.tsv"])
    assert cas.text == f"{TEXT}\n"
    spans = {cas.covered(one): one for one in cas.annotations if one.begin >= 0}
    assert spans["شہباز شریف"].features == {
        "label": "PER",
        "identifier": "Q1",
        "note": "one | two\n[three] \\",
    }
    assert spans["شہباز شریف نے کہا"].features["wording"] == "* _ -> 1-1"
    assert spans["سالہ رو"].features == {"label": "ORG"}
    assert "क्षेत्रीय सहयोग 👨\u200d👩\u200d👧 बढ़ेगा।\tTokayev said" in spans, "from the first to the last piece"
    relations = [one for one in cas.annotations if one.source]
    ends = {
        (one.features["label"], one.type, cas.covered(one.source)[:9], cas.covered(one.target))
        for one in relations
        if one.source and one.target
    }
    assert ends == {
        ("claimant", "webanno.custom.Relation", "شہباز شری", "شہباز شریف"),
        ("claimant", "webanno.custom.Relation", "क्षेत्रीय", "شہباز شریف"),
        ("about", "webanno.custom.claimRelation", "क्षेत्रीय", "شہباز شریف نے کہا"),
        ("about", "webanno.custom.entityRelation", "سالہ رو", "5"),
    }
    assert {one.features.get("note") for one in relations} == {"see | there\\", None}


@given(st.data())
def test_inception_reads_whatever_is_written(data: st.DataObject) -> None:
    article = data.draw(articles(many=False))
    files, told = written("webanno-tsv", [article])
    cas = read_as_inception(files[f"{article.document.path}.tsv"])
    assert cas.text.removesuffix("\n") == article.document.text
    assert all(begin < end for begin, end in cas.sentences)
    moved = {loss.item for loss in told if loss.what in (Feature.EDGES, Feature.PIECES)}
    offsets = Utf16Offsets(article.document.text)
    expected = {
        (offsets.to_utf16(span.start), offsets.to_utf16(span.end), span.label)
        for span in article.sets[0].spans
        if span.id not in moved
    }
    spans = [one for one in cas.annotations if not one.source]
    assert expected <= {(one.begin, one.end, one.features["label"]) for one in spans}
    alone = {loss.item for loss in told if "alone is in no token" in loss.message}
    assert len(spans) == len(article.sets[0].spans) - len(alone)


@pytest.mark.parametrize(
    ("pieces", "what"),
    [
        (((0, 1), (2, 3)), Feature.PIECES),
        (((1, 2),), Feature.EDGES),
        (((0, 2),), Feature.EDGES),
        (((0, 1),), None),
        (((0, 1), (4, 5)), None),
        (((4, 5), (6, 8)), None),
    ],
)
def test_a_loss_is_told_where_and_only_where_something_is_lost(
    pieces: tuple[tuple[int, int], ...], what: Feature | None
) -> None:
    text = "a b cdef 😀"
    document = article_of(text).document
    parts = pieces if len(pieces) > 1 else ()
    span = Span("s1", "entity", "PER", pieces[0][0], pieces[-1][1], parts)
    said = AnnotationSet(document.path, "aisha", document.sha256, len(text), spans=(span,))
    files, told = written("webanno-tsv", [article_of(text, said)])
    assert [loss.what for loss in told] == ([what] if what else [])
    (back,) = read("webanno-tsv", source_of("webanno-tsv", files))
    got = [one.pieces for one in back.sets[0].spans]
    assert (got == [pieces]) == (what is None)


def test_a_relation_goes_with_its_span_and_is_told() -> None:
    text = "a \nb"
    document = article_of(text).document
    spans = (Span("s1", "claim", "FACT", 1, 2), Span("s2", "entity", "PER", 3, 4))
    said = AnnotationSet(
        document.path, "aisha", document.sha256, 4, spans=spans,
        relations=(Relation("r1", "claimant", "s1", "s2"),),
    )  # fmt: skip
    _, told = written("webanno-tsv", [article_of(text, said)])
    assert [(loss.item, loss.what) for loss in told] == [("s1", Feature.EDGES), ("r1", Feature.RELATIONS)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n",
        "\n a",
        "a",
        "a\n",
        "a\n\n",
        "a \n  b",
        "a. B.\n C.\tD. \u2028E",
        "\u00a0\x1ca\x0bb\x85",
    ],
)
def test_the_text_comes_back_with_all_its_white_space(text: str) -> None:
    document = article_of(text).document
    said = AnnotationSet(document.path, "aisha", document.sha256, len(text))
    files, _ = written("webanno-tsv", [article_of(text, said)])
    (back,) = read("webanno-tsv", source_of("webanno-tsv", files))
    assert back.text == text
    assert not back.faults
    if text:
        assert read_as_inception(files["a.txt.tsv"]).text.removesuffix("\n") == text


LABELS = """\
format: annotator-labels/1
layers:
- name: "class"
  labels: [{name: A}]
  attributes:
  - {name: label, type: text}
  - {name: "x_y", type: text}
  - {name: "ROLE_a", type: text}
  - {name: "برچسب", type: flag}
  - {name: "1st", type: text}
  - {name: begin, type: flag}
  - {name: Note, type: text}
- name: "Relation"
  labels: [{name: A}]
- name: "دعویٰ 1"
  labels: [{name: "*"}, {name: "_"}, {name: "a|b"}]
"""


def test_names_that_mean_something_else_there_come_back() -> None:
    scheme = read_labels(LABELS.encode(), "labels.yaml")[0]
    text = "a b c d e"
    document = article_of(text).document
    attributes = {
        "label": "1", "x_y": "2", "ROLE_a": "3", "برچسب": True, "1st": "", "begin": False, "Note": "\ud800\r",
    }  # fmt: skip
    spans = (
        Span("s1", "class", "A", 0, 1, (), attributes),
        Span("s2", "Relation", "A", 0, 1),
        *(Span(f"t{n}", "دعویٰ 1", label, 4 * n, 4 * n + 1) for n, label in enumerate(("*", "_", "a|b"))),
    )
    said = AnnotationSet(
        document.path, "aisha", document.sha256, len(text), spans=spans,
        relations=(Relation("r1", "same", "s1", "s2"), Relation("r2", "same", "s2", "t1")),
    )  # fmt: skip
    files, told = written("webanno-tsv", [article_of(text, said)], scheme)
    assert not told
    assert all(line.isascii() for line in files["a.txt.tsv"].decode().splitlines() if line.startswith("#T_"))
    (back,) = read("webanno-tsv", source_of("webanno-tsv", files), scheme)
    assert not back.faults
    assert sorted((one.layer, one.label) for one in back.sets[0].spans) == sorted(
        (span.layer, span.label) for span in spans
    )
    (first,) = [one for one in back.sets[0].spans if one.layer == "class"]
    assert dict(first.attributes) == attributes

"""CAS files written: what cassis reads in them, golden files, characters that XML cannot have."""

from __future__ import annotations

import io
from pathlib import Path

import cassis
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.exchange.format import Feature
from annotator.exchange.formats import FORMATS
from annotator.model.annotations import AnnotationSet, Relation, Span
from tests.exchange.exchanged import article_of, read, source_of, written
from tests.exchange.round_trips import articles
from tests.exchange.webanno.test_writing import LABELS, TEXT, sample
from tests.store.made import scheme_of

GOLDEN = Path(__file__).parent.parent / "golden" / "uima"
BOTH = ("uima-xmi", "uima-json")
ENTITY, CLAIM, RELATION = (f"webanno.custom.{name}" for name in ("entity", "claim", "Relation"))


def cas_of(files: dict[str, bytes], name: str) -> cassis.Cas:
    """What cassis makes of an article's file."""
    if f"{name}.json" in files:
        return cassis.load_cas_from_json(files[f"{name}.json"].decode())
    types = cassis.load_typesystem(io.BytesIO(files["TypeSystem.xml"]))
    return cassis.load_cas_from_xmi(io.BytesIO(files[f"{name}.xmi"]), typesystem=types)


@pytest.mark.parametrize("name", BOTH)
def test_what_is_written_stays_the_same(name: str) -> None:
    for entities in ("custom", "NamedEntity"):
        files, told = written(name, [article_of(TEXT, sample(), language="ur")], entities=entities)
        assert not [loss for loss in told if loss.what not in FORMATS[name].lacks]
        for file, data in files.items():
            assert data == (GOLDEN / name / entities / file).read_bytes()


@pytest.mark.parametrize("name", BOTH)
def test_cassis_reads_text_places_and_values(name: str) -> None:
    cas = cas_of(written(name, [article_of(TEXT, sample(), language="ur")])[0], "a.txt")
    assert cas.sofa_string == TEXT
    assert cas.document_language == "ur"
    spans = {span.get_covered_text(): span for kind in (ENTITY, CLAIM) for span in cas.select(kind)}
    assert set(spans) == {span.exact(TEXT) for span in sample().spans if not span.parts} | {
        TEXT[sample().span("s7").start : sample().span("s7").end]
    }
    person = spans["شہباز شریف"]
    assert (person.label, person.identifier, person.note) == ("PER", "Q1", "one | two\n[three] \\")
    (claim,) = [one for one in cas.select(CLAIM) if one.sure]
    assert claim.sure is True
    assert claim.wording == "* _ -> 1-1"
    relations = {
        (one.label, one.Governor.label, one.Dependent.get_covered_text()) for one in cas.select(RELATION)
    }
    assert relations == {("claimant", "FACT", "شہباز شریف")}
    metadata = "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData"
    assert [one.documentTitle for one in cas.select(metadata)] == ["a.txt"]
    tokens = cas.select("de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token")
    assert "".join(one.get_covered_text() for one in tokens) == "".join(TEXT.split())


@pytest.mark.parametrize("name", BOTH)
@settings(max_examples=60)
@given(data=st.data())
def test_cassis_finds_the_same_text_under_every_span(name: str, data: st.DataObject) -> None:
    article = data.draw(articles(many=False))
    files, told = written(name, [article])
    cas = cas_of(files, article.document.path)
    text = article.document.text
    if "characters" not in {loss.what for loss in told}:
        assert cas.sofa_string == text
    found = sorted((one.begin, one.end, one.label) for kind in (ENTITY, CLAIM) for one in cas.select(kind))
    assert found == sorted((span.start, span.end, span.label) for span in article.sets[0].spans)


def test_named_entities_are_those_of_inception() -> None:
    files, _ = written("uima-xmi", [article_of(TEXT, sample())], entities="NamedEntity")
    cas = cas_of(files, "a.txt")
    own = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
    assert {one.value for one in cas.select(own)} == {"PER", "ORG", "NO", "جگہ"}
    assert {one.label for one in cas.select(CLAIM)} == {"FACT"}


def test_characters_that_xml_cannot_have() -> None:
    text = "a\x01b \ufffe\uffff\x1b 😀\x00 c\x85\u2028\x7f"
    document = article_of(text).document
    said = AnnotationSet(
        document.path, "aisha", document.sha256, len(text),
        attributes={"topic": "\x00_x41_ _x01_"},
        spans=(Span("s1", "entity", "PER", 8, 9, note="\x02\ud800_x00_\uffff\r\n\t "),),
    )  # fmt: skip
    files, told = written("uima-xmi", [article_of(text, said)])
    (loss,) = told
    assert (loss.what, loss.item) == ("characters", "")
    assert "U+0000, U+0001, U+001B, U+FFFE, U+FFFF: in the file, U+FFFD stands" in loss.message
    cas = cas_of(files, "a.txt")
    assert cas.sofa_string == "a\ufffdb \ufffd\ufffd\ufffd 😀\ufffd c\x85\u2028\x7f"
    assert cas.select(ENTITY)[0].get_covered_text() == "😀"
    (back,) = read("uima-xmi", source_of("uima-xmi", files))
    assert back.text == cas.sofa_string
    assert back.sets[0].spans[0].note == said.spans[0].note
    assert back.sets[0].attributes == said.attributes
    (known,) = read("uima-xmi", source_of("uima-xmi", files), known=[document])
    assert known.text == text
    files, told = written("uima-json", [article_of(text, said)])
    assert not told
    (back,) = read("uima-json", source_of("uima-json", files))
    assert back.text == text
    assert back.sets[0].spans[0].note == said.spans[0].note


@pytest.mark.parametrize("name", BOTH)
def test_what_is_said_of_the_article_and_by_whom_comes_back(name: str) -> None:
    document = article_of(TEXT).document
    attributes = {"topic": "سفر", "translated": True}
    said = AnnotationSet(document.path, "بلال", document.sha256, len(TEXT), "done", attributes)
    files, told = written(name, [article_of(TEXT, said, path="2026/ایک.txt", language="ur-PK")])
    assert not told
    (back,) = read(name, source_of(name, files))
    assert (back.name, back.language, back.text) == ("2026/ایک.txt", "ur-PK", TEXT)
    (one,) = back.sets
    assert (one.annotator, one.status, one.attributes) == ("بلال", "done", attributes)


@pytest.mark.parametrize("name", BOTH)
def test_names_that_mean_something_else_there_come_back(name: str) -> None:
    scheme = scheme_of(LABELS)
    text = "a b c d e"
    document = article_of(text).document
    attributes = {
        "label": "1",
        "x_y": "2",
        "ROLE_a": "3",
        "برچسب": True,
        "1st": "",
        "begin": False,
        "Note": "",
    }
    spans = (
        Span("s1", "class", "A", 0, 1, (), attributes),
        Span("s2", "Relation", "A", 0, 1),
        Span("s3", "دعویٰ 1", "a|b", 2, 3),
    )
    said = AnnotationSet(
        document.path, "aisha", document.sha256, len(text), spans=spans,
        relations=(Relation("r1", "same", "s1", "s2"), Relation("r2", "same", "s2", "s3")),
    )  # fmt: skip
    files, told = written(name, [article_of(text, said)], scheme)
    assert not told
    (back,) = read(name, source_of(name, files), scheme)
    assert not back.faults
    assert [(one.layer, one.label) for one in back.sets[0].spans] == [(one.layer, one.label) for one in spans]
    assert dict(back.sets[0].spans[0].attributes) == attributes


@pytest.mark.parametrize(
    ("value", "became"), [(True, "is written as the text true"), ("perhaps", None), ("", None)]
)
@pytest.mark.parametrize("name", [*BOTH, "webanno-tsv"])
def test_values_of_another_kind_are_told(name: str, value: str | bool, became: str | None) -> None:
    document = article_of("abc").document
    spans = (
        Span("s1", "claim", "FACT", 0, 1, (), {"wording": value}),
        Span("s2", "claim", "FACT", 0, 2, (), {"sure": value}),
    )
    said = AnnotationSet(document.path, "aisha", document.sha256, 3, spans=spans)
    _, told = written(name, [article_of("abc", said)])
    (loss,) = told
    assert loss.what == Feature.ATTRIBUTES
    assert loss.item == ("s1" if became else "s2")
    assert loss.message.endswith(became or "is left out")

"""BioC: the package bioc reads what is written, its XML and other makers' files are read, bad ones told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.exchange.incoming import IncomingArticle
from annotator.exchange.sniffing import NO, SURE
from annotator.text.units import Unit, UnitOffsets
from tests.exchange.exchanged import (
    SAMPLE,
    Files,
    article_of,
    read,
    sample,
    serious,
    sniffed,
    source_of,
    told,
    written,
)

biocjson = pytest.importorskip("bioc.biocjson")
biocxml = pytest.importorskip("bioc.biocxml")

GOLDEN = Path(__file__).parent.parent / "golden" / "bioc"


def annotation(name: str, place: int, quote: str, kind: str = "Gene", **more: object) -> dict[str, object]:
    length = more.pop("length", len(quote))
    return {
        "id": name,
        "infons": {"type": kind, **more},
        "text": quote,
        "locations": [{"offset": place, "length": length}],
    }


def passage(offset: int, text: str, *annotations: object, **more: object) -> dict[str, object]:
    said = {"offset": offset, "infons": {}, "text": text, "sentences": [], "relations": []}
    return {**said, "annotations": list(annotations), **more}


def document(*passages: object, **more: object) -> dict[str, object]:
    return {"id": "12345", "infons": {}, "passages": list(passages), "relations": [], **more}


def read_documents(*documents: object, **options: object) -> list[IncomingArticle]:
    data = {"source": "PubMed", "date": "", "key": "", "infons": {}, "documents": list(documents)}
    return read("bioc", Files({"x.json": json.dumps(data).encode()}), **options)  # type: ignore[arg-type]


def spans_of(article: IncomingArticle) -> list[tuple[object, ...]]:
    return [(span.id, span.label, span.pieces) for said in article.sets for span in said.spans]


# written ------------------------------------------------------------------------------------------


def test_what_is_written_stays_the_same() -> None:
    files, _ = written("bioc", [article_of(SAMPLE, sample(), sample("بلال"), language="hi")])
    assert files[""] == (GOLDEN / "collection.json").read_bytes()


def test_the_package_bioc_reads_it_and_its_xml_is_read() -> None:
    files, _ = written("bioc", [article_of(SAMPLE, sample())])
    collection = biocjson.loads(files[""].decode())
    (found,) = collection.documents
    text = found.passages[0].text
    for one in found.passages[0].annotations:
        pieces = [text[place.offset : place.offset + place.length] for place in one.locations]
        assert " ".join(pieces) == one.text
    assert [(one.infons["type"], [node.refid for node in one.nodes]) for one in found.relations] == [
        ("claimant", ["s3", "s1"]),
        ("claimant", ["s3", "s2"]),
    ]
    (ours,) = read("bioc", source_of("bioc", files))
    xml = biocxml.dumps(collection).encode()
    (theirs,) = read("bioc", Files({"x.xml": xml}))
    assert (theirs.text, spans_of(theirs)) == (ours.text, spans_of(ours))
    assert [one.attributes for one in theirs.sets[0].spans] == [one.attributes for one in ours.sets[0].spans]
    assert [one.attributes for one in theirs.sets[0].relations] == [{"how": "said"}, {}]


def test_annotators_share_a_document_and_keep_their_ids() -> None:
    files, _ = written("bioc", [article_of(SAMPLE, sample(), sample("بلال"))])
    (found,) = json.loads(files[""])["documents"]
    ids = [one["id"] for one in (*found["passages"][0]["annotations"], *found["relations"])]
    assert len(set(ids)) == len(ids)
    (article,) = read("bioc", source_of("bioc", files))
    assert [(one.annotator, {span.id for span in one.spans}) for one in article.sets] == [
        ("aisha", {"s1", "s2", "s3", "s4", "s5"}),
        ("بلال", {"s1", "s2", "s3", "s4", "s5"}),
    ]


# read ---------------------------------------------------------------------------------------------


def test_passages_are_put_together_by_their_offsets() -> None:
    title, abstract = "On α-synuclein.", "It binds."
    found = document(
        passage(0, title, annotation("1", 3, "α-synuclein", identifier="6622")),
        passage(len(title) + 1, abstract, annotation("2", 19, "binds")),
        passage(40, "End"),
    )
    (article,) = read_documents(found)
    assert article.text == f"{title}\n{abstract}\n{' ' * 13}\nEnd"
    assert (article.name, article.unit) == ("12345", Unit.CODE_POINTS)
    assert spans_of(article) == [("1", "Gene", ((3, 14),)), ("2", "Gene", ((19, 24),))]
    assert (article.sets[0].spans[0].link, article.sets[0].spans[0].exact) == ("6622", "α-synuclein")
    for text in (f"{title} {abstract}{' ' * 14}\tEnd", "another text"):
        (other,) = read_documents(found, known=[article_of(text, path="12345").document])
        assert other.text == (article.text if text == "another text" else text)


@pytest.mark.parametrize("unit", [Unit.CODE_POINTS, Unit.UTF16, Unit.BYTES])
def test_what_offsets_count_is_told_by_quotes(unit: Unit) -> None:
    first, second = "😀 α and β", "क्षेत्र 😀 γ here"
    counted = [UnitOffsets(text, unit).from_code_point for text in (first, second)]
    start = counted[0](len(first)) + 1
    place = first.index("β")
    found = document(
        passage(
            0,
            first,
            annotation("1", counted[0](place), "β", length=counted[0](place + 1) - counted[0](place)),
        ),
        passage(start, second, annotation("2", start + counted[1](10), "γ", length=1)),
    )
    (article,) = read_documents(found)
    assert (article.text, article.unit) == (f"{first}\n{second}", unit)


def test_an_excerpt_begins_where_its_first_passage_does() -> None:
    (article,) = read_documents(document(passage(100, "Ann met", annotation("1", 104, "met"))))
    assert (article.text, spans_of(article)) == ("Ann met", [("1", "Gene", ((4, 7),))])
    (article,) = read_documents(document(passage(100, "Ann met", annotation("1", 4, "met"))))
    assert serious(article) == ["is before the text, which begins at 100"]


def test_sentences_and_annotations_of_the_document_are_read() -> None:
    sentence = {"offset": 0, "infons": {}, "text": "Ann met.", "annotations": [annotation("1", 0, "Ann")]}
    other = {"offset": 9, "infons": {}, "text": "Bob.", "annotations": [], "relations": []}
    inner = {"offset": 0, "infons": {}, "sentences": [sentence, other], "annotations": []}
    (article,) = read_documents(document(inner, annotations=[annotation("2", 9, "Bob")]))
    assert article.text == "Ann met. Bob."
    assert spans_of(article) == [("2", "Gene", ((9, 12),)), ("1", "Gene", ((0, 3),))]


def test_several_pieces_infons_and_annotators() -> None:
    one = annotation("T1", 0, "Ann Bob", kind="PAIR", annotator="b@x.org", score=0.5, sure=True, note="hm")
    one["locations"] = [{"offset": 0, "length": 3}, {"offset": 8, "length": 3}]
    (article,) = read_documents(document(passage(0, "Ann met Bob", one)))
    ((span,),) = [said.spans for said in article.sets]
    assert article.sets[0].annotator == "b@x.org"
    assert (span.pieces, span.exact, span.note) == (((0, 3), (8, 11)), None, "hm")
    assert span.attributes == {"score": "0.5", "sure": "true"}


def test_an_annotation_without_a_type_is_called_one() -> None:
    (article,) = read_documents(
        document(passage(0, "a", {"id": 1, "locations": [{"offset": 0, "length": 1}]}))
    )
    assert spans_of(article) == [("1", "annotation", ((0, 1),))]
    assert told(article)[0][1] == "has no type among its infons: called annotation"
    assert not serious(article)


def test_relations_have_two_ends_that_are_spans() -> None:
    def relation(*nodes: tuple[str, str], kind: str = "binds") -> dict[str, object]:
        listed = [{"refid": name, "role": role} for name, role in nodes]
        return {"id": "R", "infons": {"type": kind}, "nodes": listed}

    (article,) = read_documents(
        document(
            passage(0, "Ann met Bob", annotation("1", 0, "Ann"), annotation("2", 8, "Bob")),
            relations=[
                relation(("1", ""), ("2", "")),
                relation(("1", "target"), ("2", "source")),
                relation(("1", "Arg2"), ("2", "Arg1")),
                relation(("1", ""), ("2", ""), ("1", "")),
                relation(("1", ""), ("9", "")),
            ],
        )
    )
    assert [(one.source, one.target) for one in article.sets[0].relations] == [
        ("1", "2"),
        ("2", "1"),
        ("2", "1"),
    ]
    assert [message for _, message in told(article)] == [
        "binds joins 3, and not two: left out",
        "binds joins 9, which is no span: left out",
    ]


def test_documents_may_stand_by_themselves_or_in_other_lists() -> None:
    one = document(passage(0, "Ann"))
    for data in (one, [one], {"PubTator3": [one]}):
        (article,) = read("bioc", Files({"x.json": json.dumps(data).encode()}))
        assert article.text == "Ann"
    lines = "\n".join(json.dumps(document(passage(0, text))) for text in ("Ann", "Bob"))
    assert [one.text for one in read("bioc", Files({"x.json": lines.encode()}))] == ["Ann", "Bob"]


XML = """<?xml version="1.0" encoding="UTF-8"?>
{doctype}<collection><source>x</source><date>2026</date><key>k</key>
<document><id>7</id><infon key="license">CC0</infon>
<passage><infon key="type">title</infon><offset>0</offset><text>Ann &amp; क्षि 😀 met</text>
<annotation id="1"><infon key="type">PER</infon><location offset="0" length="3"/><text>Ann</text></annotation>
<annotation id="2"><infon key="type">X</infon><location offset="13" length="3"/><text>met</text></annotation>
</passage><relation id="R1"><infon key="type">near</infon><node refid="1" role="a"/><node refid="2" role="b"/>
</relation></document></collection>"""


@pytest.mark.parametrize("doctype", ["", '<!DOCTYPE collection SYSTEM "BioC.dtd">\n'])
def test_xml_is_read_with_the_document_type_that_it_names(doctype: str) -> None:
    (article,) = read("bioc", Files({"x.xml": XML.format(doctype=doctype).encode()}))
    assert (article.text, article.name) == ("Ann & क्षि 😀 met", "7")
    assert spans_of(article) == [("1", "PER", ((0, 3),)), ("2", "X", ((13, 16),))]
    assert [(one.label, one.source, one.target) for one in article.sets[0].relations] == [("near", "1", "2")]
    assert not article.faults


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        (XML.format(doctype='<!DOCTYPE c [<!ENTITY a "b">]>\n'), 2, "DOCTYPE"),
        (XML.format(doctype='<!DOCTYPE c SYSTEM "x">\n').replace("&amp;", "&alpha;"), 5, "&alpha;"),
        (XML.format(doctype="").replace("</passage>", ""), 8, "is not XML"),
        ("<collection>" + "<a>" * 100, 1, "deep"),
    ],
)
def test_bad_xml_is_told(data: str, line: int, words: str) -> None:
    article = read("bioc", Files({"x.xml": data.encode()}))[-1]
    assert article.faults[0].fault.line == line
    assert words in serious(article)[0]


@pytest.mark.parametrize(
    ("said", "place", "words"),
    [
        ({"id": "1"}, "documents[1].passages", "is missing"),
        (document({"text": "a"}), "documents[1].passages[0].offset", "is missing"),
        (
            document(passage(0, "abcdef"), passage(3, "x")),
            "documents[1].passages[1].offset",
            "inside what stands",
        ),
        (document(passage(0, "a"), passage(10**9, "x")), "documents[1].passages[1].offset", "far from it"),
        (
            document(passage(0, "a", {"id": 1})),
            "documents[1].passages[0].annotations[0].locations",
            "is missing",
        ),
        (
            document(passage(0, "a", {"locations": [{"offset": 0, "length": "1"}]})),
            "documents[1].passages[0].annotations[0].locations[0].length",
            "no whole number",
        ),
        (document(passage(0, "a\ud800")), "documents[1].passages[0].text", "half a character"),
        (document(passage(0, "a"), infons={"x": [1]}), "documents[1].infons.x", "is no value"),
        (document(passage(0, "a"), relations=[7]), "documents[1].relations[0]", "is no JSON object"),
        (7, "documents[1]", "is no JSON object"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(said: object, place: str, words: str) -> None:
    articles = read_documents(document(passage(0, "fine")), said, document(passage(0, "too")))
    assert [article.text for article in articles if not article.faults] == ["fine", "too"]
    (fault,) = [fault for article in articles for fault in article.faults]
    assert fault.fault.place == place
    assert words in fault.fault.message


KEYS = (
    "id", "infons", "passages", "sentences", "annotations", "relations", "nodes", "refid", "role", "offset",
    "length", "locations", "text", "type", "annotation_sets", "annotator",
)  # fmt: skip
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.floats() | st.just("[]"),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(KEYS), inner),
    max_leaves=30,
)


@given(anything, anything)
def test_no_document_makes_it_fail(value: object, other: object) -> None:
    said = (
        value,
        document(value),
        document(passage(0, "abc", value, other)),
        document(passage(0, "é"), infons=value),
    )
    for article in read_documents(*said, document(value, other, relations=[other])):
        assert article.faults or article.text is not None


@given(st.binary(max_size=80), st.integers(0, 700))
def test_no_xml_makes_it_fail(data: bytes, place: int) -> None:
    whole = XML.format(doctype="").encode()
    for one in (data, b"<" + data, whole[:place] + data + whole[place + 5 :]):
        for article in read("bioc", Files({"x.xml": one})):
            assert article.faults or article.text is not None


def test_its_files_are_known_again() -> None:
    files, _ = written("bioc", [article_of(SAMPLE, sample())])
    assert sniffed("bioc", source_of("bioc", files)) == SURE
    assert sniffed("bioc", Files({"x.xml": XML.format(doctype="").encode()})) == SURE
    for name, other in (("x.json", b'{"text": 1}'), ("x.xml", b"<View/>"), ("x.json", b"")):
        assert sniffed("bioc", Files({name: other})) == NO

"""Web Annotation: rdflib finds what is meant, annotations of other makers are read, bad ones told."""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.exchange.formats import FORMATS
from annotator.exchange.incoming import IncomingArticle
from annotator.exchange.sniffing import LIKELY, NO, SURE
from tests.exchange.exchanged import (
    SAMPLE,
    Files,
    article_of,
    read,
    sample,
    serious,
    set_of,
    sniffed,
    told,
    written,
)
from tests.exchange.round_trips import there_and_back

ROW = FORMATS["w3c"]
GOLDEN = Path(__file__).parent.parent / "golden" / "w3c"
TEXT = "😀 Ann met Bob at noon"
SOURCE = "https://x.org/2026/a.txt"
KNOWN = [article_of(TEXT, path="2026/a.txt").document]


def annotation(
    start: int | None,
    end: int,
    *bodies: object,
    quote: str = "",
    motivation: object = "tagging",
    **more: object,
) -> dict[str, object]:
    selectors: list[object] = []
    if start is not None:
        selectors.append({"type": "TextPositionSelector", "start": start, "end": end})
    if quote:
        selectors.append({"type": "TextQuoteSelector", "exact": quote})
    target = {"source": SOURCE, "selector": selectors}
    said = {"@context": "http://www.w3.org/ns/anno.jsonld", "id": f"urn:a:{start}", "type": "Annotation"}
    return {**said, "motivation": motivation, "body": list(bodies), "target": target, **more}


def tag(value: str, **more: object) -> dict[str, object]:
    return {"type": "TextualBody", "purpose": "tagging", "value": value, **more}


def read_one(value: object, name: str = "x.jsonld", **more: Any) -> list[IncomingArticle]:
    files = Files({name: json.dumps(value).encode()}, is_folder=True)
    return read("w3c", files, known=KNOWN, **more)


def spans_of(article: IncomingArticle) -> list[tuple[object, ...]]:
    return [(span.label, span.pieces, span.exact) for said in article.sets for span in said.spans]


# written ------------------------------------------------------------------------------------------


def test_what_is_written_stays_the_same() -> None:
    article = article_of(SAMPLE, sample(), sample("بلال"), language="hi", path="2026/ایک a.txt")
    files, _ = written("w3c", [article])
    assert sorted(files) == ["2026/ایک a.txt.jsonld", "anno.jsonld"]
    assert files["2026/ایک a.txt.jsonld"] == (GOLDEN / "collection.jsonld").read_bytes()
    assert files["anno.jsonld"] == (GOLDEN / "anno.jsonld").read_bytes()


def test_rdflib_finds_what_is_meant_without_a_network() -> None:
    rdflib = pytest.importorskip("rdflib")
    files, _ = written("w3c", [article_of(SAMPLE, sample())], base="https://x.org/")
    said = json.loads(files["a.txt.jsonld"])
    assert said["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    said["@context"][0] = json.loads(files["anno.jsonld"])["@context"]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of rdflib's own
        graph = rdflib.Graph().parse(data=json.dumps(said), format="json-ld")
    found = graph.query(
        """
        PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX foaf: <http://xmlns.com/foaf/0.1/>
        PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> PREFIX dcterms: <http://purl.org/dc/terms/>
        SELECT ?label ?start ?end ?exact ?who WHERE {
            ?annotation a oa:Annotation ; oa:motivatedBy oa:tagging ; dcterms:creator/foaf:name ?who ;
                oa:hasBody [ oa:hasPurpose oa:tagging ; rdf:value ?label ] ;
                oa:hasTarget [ oa:hasSource <https://x.org/a.txt> ; oa:hasSelector ?place, ?quote ] .
            ?place a oa:TextPositionSelector ; oa:start ?start ; oa:end ?end .
            ?quote a oa:TextQuoteSelector ; oa:exact ?exact .
        }"""
    )
    text = SAMPLE.replace("\r\n", "\n")
    rows = {(str(a), int(b), int(c), str(d), str(e)) for a, b, c, d, e in found}
    pieces = [(span, piece) for span in sample().spans for piece in span.pieces]
    assert rows == {(s.label, a, b, text[a:b], "aisha") for s, (a, b) in pieces}
    linked = graph.query(
        """
        PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX terms: <urn:annotator:terms#>
        SELECT ?from ?to WHERE {
            ?link oa:motivatedBy oa:linking ; oa:hasTarget/terms:spanId ?from ;
                oa:hasBody/oa:hasSource/terms:spanId ?to .
        }"""
    )
    assert {(str(a), str(b)) for a, b in linked} == {("s3", "s1"), ("s3", "s2")}


def test_ids_are_the_same_in_every_export_and_differ_for_others() -> None:
    def ids(annotator: str) -> set[str]:
        files, _ = written("w3c", [article_of(SAMPLE, sample(annotator))])
        return {one["id"] for one in json.loads(files["a.txt.jsonld"])["first"]["items"]}

    assert ids("aisha") == ids("aisha")
    assert len(ids("aisha")) == 8
    assert not ids("aisha") & ids("bilal")


def test_an_article_that_nobody_annotated_has_no_set() -> None:
    back, _ = there_and_back(ROW, [article_of("abc", path="b.txt"), article_of("x", set_of("x"))])
    assert sorted((one.name, len(one.sets)) for one in back.incoming) == [("a.txt", 1), ("b.txt", 0)]
    assert not back.faults


def test_a_base_of_ones_own_is_understood() -> None:
    for base in ("", "https://x.org/corpus/"):
        article = article_of(TEXT, set_of(TEXT, *sample().spans[:0]), path="2026/a b.txt")
        files, _ = written("w3c", [article], base=base)
        (found,) = read("w3c", Files(files, is_folder=True), known=[article.document])
        assert found.name == "2026/a b.txt"


# read ---------------------------------------------------------------------------------------------


def test_tags_notes_links_and_creators() -> None:
    said = annotation(
        2,
        5,
        tag("PER"),
        {"type": "TextualBody", "purpose": "commenting", "value": "hm"},
        {"type": "SpecificResource", "purpose": "identifying", "source": "http://w.org/Q1"},
        quote="Ann",
        creator={"id": "mailto:a@x.org", "name": "Aisha"},
    )
    (article,) = read_one(said)
    assert (article.name, article.text) == ("2026/a.txt", None)
    ((span,),) = [one.spans for one in article.sets]
    assert (span.label, span.pieces, span.exact) == ("PER", ((2, 5),), "Ann")
    assert (span.note, span.link, span.id) == ("hm", "http://w.org/Q1", "urn:a:2")
    assert article.sets[0].annotator == "Aisha"
    assert not article.faults


def test_creators_are_named_in_several_ways() -> None:
    creators = ["http://x.org/me", {"email": "mailto:b@x.org"}, [{"nickname": "c"}], {"id": "urn:d"}, None]
    (article,) = read_one([annotation(2, 5, tag("A"), creator=creator) for creator in creators])
    assert [one.annotator for one in article.sets] == ["http://x.org/me", "b@x.org", "c", "urn:d", ""]


def test_several_tags_are_several_spans_and_none_is_the_motivation() -> None:
    semantic = {"type": "SpecificResource", "purpose": "classifying", "source": "http://x.org/types#Person"}
    plain = {"type": "TextualBody", "value": "X"}
    (article,) = read_one(
        [
            annotation(2, 5, tag("PER"), semantic),
            annotation(10, 13, plain),
            annotation(6, 9, motivation="oa:highlighting"),
            annotation(14, 16, {"type": "TextualBody", "value": "why"}, motivation=["commenting"]),
            annotation(17, 21, bodyValue="at 12", motivation="commenting", body=None),
        ]
    )
    spans = article.sets[0].spans
    assert [span.label for span in spans] == [
        "PER",
        "Person",
        "X",
        "highlighting",
        "commenting",
        "commenting",
    ]
    assert [span.note for span in spans[-2:]] == ["why", "at 12"]
    assert [span.id for span in spans[:2]] == ["urn:a:2", "urn:a:2-2"]


def test_collections_pages_graphs_and_lists_are_opened() -> None:
    one = annotation(2, 5, tag("PER"))
    page = {"type": "AnnotationPage", "items": [one]}
    for value in (
        one,
        [one],
        page,
        {"type": "AnnotationCollection", "first": page},
        {"@graph": [one]},
        [page],
    ):
        (article,) = read_one(value)
        assert [span.label for span in article.sets[0].spans] == ["PER"]


def test_selectors_of_several_kinds() -> None:
    refined = {"type": "FragmentSelector", "value": "p1"}
    refined["refinedBy"] = {"type": "TextQuoteSelector", "exact": "Bob", "prefix": "met ", "suffix": " at"}  # type: ignore[assignment]
    fragment = annotation(None, 0, tag("A"))
    fragment["target"] = f"{SOURCE}#char=2,5"
    rfc = annotation(None, 0, tag("B"))
    rfc["target"] = {"source": {"id": SOURCE}, "selector": {"type": "FragmentSelector", "value": "char=6,9"}}
    quoted = annotation(None, 0, tag("C"))
    quoted["target"] = {"source": SOURCE, "selector": refined}
    pieces = annotation(None, 0, tag("D"))
    places = [{"type": "TextPositionSelector", "start": a, "end": b} for a, b in ((2, 5), (10, 13))]
    pieces["target"] = [{"source": SOURCE, "selector": place} for place in places]
    path = annotation(None, 0, tag("E"))
    path["target"] = {"source": SOURCE, "selector": {"type": "XPathSelector", "value": "/p"}}
    whole = annotation(None, 0, tag("F"), target=SOURCE)
    (article,) = read_one([fragment, rfc, quoted, pieces, path, whole])
    assert spans_of(article) == [
        ("A", ((2, 5),), None),
        ("B", ((6, 9),), None),
        ("C", (), "Bob"),
        ("D", ((2, 5), (10, 13)), None),
    ]
    assert (article.sets[0].spans[2].prefix, article.sets[0].spans[2].suffix) == ("met ", " at")
    assert [message for _, message in told(article)] == [
        "XPathSelector is no selector of text: left out",
        "is about the text as a whole: left out",
    ]
    assert not serious(article)


def test_links_between_annotations() -> None:
    first, second = annotation(2, 5, tag("PER")), annotation(10, 13, tag("PER"))
    ours = {"type": "SpecificResource", "purpose": "linking", "source": "urn:a:10"}
    link = {"id": "urn:l", "type": "Annotation", "motivation": "linking"}
    links = [
        {**link, "body": [tag("met"), ours], "target": "urn:a:2"},
        {**link, "id": "urn:m", "body": [tag("saw")], "target": [{"id": "urn:a:10"}, {"id": "urn:a:2"}]},
        {**link, "body": [tag("lost")], "target": [{"id": "urn:a:2"}, {"id": "urn:nowhere"}]},
    ]
    (article,) = read_one([links[0], first, second, *links[1:]])
    assert [(one.label, one.source, one.target, one.id) for one in article.sets[0].relations] == [
        ("met", "urn:a:2", "urn:a:10", "urn:l"),
        ("saw", "urn:a:10", "urn:a:2", "urn:m"),
    ]
    assert [message for _, message in told(article)] == ["lost joins no two spans of one annotator: left out"]


def test_hypothesis_exports_are_read() -> None:
    row = {
        "id": "abc",
        "user": "acct:aisha@hypothes.is",
        "uri": SOURCE,
        "text": "hm",
        "tags": ["PER"],
        "target": [
            {
                "source": SOURCE,
                "selector": [
                    {"type": "RangeSelector", "startContainer": "/p[1]"},
                    {"type": "TextPositionSelector", "start": 3, "end": 6},
                    {"type": "TextQuoteSelector", "exact": "Ann", "prefix": "😀 ", "suffix": " met"},
                ],
            }
        ],
    }
    (article,) = read_one({"total": 1, "rows": [row]}, name="x.json")
    assert article.sets[0].annotator == "aisha@hypothes.is"
    assert spans_of(article) == [("PER", ((3, 6),), "Ann")]
    assert article.sets[0].spans[0].note == "hm"


def test_annotations_of_several_texts_are_parted() -> None:
    other = annotation(0, 1, tag("A"))
    other["target"]["source"] = "https://x.org/unknown/b.txt"  # type: ignore[index]
    both = annotation(0, 1, tag("A"))
    both["target"] = [{"source": SOURCE}, {"source": "https://x.org/b.txt"}]
    first, second = read_one([annotation(2, 5, tag("PER")), other, both])
    assert (first.name, second.name) == ("2026/a.txt", "b.txt")
    assert told(first) == [("[2]", "is about 2 texts: left out")]


@pytest.mark.parametrize(
    ("said", "place", "words"),
    [
        (annotation(2, "x", tag("A")), "target.selector[0].end", "no whole number"),  # type: ignore[arg-type]
        (annotation(-2, 3, tag("A")), "target.selector[0].start", "below 0"),
        (annotation(1, 2, 7), "body[0]", "is no JSON object"),
        (annotation(1, 2) | {"target": [7]}, "target[0]", "is no JSON object"),
        (annotation(1, 2, attributes={"a": []}), "attributes.a", "no value"),
        (7, "", "is no JSON object"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(said: object, place: str, words: str) -> None:
    (article,) = read_one([annotation(2, 5, tag("PER")), said])
    (fault,) = article.faults
    assert fault.fault.place == f"[1].{place}" if place else "[1]"
    assert words in fault.fault.message
    assert len(spans_of(article)) == 1


@pytest.mark.parametrize("data", [b"", b"[", b"{}", b"[1]", b'{"items": 5}', b"[" * 9999, b"\xff"])
def test_a_file_without_annotations_is_told(data: bytes) -> None:
    (article,) = read("w3c", Files({"x.jsonld": data}, is_folder=True))
    assert article.faults


KEYS = (
    "type", "id", "target", "selector", "source", "body", "value", "purpose", "motivation", "creator",
    "items", "first", "refinedBy", "start", "end", "exact", "@graph", "tags", "attributes", "status", "label",
)  # fmt: skip
words = st.sampled_from(["Annotation", "linking", "tagging", "TextPositionSelector", "TextQuoteSelector"])
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.floats() | words,
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(KEYS), inner),
    max_leaves=30,
)


@given(anything, anything)
def test_no_annotation_makes_it_fail(value: object, other: object) -> None:
    said = annotation(2, 5, value, creator=other)
    for article in read_one([said, value, said | {"target": other}, {"items": value, "first": other}]):
        assert article.faults or article.sets


def test_its_files_are_known_again() -> None:
    files, _ = written("w3c", [article_of(SAMPLE, sample())])
    assert sniffed("w3c", Files(files, is_folder=True)) == SURE
    row = b'{"rows": [{"target": [{"source": "x", "selector": []}]}]}'
    assert sniffed("w3c", Files({"x.json": row})) == LIKELY
    for other in (b'{"text": "a"}', b""):
        assert sniffed("w3c", Files({"x.json": other})) == NO

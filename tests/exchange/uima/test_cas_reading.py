"""CAS files read: what INCEpTION and cassis write, with type systems or without, in archives; broken ones."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping

import cassis
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.exchange.incoming import IncomingArticle
from annotator.exchange.sniffing import LIKELY, NO, SURE
from tests.exchange.exchanged import Files, article_of, read, sniffed, written
from tests.exchange.webanno.test_writing import TEXT, sample
from tests.store.made import damaged

ANNOTATION = "uima.tcas.Annotation"
TOKEN = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token"
STRING = cassis.typesystem.TYPE_NAME_STRING

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><xmi:XMI xmlns:xmi="http://www.omg.org/XMI" '
    'xmlns:cas="http:///uima/cas.ecore" xmlns:c="http:///webanno/custom.ecore" '
    'xmlns:s="http:///de/tudarmstadt/ukp/dkpro/core/api/segmentation/type.ecore" '
    'xmlns:m="http:///de/tudarmstadt/ukp/dkpro/core/api/metadata/type.ecore" '
    'xmlns:n="http:///uima/noNamespace.ecore" '
    'xmlns:w="http:///de/tudarmstadt/ukp/clarin/webanno/api/type.ecore" xmi:version="2.0">\n'
)


def xmi(*lines: str, text: str = "He 😀 saw him.", view: str = "") -> bytes:
    sofa = f'<cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text" sofaString="{text}"/>'
    return (HEAD + "\n".join([*lines, sofa, view, "</xmi:XMI>"])).encode()


def one(files: bytes | Mapping[str, bytes], name: str = "uima-xmi", **options: str) -> IncomingArticle:
    if isinstance(files, bytes):
        files = {"a.xmi" if name == "uima-xmi" else "a.json": files}
    (article,) = read(name, Files(files, is_folder=True), **options)
    return article


def spans(article: IncomingArticle) -> list[tuple[str, str, list[str], dict[str, object]]]:
    assert article.text is not None
    wide = article.text.encode("utf-16-le")
    return [
        (
            span.layer,
            span.label,
            [wide[2 * start : 2 * end].decode("utf-16-le") for start, end in span.pieces],
            dict(span.attributes),
        )
        for span in article.sets[0].spans
    ]


def relations(article: IncomingArticle) -> list[tuple[str, str, str]]:
    return [(relation.label, relation.source, relation.target) for relation in article.sets[0].relations]


def warnings(article: IncomingArticle) -> list[str]:
    assert all(fault.fault.warning for fault in article.faults)
    return [fault.fault.message for fault in article.faults]


def layers() -> cassis.TypeSystem:
    """The layers of a project: a span with features of all kinds, slots, a chain, relations."""
    types = cassis.TypeSystem()
    types.create_type(TOKEN, ANNOTATION)
    span = types.create_type("webanno.custom.Span", ANNOTATION)
    for feature, kind in (("value", STRING), ("sure", "uima.cas.Boolean"), ("count", "uima.cas.Integer")):
        types.create_feature(span, feature, kind)
    types.create_feature(span, "tags", "uima.cas.StringArray")
    link = types.create_type("webanno.custom.HostRolesLink", "uima.cas.TOP")
    types.create_feature(link, "role", STRING)
    types.create_feature(link, "target", ANNOTATION)
    host = types.create_type("webanno.custom.Host", ANNOTATION)
    types.create_feature(host, "roles", "uima.cas.FSArray", elementType="webanno.custom.HostRolesLink")
    types.create_feature(host, "head", "webanno.custom.Span")
    chain = types.create_type("webanno.custom.CorefLink", ANNOTATION)
    types.create_feature(chain, "next", "webanno.custom.CorefLink")
    types.create_feature(chain, "referenceType", STRING)
    types.create_feature(chain, "referenceRelation", STRING)
    head = types.create_type("webanno.custom.CorefChain", "uima.cas.AnnotationBase")
    types.create_feature(head, "first", "webanno.custom.CorefLink")
    relation = types.create_type("webanno.custom.Rel", ANNOTATION)
    types.create_feature(relation, "Governor", ANNOTATION)
    types.create_feature(relation, "Dependent", ANNOTATION)
    types.create_feature(relation, "value", STRING)
    document = types.create_type("webanno.custom.Meta", "uima.cas.AnnotationBase")
    types.create_feature(document, "topic", STRING)
    return types


def project_cas() -> cassis.Cas:
    types = layers()
    cas = cassis.Cas(typesystem=types)
    cas.sofa_string = "He 😀 saw him\r\nand them."
    cas.sofa_mime = "text/plain"
    kind = types.get_type

    def add(name: str, begin: int, end: int, **said: object) -> object:
        made = kind(name)(begin=begin, end=end, **said)
        cas.add(made)
        return made

    words = [add(TOKEN, *ends) for ends in ((0, 2), (3, 4), (5, 8), (9, 12), (14, 17), (18, 22))]
    array = kind("uima.cas.StringArray")(elements=["x", "y z"])
    first = add("webanno.custom.Span", 0, 2, value="PER", sure=True, count=3, tags=array)
    second = add("webanno.custom.Span", 3, 4, sure=False)
    links = [
        kind("webanno.custom.HostRolesLink")(role=role, target=target)
        for role, target in (("agent", first), (None, second), ("token", words[3]))
    ]
    host_links = kind("uima.cas.FSArray")(elements=links)
    add("webanno.custom.Host", 5, 8, roles=host_links, head=first)
    third = add("webanno.custom.CorefLink", 18, 22, referenceType="np")
    middle = add("webanno.custom.CorefLink", 9, 12, referenceType="pr", next=third)
    start = add("webanno.custom.CorefLink", 0, 2, referenceRelation="ana", next=middle)
    cas.add(kind("webanno.custom.CorefChain")(first=start))
    add("webanno.custom.Rel", 3, 4, Governor=first, Dependent=second, value="near")
    add("webanno.custom.Rel", 14, 17, Governor=words[2], Dependent=words[4])
    add("webanno.custom.Rel", 0, 2, Governor=first, Dependent=first)
    cas.add(kind("webanno.custom.Meta")(topic="سفر"))
    return cas


@pytest.mark.parametrize("name", ["uima-xmi", "uima-json"])
def test_layers_slots_chains_and_relations_of_a_project(name: str) -> None:
    cas = project_cas()
    if name == "uima-xmi":
        article = one({"a.xmi": cas.to_xmi().encode(), "TypeSystem.xml": cas.typesystem.to_xml().encode()})
    else:
        article = one(cas.to_json().encode(), name)
    assert article.text == "He 😀 saw him\r\nand them."
    found = spans(article)
    labels = {
        span.id: (span.label, where[2][0]) for span, where in zip(article.sets[0].spans, found, strict=True)
    }
    assert sorted(found, key=str) == sorted(
        [
            ("Span", "PER", ["He"], {"sure": True, "count": "3", "tags": "x; y z"}),
            ("Span", "Span", ["😀"], {"sure": False}),
            ("Host", "Host", ["saw"], {}),
            ("CorefLink", "CorefLink", ["He"], {}),
            ("CorefLink", "pr", ["him"], {}),
            ("CorefLink", "np", ["them"], {}),
            ("Token", "Token", ["saw"], {}),
            ("Token", "Token", ["and"], {}),
            ("Token", "Token", ["him"], {}),
        ],
        key=str,
    )
    assert sorted((label, labels[a], labels[b]) for label, a, b in relations(article)) == [
        ("Coref", ("pr", "him"), ("np", "them")),
        ("Rel", ("Token", "saw"), ("Token", "and")),
        ("agent", ("Host", "saw"), ("PER", "He")),
        ("ana", ("CorefLink", "He"), ("pr", "him")),
        ("head", ("Host", "saw"), ("PER", "He")),
        ("near", ("PER", "He"), ("Span", "😀")),
        ("roles", ("Host", "saw"), ("Span", "😀")),
        ("token", ("Host", "saw"), ("Token", "him")),
    ]
    assert article.sets[0].attributes == {"topic": "سفر"}
    assert warnings(article) == ["Rel: runs from a span to itself, which no relation does here: left out"]


def test_without_a_type_system_references_are_told_by_their_names() -> None:
    data = xmi(
        '<c:Span xmi:id="5" sofa="1" begin="0" end="2" value="PER" number="5"/>',
        '<c:Span xmi:id="6" sofa="1" begin="3" end="5"/>',
        '<c:Rel xmi:id="7" sofa="1" begin="3" end="5" Governor="5" Dependent="6" value="near"/>',
        '<c:HostLink xmi:id="20" role="agent" target="5"/><c:HostLink xmi:id="21" target="6"/>',
        '<c:Host xmi:id="22" sofa="1" begin="6" end="9" roles="20 21" years="2020 2021"/>',
        '<c:Half xmi:id="8" sofa="1" begin="3" end="5" Governor="5"/>',
        '<c:Rel xmi:id="9" sofa="1" begin="3" end="5" Governor="5" Dependent="99"/>',
        '<n:Plain xmi:id="10" sofa="1" begin="6" end="9"><items>a</items><items>b</items></n:Plain>',
        '<other xmlns="http://example.org/" xmi:id="11"/>',
    )
    article = one(data)
    assert spans(article) == [
        ("Span", "PER", ["He"], {"number": "5"}),
        ("Span", "Span", ["😀"], {}),
        ("Host", "Host", ["saw"], {"years": "2020 2021"}),
        ("Plain", "Plain", ["saw"], {"items": "a; b"}),
    ]
    assert relations(article) == [("near", "s1", "s2"), ("agent", "s3", "s1"), ("roles", "s3", "s2")]
    assert warnings(article) == [
        "Half: is a relation with one end only: left out",
        "Rel: begins or ends at something that is no span here: left out",
    ]


def test_views_and_what_is_indexed_in_them() -> None:
    other = (
        '<cas:Sofa xmi:id="30" sofaNum="2" sofaID="other" mimeType="text" sofaString="xyz"/>'
        '<cas:View sofa="30" members="31"/>'
    )
    data = xmi(
        other,
        '<c:Span xmi:id="5" sofa="1" begin="0" end="2"/>',
        '<c:Span xmi:id="6" sofa="1" begin="3" end="5"/>',
        '<c:Span xmi:id="31" sofa="30" begin="0" end="1"/>',
        view='<cas:View sofa="1" members="5"/>',
    )
    article = one(data)
    assert article.text == "He 😀 saw him."
    assert [where for _, _, where, _ in spans(article)] == [["He"]]
    assert warnings(article) == ["1 annotations of other views than the first are left out"]


def test_pieces_that_fit_and_others() -> None:
    data = xmi(
        '<c:Span xmi:id="5" sofa="1" begin="0" end="9" pieces="0-2 6-9"/>',
        '<c:Span xmi:id="6" sofa="1" begin="0" end="5" pieces="0-2 6-9"/>',
        '<c:Span xmi:id="7" sofa="1" begin="3" end="3"/>',
    )
    article = one(data)
    assert [(where, said) for _, _, where, said in spans(article)] == [
        (["He", "saw"], {}),
        (["He 😀"], {"pieces": "0-2 6-9"}),
    ]
    assert "covers nothing (at 3)" in warnings(article)[0]


def zipped(files: Mapping[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return file.getvalue()


SPAN = '<c:Span xmi:id="5" sofa="1" begin="0" end="2" sure="true"/>'
TYPES = (
    b'<typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier"><types><typeDescription>'
    b"<name>webanno.custom.Span</name><supertypeName>uima.tcas.Annotation</supertypeName><features>"
    b"<featureDescription><name>sure</name><rangeTypeName>uima.cas.Boolean</rangeTypeName></featureDescription>"
    b"</features></typeDescription></types></typeSystemDescription>"
)


def test_an_exported_project_archives_in_an_archive() -> None:
    inner = zipped({"aisha.xmi": xmi(SPAN), "TypeSystem.xml": TYPES})
    project = {
        "exportedproject.json": b"{}",
        "source/doc one.txt": b"He",
        "annotation/doc one.txt/aisha.zip": inner,
        "annotation/doc one.txt/INITIAL_CAS.zip": zipped({"INITIAL_CAS.xmi": xmi()}),
        "curation/doc one.txt/CURATION_USER.zip": zipped({"CURATION_USER.xmi": xmi(SPAN)}),
    }
    for files in ({"project.zip": zipped(project)}, project):
        found = read("uima-xmi", Files(files, is_folder=len(files) > 1))
        assert [(article.name, article.sets[0].annotator) for article in found] == [
            ("doc one.txt", "aisha"),
            ("doc one.txt", "CURATION_USER"),
        ]
        assert [spans(article)[0][3] for article in found] == [{"sure": True}, {"sure": "true"}]


def test_who_and_what_a_single_file_tells_of_itself() -> None:
    title = '<m:DocumentMetaData xmi:id="2" sofa="1" begin="0" end="14" language="ur" documentTitle="b.txt"/>'
    whose = (
        '<w:CASMetadata xmi:id="3" sofa="1" begin="0" end="14" username="بلال" sourceDocumentName="c.txt"/>'
    )
    cases = {
        ("x/a.txt.xmi", xmi(title)): ("x/a.txt", ""),
        ("a.xmi", xmi(title, whose)): ("c.txt", "بلال"),
        ("a.txt/aisha.xmi", xmi(title, whose)): ("a.txt", "aisha"),
        ("b.zip", zipped({"aisha.xmi": xmi(title)})): ("b.txt", "aisha"),
        ("b.zip", zipped({"b.xmi": xmi(title)})): ("b", ""),
        ("b.zip", zipped({"2026/a.txt.xmi": xmi(title)})): ("2026/a.txt", ""),
    }
    for (name, data), expected in cases.items():
        article = one({name: data})
        assert (article.name, article.sets[0].annotator) == expected
        assert article.language == ("ur" if b"language" in data or name.endswith("zip") else "")


def test_the_older_json_that_names_structures_in_an_object() -> None:
    said = {
        "%TYPES": {},
        "%FEATURE_STRUCTURES": {
            "1": {"%TYPE": "uima.cas.Sofa", "sofaID": "_InitialView", "sofaString": "😀 a"},
            "2": {
                "%TYPE": "webanno.custom.PHI",
                "@sofa": 1,
                "begin": 3,
                "end": 4,
                "kind": "NAME",
                "label": None,
            },
            "3": {
                "%TYPE": "webanno.custom.PHI",
                "@sofa": 1,
                "begin": 0,
                "end": 2,
                "#score": "NaN",
                "n": [1, True],
            },
        },
        "%VIEWS": {"_InitialView": {"%SOFA": 1, "%MEMBERS": [2, 3]}},
    }
    article = one("\ufeff".encode() + json.dumps(said).encode(), "uima-json")
    assert spans(article) == [
        ("PHI", "NAME", ["a"], {}),
        ("PHI", "PHI", ["😀"], {"score": "NaN", "n": "1; true"}),
    ]


def test_lists_of_structures() -> None:
    range_of = "<name>{}</name><rangeTypeName>uima.cas.{}"
    types = TYPES.replace(
        range_of.format("sure", "Boolean").encode(), range_of.format("all", "FSList").encode()
    )
    data = xmi(
        '<c:Span xmi:id="5" sofa="1" begin="0" end="2" all="8"/>',
        '<c:Span xmi:id="6" sofa="1" begin="3" end="5" all="5 7"/>',
        '<c:Span xmi:id="7" sofa="1" begin="6" end="9"/>',
        '<cas:NonEmptyFSList xmi:id="8" head="6" tail="9"/>',
        '<cas:NonEmptyFSList xmi:id="9" head="7" tail="8"/>',
    )
    article = one({"a.xmi": data, "TypeSystem.xml": types})
    assert relations(article) == [
        ("all", "s1", "s2"),
        ("all", "s1", "s3"),
        ("all", "s2", "s1"),
        ("all", "s2", "s3"),
    ]


def test_a_cas_without_its_text_is_placed_in_the_article_of_the_corpus() -> None:
    span = '<c:Span xmi:id="5" sofa="1" begin="0" end="2"/>'
    data = xmi(span).replace(b'sofaString="He \xf0\x9f\x98\x80 saw him."', b'sofaURI="file:a.txt"')
    assert b"sofaURI" in data
    document = article_of("He 😀 saw him.", path="a").document
    (article,) = read("uima-xmi", Files({"a.xmi": data}, is_folder=True), known=[document])
    assert article.text is None
    assert article.sets[0].spans[0].pieces == ((0, 2),)
    assert not article.faults


BROKEN_XMI = [
    (b"", "is not XML"),
    (xmi(SPAN)[:-20], "line 3: is not XML"),
    (b'<!DOCTYPE x [<!ENTITY a "b">]>' + xmi(SPAN)[38:], "declares a document type"),
    (
        xmi(SPAN, text="\ud800".encode("utf-8", "surrogatepass").decode("latin-1")).replace(
            "í".encode(), b"\xff"
        ),
        "",
    ),
    (xmi(SPAN.replace('"0"', '"x"')), "begin: 'x' is no offset"),
    (xmi(SPAN.replace('"0"', '"-1"')), "begin: '-1' is no offset"),
    (xmi(SPAN.replace('"0"', f'"{"9" * 50}"')), "is no offset"),
    (xmi(SPAN.replace('"0"', '"4"')), "begins at 4 and ends before it"),
    (xmi(SPAN, SPAN), "line 3: Span[5]: the xmi:id 5 is given twice"),
    (HEAD.encode() + b"</xmi:XMI>", "has no view with a text"),
    (b"<a/>", "has no view with a text"),
]


@pytest.mark.parametrize(("data", "message"), BROKEN_XMI)
def test_broken_xmi_is_told_with_its_place(data: bytes, message: str) -> None:
    article = one(data)
    if message:
        assert message in str(article.faults[0].fault)
        assert not article.faults[0].fault.warning
        assert article.text is None


def cas_json(**changes: object) -> bytes:
    sofa = {"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaID": "_InitialView", "sofaString": "a"}
    span = {"%ID": 2, "%TYPE": "x.Y", "@sofa": 1, "begin": 0, "end": 1}
    return json.dumps({"%TYPES": {}, "%FEATURE_STRUCTURES": [sofa, span | changes], "%VIEWS": {}}).encode()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is not JSON"),
        (b"{" * 10, "line 1: is not JSON"),
        (b"[" * 500_000, "is not JSON"),
        (b'{"%FEATURE_STRUCTURES": ' + b"9" * 5000 + b"}", "is not JSON that can be read"),
        (b"\xff", "is not UTF-8 at byte 0"),
        (b"[]", "is no JSON object"),
        (b"{}", "%FEATURE_STRUCTURES: is missing"),
        (b'{"%FEATURE_STRUCTURES": [1]}', "%FEATURE_STRUCTURES[0]: is no JSON object"),
        (b'{"%FEATURE_STRUCTURES": [{}]}', "%FEATURE_STRUCTURES[0]: has no %ID"),
        (b'{"%FEATURE_STRUCTURES": []}', "has no view with a text"),
        (b'{"%TYPES": [], "%FEATURE_STRUCTURES": []}', "%TYPES: is no JSON object"),
        (cas_json(begin="0"), "%FEATURE_STRUCTURES[1].begin: 0 is no offset"),
        (cas_json(begin=True), "is no offset"),
        (cas_json(end=10**30), "is no offset"),
        (cas_json(begin=1, end=0), "ends before it begins"),
        (cas_json(begin=-1), "is no offset"),
    ],
)
def test_broken_json_is_told_with_its_place(data: bytes, message: str) -> None:
    article = one(data, "uima-json")
    assert message in str(article.faults[0].fault)
    assert article.text is None


def test_strange_json_is_read_as_far_as_it_goes() -> None:
    article = one(cas_json(value=None, other={"a": 1}, **{"@ref": [None, {}, 9], "%FLAG": 1}), "uima-json")
    assert spans(article) == [("Y", "Y", ["a"], {})]
    assert not article.faults


def test_references_in_circles_and_without_end() -> None:
    link = '<c:L xmi:id="{}" sofa="1" begin="0" end="2" next="{}"/>'
    article = one(xmi(link.format(5, 6), link.format(6, 5), '<c:LChain xmi:id="7" sofa="1" first="5"/>'))
    assert len(relations(article)) == 1
    types = TYPES.replace(
        b"<name>sure</name><rangeTypeName>uima.cas.Boolean",
        b"<name>sure</name><rangeTypeName>uima.cas.FSArray",
    )
    types = types.replace(b"uima.tcas.Annotation<", b"webanno.custom.Span<")
    arrays = (
        "".join(f'<c:Span xmi:id="{n}" sofa="1" begin="0" end="2" sure="4"/>' for n in range(10, 3000))
        + f'<cas:FSArray xmi:id="4" elements="{"4 " * 2}{" ".join(map(str, range(10, 3000)))}"/>'
    )
    article = one({"a.xmi": xmi(arrays), "TypeSystem.xml": types})
    assert "more than 200,000 references" in article.faults[0].fault.message


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"a.zip": b"PK\x03\x04 nothing"}, "is no archive that can be read"),
        ({"a.zip": zipped({"x.xmi": xmi(SPAN)})[:200]}, "is no archive that can be read"),
        ({"d/b.zip": zipped({"c.zip": b"no"})}, "is no archive that can be read"),
        ({"a.xmi": xmi(SPAN), "TypeSystem.xml": b"<a>"}, "is not XML"),
        ({"a.xmi": xmi(SPAN), "TypeSystem.xml": b"<!DOCTYPE a><a/>"}, "declares a document type"),
    ],
)
def test_broken_archives_and_type_systems(files: dict[str, bytes], message: str) -> None:
    article = one(files)
    assert message in article.faults[0].fault.message


def test_an_archive_that_unpacks_to_more_than_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotator.exchange.zipped.MAX_BYTES", 1000)
    article = one({"a.zip": zipped({"x.xmi": b" " * 10_000_000})})
    assert "is larger than" in article.faults[0].fault.message
    damaged_size = bytearray(zipped({"x.xmi": b"x" * 500}))
    place = damaged_size.rindex(b"PK\x01\x02") + 24
    damaged_size[place : place + 4] = (400).to_bytes(4, "little")
    article = one({"a.zip": bytes(damaged_size)})
    assert article.faults


@settings(max_examples=150)
@given(st.data())
def test_damaged_files_are_read_or_told(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(["uima-xmi", "uima-json"]))
    files, _ = written(name, [article_of(TEXT, sample())])
    spoilt = data.draw(st.sampled_from(sorted(files)))
    files[spoilt] = data.draw(damaged(files[spoilt]))
    for article in read(name, Files(files, is_folder=True)):
        assert article.text is not None or article.faults


@pytest.mark.parametrize("name", ["uima-xmi", "uima-json", "webanno-tsv"])
def test_what_is_written_is_known_again(name: str) -> None:
    files, _ = written(name, [article_of(TEXT, sample())])
    assert sniffed(name, Files(files, is_folder=True)) == SURE
    for other in {"uima-xmi", "uima-json", "webanno-tsv"} - {name}:
        assert sniffed(other, Files(files, is_folder=True)) == NO


def test_sniffing() -> None:
    assert sniffed("uima-xmi", Files({"a.xmi": xmi()})) == SURE
    assert sniffed("uima-xmi", Files({"a.zip": zipped({"a.xmi": xmi()})})) == LIKELY
    assert sniffed("uima-xmi", Files({"a.xml": b"<a/>"})) == NO
    assert sniffed("uima-json", Files({"a.json": cas_json()})) == SURE
    assert sniffed("uima-json", Files({"a.json": b'{"a": 1}'})) == NO
    assert sniffed("uima-json", Files({"a.zip": zipped({"annotation/a.txt/b.json": cas_json()})})) == LIKELY

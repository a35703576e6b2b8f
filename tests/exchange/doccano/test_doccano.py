"""doccano: both shapes and the older ones read, what is written comes back, bad files told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.exchange.format import Feature
from annotator.exchange.formats import FORMATS
from annotator.exchange.incoming import IncomingArticle
from annotator.exchange.sniffing import LIKELY, NO, SURE
from annotator.text.segments import is_boundary
from annotator.text.units import Unit
from tests.exchange.exchanged import (
    SAMPLE,
    Files,
    article_of,
    read_files,
    sample,
    set_of,
    sniffed,
    source_of,
    told,
    written,
)
from tests.exchange.round_trips import articles, compare, there_and_back

ROW = FORMATS["doccano"]
GOLDEN = Path(__file__).parent.parent / "golden" / "doccano"


@pytest.mark.parametrize("unit", ["UTF-16", "graphemes", "code points"])
@pytest.mark.parametrize("shape", ["spans", "entities"])
def test_what_is_written_stays_the_same(shape: str, unit: str) -> None:
    files, _ = written("doccano", [article_of(SAMPLE, sample(), language="hi")], shape=shape, offsets=unit)
    assert files[""] == (GOLDEN / f"{shape}-{unit}.jsonl").read_bytes()


@given(st.data(), st.sampled_from(["UTF-16", "code points"]))
def test_spans_and_relations_come_back_in_each_unit(data: st.DataObject, unit: str) -> None:
    article = data.draw(articles(many=False))
    back, losses = there_and_back(ROW, [article], {"shape": "entities", "offsets": unit})
    (said,) = article.sets
    assert not [loss for loss in losses if loss.what not in ROW.lacks]
    compare(ROW, said, back.sets[said.article, said.annotator], losses)


@given(st.data())
def test_clusters_are_counted_and_edges_inside_them_told(data: st.DataObject) -> None:
    article = data.draw(articles(many=False))
    (said,) = article.sets
    back, losses = there_and_back(ROW, [article], {"offsets": "graphemes"})
    moved = {loss.item for loss in losses if loss.what == Feature.EDGES}
    text = article.document.text
    for span in said.spans:
        assert not (span.id in moved and is_boundary(text, span.start) and is_boundary(text, span.end))
    compare(ROW, said, back.sets[said.article, said.annotator], losses)


def test_relations_are_told_where_the_shape_has_none() -> None:
    _, losses = written("doccano", [article_of(SAMPLE, sample())])
    assert [loss.item for loss in losses if loss.what == Feature.RELATIONS] == ["r1", "r2"]
    _, losses = written("doccano", [article_of(SAMPLE, sample())], shape="entities")
    assert not [loss for loss in losses if loss.what == Feature.RELATIONS]


def test_each_line_has_the_same_fields() -> None:
    """doccano reads a file as a table: a field that a line lacks would come as a number that is none."""
    files, _ = written("doccano", [article_of("abc", set_of("abc")), article_of(SAMPLE, sample())])
    first, second = (json.loads(line) for line in files[""].splitlines())
    assert list(first) == list(second)


def read_lines(*lines: object, name: str = "x.jsonl", **options: str) -> list[IncomingArticle]:
    data = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    return read_files("doccano", {name: data.encode()}, **options)


def test_the_shape_with_ranges_is_read() -> None:
    first, second = read_lines(
        {"id": 7, "text": "😀 Ann", "label": [[3, 6, "PER"], [0.0, 2, "X"]], "Comments": ["why?", "ok"]},
        {"id": 8, "text": "Bob", "labels": []},
    )
    assert [(span.label, span.pieces) for span in first.sets[0].spans] == [
        ("PER", ((3, 6),)),
        ("X", ((0, 2),)),
    ]
    assert first.sets[0].attributes == {"comments": "why?\nok"}
    assert (first.name, first.unit, first.faults) == ("", None, [])
    assert [said.spans for said in second.sets] == [[]]


def test_the_shape_with_relations_is_read() -> None:
    (article,) = read_lines(
        {
            "text": "Ann met Bob",
            "entities": [
                {"id": 4, "label": "PER", "start_offset": 0, "end_offset": 3},
                {"id": 9, "label": "PER", "start_offset": 8, "end_offset": 11},
            ],
            "relations": [{"id": 1, "from_id": 4, "to_id": 9, "type": "met"}],
            "Comments": [{"id": 1, "comment": "c", "username": "u"}],
        }
    )
    (said,) = article.sets
    assert [(r.label, r.source, r.target) for r in said.relations] == [("met", "4", "9")]
    assert [span.id for span in said.spans] == ["4", "9"]
    assert said.attributes == {"comments": "c"}


def test_categories_are_attributes_of_the_article() -> None:
    intents, texts, early = read_lines(
        {"text": "a b", "cats": ["x", "y"], "entities": [[0, 1, "A"]]},
        {"text": "a b", "label": ["sports"]},
        {"id": 1, "text": "a b", "annotations": [{"label": "good", "user": 2}, {"label": 3, "user": 2}]},
    )
    assert intents.sets[0].attributes == {"category": "x, y"}
    assert texts.sets[0].attributes == {"category": "sports"}
    assert [(said.annotator, said.attributes) for said in early.sets] == [
        ("user-2", {"category": "good, label-3"})
    ]


def test_an_early_export_has_annotators_and_labels_by_number() -> None:
    line = {
        "id": 1,
        "text": "Ann met Bob",
        "annotations": [
            {"id": 1, "label": 5, "start_offset": 0, "end_offset": 3, "user": 1, "prob": 0.0},
            {"id": 2, "label": 6, "start_offset": 8, "end_offset": 11, "user": 2},
        ],
        "meta": {},
        "annotation_approver": None,
    }
    labels = [
        {"id": 5, "text": "PER", "prefix_key": None, "suffix_key": "p", "background_color": "#fff"},
        {"id": 6, "text": "MAN", "suffix_key": "m", "background_color": "#fff"},
    ]
    files = {"file.json1": json.dumps(line).encode(), "label_config.json": json.dumps(labels).encode()}
    (article,) = read_files("doccano", files)
    assert [(said.annotator, [span.label for span in said.spans]) for said in article.sets] == [
        ("user-1", ["PER"]),
        ("user-2", ["MAN"]),
    ]
    assert article.faults == []


def test_a_field_that_is_nothing_here_is_told_once() -> None:
    articles = read_lines(
        {"text": "a", "label": [], "source": "x"}, {"text": "b", "label": [], "source": "y"}
    )
    assert told(*articles) == [
        ("source", "is nothing that annotations hold: left out, here and in all lines")
    ]
    assert all(fault.fault.warning for article in articles for fault in article.faults)


def test_a_field_may_name_the_articles() -> None:
    (article,) = read_lines({"text": "a", "label": [], "file": "2026/x.txt"})
    assert article.name == ""
    data = json.dumps({"text": "a", "label": [], "file": "2026/x.txt"}).encode()
    (article,) = read_files("doccano", {"x.jsonl": data}, name="file")
    assert article.name == "2026/x.txt"


def test_our_lines_say_what_they_count() -> None:
    for word, unit in (
        ("UTF-16", Unit.UTF16),
        ("graphemes", Unit.PARTED_GRAPHEMES),
        ("code points", Unit.CODE_POINTS),
    ):
        files, _ = written("doccano", [article_of(SAMPLE, sample())], offsets=word)
        (article,) = read_files("doccano", {"x.jsonl": files[""]})
        assert article.unit is unit


@pytest.mark.parametrize(
    ("line", "place", "words"),
    [
        ('{"text": "ab", "label": [[0, 1]]}', "label[0]", "is not [start, end, label]"),
        ('{"text": "ab", "label": [[0, "1", "A"]]}', "label[0][1]", "is no whole number"),
        ('{"text": "ab", "label": [[NaN, 1, "A"]]}', "label[0][0]", "is no whole number"),
        ('{"text": "ab", "label": [[-1, 1, "A"]]}', "label[0][0]", "below 0"),
        ('{"text": "ab", "label": [[0, 1e300, "A"]]}', "label[0][1]", "larger"),
        ('{"text": "ab", "label": [[0, 1, null]]}', "label[0][2]", "is missing"),
        ('{"text": "ab", "label": [[0, 1, {}]]}', "label[0][2]", "is no label"),
        ('{"text": "ab", "entities": {"id": 1}}', "entities", "is no list"),
        ('{"text": "ab", "entities": [7]}', "entities[0]", "is no JSON object"),
        (
            '{"text": "ab", "entities": [{"label": "A", "start_offset": 1}]}',
            "entities[0].end_offset",
            "missing",
        ),
        ('{"text": "ab", "entities": [], "relations": [{"from_id": 1}]}', "relations[0].to_id", "is missing"),
        ('{"label": []}', "text", "is missing"),
        ('{"text": 5, "label": []}', "text", "is not text"),
        ('{"text": "a\\ud800", "label": []}', "text", "half a character at 1"),
        ('{"text": "ab", "label": [', "", "is not JSON"),
        ("[]" * 3, "", "is"),
        ("7", "", "is no JSON object"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(line: str, place: str, words: str) -> None:
    articles = read_lines('{"text": "fine", "label": []}', line, '{"text": "too", "label": []}')
    assert [article.text for article in articles if not article.faults] == ["fine", "too"]
    (fault,) = [fault for article in articles for fault in article.faults]
    assert (fault.file, fault.fault.line, fault.fault.place) == ("x.jsonl", 2, place)
    assert words in fault.fault.message
    assert not fault.fault.warning


KEYS = (
    "text", "label", "entities", "relations", "cats", "id", "start_offset", "end_offset", "annotations",
    "Comments", "user", "attributes",
)  # fmt: skip
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.floats(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(KEYS), inner),
)


@given(anything)
def test_no_line_makes_it_fail(value: object) -> None:
    whole = value if isinstance(value, dict) else {}
    for article in read_lines({"text": "abc", "label": value}, {"entities": [value], "text": "a"}, whole):
        assert article.faults or article.text is not None


def test_its_files_are_known_again() -> None:
    files, _ = written("doccano", [article_of(SAMPLE, sample())])
    assert sniffed("doccano", source_of("doccano", files)) == SURE
    plain = Files({"x.jsonl": b'{"text": "a", "label": [[0, 1, "A"]]}\n'})
    assert sniffed("doccano", plain) == LIKELY
    for other in (b'{"text": "a", "spans": [], "tokens": []}', b"text,label\n", b"", b'{"a": 1}'):
        assert sniffed("doccano", Files({"x.jsonl": other})) == NO

"""GATE: its Python side reads what is written; both units and the Twitter style are read, bad files told."""

from __future__ import annotations

import html
import json
import warnings
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.exchange.formats import FORMATS
from annotator.exchange.incoming import IncomingArticle
from annotator.exchange.sniffing import LIKELY, NO, SURE
from annotator.text.units import Unit
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
from tests.exchange.round_trips import articles, compare, there_and_back

ROW = FORMATS["gate"]
GOLDEN = Path(__file__).parent.parent / "golden" / "gate"


def read_one(*documents: object, name: str = "x.json", **options: str) -> list[IncomingArticle]:
    data = "\n".join(json.dumps(one) for one in documents)
    return read("gate", Files({name: data.encode()}, is_folder=True), **options)


def bdoc(text: str, *annotations: object, name: str = "Key", **more: object) -> dict[str, object]:
    sets = {name: {"name": name, "annotations": list(annotations), "next_annid": 9}}
    return {"text": text, "annotation_sets": sets, "features": {}, "offset_type": "p", "name": "", **more}


def annotation(start: object, end: object, kind: object = "Person", **features: object) -> dict[str, object]:
    return {"type": kind, "start": start, "end": end, "id": 3, "features": features}


# written ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("shape", ["bdoc", "twitter"])
def test_what_is_written_stays_the_same(shape: str) -> None:
    files, _ = written("gate", [article_of(SAMPLE, sample(), sample("بلال"), language="hi")], shape=shape)
    ((name, data),) = files.items()
    assert name == ("a.txt.bdocjs" if shape == "bdoc" else "a.txt.json")
    assert data == (GOLDEN / f"{shape}.json").read_bytes()


@given(st.data())
def test_the_twitter_style_brings_everything_back(data: st.DataObject) -> None:
    article = data.draw(articles(many=True))
    back, losses = there_and_back(ROW, [article], {"shape": "twitter"})
    for said in article.sets:
        compare(ROW, said, back.sets.get((said.article, said.annotator)), losses)


@pytest.mark.parametrize("offsets", ["p", "j"])
def test_gatenlp_reads_it_and_its_own_writing_is_read(offsets: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        gatenlp = pytest.importorskip("gatenlp")
    files, _ = written("gate", [article_of(SAMPLE, sample(), sample("بلال"))])
    found = gatenlp.Document.load_mem(files["a.txt.bdocjs"].decode(), fmt="bdocjs")
    text = SAMPLE.replace("\r\n", "\n")
    assert found.text == text
    assert set(found.annset_names()) == {"aisha", "بلال"}
    places = {(one.type, one.start, one.end) for one in found.annset("aisha")}
    assert places == {(span.label, span.start, span.end) for span in sample().spans}
    theirs = found.save_mem(fmt="bdocjs", offset_type=offsets)
    (article,) = read("gate", Files({"x.bdocjs": theirs.encode()}, is_folder=True))
    assert article.unit is (Unit.UTF16 if offsets == "j" else Unit.CODE_POINTS)
    assert [one.annotator for one in article.sets] == ["aisha", "بلال"]
    (whole,) = [span for span in article.sets[0].spans if span.id == "s5"]
    assert len(whole.pieces) == 3
    assert not article.faults


def test_the_twitter_style_counts_code_points_of_the_escaped_text() -> None:
    text = "😀 <R&D> of AT&T"
    said = set_of(text, *sample().spans[:0])
    files, _ = written("gate", [article_of(text, said)], shape="twitter")
    document = json.loads(files["a.txt.json"])
    assert document["text"] == "😀 &lt;R&amp;D&gt; of AT&amp;T"
    assert html.unescape(document["text"]) == text
    start = document["text"].index("AT")
    document["entities"] = {"Key:ORG": [{"indices": [start, start + 8], "score": 0.5}]}
    (article,) = read_one(document)
    (span,) = next(one for one in article.sets if one.annotator == "Key").spans
    assert (article.text, span.pieces) == (text, ((text.index("AT"), len(text)),))


# read ---------------------------------------------------------------------------------------------


def test_sets_are_annotators_and_features_are_attributes() -> None:
    document = bdoc(
        "😀 Ann", annotation(2, 5, gender="f", n=2, sure=True, matches=[1, 2], none=None), name="b@x.org"
    )
    document["annotation_sets"]["Original markups"] = {"annotations": [annotation(0, 1, "p")]}
    document["annotation_sets"][""] = {"annotations": [annotation(0, 0, "Empty"), annotation(0, 1, "Token")]}
    (article,) = read_one(document, name="2026/x.bdocjs")
    assert (article.name, article.unit) == ("2026/x", Unit.CODE_POINTS)
    assert [(one.annotator, len(one.spans)) for one in article.sets] == [("b@x.org", 1), ("", 1)]
    (span,) = article.sets[0].spans
    assert (span.id, span.label, span.pieces) == ("3", "Person", ((2, 5),))
    assert span.attributes == {"gender": "f", "n": "2", "sure": True, "matches": "[1, 2]", "none": ""}
    assert sorted(message for _, message in told(article)) == [
        "Empty covers nothing: left out",
        "Original markups: left out; the option sets names those that are read",
    ]
    assert not serious(article)
    (article,) = read_one(document, sets="Original markups,b@x.org")
    assert [one.annotator for one in article.sets] == ["b@x.org", "Original markups"]


def test_java_counts_otherwise() -> None:
    (article,) = read_one(bdoc("😀 Ann", annotation(3, 6), offset_type="j"))
    assert (article.unit, article.sets[0].spans[0].pieces) == (Unit.UTF16, ((3, 6),))


def test_tweets_are_read() -> None:
    tweet = {
        "full_text": "😀 @ann #x &amp; y",
        "id": 7,
        "entities": {
            "hashtags": [{"text": "x", "indices": [7, 9]}],
            "user_mentions": [{"id": 5, "screen_name": "ann", "indices": [2, 6]}],
            "urls": [],
        },
    }
    (article,) = read_one(tweet)
    assert article.text == "😀 @ann #x & y"
    (said,) = {one.annotator: one for one in article.sets}.values()
    assert [(span.label, span.pieces, span.attributes) for span in said.spans] == [
        ("hashtags", ((7, 9),), {"text": "x"}),
        ("user_mentions", ((2, 6),), {"id": "5", "screen_name": "ann"}),
    ]


def test_several_documents_in_one_file_have_no_names() -> None:
    found = read_one(bdoc("a"), bdoc("b"), bdoc("c"))
    assert [(one.text, one.name) for one in found] == [("a", ""), ("b", ""), ("c", "")]


@pytest.mark.parametrize(
    ("said", "place", "words"),
    [
        (bdoc("ab", annotation(0, "1")), "annotation_sets.Key.annotations[0].end", "no whole number"),
        (bdoc("ab", annotation(0, 1, None)), "annotation_sets.Key.annotations[0].type", "is missing"),
        (bdoc("ab", 7), "annotation_sets.Key.annotations[0]", "is no JSON object"),
        (bdoc("ab", offset_type="x"), "offset_type", "neither p nor j"),
        (bdoc("ab", offset_type="x") | {"text": None}, "text", "is missing"),
        ({"text": "ab", "annotation_sets": 7}, "annotation_sets", "is no JSON object"),
        ({"text": "ab", "annotation_sets": {"": 7}}, "annotation_sets.", "is no JSON object"),
        (
            {"text": "ab", "entities": {"X": [{"indices": [0]}]}},
            "entities.X[0].indices",
            "is not [start, end]",
        ),
        ({"text": "&amp;", "entities": {"X": [{"indices": [0, 2]}]}}, "entities.X[0].indices", "inside"),
        ({"text": "ab", "entities": []}, "entities", "is no JSON object"),
        (7, "", "is no JSON object"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(said: object, place: str, words: str) -> None:
    found = read_one(bdoc("fine"), said, bdoc("too"))
    assert [article.text for article in found if not article.faults] == ["fine", "too"]
    (fault,) = [fault for article in found for fault in article.faults]
    assert (fault.fault.line, fault.fault.place) == (2, place)
    assert words in fault.fault.message


KEYS = (
    "text", "annotation_sets", "annotations", "features", "type", "start", "end", "id", "entities", "indices",
    "article", "annotators", "relations", "parts", "layer", "offset_type", "source", "target",
)  # fmt: skip
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.floats(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(KEYS), inner),
    max_leaves=30,
)


@given(anything, anything)
def test_no_document_makes_it_fail(value: object, other: object) -> None:
    ours = {"article": "x", "annotators": {"a": value}, "relations": other}
    said = (value, bdoc("abc", value), bdoc("abc", annotation(0, 1, "A", parts=value), features=ours))
    for article in read_one(*said, {"text": "a&lt;b", "entities": {"A": other}, **ours}):
        assert article.faults or article.text is not None


def test_its_files_are_known_again() -> None:
    for shape in ("bdoc", "twitter"):
        files, _ = written("gate", [article_of(SAMPLE, sample())], shape=shape)
        assert sniffed("gate", Files(files, is_folder=True)) == SURE
    tweet = b'{"text": "a", "entities": {"x": [{"indices": [0, 1]}]}}'
    assert sniffed("gate", Files({"x.json": tweet})) == LIKELY
    for other in (b'{"text": "a", "entities": []}', b"", b'{"documents": []}'):
        assert sniffed("gate", Files({"x.json": other})) == NO

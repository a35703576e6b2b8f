"""Prodigy: datasets of its interfaces are read, what is written comes back and is what spaCy expects."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.exchange.format import Feature
from annotator.exchange.formats import FORMATS
from annotator.exchange.incoming import IncomingArticle
from annotator.exchange.sniffing import LIKELY, NO, POSSIBLE, SURE
from tests.exchange.exchanged import (
    SAMPLE,
    Files,
    article_of,
    read_files,
    sample,
    serious,
    set_of,
    sniffed,
    source_of,
    told,
    written,
)
from tests.exchange.round_trips import articles, compare, there_and_back

ROW = FORMATS["prodigy"]
GOLDEN = Path(__file__).parent.parent / "golden" / "prodigy"


def read_tasks(*tasks: object, **options: str) -> list[IncomingArticle]:
    data = "\n".join(one if isinstance(one, str) else json.dumps(one) for one in tasks)
    return read_files("prodigy", {"x.jsonl": data.encode()}, **options)


@pytest.mark.parametrize("tokens", ["cut", "whole"])
def test_what_is_written_stays_the_same(tokens: str) -> None:
    article = article_of(SAMPLE, sample(), sample("بلال"), language="hi")
    files, _ = written("prodigy", [article, article_of("x", path="b.txt")], tokens=tokens)
    assert files[""] == (GOLDEN / f"{tokens}.jsonl").read_bytes()


@given(st.data())
def test_nothing_is_lost_where_tokens_are_kept_whole_but_their_edges(data: st.DataObject) -> None:
    article = data.draw(articles(many=True))
    back, losses = there_and_back(ROW, [article], {"tokens": "whole"})
    assert {loss.what for loss in losses} <= {Feature.EDGES, Feature.LINE_ENDS}
    for said in article.sets:
        compare(ROW, said, back.sets[said.article, said.annotator], [])


def test_spacy_finds_each_span_where_it_is_said_to_be() -> None:
    spacy = pytest.importorskip("spacy")
    files, _ = written("prodigy", [article_of(SAMPLE, sample())])
    task = json.loads(files[""])
    words, spaces = ([token[key] for token in task["tokens"]] for key in ("text", "ws"))
    doc = spacy.tokens.Doc(spacy.blank("hi").vocab, words=words, spaces=spaces)
    assert doc.text == task["text"]
    assert [token.idx for token in doc] == [token["start"] for token in task["tokens"]]
    for span in task["spans"]:
        found = doc.char_span(span["start"], span["end"], label=span["label"])
        assert (found.start, found.end - 1) == (span["token_start"], span["token_end"])
    for one in task["relations"]:
        assert one["head"] == one["head_span"]["token_end"]


def test_an_edge_inside_a_word_is_told_where_words_are_kept() -> None:
    _, losses = written("prodigy", [article_of(SAMPLE, sample())], tokens="whole")
    assert [loss.item for loss in losses if loss.what == Feature.EDGES] == ["s4"]


def test_datasets_of_several_interfaces_are_read() -> None:
    tokens = [
        {"text": "😀", "start": 0, "end": 1, "id": 0, "ws": True},
        {"text": "Ann", "start": 2, "end": 5, "id": 1, "ws": True},
        {"text": "Bob", "start": 6, "end": 9, "id": 2, "ws": False},
    ]
    hashes = {"_input_hash": 1, "_task_hash": -2, "_view_id": "relations", "_timestamp": 1.5}
    entities, links, choice, early = read_tasks(
        {
            "text": "😀 Ann Bob",
            "tokens": tokens,
            "spans": [
                {"start": 2, "end": 5, "token_start": 1, "token_end": 1, "label": "PER"},
                {"token_start": 1, "token_end": 2, "label": "TEAM", "text": "Ann Bob"},
                {"start": 0, "end": 1},
            ],
            "answer": "accept",
            "_session_id": "news-aisha",
            **hashes,
        },
        {
            "text": "😀 Ann Bob",
            "tokens": tokens,
            "spans": [{"start": 2, "end": 5, "label": "A"}, {"start": 6, "end": 9, "label": "B"}],
            "relations": [
                {
                    "head": 1,
                    "child": 2,
                    "head_span": {"start": 2, "end": 5, "token_start": 1, "token_end": 1, "label": "A"},
                    "child_span": {"token_start": 2, "token_end": 2, "label": "B"},
                    "color": "#c5bdf4",
                    "label": "met",
                },
                {"head": 2, "child": 1, "label": "likes"},
                {"head": 0, "child": 1, "label": "by"},
            ],
            "answer": "accept",
            **hashes,
        },
        {"text": "abc", "options": [{"id": "x"}, {"id": "y"}], "accept": ["x", "y"], "answer": "accept"},
        ["Ann met Bob", {"entities": [[0, 3, "PER"]]}],
    )
    assert entities.sets[0].annotator == "news-aisha"
    assert [(span.label, span.pieces) for span in entities.sets[0].spans] == [
        ("PER", ((2, 5),)),
        ("TEAM", ((2, 9),)),
    ]
    assert told(entities) == [("spans[2]", "has no label: left out")]
    assert [(r.label, r.source, r.target) for r in links.sets[0].relations] == [
        ("met", "s1", "s2"),
        ("likes", "s2", "s1"),
    ]
    assert told(links) == [("relations[2]", "by joins tokens that are no spans: left out")]
    assert choice.sets[0].attributes == {"category": "x, y"}
    assert [(span.label, span.pieces) for span in early.sets[0].spans] == [("PER", ((0, 3),))]
    assert not serious(entities, links, choice, early)


def test_relations_find_their_spans_among_several_of_one_place() -> None:
    place = {"start": 0, "end": 3}
    spans = [{**place, "label": "A"}, {**place, "label": "B"}, {**place, "label": "B", "id": "x"}]
    ends = [{**place, "label": "B"}, {**place, "label": "B", "id": "x"}]
    relation = {"label": "r", "head": 0, "child": 0, "head_span": ends[0], "child_span": ends[1]}
    (article,) = read_tasks({"text": "Ann", "spans": spans, "relations": [relation]})
    assert [(one.source, one.target) for one in article.sets[0].relations] == [("s2", "x")]


def test_rejected_and_ignored_tasks_are_no_annotations() -> None:
    span = {"start": 0, "end": 1, "label": "A"}
    articles = read_tasks(*({"text": "ab", "spans": [span], "answer": one} for one in ("reject", "ignore")))
    assert [(article.text, article.sets) for article in articles] == [("ab", []), ("ab", [])]
    assert [message for _, message in told(*articles)] == [
        "is reject: only the text is taken",
        "is ignore: only the text is taken",
    ]


def test_a_field_may_name_the_articles() -> None:
    (article,) = read_tasks({"text": "a", "spans": [], "meta": {"source": "2026/x.txt"}}, name="source")
    assert article.name == "2026/x.txt"


def test_an_article_that_nobody_annotated_has_no_set() -> None:
    back, _ = there_and_back(ROW, [article_of("abc"), article_of("x", set_of("x"), path="a.txt")])
    assert [len(one.sets) for one in back.incoming] == [0, 1]


@pytest.mark.parametrize(
    ("line", "place", "words"),
    [
        ('{"text": "ab", "spans": [{"start": 0, "label": "A"}]}', "spans[0].end", "is missing"),
        ('{"text": "ab", "spans": [{"start": 0.5, "end": 1, "label": "A"}]}', "spans[0].start", "no whole"),
        ('{"text": "ab", "spans": 7}', "spans", "is no list"),
        ('{"text": "ab", "spans": [null]}', "spans[0]", "is no JSON object"),
        (
            '{"text": "ab", "spans": [{"token_start": 0, "token_end": 4, "label": "A"}]}',
            "spans[0].token_end",
            "no token 4",
        ),
        (
            '{"text": "ab", "relations": [{"head": 0, "child": 1, "label": "A"}]}',
            "relations[0].head",
            "no token",
        ),
        ('{"text": "ab", "relations": [{"head": 0}]}', "relations[0].label", "is missing"),
        ('{"text": "ab", "tokens": [{}]}', "tokens[0].start", "is missing"),
        ('{"html": "<p>ab</p>"}', "html", "is a page"),
        ('{"image": "x.png"}', "text", "is missing"),
        ('["ab", 7]', "[1]", "is no JSON object"),
        ('{"text": "ab", "spans": [}', "", "is not JSON"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(line: str, place: str, words: str) -> None:
    articles = read_tasks({"text": "fine", "spans": []}, line, {"text": "too", "spans": []})
    assert [article.text for article in articles if not article.faults] == ["fine", "too"]
    (fault,) = [fault for article in articles for fault in article.faults]
    assert (fault.fault.line, fault.fault.place) == (2, place)
    assert words in fault.fault.message


KEYS = (
    "text", "spans", "tokens", "relations", "head", "child", "head_span", "child_span", "start", "end",
    "label", "token_start", "token_end", "accept", "answer", "meta", "parts", "id", "_annotator_id",
)  # fmt: skip
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.floats(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(KEYS), inner),
    max_leaves=30,
)


@given(anything)
def test_no_task_makes_it_fail(value: object) -> None:
    tasks = (
        {"text": "abc", "spans": value},
        {"text": "a", "tokens": value, "relations": value},
        ["a", value],
    )
    for article in read_tasks(*tasks, value if isinstance(value, dict) else {}):
        assert article.faults or article.text is not None


def test_its_files_are_known_again() -> None:
    files, _ = written("prodigy", [article_of(SAMPLE, sample())])
    assert sniffed("prodigy", source_of("prodigy", files)) == SURE
    for data, sure in (
        (b'{"text": "a", "_input_hash": 1}', SURE),
        (b'{"text": "a", "spans": [], "tokens": []}', LIKELY),
        (b'{"text": "a", "spans": []}', POSSIBLE),
        (b'{"text": "a", "label": []}', NO),
        (b"", NO),
    ):
        assert sniffed("prodigy", Files({"x.jsonl": data})) == sure

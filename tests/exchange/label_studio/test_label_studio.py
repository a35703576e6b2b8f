"""Label Studio: exports of its several kinds are read, what is written comes back, bad files are told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.exchange.formats import FORMATS
from annotator.exchange.incoming import IncomingArticle
from annotator.exchange.label_studio.config import config_of, read_config
from annotator.exchange.sniffing import LIKELY, NO, SURE
from annotator.model.annotations import Relation, Span
from annotator.model.faults import AnnotatorError, FaultyFile
from annotator.store.label_files import read_labels
from tests.exchange.exchanged import (
    SAMPLE,
    Files,
    article_of,
    read,
    read_files,
    sample,
    serious,
    set_of,
    sniffed,
    source_of,
    told,
    written,
)
from tests.exchange.round_trips import there_and_back
from tests.store.made import SCHEME

ROW = FORMATS["label-studio"]
GOLDEN = Path(__file__).parent.parent / "golden" / "label_studio"
RESOURCES = Path(__file__).parent.parent.parent.parent / "resources"


def region(
    name: str, start: int, end: int, label: str, *, tag: str = "label", **more: object
) -> dict[str, object]:
    """A labelled range as the editor writes it."""
    value = {"start": start, "end": end, "text": more.pop("quote", None), "labels": [label]}
    value = {key: one for key, one in value.items() if one is not None}
    kept: dict[str, object] = {"id": name, "from_name": tag, "to_name": "text", "type": "labels", **more}
    return {**kept, "value": value, "origin": "manual"}


def task(text: str, *results: dict[str, object], **more: object) -> dict[str, object]:
    """A task that one user has annotated."""
    annotation = {"id": 1, "completed_by": 3, "was_cancelled": False, "result": list(results)}
    return {"id": 1, "data": {"text": text}, "annotations": [annotation], "predictions": [], **more}


def read_tasks(*tasks: object, config: str = "", **options: str) -> list[IncomingArticle]:
    files = {"x.json": json.dumps(list(tasks)).encode()}
    if config:
        files["x.config.xml"] = config.encode()
    return read("label-studio", Files(files), **options)


def spans_of(article: IncomingArticle, number: int = 0) -> list[tuple[object, ...]]:
    return [(span.id, span.label, span.pieces) for span in article.sets[number].spans]


# written ------------------------------------------------------------------------------------------


def test_what_is_written_stays_the_same() -> None:
    files, _ = written("label-studio", [article_of(SAMPLE, sample(), sample("b@x.org"), language="hi")])
    assert files[""] == (GOLDEN / "tasks.json").read_bytes()
    assert files[".config.xml"] == (GOLDEN / "tasks.config.xml").read_bytes()


def test_everything_of_a_span_comes_back() -> None:
    article = article_of(SAMPLE.replace("\r\n", "\n"), sample())
    back, losses = there_and_back(ROW, [article])
    (said,) = back.sets.values()
    assert said.spans == article.sets[0].spans
    assert said.attributes == article.sets[0].attributes
    assert {loss.what for loss in losses} == {"attributes of relations", "notes of relations"}


def test_several_articles_and_annotators_are_one_list() -> None:
    first, second = article_of("abc def", set_of("abc def"), path="a.txt"), article_of("x", path="b.txt")
    back, _ = there_and_back(ROW, [first, second])
    assert [one.name for one in back.incoming] == ["a.txt", "b.txt"]
    assert [len(one.sets) for one in back.incoming] == [1, 0]
    files, _ = written("label-studio", [])
    assert json.loads(files[""]) == []


def test_accounts_are_named_by_email_unless_told_otherwise() -> None:
    """Label Studio refuses a file that names somebody without an account."""
    article = article_of(SAMPLE, sample(), sample("b@x.org"))
    for option, named in (("email", [None, {"email": "b@x.org"}]), ("none", [None, None])):
        files, _ = written("label-studio", [article], accounts=option)
        assert [one.get("completed_by") for one in json.loads(files[""])[0]["annotations"]] == named


def test_relations_between_the_same_spans_are_one_with_several_labels() -> None:
    """The editor keeps one of them only. The same label twice is told as lost."""
    text = "Ann met Bob"
    spans = (Span("#1 a", "claim", "FACT", 0, 3), Span("#1 b", "entity", "PER", 8, 11))
    ends = (("r1", "claimant"), ("r2", "other"), ("r3", "claimant"))
    relations = tuple(Relation(name, label, "#1 a", "#1 b") for name, label in ends)
    files, losses = written("label-studio", [article_of(text, set_of(text, *spans, relations=relations))])
    results = json.loads(files[""])[0]["annotations"][0]["result"]
    assert [one["labels"] for one in results if one["type"] == "relation"] == [["claimant", "other"]]
    assert [(loss.what, loss.item) for loss in losses] == [("relations given twice", "r3")]
    assert not [one for one in results if "#" in one.get("id", "")], "the editor would cut such an id"
    (article,) = read("label-studio", source_of("label-studio", files))
    assert [span.id for span in article.sets[0].spans] == ["#1 a", "#1 b"]
    assert [(r.label, r.source, r.target) for r in article.sets[0].relations] == [
        ("claimant", "#1 a", "#1 b"),
        ("other", "#1 a", "#1 b"),
    ]


def test_the_configuration_says_what_the_labels_say() -> None:
    for scheme in (SCHEME, read_labels((RESOURCES / "labels.yaml").read_bytes(), "labels.yaml")[0]):
        back = read_config(config_of(scheme), "c.xml").scheme
        assert [layer.name for layer in back.layers] == [layer.name for layer in scheme.layers]
        for layer, other in zip(scheme.layers, back.layers, strict=True):
            assert [(one.name, one.color) for one in layer.labels] == [
                (one.name, one.color) for one in other.labels
            ]
            assert [(a.name, a.type, a.values) for a in layer.attributes] == [
                (a.name, a.type, a.values) for a in other.attributes
            ]
        assert [(a.name, a.type, a.values) for a in scheme.article] == [
            (a.name, a.type, a.values) for a in back.article
        ]
        assert [relation.name for relation in scheme.relations] == [
            relation.name for relation in back.relations
        ]


# read ---------------------------------------------------------------------------------------------


def test_annotators_are_told_by_email_name_or_number() -> None:
    said = task("Ann met Bob", region("r1", 0, 3, "PER"))
    people = [3, {"id": 4, "email": "b@x.org"}, {"id": 5, "first_name": "Ali", "last_name": "Khan"}, None, 3]
    said["annotations"] = [{"completed_by": who, "result": [region("r1", 0, 3, "PER")]} for who in people]
    (article,) = read_tasks(said)
    assert [one.annotator for one in article.sets] == ["user-3", "b@x.org", "Ali Khan", "", "user-3-2"]
    assert told(article) == [("[0].annotations[4]", "is one more of user-3: taken as user-3-2's")]
    (article,) = read_tasks(said, annotators="3=aisha, b@x.org=bilal,5=ali")
    assert [one.annotator for one in article.sets][:3] == ["aisha", "bilal", "ali"]
    with pytest.raises(AnnotatorError, match="WHO=NAME"):
        read_tasks(said, annotators="3")


def test_offsets_are_those_of_the_browser() -> None:
    (article,) = read_tasks(task("😀 Ann", region("r1", 3, 6, "PER", quote="Ann")))
    assert spans_of(article) == [("r1", "PER", ((3, 6),))]
    assert article.sets[0].spans[0].exact == "Ann"
    assert ROW.unit is not None
    assert (article.sets[0].status, article.name) == ("done", "")


def test_what_is_said_of_a_region_and_of_the_text() -> None:
    at = {"start": 0, "end": 3, "text": "Ann"}
    (article,) = read_tasks(
        task(
            "Ann met Bob",
            {"id": "r1", "from_name": "sure", "type": "choices", "value": {**at, "choices": ["yes", "also"]}},
            region("r1", 0, 3, "PER", quote="Ann", meta={"text": ["one", "two"]}),
            {"id": "r1", "from_name": "why", "type": "textarea", "value": {**at, "text": ["because"]}},
            {"id": "r1", "from_name": "stars", "type": "rating", "value": {**at, "rating": 4}},
            {"id": "x1", "from_name": "mood", "type": "choices", "value": {"choices": ["glad"]}},
            {
                "id": "x2",
                "from_name": "kinds",
                "type": "taxonomy",
                "value": {"taxonomy": [["a", "b"], ["c"]]},
            },
            {"id": "x3", "from_name": "day", "type": "datetime", "value": {"datetime": "2026-02-05"}},
            {"id": "x4", "from_name": "count", "type": "number", "value": {"number": 2.5}},
        )
    )
    (span,) = article.sets[0].spans
    assert span.attributes == {"sure": "yes\nalso", "why": "because", "stars": "4"}
    assert (span.note, span.exact) == ("one\ntwo", "Ann")
    assert article.sets[0].attributes == {
        "mood": "glad",
        "kinds": "a / b\nc",
        "day": "2026-02-05",
        "count": "2.5",
    }
    assert not article.faults


def test_a_result_may_name_its_region_by_the_id_alone() -> None:
    said = {"id": "r1", "from_name": "name", "to_name": "text", "type": "textarea", "value": {"text": ["x"]}}
    for results in ((region("r1", 0, 3, "PER"), said), (said, region("r1", 0, 3, "PER"))):
        (article,) = read_tasks(task("Ann met Bob", *results))
        assert article.sets[0].spans[0].attributes == {"name": "x"}
        assert article.sets[0].attributes == {}


def test_a_region_with_two_labels_is_two_spans() -> None:
    one = region("r1", 0, 3, "PER")
    one["value"]["labels"] = ["PER", "ORG"]
    relation = {"type": "relation", "from_id": "r1", "to_id": "r2", "direction": "left"}
    (article,) = read_tasks(task("Ann met Bob", one, region("r2", 8, 11, "PER"), relation))
    assert [(span.id, span.label) for span in article.sets[0].spans] == [
        ("r1", "PER"),
        ("r1-2", "ORG"),
        ("r2", "PER"),
    ]
    assert [(r.label, r.source, r.target) for r in article.sets[0].relations] == [("relation", "r2", "r1")]


def test_what_was_skipped_and_drafts_and_predictions() -> None:
    said = task("Ann met Bob", region("r1", 0, 3, "PER"))
    said["annotations"] += [{"completed_by": 4, "was_cancelled": True, "result": [region("r1", 0, 3, "PER")]}]
    said["drafts"] = [
        {"user": "c@x.org", "annotation": None, "result": [region("r7", 8, 11, "PER")]},
        {"user": "d@x.org", "annotation": 1, "result": []},
    ]
    said["predictions"] = [{"model_version": "v1", "score": 0.5, "result": [region("p", 8, 11, "PER")]}]
    first, second = read_tasks(said, said)
    assert [(one.annotator, one.status) for one in first.sets] == [("user-3", "done"), ("c@x.org", "draft")]
    assert [place for place, _ in told(first)] == ["[0].annotations[1]", "[0].predictions"]
    assert [place for place, _ in told(second)] == ["[1].annotations[1]"], "predictions are told once"
    (article,) = read_tasks(said, predictions="take", annotators="model-v1=gpt")
    assert [one.annotator for one in article.sets] == ["user-3", "c@x.org", "gpt"]
    assert article.sets[2].spans[0].origin == "gpt"


def test_an_early_export_is_read() -> None:
    result = region("r1", 0, 3, "PER")
    (article,) = read_tasks(
        {"id": 1, "data": {"my_text": "Ann met Bob"}, "completions": [{"result": [result]}]}
    )
    assert spans_of(article) == [("r1", "PER", ((0, 3),))]


def test_a_page_and_paragraphs_are_counted_as_the_editor_does() -> None:
    value = {
        "start": "/p[1]/text()[1]", "end": "/p[1]/b[1]/text()[1]", "startOffset": 0, "endOffset": 3,
        "globalOffsets": {"start": 4, "end": 7}, "text": "Bob", "hypertextlabels": ["PER"],
    }  # fmt: skip
    page = {"id": "r1", "from_name": "l", "type": "hypertextlabels", "value": value}
    (article,) = read_tasks(task("<p>😀 &amp;<b>Bob</b></p><style>x</style>", page))
    assert (article.text, spans_of(article)) == ("😀 &Bob", [("r1", "PER", ((4, 7),))])

    value = {"start": "1", "end": "2", "startOffset": 1, "endOffset": 2, "paragraphlabels": ["X"]}
    talk = {"id": "r1", "from_name": "l", "type": "paragraphlabels", "value": value}
    lines = [{"author": "a", "text": "😀 b"}, {"author": "b", "text": "xyz"}, {"author": "a", "text": "end"}]
    (article,) = read_tasks(
        {"id": 1, "data": {"talk": lines}, "annotations": [{"result": [talk]}]}, text="talk"
    )
    assert (article.text, spans_of(article)) == ("😀 b\nxyz\nend", [("r1", "X", ((6, 11),))])


def test_results_that_are_of_no_text_are_told() -> None:
    box = {
        "id": "r1",
        "from_name": "l",
        "type": "rectanglelabels",
        "value": {"x": 1, "rectanglelabels": ["A"]},
    }
    brush = {"id": "r3", "from_name": "l", "type": "brush", "value": {"rle": [1]}}
    none = region("r2", 0, 3, "PER")
    none["value"]["labels"] = []
    (article,) = read_tasks(task("Ann met Bob", box, brush, none))
    assert [message for _, message in told(article)] == [
        "'rectanglelabels' is nothing of a text: left out",
        "'brush' is nothing of a text: left out",
        "has no label: left out",
    ]
    assert not serious(article)


def test_pieces_are_ours_until_the_region_is_moved() -> None:
    meta = {"pieces": [[0, 3], [8, 11]], "link": "Q1", "origin": "model"}
    (article,) = read_tasks(task("Ann met Bob", region("r1", 0, 11, "PER", quote="Ann met Bob", meta=meta)))
    (span,) = article.sets[0].spans
    assert (span.pieces, span.exact, span.link, span.origin) == (((0, 3), (8, 11)), None, "Q1", "model")
    (article,) = read_tasks(task("Ann met Bob", region("r1", 0, 7, "PER", meta=meta)))
    assert article.sets[0].spans[0].pieces == ((0, 7),)
    assert "changed since" in told(article)[0][1]


def test_plain_results_are_read_one_annotator_after_another() -> None:
    def entry(who: object, start: int, mood: str) -> dict[str, object]:
        return {
            "text": "Ann met Bob",
            "id": 7,
            "label": [{"start": start, "end": start + 3, "text": "Ann", "labels": ["PER"]}],
            "mood": mood,
            "annotator": who,
            "annotation_id": start,
            "created_at": "2026-02-05",
            "updated_at": "2026-02-05",
            "lead_time": 1.5,
        }

    config = (
        '<View><Text name="text" value="$text"/>'
        '<Labels name="label" toName="text"><Label value="PER"/></Labels>'
        '<Choices name="mood" toName="text"><Choice value="glad"/><Choice value="sad"/></Choices></View>'
    )
    other = {**entry("b@x.org", 0, "sad"), "id": 8, "text": "Bob met Ann"}
    first, second = read_tasks(entry(3, 0, "glad"), entry(4, 8, "sad"), other, config=config)
    assert [(one.annotator, one.attributes, one.status) for one in first.sets] == [
        ("user-3", {"mood": "glad"}, "done"),
        ("user-4", {"mood": "sad"}, "done"),
    ]
    assert [span.pieces for one in first.sets for span in one.spans] == [((0, 3),), ((8, 11),)]
    assert (second.text, [one.annotator for one in second.sets]) == ("Bob met Ann", ["b@x.org"])


def test_a_text_that_is_elsewhere_is_told() -> None:
    config = '<View><Text name="t" value="$url" valueType="url"/></View>'
    (article,) = read_tasks(
        {"id": 1, "data": {"url": "https://x.org/a.txt"}, "annotations": []}, config=config
    )
    assert "not in the file" in serious(article)[0]


def test_one_task_a_file_in_a_folder_is_read() -> None:
    one = {f"{number}.json": json.dumps(task(f"Ann {number}")).encode() for number in range(3)}
    assert [article.text for article in read_files("label-studio", one)] == ["Ann 0", "Ann 1", "Ann 2"]


@pytest.mark.parametrize(
    ("said", "place", "words"),
    [
        ({"data": {"text": 5}, "annotations": []}, "[1].data.text", "is missing"),
        ({"data": {}, "annotations": []}, "[1].data.text", "is missing"),
        ({"data": [], "annotations": []}, "[1].data", "is no JSON object"),
        ({"data": {"text": "a\ud800"}, "annotations": []}, "[1].data.text", "half a character"),
        (task("ab") | {"annotations": 7}, "[1].annotations", "is no list"),
        (task("ab") | {"annotations": [7]}, "[1].annotations[0]", "is no JSON object"),
        (task("ab", {"type": "labels"}), "[1].annotations[0].result[0].value", "is missing"),
        (task("ab", region("r", -1, 1, "A")), "[1].annotations[0].result[0].value.start", "below 0"),
        (task("ab", region("r", 0, 10**30, "A")), "[1].annotations[0].result[0].value.end", "larger"),
        (
            task("ab", {"type": "relation", "from_id": "a"}),
            "[1].annotations[0].result[0].to_id",
            "is missing",
        ),
        (task("ab", region("r", 0, 1, "")), "[1].annotations[0].result[0].value", "is no label"),
        ("x", "[1]", "is no JSON object"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(said: object, place: str, words: str) -> None:
    articles = read_tasks(task("fine"), said, task("too"))
    assert [article.text for article in articles if not article.faults] == ["fine", "too"]
    (fault,) = [fault for article in articles for fault in article.faults]
    assert fault.fault.place == place
    assert words in fault.fault.message


def test_a_list_that_breaks_off_gives_what_stands_before() -> None:
    data = json.dumps([task("one"), task("two")]).encode()[:-30]
    first, second = read_files("label-studio", {"x.json": data})
    assert (first.text, second.text) == ("one", None)
    assert "is not JSON" in serious(second)[0]


@pytest.mark.parametrize(
    "config",
    ["<View>", "", "<!DOCTYPE a [<!ENTITY b 'c'>]><View/>", "<View>" * 300, "<View a='\x00'/>", "\ud800"],
)
def test_a_bad_configuration_is_told(config: str) -> None:
    with pytest.raises(FaultyFile):
        read_config(config.encode("utf-8", "surrogatepass"), "c.xml")


KEYS = (
    "data", "text", "annotations", "completions", "result", "value", "start", "end", "labels", "type", "id",
    "predictions", "drafts", "meta", "pieces", "choices", "from_name", "globalOffsets", "completed_by",
    "user", "annotation_id", "annotator", "labels", "from_id", "to_id",
)  # fmt: skip
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.floats() | st.just("relation"),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(KEYS), inner),
    max_leaves=30,
)


@given(anything)
def test_no_task_makes_it_fail(value: object) -> None:
    tasks = (
        value,
        task("abc", *[value]),
        task("abc", {"value": value, "id": "a"}),
        task("abc") | {"drafts": value},
    )  # type: ignore[arg-type]
    for article in read_tasks(*tasks, predictions="take"):
        assert article.faults or article.text is not None


def test_its_files_are_known_again() -> None:
    files, _ = written("label-studio", [article_of(SAMPLE, sample())])
    assert sniffed("label-studio", source_of("label-studio", files)) == SURE
    assert sniffed("label-studio", Files({"x.json": b'[{"annotation_id": 1, "annotator": 2}]'})) == LIKELY
    for other in (b'{"documents": []}', b"", b'{"text": "a", "label": []}'):
        assert sniffed("label-studio", Files({"x.json": other})) == NO

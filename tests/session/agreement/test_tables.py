"""Tables tell the figures of a report, and behind each cell stands what it was computed from."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.agreement.measures import MEASURES, On
from annotator.agreement.report import Options, make_report
from annotator.agreement.scores import Scheme
from annotator.model.faults import AnnotatorError
from annotator.session.agreement import tables
from annotator.session.agreement.answers import Table, Value
from annotator.session.agreement.behind import BehindFigures
from annotator.session.agreement.comparing import Comparer, Comparison
from annotator.session.agreement.questions import LookBehind, Place, Question, Show
from annotator.store.corpus import Corpus
from tests.session.agreement.annotated import decided_from_others, made_corpus, save, span, three_annotators


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return three_annotators(tmp_path)


def compared(corpus: Corpus, **asked: object) -> Comparison:
    return Comparer(corpus).compare(Question(**asked), lambda *_: None)  # type: ignore[arg-type]


def cell(table: Table, row: str, column: str) -> Value:
    keys = [one.key for one in table.columns]
    return next(one for one in table.rows if one.key == row).cells[keys.index(column)]


def every_table(comparison: Comparison) -> dict[str, Table]:
    behind = BehindFigures(comparison)
    told = [*tables.first_tables(comparison), *tables.further_tables(comparison, behind.groups)]
    return {table.name: table for table in told}


def test_annotator_by_annotator_is_each_two_alone(corpus: Corpus) -> None:
    comparison = compared(corpus)
    table = tables.annotators_table(comparison)
    report = make_report(comparison.asked, comparison.annotators, comparison.scheme, Options())
    for pair in report.layers["entity"].summary().scores.pairs:
        a, b = pair.scope.annotators
        found = cell(table, a, b)
        assert found == cell(table, b, a)
        assert found.number == pair.schemes[Scheme.STRICT].f1.value
    assert cell(table, "anne", "anne").text == "5"
    assert cell(table, "anne", "باسط").note == "1 of 3 and 3 spans agree"


@pytest.mark.parametrize("measure", sorted(MEASURES))
def test_every_measure_is_told_or_says_why_not(corpus: Corpus, measure: str) -> None:
    comparison = compared(corpus, measure=measure)
    comparison.measuring.prepare(0)
    for table in every_table(comparison).values():
        for row in table.rows:
            for column, value in zip(table.columns, row.cells, strict=True):
                known = value.number is not None or value.text or value.why
                assert known or column.form == "text", (table.name, row.key, column.key)


@pytest.mark.parametrize("of", ["label", "character", "sure", "firm", "nothing"])
def test_measures_on_items_are_those_of_the_report(corpus: Corpus, of: str) -> None:
    comparison = compared(corpus, measure="alpha", of=of)
    summary = comparison.layer.summary()
    rated = {"label": summary.label, "character": summary.character, **summary.attributes}.get(of)
    figure = comparison.measuring.figure(comparison.everyone)
    if rated is None:
        assert figure.undefined == "no span of this layer has this attribute"
    else:
        assert figure.value == rated.figures["alpha"].value
        assert figure.undefined == rated.figures["alpha"].undefined


def test_labels_articles_and_languages(corpus: Corpus) -> None:
    comparison = compared(corpus)
    told = every_table(comparison)
    summary = comparison.layer.summary()
    for label, of in summary.by_label.items():
        for scheme in Scheme:
            key = "chosen" if scheme == Scheme.STRICT else scheme.value
            assert cell(told["labels"], label, key).number == of.scores.mean[scheme].value
        assert cell(told["labels"], label, "u").number == of.unitizing.u.value
    for article in ("a.txt", "b.txt"):
        of_article = comparison.layer.summary(article=article)
        assert cell(told["articles"], article, "chosen").number == of_article.scores.mean[Scheme.STRICT].value
        assert cell(told["articles"], article, "alpha").number == of_article.label.figures["alpha"].value
    assert cell(told["articles"], "b.txt", "language").text == "hi"
    in_hindi = comparison.layer.summary(language="hi").scores.mean[Scheme.PARTIAL].value
    assert cell(told["languages"], "hi", "partial").number == in_hindi


def test_confusion_has_what_nobody_answers_to(corpus: Corpus) -> None:
    comparison = compared(corpus, annotators=("anne", "باسط"))
    table = every_table(comparison)["confusion"]
    assert cell(table, "PER", "PER").number == 2
    assert cell(table, "جگہ", "ORG").number == 1
    assert cell(table, "ORG", "").number == 0, "b.txt is Anne's alone, and no difference of these two"
    assert (
        cell(every_table(compared(corpus, annotators=("anne", "chen")))["confusion"], "ORG", "").number == 1
    )


def test_three_annotators_have_a_confusion_for_each_two(corpus: Corpus) -> None:
    told = every_table(compared(corpus))
    assert {name for name in told if name.startswith("confusion")} == {
        "confusion", "confusion.0.1", "confusion.0.2", "confusion.1.2"
    }  # fmt: skip
    parts = [told[f"confusion.{pair}"] for pair in ("0.1", "0.2", "1.2")]
    keys = [row.key for row in told["confusion"].rows]
    for row in keys:
        for column in keys:
            numbers = [cell(part, row, column).number or 0 for part in parts]
            assert (cell(told["confusion"], row, column).number or 0) == sum(numbers)


def test_what_is_left_out_is_told_with_its_reason(corpus: Corpus) -> None:
    corpus.annotation_path("chen", "a.txt").write_text("spans: {", "utf-8")
    table = tables.excluded_table(compared(corpus, done=True))
    told = {(row.key, row.cells[0].text): row.cells[1].text for row in table.rows}
    assert told["a.txt", "chen"] == "annotations/chen/a.txt.yaml has faults"
    assert told["b.txt", ""] == "chen has not finished it; باسط has not annotated it"
    assert any(path == "annotations/chen/a.txt.yaml" for path, _ in told)


def test_filters(corpus: Corpus) -> None:
    assert [one.name for one in compared(corpus, language="hi").articles] == ["b.txt"]
    assert [one.name for one in compared(corpus, articles="A.TX").articles] == ["a.txt"]
    assert [one.name for one in compared(corpus, articles="b*").articles] == ["b.txt"]
    assert compared(corpus, articles="nothing").articles == []
    one = compared(corpus, label="ORG", annotators=("anne", "باسط"))
    assert [row.key for row in tables.labels_table(one).rows] == ["ORG"]
    assert [one.name for one in compared(corpus, done=True).articles] == ["a.txt"]
    assert compared(corpus, layer="claim").layer.name == "claim"
    assert compared(corpus, layer="unheard of").layer.name == "entity"


def test_what_was_chosen_and_is_gone_is_not_asked_for(corpus: Corpus) -> None:
    assert compared(corpus, annotators=("anne", "gone")).annotators == ("anne", "chen", "باسط")
    assert compared(corpus, label="GONE").layer.counting.labels == ("PER", "ORG", "جگہ")


def test_nothing_to_compare_is_said(tmp_path: Path) -> None:
    corpus = made_corpus(tmp_path)
    with pytest.raises(AnnotatorError, match="nobody has annotated"):
        compared(corpus)
    save(corpus, "anne", "a.txt", span("s1", 0, 3))
    with pytest.raises(AnnotatorError, match="there is: anne"):
        compared(corpus)


def test_a_set_decided_from_the_others_is_compared_only_where_it_is_named(corpus: Corpus) -> None:
    decided_from_others(corpus, "zed", "a.txt")
    comparer = Comparer(corpus)
    assert comparer.compare(Question(), lambda *_: None).annotators == ("anne", "chen", "باسط")
    assert comparer.choices().annotators == ("anne", "chen", "zed", "باسط")
    assert comparer.choices().usual == ("anne", "chen", "باسط")
    told = tables.excluded_table(comparer.compare(Question(), lambda *_: None)).rows[-1]
    assert (told.title, told.cells[0].text) == ("*", "zed")
    named = comparer.compare(Question(annotators=("anne", "zed")), lambda *_: None)
    assert named.annotators == ("anne", "zed")
    everyone = Question(annotators=("zed", "anne", "chen", "باسط"))
    assert comparer.compare(everyone, lambda *_: None).annotators == ("anne", "chen", "zed", "باسط")


def test_empty_sets_are_compared_without_figures(tmp_path: Path) -> None:
    corpus = made_corpus(tmp_path)
    save(corpus, "anne", "a.txt")
    save(corpus, "bert", "a.txt")
    for measure in MEASURES:
        comparison = compared(corpus, measure=measure)
        comparison.measuring.prepare(0)
        figure = comparison.measuring.figure(comparison.everyone)
        if MEASURES[measure].on != On.ITEMS:
            assert figure.undefined
        every_table(comparison)


def test_ten_annotators(tmp_path: Path) -> None:
    corpus = made_corpus(tmp_path)
    for number in range(10):
        save(corpus, f"n{number}", "a.txt", span("s1", 0, 9 + number % 2), span("s2", 24, 32, "جگہ"))
    comparison = compared(corpus)
    table = tables.annotators_table(comparison)
    assert len(table.rows) == len(table.columns) == 10
    assert cell(table, "n0", "n2").number == 1
    assert cell(table, "n0", "n1").number == 0.5
    told = every_table(comparison)
    assert len(told["kinds"].rows) == 46


# behind -----------------------------------------------------------------------------------------


def looked(comparison: Comparison, place: Place, show: Show = Show.ALL) -> list[tuple[str, ...]]:
    """The kind and labels of each example."""
    found = BehindFigures(comparison).examples(LookBehind(1, place, show))
    return [(one.kind, *(version.label for version in one.versions)) for one in found.examples]


def test_agreed_spans_are_as_many_as_the_figure_counts(corpus: Corpus) -> None:
    for scheme in Scheme:
        comparison = compared(corpus, measure=scheme.value)
        a, b = "anne", "باسط"
        pairs = comparison.layer.summary().scores.pairs
        pair = next(one for one in pairs if one.scope.annotators == (a, b))
        place = Place("annotators", b, a)
        agreed = looked(comparison, place, Show.AGREED)
        half = sum(kind in ("boundary", "both") for kind, *_ in looked(comparison, place)) / 2
        more = half if scheme == Scheme.PARTIAL else 0
        assert len(agreed) + more == pair.schemes[scheme].matched


def test_every_cell_opens_what_it_counts(corpus: Corpus) -> None:
    comparison = compared(corpus)
    behind = BehindFigures(comparison)
    told = every_table(comparison)
    for name in ("kinds", "confusion", "confusion.0.1", "confusion.1.2"):
        for row in told[name].rows:
            for column, value in zip(told[name].columns, row.cells, strict=True):
                found = behind.examples(LookBehind(1, Place(name, row.key, column.key), Show.ALL))
                assert found.of == found.every == value.number


def test_cells_of_a_label_an_article_a_relation_an_attribute(corpus: Corpus) -> None:
    comparison = compared(corpus)
    assert looked(comparison, Place("labels", "جگہ", "chosen"), Show.DIFFERENT) == [
        ("missing", "جگہ", "جگہ", "")
    ]
    assert looked(comparison, Place("articles", "b.txt", "chosen")) == [
        ("same", "PER", "PER"),
        ("missing", "ORG", ""),
    ]
    assert len(looked(comparison, Place("languages", "hi", "units"))) == 2
    assert looked(comparison, Place("attributes", "sure", "alpha"), Show.DIFFERENT) == [
        ("missing", "PER", "", "PER")
    ]
    assert looked(comparison, Place("relations", "about", "missing")) == [("missing", "about", "", "about")]
    assert looked(comparison, Place("article_attributes", "kind", "alpha"), Show.DIFFERENT) == [
        ("attribute", "kind", "kind", "kind")
    ]


def test_places_that_are_not_there_any_more_are_empty(corpus: Corpus) -> None:
    comparison = compared(corpus)
    for place in (
        Place("annotators", "nobody", "anne"),
        Place("labels", "X", "chosen"),
        Place("articles", "gone.txt", "chosen"),
        Place("kinds", "8.9", "same"),
        Place("confusion.7.8", "PER", "PER"),
        Place("attributes", "gone", "alpha"),
        Place("article_attributes", "gone", "alpha"),
        Place("advice", "99"),
        Place("unheard of", ""),
    ):
        assert looked(comparison, place) == []


def test_examples_come_in_portions(tmp_path: Path) -> None:
    corpus = made_corpus(tmp_path)
    save(corpus, "anne", "a.txt", *(span(f"s{n}", n, n + 1) for n in range(50)))
    save(corpus, "bert", "a.txt")
    behind = BehindFigures(compared(corpus))
    place = Place("overview", "")
    first = behind.examples(LookBehind(1, place, Show.ALL, 0, 20))
    last = behind.examples(LookBehind(2, place, Show.ALL, 40, 20))
    assert (len(first.examples), first.of, first.every) == (20, 50, 50)
    assert [one.start for one in last.examples] == list(range(40, 50))


def test_versions_say_what_one_has_alone(corpus: Corpus) -> None:
    comparison = compared(corpus, annotators=("anne", "باسط"))
    found = BehindFigures(comparison).examples(LookBehind(1, Place("kinds", "0.1", "boundary"), Show.ALL))
    anne, basit = found.examples[0].versions
    assert [anne.words[start:end] for start, end in anne.marks] == ["وزیراعظم شہباز شریف"]
    assert [anne.words[start:end] for start, end in anne.alone] == ["وزیراعظم "]
    assert basit.alone == ()
    assert found.examples[0].rtl

"""What annotators get back: what became of each span, as a page, as CSV and as JSON."""

from __future__ import annotations

import csv
import json
import re
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path

import pytest

from annotator.agreement.fates import Fate, Outcome, reasons
from annotator.agreement.scores import Scheme
from annotator.session.adjudicating import AdjudicationSession, Rule
from annotator.session.fate_files import COLUMNS, write_csv, write_json
from annotator.session.fate_page import write_page
from annotator.session.fate_quotes import marked_html
from annotator.session.fate_report import FateReport
from tests.session.adjudications import TEXT, corpus_of, review_of, said
from tests.store.made import ARTICLE

NAME = TEXT.index("شہباز"), TEXT.index(" نے")
FIRST = NAME[0], NAME[0] + 5
LAND = TEXT.index("कज़ा"), TEXT.index(" में")
FAMILY = TEXT.index("👩"), TEXT.index(" कज़ा")
ASTRAL = TEXT.index("𐐷"), TEXT.index("𐐷") + 2


@pytest.fixture
def review(tmp_path: Path) -> AdjudicationSession:
    """One of each fate for aisha; her name and his are told apart from any word of the page."""
    aisha = said(
        "aisha",
        (0, 8, "ORG"),
        (*NAME, "PER"),
        (*FAMILY, "PER"),
        (*LAND, "جگہ"),
        (*ASTRAL, "PER"),
        (0, 34, "FACT", {"sure": True}),
        relations=[("claimant", 6, 2)],
        attributes={"topic": "<b>دورہ</b>"},
    )
    bilal = said(
        "bilal",
        (0, 8, "ORG"),
        (*FIRST, "PER"),
        (*FAMILY, "ORG"),
        (0, 34, "FACT"),
        (44, 46, "PER"),
        attributes={"topic": "other"},
    )
    corpus = corpus_of(tmp_path, {one.annotator: one for one in (aisha, bilal)})
    review = review_of(corpus, "aisha", "bilal")
    review.merge(Rule())
    for case in review.conflicts():
        if case.about_spans and case.extent == ASTRAL:
            review.reject(case.id, "<script>alert(1)</script>")
        elif case.about_spans and case.extent[0] == LAND[0]:
            review.leave_open(case.id)
        else:
            review.take(case.id, "bilal")
    review.article(ARTICLE).annotate(9, 11, "entity", "PER")
    return review


def fates(report: FateReport) -> dict[tuple[str, object], Fate]:
    return {
        (one.label, one.extent if one.extent != (0, 0) else one.name): one.fate for one in report.outcomes()
    }


def test_each_fate_is_told(review: AdjudicationSession) -> None:
    report = review.report_for("aisha")
    assert fates(report) == {
        ("ORG", (0, 8)): Fate.TAKEN,
        ("FACT", (0, 34)): Fate.ATTRIBUTES,
        ("PER", NAME): Fate.BOUNDARY,
        ("PER", FAMILY): Fate.LABEL,
        ("جگہ", LAND): Fate.OPEN,
        ("PER", ASTRAL): Fate.REJECTED,
        ("PER", (44, 46)): Fate.MISSED,
        ("PER", (9, 11)): Fate.MISSED,
        ("claimant", (0, 34)): Fate.REJECTED,
        ("topic", "topic"): Fate.VALUE,
    }
    other = fates(review.report_for("bilal"))
    assert {fate for place, fate in other.items() if place != ("PER", (9, 11))} == {Fate.TAKEN}
    assert reasons(report.outcomes()) == {"<script>alert(1)</script>": 1, "nothing is to be marked here": 1}


def test_who_agrees_most_with_the_result(review: AdjudicationSession) -> None:
    assert review.report_for("aisha").finished == 0
    review.take(next(case.id for case in review.conflicts() if review.standing(case.id).open), "bilal")
    aisha, bilal = (review.report_for(name).scores[Scheme.STRICT] for name in ("aisha", "bilal"))
    assert bilal.precision.value == 1
    assert (bilal.a, bilal.b, bilal.matched) == (6, 5, 5)
    assert (aisha.b, aisha.matched) == (6, 2)


class Page(HTMLParser):
    """What a browser would load, run and show."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.text += data


def test_the_page_needs_nothing_and_runs_nothing(review: AdjudicationSession) -> None:
    page = Page(write_page(review.report_for("aisha")))
    names = {tag for tag, _ in page.tags}
    assert not names & {"script", "link", "img", "iframe", "object", "base", "form"}
    assert not [value for _, said in page.tags for key, value in said.items() if key in ("src", "href")]
    assert "default-src 'none'" in str(page.tags)
    assert "<script>alert(1)</script>" in page.text
    assert "<b>دورہ</b> → other" in page.text


def test_text_runs_its_own_way(review: AdjudicationSession) -> None:
    page = Page(write_page(review.report_for("aisha")))
    texts = [said for tag, said in page.tags if tag == "p" and "text" in (said.get("class") or "").split()]
    assert texts
    assert {said["dir"] for said in texts} == {"rtl"}
    assert page.tags[0] == ("html", {"lang": "en", "dir": "ltr"})


def test_what_differs_is_marked_at_the_letter(review: AdjudicationSession) -> None:
    page = write_page(review.report_for("aisha"))
    assert "<mark>شہباز</mark><del> شریف</del>" in page
    assert "<del>𐐷𐐷</del>" in page
    assert "<ins>" in page


def test_a_blind_page_names_nobody_else(tmp_path: Path) -> None:
    sets = {
        name: said(name, (*NAME, label))
        for name, label in (("aisha", "PER"), ("bilal", "ORG"), ("chandra", "ORG"))
    }
    review = AdjudicationSession(corpus_of(tmp_path, sets), [*sets], "zed", blind=True)
    assert [*review.load()] == [ARTICLE]
    review.unite(review.conflicts()[0].id)
    for name in sets:
        report = review.report_for(name)
        others = [other for other in sets if other != name]
        for written in (write_page(report), write_csv(report), write_json(report)):
            assert not [other for other in others if other in written]
    assert "also said by" in write_page(review.report_for("bilal"))


def test_the_json_says_all(review: AdjudicationSession) -> None:
    found = json.loads(write_json(review.report_for("aisha")))
    assert found["fates"] == {
        "taken as it is": 1,
        "boundaries changed": 1,
        "label changed": 1,
        "attributes changed": 1,
        "value changed": 1,
        "rejected": 2,
        "still open": 1,
        "missed": 2,
    }
    assert sum(found["fates"].values()) == len(found["outcomes"])
    moved = next(one for one in found["outcomes"] if one["fate"] == "boundaries changed")
    assert moved["said"] == {
        "layer": "entity",
        "label": "PER",
        "start": NAME[0],
        "end": NAME[1],
        "text": "شہباز شریف",
        "attributes": {},
    }
    assert (moved["result"]["start"], moved["result"]["end"]) == FIRST
    related = next(one for one in found["outcomes"] if one["about"] == "relation")
    assert related["said"]["to"]["text"] == "شہباز شریف"


def test_the_csv_has_a_row_for_each(review: AdjudicationSession) -> None:
    report = review.report_for("aisha")
    rows = list(csv.DictReader(StringIO(write_csv(report))))
    assert tuple(rows[0]) == COLUMNS
    assert len(rows) == len([*report.outcomes()])
    topic = next(row for row in rows if row["about"] == "article attribute")
    assert (topic["label"], topic["text"], topic["result_text"]) == ("topic", "<b>دورہ</b>", "other")
    assert {row["text"] for row in rows if row["label"] == "claimant"} == {f"{TEXT[:34]} → شہباز شریف"}


def test_an_annotator_without_an_article_has_nothing_in_it(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, {name: said(name, (*NAME, "PER")) for name in ("a", "b")})
    (corpus.annotations / "c").mkdir()
    review = review_of(corpus, "a", "b", "c")
    report = review.report_for("c")
    assert report.articles == ()
    assert "0 articles" in write_page(report)
    assert json.loads(write_json(report))["fates"] == {}


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        ([(0, 1)], [(0, 1)], "<mark>a</mark>bc def"),
        ([(0, 2)], [(1, 3)], "<del>a</del><mark>b</mark><ins>c</ins> def"),
        ([(0, 1), (2, 3)], [(0, 3)], "<mark>a</mark><ins>b</ins><mark>c</mark> def"),
        ([(4, 7)], [], "abc <del>def</del>"),
        ([], [(4, 7)], "abc <ins>def</ins>"),
    ],
)
def test_versions_are_told_apart(
    mine: list[tuple[int, int]], theirs: list[tuple[int, int]], expected: str
) -> None:
    assert marked_html("abc def", mine, theirs) == expected


def test_a_long_text_is_cut_at_words_and_whole_characters() -> None:
    text = "کلمہ " * 30 + "👩‍👩‍👧" + " کلمہ" * 30
    start = text.index("👩")
    shown = marked_html(text, [(start, start + 5)], [(start, start + 5)])
    plain = re.sub(r"<[^>]*>", "", shown)
    assert plain == f"…\u00a0{'کلمہ ' * 8}👩‍👩‍👧{' کلمہ' * 8}\u00a0…"
    whole = marked_html("x" * 5_000, [(0, 5_000)], [])
    assert len(whole) < 500


def test_pieces_and_line_ends_stay_in_one_line() -> None:
    assert marked_html("ab\ncd", [(0, 5)], [(0, 2)]) == "<mark>ab</mark><del> cd</del>"


def test_an_outcome_has_the_label_of_what_it_is_about() -> None:
    assert Outcome("a", "x", Fate.MISSED, (0, 0), name="topic").label == "topic"

"""The report as CSV and as a page: every figure is there, nothing is fetched, nothing is taken for code."""

from __future__ import annotations

import csv
import re
from html.parser import HTMLParser
from io import StringIO
from xml.etree import ElementTree

import pytest

from annotator.agreement.figures import Figure, undefined
from annotator.agreement.html_style import LEAST_CONTRAST, LOOKS, Look, contrast, step_colors, style
from annotator.agreement.report import Report
from annotator.agreement.report_csv import COLUMNS, write_csv
from annotator.agreement.report_html import write_html
from annotator.agreement.svg import STEPS, Cell, Line, figure_cell, heat_map, plain, share_bar, value_chart
from annotator.model.annotations import Relation
from tests.agreement.corpus import article, describing, relating, report
from tests.agreement.test_report import A, B, C

EVIL = "<script>alert(1)</script>\u202e"


def made(names: str = "a b") -> Report:
    one = relating(article("1.txt", "ur", a=A, b=B, c=C), a=[Relation("r1", "by", "s1", "s2")])
    two = describing(article(f"{EVIL}.txt", "hi", a=A, b=A), a={"kind": "report"})
    return report(one, two, article("3.txt", a=A), names=names)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text)))


class TestCsv:
    def test_one_figure_in_a_row(self) -> None:
        found = rows(write_csv(made()))
        assert tuple(found[0]) == COLUMNS
        strict = [row for row in found if row["measure"] == "strict f1" and row["part"] == "entity"]
        whole = [row for row in strict if not (row["label"] or row["article"] or row["language"])]
        assert [(row["a"], row["b"], row["value"]) for row in whole] == [("a", "b", "0.75"), ("", "", "0.75")]
        assert float(whole[1]["low"]) <= 0.75 <= float(whole[1]["high"])
        assert {row["label"] for row in strict} == {"", "PER", "ORG", "جگہ"}
        assert {row["language"] for row in strict} == {"", "hi", "ur"}

    def test_undefined_has_no_value_and_a_reason(self) -> None:
        found = [row for row in rows(write_csv(made())) if row["part"] == "claim" and row["measure"] == "u"]
        assert {(row["value"], row["undefined"]) for row in found} == {("", "nobody has a span")}

    def test_confusions_relations_and_articles(self) -> None:
        found = rows(write_csv(made()))
        measures = {
            (row["part"], row["measure"]): row["value"]
            for row in found
            if not (row["article"] or row["language"])
        }
        assert measures["entity", "confusion PER PER"] == "4"
        assert measures["relations", "kind missing"] == "1"
        assert ("article", "kind alpha") in measures
        assert measures["entity", "attributes sure percent"] == "0.875"

    def test_gamma(self) -> None:
        pytest.importorskip("scipy")
        found = rows(write_csv(report(article(a=A, b=A), gamma=True)))
        assert [row["value"] for row in found if row["measure"] == "gamma"][:2] == ["1.0", "1.0"]


class Page(HTMLParser):
    """What a page consists of."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.addresses: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("src", "href", "action")]
        if tag not in ("meta", "br") and self.get_starttag_text()[-2:] != "/>":  # type: ignore[index]
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in ("rect", "circle", "path"):
            assert self.open.pop() == tag


class TestPage:
    @pytest.mark.parametrize("names", ["a b", "a b c"])
    def test_it_is_whole_and_needs_nothing(self, names: str) -> None:
        text = write_html(made(names))
        page = Page(text)
        assert page.open == []
        assert page.addresses == []
        assert not {"script", "link", "img", "iframe"} & set(page.tags)
        assert "url(" not in text
        assert page.tags.count("svg") >= 5
        assert "default-src 'none'" in text

    def test_names_are_text_and_cannot_turn_the_line(self) -> None:
        text = write_html(made())
        assert "&lt;script&gt;alert(1)&lt;/script&gt;[RLO].txt" in text
        assert "\u202e" not in text

    def test_every_chart_is_well_formed(self) -> None:
        charts = re.findall(r"<svg.*?</svg>", write_html(made("a b c")), re.DOTALL)
        for chart in charts:
            ElementTree.fromstring(chart)

    def test_what_it_tells(self) -> None:
        text = write_html(made())
        for told in ("Agreement of <bdi>a</bdi>", "By label", "By article", "Relations", "Left out", "uα"):
            assert told in text
        assert "b has not annotated it" in text
        assert "annotator by annotator" in write_html(made("a b c"))

    def test_it_is_the_same_for_the_same_seed(self) -> None:
        assert write_html(made()) == write_html(made())

    def test_without_samples_and_without_articles(self) -> None:
        assert "Intervals" not in write_html(report())
        assert "0 articles in common" in write_html(report())


class TestCharts:
    def test_heat_has_steps_and_less_than_chance_is_another_colour(self) -> None:
        cells = [figure_cell(Figure(value)) for value in (0.0, 0.55, 1.0, -0.2)]
        chart = heat_map("", list("abcd"), [("x", [*cells, figure_cell(undefined("no spans"))])])
        assert [kind in chart for kind in ('"h0"', '"h5"', '"h10"', '"less"', '"none"')] == [True] * 5
        assert "undefined: no spans" in chart

    def test_a_chart_reaches_as_far_as_its_values(self) -> None:
        chart = value_chart("x", [Line("α", Figure(-0.4), -0.9, 0.1), Line("κ", undefined("one category"))])
        assert ">-0.75</text>" in chart
        assert "-0.400 [-0.900, 0.100]" in chart
        assert "undefined: one category" in chart

    def test_shares(self) -> None:
        chart = share_bar("x", [("same", 3), ("missing", 1)])
        assert "same: 3 (75%)" in chart
        assert "missing 1" in chart
        ElementTree.fromstring(re.search(r"<svg.*</svg>", share_bar("x", [("same", 0)]))[0])  # type: ignore[index]

    def test_long_names_are_cut_and_whole_in_the_title(self) -> None:
        name = "ن" * 50
        chart = heat_map("", ["n"], [(name, [Cell("1", None)])])
        assert f"<title>{name}</title>" in chart
        assert f"{'ن' * 29}…" in chart
        assert plain("\u2066a\u2028") == "[LRI]a[LS]"


@pytest.mark.parametrize("look", LOOKS, ids=["light", "dark"])
def test_words_can_be_read_on_every_step_of_heat(look: Look) -> None:
    for step in range(STEPS + 1):
        ground, ink = step_colors(step, look)
        assert contrast(ground, ink) >= LEAST_CONTRAST
        assert f".h{step}{{fill:{ground}}}" in style()

"""The page holds the article's text unbroken, every span's exact text, and nothing that could do harm."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.exchange.html_article import Mark, in_lanes
from annotator.exchange.html_page import write_page
from annotator.exchange.html_text import in_attribute, shown
from annotator.model.annotations import AnnotationSet, Relation, Span, Value
from annotator.model.document import Document
from annotator.model.faults import InvalidAnnotation
from annotator.model.labels import Label, LabelScheme, Layer, RelationLabel, Wording
from annotator.text.direction import Direction
from tests.exchange.page_reader import PageReader

SCHEME = LabelScheme(
    (
        Layer("entity", (Label("PER", "#1b6ca8", title=Wording({"en": "Person"})), Label("ORG", "#ffee00"))),
        Layer("claim", (Label("FACT", "url(x)"),), look="line"),
    ),
    relations=(RelationLabel("claimant"),),
)
TEXT = " date 2026-02-05 صدر شہباز شریف نے کہا\n\nहिन्दी में प्रधानमंत्री 😀\nComments(0)"


def document(text: str = TEXT, language: str | None = "ur") -> Document:
    return Document("2026/x.txt", text, "0" * 64, language)


def annotated(*spans: Span, text: str = TEXT, annotator: str = "aisha", **more: object) -> AnnotationSet:
    return AnnotationSet("2026/x.txt", annotator, "0" * 64, len(text), spans=spans, **more)  # type: ignore[arg-type]


def span(name: str, words: str, *parts: tuple[int, int], label: str = "PER", **more: object) -> Span:
    start = parts[0][0] if parts else TEXT.index(words)
    end = parts[-1][1] if parts else start + len(words)
    layer = "claim" if label == "FACT" else "entity"
    return Span(name, layer, label, start, end, parts, **more)  # type: ignore[arg-type]


def read(*sets: AnnotationSet, text: str = TEXT, language: str | None = "ur") -> PageReader:
    page = PageReader(write_page(document(text, language), SCHEME, sets))
    assert page.open == []
    assert len(page.ids) == len(set(page.ids))
    assert {link.removeprefix("#") for link in page.links} <= {*page.ids}
    return page


def covered(page: PageReader, span_id: str) -> str:
    return "".join(page.section.covered[span_id])


class TestText:
    def test_language_and_direction_are_set(self) -> None:
        page = read()
        assert (page.root["lang"], page.root["dir"]) == ("ur", "rtl")
        assert page.title == "2026/x.txt"
        assert [(p.attributes["dir"], p.attributes["lang"]) for p in page.section.paragraphs] == [
            ("rtl", "ur"),
            ("rtl", "ur"),
            ("ltr", ""),
            ("ltr", ""),
        ]

    def test_without_a_language_the_text_decides(self) -> None:
        page = read(text="صدر نے", language=None)
        assert (page.root["lang"], page.root["dir"]) == ("", "rtl")
        forced = Document("x.txt", "صدر نے", "0" * 64, direction_override=Direction.LTR)
        assert PageReader(write_page(forced, SCHEME, [])).root["dir"] == "ltr"

    @pytest.mark.parametrize(
        ("language", "text", "fonts"),
        [
            ("ur", "صدر", "text nastaliq"),
            (None, "صدر نے", "text nastaliq"),
            ("fa", "صدر", "text naskh"),
            ("ar-EG", "صدر", "text naskh"),
            ("hi", "हिन्दी", "text"),
        ],
    )
    def test_fonts_are_those_of_the_language(self, language: str | None, text: str, fonts: str) -> None:
        assert f'<article class="{fonts}">' in write_page(document(text, language), SCHEME, [])

    @pytest.mark.parametrize("text", ["", "\n", "a\n\n b  c \t\n"])
    def test_the_text_is_whole(self, text: str) -> None:
        assert read(text=text).section.text == text

    def test_what_looks_like_html_is_text(self) -> None:
        text = "<script>alert('x')</script> & &amp; \"<b>\" <!-- ]]> نے"
        words = annotated(
            Span('s"1', "entity", "<i>", 0, 8, note="<script>", attributes={"<b>": '"><script>'}),
            text=text,
            annotator="<script>",
            attributes={"<u>": "<script>"},
        )
        page = read(words, text=text)
        assert page.section.text == text
        assert covered(page, 's"1') == "<script>"
        assert "script" not in page.tags
        assert "<i>" in page.section.rows['s"1'][0]
        source = write_page(document(text), SCHEME, [words])
        assert "<script" not in source
        assert 'http-equiv="Content-Security-Policy" content="default-src \'none\'' in source

    def test_nothing_is_fetched(self) -> None:
        source = write_page(document(), SCHEME, [annotated(span("s1", "صدر", label="FACT"))])
        assert not re.search(r"https?:|url\(|@import|<link|<img|src=(?!')", source.replace("default-src", ""))

    def test_controls_are_visible_and_reorder_nothing(self) -> None:
        text = "ا\u202eabc\u202c\u2069 می\u200cخواهم\u200f \x00\x85\u2028d\u00ad\n\x1c"
        one = Span("s1", "entity", "PER", 1, 6, note="\u202e\u2069x", attributes={"a": "\u2067"})
        page = read(annotated(one, text=text), text=text)
        assert page.section.text == text
        assert covered(page, "s1") == text[1:6]
        assert page.section.rows["s1"][1] == text[1:6]
        source = write_page(document(text), SCHEME, [annotated(one, text=text)])
        assert not set(source) & set("\u202e\u202c\u2067\u200f\x00\x85\u2028\x1c")
        assert source.count("\u2068") == source.count("\u2069")
        assert 'data-name="RLO" title="U+202E"' in source
        assert "می\u200cخواهم" in source

    def test_lone_surrogates_in_a_note_can_be_written(self) -> None:
        write_page(document(), SCHEME, [annotated(span("s1", "صدر", note="\ud800"))]).encode()


class TestSpans:
    def test_nested_crossing_and_split_spans_have_their_exact_text(self) -> None:
        first, second = TEXT.index("صدر"), TEXT.index("نے")
        spans = (
            span("claim", "صدر شہباز شریف نے", label="FACT"),
            span("inner", "شہباز شریف"),
            span("crossing", "شریف نے کہا", label="ORG"),
            span("split", "", (first, first + 3), (second, second + 2)),
            span("same", "شہباز شریف"),
        )
        page = read(annotated(*spans))
        assert page.section.text == TEXT
        assert {one.id: covered(page, one.id) for one in spans} == {
            "claim": "صدر شہباز شریف نے",
            "inner": "شہباز شریف",
            "crossing": "شریف نے کہا",
            "split": "صدرنے",
            "same": "شہباز شریف",
        }

    def test_a_span_over_paragraphs_is_in_each(self) -> None:
        page = read(annotated(Span("s1", "claim", "FACT", TEXT.index("کہا"), TEXT.index("में"))))
        assert [part for part in page.section.covered["s1"] if part] == ["کہا", "हिन्दी "]

    def test_labels_stand_where_a_word_begins(self) -> None:
        inside = TEXT.index("شہباز") + 2
        spans = (
            span("s1", "صدر", label="ORG"),
            span("s2", "صدر شہباز شریف نے", label="FACT"),
            Span("s3", "entity", "PER", inside, inside + 2),
            span("s4", "प्रधानमंत्री"),
        )
        assert read(annotated(*spans)).section.chips == ["FACT", "ORG", "PER"]

    @pytest.mark.parametrize("before", ["ب", "ـ", "بِ", "ب\u200c", "5", "a"])
    def test_no_label_stands_inside_a_word(self, before: str) -> None:
        text = f"{before}صدر"
        one = Span("s1", "entity", "PER", len(before), len(text))
        assert read(annotated(one, text=text), text=text).section.chips == []

    def test_titles_name_the_spans_innermost_first(self) -> None:
        page = read(
            annotated(
                span("s1", "صدر شہباز", label="FACT"),
                span("s2", "شہباز", attributes={"sure": True}, note="کیا"),
            )
        )
        first, second = page.section.titles
        assert first == "\u2068FACT\u2069"
        person = "\u2068PER (Person)\u2069, \u2068sure: True\u2069, \u2068کیا\u2069"
        assert second == f"{person}\n\u2068FACT\u2069"

    def test_elements_have_no_room_at_their_sides(self) -> None:
        source = write_page(document(), SCHEME, [annotated(span("s1", "صدر"))])
        rules = re.findall(r"^\.m\b(?!ark)[^{]*\{([^}]*)\}", source, re.MULTILINE)
        assert rules
        for rule in rules:
            assert not re.search(r"margin|padding:|-left|-right|inline|border:", rule)

    def test_an_unknown_label_and_a_color_that_is_none_are_gray(self) -> None:
        source = write_page(document(), SCHEME, [annotated(Span("s1", "old", "GONE", 1, 5))])
        assert 'class="m fill c"' in source
        assert "url(x)" not in source
        assert source.count("#6b7280") == 2


class TestDetails:
    def test_every_span_has_its_row(self) -> None:
        first, second = TEXT.index("صدر"), TEXT.index("نے")
        said: dict[str, Value] = {"checkworthy": "yes", "reported": False}
        spans = (
            span("s1", "صدر شہباز شریف", label="FACT", attributes=said, note="ایک نوٹ"),
            span("s2", "", (first, first + 3), (second, second + 2)),
        )
        relations = (Relation("r1", "claimant", "s1", "s2", note="?"),)
        rows = read(annotated(*spans, relations=relations)).section.rows
        assert list(rows) == ["s2", "s1"]
        assert rows["s1"] == [
            "FACT",
            "صدر شہباز شریف",
            f"{first}–{first + 14}",
            "checkworthy: yesreported: no",
            "ایک نوٹ",
            "claimant → PER صدر … – ?",
        ]
        assert rows["s2"][1] == "صدر … نے"
        assert rows["s2"][2] == f"{first}–{first + 3}{second}–{second + 2}"
        assert rows["s2"][5] == "claimant ← FACT صدر شہباز شریف"

    def test_a_long_text_is_cut_at_a_word_in_a_relation(self) -> None:
        text = "لفظ " * 40
        spans = (Span("s1", "entity", "PER", 0, 150), Span("s2", "entity", "ORG", 4, 7))
        relations = (Relation("r1", "claimant", "s2", "s1"),)
        rows = read(annotated(*spans, text=text, relations=relations), text=text).section.rows
        assert rows["s2"][5] == "claimant → PER " + "لفظ " * 10 + "…"

    def test_the_legend_counts_the_labels_in_use(self) -> None:
        page = read(
            annotated(span("s1", "صدر", label="FACT"), span("s2", "شہباز")), annotated(span("s1", "شریف"))
        )
        assert page.legend == ["PER Person 2", "FACT  1"]


def test_each_annotator_has_the_whole_article() -> None:
    page = read(
        annotated(span("s1", "صدر"), attributes={"topic": "جوہری"}),
        annotated(span("s1", "شریف", label="ORG"), annotator="بلال", status="done"),
    )
    assert [section.text for section in page.sections] == [TEXT, TEXT]
    assert [section.covered["s1"] for section in page.sections] == [["صدر"], ["شریف"]]


def test_annotations_of_another_text_are_refused() -> None:
    with pytest.raises(InvalidAnnotation, match="aisha"):
        write_page(document("another"), SCHEME, [annotated()])


ends = st.tuples(st.integers(0, 30), st.integers(1, 12))


@given(
    st.text(alphabet="ab صدرکي‌ हिन्\n\n<&\"'\u202e\u2069😀\x00\t", max_size=30),
    st.lists(st.lists(ends, min_size=1, max_size=3), max_size=7),
)
def test_any_spans_over_any_text(text: str, wanted: list[list[tuple[int, int]]]) -> None:
    spans: list[Span] = []
    for pieces in wanted:
        parts: list[tuple[int, int]] = []
        for start, length in sorted(pieces):
            stop = min(start + length, len(text))
            if start < stop and (not parts or parts[-1][1] < start):
                parts.append((start, stop))
        if parts:
            more = tuple(parts) if len(parts) > 1 else ()
            label = ("entity", "PER") if len(spans) % 2 else ("claim", "FACT")
            spans.append(Span(f"s{len(spans)}", *label, parts[0][0], parts[-1][1], more))
    page = read(annotated(*spans, text=text), text=text)
    assert page.section.text == text
    for one in spans:
        exact = "".join(text[start:end] for start, end in one.pieces)
        assert covered(page, one.id) == exact.replace("\n", "")
        shown_text = page.section.rows[one.id][1]
        assert shown_text == " … ".join(text[start:end] for start, end in one.pieces)


@given(st.lists(ends, max_size=12))
def test_marks_that_overlap_have_lanes_of_their_own(wanted: list[tuple[int, int]]) -> None:
    marks = [
        Mark(Span(f"s{n}", "entity", "PER", start, start + length), start, start + length, first=True)
        for n, (start, length) in enumerate(wanted)
    ]
    placed = in_lanes(marks)
    assert len(placed) == len(marks)
    for one in placed:
        for other in placed:
            if one is not other and one.start < other.end and other.start < one.end:
                assert one.lane != other.lane
    most = max((sum(mark.start <= place < mark.end for mark in marks) for place in range(45)), default=0)
    assert all(mark.lane < most and mark.below <= most - 1 - mark.lane for mark in placed)


@given(st.text(max_size=40))
def test_text_can_be_had_back_from_html(text: str) -> None:
    read_back = PageReader(f"<p>{shown(text)}</p>").section.text
    assert read_back == text
    assert '"' not in in_attribute(text)

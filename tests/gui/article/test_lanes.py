"""Rows of several annotators: bars at the glyphs, no ink covered, differences that can be seen, clicks."""

from __future__ import annotations

from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest

from annotator.gui.article.lane_placing import LEAST_ROW, THICK, THIN
from annotator.gui.article.lanes import Lane, Lanes, Standing, differences, focus_on
from annotator.gui.article.page import Page
from annotator.gui.article.painting import Marks, PagePainter
from annotator.gui.article.view import ArticleView
from annotator.model.annotations import Span
from annotator.store.corpus import Corpus
from tests.gui.article.pages import (
    NASTY,
    ROOT,
    SAMPLES,
    annotated,
    document,
    laid_out,
    reading,
    sample,
    scheme,
)

FAMILIES = ("nastaliq", "naskh")
OPEN, AGREED, DECIDED = Standing.OPEN, Standing.AGREED, Standing.DECIDED


def rows(*spans: tuple[Span, ...] | list[Span], standing: Standing = OPEN) -> Lanes:
    lanes = tuple(
        Lane(f"n{number}", str(number + 1), f"Name {number}", tuple(sorted(row, key=lambda span: span.order)))
        for number, row in enumerate(spans)
    )
    return Lanes(lanes, lambda _lane, _span: standing)


def entity(start: int, end: int, label: str = "PER", id: str = "s1", **more: object) -> Span:
    return Span(id, "entity", label, start, end, **more)


def shown(text: str, lanes: Lanes, family: str = "nastaliq", width: float = 700) -> Page:
    page = laid_out(document(text), family, width)
    page.show_lanes(lanes)
    page.ensure_all()
    return page


def sample_rows(name: str, count: int) -> Lanes:
    """The two annotators of the samples, repeated."""
    corpus = Corpus.open(ROOT)
    article = corpus.document(name)
    sets = [corpus.read_annotations(who, article).annotations.spans for who in ("aisha", "bilal")]
    return rows(*[sets[number % 2] for number in range(count)])


def bars(page: Page):
    for index, block in enumerate(page.blocks):
        for line in block.lines:
            for bar in line.lanes.bars:
                yield index, line, bar


# where bars stand ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "family", "width"), list(product(SAMPLES, FAMILIES, (420, 760))))
def test_bars_stand_at_the_edges_of_their_glyphs(qapp, name, family, width):
    page = laid_out(sample(name), family, width)
    lanes = sample_rows(name, 2)
    page.show_lanes(lanes)
    page.ensure_all()
    for lane in lanes.rows:
        for span in lane.spans:
            glyphs = [rect for piece in span.pieces for rect in page.rects(*piece)]
            found = page.lanes.rects(lane.key, span)
            for side in (QRectF.left, QRectF.right):
                assert sorted(map(side, found)) == pytest.approx(sorted(map(side, glyphs))), span


def test_bars_of_nasty_lines_stand_at_their_glyphs_too(qapp):
    for family in FAMILIES:
        spans = [entity(start, start + 5, id=f"s{start}") for start in range(0, len(NASTY) - 5, 3)]
        page = shown(NASTY, rows(spans), family)
        for span in spans:
            glyphs = page.rects(span.start, span.end)
            found = page.lanes.rects("n0", span)
            covered = sum(r.width() for r in glyphs)
            if covered > 3:
                assert sum(r.width() for r in found) == pytest.approx(covered, abs=3.1), span


def test_a_span_in_pieces_has_a_bar_for_each_and_gaps_between(qapp):
    text = "شہباز شریف اور قاسم جومارت نے John Smith سے"
    span = Span("s1", "entity", "PER", 0, 40, parts=((0, 5), (15, 19), (30, 40)))
    page = shown(text, rows([span]))
    (bar,) = [bar for _, _, bar in bars(page)]
    assert len(bar.stretch.strips) == 3
    assert len(bar.stretch.gaps) >= 2
    assert sorted(bar.stretch.strips) == sorted(
        (r.left() - page.column.left(), r.right() - page.column.left())
        for piece in span.pieces
        for r in page.rects(*piece)
    )


# no ink is covered --------------------------------------------------------------------------------


def ink_rows(page: Page, image: QImage) -> set[int]:
    """Rows of pixels in which anything but the page is painted."""
    blank = page.reading.theme.color("page").rgb()
    return {
        y
        for y in range(image.height())
        if any(image.pixel(x, y) != blank for x in range(0, image.width(), 1))
    }


def painted(page: Page, lanes: bool = True) -> QImage:
    image = QImage(round(page.width), round(page.height), QImage.Format.Format_RGB32)
    image.fill(page.reading.theme.color("page"))
    held = page.lanes
    page.lanes = held if lanes else None
    with QPainter(image) as painter:
        PagePainter(painter, page, Marks()).paint(QRectF(0, 0, page.width, page.height))
    page.lanes = held
    return image


@pytest.mark.parametrize(
    ("name", "family", "size"), [*product([*SAMPLES[:2], "nasty"], FAMILIES, (11.0, 30.0))]
)
def test_rows_cover_no_ink(qapp, name, family, size):
    """The text alone is painted where it stands with its rows: no pixel of it lies in a row."""
    text = NASTY if name == "nasty" else sample(name).text[:900]
    spans = [
        entity(start, min(start + 9, len(text)), id=f"s{start}") for start in range(0, len(text) - 1, 12)
    ]
    page = laid_out(document(text), family, 600)
    page.set_reading(reading(family, size))
    page.show_lanes(rows(spans, spans[::2], spans[1::2]))
    page.ensure_all()
    ink = ink_rows(page, painted(page, lanes=False))
    for index, block in enumerate(page.blocks):
        for line in block.lines:
            for row in line.lanes.rows:
                top = page.lanes.top_of(index, line)
                covered = set(range(round(top + row.top + 1), round(top + row.bottom - 1)))
                assert not covered & ink, (index, line.start)


@pytest.mark.parametrize("count", [2, 6])
@pytest.mark.parametrize("name", SAMPLES)
def test_bars_of_a_row_lie_in_it_and_over_no_other_bar(qapp, name, count):
    page = laid_out(sample(name))
    page.show_lanes(sample_rows(name, count))
    page.ensure_all()
    for index, block in enumerate(page.blocks):
        for line in block.lines:
            boxes = [rect for bar in line.lanes.bars for rect in page.lanes.bar_rects(index, line, bar)]
            assert not any(one.intersects(other) for one, other in combinations(boxes, 2))
            for bar in line.lanes.bars:
                row = line.lanes.rows[bar.lane]
                assert row.top <= bar.top
                assert bar.top + bar.height <= row.bottom
            tops = [row.top for row in line.lanes.rows]
            assert tops == sorted(tops)
            assert len(tops) in (0, count)
            for row in line.lanes.rows:
                assert row.bottom - row.top >= LEAST_ROW
                assert line.top + row.bottom <= line.bottom


def test_inner_spans_lie_nearer_the_text_and_claims_below_all(qapp):
    text = "صدر قازقستان قاسم جومارت نے کہا"
    inner, outer = entity(4, 12, "GPE", "s1"), entity(0, 12, "ROLE", "s2")
    claim = Span("s3", "claim", "FACT", 0, len(text))
    short_claim = Span("s4", "claim", "FACT", 0, 3)
    page = shown(text, rows([inner, outer, claim, short_claim]))
    tops = {bar.span.id: bar.top for _, _, bar in bars(page)}
    assert tops["s1"] < tops["s2"] < tops["s4"] < tops["s3"]


def test_what_all_agree_on_is_thin_and_all_else_has_room_for_a_word(qapp):
    standing = {"s1": AGREED, "s2": OPEN, "s3": DECIDED}
    lanes = Lanes(
        (Lane("a", "1", "A", (entity(0, 3), entity(4, 8, id="s2"), entity(9, 12, id="s3"))),),
        lambda _lane, span: standing[span.id],
    )
    page = shown("abc defg hij", lanes)
    assert {bar.span.id: bar.height for _, _, bar in bars(page)} == {"s1": THIN, "s2": THICK, "s3": THICK}


def test_a_line_without_spans_takes_no_room_for_rows(qapp):
    page = shown("abc def\nghi", rows([entity(0, 3)], [entity(0, 3)]))
    first, second = page.blocks[0].lines[0], page.blocks[1].lines[0]
    assert len(first.lanes.rows) == 2
    assert second.lanes.rows == []
    page.show_lanes(None)
    page.ensure_all()
    assert page.blocks[0].lines[0].lanes is None
    assert page.blocks[0].lines[0].bottom < first.bottom


def test_rows_lie_below_the_underlines_of_a_span_that_is_being_edited(qapp):
    text = "صدر قازقستان نے کہا"
    page = shown(text, rows([entity(0, 3)]))
    page.show_annotations(annotated(text, Span("s1", "claim", "FACT", 0, 12), entity(4, 12, id="s2")))
    (line,) = page.blocks[0].lines
    (row,) = line.lanes.rows
    assert line.lanes.shift > 0
    assert page.lanes.top_of(0, line) + row.top >= page.tops[0] + line.top + line.height + line.lanes.shift
    assert line.bottom >= line.top + line.lanes.shift + row.bottom


# differences --------------------------------------------------------------------------------------


def test_differences_tell_who_has_what():
    found = differences({"a": [(4, 9)], "b": [(3, 9)], "c": [(3, 11)]})
    assert [(d.start, d.end, set(d.holders)) for d in found] == [(3, 4, {"b", "c"}), (9, 11, {"c"})]
    assert differences({"a": [(4, 9)]}) == ()
    assert differences({"a": [(0, 2), (4, 6)], "b": [(0, 6)]})[0][:2] == (2, 4)


RANGES = st.lists(
    st.tuples(st.integers(0, 20), st.integers(1, 8)).map(lambda r: (r[0], r[0] + r[1])),
    min_size=1,
    max_size=4,
)


@given(RANGES)
def test_differences_are_what_some_hold_and_others_do_not(ranges):
    found = differences({str(number): [piece] for number, piece in enumerate(ranges)})
    for place in range(30):
        holders = {str(number) for number, (start, end) in enumerate(ranges) if start <= place < end}
        told = [set(d.holders) for d in found if d.start <= place < d.end]
        assert told == ([holders] if 0 < len(holders) < len(ranges) else [])


DIFFERENCES = {
    "quotation mark": ('کہا "شنگھائی روح" کے تحت', (5, 16), (4, 16), '"'),
    "space": ("پاکستان اور قازقستان", (0, 7), (0, 8), "space"),
    "full stop": ("यह बात कही। फिर", (7, 10), (7, 11), "।"),
    "ZWNJ": ("او می\u200cخواهم گفت", (3, 5), (3, 6), "ZWNJ"),
    "vowel sign": ("वह किताब", (3, 4), (3, 5), "\u25cc\u093f"),
    "line break": ("abc\ndef", (0, 3), (0, 4), "line break"),
    "mark of direction": ("abc\u200f def", (0, 3), (0, 4), "RLM"),
    "NBSP": ("10\u00a0km", (0, 2), (0, 3), "NBSP"),
    "emoji": ("a \U0001f1f5\U0001f1f0 b", (0, 1), (0, 3), "space \U0001f1f5"),
}


@pytest.mark.parametrize("name", DIFFERENCES)
@pytest.mark.parametrize("family", FAMILIES)
def test_a_short_difference_gets_a_lens_that_names_its_letters_and_who_has_them(qapp, name, family):
    text, short, long, named = DIFFERENCES[name]
    one, other = entity(*short), entity(*long)
    lanes = rows([one], [other])
    page = shown(text, lanes, family)
    before = painted(page)
    page.lanes.show_focus(focus_on({"n0": one, "n1": other}))
    (lens,) = [lens for block in page.blocks for line in block.lines for lens in line.lanes.lenses]
    assert " ".join(letter for letter, _ in lens.letters) == named
    assert lens.signs == ("2",)
    assert lens.width > 0
    assert -1 <= lens.left <= lens.left + lens.width <= page.column.width() + 1
    (line,) = {line for block in page.blocks for line in block.lines if line.lanes.lenses}
    assert line.top - line.room >= line.lanes.room_above
    assert painted(page) != before
    page.lanes.show_focus(None)
    assert painted(page) == before


def test_lenses_of_one_line_lie_beside_each_other(qapp):
    text = '"ab" cd'
    page = shown(text, rows([entity(1, 3)], [entity(0, 4)]), width=400)
    page.lanes.show_focus(focus_on({"n0": entity(1, 3), "n1": entity(0, 4)}))
    one, other = page.blocks[0].lines[0].lanes.lenses
    assert one.left + one.width <= other.left
    assert one.left >= 0


def test_a_long_difference_is_seen_as_it_is(qapp):
    text = "وزیراعظم شہباز شریف نے"
    page = shown(text, rows([entity(9, 19)], [entity(0, 19)]))
    page.lanes.show_focus(focus_on({"n0": entity(9, 19), "n1": entity(0, 19)}))
    assert page.blocks[0].lines[0].lanes.lenses == []


def test_a_place_where_one_has_nothing_has_no_difference_in_its_letters():
    focus = focus_on({"a": entity(2, 5), "b": None})
    assert focus.differing == ()
    assert focus.extent == (2, 5)
    assert focus_on({"a": None}) is None


# only what is touched -----------------------------------------------------------------------------


def test_a_change_places_only_the_blocks_it_touches(qapp):
    text = "\n".join("پاکستان اور قازقستان" for _ in range(30))
    spans = [entity(21 * n, 21 * n + 7, id=f"s{n}") for n in range(30)]
    page = shown(text, rows(spans))
    untouched, touched = page.blocks[7].lines[0].lanes, page.blocks[0].lines[0].lanes
    page.show_lanes(rows(spans[1:]), changed=(0, 10))
    assert page.blocks[7].lines[0].lanes is untouched
    assert page.blocks[0].lines[0].lanes is not touched
    assert page.blocks[0].lines[0].lanes.rows == []
    page.show_lanes(rows(spans[1:]))
    assert page.blocks[7].lines[0].lanes is untouched
    page.lanes.show_focus(focus_on({"n0": spans[3], "x": entity(63, 71)}))
    assert page.blocks[7].lines[0].lanes is untouched
    assert page.blocks[3].lines[0].lanes.lenses


def test_only_what_is_seen_is_laid_out(qtbot):
    text = "\n".join("پاکستان اور قازقستان نے معاہدہ کیا۔" for _ in range(3000))
    lanes = rows(*[[entity(36 * n, 36 * n + 7, id=f"s{n}") for n in range(3000)]] * 6)
    view = ArticleView(reading())
    qtbot.addWidget(view)
    view.resize(700, 400)
    view.show()
    view.show_article(document(text), scheme())
    view.show_lanes(lanes)
    assert 0 < sum(block.layout is not None for block in view.page.blocks) < 30
    view.show_focus(focus_on({"n0": lanes.rows[0].spans[2500], "n1": entity(36 * 2500, 36 * 2500 + 8)}))
    assert sum(block.layout is not None for block in view.page.blocks) < 60
    (rect, *_) = view.page.lanes.rects("n0", lanes.rows[0].spans[2500])
    assert view.viewport().rect().contains(view.to_viewport(rect).center().toPoint())


@pytest.mark.parametrize("over", [(0, 1), (30, 31), (64, 200), (5, 500), (499, 500), (500, 501)])
def test_a_row_finds_what_lies_over_a_range(over):
    spans = sorted(
        [entity(n, n + 1 + n % 7, id=f"s{n}") for n in range(495)] + [entity(3, 499, id="long")],
        key=lambda span: span.order,
    )
    start, end = over
    assert Lane("a", "1", "A", tuple(spans)).over(start, end) == [
        span for span in spans if span.start < end and span.end > start
    ]


# clicks -------------------------------------------------------------------------------------------


@pytest.fixture
def view(qtbot):
    text = "وزیراعظم شہباز شریف نے John Smith سے کہا"
    found = ArticleView(reading())
    qtbot.addWidget(found)
    found.resize(700, 300)
    found.show()
    found.show_article(document(text), scheme())
    claim = Span("s3", "claim", "FACT", 0, len(text))
    found.show_lanes(rows([entity(9, 19, id="s1"), entity(23, 33, id="s2")], [entity(0, 19, id="s1"), claim]))
    return found


def bar_point(view: ArticleView, lane: str, span: Span) -> QPoint:
    return view.to_viewport(view.page.lanes.rects(lane, span)[0]).center().toPoint()


def test_a_click_on_a_bar_tells_whose_span_it_is_and_selects_nothing(view, qtbot):
    for lane in view.page.lanes.lanes.rows:
        for span in lane.spans:
            with qtbot.waitSignal(view.lane_span_chosen) as told:
                QTest.mouseClick(
                    view.viewport(), Qt.MouseButton.LeftButton, pos=bar_point(view, lane.key, span)
                )
            assert told.args == [lane.key, span]
    assert view.selection == (0, 0)


def test_a_click_beside_the_bars_tells_nothing(view):
    told = []
    view.lane_span_chosen.connect(lambda *found: told.append(found))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(350, 290))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(350, 30))
    assert told == []


def test_every_bar_answers_to_its_middle(qapp):
    for name in SAMPLES:
        page = laid_out(sample(name))
        page.show_lanes(sample_rows(name, 3))
        page.ensure_all()
        for index, line, bar in bars(page):
            for rect in page.lanes.bar_rects(index, line, bar):
                hit = page.lanes.hit(rect.center())
                assert hit == (page.lanes.lanes.rows[bar.lane].key, bar.span)
        assert page.lanes.hit(QPointF(-5, -5)) is None


def test_of_a_focus_that_does_not_fit_the_difference_is_in_view(qtbot):
    text = "پاکستان اور قازقستان نے معاہدہ کیا " * 80
    one, other = entity(0, len(text) - 5), entity(0, len(text))
    view = ArticleView(reading())
    qtbot.addWidget(view)
    view.resize(600, 400)
    view.show()
    view.show_article(document(text), scheme())
    view.show_lanes(rows([one], [other]))
    view.show_focus(focus_on({"n0": one, "n1": other}))
    rect = view.to_viewport(view.page.rects(len(text) - 5, len(text) - 1)[0])
    assert view.viewport().rect().contains(rect.center().toPoint())

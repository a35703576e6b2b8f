"""What is painted stands where it should and nowhere else; labels lie over no text and no other label."""

from __future__ import annotations

from itertools import combinations

import pytest
import regex
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from annotator.gui.article.page import Page
from annotator.gui.article.painting import Marks, PagePainter
from annotator.gui.article.placing import UNDERLINE_GAP
from annotator.gui.theme import DARK, LIGHT, contrast
from annotator.model.annotations import AnnotationSet, Span
from annotator.store.corpus import Corpus
from tests.gui.article.pages import ROOT, SAMPLES, annotated, document, laid_out, lines, sample, scheme

WIDTH = 700


def painted(page: Page, marks: Marks | None = None) -> QImage:
    image = QImage(WIDTH, round(page.height), QImage.Format.Format_RGB32)
    image.fill(page.reading.theme.color("page"))
    with QPainter(image) as painter:
        PagePainter(painter, page, marks or Marks()).paint(QRectF(0, 0, WIDTH, page.height))
    return image


def test_a_span_over_latin_and_digits_in_urdu_is_underlined_in_all_its_pieces_and_nowhere_else(qapp):
    text = "پاکستان نے 2026-02-05 کو John Smith سے 12 معاہدے (COAS) کیے"
    solid = LIGHT.label(scheme().layers[0].label("PER").color).solid.rgb()
    for start, end in _ranges_of_words(text):
        page = laid_out(document(text), "naskh", WIDTH)
        page.show_annotations(annotated(text, Span("s1", "entity", "PER", start, end)))
        image = painted(page)
        line = page.blocks[0].lines[0]
        row = round(page.tops[0] + line.top + line.height + UNDERLINE_GAP + 0.5)
        filled = [x for x in range(WIDTH) if image.pixel(x, row) == solid]
        expected = [
            x
            for rect in page.rects(start, end)
            for x in range(WIDTH)
            if rect.left() + 1 <= x <= rect.right() - 1.5
        ]
        assert set(expected) <= set(filled), (start, end)
        assert len(filled) <= len(expected) + 3 * len(page.rects(start, end))


def _ranges_of_words(text: str) -> list[tuple[int, int]]:
    words = [found.span() for found in regex.finditer(r"\S+", text)]
    return [(first[0], last[1]) for first, last in combinations([*words, words[-1]], 2)][::3]


@pytest.mark.parametrize("name", SAMPLES)
def test_labels_lie_over_no_line_and_no_other_label(qapp, name):
    corpus = Corpus.open(ROOT)
    page = laid_out(sample(name))
    page.show_annotations(corpus.read_annotations("aisha", page.document).annotations)
    boxes: list[QRectF] = []
    for index, block in enumerate(page.blocks):
        for line in block.lines:
            top = page.tops[index]
            assert line.room <= line.top
            assert line.top + line.height <= line.bottom
            boxes += [page.chip_rect(index, line, chip) for chip in line.chips]
            for chip in line.chips:
                box = page.chip_rect(index, line, chip)
                assert top + line.room - 0.01 <= box.top()
                assert box.bottom() <= top + line.top
                assert page.column.left() - 0.01 <= box.left()
                assert box.right() <= page.column.right() + 0.01
    assert len(boxes) == len(page.annotations.spans)
    assert not any(one.intersects(other) for one, other in combinations(boxes, 2))


@pytest.mark.parametrize("name", SAMPLES)
def test_marks_of_real_annotations_cover_their_words_on_every_line(qapp, name):
    corpus = Corpus.open(ROOT)
    page = laid_out(sample(name), "naskh")
    annotations = corpus.read_annotations("aisha", page.document).annotations
    page.show_annotations(annotations)
    starts: dict[str, int] = {}
    ends: dict[str, int] = {}
    for line in lines(page):
        for mark in line.marks:
            starts[mark.span.id] = starts.get(mark.span.id, 0) + (mark.start is not None)
            ends[mark.span.id] = ends.get(mark.span.id, 0) + (mark.end is not None)
    assert set(starts.values()) == {1}
    assert set(ends.values()) == {1}
    assert set(starts) == {span.id for span in annotations.spans}


def test_a_span_with_a_quotation_mark_looks_different_from_one_without(qapp):
    text = 'کہا "شنگھائی روح" کے تحت'
    start, end = text.index("شنگھائی"), text.index("روح") + 3
    pictures = []
    for span in (Span("s1", "entity", "ORG", start, end), Span("s1", "entity", "ORG", start - 1, end)):
        page = laid_out(document(text))
        page.show_annotations(annotated(text, span))
        pictures.append(painted(page, Marks(chosen="s1")))
    assert pictures[0] != pictures[1]


@pytest.mark.parametrize("control", "\u202e\u202d\u202b\u2067\u2066\u200f\u2069\u061c")
def test_controls_are_seen_and_reorder_nothing(qapp, control):
    text = f"abc {control}defgh 123 ij"
    (line,) = laid_out(document(text), "naskh", 2000).blocks[0].lines
    lefts = [line.geometry.strips(i, i + 1)[0][0] for i in range(len(text))]
    assert lefts == sorted(lefts)
    place = text.index(control)
    ((left, right),) = line.geometry.strips(place, place + 1)
    assert right - left >= 12  # room for its name
    plain = painted(laid_out(document(text.replace(control, "")), "naskh", WIDTH))
    assert painted(laid_out(document(text), "naskh", WIDTH)) != plain


def test_nothing_but_the_page_is_painted_for_an_empty_article(qapp):
    page = laid_out(document(""))
    image = painted(page)
    blank = QImage(image)
    blank.fill(LIGHT.color("page"))
    assert image == blank


def test_light_and_dark_differ_and_ink_is_readable(qapp):
    for theme in (LIGHT, DARK):
        assert contrast(theme.text, theme.page) >= 7
        assert contrast(theme.text, theme.selection) >= 4.5
        assert contrast(theme.text, theme.match) >= 4.5
        assert contrast(theme.text, theme.current_match) >= 4.5


def test_an_edit_places_only_the_blocks_it_touches(qapp):
    text = "\n".join("پاکستان اور قازقستان" for _ in range(50))
    page = laid_out(document(text))
    first = annotated(text, Span("s1", "entity", "GPE", 0, 7))
    page.show_annotations(first)
    untouched = page.blocks[7].lines[0]
    before = untouched.marks
    page.show_annotations(first.adding(Span("s2", "entity", "GPE", 22, 29)))
    assert untouched.marks is before
    assert {span_id for block in page.blocks for span_id in block.spans} == {"s1", "s2"}
    page.show_annotations(AnnotationSet("x.txt", "aisha", "0" * 64, len(text)))
    assert not any(block.spans for block in page.blocks)


@pytest.mark.parametrize("blank", ["", " ", "\t  "])
def test_a_blank_line_takes_less_room_than_one_with_words_and_holds_the_caret(qapp, blank):
    page = laid_out(document(f"پاکستان\n{blank}\nقازقستان"))
    first, middle, _ = (block.height for block in page.blocks)
    assert middle < 0.6 * first
    caret, _ = page.caret_line(len("پاکستان\n"))
    assert page.tops[1] <= caret.top() < caret.bottom() <= page.tops[2]

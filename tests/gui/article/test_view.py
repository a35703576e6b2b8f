"""The reading surface, driven by the keys and the mouse of an annotator."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.gui.article.block import CHUNK
from annotator.gui.article.stack import KEPT
from annotator.gui.article.view import ArticleView
from annotator.model.annotations import Span
from annotator.text.direction import Direction
from annotator.text.segments import grapheme_boundaries
from tests.gui.article.pages import NASTY, annotated, document, reading, sample, scheme

KEY, MODIFIER = Qt.Key, Qt.KeyboardModifier
SHIFT, CTRL, ALT, NONE = (
    MODIFIER.ShiftModifier,
    MODIFIER.ControlModifier,
    MODIFIER.AltModifier,
    MODIFIER.NoModifier,
)
TEXT = "وزیراعظم شہباز شریف نے کہا۔ John Smith آئے۔\nComments(0) by John\nآخری سطر یہاں ہے"


@pytest.fixture
def view(qtbot):
    shown = ArticleView(reading())
    qtbot.addWidget(shown)
    shown.resize(700, 400)
    shown.show_article(document(TEXT), scheme())
    shown.show_annotations(annotated(TEXT))
    shown.show()
    shown.setFocus()
    qtbot.waitUntil(shown.hasFocus)
    return shown


def press(view, key, modifiers=NONE, times=1):
    for _ in range(times):
        QTest.keyClick(view, key, modifiers)


def span_at(words, text=TEXT, label="PER", layer="entity", id="s1"):
    start = text.index(words)
    return Span(id, layer, label, start, start + len(words))


def point_of(view, words) -> QPoint:
    start = view.page.document.text.index(words)
    rect = view.to_viewport(view.page.rects(start, start + len(words))[0])
    return rect.center().toPoint()


def selected(view):
    start, end = view.selection
    return view.page.document.text[start:end]


def test_the_left_arrow_leads_on_in_urdu_and_back_in_english(view):
    press(view, KEY.Key_Left, times=3)
    assert view.caret == 3
    english = TEXT.index("Comments")
    view.select_range(english, english)
    press(view, KEY.Key_Right, times=2)
    assert view.caret == english + 2


def test_every_step_of_the_caret_is_a_grapheme(view):
    view.show_article(document(NASTY), scheme())
    view.show_annotations(annotated(NASTY))
    visited = [view.caret]
    while view.caret < len(NASTY):
        press(view, KEY.Key_Left if view.caret_direction() is Direction.RTL else KEY.Key_Right)
        visited.append(view.caret)
        assert len(visited) <= len(NASTY) + 1
    assert visited == grapheme_boundaries(NASTY)


def test_words_sentences_paragraphs_and_lines_extend_the_selection(view):
    press(view, KEY.Key_Left, CTRL)
    press(view, KEY.Key_Left, CTRL | SHIFT, times=2)
    assert selected(view) == "شہباز شریف"
    press(view, KEY.Key_Home, CTRL)
    press(view, KEY.Key_Left, ALT | SHIFT)
    assert selected(view) == "وزیراعظم شہباز شریف نے کہا۔"
    press(view, KEY.Key_Home, CTRL)
    press(view, KEY.Key_Down, CTRL | SHIFT)
    assert selected(view) == TEXT[: TEXT.index("\n")]
    press(view, KEY.Key_Home, CTRL)
    press(view, KEY.Key_End, SHIFT)
    assert selected(view) == TEXT[: TEXT.index("\n")]
    press(view, KEY.Key_End, CTRL)
    assert view.caret == len(TEXT)


def test_lines_down_and_up_come_back_to_the_same_place(view):
    view.show_article(sample("000_8e66cc77db7f60df.txt"), scheme())
    press(view, KEY.Key_Down, times=2)
    press(view, KEY.Key_Left, times=5)
    began = view.caret
    press(view, KEY.Key_Down, times=20)
    press(view, KEY.Key_Up, times=20)
    assert view.caret == began


def test_pages_down_and_up_move_and_stay_in_view(view):
    view.show_article(sample("000_8e66cc77db7f60df.txt"), scheme())
    for _ in range(40):
        press(view, KEY.Key_PageDown)
        rect = view.to_viewport(view.page.caret_line(view.caret)[0])
        assert 0 <= rect.top() <= view.viewport().height()
    assert view.caret == len(view.page.document.text)
    press(view, KEY.Key_PageUp, times=60)
    assert view.caret == 0


def test_a_double_click_takes_a_word_and_a_third_the_sentence(view):
    place = point_of(view, "شریف")
    viewport = view.viewport()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=place)
    assert selected(view) == "شریف"
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=place)
    assert selected(view) == "وزیراعظم شہباز شریف نے کہا۔"


def test_dragging_selects_what_lies_between(view):
    viewport = view.viewport()
    first, last = TEXT.index("شہباز"), TEXT.index("شریف") + len("شریف")
    start = view.to_viewport(view.page.edge_line(first, ends=False)).center().toPoint()
    end = view.to_viewport(view.page.edge_line(last, ends=True)).center().toPoint()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(viewport, end)
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=end)
    assert selected(view) == "شہباز شریف"


def test_a_click_chooses_the_innermost_span_and_then_the_next_outward(view, qtbot, monkeypatch):
    inner, outer = span_at("شریف"), span_at("شہباز شریف", id="s2")
    view.show_annotations(annotated(TEXT, inner, outer))
    monkeypatch.setattr(QApplication, "doubleClickInterval", staticmethod(lambda: 0))
    chosen = []
    view.span_chosen.connect(chosen.append)
    for _ in range(3):
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point_of(view, "شریف"))
    assert chosen == ["s1", "s2", "s1"]
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point_of(view, "John"))
    assert view.chosen_span == ""


def test_a_click_on_a_label_chooses_its_span(view):
    view.show_annotations(annotated(TEXT, span_at("شہباز شریف")))
    index, line = view.page.line_of(TEXT.index("شہباز"))
    chip = view.to_viewport(view.page.chip_rect(index, line, line.chips[0]))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=chip.center().toPoint())
    assert view.chosen_span == "s1"


def test_tab_goes_round_all_spans_and_back(view):
    spans = [span_at("شریف"), span_at("شہباز شریف", id="s2"), span_at("John Smith", id="s3")]
    view.show_annotations(annotated(TEXT, *spans))
    seen = []
    for _ in range(3):
        press(view, KEY.Key_Tab)
        seen.append(view.chosen_span)
    assert sorted(seen) == ["s1", "s2", "s3"]
    press(view, KEY.Key_Backtab, SHIFT)
    assert view.chosen_span == seen[1]


def test_the_edges_of_a_span_move_by_letter_and_word_and_go_back(view):
    shown = [annotated(TEXT, span_at("شہباز شریف"))]
    view.show_annotations(shown[0])

    def apply(span_id, start, end):
        shown[0] = shown[0].replacing(replace(shown[0].span(span_id), start=start, end=end))
        view.show_annotations(shown[0])

    view.boundary_moved.connect(apply)
    view.choose_span("s1")
    press(view, KEY.Key_Return)
    press(view, KEY.Key_Right, times=2)
    assert shown[0].spans[0].exact(TEXT) == "شہباز شر"
    press(view, KEY.Key_Left, CTRL)
    assert shown[0].spans[0].exact(TEXT) == "شہباز شریف"
    press(view, KEY.Key_Tab)
    press(view, KEY.Key_Right, CTRL)
    assert shown[0].spans[0].exact(TEXT) == "وزیراعظم شہباز شریف"
    press(view, KEY.Key_Escape)
    assert shown[0].spans[0].exact(TEXT) == "شہباز شریف"
    assert view.marks.moving == ""


@pytest.mark.parametrize(
    ("typed", "letter"),
    [
        ((KEY.Key_P, 33, "p"), "p"),
        ((0x67E, 33, "پ"), "p"),  # on the key p of an Urdu layout
        ((0x642, 24, "ق"), "q"),
        ((0x92A, 43, "प"), "h"),  # InScript has it on h
        ((0x6F1, 10, "۱"), "1"),
        ((KEY.Key_3, 12, "3"), "3"),
    ],
)
def test_label_keys_work_under_any_layout(view, monkeypatch, typed, letter):
    monkeypatch.setattr("annotator.gui.article.keys.sys.platform", "linux")
    pressed = []
    view.label_key_pressed.connect(pressed.append)
    key, scan_code, text = typed
    QApplication.sendEvent(view, QKeyEvent(QEvent.Type.KeyPress, int(key), NONE, scan_code, 0, 0, text))
    assert pressed == [letter]


def test_modifiers_and_unknown_keys_are_no_label_keys(view):
    pressed = []
    view.label_key_pressed.connect(pressed.append)
    press(view, KEY.Key_P, CTRL)
    press(view, KEY.Key_Period)
    press(view, KEY.Key_F5)
    assert pressed == []


def test_a_new_span_does_not_move_the_line_it_is_on(view):
    text = sample("000_8e66cc77db7f60df.txt").text
    view.show_article(sample("000_8e66cc77db7f60df.txt"), scheme())
    view.show_annotations(annotated(text))
    place = text.index("گارڈ") if "گارڈ" in text else len(text) // 2
    view.select_range(place, place)
    before = view.to_viewport(view.page.caret_line(place)[0]).top()
    view.show_annotations(annotated(text, Span("s1", "entity", "PER", place, place + 4)))
    after = view.to_viewport(view.page.caret_line(place)[0]).top()
    assert after == pytest.approx(before, abs=1)


def test_another_width_keeps_the_first_visible_line(view):
    view.show_article(sample("000_8e66cc77db7f60df.txt"), scheme())
    view.verticalScrollBar().setValue(600)
    first = view.page.hit(view.to_page(view.viewport().rect().topLeft().toPointF())).start
    view.resize(500, 400)
    _, line = view.page.line_of(first)
    top = view.to_viewport(view.page.line_rect(*view.page.line_of(first))).top()
    assert -line.height - 20 <= top <= 60


def test_directions_can_be_overruled_and_taken_back(view):
    english = TEXT.index("Comments")
    view.select_range(english, english)
    assert view.caret_direction() is Direction.LTR
    view.set_directions(None, {1: Direction.RTL})
    assert view.caret_direction() is Direction.RTL
    view.set_directions(Direction.LTR, {})
    assert view.page.direction_of(2) is Direction.RTL  # nine tenths of it are Urdu
    view.set_directions(None, {})
    assert view.caret_direction() is Direction.LTR


def test_copying_gives_the_text_as_it_is(view):
    view.select_range(0, 8)
    view.copy()
    assert QApplication.clipboard().text() == TEXT[0:8]


@pytest.mark.parametrize(
    "text", ["", "\n", " ", "\u202e", "a\n\n\nb", "\u0301\u0301", "\U0001f468\u200d\U0001f469"]
)
def test_odd_articles_are_shown_and_walked_through(view, text):
    view.show_article(document(text), scheme())
    view.show_annotations(annotated(text))
    for key in (
        KEY.Key_Left,
        KEY.Key_Right,
        KEY.Key_Up,
        KEY.Key_Down,
        KEY.Key_Home,
        KEY.Key_End,
        KEY.Key_Tab,
    ):
        press(view, key)
        press(view, key, CTRL | SHIFT)
    press(view, KEY.Key_End, CTRL)
    assert view.caret == len(text)
    view.grab()


def test_one_line_of_ten_megabytes_opens_and_ends(view):
    text = "پاکستان اور قازقستان " * 480_000
    view.show_article(document(text), scheme())
    span = Span("s1", "entity", "PER", len(text) - 9, len(text) - 1)
    view.show_annotations(annotated(text, span))
    view.grab()
    press(view, KEY.Key_End, CTRL)
    assert view.caret == len(text)
    view.choose_span("s1")
    rect = view.to_viewport(view.page.rects(span.start, span.end)[0])
    assert view.viewport().rect().contains(rect.center().toPoint())


@pytest.mark.parametrize("separator", ["\n", " "])
def test_a_long_article_keeps_only_what_was_seen_lately_laid_out(view, separator):
    text = separator.join("پاکستان اور قازقستان نے معاہدہ کیا۔" for _ in range(8_000))
    view.show_article(document(text), scheme())
    span = Span("s1", "entity", "GPE", 0, 7)
    view.show_annotations(annotated(text, span))
    for part in range(60):
        view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() * part // 60)
        view.grab()
    laid_out = [block for block in view.page.blocks if block.layout]
    assert 0 < sum(len(block.text) for block in laid_out) <= KEPT + 4 * CHUNK
    view.verticalScrollBar().setValue(0)
    view.grab()
    first = view.page.blocks[0]
    assert [mark.span for mark in first.lines[0].marks] == [span]


def test_what_is_marked_under_the_pointer_is_told(view):
    view.show_annotations(annotated(TEXT, span_at("شریف"), span_at("شہباز شریف", id="s2", label="ORG")))
    view.tooltip_of = lambda span: f"{span.label}!"
    QTest.mouseMove(view.viewport(), point_of(view, "شریف"))
    assert view.viewport().toolTip() == "PER!\nORG!"
    QTest.mouseMove(view.viewport(), point_of(view, "John"))
    assert view.viewport().toolTip() == ""

"""A day's work in the window, by the keys and buttons of an annotator."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from annotator.gui import dialogs
from annotator.gui.workplace import Workplace
from annotator.session.news import SaveState
from annotator.store.corpus import Corpus
from tests.gui.samples import TEXT, place

KEY = Qt.Key


def press(workplace: Workplace, key: Qt.Key, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(workplace.panes.view, key, modifiers)


def select(workplace: Workplace, words: str) -> None:
    workplace.panes.view.select_range(*place(words))


def spans(workplace: Workplace):
    return [(s.label, s.exact(TEXT)) for s in workplace.marking.article.present.spans]


def saved(qtbot, workplace: Workplace) -> None:
    qtbot.waitUntil(lambda: workplace.marking.article.save_state is SaveState.SAVED)


def mark(workplace: Workplace, words: str, key: Qt.Key) -> str:
    select(workplace, words)
    press(workplace, key)
    return workplace.marking.chosen


def do(workplace: Workplace, name: str) -> None:
    """Trigger an action as the menu does."""
    workplace.menus.actions[name].trigger()


def test_an_article_is_open_and_has_the_keys(workplace: Workplace) -> None:
    assert workplace.panes.view.page.document.path == "a.txt"
    assert workplace.panes.focused() is workplace.panes.view
    assert workplace.status.saved_label.text() == "Saved"


def test_mark_by_key_and_see_it_everywhere(qtbot, workplace: Workplace) -> None:
    chosen = mark(workplace, "شہباز شریف", KEY.Key_P)
    assert spans(workplace) == [("PER", "شہباز شریف")]
    panes = workplace.panes
    assert panes.view.chosen_span == chosen
    assert panes.view.selection[0] == panes.view.selection[1] == place("شہباز شریف")[1]
    assert panes.spans.table.model().rowCount() == 1
    assert panes.spans.table.currentIndex().row() == 0
    assert panes.details.span.isVisible()
    assert "Person" in workplace.status.currentMessage()
    saved(qtbot, workplace)
    assert workplace.status.saved_label.text() == "Saved"
    assert panes.articles.entry("a.txt").spans == 1


def test_what_was_saved_is_there_again(qtbot, workplace: Workplace, open_corpus) -> None:
    mark(workplace, "شہباز شریف", KEY.Key_P)
    saved(qtbot, workplace)
    again = open_corpus()
    assert again is not workplace
    assert spans(again) == [("PER", "شہباز شریف")]


def test_saved_is_only_said_when_it_is(qtbot, workplace: Workplace, folder) -> None:
    mark(workplace, "شہباز شریف", KEY.Key_P)
    assert workplace.status.saved_label.text() == "Saving…"
    saved(qtbot, workplace)
    corpus = Corpus.open(folder)
    stored = corpus.read_annotations("aisha", corpus.document("a.txt")).annotations
    assert stored == workplace.marking.article.present


def test_a_label_button_marks_too_and_gives_the_keys_back(workplace: Workplace) -> None:
    select(workplace, "قازقستان")
    QTest.mouseClick(workplace.panes.labels.button("Country or city"), Qt.MouseButton.LeftButton)
    assert spans(workplace) == [("GPE", "قازقستان")]
    assert workplace.panes.focused() is workplace.panes.view


def test_without_a_selection_a_key_changes_the_chosen_span(workplace: Workplace) -> None:
    mark(workplace, "قازقستان", KEY.Key_P)
    press(workplace, KEY.Key_G)
    assert spans(workplace) == [("GPE", "قازقستان")]


def test_with_neither_a_key_says_what_to_do(workplace: Workplace) -> None:
    press(workplace, KEY.Key_P)
    assert spans(workplace) == []
    assert "Select some text" in workplace.status.currentMessage()


def test_a_key_of_no_label_says_so(workplace: Workplace) -> None:
    press(workplace, KEY.Key_0)
    assert "0" in workplace.status.currentMessage()


def test_undo_and_redo(qtbot, workplace: Workplace) -> None:
    mark(workplace, "قازقستان", KEY.Key_G)
    saved(qtbot, workplace)
    assert workplace.menus.actions["undo"].text().startswith("Undo: Mark")
    do(workplace, "undo")
    assert spans(workplace) == []
    assert not workplace.menus.actions["undo"].isEnabled()
    do(workplace, "redo")
    assert spans(workplace) == [("GPE", "قازقستان")]
    assert workplace.panes.view.chosen_span == workplace.marking.chosen != ""


def test_undo_is_still_there_after_another_article(workplace: Workplace) -> None:
    mark(workplace, "قازقستان", KEY.Key_G)
    do(workplace, "next_article")
    assert workplace.opener.current == "b.txt"
    do(workplace, "previous_article")
    assert spans(workplace) == [("GPE", "قازقستان")]
    do(workplace, "undo")
    assert spans(workplace) == []


def test_delete_by_key(workplace: Workplace) -> None:
    mark(workplace, "قازقستان", KEY.Key_G)
    press(workplace, KEY.Key_Delete)
    assert spans(workplace) == []
    assert workplace.marking.chosen == ""


def test_delete_without_a_span_says_what_to_do(workplace: Workplace) -> None:
    press(workplace, KEY.Key_Delete)
    assert "Choose a span" in workplace.status.currentMessage()


def test_move_an_edge_by_keyboard_as_one_step(workplace: Workplace) -> None:
    mark(workplace, "شہباز", KEY.Key_P)
    do(workplace, "edges")
    assert "end" in workplace.status.currentMessage()
    for _ in range(3):
        press(workplace, KEY.Key_Left)
    press(workplace, KEY.Key_Return)
    assert spans(workplace) == [("PER", "شہباز شر")]
    do(workplace, "undo")
    assert spans(workplace) == [("PER", "شہباز")]


def test_set_to_selection_and_add_a_piece(workplace: Workplace) -> None:
    mark(workplace, "شہباز", KEY.Key_P)
    select(workplace, "شریف")
    do(workplace, "to_selection")
    assert spans(workplace) == [("PER", "شریف")]
    select(workplace, "قازقستان")
    do(workplace, "add_piece")
    assert spans(workplace) == [("PER", "شریف قازقستان")]


def test_trim_leaves_signs_at_the_edges_out(workplace: Workplace) -> None:
    mark(workplace, " استقبال کیا۔", KEY.Key_1)
    do(workplace, "trim")
    assert spans(workplace)[0][1] == "استقبال کیا"


def test_done_is_shown_in_the_list(workplace: Workplace) -> None:
    do(workplace, "done")
    assert workplace.panes.articles.entry("a.txt").done
    assert workplace.menus.actions["done"].isChecked()
    do(workplace, "done")
    assert not workplace.panes.articles.entry("a.txt").done


def test_status_bar_says_where_one_is(workplace: Workplace) -> None:
    text = lambda: " ".join(label.text() for label in workplace.status.labels)  # noqa: E731
    workplace.panes.view.select_range(*place("Comments"))
    assert "Paragraph 3" in text()
    assert "Left to right" in text()
    assert "Selected: 8" in text()
    select(workplace, "شہباز")
    assert "Right to left" in text()


def test_find_goes_through_the_places_and_back_to_the_article(qtbot, workplace: Workplace) -> None:
    do(workplace, "find")
    bar = workplace.panes.find_bar
    assert workplace.panes.focused() is bar.field
    bar.field.insert("شریف")
    assert "1 / 1" in bar.count.text()
    QTest.keyClick(bar.field, KEY.Key_Escape)
    assert not bar.isVisible()
    assert workplace.panes.focused() is workplace.panes.view
    assert workplace.panes.view.selection == place("شریف")


@pytest.mark.parametrize("name", ["theme_dark", "language_ur"])
def test_everything_is_built_again_around_the_same_place(workplace: Workplace, program, name: str) -> None:
    chosen = mark(workplace, "قازقستان", KEY.Key_G)
    select(workplace, "شہباز")
    do(workplace, f"view_{name}")
    again = program.window.workplace
    assert again is not workplace
    assert again.panes.view.chosen_span == chosen
    assert again.panes.view.selection == place("شہباز")
    do(again, "undo")
    assert spans(again) == []


def test_urdu_turns_the_window_round(workplace: Workplace, program, qapp) -> None:
    do(workplace, "view_language_ur")
    assert qapp.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert program.window.menuBar().actions()[0].text() == "فائل"
    do(program.window.workplace, "view_language_en")
    assert qapp.layoutDirection() == Qt.LayoutDirection.LeftToRight


def test_another_annotator_has_another_file(qtbot, workplace: Workplace, program, settings) -> None:
    mark(workplace, "قازقستان", KEY.Key_G)
    program.rename("بلال")
    other = program.window.workplace
    assert other.session.annotator == "بلال"
    assert other.opener.current == "a.txt"
    assert spans(other) == []
    program.rename("aisha")
    assert spans(program.window.workplace) == [("GPE", "قازقستان")]


def test_panes_can_be_hidden_and_stay_so(workplace: Workplace, open_corpus) -> None:
    do(workplace, "show_spans")
    assert not workplace.panes.is_shown("spans")
    assert not workplace.menus.actions["show_spans"].isChecked()
    assert not open_corpus().panes.is_shown("spans")


def test_f6_goes_round_all_panes(workplace: Workplace) -> None:
    panes = workplace.panes
    seen = []
    for _ in range(5):
        do(workplace, "next_pane")
        seen.append(panes.focused())
    assert seen[-1] is panes.view
    assert len(set(map(id, seen))) == 5
    do(workplace, "next_pane")
    QTest.keyClick(panes.focused(), KEY.Key_Escape)
    assert panes.focused() is panes.view


def test_reading_font_is_remembered_for_the_corpus(workplace: Workplace, open_corpus) -> None:
    do(workplace, "view_naskh")
    do(workplace, "zoom_in")
    size = workplace.panes.view.reading.size
    assert workplace.panes.view.reading.family == "naskh"
    again = open_corpus()
    assert (again.panes.view.reading.family, again.panes.view.reading.size) == ("naskh", size)


def test_directions_can_be_overruled_and_are_remembered(workplace: Workplace, open_corpus) -> None:
    select(workplace, "شہباز")
    do(workplace, "article_paragraph_ltr")
    assert workplace.panes.view.caret_direction() == "ltr"
    again = open_corpus()
    again.panes.view.select_range(*place("شہباز"))
    assert again.panes.view.caret_direction() == "ltr"
    do(again, "article_paragraph_auto")
    assert again.panes.view.caret_direction() == "rtl"


def test_whatever_takes_keys_has_a_name(workplace: Workplace) -> None:
    mark(workplace, "قازقستان", KEY.Key_G)
    workplace.edits.relate()
    workplace.panes.open_find()
    window = workplace.panes.window()
    nameless = [
        widget
        for widget in window.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and not (widget.accessibleName() or getattr(widget, "text", str)())
    ]
    assert nameless == []


def test_a_tooltip_says_what_a_span_is(workplace: Workplace) -> None:
    chosen = mark(workplace, "قازقستان", KEY.Key_G)
    workplace.edits.set_note(chosen, "<b>bold</b>")
    tip = workplace.panes.view.tooltip_of(workplace.marking.span)
    assert "Country or city (GPE)" in tip
    assert "<" not in tip


@pytest.mark.parametrize("kind", ["png", "svg", "pdf", "html"])
def test_the_article_is_drawn_into_a_file(monkeypatch, workplace: Workplace, tmp_path, kind: str) -> None:
    mark(workplace, "قازقستان", KEY.Key_G)
    path = tmp_path / f"drawn.{kind}"
    monkeypatch.setattr(dialogs, "ask_picture_path", lambda *_: path)
    do(workplace, "export")
    assert path.stat().st_size > 500
    assert "drawn" in workplace.status.currentMessage()


def test_a_picture_that_cannot_be_written_is_told(monkeypatch, workplace: Workplace, tmp_path) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(dialogs, "ask_picture_path", lambda *_: tmp_path / "file" / "x.html")
    do(workplace, "export")
    assert "could not be written" in workplace.status.currentMessage()


def test_without_nastaliq_it_says_what_to_install(workplace: Workplace, monkeypatch) -> None:
    appearance = workplace.appearance
    fonts = replace(appearance.reading.fonts, nastaliq="", hint="none")
    monkeypatch.setattr(appearance, "reading", replace(appearance.reading, fonts=fonts))
    workplace.open_first()
    assert "Noto Nastaliq Urdu" in workplace.panes.notices.shown()["fonts"]

"""The agreement window as it is used: by keys and mouse, while files change, with faults."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QLineEdit, QPushButton, QWidget

from annotator.agreement.measures import MEASURES
from annotator.gui import dialogs
from annotator.gui.agreement import corpus_watch, meaning
from annotator.gui.agreement.window import AgreementWindow
from annotator.gui.translation import use_language
from annotator.session.agreement.answers import Failed, Progress
from annotator.session.agreement.questions import Ask, Place, Show
from annotator.store.corpus import Corpus
from tests.session.agreement.annotated import save, span

Shows = Callable[..., AgreementWindow]


def titles(window: AgreementWindow) -> list[str]:
    return [window.tabs.tabText(n) for n in range(window.tabs.count()) if window.tabs.isTabVisible(n)]


def page(window: AgreementWindow, name: str):
    window.tabs.setCurrentWidget(window.tabs.pages[name])
    window.tabs.focus_cell()
    return window.tabs.pages[name].table


def asked(window: AgreementWindow) -> list[Ask]:
    return [one for one in window.figures._process.requests if isinstance(one, Ask)]


def test_everything_is_there(window: AgreementWindow) -> None:
    assert titles(window) == [
        "Annotators", "Labels", "Articles", "Languages", "Confusion", "Kinds of difference", "Attributes",
        "Relations", "Of the articles", "What costs most agreement", "Left out (1)",
    ]  # fmt: skip
    assert window.overview.figure.text().strip("\u2066\u2069") == "0.361"
    assert "Articles in common: 2" in window.overview.facts.text()
    assert window.overview.cancel.isHidden()


def test_every_widget_that_takes_keys_has_a_name(window: AgreementWindow) -> None:
    for kind in (QAbstractItemView, QComboBox, QLineEdit):
        for widget in window.findChildren(kind):
            if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.parentWidget().parentWidget():
                named = widget.accessibleName() or widget.parentWidget().accessibleName()
                inner = isinstance(widget.parentWidget(), QComboBox) or widget.inherits("QHeaderView")
                assert named or inner or widget.window() is not window, widget
    for button in window.findChildren(QPushButton):
        assert button.text() or button.accessibleName()


def test_by_keys_from_a_figure_to_its_spans_and_back(qtbot, window: AgreementWindow) -> None:
    table = page(window, "annotators")
    table.setCurrentIndex(table.rows.index_of("anne", "باسط"))
    with qtbot.waitSignal(window.figures.examples_told):
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert window.examples.isVisible()
    assert window.examples.model.rowCount() == 2
    with qtbot.waitSignal(window.place_requested) as told:
        QTest.keyClick(window.examples.list, Qt.Key.Key_Return)
    assert (told.args[0].article, told.args[0].start, told.args[0].end) == ("a.txt", 0, 19)
    QTest.keyClick(window.examples.list, Qt.Key.Key_Escape)
    assert window.focusWidget() is table
    QTest.keyClick(table, Qt.Key.Key_Escape)
    assert window.examples.isHidden()


def test_a_click_shows_spans_and_leaves_the_keys(qtbot, window: AgreementWindow) -> None:
    table = page(window, "labels")
    place = table.visualRect(table.rows.index_of("PER", "chosen")).center()
    with qtbot.waitSignal(window.figures.examples_told):
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert window.focusWidget() is table
    assert window.examples.place == Place("labels", "PER", "chosen")


def test_the_figure_of_all_opens_all(qtbot, window: AgreementWindow) -> None:
    with qtbot.waitSignal(window.figures.examples_told):
        window.overview.figure.click()
    assert window.examples.place == Place("overview", "")


def test_a_habit_opens_its_examples(qtbot, show: Shows, corpus: Corpus) -> None:
    for article in ("a.txt",):
        save(corpus, "anne", article, *(span(f"s{n}", 9 * n, 9 * n + 8) for n in range(4)))
        save(corpus, "باسط", article, *(span(f"s{n}", 9 * n, 9 * n + 8, "ORG") for n in range(4)))
    window = show(annotators=("anne", "باسط"))
    advice = window.tabs.advice
    window.tabs.setCurrentWidget(advice.parentWidget())
    window.tabs.focus_cell()
    with qtbot.waitSignal(window.figures.examples_told):
        QTest.keyClick(advice, Qt.Key.Key_Return)
    assert window.examples.model.of == 4
    window.copy_table()
    assert "\t4 of 4 label differences: PER for “anne”" in QGuiApplication.clipboard().text()
    assert "4 of 4 label differences: \u2068PER\u2069 for" in advice.advice.index(0).data()
    assert window.tabs.table is None


def test_choices_ask_anew(qtbot, window: AgreementWindow) -> None:
    choices = window.choices
    with qtbot.waitSignal(window.figures.finished):
        choices.measure.setCurrentIndex(choices.measure.findData("alpha"))
        choices.measure.activated.emit(choices.measure.currentIndex())
    assert not choices.of.isHidden()
    assert "labels" in window.overview.title.text()
    with qtbot.waitSignal(window.figures.finished):
        choices.of.setCurrentIndex(choices.of.findData("sure"))
        choices.of.activated.emit(choices.of.currentIndex())
    with qtbot.waitSignal(window.figures.finished):
        QTest.keyClicks(choices.articles, "a.t")
        QTest.keyClick(choices.articles, Qt.Key.Key_Return)
    question = asked(window)[-1].question
    assert (question.measure, question.of, question.articles) == ("alpha", "sure", "a.t")
    assert "Articles in common: 1" in window.overview.facts.text()
    with qtbot.waitSignal(window.figures.finished):
        choices.done.click()
    assert asked(window)[-1].question.done


def test_another_layer_has_its_own_labels(qtbot, window: AgreementWindow) -> None:
    choices = window.choices
    with qtbot.waitSignal(window.figures.finished):
        choices.layer.setCurrentIndex(choices.layer.findData("claim"))
        choices.layer.activated.emit(choices.layer.currentIndex())
    assert [choices.label.itemData(n) for n in range(choices.label.count())] == ["", "FACT"]
    assert window.overview.figure.text() == "–"
    assert "neither" in window.overview.interval.text() or "no pair" in window.overview.interval.text()


def test_two_annotators_stay_chosen(qtbot, window: AgreementWindow) -> None:
    menu = window.choices.annotators._menu
    anne, chen, basit = menu.actions()
    with qtbot.waitSignal(window.figures.finished):
        menu._toggle(chen)
    assert window.choices.question.annotators == ("anne", "باسط")
    menu._toggle(anne)
    assert anne.isChecked(), "agreement is between two or more"
    with qtbot.waitSignal(window.figures.finished):
        menu._toggle(chen)
    assert window.choices.question.annotators == ()
    assert basit.isChecked()


def test_the_menu_of_annotators_stays_open_while_they_are_ticked(qtbot, window: AgreementWindow) -> None:
    menu = window.choices.annotators._menu
    menu.popup(window.mapToGlobal(window.rect().center()))
    menu.setActiveAction(menu.actions()[1])
    with qtbot.waitSignal(window.choices.changed):
        QTest.keyClick(menu, Qt.Key.Key_Space)
    assert menu.isVisible()
    QTest.keyClick(menu, Qt.Key.Key_Escape)
    assert not menu.isVisible()


def test_figures_are_computed_again_when_files_change(
    qtbot, monkeypatch, show: Shows, corpus: Corpus
) -> None:
    monkeypatch.setattr(corpus_watch, "SETTLED", 1)
    window = show()
    before = window.overview.figure.text()
    qtbot.waitUntil(lambda: bool(window._watch._watcher.directories()))
    with qtbot.waitSignals([window.figures.begun, window.figures.finished]):
        save(corpus, "chen", "a.txt", span("s1", 9, 19), span("s2", 24, 32, "ORG"), span("s3", 40, 51))
    assert window.overview.figure.text() != before


def test_stale_figures_are_called_so(qtbot, window: AgreementWindow) -> None:
    table = page(window, "labels")
    window.figures._process.send = lambda _: None
    window.ask()
    assert table.rows.stale
    assert "Figures of" in window.overview.state.text()
    assert not window.overview.cancel.isHidden()
    window.figures.progressed.emit(Progress("reading annotations", 3, 10))
    assert (window.overview.bar.value(), window.overview.bar.maximum()) == (3, 10)


def test_what_is_cancelled_says_so_and_can_be_computed_again(qtbot, window: AgreementWindow) -> None:
    window.ask()
    with qtbot.waitSignal(window.figures.stopped):
        window.overview.cancel.click()
    assert "Stopped" in window.overview.state.text()
    with qtbot.waitSignal(window.figures.finished):
        window.overview.refresh.click()
    assert window.overview.state.text() == ""


def test_a_process_that_does_not_stop_is_ended(qtbot, window: AgreementWindow) -> None:
    window.figures._process.send = lambda _: None
    window.ask()
    window.figures._slow.setInterval(0)
    with qtbot.waitSignal(window.figures.stopped):
        window.overview.cancel.click()
    assert "end" in window.figures._process.requests


def test_why_there_are_no_figures(qtbot, window: AgreementWindow) -> None:
    window.figures._take_figures(Failed("The corpus has no labels that could be compared."))
    assert "no labels" in window.overview.state.text()
    window.figures._mourn("MemoryError")
    assert "MemoryError" in window.overview.state.text()


def test_faults_are_told_in_the_window(show: Shows, corpus: Corpus) -> None:
    corpus.annotation_path("chen", "a.txt").write_text("spans: {", "utf-8")
    window = show()
    table = page(window, "excluded")
    told = [str(table.rows.index(row, 1).data()) for row in range(table.rows.rowCount())]
    assert any("has faults" in words for words in told)
    assert table.rows.rows[-1].key == "annotations/chen/a.txt.yaml"


def test_the_meaning_of_every_measure_is_one_key_away(qtbot, window: AgreementWindow) -> None:
    table = page(window, "labels")
    table.setCurrentIndex(table.rows.index_of("PER", "u"))
    window.show_meaning()
    dialog = window._dialog
    assert dialog.list.currentItem().text() == "uα"
    for number, measure in enumerate(MEASURES.values()):
        dialog.list.setCurrentRow(number)
        shown = dialog.text.toPlainText()
        assert measure.sentences[0] in shown
        assert measure.range in shown
        assert measure.undefined in shown
        for paper in measure.papers:
            assert paper.reference in shown
            assert f'href="{paper.link}"' in dialog.text.toHtml()
    dialog.close()


def test_meanings_run_as_the_interface_does_and_papers_as_they_are() -> None:
    use_language("ur")
    html = meaning.meaning_html(MEASURES["alpha"])
    use_language("en")
    assert html.startswith('<div dir="rtl">')
    assert '<p dir="ltr">Krippendorff' in html


def test_tables_are_copied(window: AgreementWindow) -> None:
    table = page(window, "labels")
    window.copy_table()
    text = QGuiApplication.clipboard().text()
    assert text.startswith("Label\tanne\tchen\tباسط\tF1 strict\t")
    assert "Copied" in window.overview.state.text()
    table.setCurrentIndex(table.rows.index(0, 0))
    QTest.keyClick(table, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Label\tanne\tchen\nPER\t3\t2\n"


@pytest.mark.parametrize("suffix", [".html", ".csv", ".json"])
def test_reports_are_written(
    qtbot, monkeypatch, window: AgreementWindow, tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / f"out{suffix}"
    monkeypatch.setattr(dialogs, "ask_report_path", lambda *_: path)
    with qtbot.waitSignal(window.figures.written):
        window.save_report()
    assert path.is_file()
    assert window.overview.bar.isHidden()
    assert str(path) in window.overview.state.text()


def test_a_report_that_cannot_be_written_says_why(
    qtbot, monkeypatch, window: AgreementWindow, tmp_path
) -> None:
    path = tmp_path / "folder.html"
    path.mkdir()
    monkeypatch.setattr(dialogs, "ask_report_path", lambda *_: path)
    with qtbot.waitSignal(window.figures.not_written):
        window.save_report()
    assert "could not be written" in window.overview.state.text()


def test_three_annotators_choose_whose_confusion(window: AgreementWindow) -> None:
    which = window.tabs.pages["confusion"].which
    table = page(window, "confusion")
    assert [which.itemData(n) for n in range(which.count())] == [
        "confusion", "confusion.0.1", "confusion.0.2", "confusion.1.2"
    ]  # fmt: skip
    which.setCurrentIndex(2)
    which.activated.emit(2)
    assert table.rows.table.name == "confusion.0.2"


def test_the_chosen_confusion_stays(qtbot, window: AgreementWindow) -> None:
    which = window.tabs.pages["confusion"].which
    which.setCurrentIndex(2)
    which.activated.emit(2)
    with qtbot.waitSignal(window.figures.finished):
        window.ask()
    assert window.tabs.pages["confusion"].table.rows.table.name == "confusion.0.2"
    assert which.currentData() == "confusion.0.2"


def test_the_menu_of_a_cell_offers_what_keys_do(qtbot, window: AgreementWindow) -> None:
    table = page(window, "labels")
    QTest.keyClick(table, Qt.Key.Key_Menu)
    popup = next(one for one in window.findChildren(QWidget) if one.inherits("QMenu") and one.isVisible())
    assert [action.text() for action in popup.actions()] == [
        "Show the spans", "Copy", "Copy table", "Sort by this column", "What it means"
    ]  # fmt: skip
    popup.close()


def test_a_gone_place_leaves_an_empty_list(qtbot, window: AgreementWindow, corpus: Corpus) -> None:
    table = page(window, "labels")
    table.setCurrentIndex(table.rows.index_of("ORG", "chosen"))
    with qtbot.waitSignal(window.figures.examples_told):
        table.open_present()
    for who, article in (("anne", "b.txt"), ("باسط", "a.txt")):
        save(corpus, who, article, span("s1", 0, 12))
    with qtbot.waitSignal(window.figures.examples_told):
        window.ask()
    assert window.examples.model.rowCount() == 0
    assert window.examples.count.text() == "none"


def test_what_was_shown_last_is_remembered(qtbot, show: Shows, settings) -> None:
    window = show(measure="u")
    window.close()
    assert settings.text("agreement/measure") == "u"


@pytest.mark.parametrize("language", ["en", "ur"])
def test_it_is_drawn_in_both_languages(show: Shows, language: str) -> None:
    use_language(language)
    window = show()
    for number in range(window.tabs.count()):
        window.tabs.setCurrentIndex(number)
        assert not window.grab().isNull()
    window.examples.look_behind(Place("overview", ""), "", Show.ALL)
    use_language("en")

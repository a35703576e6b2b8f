"""The list of articles: what is known of them, the filter, which one is wanted."""

from __future__ import annotations

from time import perf_counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest

from annotator.gui.articles_model import ArticleEntry, ArticlesModel
from annotator.gui.articles_pane import ArticlesPane
from annotator.gui.theme import LIGHT
from annotator.text.direction import Direction

ENTRIES = [
    ArticleEntry("a.txt", "پاکستان اور قازقستان", "ur", Direction.RTL, 3, True),
    ArticleEntry("b.txt", "पाकिस्तान और", "hi", Direction.LTR, 0),
    ArticleEntry("c.txt", trouble="line 3: is not UTF-8"),
]


@pytest.fixture
def pane(qtbot) -> ArticlesPane:
    pane = ArticlesPane(LIGHT)
    qtbot.addWidget(pane)
    pane.resize(260, 400)
    pane.show_paths([entry.path for entry in ENTRIES])
    pane.update_entries(ENTRIES)
    pane.show()
    return pane


def shown(pane: ArticlesPane) -> list[str]:
    model = pane.list.model()
    return [model.index(row, 0).data(Qt.ItemDataRole.UserRole).path for row in range(model.rowCount())]


def test_progress_in_words() -> None:
    assert [entry.progress for entry in ENTRIES] == ["Spans: 3 · done", "no spans", "cannot be read"]
    assert ArticleEntry("d.txt").progress == ""
    assert ArticleEntry("d.txt", spans=0, done=True).progress == "done"


def test_a_click_asks_for_an_article(qtbot, pane: ArticlesPane) -> None:
    place = pane.list.visualRect(pane.list.model().index(1, 0)).center()
    with qtbot.waitSignal(pane.article_requested) as told:
        QTest.mouseClick(pane.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told.args == ["b.txt"]


def test_arrows_and_enter_ask_for_an_article(qtbot, pane: ArticlesPane) -> None:
    pane.set_current("a.txt")
    QTest.keyClick(pane.list, Qt.Key.Key_Down)
    with qtbot.waitSignal(pane.article_requested) as told:
        QTest.keyClick(pane.list, Qt.Key.Key_Return)
    assert told.args == ["b.txt"]


def test_filter_by_words_of_any_spelling_and_by_path(pane: ArticlesPane) -> None:
    pane.filter_field.setText("پاكستان")  # with an Arabic kaf
    assert shown(pane) == ["a.txt"]
    pane.filter_field.setText("c.t")
    assert shown(pane) == ["c.txt"]
    pane.filter_field.clear()
    assert shown(pane) == ["a.txt", "b.txt", "c.txt"]


def test_enter_in_the_filter_opens_the_first(qtbot, pane: ArticlesPane) -> None:
    pane.filter_field.setText("और")
    with qtbot.waitSignal(pane.article_requested) as told:
        QTest.keyClick(pane.filter_field, Qt.Key.Key_Return)
    assert told.args == ["b.txt"]


def test_it_is_drawn_with_titles_of_any_direction(pane: ArticlesPane) -> None:
    assert not pane.grab().isNull()


def test_the_model_keeps_the_rules_of_qt(qtbot) -> None:
    model = ArticlesModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.show_paths(["a.txt", "b.txt"])
    model.update(ENTRIES)
    model.set_current("b.txt")
    model.filter("پاک")
    model.set_progress("a.txt", 4, done=False)
    assert model.entry("a.txt").spans == 4
    assert model.entry("c.txt") is None
    del tester


def test_thousands_of_articles_stay_quick(qtbot) -> None:
    pane = ArticlesPane(LIGHT)
    qtbot.addWidget(pane)
    pane.resize(260, 600)
    pane.show()
    paths = [f"{number:05}.txt" for number in range(5000)]
    start = perf_counter()
    pane.show_paths(paths)
    pane.update_entries([ArticleEntry(path, "پاکستان اور قازقستان", spans=1) for path in paths])
    pane.set_current(paths[4000])
    pane.grab()
    assert perf_counter() - start < 2

"""The list of spans beside the article."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.gui.spans_pane import SpansPane
from tests.gui.article.pages import reading
from tests.gui.samples import SCHEME, annotations, document


@pytest.fixture
def pane(qtbot) -> SpansPane:
    pane = SpansPane(reading())
    qtbot.addWidget(pane)
    pane.resize(320, 300)
    pane.show_article(document(), SCHEME, annotations())
    pane.show()
    return pane


def shown(pane: SpansPane) -> list[str]:
    model = pane.table.model()
    return [model.index(row, 0).data(Qt.ItemDataRole.UserRole).id for row in range(model.rowCount())]


def test_a_click_asks_for_a_span(qtbot, pane: SpansPane) -> None:
    place = pane.table.visualRect(pane.table.model().index(1, 1)).center()
    with qtbot.waitSignal(pane.span_requested) as told:
        QTest.mouseClick(pane.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told.args == [shown(pane)[1]]


def test_arrows_pass_by_and_enter_asks(qtbot, pane: SpansPane) -> None:
    pane.choose(shown(pane)[0])
    with qtbot.waitSignal(pane.span_passed) as passed:
        QTest.keyClick(pane.table, Qt.Key.Key_Down)
    assert passed.args == [shown(pane)[1]]
    with qtbot.waitSignal(pane.span_requested) as told:
        QTest.keyClick(pane.table, Qt.Key.Key_Return)
    assert told.args == [shown(pane)[1]]


def test_delete_is_asked_for(qtbot, pane: SpansPane) -> None:
    with qtbot.waitSignal(pane.delete_requested):
        QTest.keyClick(pane.table, Qt.Key.Key_Delete)


def test_choosing_and_changing_are_not_told_back(qtbot, pane: SpansPane) -> None:
    with qtbot.assertNotEmitted(pane.span_passed), qtbot.assertNotEmitted(pane.span_requested):
        pane.choose("s1")
        pane.show_annotations(annotations().removing("s1"))
        pane.choose("s3")
        pane.choose("")
    assert not pane.table.currentIndex().isValid()


def test_filters(pane: SpansPane) -> None:
    pane.filter_field.setText("قازقستان")
    assert shown(pane) == ["s2", "s3"]
    pane.label_filter.setCurrentIndex(pane.label_filter.findText("Entities"))
    assert shown(pane) == ["s3"]
    pane.filter_field.clear()
    pane.label_filter.setCurrentIndex(0)
    assert shown(pane) == ["s2", "s1", "s3"]


def test_it_is_drawn(pane: SpansPane) -> None:
    assert not pane.grab().isNull()

"""Finding: every place, whatever letters it is written with, round and round."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.gui.find_bar import FindBar
from annotator.gui.theme import LIGHT

TEXT = "پاکستان اور پاكستان، Pakistan اور pakistan"


@pytest.fixture
def bar(qtbot) -> FindBar:
    bar = FindBar(LIGHT)
    qtbot.addWidget(bar)
    bar.show_text(TEXT)
    bar.open_at(0, "")
    return bar


def current(bar: FindBar) -> str:
    assert bar.current is not None
    return TEXT[slice(*bar.current)]


def test_variants_of_letters_and_of_case_are_found(bar: FindBar) -> None:
    bar.field.setText("پاکستان")
    assert bar.count.text() == "\u20661 / 2\u2069"
    bar.field.setText("PAKISTAN")
    assert bar.count.text() == "\u20661 / 2\u2069"


def test_steps_go_round_both_ways(qtbot, bar: FindBar) -> None:
    bar.field.setText("پاکستان")
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    assert current(bar) == "پاكستان"
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    assert bar.current == (0, 7)
    with qtbot.waitSignal(bar.found) as told:
        QTest.keyClick(bar.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert told.args == [[(0, 7), (12, 19)], 1]


def test_it_begins_at_the_caret_and_with_what_is_selected(bar: FindBar) -> None:
    bar.open_at(12, "پاكستان")
    assert bar.field.text() == "پاكستان"
    assert bar.current == (12, 19)


def test_several_lines_are_not_taken_over(bar: FindBar) -> None:
    bar.field.setText("x")
    bar.open_at(0, "a\nb")
    assert bar.field.text() == "x"


def test_nothing_found_and_nothing_asked(bar: FindBar) -> None:
    bar.field.setText("نہیں")
    assert bar.count.text() == "not found"
    assert bar.current is None
    bar.step(forward=True)
    bar.field.setText("  ")
    assert bar.count.text() == ""


def test_escape_takes_the_marks_away(qtbot, bar: FindBar) -> None:
    bar.field.setText("اور")
    with qtbot.waitSignals([bar.found, bar.closed]):
        QTest.keyClick(bar.field, Qt.Key.Key_Escape)
    assert bar.isHidden()


def test_another_article_is_looked_through(bar: FindBar) -> None:
    bar.field.setText("اور")
    bar.show_text("کچھ نہیں")
    assert bar.count.text() == "not found"

"""The spans behind a figure: what is shown of each, and marked at the letter."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStyleOptionViewItem

from annotator.agreement.phrases import Phrase
from annotator.gui.agreement.example_delegate import ExampleDelegate
from annotator.gui.agreement.examples_model import EXAMPLE_ROLE, ExamplesModel
from annotator.gui.agreement.examples_pane import PORTION, ExamplesPane
from annotator.gui.agreement.marked_words import MarkedWords
from annotator.session.agreement.answers import Example, Examples, Version
from annotator.session.agreement.questions import Place, Show
from annotator.text.direction import Direction
from tests.gui.article.pages import reading
from tests.gui.samples import SCHEME

WORDS = "وزیراعظم شہباز شریف نے 👩‍👩‍👧 «کہا» 2026"
PLACE = Place("kinds", "all", "boundary")


def version(name: str, *marks: tuple[int, int], label: str = "PER", words: str = WORDS) -> Version:
    return Version(name, label, words, marks, marks[:1], (("sure", "no"),), 0, 19, "s1")


def example(number: int = 0, **more: object) -> Example:
    versions = (version("aisha", (0, 19)), version("باسط", (9, 19)), Version("chen"))
    return Example(f"{number}.txt", "boundary", versions, 0, 19, True)._replace(**more)


def found(first: int, count: int, of: int, place: Place = PLACE, show: Show = Show.ALL) -> Examples:
    return Examples(place, show, first, tuple(example(first + n) for n in range(count)), of, of + 7)


@pytest.fixture
def pane(qtbot) -> ExamplesPane:
    pane = ExamplesPane(reading(), SCHEME)
    qtbot.addWidget(pane)
    pane.set_layer("entity", ("aisha", "باسط", "chen"))
    pane.resize(700, 500)
    return pane


def test_the_list_grows_while_it_is_gone_through(qtbot, qtmodeltester) -> None:
    model = ExamplesModel()
    model.begin()
    model.take(found(0, 3, 5))
    top = model.index(0).parent()
    with qtbot.waitSignal(model.more_wanted) as told:
        model.fetchMore(top)
    assert told.args == [3]
    with qtbot.assertNotEmitted(model.more_wanted):
        model.fetchMore(top)
    model.take(found(3, 2, 5))
    assert model.rowCount() == 5
    assert not model.canFetchMore(top)
    qtmodeltester.check(model)


def test_portions_that_do_not_follow_are_not_taken() -> None:
    model = ExamplesModel()
    model.take(found(0, 3, 9))
    model.take(found(6, 3, 9))
    assert model.rowCount() == 3


def test_each_example_can_be_heard() -> None:
    model = ExamplesModel()
    model.take(found(0, 1, 1))
    told = model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "boundary" in told
    assert "\u2068وزیراعظم شہباز شریف\u2069" in told
    assert "\u2068chen\u2069: nothing here" in told


def test_values_of_the_program_are_said_in_its_language() -> None:
    model = ExamplesModel()
    flag = Version("aisha", "debris", Phrase("yes"))
    model.take(Examples(PLACE, Show.ALL, 0, (example(versions=(flag,)),), 1, 1))
    assert model.index(0).data(EXAMPLE_ROLE).versions[0].words == "yes"


def test_it_asks_for_a_place_and_shows_what_comes(qtbot, pane: ExamplesPane) -> None:
    with qtbot.waitSignal(pane.wanted) as told:
        pane.look_behind(PLACE, "what it is about " * 30, Show.ALL)
    assert told.args == [PLACE, Show.ALL, 0, PORTION]
    assert pane.minimumSizeHint().width() < 700
    assert pane.show_box.isHidden()
    pane.take(found(0, 2, 2, Place("kinds", "all", "same")))
    assert pane.model.rowCount() == 0, "of another place"
    pane.take(found(0, 2, 2))
    assert pane.model.rowCount() == 2
    assert pane.count.text() == "2 of 9"


def test_which_spans_are_shown(qtbot, pane: ExamplesPane) -> None:
    pane.look_behind(PLACE, "", Show.DIFFERENT)
    assert not pane.show_box.isHidden()
    with qtbot.waitSignal(pane.wanted) as told:
        pane.show_box.setCurrentIndex(pane.show_box.findData(Show.AGREED))
    assert told.args == [PLACE, Show.AGREED, 0, PORTION]
    pane.take(found(0, 2, 2, show=Show.DIFFERENT))
    assert pane.model.rowCount() == 0


def test_keys_open_an_example_and_go_back(qtbot, pane: ExamplesPane) -> None:
    pane.show()
    pane.look_behind(PLACE, "", Show.ALL)
    pane.take(found(0, 3, 3))
    QTest.keyClick(pane.list, Qt.Key.Key_Down)
    with qtbot.waitSignal(pane.opened) as told:
        QTest.keyClick(pane.list, Qt.Key.Key_Return)
    assert told.args[0].article == "1.txt"
    with qtbot.waitSignal(pane.left):
        QTest.keyClick(pane.list, Qt.Key.Key_Escape)


def test_the_present_row_stays_when_figures_are_told_again(pane: ExamplesPane) -> None:
    pane.look_behind(PLACE, "", Show.ALL)
    pane.take(found(0, 5, 5))
    pane.list.setCurrentIndex(pane.model.index(3))
    pane.look_again()
    pane.take(found(0, 4, 4))
    assert pane.list.currentIndex().row() == 3


def test_as_many_are_asked_for_again_as_were_seen(qtbot, pane: ExamplesPane) -> None:
    pane.look_behind(PLACE, "", Show.ALL)
    pane.take(found(0, PORTION, 3 * PORTION))
    pane.take(found(PORTION, PORTION, 3 * PORTION))
    with qtbot.waitSignal(pane.wanted) as told:
        pane.look_again()
    assert told.args == [PLACE, Show.ALL, 0, 2 * PORTION]


def test_none_is_said(pane: ExamplesPane) -> None:
    pane.look_behind(PLACE, "", Show.ALL)
    pane.take(Examples(PLACE, Show.ALL, 0, (), 0, 0))
    assert pane.count.text() == "none"


@pytest.mark.parametrize("width", [260, 700, 1400])
def test_rows_are_drawn_at_any_width(qtbot, pane: ExamplesPane, width: int) -> None:
    pane.look_behind(PLACE, "", Show.ALL)
    pane.take(found(0, 2, 2))
    pane.resize(width, 500)
    pane.show()
    assert not pane.grab().isNull()
    delegate = pane.list.itemDelegate()
    assert isinstance(delegate, ExampleDelegate)
    option = QStyleOptionViewItem()
    option.font = QFont()
    assert delegate.sizeHint(option, pane.model.index(0)).height() > 60


@pytest.mark.parametrize("rtl", [False, True])
@pytest.mark.parametrize("words", [WORDS, "Plain «text» \U0001d54f\U0001d54f end", "प्रधानमंत्री ने कहा"])
def test_what_is_marked_lies_in_the_lines(qapp, words: str, rtl: bool) -> None:
    paper = MarkedWords(words, reading().font_for(words, _direction(rtl)), rtl, 120)
    assert paper.lines > 1
    whole = paper.strips([(0, len(words))])
    assert {round(strip.top()) for strip in whole} == {
        round(line * paper.line_height) for line in range(paper.lines)
    }
    assert all(strip.left() >= -1 and strip.right() <= 121 for strip in whole)


def test_a_quotation_mark_more_is_seen(qapp) -> None:
    """Two spans that differ by one sign are marked differently, in whatever direction they run."""
    paper = MarkedWords(WORDS, reading().font_for(WORDS, _direction(True)), True, 10_000)
    start = WORDS.index("«")
    with_sign = sum(strip.width() for strip in paper.strips([(start, start + 5)]))
    without = sum(strip.width() for strip in paper.strips([(start + 1, start + 5)]))
    assert with_sign > without + 1


def _direction(rtl: bool) -> Direction:
    return Direction.RTL if rtl else Direction.LTR

"""Relating two spans, by keyboard alone and by mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from annotator.gui.workplace import Workplace
from tests.gui.samples import place

CLAIM = "شہباز شریف نے قازقستان کے صدر قاسم جومارت کا استقبال کیا"
KEY = Qt.Key


@pytest.fixture
def two(workplace: Workplace) -> tuple[str, str]:
    """A claim, and a person in it; the claim is chosen."""
    view = workplace.panes.view
    view.select_range(*place("قاسم جومارت"))
    workplace.marking.apply_label("entity", "PER")
    person = workplace.marking.chosen
    view.select_range(*place(CLAIM))
    workplace.marking.apply_label("claim", "FACT")
    return workplace.marking.chosen, person


def press(workplace: Workplace, key: Qt.Key, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(workplace.panes.view, key, modifiers)


def relations(workplace: Workplace):
    return [(r.label, r.source, r.target) for r in workplace.marking.article.present.relations]


def test_by_keyboard_alone(workplace: Workplace, two) -> None:
    claim, person = two
    QTest.keyClick(workplace.panes.window(), KEY.Key_R, Qt.KeyboardModifier.ControlModifier)
    bar = workplace.panes.relate_bar
    assert bar.isVisible()
    press(workplace, KEY.Key_Tab)
    assert workplace.marking.chosen == person
    press(workplace, KEY.Key_Return)
    ((label, source, target),) = relations(workplace)
    assert (source, target) == (claim, person)
    assert workplace.session.corpus.scheme.relation(label)
    assert not bar.isVisible()


def test_by_the_relations_own_key(workplace: Workplace, two) -> None:
    kind = workplace.session.corpus.scheme.relations[1]
    press(workplace, KEY(ord(kind.key.upper())))
    assert workplace.panes.relate_bar.isVisible()
    press(workplace, KEY.Key_Tab)
    press(workplace, KEY.Key_Return)
    assert relations(workplace)[0][0] == kind.name


def test_a_relations_key_picks_it_when_both_ends_are_known(workplace: Workplace, two) -> None:
    workplace.menus.actions["relate"].trigger()
    press(workplace, KEY.Key_Tab)
    kind = workplace.session.corpus.scheme.relations[1]
    press(workplace, KEY(ord(kind.key.upper())))
    assert relations(workplace)[0][0] == kind.name


def test_from_the_other_end_it_runs_the_right_way(workplace: Workplace, two) -> None:
    claim, person = two
    workplace.marking.choose(person)
    workplace.menus.actions["relate"].trigger()
    workplace.panes.view.choose_and_tell(claim)
    press(workplace, KEY.Key_Return)
    assert relations(workplace)[0][1:] == (claim, person)


def test_by_mouse_from_the_list(workplace: Workplace, two) -> None:
    claim, person = two
    workplace.menus.actions["relate"].trigger()
    bar = workplace.panes.relate_bar
    row = bar.candidates.findData(person)
    bar.candidates.setCurrentIndex(row)
    bar.candidates.activated.emit(row)
    assert workplace.marking.chosen == person
    QApplication.processEvents()
    button = next(b for b in bar.findChildren(QPushButton) if b.isVisible())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert relations(workplace)[0][1:] == (claim, person)
    assert workplace.panes.focused() is workplace.panes.view


def test_escape_relates_nothing(workplace: Workplace, two) -> None:
    workplace.menus.actions["relate"].trigger()
    press(workplace, KEY.Key_Tab)
    press(workplace, KEY.Key_Escape)
    assert not workplace.panes.relate_bar.active
    press(workplace, KEY.Key_Return)
    assert relations(workplace) == []


def test_spans_that_no_relation_joins_are_told(workplace: Workplace, two) -> None:
    _, person = two
    workplace.panes.view.select_range(*place("قازقستان"))
    workplace.marking.apply_label("entity", "GPE")
    workplace.menus.actions["relate"].trigger()
    workplace.panes.view.choose_and_tell(person)
    assert "no relation" in workplace.panes.relate_bar.words.text()
    press(workplace, KEY.Key_Return)
    assert relations(workplace) == []


def test_it_ends_when_another_article_is_opened(workplace: Workplace, two) -> None:
    workplace.menus.actions["relate"].trigger()
    workplace.menus.actions["next_article"].trigger()
    assert not workplace.panes.relate_bar.active


def test_it_ends_when_the_span_is_gone(workplace: Workplace, two) -> None:
    workplace.menus.actions["relate"].trigger()
    workplace.menus.actions["undo"].trigger()
    assert not workplace.panes.relate_bar.active
    press(workplace, KEY.Key_Tab)


def test_without_a_span_it_says_what_to_do(workplace: Workplace) -> None:
    workplace.menus.actions["relate"].trigger()
    assert "Choose a span" in workplace.status.currentMessage()

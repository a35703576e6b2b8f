"""Moved and lost spans of an article that was changed on the disk are decided on by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.gui.translation import use_language
from annotator.gui.workplace import Workplace
from annotator.model.unsettled import lost_spans, moved_spans
from annotator.session.corpus import CorpusSession
from annotator.session.news import SaveState
from annotator.store.corpus import Corpus
from tests.gui.samples import place

OLD = (
    "وزیراعظم شہباز شریف نے قازقستان کے صدر کا استقبال کیا۔\n"
    "پاکستان اور قازقستان نے تجارت بڑھانے پر اتفاق کیا اور کئی معاہدوں پر دستخط کیے۔\n"
    "کراچی سے لاہور تک سفر ہوا۔ بعد میں سب نے کراچی سے لاہور تک سفر کیا۔\n"
)
NEW = "اسلام آباد میں بدھ کو ایک تقریب ہوئی۔\n" + OLD.replace("تجارت بڑھانے پر", "").replace(
    "کراچی سے لاہور تک سفر ہوا۔ بعد میں سب نے کراچی سے لاہور تک سفر کیا۔",
    "آج کراچی میں بارش۔ کل بھی کراچی گرم۔",
)


@pytest.fixture
def changed(folder: Path, open_corpus: Callable[..., Workplace]) -> Workplace:
    """The window on an article that was changed after it was annotated: s1, s4 moved; s2, s3 lost."""
    article = folder / "seeds" / "a.txt"
    article.write_text(OLD, "utf-8")
    before = CorpusSession(Corpus.open(folder), "aisha")
    session = before.open("a.txt")
    session.annotate(*place("شہباز شریف", OLD), "entity", "PER")
    session.annotate(*place("تجارت بڑھانے پر", OLD), "claim", "FACT")
    session.annotate(*place("کراچی", OLD), "entity", "GPE")
    session.annotate(*place("پاکستان", OLD), "entity", "GPE")
    assert session.save() is SaveState.SAVED
    before.close()
    article.write_text(NEW, "utf-8")
    workplace = open_corpus()
    assert (moved(workplace), lost(workplace)) == (["s1", "s4"], ["s2", "s3"])
    return workplace


def moved(workplace: Workplace) -> list[str]:
    return [span.id for span in moved_spans(workplace.marking.article.present)]


def lost(workplace: Workplace) -> list[str]:
    return [item.span.id for item in lost_spans(workplace.marking.article.present)]


def press(*keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press keys where the focus is."""
    for key in keys:
        QTest.keyClick(QApplication.focusWidget(), key, modifier)


def chosen(workplace: Workplace) -> tuple[str, int]:
    row, number = workplace.panes.unsettled.present
    return (row.span.id if row else "", number)


def pane_is_shown(workplace: Workplace) -> bool:
    return workplace.panes.unsettled.isVisible()


def test_opening_says_how_many_wait_and_lists_them(changed: Workplace) -> None:
    told = changed.panes.notices.shown()
    assert "moved: 2. Spans that were lost: 2." in told["unsettled"]
    assert "annotations" not in told
    assert pane_is_shown(changed)
    assert [(row.span.id, row.lost) for row in changed.panes.unsettled.rows] == [
        ("s1", False),
        ("s4", False),
        ("s2", True),
        ("s3", True),
    ]
    assert changed.panes.unsettled.rows[2].was == "تجارت بڑھانے پر"


def test_an_article_without_such_spans_has_no_such_pane(changed: Workplace) -> None:
    changed.opener.open("b.txt")
    assert not pane_is_shown(changed)
    assert "unsettled" not in changed.panes.notices.shown()
    changed.opener.open("a.txt")
    assert pane_is_shown(changed)


def test_a_key_goes_there_and_rows_show_their_places(changed: Workplace) -> None:
    press(Qt.Key.Key_F8)
    assert QApplication.focusWidget() is changed.panes.unsettled.tree
    assert (chosen(changed), changed.marking.chosen) == (("s1", -1), "s1")
    press(Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert (chosen(changed), changed.marking.chosen) == (("s4", -1), "s4")
    press(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is changed.panes.view


def test_enter_confirms_and_the_next_one_is_chosen(qtbot, changed: Workplace, folder: Path) -> None:
    press(Qt.Key.Key_F8, Qt.Key.Key_Return)
    assert moved(changed) == ["s4"]
    assert (chosen(changed), changed.marking.chosen) == (("s4", -1), "s4")
    assert "moved: 1." in changed.panes.notices.shown()["unsettled"]
    file = folder / "annotations" / "aisha" / "a.txt.yaml"
    qtbot.waitUntil(lambda: file.read_text("utf-8").count("moved:") == 1)
    press(Qt.Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    assert moved(changed) == ["s1", "s4"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_delete_rejects_a_new_place(changed: Workplace, key: Qt.Key) -> None:
    press(Qt.Key.Key_F8, key)
    assert (moved(changed), lost(changed)) == (["s4"], ["s1", "s2", "s3"])
    assert chosen(changed) == ("s4", -1)
    changed.marking.undo()
    assert (moved(changed), lost(changed)) == (["s1", "s4"], ["s2", "s3"])


def to_lost(workplace: Workplace) -> None:
    """Go to the last lost span, whose words stand in several places."""
    press(Qt.Key.Key_F8)
    while chosen(workplace) != ("s3", -1):
        press(Qt.Key.Key_Down)


def test_candidates_are_seen_in_the_article_and_enter_chooses_one(changed: Workplace) -> None:
    to_lost(changed)
    places = changed.panes.unsettled.rows[3].places
    assert len(places) == 2
    press(Qt.Key.Key_Return)
    assert (chosen(changed), lost(changed)) == (("s3", 0), ["s2", "s3"])
    press(Qt.Key.Key_Down)
    marks = changed.panes.view.marks
    assert chosen(changed) == ("s3", 1)
    assert marks.matches[marks.match] == places[1][0]
    press(Qt.Key.Key_Return)
    assert lost(changed) == ["s2"]
    assert changed.marking.article.present.span("s3").pieces == places[1]
    assert chosen(changed)[0] == "s2"


@pytest.mark.parametrize("key", [Qt.Key.Key_1, Qt.Key.Key_2])
def test_a_number_chooses_a_candidate(changed: Workplace, key: Qt.Key) -> None:
    to_lost(changed)
    places = changed.panes.unsettled.rows[3].places
    press(key)
    assert changed.marking.article.present.span("s3").pieces == places[key - Qt.Key.Key_1]


def test_a_number_without_a_candidate_does_nothing(changed: Workplace) -> None:
    to_lost(changed)
    press(Qt.Key.Key_9, Qt.Key.Key_0)
    assert lost(changed) == ["s2", "s3"]


def test_a_lost_span_is_placed_at_the_selection(changed: Workplace) -> None:
    to_lost(changed)
    press(Qt.Key.Key_L, modifier=Qt.KeyboardModifier.ControlModifier)
    changed.panes.view.select_range(*place("اسلام آباد", NEW))
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    press(Qt.Key.Key_B, modifier=both)
    assert changed.marking.article.present.span("s3").exact(NEW) == "اسلام آباد"
    assert QApplication.focusWidget() is changed.panes.unsettled.tree
    assert chosen(changed) == ("s2", -1)


def test_without_a_selection_the_reason_is_said(qtbot, changed: Workplace) -> None:
    to_lost(changed)
    with qtbot.waitSignal(changed.marking.hinted) as told:
        changed.settling.place_at_selection()
    assert "Select" in told.args[0]


def test_when_nothing_waits_the_pane_goes_and_undo_brings_it_back(changed: Workplace) -> None:
    to_lost(changed)
    press(Qt.Key.Key_Delete, Qt.Key.Key_Delete)
    assert lost(changed) == []
    press(Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert moved(changed) == []
    assert not pane_is_shown(changed)
    assert QApplication.focusWidget() is changed.panes.view
    assert changed.panes.view.marks.matches == ()
    assert "unsettled" not in changed.panes.notices.shown()
    press(Qt.Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    assert pane_is_shown(changed)
    assert len(changed.panes.unsettled.rows) == 1


def test_buttons_do_the_same(changed: Workplace) -> None:
    pane = changed.panes.unsettled
    pane.confirm.click()
    pane.reject.click()
    assert (moved(changed), lost(changed)) == ([], ["s4", "s2", "s3"])
    assert not pane.confirm.isVisible()
    assert pane.delete.isVisible()


def test_all_moved_spans_are_confirmed_in_one_step(changed: Workplace) -> None:
    changed.panes.unsettled.confirm_all.click()
    assert (moved(changed), lost(changed)) == ([], ["s2", "s3"])
    assert changed.marking.undo_text == "Confirm the places of 2 spans"
    changed.marking.undo()
    assert moved(changed) == ["s1", "s4"]


def test_the_pane_is_among_those_that_f6_reaches(changed: Workplace) -> None:
    reached = []
    for _ in range(8):
        press(Qt.Key.Key_F6)
        reached.append(QApplication.focusWidget())
    assert changed.panes.unsettled.tree in reached


def test_assistive_programs_hear_what_a_row_is(changed: Workplace) -> None:
    tree = changed.panes.unsettled.tree
    assert tree.accessibleName() == "Moved and lost spans"
    item = tree.items.item(2)
    assert item.text() == "Fact \u2068تجارت بڑھانے پر\u2069, lost"
    assert item.data(Qt.ItemDataRole.AccessibleTextRole) in (None, item.text())
    assert tree.items.item(0).child(0).text().startswith("It stands here now: ")
    assert QAccessible.queryAccessibleInterface(tree) is not None


def test_in_urdu(settings, open_corpus: Callable[..., Workplace], changed: Workplace) -> None:
    use_language("ur")
    settings.keep("language", "ur")
    changed.appearance.set_language("ur")
    window = changed.panes.window()
    assert "کھوئے ہوئے نشانات: 2" in window.workplace.panes.notices.shown()["unsettled"]
    assert window.workplace.panes.unsettled.rows

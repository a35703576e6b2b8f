"""The details of a span and of an article, as the annotator works on them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QToolButton

from annotator.gui.workplace import Workplace
from tests.gui.samples import TEXT, place

CLAIM = "شہباز شریف نے قازقستان کے صدر قاسم جومارت کا استقبال کیا"


@pytest.fixture
def claim(workplace: Workplace) -> str:
    """A claim is chosen."""
    workplace.panes.view.select_range(*place(CLAIM))
    workplace.marking.apply_label("claim", "FACT")
    return workplace.marking.chosen


def entity(workplace: Workplace, words: str, label: str = "PER") -> str:
    workplace.panes.view.select_range(*place(words))
    workplace.marking.apply_label("entity", label)
    return workplace.marking.chosen


def span(workplace: Workplace, span_id: str = ""):
    return workplace.marking.article.present.span(span_id or workplace.marking.chosen)


def button(workplace: Workplace, name: str) -> QPushButton | QToolButton:
    QApplication.processEvents()  # what was just put into a layout is shown then
    details = workplace.panes.details
    for kind in (QPushButton, QToolButton):
        for found in details.findChildren(kind):
            if name in (found.text(), found.accessibleName()) and found.isVisible():
                return found
    raise LookupError(name)


def click(workplace: Workplace, name: str) -> None:
    QTest.mouseClick(button(workplace, name), Qt.MouseButton.LeftButton)


def test_a_value_is_said_and_taken_back(workplace: Workplace, claim: str) -> None:
    click(workplace, "Worth checking: Yes")
    assert span(workplace).attributes["checkworthy"] == "yes"
    click(workplace, "Worth checking: No")
    assert span(workplace).attributes["checkworthy"] == "no"
    click(workplace, "Worth checking: No")
    assert "checkworthy" not in span(workplace).attributes
    assert workplace.panes.focused() is workplace.panes.view


def test_undo_is_shown_in_the_buttons(workplace: Workplace, claim: str) -> None:
    click(workplace, "Worth checking: Yes")
    assert button(workplace, "Worth checking: Yes").isChecked()
    workplace.menus.actions["undo"].trigger()
    assert not button(workplace, "Worth checking: Yes").isChecked()


def test_signs_at_the_edges_are_shown_and_left_out(workplace: Workplace) -> None:
    entity(workplace, " شہباز شریف ")
    details = workplace.panes.details.span
    assert "a space" in details.edges.text()
    click(workplace, "Leave out")
    assert span(workplace).exact(TEXT) == "شہباز شریف"
    assert not details.edges.isVisible()


def test_the_label_can_be_picked(workplace: Workplace, claim: str) -> None:
    combo = workplace.panes.details.span.labels
    place_of_pledge = combo.findText("Pledge or resolve")
    place_of_pledge = place_of_pledge if place_of_pledge >= 0 else combo.count() - 1
    combo.setCurrentIndex(place_of_pledge)
    combo.activated.emit(place_of_pledge)
    assert span(workplace).label != "FACT"


def test_a_note_is_kept_when_another_span_is_chosen(workplace: Workplace, claim: str) -> None:
    workplace.menus.actions["note"].trigger()
    note = workplace.panes.details.span.note
    assert workplace.panes.focused() is note
    note.insertPlainText("دیکھیں")
    other = entity(workplace, "John Smith")
    assert span(workplace, claim).note == "دیکھیں"
    assert span(workplace, other).note == ""
    assert note.toPlainText() == ""


def test_a_note_is_kept_when_another_article_is_opened(workplace: Workplace, claim: str) -> None:
    workplace.panes.details.span.note.insertPlainText("x")
    workplace.menus.actions["next_article"].trigger()
    workplace.menus.actions["previous_article"].trigger()
    assert span(workplace, claim).note == "x"


def test_escape_in_the_note_goes_back_to_the_article(workplace: Workplace, claim: str) -> None:
    workplace.menus.actions["note"].trigger()
    QTest.keyClick(workplace.panes.details.span.note, Qt.Key.Key_Escape)
    assert workplace.panes.focused() is workplace.panes.view


def test_a_note_is_said_after_a_pause(qtbot, workplace: Workplace, claim: str) -> None:
    note = workplace.panes.details.span.note
    note.pause.setInterval(1)
    note.insertPlainText("x")
    qtbot.waitUntil(lambda: span(workplace).note == "x")


def test_pieces_can_be_taken_out(workplace: Workplace) -> None:
    entity(workplace, "شہباز")
    workplace.panes.view.select_range(*place("شریف"))
    workplace.menus.actions["add_piece"].trigger()
    assert len(span(workplace).pieces) == 2
    click(workplace, "Take this piece out")
    assert span(workplace).exact(TEXT) == "شریف"


def test_relations_are_shown_followed_and_deleted(workplace: Workplace, claim: str) -> None:
    person = entity(workplace, "قاسم جومارت")
    name = workplace.marking.article.scheme.relations[0].name
    workplace.edits.add_relation(name, claim, person)
    QApplication.processEvents()
    (line,) = workplace.panes.details.span.relations.lines
    QTest.mouseClick(line, Qt.MouseButton.LeftButton)
    assert workplace.marking.chosen == claim
    click(workplace, "Delete the relation")
    assert workplace.marking.article.present.relations == ()


def test_delete_by_button(workplace: Workplace, claim: str) -> None:
    click(workplace, "Delete the span")
    assert workplace.marking.article.present.spans == ()
    assert workplace.panes.focused() is workplace.panes.view


def test_offsets_and_exact_text_are_shown(workplace: Workplace, claim: str) -> None:
    details = workplace.panes.details.span
    start, end = place(CLAIM)
    assert f"{start}–{end}" in details.place.text()
    assert details.quote.text() == CLAIM
    assert details.quote.layoutDirection() == Qt.LayoutDirection.RightToLeft


def test_the_article_is_shown_where_no_span_is_chosen(workplace: Workplace, claim: str) -> None:
    workplace.marking.choose("")
    article = workplace.panes.details.article
    assert article.isVisible()
    assert "spans: 1" in article.summary.text()
    QTest.mouseClick(article.done, Qt.MouseButton.LeftButton, pos=article.done.rect().center() * 0.2)
    assert workplace.marking.is_done


def test_the_article_has_attributes_too(workplace: Workplace) -> None:
    field = workplace.panes.details.article.findChildren(QLineEdit)[0]
    field.setText("تجارت")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert "تجارت" in workplace.marking.article.present.attributes.values()


def test_a_read_only_article_says_why(workplace: Workplace, claim: str) -> None:
    workplace.marking.article.read_only = "held by another window"
    click(workplace, "Worth checking: Yes")
    assert "held by another window" in workplace.status.currentMessage()

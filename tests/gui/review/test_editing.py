"""What comes of a conflict is edited in its place: by arrows, label keys, attributes; Esc leaves it again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.agreement.adjudication_ledger import State
from annotator.model.adjudication import Decision
from tests.gui.review.reviews import go_to, press, result, strike

KEY, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def on_linux(monkeypatch):
    monkeypatch.setattr("annotator.gui.article.keys.sys.platform", "linux")


def decision(window, case):
    (record,) = window.review.standing(case.id).records
    return record.settled.decision


@pytest.mark.parametrize("urdu", [False, True], ids=["us", "urdu"])
def test_edges_and_label_are_edited_in_the_article_and_return_goes_on(review, urdu):
    go_to(review, "شنگھائی روح")
    case = review.desk.case
    press(review, "e", urdu=urdu)
    view = review.place.view
    assert view.hasFocus()
    assert view.chosen_span
    strike(review, KEY.Key_Right, CTRL)  # back by a word: the paragraph runs to the left
    press(review, "g", urdu=urdu)
    strike(review, KEY.Key_Return)
    assert review.place.conflicts.list.hasFocus()
    assert review.desk.case is not case
    assert decision(review, case) is Decision.EDITED
    review.desk.choose(case)
    assert ("GPE", "شنگھائی") in result(review)
    assert view.annotations.spans == ()


def test_digits_are_labels_or_nothing_while_edges_are_moved(review):
    go_to(review, "شنگھائی روح")
    case = review.desk.case
    press(review, "e")
    press(review, "2")
    assert review.desk.case is case
    assert "2" in review.place.status.currentMessage()


def test_esc_leaves_everything_as_it_was(review):
    go_to(review, "شنگھائی روح")
    case = review.desk.case
    press(review, "e")
    strike(review, KEY.Key_Right, CTRL)
    strike(review, KEY.Key_Escape)
    assert review.review.standing(case.id).state is State.OPEN
    assert review.desk.case.id == case.id
    assert review.place.conflicts.list.hasFocus()
    assert review.place.view.annotations.spans == ()


def test_esc_keeps_what_was_decided_before_the_edit(review):
    go_to(review, "شنگھائی روح")
    case = review.desk.case
    press(review, "2")
    review.desk.choose(case)
    strike(review, KEY.Key_Return)
    strike(review, KEY.Key_Right, CTRL)
    strike(review, KEY.Key_Escape)
    assert ("ORG", '"شنگھائی روح"') in result(review)
    assert review.review.standing(case.id).state is State.DECIDED


def test_one_undo_takes_back_all_moves_of_an_edge(review):
    go_to(review, "شنگھائی روح")
    case = review.desk.case
    press(review, "1")
    review.desk.choose(case)
    press(review, "e")
    for _ in range(3):
        strike(review, KEY.Key_Right)
    strike(review, KEY.Key_Return)
    press(review, "z", modifiers=CTRL)
    assert ("ORG", "شنگھائی روح") in result(review)


def test_attributes_and_note_of_the_result_can_be_said(review, qtbot):
    go_to(review, "وزیراعظم", "attribute")
    case = review.desk.case
    press(review, "1")
    review.desk.choose(case)
    said = review.place.said
    (row,) = said._rows
    button = next(one for one in row.findChildren(object) if getattr(one, "text", str)() == "no")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    (fact,) = [one for one in review.review.result_of("a.txt") if one.label == "FACT"]
    assert fact.attributes == {"checkworthy": "no"}
    assert decision(review, case) is Decision.EDITED
    review.place.menus.actions["note"].trigger()
    said.note.setPlainText("دیکھا گیا")
    said.commit()
    (fact,) = [one for one in review.review.result_of("a.txt") if one.label == "FACT"]
    assert fact.note == "دیکھا گیا"


def test_a_relation_cannot_be_edited_and_the_window_says_so(review):
    (relation,) = [case for case in review.place.conflicts.model.rows if case.ends]
    review.desk.choose(relation)
    press(review, "e")
    assert not review.place.editing.active
    assert review.place.status.currentMessage()

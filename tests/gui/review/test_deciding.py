"""Decisions by one key each, under a US and an Urdu layout; each leads to the next open conflict."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from annotator.agreement.adjudication import CaseKind
from annotator.agreement.adjudication_ledger import State
from annotator.model.adjudication import Decision, SetAside
from tests.gui.review.reviews import TEXT, go_to, place, press, result, strike

KEY, CTRL, SHIFT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(autouse=True)
def on_linux(monkeypatch):
    monkeypatch.setattr("annotator.gui.article.keys.sys.platform", "linux")


@pytest.fixture(params=[False, True], ids=["us", "urdu"])
def urdu(request):
    return request.param


def settled(review, case):
    (record,) = review.review.standing(case.id).records
    return record.settled


def test_the_first_open_conflict_is_looked_at_when_the_window_opens(review):
    assert review.desk.case is not None
    assert review.review.standing(review.desk.case.id).state is State.OPEN
    assert review.place.conflicts.current == review.desk.case


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_digit_takes_what_that_annotator_says(review, urdu, number):
    go_to(review, "شنگھائی روح")
    case = review.desk.case
    taken = review.review.annotators[number - 1]
    words = dict(case.spans)[taken].exact(TEXT.replace("\r\n", "\r\n"))
    press(review, str(number), urdu=urdu)
    assert settled(review, case).taken == taken
    assert ("ORG", words) in {(label, said) for label, said in _all(review, "a.txt")}
    assert review.desk.case is not case


def _all(review, article):
    text = review.review.cases_of(article).text
    return [(span.label, span.exact(text)) for span in review.review.result_of(article)]


def test_union_and_intersection(review, urdu):
    go_to(review, "شنگھائی روح")
    first = review.desk.case
    press(review, "u", urdu=urdu)
    assert ("ORG", '"شنگھائی روح" ') in _all(review, "a.txt")
    assert settled(review, first).how == "union"
    review.desk.choose(first)
    press(review, "i", urdu=urdu)
    assert ("ORG", "شنگھائی روح") in _all(review, "a.txt")
    assert settled(review, first).how == "intersection"


def test_union_of_different_labels_asks_for_one_by_the_labels_keys(review, urdu):
    go_to(review, "می\u200c")
    case = review.desk.case
    press(review, "u", urdu=urdu)
    popup = review.place.asking.popup
    assert popup.isVisible()
    assert [popup.list.item(row).text()[0] for row in range(popup.list.count())] == ["O", "P"]
    press(review, "p", urdu=urdu)
    assert not popup.isVisible()
    assert ("PER", "می\u200c") in _all(review, "a.txt")
    assert settled(review, case).how == "union"


def test_neither_asks_for_a_reason_which_has_a_key(review, urdu):
    go_to(review, "John Smith")
    case = review.desk.case
    press(review, "n", urdu=urdu)
    assert review.place.asking.popup.isVisible()
    press(review, "2", urdu=urdu)
    found = settled(review, case)
    assert isinstance(found, SetAside)
    assert found.reason == review.review.reasons[1]
    assert review.review.standing(case.id).state is State.DECIDED


def test_another_reason_can_be_typed_and_is_offered_from_then_on(review):
    go_to(review, "John Smith")
    first = review.desk.case
    press(review, "n")
    review.place.asking.popup.field.setFocus()
    review.place.asking.popup.field.setText("نام نہیں ہے")
    strike(review, KEY.Key_Return)
    assert settled(review, first).reason == "نام نہیں ہے"
    assert "نام نہیں ہے" in review.review.reasons
    press(review, "0")
    texts = [
        review.place.asking.popup.list.item(row).text()
        for row in range(review.place.asking.popup.list.count())
    ]
    assert any("نام نہیں ہے" in text for text in texts)


def test_esc_closes_the_reasons_and_decides_nothing(review):
    case = review.desk.case
    press(review, "n")
    strike(review, KEY.Key_Escape)
    assert not review.place.asking.popup.isVisible()
    assert review.desk.case is case
    assert review.review.standing(case.id).state is State.OPEN
    assert review.place.conflicts.list.hasFocus()


def test_what_is_left_open_is_passed_by(review, urdu):
    case = review.desk.case
    press(review, "o", urdu=urdu)
    assert review.review.standing(case.id).state is State.LEFT_OPEN
    seen = set()
    for _ in range(30):
        seen.add(review.desk.case.id)
        strike(review, KEY.Key_Space)
    assert case.id not in seen


def test_a_decision_is_taken_back_by_a_key_and_by_undo(review, urdu):
    case = review.desk.case
    press(review, "1", urdu=urdu)
    review.desk.choose(case)
    press(review, "t", urdu=urdu)
    assert review.review.standing(case.id).state is State.OPEN
    assert review.desk.case is case
    press(review, "2", urdu=urdu)
    press(review, "z", modifiers=CTRL)
    assert review.review.standing(case.id).state is State.OPEN
    assert review.desk.case.id == case.id
    press(review, "y", modifiers=CTRL)
    assert review.review.standing(case.id).state is State.DECIDED


def test_undo_goes_back_through_the_articles(review):
    go_to(review, "इस्लामाबाद")
    other = review.desk.case
    press(review, "2")
    go_to(review, "John Smith")
    here = review.desk.case
    press(review, "1")
    for case in (here, other):
        press(review, "z", modifiers=CTRL)
        assert review.review.standing(case.id).open
        assert review.desk.case.id == case.id
    for case in (other, here):
        press(review, "z", modifiers=CTRL | SHIFT)
        assert not review.review.standing(case.id).open


def test_space_and_arrows_go_from_conflict_to_conflict(review):
    rows = review.place.conflicts.model.rows
    review.desk.choose(rows[0])
    strike(review, KEY.Key_Down)
    assert review.desk.case == rows[1]
    strike(review, KEY.Key_Up)
    assert review.desk.case == rows[0]
    strike(review, KEY.Key_Space)
    assert review.desk.case == rows[1]
    strike(review, KEY.Key_Space, SHIFT)
    assert review.desk.case == rows[0]
    strike(review, KEY.Key_Space, SHIFT)
    assert review.desk.case == rows[-1]


def test_the_next_article_is_a_key_away(review):
    go_to(review, "John Smith")
    review.place.menus.actions["next_article"].trigger()
    assert review.desk.case.article == "b.txt"
    assert review.place.side.article == "b.txt"
    review.place.menus.actions["previous_article"].trigger()
    assert review.desk.case.article == "a.txt"


def test_nobody_here_is_taken_as_nothing(review):
    go_to(review, "John Smith")
    case = review.desk.case
    press(review, "2")
    assert settled(review, case).taken == "bilal"
    assert ("PER", "John Smith") not in _all(review, "a.txt")


def test_a_digit_of_nobody_only_says_so(review):
    case = review.desk.case
    press(review, "7")
    assert review.desk.case is case
    assert "7" in review.place.status.currentMessage()


def test_an_annotator_without_the_article_cannot_be_taken(review):
    go_to(review, "इस्लामाबाद")
    case = review.desk.case
    press(review, "3")
    assert review.desk.case is case
    assert review.place.status.currentMessage()


def test_relations_and_attributes_of_the_article_are_decided_too(review):
    go_to(review, "وزیراعظم", "attribute")
    press(review, "1")
    (relation,) = [case for case in review.place.conflicts.model.rows if case.kind is CaseKind.RELATION]
    review.desk.choose(relation)
    press(review, "1")
    assert [one.label for one in review.review.result_of("a.txt").relations] == ["claimant"]
    go_to(review, "topic")
    press(review, "2")
    assert review.review.result_of("a.txt").attributes == {"topic": "شنگھائی"}


def test_a_value_of_ones_own_settles_a_conflict_about_the_article(review):
    go_to(review, "topic")
    case = review.desk.case
    press(review, "e")
    assert review.place.said.isAncestorOf(review.focusWidget())
    review.focusWidget().setText("خبر")
    strike(review, KEY.Key_Return)
    assert review.review.result_of("a.txt").attributes == {"topic": "خبر"}
    assert settled(review, case).decision is Decision.EDITED


def test_a_selection_becomes_the_span(review):
    go_to(review, "شنگھائی روح")
    case = review.desk.case
    start, end = place("شنگھائی")
    review.place.view.select_range(start, end)
    review.place.menus.actions["to_selection"].trigger()
    assert ("ORG", "شنگھائی") in _all(review, "a.txt")
    assert not review.review.standing(case.id).open


def test_typing_in_a_field_decides_nothing(review):
    go_to(review, "topic")
    case = review.desk.case
    press(review, "e")
    press(review, "2")
    press(review, "n")
    assert review.desk.case is case
    assert review.review.standing(case.id).open
    assert not review.place.asking.popup.isVisible()


def test_when_all_is_decided_the_window_says_so(review):
    while review.desk.case and review.review.counts().open:
        before = review.review.counts().open
        press(review, "1")
        assert review.review.counts().open < before
    assert review.review.counts().open == 0
    press(review, "1")
    assert review.place.status.currentMessage()
    assert result(review)

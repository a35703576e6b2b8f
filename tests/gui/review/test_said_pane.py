"""Beside the article: what each annotator says, letter by letter, and what was decided, by whom."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from annotator.gui.review.letters import edges
from tests.gui.review.reviews import TEXT, go_to, place, press


def words_of(card) -> str:
    return "\n".join(label.text() for label in card.findChildren(QLabel) if not label.isHidden())


def test_each_annotator_has_a_card_with_words_attributes_relations_and_note(review):
    go_to(review, "وزیراعظم", "attribute")
    first, second, _ = review.place.said.cards  # aisha alone has a relation there
    assert "وزیراعظم شہباز شریف نے" in words_of(first)
    assert "checkworthy: \u2068yes\u2069" in words_of(first)
    assert "claimant: \u2068شہباز شریف\u2069" in words_of(first)
    assert "checkworthy: \u2068no\u2069" in words_of(second)
    go_to(review, "John Smith")
    first, second = review.place.said.cards
    assert "Note: \u2068see the header\u2069" in words_of(first)
    assert "has nothing here" in words_of(second)
    assert second.accessibleName().startswith("2 3, \u2068bilal\u2069, \u2068chand\u2069: nothing")


def test_a_card_takes_what_it_says_by_mouse_and_by_key(review):
    go_to(review, "شنگھائی روح")
    case = review.desk.case
    QTest.mouseClick(review.place.said.cards[1], Qt.MouseButton.LeftButton)
    (record,) = review.review.standing(case.id).records
    assert record.settled.taken == "bilal"
    assert review.place.conflicts.list.hasFocus()
    case = review.desk.case
    card = review.place.said.cards[0]
    card.setFocus()
    QTest.keyClick(card, Qt.Key.Key_Return)
    assert not review.review.standing(case.id).open


def test_what_was_decided_is_told(review):
    go_to(review, "شنگھائی روح")
    case = review.desk.case
    for key, told in (("2", "As \u2068bilal\u2069 says"), ("u", "Union of all"), ("i", "What all cover")):
        press(review, key)
        review.desk.choose(case)
        assert review.place.said.decision.text() == told
    assert review.place.said.state.text() == "decided"
    press(review, "n")
    press(review, "1")
    review.desk.choose(case)
    assert review.place.said.decision.text().startswith("Neither: ")


def test_a_taken_card_says_so(review):
    go_to(review, "شنگھائی روح")
    case = review.desk.case
    press(review, "2")
    review.desk.choose(case)
    assert ["taken" in words_of(card) for card in review.place.said.cards] == [False, True, False]


def test_letters_are_told_one_by_one_with_names_for_what_has_no_ink(review):
    go_to(review, "می\u200c")
    strip = review.place.said.letters
    assert strip.isVisibleTo(review)
    assert strip.words == "aisha: –; bilal: ZWNJ"
    go_to(review, "شنگھائی روح")
    assert strip.words == 'aisha: –; bilal: "; chand: –\naisha: –; bilal: "; chand: " space'
    go_to(review, "John Smith")
    assert not strip.isVisibleTo(review)


def test_letters_of_a_difference_stand_among_their_neighbours():
    start, end = place("شنگھائی روح")
    (one, other) = edges(TEXT, {"a": [(start, end)], "b": [(start - 1, end + 1)]})
    assert "".join(letter.char for letter in one.letters) == TEXT[start - 6 : start + 5]
    assert [letter.char for letter in one.letters if letter.differs] == ['"']
    assert one.inside["a"] == (False,) * 6 + (True,) * 5
    assert one.inside["b"] == (False,) * 5 + (True,) * 6
    assert [letter.char for letter in other.letters if letter.differs] == ['"']


def test_of_a_long_difference_both_ends_are_shown():
    text = "a" * 100
    (edge,) = edges(text, {"a": [(10, 20)], "b": [(10, 80)]})
    assert [letter.left_out for letter in edge.letters if letter.left_out] == [50]
    assert len(edge.letters) == 5 + 5 + 1 + 5 + 5
    assert edges(text, {"a": [(10, 20)], "b": [(10, 20)]}) == []


def test_at_the_ends_of_the_article_there_are_fewer_neighbours():
    (edge,) = edges("ab", {"a": [(0, 1)], "b": [(0, 2)]})
    assert [letter.char for letter in edge.letters] == ["a", "b"]
    assert edge.inside == {"a": (True, False), "b": (True, True)}

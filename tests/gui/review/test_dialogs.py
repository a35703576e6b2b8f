"""Beginning a review, and taking over what annotators agree on: nothing is done before it was shown."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from annotator.agreement.adjudication_ledger import State
from annotator.gui.review.begin_dialog import BeginDialog, results_in
from annotator.gui.review.conflicts_pane import AUTOMATIC
from annotator.gui.review.merge_dialog import MergeDialog
from tests.gui.review.reviews import differing, press

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def merge(review, qtbot):
    dialog = MergeDialog(review.review, review.appearance.reading, review)
    dialog.merged.connect(review.place.after_merge)
    dialog.show()
    return dialog


def test_what_would_be_taken_over_is_listed_and_nothing_is_done(review, merge):
    assert len(merge.planned.rows) == len(review.review.plan(merge.rule))
    assert str(len(merge.planned.rows)) in merge.summary.text()
    assert all(not review.review.result_of(article).spans for article in review.review.articles)


def test_fewer_or_their_attributes_make_it_more(merge):
    before = len(merge.planned.rows)
    merge.least.setCurrentIndex(1)
    assert len(merge.planned.rows) > before
    more = len(merge.planned.rows)
    merge.attributes.setChecked(False)
    assert len(merge.planned.rows) >= more


def test_it_is_taken_over_at_once_looked_at_and_taken_back_singly_or_by_one_undo(review, merge, qtbot):
    merge.least.setCurrentIndex(1)
    count = len(merge.planned.rows)
    merge.merge()
    assert "merge" in review.place.notices.shown()
    review.activateWindow()
    qtbot.waitUntil(review.isActiveWindow)
    pane = review.place.conflicts
    pane.choose_filter("state", AUTOMATIC)
    assert len(pane.model.rows) == count
    case = pane.model.rows[0]
    review.desk.choose(case)
    review.place.to_list()
    press(review, "t")
    assert case not in pane.model.rows
    assert len(pane.model.rows) == count - 1
    press(review, "z", modifiers=CTRL)
    assert len(pane.model.rows) == count
    press(review, "z", modifiers=CTRL)
    assert pane.model.rowCount() == 0
    assert all(not review.review.result_of(article).spans for article in review.review.articles)


def test_what_was_decided_is_not_touched(review, merge):
    case = review.desk.case
    press(review, "2")
    merge.least.setCurrentIndex(1)
    merge.plan()
    assert case.id not in {one.case.id for one in merge.planned.rows}
    merge.merge()
    (record,) = review.review.standing(case.id).records
    assert record.settled.taken == "bilal"


def begin(corpus, settings, qtbot) -> BeginDialog:
    dialog = BeginDialog(corpus, settings)
    qtbot.addWidget(dialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    return dialog


def test_everyone_is_chosen_at_first_and_the_name_is_remembered(qtbot, tmp_path, settings):
    corpus = differing(tmp_path / "corpus")
    dialog = begin(corpus, settings, qtbot)
    assert dialog.chosen == ["aisha", "bilal", "chand"]
    dialog.name.setText("judge")
    with qtbot.waitSignal(dialog.begun) as told:
        dialog.begin()
    (session,) = told.args
    assert session.annotators == ("aisha", "bilal", "chand")
    assert session.adjudicator == "judge"
    assert begin(corpus, settings, qtbot).name.text() == "judge"


@pytest.mark.parametrize("name", ["aisha", ""])
def test_what_cannot_be_is_said_at_once(qtbot, tmp_path, settings, name):
    dialog = begin(differing(tmp_path / "corpus"), settings, qtbot)
    assert dialog.begin_button.isEnabled()
    dialog.name.setText(name)
    assert dialog.trouble.text()
    assert not dialog.begin_button.isEnabled()


def test_one_annotator_is_not_enough(qtbot, tmp_path, settings):
    dialog = begin(differing(tmp_path / "corpus"), settings, qtbot)
    for row in (0, 1):
        dialog.annotators.item(row).setCheckState(Qt.CheckState.Unchecked)
    assert not dialog.begin_button.isEnabled()


def test_a_review_that_was_begun_is_offered_again_with_its_annotators(qtbot, open_review, tmp_path, settings):
    corpus = differing(tmp_path / "corpus")
    window = open_review(corpus, ("aisha", "bilal"))
    press(window, "1")
    window.signals.flush()
    assert results_in(corpus) == {"zed": ("aisha", "bilal")}
    dialog = begin(corpus, settings, qtbot)
    assert dialog.name.text() == "zed"
    assert dialog.chosen == ["aisha", "bilal"]


def test_blind_and_done_are_passed_on(qtbot, tmp_path, settings):
    dialog = begin(differing(tmp_path / "corpus"), settings, qtbot)
    dialog.blind.setChecked(True)
    dialog.only_done.setChecked(True)
    with qtbot.waitSignal(dialog.begun) as told:
        dialog.begin()
    (session,) = told.args
    assert [session.shown(name) for name in session.annotators] == ["A", "B", "C"]
    assert State.OPEN


def test_who_agrees_most_with_the_result_comes_first(review, qtbot):
    while review.review.counts().open:
        press(review, "2" if "bilal" in {voice.annotator for voice in review.desk.case.voices} else "1")
    dialog = MergeDialog(review.review, review.appearance.reading, review)
    dialog.merge()
    scores = review.show_scores()
    rows = [
        [scores.table.item(row, column).text() for column in range(scores.table.columnCount())]
        for row in range(scores.table.rowCount())
    ]
    assert rows[0][0] == "\u2068bilal\u2069"
    assert rows[0][1] == "1.000"
    assert float(rows[1][1]) < 1
    scores.close()

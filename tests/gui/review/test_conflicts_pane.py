"""The list of conflicts: what stands in it, its filters and counts, in Urdu too."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from annotator.agreement.adjudication import CaseKind
from annotator.gui.review.case_words import camps, case_quote, kind_title, who_said_what
from annotator.gui.review.conflict_delegate import MOST_PICTURES
from annotator.gui.translation import use_language
from annotator.session.case_list import Filter
from tests.gui.review.reviews import go_to, press, sample_corpus

ACCESSIBLE = Qt.ItemDataRole.AccessibleTextRole


def shown(window) -> list[str]:
    model = window.place.conflicts.model
    return [model.data(model.index(row), ACCESSIBLE) for row in range(model.rowCount())]


def test_every_conflict_is_listed_in_order_with_who_said_what(review):
    rows = review.place.conflicts.model.rows
    assert rows == review.review.conflicts(Filter())
    assert {review.review.standing(case.id).kind for case in rows} >= {
        CaseKind.BOUNDARY,
        CaseKind.LABEL,
        CaseKind.BOTH,
        CaseKind.MISSING,
        CaseKind.ATTRIBUTE,
        CaseKind.RELATION,
        CaseKind.ARTICLE,
    } - {CaseKind.BOTH}
    go_to(review, "पाकिस्तान")
    assert who_said_what(review.review, review.desk.case) == [("1", "GPE"), ("2", "ORG"), ("3", "GPE")]
    assert camps(review.review, review.desk.case) == [(("1", "3"), "GPE"), (("2",), "ORG")]
    go_to(review, "John")
    assert who_said_what(review.review, review.desk.case)[1] == ("2", "–")
    assert case_quote(review.review, review.desk.case) == "John Smith"


def test_those_who_listen_hear_kind_state_words_and_voices(review):
    (line,) = [line for line in shown(review) if "John Smith" in line]
    for part in ("Not marked by all", "open", "aisha: PER", "bilal: nothing"):
        assert part in line
    assert review.place.conflicts.list.accessibleName() == "Conflicts"
    assert all(combo.accessibleName() for combo in review.place.conflicts.filters.values())


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("kind", CaseKind.LABEL, lambda case, review: review.standing(case.id).kind == "label"),
        ("label", "GPE", lambda case, _: "GPE" in case.labels),
        (
            "annotator",
            "bilal",
            lambda case, _: any(v.source and v.annotator == "bilal" for v in case.voices),
        ),
        ("article", "b.txt", lambda case, _: case.article == "b.txt"),
        ("state", "open", lambda case, review: review.standing(case.id).open),
    ],
)
def test_each_filter_lets_through_what_it_names(review, name, value, expected):
    pane = review.place.conflicts
    every = list(pane.model.rows)
    pane.choose_filter(name, value)
    assert list(pane.model.rows) == [case for case in every if expected(case, review.review)]
    assert pane.model.rows
    assert review.desk.case in pane.model.rows
    assert review.desk.filter == pane.filter
    pane.clear_filters()
    assert list(pane.model.rows) == every


def test_decisions_go_through_the_conflicts_of_the_filter_only(review):
    pane = review.place.conflicts
    pane.choose_filter("kind", CaseKind.BOUNDARY)
    wanted = {case.id for case in pane.model.rows}
    review.desk.choose(pane.model.rows[0])
    for _ in range(len(wanted)):
        assert review.desk.case.id in wanted
        press(review, "1")
    counts = review.review.counts()
    assert counts.open_kinds.get(CaseKind.BOUNDARY, 0) == 0
    assert counts.open


def test_what_is_decided_leaves_the_list_of_open_ones_and_undo_brings_it_back(review):
    pane = review.place.conflicts
    pane.choose_filter("state", "open")
    before = list(pane.model.rows)
    review.desk.choose(before[0])
    press(review, "1")
    assert before[0] not in pane.model.rows
    assert pane.current == review.desk.case
    press(review, "z", modifiers=Qt.KeyboardModifier.ControlModifier)
    assert before[0] in pane.model.rows
    assert [case.id for case in pane.model.rows] == [case.id for case in review.review.conflicts(pane.filter)]


def test_counts_follow(review, qtbot):
    pane, every = review.place.conflicts, review.review.counts()
    with qtbot.waitSignal(pane.counted):
        press(review, "1")
    counts = review.review.counts()
    assert counts.decided == every.decided + 1
    words = review.place.status.counts.text()
    assert f"{counts.decided} of {counts.decided + counts.open}" in words
    assert review.place.status.progress.value() == counts.decided
    kinds = pane.filters["kind"]
    for row in range(1, kinds.count()):
        kind = CaseKind(kinds.itemData(row))
        assert kinds.itemText(row) == f"{kind_title(kind)} ({counts.open_kinds.get(kind, 0)})"


def test_a_click_on_a_row_looks_at_it(review, qtbot):
    pane = review.place.conflicts
    index = pane.model.index(2)
    pane.list.scrollTo(index)
    qtbot.mouseClick(
        pane.list.viewport(), Qt.MouseButton.LeftButton, pos=pane.list.visualRect(index).center()
    )
    assert review.desk.case == pane.model.rows[2]


def test_a_decision_draws_only_rows_that_changed(review):
    delegate = review.place.conflicts.list.itemDelegate()
    review.place.conflicts.list.viewport().repaint()
    before = {key: held for key, held in delegate._pictures.items()}
    press(review, "1")
    review.place.conflicts.list.viewport().repaint()
    new = [key for key, held in delegate._pictures.items() if before.get(key) != held]
    assert 0 < len(new) <= 4
    assert len(delegate._pictures) <= MOST_PICTURES


def test_in_urdu_everything_is_said_in_urdu_and_runs_to_the_left(open_review, tmp_path, settings):
    settings.keep("language", "ur")
    use_language("ur")
    window = open_review(sample_corpus(tmp_path / "corpus"), ("aisha", "bilal"))
    assert window.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert window.place.conflicts.list.accessibleName() == "اختلافات"
    assert "مختلف" in " ".join(shown(window)[:20])
    bar = window.menuBar()
    assert [action.text() for action in bar.actions()] == ["جائزہ", "فیصلہ", "جائیں", "منظر", "مدد"]

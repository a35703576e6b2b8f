"""What annotators get back: their annotations beside the result, their fates, a report; how it is opened."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.agreement.fates import Fate
from annotator.gui.article.lanes import Standing
from annotator.gui.review.begin_dialog import BeginDialog
from annotator.gui.review.opening import reviews_of
from annotator.gui.review.outcomes_list import fate_title
from annotator.gui.review.returned_window import OWN, RESULT, ReturnedWindow
from annotator.gui.review.review_status import ReviewStatus
from annotator.gui.review.window import ReviewWindow
from annotator.model.faults import AnnotatorError
from tests.gui.review.reviews import differing, go_to, press


@pytest.fixture
def returned(review, qtbot) -> ReturnedWindow:
    """What aisha gets back after some decisions."""
    for words, key in (("شنگھائی روح", "2"), ("شہباز شریف", "1"), ("पाकिस्तान", "2"), ("John", "n")):
        try:
            go_to(review, words)
        except LookupError:
            continue
        press(review, key)
        if key == "n":
            press(review, "1")
    window = ReturnedWindow(review.review.report_for("aisha"), review.appearance)
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(window)
    window.resize(1100, 700)
    window.show()
    return window


def fates(window) -> dict[str, Fate]:
    return {window.model.words(one): one.fate for one in window.model.rows}


def test_each_span_has_its_fate_and_a_reason_where_it_was_rejected(returned, review):
    found = fates(returned)
    assert found["شنگھائی روح"] is Fate.BOUNDARY
    assert found["पाकिस्तान"] is Fate.LABEL
    assert found["John Smith"] is Fate.REJECTED
    (row,) = [row for row, one in enumerate(returned.model.rows) if one.fate is Fate.REJECTED]
    words = returned.model.data(returned.model.index(row))
    assert fate_title(Fate.REJECTED) in words
    assert review.review.reasons[0] in words


def test_a_filter_shows_one_fate(returned):
    combo = returned.fates
    for place in range(1, combo.count()):
        combo.setCurrentIndex(place)
        assert {str(one.fate) for one in returned.model.rows} == {combo.itemData(place)}
        assert combo.itemText(place).endswith(f"({len(returned.model.rows)})")


def test_own_and_result_stand_below_each_other_with_their_difference(returned):
    row = next(row for row, one in enumerate(returned.model.rows) if one.fate is Fate.BOUNDARY)
    returned.list.setCurrentIndex(returned.model.index(row))
    lanes = returned.view.page.lanes
    assert [lane.key for lane in lanes.lanes.rows] == [OWN, RESULT]
    assert [set(found.holders) for found in lanes.focus.differing] == [{RESULT}, {RESULT}]
    agreed = next(span for span in lanes.lanes.rows[0].spans if span.id == "s1")
    assert lanes.lanes.standing_of(OWN, agreed) is Standing.AGREED
    text = returned.view.page.document.text
    quoted = next(
        span for span in lanes.lanes.rows[0].spans if "روح" in span.exact(text) and span.label == "ORG"
    )
    assert lanes.lanes.standing_of(OWN, quoted) is Standing.OPEN


def test_a_click_on_a_bar_goes_to_its_row(returned):
    lanes = returned.view.page.lanes
    span = next(span for span in lanes.lanes.rows[0].spans if span.id == "s1")
    point = returned.view.to_viewport(lanes.rects(OWN, span)[0]).center().toPoint()
    QTest.mouseClick(returned.view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    outcome = returned.model.rows[returned.list.currentIndex().row()]
    assert outcome.item == span


def test_the_report_is_written_in_each_form(returned, tmp_path):
    for suffix in ("html", "csv", "json"):
        returned.write(tmp_path / f"report.{suffix}")
    assert (tmp_path / "report.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    assert json.loads((tmp_path / "report.json").read_text("utf-8"))["annotator"] == "aisha"
    assert "rejected" in (tmp_path / "report.csv").read_text("utf-8")
    returned.write(Path("/proc/nowhere/report.html"))
    assert "/proc/nowhere" in returned.notices.shown()["report"]


def test_reports_for_all_are_written_into_a_folder(review, tmp_path):
    press(review, "1")
    review.write_reports(tmp_path / "reports")
    assert sorted(path.name for path in (tmp_path / "reports").iterdir()) == [
        "aisha.html",
        "bilal.html",
        "chand.html",
    ]
    assert "aisha.html" in review.place.notices.shown()["reports"]


def test_the_main_window_opens_a_review_and_what_came_back(program, tmp_path, qtbot):
    corpus = differing(tmp_path / "differing")
    program.open(corpus.folder)
    window = program.window
    window.workplace.menus.actions["review"].trigger()
    (dialog,) = window.findChildren(BeginDialog)
    dialog.name.setText("zed")
    with qtbot.waitSignal(dialog.begun):
        dialog.begin()
    (shown,) = reviews_of(window).windows
    assert isinstance(shown, ReviewWindow)
    assert isinstance(shown.statusBar(), ReviewStatus)
    shown.loading.finish()
    shown.place.to_list()
    press(shown, "1")
    shown.close()
    assert reviews_of(window).windows == []
    window.workplace.menus.actions["returned"].trigger()
    (back,) = reviews_of(window).windows
    assert isinstance(back, ReturnedWindow)
    assert back.report.annotator == "aisha"
    window.close()
    assert reviews_of(window).windows == []


def test_without_an_adjudicated_set_the_main_window_says_so(program, tmp_path):
    corpus = differing(tmp_path / "differing")
    program.open(corpus.folder)
    program.window.workplace.menus.actions["returned"].trigger()
    assert "aisha" in program.window.workplace.status.currentMessage()
    with pytest.raises(AnnotatorError):
        reviews_of(program.window).show_returned(corpus, "nobody")

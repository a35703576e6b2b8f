"""The article of a conflict: a row for each annotator and the result, grey where they agree, one in focus."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.gui.article.lanes import Standing
from annotator.gui.review.article_side import RESULT
from tests.gui.review.reviews import go_to, place, press


def lanes(window):
    return window.place.view.page.lanes


def standing(window, lane, words):
    rows = lanes(window).lanes
    text = window.place.view.page.document.text
    row = next(row for row in rows.rows if row.key == lane)
    span = next(span for span in row.spans if span.exact(text) == words)
    return rows.standing_of(lane, span)


def test_each_annotator_has_a_row_and_the_result_has_one(review):
    go_to(review, "John Smith")
    assert [(row.key, row.sign) for row in lanes(review).lanes.rows] == [
        ("aisha", "1"),
        ("bilal", "2"),
        ("chand", "3"),
        (RESULT, "="),
    ]
    go_to(review, "इस्लामाबाद")
    assert [row.key for row in lanes(review).lanes.rows] == ["aisha", "bilal", RESULT]
    review.place.menus.actions["result_row"].trigger()
    assert [row.key for row in lanes(review).lanes.rows] == ["aisha", "bilal"]


def test_agreed_spans_are_grey_open_ones_are_not_and_decided_ones_hollow(review):
    go_to(review, "شنگھائی روح")
    assert standing(review, "aisha", "شہباز شریف") is Standing.AGREED
    assert standing(review, "aisha", "شنگھائی روح") is Standing.OPEN
    press(review, "1")
    assert standing(review, "bilal", '"شنگھائی روح"') is Standing.DECIDED
    assert standing(review, RESULT, "شنگھائی روح") is Standing.OPEN


def test_the_conflict_is_in_focus_with_its_differing_letters(review):
    go_to(review, "شنگھائی روح")
    focus = lanes(review).focus
    assert {lane for lane, _ in focus.members} == {"aisha", "bilal", "chand"}
    text = review.place.view.page.document.text
    told = [(text[d.start : d.end], set(d.holders)) for d in focus.differing]
    assert told == [('"', {"bilal"}), ('"', {"bilal", "chand"}), (" ", {"chand"})]
    page = review.place.view.page
    lenses = [lens for block in page.blocks for line in block.lines for lens in line.lanes.lenses]
    assert [lens.signs for lens in lenses] == [("3",), ("2", "3"), ("2",)]  # from left to right
    go_to(review, "می\u200c")
    lenses = [lens for block in page.blocks for line in block.lines for lens in line.lanes.lenses]
    assert [lens.letters[0][0] for lens in lenses] == ["ZWNJ"]


def test_the_focused_conflict_is_in_view(open_review, tmp_path):
    from tests.gui.review.reviews import sample_corpus  # noqa: PLC0415

    window = open_review(sample_corpus(tmp_path / "corpus"), ("aisha", "bilal"))
    view = window.place.view
    for case in window.place.conflicts.model.rows[::40]:
        window.desk.choose(case)
        if case.about_spans:
            rect = view.to_viewport(view.page.rects(*case.extent)[0])
            assert view.viewport().rect().contains(rect.center().toPoint()), case


def test_a_click_on_a_bar_looks_at_its_conflict(review):
    go_to(review, "John Smith")
    wanted = review.desk.case
    go_to(review, "شنگھائی روح")
    (span,) = [span for _, span in wanted.spans]
    view = review.place.view
    point = view.to_viewport(lanes(review).rects("aisha", span)[0]).center().toPoint()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert review.desk.case == wanted
    assert view.lane_tip_of("aisha", span).startswith("aisha\n")


def test_a_click_on_a_bar_of_the_result_looks_at_what_it_came_from(review):
    go_to(review, "شنگھائی روح")
    case = review.desk.case
    press(review, "2")
    (span,) = [one for one in review.review.result_of("a.txt") if one.label == "ORG"]
    review.place.side._choose_by_bar(RESULT, span)
    assert review.desk.case == case


def test_another_size_or_font_shows_the_same_conflict(review):
    go_to(review, "شنگھائی روح")
    for name in ("zoom_in", "naskh", "invisibles", "zoom_out", "nastaliq"):
        review.place.menus.actions[name].trigger()
        view = review.place.view
        rect = view.to_viewport(view.page.rects(*place("شنگھائی روح"))[0])
        assert view.viewport().rect().contains(rect.center().toPoint())
        assert lanes(review).focus is not None

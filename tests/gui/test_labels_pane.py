"""Labels as buttons: by layer, with key and description."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.gui.labels_pane import LabelsPane
from annotator.gui.translation import use_language
from tests.gui.article.pages import reading
from tests.gui.samples import SCHEME


@pytest.fixture
def pane(qtbot) -> LabelsPane:
    pane = LabelsPane(reading())
    qtbot.addWidget(pane)
    pane.resize(320, 400)
    pane.show_scheme(SCHEME)
    pane.show()
    return pane


def test_a_click_says_layer_and_label(qtbot, pane: LabelsPane) -> None:
    with qtbot.waitSignal(pane.label_requested) as told:
        QTest.mouseClick(pane.button("Fact"), Qt.MouseButton.LeftButton)
    assert told.args == ["claim", "FACT"]


def test_a_relation_is_asked_for(qtbot, pane: LabelsPane) -> None:
    with qtbot.waitSignal(pane.relation_requested) as told:
        QTest.keyClick(pane.button("Supports"), Qt.Key.Key_Space)
    assert told.args == ["supports"]


def test_buttons_say_key_and_description(pane: LabelsPane) -> None:
    button = pane.button("Person")
    assert button.accessibleName() == "Person (P)"
    assert "A person by name" in button.toolTip()
    assert "PER" in button.toolTip()


def test_no_word_is_cut(pane: LabelsPane) -> None:
    for title in ("Person", "Organisation", "Country or city", "Claimant"):
        button = pane.button(title)
        assert button.width() >= button.sizeHint().width()
        assert button.geometry().right() < pane.viewport().width()


def test_no_two_buttons_overlap(pane: LabelsPane) -> None:
    places = [pane.button(title) for title in ("Person", "Organisation", "Country or city", "Date")]
    boxes = [button.geometry() for button in places]
    assert not any(one.intersects(other) for n, one in enumerate(boxes) for other in boxes[:n])


def test_in_urdu_the_first_label_stands_at_the_right(qtbot) -> None:
    use_language("ur")
    try:
        pane = LabelsPane(reading())
        pane.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        qtbot.addWidget(pane)
        pane.resize(320, 400)
        pane.show_scheme(SCHEME)
        pane.show()
        first, second = pane.button("شخص").geometry(), pane.button("ادارہ").geometry()
    finally:
        use_language("en")
    assert first.top() == second.top()
    assert first.left() > second.right()

"""A table of figures: sorted, gone through by keys, told to those who do not see it, copied."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.agreement.phrases import Phrase
from annotator.gui.agreement.copying import as_mime, cells_of
from annotator.gui.agreement.table_model import TableModel
from annotator.gui.agreement.table_view import FigureTable
from annotator.gui.theme import DARK, LIGHT
from annotator.gui.translation import use_language
from annotator.session.agreement.answers import Column, Form, Row, Table, Value

FALLING, RISING = Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder


def table(*values: float | None, more: bool = False, first: int = 0, of: int = -1) -> Table:
    rows = tuple(
        Row(
            f"r{number}",
            f"باب {number}",
            (
                Value(
                    value,
                    why="" if value is not None else Phrase("only one category"),
                    heat=value,
                    opens=True,
                ),
                Value(number, opens=True),
                Value(text=f"<b>{number}</b>\t"),
            ),
        )
        for number, value in enumerate(values, first)
    )
    columns = (
        Column("chosen", Phrase("F1 strict"), measure="strict"),
        Column("units", "a=b", Form.COUNT),
        Column("reason", Phrase("Why it is left out"), Form.TEXT),
    )
    return Table("articles", Phrase("Article"), columns, rows, more, of)


@pytest.fixture
def model(qtmodeltester) -> TableModel:
    model = TableModel()
    model.show_table(table(0.5, None, -0.1, 1.0))
    qtmodeltester.check(model)
    return model


@pytest.fixture
def view(qtbot) -> FigureTable:
    view = FigureTable(LIGHT)
    qtbot.addWidget(view)
    view.show_table(table(0.5, None, -0.1, 1.0))
    view.resize(500, 300)
    view.show()
    return view


def keys(model: TableModel) -> list[str]:
    return [row.key for row in model.rows]


def test_what_is_undefined_stands_last_either_way(model: TableModel) -> None:
    model.sort(0, FALLING)
    assert keys(model) == ["r3", "r0", "r2", "r1"]
    model.sort(0, RISING)
    assert keys(model) == ["r2", "r0", "r3", "r1"]
    model.sort(-1)
    assert keys(model) == ["r0", "r1", "r2", "r3"]


def test_the_order_stays_when_figures_are_told_again(model: TableModel) -> None:
    model.sort(0, FALLING)
    model.show_table(table(0.1, 0.2, 0.3))
    assert keys(model) == ["r2", "r1", "r0"]
    model.show_table(table(0.25, more=True, first=3, of=4))
    assert keys(model) == ["r2", "r3", "r1", "r0"]


def test_thousands_of_rows_come_in_portions(model: TableModel) -> None:
    model.show_table(table(*(number / 5000 for number in range(200))))
    for first in range(200, 5000, 200):
        model.show_table(
            table(*(number / 5000 for number in range(first, first + 200)), more=True, first=first, of=5000)
        )
    assert model.rowCount() == 5000
    model.sort(0, FALLING)
    assert keys(model)[0] == "r4999"


def test_rows_that_are_told_anew_stay_where_they_are(qtbot, view: FigureTable) -> None:
    view.setCurrentIndex(view.rows.index(3, 0))
    with qtbot.assertNotEmitted(view.rows.modelReset):
        view.show_table(table(0.4, None, of=4))
        assert view.rows.rowCount() == 4
        view.show_table(table(-0.2, 0.9, more=True, first=2, of=4))
    assert view.present == ("r3", "chosen")
    assert [row.cells[0].number for row in view.rows.rows] == [0.4, None, -0.2, 0.9]
    view.show_table(table(0.1, 0.2, 0.3))
    assert view.rows.rowCount() == 3


def test_sorted_rows_that_are_told_anew_are_sorted_again(model: TableModel) -> None:
    model.sort(0, FALLING)
    model.show_table(table(0.5, 0.9, -0.1, 0.2))
    assert keys(model) == ["r1", "r0", "r3", "r2"]
    model.show_table(table())
    assert keys(model) == []


def test_every_cell_can_be_heard(model: TableModel) -> None:
    told = model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert told == "\u2068باب 1\u2069, F1 strict: –, undefined: only one category"
    assert "0.500" in model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)


def test_tips_are_no_markup(model: TableModel) -> None:
    assert "<qt>" in model.headerData(0, Qt.Orientation.Vertical, Qt.ItemDataRole.ToolTipRole)
    assert "only one category" in model.index(1, 0).data(Qt.ItemDataRole.ToolTipRole)
    across = model.headerData(0, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
    assert "Spans count as one where" in across


def test_enter_opens_the_present_cell(qtbot, view: FigureTable) -> None:
    view.setCurrentIndex(view.rows.index(2, 1))
    with qtbot.waitSignal(view.cell_opened) as told:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert told.args == ["r2", "units", True]
    QTest.keyClick(view, Qt.Key.Key_Up)
    with qtbot.waitSignal(view.cell_opened) as told:
        QTest.keyClick(view, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert told.args[0] == "r1"


def test_a_click_looks_and_a_double_click_goes(qtbot, view: FigureTable) -> None:
    place = view.visualRect(view.rows.index(0, 0)).center()
    with qtbot.waitSignal(view.cell_opened) as told:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told.args == ["r0", "chosen", False]
    with qtbot.waitSignal(view.cell_opened, check_params_cb=lambda *args: args[2]):
        QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_escape_and_tab_leave_the_table(qtbot, view: FigureTable) -> None:
    with qtbot.waitSignal(view.left):
        QTest.keyClick(view, Qt.Key.Key_Escape)
    assert not view.tabKeyNavigation()


def test_a_column_is_sorted_three_ways(view: FigureTable) -> None:
    header = view.horizontalHeader()
    header.sectionClicked.emit(0)
    assert keys(view.rows) == ["r3", "r0", "r2", "r1"]
    assert header.isSortIndicatorShown()
    header.sectionClicked.emit(0)
    assert keys(view.rows)[0] == "r2"
    header.sectionClicked.emit(0)
    assert keys(view.rows)[0] == "r0"
    assert not header.isSortIndicatorShown()


def test_the_present_cell_stays_the_same(view: FigureTable) -> None:
    view.setCurrentIndex(view.rows.index(2, 1))
    view.sort_by(0)
    assert view.present == ("r2", "units")
    view.show_table(table(0.5, 0.9, 0.7, 1.0))
    assert view.present == ("r2", "units")
    view.show_table(table(0.5))
    assert view.present is None


def test_stale_figures_look_otherwise(view: FigureTable) -> None:
    fresh = view.grab().toImage()
    view.rows.set_stale()
    assert view.grab().toImage() != fresh
    view.show_table(table(0.5, None, -0.1, 1.0))
    assert not view.rows.stale


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
def test_it_is_drawn(qtbot, theme, direction) -> None:
    view = FigureTable(theme)
    qtbot.addWidget(view)
    view.setLayoutDirection(direction)
    view.show_table(table(0.5, None, -0.1, 1.0))
    assert not view.grab().isNull()


def test_the_whole_table_is_copied_as_text_and_html(model: TableModel) -> None:
    data = as_mime(cells_of(model))
    lines = data.text().split("\n")
    assert lines[0] == "Article\tF1 strict\ta=b\tWhy it is left out"
    assert lines[1] == "باب 0\t0.5\t0\t<b>0</b>"
    assert lines[2].split("\t")[1] == "–"
    assert lines[-1] == ""
    assert '<table dir="ltr">' in data.html()
    assert "<th><bdi>a=b</bdi></th>" in data.html()
    assert "&lt;b&gt;0&lt;/b&gt;" in data.html()
    assert not set(data.text()) & set("\u2066\u2067\u2068\u2069")


def test_a_part_is_copied_with_its_names(model: TableModel) -> None:
    model.sort(0, FALLING)
    assert cells_of(model, range(1, 3), range(1)) == [
        ["Article", "F1 strict"],
        ["باب 0", "0.5"],
        ["باب 2", "-0.1"],
    ]


def test_a_copied_table_runs_as_the_interface_does(model: TableModel) -> None:
    use_language("ur")
    html = as_mime(cells_of(model)).html()
    use_language("en")
    assert '<table dir="rtl">' in html
    assert "سخت F1" in html

"""The tables side by side, each made when it is first told; and the adviser's sentences beside them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QComboBox, QTabWidget, QVBoxLayout, QWidget

from annotator.gui.agreement.advice_list import AdviceList, advice_words, plain_advice
from annotator.gui.agreement.copying import Cells, cells_of
from annotator.gui.agreement.phrasing import said
from annotator.gui.agreement.table_view import FigureTable
from annotator.gui.captions import caption
from annotator.gui.theme import Theme
from annotator.gui.translation import tr
from annotator.session.agreement.answers import Advised, Table
from annotator.session.agreement.questions import Place


class FigureTabs(QTabWidget):
    """One tab for each side that agreement is looked at from."""

    cell_opened = Signal(object, str, bool)
    """A Place, what it is called, and whether the keyboard is to go along."""
    menu_requested = Signal(object, QPoint)
    copy_requested = Signal()
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.pages: dict[str, _Page] = {}
        for name, title in _titles().items():
            page = self.pages[name] = _Page(theme, title)
            page.table.cell_opened.connect(partial(self._open, page))
            page.table.menu_requested.connect(partial(self.menu_requested.emit, page.table))
            page.table.copy_requested.connect(self.copy_requested)
            page.table.left.connect(self.left)
            self.addTab(page, title)
        self.advice = AdviceList(theme)
        self.advice.advice_opened.connect(self._open_advice)
        self.advice.left.connect(self.left)
        self._no_advice = caption(tr("No habit was found."), "muted", wrap=True)
        self.insertTab(
            self.indexOf(self.pages["excluded"]),
            _either(self.advice, self._no_advice),
            self.advice.accessibleName(),
        )
        self.setDocumentMode(True)
        self.setUsesScrollButtons(True)
        self.setAccessibleName(tr("Figures"))

    def show_table(self, table: Table) -> None:
        """Show a table on its page."""
        page = self.pages[table.name.partition(".")[0]]
        page.take(table)
        if table.name in ("languages", "excluded", "attributes", "article_attributes", "relations"):
            self.setTabVisible(self.indexOf(page), page.table.rows.rowCount() > 0)
        if table.name == "excluded":
            title = tr("Left out ({count})").format(count=len(table.rows))
            self.setTabText(self.indexOf(page), title)

    def show_advice(self, told: Advised) -> None:
        """Show other habits."""
        self.advice.advice.show_lines(told.lines)
        self.advice.setVisible(bool(told.lines))
        self._no_advice.setVisible(not told.lines)

    def set_stale(self) -> None:
        """Show all figures as those of before."""
        for page in self.pages.values():
            page.table.rows.set_stale()

    # what is present ----------------------------------------------------------------------------

    @property
    def table(self) -> FigureTable | None:
        """The table that is seen; None where there are sentences."""
        page = self.currentWidget()
        return page.table if isinstance(page, _Page) else None

    @property
    def cells(self) -> Cells:
        """All that is seen, for other programs."""
        if self.table:
            return cells_of(self.table.rows)
        lines = self.advice.advice.lines
        return [
            ["F1", self.advice.accessibleName()],
            *([f"{one.cost:.6g}", plain_advice(one)] for one in lines),
        ]

    @property
    def present_measure(self) -> str:
        """The measure that is told in the column of the present cell; empty for none."""
        table = self.table
        if table is None or not table.currentIndex().isValid():
            return ""
        return table.rows.columns[table.currentIndex().column()].measure

    def focus_cell(self) -> None:
        """Give the keys to what is seen."""
        (self.table or self.advice).focus_cell()

    def _open(self, page: _Page, row: str, column: str, go: bool) -> None:
        rows = page.table.rows
        index = rows.index_of(row, column)
        if rows.table is None or not index.isValid():
            return
        names = (
            rows.headerData(index.row(), Qt.Orientation.Vertical),
            rows.headerData(index.column(), Qt.Orientation.Horizontal),
        )
        title = " · ".join([self.tabText(self.indexOf(page)), *map(str, names)])
        self.cell_opened.emit(Place(rows.table.name, row, column), title, go)

    def _open_advice(self, key: str, go: bool) -> None:
        line = next(one for one in self.advice.advice.lines if one.key == key)
        self.cell_opened.emit(Place("advice", key), advice_words(line), go)


def _titles() -> dict[str, str]:
    return {
        "annotators": tr("Annotators"),
        "labels": tr("Labels"),
        "articles": tr("Articles"),
        "languages": tr("Languages"),
        "confusion": tr("Confusion"),
        "kinds": tr("Kinds of difference"),
        "attributes": tr("Attributes"),
        "relations": tr("Relations"),
        "article_attributes": tr("Of the articles"),
        "excluded": tr("Left out"),
    }


class _Page(QWidget):
    """A table, with a choice where several of one kind are told."""

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__()
        self.table = FigureTable(theme)
        self.table.setAccessibleName(title)
        self.which = QComboBox()
        self.which.setAccessibleName(title)
        self.which.hide()
        self.what = caption("", "muted")
        self.what.hide()
        self._tables: dict[str, Table] = {}
        self._chosen = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.addWidget(self.which, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.what)
        column.addWidget(self.table, 1)
        self.which.activated.connect(self._choose)

    def take(self, table: Table) -> None:
        """Show a table; of several the first, until the one that was chosen is told."""
        kind, _, part = table.name.partition(".")
        if kind == "confusion":
            self._offer(table, first=not part)
            if part and table.name != self._chosen:
                return
        self.table.show_table(table)

    def _offer(self, table: Table, *, first: bool) -> None:
        if first:
            self._tables.clear()
            self.which.clear()
        self._tables[table.name] = table
        self.which.addItem(said(table.what), table.name)
        self.which.setVisible(len(self._tables) > 1)
        self.what.setText(said(table.what))
        self.what.setVisible(len(self._tables) == 1)
        if table.name == self._chosen:
            self.which.setCurrentIndex(self.which.count() - 1)

    def _choose(self) -> None:
        self._chosen = self.which.currentData()
        if table := self._tables.get(self.which.currentData()):
            self.table.show_table(table)


def _either(one: QWidget, other: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(10, 8, 10, 8)
    column.addWidget(one, 1)
    column.addWidget(other, 1)
    other.hide()
    return holder

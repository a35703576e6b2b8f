"""The agreement window: builds its parts and wires them; decides nothing."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QPushButton, QSplitter, QVBoxLayout, QWidget

from annotator.gui import dialogs
from annotator.gui.agreement.choices_bar import ChoicesBar
from annotator.gui.agreement.copying import as_mime, cells_of
from annotator.gui.agreement.corpus_watch import CorpusWatch
from annotator.gui.agreement.examples_pane import ExamplesPane
from annotator.gui.agreement.figures import Figures
from annotator.gui.agreement.meaning import MeaningDialog
from annotator.gui.agreement.overview_strip import OverviewStrip
from annotator.gui.agreement.phrasing import said
from annotator.gui.agreement.table_view import FigureTable
from annotator.gui.agreement.tabs import FigureTabs
from annotator.gui.article.reading import Reading
from annotator.gui.captions import set_tip
from annotator.gui.key_help import native
from annotator.gui.quoting import left_to_right
from annotator.gui.settings import Settings
from annotator.gui.translation import tr
from annotator.session.agreement.answers import Overview
from annotator.session.agreement.questions import Place, Question, Show
from annotator.store.corpus import Corpus
from annotator.store.finding import CORPUS_FILE

_SIZE = (1240, 900)
_SHARES = (400, 400)
"""Pixels for the tables and for the spans behind them, at first."""


class AgreementWindow(QWidget):
    """The figures of one corpus, as long as it is open."""

    place_requested = Signal(object)
    """An Example that is to be seen in the article."""
    closed = Signal()

    def __init__(self, corpus: Corpus, reading: Reading, settings: Settings, question: Question) -> None:
        super().__init__()
        self._corpus = corpus
        self._settings = settings
        self.figures = Figures(corpus.folder, self)
        self.choices = ChoicesBar()
        self.overview = OverviewStrip()
        self.tabs = FigureTabs(reading.theme)
        self.examples = ExamplesPane(reading, corpus.scheme)
        self._watch = CorpusWatch(self)
        self._dialog: MeaningDialog | None = None
        self._lay_out()
        self._wire()
        self._add_keys()
        self.choices.choose(question)
        watched = (corpus.sources, corpus.annotations, corpus.folder / CORPUS_FILE)
        QTimer.singleShot(0, self, partial(self._watch.watch, *watched))
        self.ask()

    def _lay_out(self) -> None:
        self.setWindowTitle(f"{tr('Agreement')} – {self._corpus.name} – Annotator")
        self.setObjectName("agreement")
        self.copy_button = QPushButton(tr("Copy table"))
        self.save_button = QPushButton(tr("Save report…"))
        for button, keys in (
            (self.copy_button, "Ctrl+Shift+C"),
            (self.save_button, "Ctrl+E"),
            (self.choices.meaning, "F1"),
            (self.overview.refresh, "F5"),
        ):
            set_tip(button, left_to_right(native(keys)))
        self.choices.add(self.copy_button, self.save_button)
        self._parts = QSplitter(Qt.Orientation.Vertical)
        self._parts.addWidget(self.tabs)
        self._parts.addWidget(self.examples)
        self._parts.setChildrenCollapsible(False)
        self._parts.setSizes(_SHARES)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 8)
        column.setSpacing(8)
        column.addWidget(self.choices)
        column.addWidget(self.overview)
        column.addWidget(self._parts, 1)
        self.resize(*_SIZE)
        self.restoreGeometry(self._settings.state("agreement/geometry"))
        self._parts.restoreState(self._settings.state("agreement/parts"))

    def _wire(self) -> None:
        figures, tabs, examples, overview = self.figures, self.tabs, self.examples, self.overview
        self._watch.changed.connect(self.ask)
        self.choices.changed.connect(self.ask)
        self.choices.meaning_requested.connect(self.show_meaning)
        overview.refresh_requested.connect(self.ask)
        overview.cancelled.connect(figures.stop)
        overview.opened.connect(self._look_behind_all)
        figures.begun.connect(tabs.set_stale)
        figures.begun.connect(overview.begin)
        figures.choices_told.connect(self.choices.show_choices)
        figures.overview_told.connect(self._show_overview)
        figures.uncertainty_told.connect(overview.show_uncertainty)
        figures.table_told.connect(tabs.show_table)
        figures.advice_told.connect(tabs.show_advice)
        figures.progressed.connect(overview.show_progress)
        figures.examples_told.connect(examples.take)
        figures.finished.connect(self._finish)
        figures.stopped.connect(self._tell_stopped)
        figures.failed.connect(self._fail)
        figures.outdated.connect(self.ask)
        figures.written.connect(self._tell_written)
        figures.not_written.connect(self._tell_not_written)
        tabs.cell_opened.connect(self._look_behind)
        tabs.menu_requested.connect(self._show_menu)
        tabs.copy_requested.connect(self._copy_selected)
        tabs.left.connect(self._leave_tables)
        examples.wanted.connect(figures.look_behind)
        examples.opened.connect(self.place_requested)
        examples.left.connect(tabs.focus_cell)
        self.copy_button.clicked.connect(self.copy_table)
        self.save_button.clicked.connect(self.save_report)

    def _add_keys(self) -> None:
        for keys, do in (
            ("F1", self.show_meaning),
            ("F5", self.ask),
            ("F4", self._sort),
            ("Ctrl+E", self.save_report),
            ("Ctrl+Shift+C", self.copy_table),
            ("Ctrl+W", self.close),
        ):
            QShortcut(QKeySequence(keys), self, do)

    # figures ------------------------------------------------------------------------------------

    def ask(self) -> None:
        """Compute what is chosen, with the files as they are now."""
        self.figures.ask(self.choices.question)

    def _show_overview(self, told: Overview) -> None:
        self.overview.show_overview(told)
        self.examples.set_layer(told.question.layer, tuple(name for name, _ in told.units))

    def _finish(self) -> None:
        self.overview.show_idle("")
        self.examples.look_again()

    def _tell_stopped(self) -> None:
        self.overview.show_idle(tr("Stopped: not all figures are of now."), warning=True)

    def _fail(self, why: str, words: str) -> None:
        if words:
            self.overview.show_idle(
                tr("The computation ended unexpectedly: {why}").format(why=left_to_right(words)), warning=True
            )
        else:
            self.overview.show_idle(said(why), warning=True)

    # spans --------------------------------------------------------------------------------------

    def _look_behind(self, place: Place, title: str, go: bool) -> None:
        plain = place.table.partition(".")[0] in ("kinds", "confusion", "advice")
        self.examples.look_behind(place, title, Show.ALL if plain else Show.DIFFERENT)
        if go:
            self.examples.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _look_behind_all(self) -> None:
        self._look_behind(Place("overview", ""), self.overview.title.text(), True)

    def _leave_tables(self) -> None:
        if self.examples.isVisible():
            self.examples.hide()

    # what can be done with tables -----------------------------------------------------------------

    def show_meaning(self) -> MeaningDialog:
        """Tell what the present measure means, and all others; returns the dialog, which is open."""
        column = self.tabs.present_measure or self.choices.question.measure
        self._dialog = MeaningDialog(self, column)
        self._dialog.open()
        return self._dialog

    def copy_table(self) -> None:
        """Put the whole present table into the clipboard."""
        cells = self.tabs.cells
        QGuiApplication.clipboard().setMimeData(as_mime(cells))
        self._tell(tr("Copied: {rows} rows").format(rows=len(cells) - 1))

    def _copy_selected(self) -> None:
        table = self.tabs.table
        chosen = table.selectionModel().selectedIndexes() if table else []
        if table and len(chosen) > 1:
            rows, columns = {one.row() for one in chosen}, {one.column() for one in chosen}
            part = range(min(rows), max(rows) + 1), range(min(columns), max(columns) + 1)
            QGuiApplication.clipboard().setMimeData(as_mime(cells_of(table.rows, *part)))
        elif table and chosen:
            QGuiApplication.clipboard().setText(str(chosen[0].data()))

    def _sort(self) -> None:
        if (table := self.tabs.table) and table.currentIndex().isValid():
            table.sort_by(table.currentIndex().column())

    def save_report(self) -> None:
        """Write the report of what is chosen into a file."""
        path = dialogs.ask_report_path(self, self._corpus.folder / "agreement.html")
        if path:
            self._tell(tr("Writing the report…"))
            self.figures.export(self.choices.question, path)

    def _tell_written(self, path: Path) -> None:
        self._tell(tr("Saved: {path}").format(path=left_to_right(str(path))))

    def _tell_not_written(self, why: str) -> None:
        self._tell(said(why) or tr("The report was not written."), warning=True)

    def _tell(self, words: str, *, warning: bool = False) -> None:
        """Say what was done, beside what is being done."""
        if self.figures.working:
            self.overview.tell(words, warning=warning)
        else:
            self.overview.show_idle(words, warning=warning)

    def _show_menu(self, table: FigureTable, place: QPoint) -> None:
        menu = QMenu(self)
        menu.addAction(tr("Show the spans"), "Return", table.open_present)
        menu.addAction(tr("Copy"), "Ctrl+C", self._copy_selected)
        menu.addAction(tr("Copy table"), "Ctrl+Shift+C", self.copy_table)
        menu.addAction(tr("Sort by this column"), "F4", self._sort)
        menu.addAction(tr("What it means"), "F1", self.show_meaning)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    # leaving ------------------------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:
        self._settings.keep("agreement/geometry", self.saveGeometry())
        self._settings.keep("agreement/parts", self._parts.saveState())
        self._settings.keep("agreement/measure", self.choices.question.measure)
        self.figures.end()
        event.accept()
        self.closed.emit()

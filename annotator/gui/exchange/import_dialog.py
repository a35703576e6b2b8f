"""Import…: asks what and whose; shows what would come in and what is not in order, then takes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.exchange.format import Format
from annotator.exchange.formats import FORMATS, format_called
from annotator.exchange.incoming import FileFault
from annotator.gui.exchange.format_choice import FormatChoice
from annotator.gui.exchange.import_summary import summary_of
from annotator.gui.exchange.results_pane import ResultsPane
from annotator.gui.exchange.rows_form import RowsForm
from annotator.gui.exchange.running import Running, Watch
from annotator.gui.quoting import left_to_right
from annotator.gui.settings import Settings
from annotator.gui.translation import tr
from annotator.model.faults import AnnotatorError
from annotator.session.importing import import_source
from annotator.session.importing_names import Renames
from annotator.session.importing_request import Imported, ImportRequest
from annotator.session.importing_source import format_of
from annotator.store.corpus import Corpus
from annotator.store.paths import annotator_name

_WIDTHS = (220, 80)
_ANY = Format("", "", "")
"""The format of files that have not been looked at yet."""


class ImportDialog(QDialog):
    """Imports into a corpus. annotator: whose name is proposed.

    let_go: is called before anything is written, so that no file is held by the window itself.
    """

    def __init__(
        self,
        corpus: Corpus,
        settings: Settings,
        annotator: str,
        let_go: Callable[[], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Import"))
        self._corpus, self._settings, self._let_go = corpus, settings, let_go
        self.has_let_go = False
        self.source = QLineEdit(settings.text("exchange/source"))
        self.source.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        rows = [row for row in FORMATS.values() if row.reader]
        self.choice = FormatChoice(rows, "read", "", tr("Told by the content"))
        self.annotator = QComboBox()
        self.annotator.setEditable(True)
        self.annotator.addItems(list(dict.fromkeys((annotator, *corpus.annotators()))))
        self.annotator.setAccessibleName(tr("Whose annotations"))
        self.by_folder = QCheckBox(tr("Its folders are the annotators"))
        self.replace = QCheckBox(tr("Put them over annotations that are there; these are kept"))
        self.partial = QCheckBox(tr("Of articles with faults take what is right"))
        self.names = QLineEdit()
        self.names.setPlaceholderText("PERSON=PER, old/X=entity/Y, @a=@b")
        self.results = ResultsPane()
        self.running = Running(self)
        self._dry = True
        self._buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        self.look_button = self._buttons.addButton(tr("See what would come in"), role.ActionRole)
        self.import_button = self._buttons.addButton(tr("Import"), role.ActionRole)
        self.close_button = self._buttons.addButton(tr("Close"), role.RejectRole)
        self._arrange()
        self._wire()
        self._allow()

    def _arrange(self) -> None:
        file, folder = QPushButton(tr("File…")), QPushButton(tr("Folder…"))
        file.clicked.connect(self._browse_file)
        folder.clicked.connect(self._browse_folder)
        where = QHBoxLayout()
        where.setSpacing(8)
        where.addWidget(self.source, 1)
        where.addWidget(file)
        where.addWidget(folder)
        ticks = QGridLayout()
        for number, box in enumerate((self.by_folder, self.partial, self.replace)):
            ticks.addWidget(box, number // 2, number % 2)
        form = RowsForm()
        form.add(tr("From"), where)
        self.choice.add_to(form)
        form.add(tr("Whose annotations"), self.annotator)
        form.add("", ticks)
        form.add(tr("Other names"), self.names)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addLayout(form)
        column.addWidget(self.results, 1)
        column.addWidget(self._buttons)
        self.resize(820, 600)

    def _wire(self) -> None:
        self.source.textChanged.connect(self._allow)
        self.by_folder.toggled.connect(self.annotator.setDisabled)
        self.look_button.clicked.connect(self.look)
        self.import_button.clicked.connect(self.run)
        self._buttons.rejected.connect(self.reject)
        self.running.progressed.connect(self.results.show_progress)
        self.running.met.connect(self._show_faults)
        self.running.finished.connect(self._show_done)
        self.running.failed.connect(self._show_failure)
        self.running.stopped.connect(lambda: self.results.say(tr("It was stopped; nothing has changed.")))
        self.running.ended.connect(self._end)

    def _browse_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, tr("From"), self.source.text())
        if name:
            self.source.setText(name)

    def _browse_folder(self) -> None:
        if name := QFileDialog.getExistingDirectory(self, tr("From"), self.source.text()):
            self.source.setText(name)

    def _allow(self) -> None:
        ready = bool(self.source.text().strip()) and not self.running.is_busy
        self.look_button.setEnabled(ready)
        self.import_button.setEnabled(ready)
        self.close_button.setText(tr("Stop") if self.running.is_busy else tr("Close"))

    # doing it -----------------------------------------------------------------------------------

    def request(self, *, dry: bool) -> ImportRequest:
        """Return the wish; its format is _ANY where that is to be found out. Raises AnnotatorError for words
        that cannot be understood."""
        source = Path(self.source.text().strip()).expanduser()
        name = "" if self.by_folder.isChecked() else self.annotator.currentText().strip()
        renames = Renames.of(pair for pair in self.names.text().split(",") if pair.strip())
        return ImportRequest(
            self.choice.row or _ANY,
            source,
            annotator_name(name) if name else "",
            self.by_folder.isChecked(),
            self.choice.given,
            renames=renames,
            replace=self.replace.isChecked(),
            partial=self.partial.isChecked(),
            dry=dry,
        )

    def look(self) -> None:
        """Tell what would come in, and write nothing."""
        self._start(dry=True)

    def run(self) -> None:
        """Import."""
        self._start(dry=False)

    def _start(self, *, dry: bool) -> None:
        self.results.begin((tr("Where"), "", tr("What is not in order")), _WIDTHS)
        try:
            request = self.request(dry=dry)
        except AnnotatorError as error:
            self.results.end()
            self.results.say(str(error), "fault-words")
            return
        self._settings.keep("exchange/source", str(request.source))
        self._dry = dry
        if not dry and not self.has_let_go:
            self._let_go()
            self.has_let_go = True
        folder = self._corpus.folder

        def work(watch: Watch, tell: Callable[[object], None]) -> object:
            row = format_called(format_of(request.source)) if request.format is _ANY else request.format
            wish = replace(request, format=row)
            return row.name, import_source(Corpus.open(folder), wish, watch, tell)

        self.running.start(work)
        self._allow()

    def _show_faults(self, faults: list[FileFault]) -> None:
        self.results.add([_row(fault) for fault in faults])

    def _show_done(self, result: tuple[str, Imported]) -> None:
        name, done = result
        self.results.say(summary_of(name, done, dry=self._dry))

    def _show_failure(self, why: str) -> None:
        self.results.say(why, "fault-words")

    def _end(self) -> None:
        self.results.end()
        self._allow()

    def reject(self) -> None:
        """Stop what is under way, else close."""
        if self.running.is_busy:
            self.running.stop()
            return
        super().reject()


def _row(one: FileFault) -> tuple[str, ...]:
    fault = one.fault
    line = f":{fault.line}" if fault.line else ""
    where = " ".join(part for part in (f"{one.file}{line}", fault.place) if part)
    kind = tr("note") if fault.warning else tr("fault")
    return left_to_right(where), kind, left_to_right(fault.message)

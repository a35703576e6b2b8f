"""Export…: asks what, in which format and where to; shows what is lost before, and what was done after."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
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

from annotator.exchange.formats import FORMATS
from annotator.exchange.outgoing import Loss
from annotator.gui.captions import caption
from annotator.gui.exchange.asking import may_replace
from annotator.gui.exchange.check_list import CheckList
from annotator.gui.exchange.format_choice import FormatChoice
from annotator.gui.exchange.results_pane import ResultsPane
from annotator.gui.exchange.rows_form import RowsForm
from annotator.gui.exchange.running import Running
from annotator.gui.exchange.sayings import listed
from annotator.gui.quoting import isolated_quote, left_to_right
from annotator.gui.settings import Settings
from annotator.gui.translation import isolated, tr
from annotator.gui.wording import layer_title
from annotator.session.exporting import Exported, ExportRequest, export
from annotator.session.exporting_selection import Selection
from annotator.store.corpus import Corpus

_WIDTHS = (190, 110, 250)


class ExportDialog(QDialog):
    """Exports a corpus. article: the one that is open, "" for none."""

    def __init__(self, corpus: Corpus, settings: Settings, article: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Export"))
        self._corpus, self._settings, self._article = corpus, settings, article
        rows = [row for row in FORMATS.values() if row.writer]
        self.choice = FormatChoice(rows, "write", settings.text("exchange/export", "jsonl"))
        names = ((name, isolated(name)) for name in corpus.annotators())
        self.annotators = CheckList(names, tr("Annotators"))
        scheme = corpus.scheme
        layers = ((layer.name, layer_title(scheme, layer.name)) for layer in scheme.layers)
        self.layers = CheckList(layers, tr("Layers"))
        self.only_open = QCheckBox(tr("Only the article that is open"))
        self.only_done = QCheckBox(tr("Only what an annotator says is done"))
        self.only_adjudicated = QCheckBox(tr("Only adjudicated sets"))
        self.unannotated = QCheckBox(tr("Articles that nobody annotated too"))
        self.target = QLineEdit()
        self.target.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.results = ResultsPane()
        self.running = Running(self)
        self._dry = True
        self._buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        self.look_button = self._buttons.addButton(tr("See what is lost"), role.ActionRole)
        self.export_button = self._buttons.addButton(tr("Export"), role.ActionRole)
        self.close_button = self._buttons.addButton(tr("Close"), role.RejectRole)
        self._arrange()
        self._wire()
        self._propose()

    def _arrange(self) -> None:
        browse = QPushButton(tr("Choose…"))
        browse.clicked.connect(self._browse)
        where = QHBoxLayout()
        where.setSpacing(8)
        where.addWidget(self.target, 1)
        where.addWidget(browse)
        chosen = QWidget()
        lists = QGridLayout(chosen)
        lists.setContentsMargins(0, 0, 0, 0)
        lists.setHorizontalSpacing(16)
        lists.addWidget(caption(tr("Annotators")), 0, 0)
        lists.addWidget(caption(tr("Layers")), 0, 1)
        lists.addWidget(self.annotators, 1, 0)
        lists.addWidget(self.layers, 1, 1)
        boxes = (self.only_done, self.only_adjudicated, self.only_open, self.unannotated)
        for number, box in enumerate(boxes):
            lists.addWidget(box, 2 + number // 2, number % 2)
        self.only_open.setEnabled(bool(self._article))
        form = RowsForm()
        self.choice.add_to(form)
        form.add(tr("What"), chosen, high=True)
        form.add(tr("Where to"), where)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addLayout(form)
        column.addWidget(self.results, 1)
        column.addWidget(self._buttons)
        self.resize(820, 700)

    def _wire(self) -> None:
        self.choice.changed.connect(self._propose)
        self.annotators.ticked.connect(self._propose)
        self.layers.ticked.connect(self._allow)
        self.target.textChanged.connect(self._allow)
        self.look_button.clicked.connect(self.look)
        self.export_button.clicked.connect(self.run)
        self._buttons.rejected.connect(self.reject)
        self.running.progressed.connect(self.results.show_progress)
        self.running.met.connect(self._show_losses)
        self.running.finished.connect(self._show_done)
        self.running.failed.connect(self._show_failure)
        self.running.stopped.connect(lambda: self.results.say(tr("It was stopped; nothing was written.")))
        self.running.ended.connect(self._end)

    # what is wished -----------------------------------------------------------------------------

    @property
    def selection(self) -> Selection:
        """What is chosen; everyone and every layer is asked for without names."""
        return Selection(
            () if self.annotators.is_whole else self.annotators.chosen,
            () if self.layers.is_whole else self.layers.chosen,
            articles=(self._article,) if self.only_open.isChecked() else (),
            done=self.only_done.isChecked(),
            adjudicated=self.only_adjudicated.isChecked(),
            unannotated=self.unannotated.isChecked(),
        )

    def request(self, *, dry: bool, replace: bool = False) -> ExportRequest:
        """Return the wish."""
        row = self.choice.row
        assert row is not None
        target = Path(self.target.text().strip()).expanduser()
        return ExportRequest(row, target, self.selection, self.choice.given, replace=replace, dry=dry)

    @property
    def _is_folder(self) -> bool:
        row = self.choice.row
        if row is None or not row.one_file:
            return True
        return not row.many and len(self.selection.annotators) != 1

    def _propose(self) -> None:
        """Propose a place of the format's kind, beside the one of the last time."""
        row = self.choice.row
        if row:
            folder = Path(self._settings.text("exchange/folder") or Path.home())
            suffix = "" if self._is_folder else row.suffix
            self.target.setText(str(folder / f"{self._corpus.folder.name}-{row.name}{suffix}"))
        self._allow()

    def _browse(self) -> None:
        start = self.target.text()
        name, _ = QFileDialog.getSaveFileName(
            self, tr("Where to"), start, options=QFileDialog.Option.DontConfirmOverwrite
        )
        if name:
            self.target.setText(name)

    def _allow(self) -> None:
        ready = bool(self.layers.chosen) and bool(self.annotators.chosen or self.unannotated.isChecked())
        ready = ready and not self.running.is_busy
        self.look_button.setEnabled(ready)
        self.export_button.setEnabled(ready and bool(self.target.text().strip()))
        self.close_button.setText(tr("Stop") if self.running.is_busy else tr("Close"))

    # doing it -----------------------------------------------------------------------------------

    def look(self) -> None:
        """Tell what would be lost, and write nothing."""
        self._start(self.request(dry=True))

    def run(self) -> None:
        """Export; asks before anything is replaced."""
        request = self.request(dry=False)
        replace = request.target.exists() and (request.target.is_file() or any(request.target.iterdir()))
        if replace and not may_replace(self, request.target):
            return
        self._settings.keep("exchange/export", request.format.name)
        self._settings.keep("exchange/folder", str(request.target.parent))
        self._start(self.request(dry=False, replace=replace))

    def _start(self, request: ExportRequest) -> None:
        self._dry = request.dry
        headings = (tr("Article"), tr("Annotator"), tr("Text"), tr("What is lost"))
        self.results.begin(headings, _WIDTHS)
        folder = self._corpus.folder
        self.running.start(lambda watch, tell: export(Corpus.open(folder), request, watch, tell))
        self._allow()

    def _show_losses(self, losses: list[Loss]) -> None:
        self.results.add([_row(loss) for loss in losses])

    def _show_done(self, done: Exported) -> None:
        words = tr("Articles: {articles} · sets: {sets} · spans: {spans} · relations: {relations}")
        counts = (done.articles, done.sets, done.spans, done.relations)
        names = ("articles", "sets", "spans", "relations")
        lines = [words.format(**{name: f"{count:,}" for name, count in zip(names, counts, strict=True)})]
        if not self._dry:
            lines.append(tr("Written: {path}").format(path=left_to_right(str(done.target))))
        if done.losses:
            kinds = listed(f"{isolated(tr(kind))} {count:,}" for kind, count in done.losses.most_common())
            lines.append(tr("What the format cannot hold: {kinds}").format(kinds=kinds))
        else:
            lines.append(tr("Nothing is lost."))
        lines += [f"{left_to_right(path)}: {fault}" for path, fault in done.faults]
        self.results.say("\n".join(lines), "fault-words" if done.faults else "")

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


def _row(loss: Loss) -> tuple[str, ...]:
    what = tr(loss.what) if loss.what in loss.message else loss.message
    return left_to_right(loss.article), isolated(loss.annotator), isolated_quote(loss.exact), what

"""Before an adjudication: whose annotations, the name of the result, what counts, with names or without."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotator.gui.captions import caption
from annotator.gui.settings import Settings
from annotator.gui.translation import isolated, tr
from annotator.model.adjudication import adjudicated
from annotator.model.faults import AnnotatorError, FaultyFile
from annotator.session.adjudicating import AdjudicationSession
from annotator.store.corpus import Corpus
from annotator.store.paths import annotator_name

MOST = 9
"""Annotators: each has a digit."""
DEFAULT_NAME = "adjudicated"
_NAME = Qt.ItemDataRole.UserRole


class BeginDialog(QDialog):
    """Asks for what an adjudication needs; says at once what cannot be."""

    begun = Signal(object)
    """The AdjudicationSession."""

    def __init__(self, corpus: Corpus, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Review and adjudicate"))
        self._corpus = corpus
        self._settings = settings
        self._results = results_in(corpus)
        self.annotators = QListWidget()
        self.annotators.setAccessibleName(tr("Annotators"))
        self.name = QLineEdit(self._proposed_name())
        self.only_done = QCheckBox(tr("Only articles that an annotator says are done"))
        self.blind = QCheckBox(tr("Hide the names: A, B, … in an order of their own"))
        self.trouble = caption("", "missing", wrap=True)
        self._fill()
        self._arrange()
        self.name.textChanged.connect(self.check)
        self.annotators.itemChanged.connect(self.check)
        self.check()

    def _proposed_name(self) -> str:
        remembered = self._settings.text("review/name")
        if self._results and remembered not in self._results:
            return next(iter(self._results))
        return remembered or DEFAULT_NAME

    def _fill(self) -> None:
        chosen = self._results.get(self.name.text(), ())
        for name in self._corpus.annotators():
            if name in self._results:
                continue
            count = articles_of(self._corpus, name)
            if not count:
                continue
            words = tr("{name} · articles: {count}").format(name=isolated(name), count=count)
            item = QListWidgetItem(words)
            item.setData(_NAME, name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            wanted = name in chosen if chosen else self.annotators.count() < MOST
            item.setCheckState(Qt.CheckState.Checked if wanted else Qt.CheckState.Unchecked)
            self.annotators.addItem(item)

    def _arrange(self) -> None:
        buttons = QDialogButtonBox()
        self.begin_button = buttons.addButton(tr("Begin"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.begin)
        buttons.rejected.connect(self.reject)
        self.annotators.setMinimumHeight(130)
        form = QFormLayout()
        form.setSpacing(10)
        form.addRow(caption(tr("Annotators")), self.annotators)
        form.addRow(caption(tr("The result is kept as")), self.name)
        form.addRow("", self.only_done)
        form.addRow("", self.blind)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        words = tr(
            "You decide where annotators differ. The result is a set of its own; theirs are not touched."
        )
        column.addWidget(caption(words, "muted", wrap=True))
        column.addLayout(form)
        column.addWidget(self.trouble)
        column.addWidget(buttons)
        self.setMinimumWidth(520)

    @property
    def chosen(self) -> list[str]:
        """The annotators with a tick, in the order of the list."""
        items = [self.annotators.item(row) for row in range(self.annotators.count())]
        return [item.data(_NAME) for item in items if item.checkState() == Qt.CheckState.Checked]

    def check(self) -> None:
        """Say what cannot be; allow to begin where nothing is wrong."""
        try:
            self._session()
            wrong = ""
        except AnnotatorError as error:
            wrong = str(error)
        self.trouble.setText(wrong)
        self.begin_button.setEnabled(not wrong)

    def begin(self) -> None:
        """Begin, or go on."""
        try:
            session = self._session()
        except AnnotatorError as error:
            self.trouble.setText(str(error))
            return
        self._settings.keep("review/name", session.adjudicator)
        self.accept()
        self.begun.emit(session)

    def _session(self) -> AdjudicationSession:
        name, chosen = annotator_name(self.name.text().strip()), self.chosen
        if len(chosen) > MOST:
            raise AnnotatorError(tr("No more than {count} annotators: each has a key.").format(count=MOST))
        done, blind = self.only_done.isChecked(), self.blind.isChecked()
        return AdjudicationSession(self._corpus, chosen, name, done=done, blind=blind)


def articles_of(corpus: Corpus, annotator: str) -> int:
    """Return how many articles an annotator has a file for."""
    return sum(corpus.annotation_path(annotator, article).is_file() for article in corpus.article_paths())


def results_in(corpus: Corpus) -> Mapping[str, tuple[str, ...]]:
    """Return the adjudicated sets of a corpus: by name whose sets they decide on."""
    found: dict[str, tuple[str, ...]] = {}
    for name in corpus.annotators():
        for article in corpus.article_paths():
            if corpus.digest(name, article) is None:
                continue
            try:
                names = adjudicated(corpus.read_annotations(name, corpus.document(article)).annotations)
            except FaultyFile:
                continue
            if names:
                found[name] = names
            break
    return found

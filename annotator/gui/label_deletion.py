"""Deletes all spans of a label: asks which, and whether in one article or in all; says what was done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from annotator.gui.captions import caption
from annotator.gui.panes import Panes
from annotator.gui.quoting import left_to_right
from annotator.gui.refusal import faults_of
from annotator.gui.session_signals import SessionSignals
from annotator.gui.translation import isolated, tr
from annotator.gui.wording import layer_title, title_of
from annotator.model.faults import AnnotatorError
from annotator.model.labels import LabelScheme
from annotator.session.article import ArticleSession
from annotator.session.corpus import CorpusSession
from annotator.session.label_deletion import LabelDeletion, counts_of_labels, delete_everywhere
from annotator.session.news import SaveState
from annotator.store.backups import Backup

T = TypeVar("T")

Counts = Mapping[tuple[str, str], tuple[int, int]]
"""Layer and label -> how many spans, in how many articles."""

SUBJECT = "deletion"


class LabelDeletionDialog(QDialog):
    """Asks for a label and says how many spans would go."""

    def __init__(
        self,
        scheme: LabelScheme,
        counts: tuple[Counts, Counts],
        chosen: tuple[str, str] | None,
        parent: QWidget,
    ) -> None:
        """counts: here and in all articles. chosen: the label that is proposed."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Delete all spans of a label"))
        self._here, self._everywhere = counts
        self._names: list[tuple[str, str]] = []
        self.labels = QComboBox()
        self.labels.setAccessibleName(tr("Label"))
        for layer in scheme.layers:
            for label in layer.labels:
                if (layer.name, label.name) in self._everywhere:
                    words = f"{title_of(label)} · {layer_title(scheme, layer.name)}"
                    self.labels.addItem(words)
                    self._names.append((layer.name, label.name))
        self.here, self.everywhere = QRadioButton(), QRadioButton()
        self.nothing = caption(tr("No article has any span yet."), "muted", wrap=True)
        self._buttons = QDialogButtonBox()
        self.delete_button = self._buttons.addButton(tr("Delete"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._buttons.addButton(tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole).setDefault(True)
        self._arrange()
        self.labels.currentIndexChanged.connect(self.show_counts)
        self.here.toggled.connect(self._allow)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        if chosen in self._names:
            self.labels.setCurrentIndex(self._names.index(chosen))
        self.here.setChecked(True)
        self.show_counts()

    def _arrange(self) -> None:
        form = QFormLayout()
        form.setSpacing(10)
        form.addRow(caption(tr("Label")), self.labels)
        form.addRow("", self.here)
        form.addRow("", self.everywhere)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addLayout(form)
        column.addWidget(self.nothing)
        kept = tr(
            "Their relations go with them. The files are kept as they are now, and undo brings all back."
        )
        column.addWidget(caption(kept, "muted", wrap=True))
        column.addWidget(self._buttons)
        self.setMinimumWidth(480)

    @property
    def chosen(self) -> tuple[str, str] | None:
        """Layer and label; None where no article has any span."""
        return self._names[self.labels.currentIndex()] if self._names else None

    def show_counts(self) -> None:
        """Say how many spans of the chosen label there are."""
        label = self.chosen
        here = self._here.get(label, (0, 0))[0] if label else 0
        spans, articles = self._everywhere.get(label, (0, 0)) if label else (0, 0)
        self.here.setText(tr("In this article: {spans}").format(spans=f"{here:,}"))
        words = tr("In all my articles: {spans} (articles: {articles})")
        self.everywhere.setText(words.format(spans=f"{spans:,}", articles=f"{articles:,}"))
        self.here.setEnabled(here > 0)
        self.everywhere.setEnabled(spans > 0)
        if not here and spans:
            self.everywhere.setChecked(True)
        self.nothing.setVisible(label is None)
        self._allow()

    def _allow(self) -> None:
        chosen = self.here if self.here.isChecked() else self.everywhere
        self.delete_button.setEnabled(chosen.isEnabled())


class LabelDeleting:
    """Deletes in the articles of one corpus, shows in the panes what is left, and offers to undo it."""

    def __init__(self, session: CorpusSession, signals: SessionSignals, panes: Panes) -> None:
        self._session = session
        self._signals = signals
        self._panes = panes

    def ask(
        self,
        article: ArticleSession,
        chosen: tuple[str, str] | None,
        parent: QWidget,
        then: Callable[[], None],
    ) -> LabelDeletionDialog:
        """Ask for a label, delete its spans when that is confirmed, and call then; returns the dialog."""
        self._signals.flush()
        paths = self._session.corpus.article_paths()
        everywhere = _patiently(lambda: counts_of_labels(self._session, paths))
        here = counts_of_labels(self._session, [article.document.path])
        dialog = LabelDeletionDialog(article.scheme, (here, everywhere), chosen, parent)
        path = article.document.path

        def delete() -> None:
            if label := dialog.chosen:
                self.delete(label, [path] if dialog.here.isChecked() else paths, path)
                then()

        dialog.accepted.connect(delete)
        dialog.open()
        return dialog

    def delete(self, label: tuple[str, str], articles: list[str], current: str) -> None:
        """Delete the spans of a layer's label in articles. current: the one that is open, and stays so."""
        deletion = LabelDeletion(self._session, *label, self._save)
        why = f"all spans of {label[1]} were deleted"

        def run() -> Backup | None:
            deletion.look(articles)
            return delete_everywhere([deletion], why)

        try:
            backup = _patiently(run)
        except AnnotatorError as error:
            self._panes.notices.warn(SUBJECT, "\n".join(faults_of(error)))
            return
        finally:
            deletion.close(current)
            self._show_progress(deletion)
        self._tell(deletion, backup, label[1], current)

    def _save(self, session: ArticleSession) -> SaveState:
        return self._signals.of(session).flush()

    def _tell(self, deletion: LabelDeletion, backup: Backup | None, label: str, current: str) -> None:
        notices = self._panes.notices
        done = [one for one in deletion.found.values() if not one.left]
        lines = _left(deletion)
        if backup:
            folder = deletion.corpus.shown(backup.folder)
            words = tr("All spans of {label} are deleted: {spans} (articles: {articles}).").format(
                label=isolated(label), spans=f"{sum(one.spans for one in done):,}", articles=f"{len(done):,}"
            )
            kept = tr("The old files are kept in {folder}.").format(folder=left_to_right(folder))
            lines.insert(0, f"{words} {kept}")

        def undo() -> None:
            notices.settle(SUBJECT)
            changed = deletion.undo()
            deletion.close(current)
            self._show_progress(deletion)
            if changed:
                words = tr("Something else was done there since: {articles}. The old files are still kept.")
                notices.warn(SUBJECT, words.format(articles=left_to_right(", ".join(changed))))

        notices.warn(SUBJECT, "\n".join(lines), {tr("Undo in all of them"): undo} if done else {})

    def _show_progress(self, deletion: LabelDeletion) -> None:
        for article in deletion.found:
            session = self._session.opened(article)
            if session and not session.read_only:
                present = session.present
                self._panes.articles.set_progress(article, len(present.spans), present.status == "done")


def _left(deletion: LabelDeletion) -> list[str]:
    """Return a line for each article that was left as it is, or not saved."""
    left = [
        tr("{article} was left as it is: {why}").format(article=left_to_right(one.article), why=one.left)
        for one in deletion.found.values()
        if one.left
    ]
    return left + [f"{left_to_right(path)}: {fault}" for path, fault in deletion.faults]


def _patiently(work: Callable[[], T]) -> T:
    """Do something that may take a while."""
    QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        return work()
    finally:
        QGuiApplication.restoreOverrideCursor()

"""The window in which one person decides on what several annotators say."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from annotator.agreement.adjudication import Case
from annotator.gui.appearance import Appearance
from annotator.gui.dialogs import ask_folder
from annotator.gui.icons import icon
from annotator.gui.layout_shortcuts import run_by_place
from annotator.gui.leaving import may_leave
from annotator.gui.quoting import left_to_right
from annotator.gui.review.desk import ReviewDesk
from annotator.gui.review.loading import Loading
from annotator.gui.review.place import ReviewPlace
from annotator.gui.review.review_help import show_review_keys
from annotator.gui.review.saving import ReviewSaving
from annotator.gui.review.watching import AnnotatorsWatch
from annotator.gui.session_signals import SessionSignals
from annotator.gui.settings import Settings
from annotator.gui.style import apply_style
from annotator.gui.translation import isolated, layout_direction, tr
from annotator.store.disk import reason

if TYPE_CHECKING:
    from annotator.gui.review.scores_dialog import ScoresDialog
    from annotator.session.adjudicating import AdjudicationSession

FIRST_SIZE = QSize(1480, 940)
LEAST_SIZE = QSize(1040, 660)


class ReviewWindow(QMainWindow):
    """One adjudication. Begins to read when it is shown first."""

    closed = Signal()

    def __init__(self, review: AdjudicationSession, appearance: Appearance, settings: Settings) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.review = review
        self.appearance = appearance
        self.settings = settings
        self.signals = SessionSignals()
        self.desk = ReviewDesk(review, self.signals)
        self.saving = ReviewSaving(self)
        self.loading = Loading(review, self)
        self.watch = AnnotatorsWatch(review, self)
        self.resize((self.screen().availableSize() * 0.92).boundedTo(FIRST_SIZE).expandedTo(LEAST_SIZE))
        self.restoreGeometry(settings.state("review/geometry"))
        self.setWindowIcon(icon("annotator"))
        self._told_faults = 0
        self.place = self._furnish()
        self.loading.progressed.connect(self._article_read)
        self.loading.finished.connect(self._all_read)
        self.loading.failed.connect(self._refuse)
        self.watch.changed.connect(self._read_again)
        appearance.rebuild_requested.connect(self.rebuild)
        self.loading.begin()

    def _furnish(self) -> ReviewPlace:
        self._dress()
        place = ReviewPlace(self, self.desk)
        self.place = place
        self.setCentralWidget(place.panes)
        self.setStatusBar(place.status)
        if state := self.settings.state("review/panes"):
            place.panes.restoreState(state)
        names = ", ".join(isolated(self.review.shown(name)) for name in self.review.annotators)
        self.setWindowTitle(f"{names} – {self.review.corpus.name} – {tr('Review')}")
        place.to_list()
        return place

    def _dress(self, *, anew: bool = False) -> None:
        """Put the theme on, where no main window did, or (anew) it is another."""
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        if anew or not application.styleSheet():
            application.setLayoutDirection(layout_direction())
            apply_style(application, self.appearance.reading)
        self.setLayoutDirection(layout_direction())

    def rebuild(self) -> None:
        """Build everything again around the same work, as when the language or the colours are others."""
        case = self.desk.case
        self._dress(anew=True)
        self.desk.forget_listeners()
        self.saving.stop()
        self._furnish()
        self.place.conflicts.model.show_filter(self.desk.filter)
        self.desk.choose(case)
        self.show_counts()

    # reading ------------------------------------------------------------------------------------

    def _article_read(self, _article: str) -> None:
        self._tell_faults()
        if self.desk.case is None:
            self.desk.next_open()

    def _all_read(self) -> None:
        self._tell_faults()
        self.place.conflicts.offer_articles()
        if self.desk.case is None:
            rows = self.place.conflicts.model.rows
            self.desk.choose(rows[0] if rows else None)
        if not self.review.articles:
            self.place.notices.warn("articles", tr("There is no article that two of these annotators have."))
        self.watch.look_around()
        self.show_counts()

    def _refuse(self, why: str) -> None:
        self.place.notices.alert("articles", why)

    def _tell_faults(self) -> None:
        faults = self.review.faults
        if len(faults) != self._told_faults:
            self._told_faults = len(faults)
            words = "\n".join(f"{left_to_right(path)}: {fault}" for path, fault in faults[:5])
            head = tr("These articles are left out, since a file has faults:")
            self.place.notices.warn("faults", f"{head}\n{words}")

    def _read_again(self, articles: Sequence[str]) -> None:
        """Take in what annotators wrote; decisions stand unless what they were made from changed."""
        before = self.review.counts().open
        for article in articles:
            self.review.reload(article)
        after = self.review.counts().open
        self._tell_faults()
        words = tr("Annotators have changed {count} articles. Open conflicts: {before} before, {after} now.")
        self.place.notices.warn("news", words.format(count=len(articles), before=before, after=after))
        self.desk.look_again()
        self.show_counts()

    def show_counts(self) -> None:
        """Show how far everything is."""
        self.place.status.show_counts(self.review.counts(), self.loading.active)

    def article_seen(self, case: Case | None) -> None:
        """Make ready for decisions on an article that is seen now."""
        if case is not None:
            self.saving.follow(case.article)
            self.watch.watch(case.article)

    # what actions ask ---------------------------------------------------------------------------

    def save(self) -> None:
        """Save all decisions now."""
        self.saving.save()

    def open_merge(self) -> None:
        """Ask what shall be taken over without a decision on each."""
        from annotator.gui.review.merge_dialog import MergeDialog  # noqa: PLC0415 - not for a first look

        self.loading.finish()
        dialog = MergeDialog(self.review, self.appearance.reading, self)
        dialog.merged.connect(self.place.after_merge)
        dialog.open()

    def show_scores(self) -> ScoresDialog:
        """Show who agrees most with the result; returns the dialog, which is open."""
        from annotator.gui.review.scores_dialog import ScoresDialog  # noqa: PLC0415 - not for a first look

        self.loading.finish()
        dialog = ScoresDialog(self.review, self)
        dialog.open()
        return dialog

    def ask_reports(self) -> None:
        """Ask for a folder, and write there for each annotator what became of their annotations."""
        if folder := ask_folder(self, self.review.corpus.folder, tr("Folder of the reports")):
            self.write_reports(folder)

    def write_reports(self, folder: Path) -> None:
        """Write a page for each annotator into a folder; say where they are, or why they cannot be."""
        from annotator.gui.review.reports import write_reports  # noqa: PLC0415 - not for a first look

        self.loading.finish()
        try:
            paths = write_reports(self.review, folder)
        except OSError as error:
            words = tr("{path} could not be written: {reason}")
            shown = words.format(path=left_to_right(str(folder)), reason=reason(error))
            self.place.notices.alert("reports", shown)
        else:
            names = " ".join(left_to_right(path.name) for path in paths)
            words = tr("Saved in {folder}: {names}")
            shown = words.format(folder=left_to_right(str(folder)), names=names)
            self.place.notices.warn("reports", shown)

    def show_keys(self) -> None:
        show_review_keys(self, self.review)

    def show_guidelines(self) -> None:
        """Show the guidelines in a window of their own."""
        from annotator.gui.guidelines_pane import GuidelinesPane  # noqa: PLC0415 - not for a first look

        pane = GuidelinesPane()
        pane.setParent(self, Qt.WindowType.Dialog)
        pane.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        pane.setWindowTitle(tr("Guidelines"))
        pane.show_file(self.review.corpus.guidelines)
        pane.resize(560, 700)
        pane.show()

    # leaving ------------------------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:
        self.place.said.commit()
        if not may_leave(self, self.signals, self.place.status.hint):
            event.ignore()
            return
        self.leave()
        event.accept()
        self.closed.emit()

    def leave(self) -> None:
        """Let go of everything, whatever is not saved."""
        self.loading.stop()
        self.watch.stop()
        self.saving.stop()
        self.desk.close()
        self.review.close()
        self.settings.keep("review/geometry", self.saveGeometry())
        self.settings.keep("review/panes", self.place.panes.saveState())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.place.to_list()
        elif not run_by_place(self, event):
            super().keyPressEvent(event)

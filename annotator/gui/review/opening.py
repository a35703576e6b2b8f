"""Opens review windows from the main window, and by themselves from the command line."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from annotator.gui.appearance import Appearance
from annotator.gui.dialogs import ask_choice
from annotator.gui.fonts import load_fonts
from annotator.gui.review.begin_dialog import BeginDialog, results_in
from annotator.gui.review.returned_window import ReturnedWindow
from annotator.gui.review.window import ReviewWindow
from annotator.gui.settings import Settings
from annotator.gui.translation import QtTexts, isolated, tr, use_language
from annotator.model.faults import AnnotatorError
from annotator.session.adjudicating import AdjudicationSession
from annotator.store.corpus import Corpus

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow


def reviews_of(window: MainWindow) -> Reviews:
    """Return the review windows of a main window."""
    return window.findChild(Reviews) or Reviews(window)


class Reviews(QObject):
    """The windows of a main window in which annotations are reviewed; they are closed with it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.windows: list[ReviewWindow | ReturnedWindow] = []
        window.installEventFilter(self)

    def ask(self, corpus: Corpus) -> BeginDialog:
        """Ask whose annotations shall be reviewed; returns the dialog, which is open."""
        dialog = BeginDialog(corpus, self._window.settings, self._window)
        dialog.begun.connect(self.open)
        dialog.open()
        return dialog

    def open(self, review: AdjudicationSession) -> ReviewWindow:
        """Show an adjudication in a window of its own."""
        window = ReviewWindow(review, self._window.appearance, self._window.settings)
        self._show(window)
        return window

    def show_returned(self, corpus: Corpus, annotator: str) -> ReturnedWindow:
        """Show an annotator what became of their annotations in the set that decides on them.

        Raises AnnotatorError where there is none, or it cannot be read.
        """
        results = {name: names for name, names in results_in(corpus).items() if annotator in names}
        if not results:
            words = tr("No adjudicated set decides on what {name} marked.")
            raise AnnotatorError(words.format(name=isolated(annotator)))
        adjudicator, names = next(iter(results.items()))
        if len(results) > 1:
            adjudicator = ask_choice(self._window, tr("Adjudicated set"), list(results)) or adjudicator
            names = results[adjudicator]
        review = AdjudicationSession(corpus, names, adjudicator)
        for _ in review.load():
            pass
        window = ReturnedWindow(review.report_for(annotator), self._window.appearance)
        self._show(window)
        return window

    def _show(self, window: ReviewWindow | ReturnedWindow) -> None:
        self.windows.append(window)
        window.closed.connect(lambda: self.windows.remove(window))
        window.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Close and not all(window.close() for window in [*self.windows]):
            event.ignore()
            return True
        return super().eventFilter(watched, event)


def run_review(review: AdjudicationSession) -> int:
    """Show an adjudication until its window is closed; returns 0."""
    application = QApplication(sys.argv[:1])
    application.setApplicationName("annotator")
    application.setDesktopFileName("annotator")
    settings = Settings()
    use_language(settings.text("language", "system"))
    application.installTranslator(QtTexts(application))
    appearance = Appearance(settings, load_fonts(), lambda: 0)
    appearance.open_corpus(settings.corpus(review.corpus.folder))
    window = ReviewWindow(review, appearance, settings)
    window.show()
    return application.exec()

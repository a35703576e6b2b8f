"""Opens review windows from the main window, and by themselves from the command line."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from annotator.gui.appearance import Appearance
from annotator.gui.fonts import load_fonts
from annotator.gui.review.begin_dialog import BeginDialog
from annotator.gui.review.window import ReviewWindow
from annotator.gui.settings import Settings
from annotator.gui.translation import QtTexts, use_language
from annotator.session.adjudicating import AdjudicationSession
from annotator.store.corpus import Corpus

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow


class Reviews(QObject):
    """The review windows of a main window; each lives until it is closed."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.windows: list[ReviewWindow] = []

    def ask(self, corpus: Corpus) -> BeginDialog:
        """Ask whose annotations shall be reviewed; returns the dialog, which is open."""
        dialog = BeginDialog(corpus, self._window.settings, self._window)
        dialog.begun.connect(self.open)
        dialog.open()
        return dialog

    def open(self, review: AdjudicationSession) -> ReviewWindow:
        """Show an adjudication in a window of its own."""
        window = ReviewWindow(review, self._window.appearance, self._window.settings)
        self.windows.append(window)
        window.closed.connect(lambda: self.windows.remove(window))
        window.show()
        return window


@dataclass(frozen=True)
class Wanted:
    """What a command line asks for."""

    folder: Path
    annotators: Sequence[str]
    adjudicator: str
    done: bool = False
    blind: bool = False


def run_review(wanted: Wanted) -> int:
    """Show an adjudication until its window is closed; returns 0. Raises AnnotatorError."""
    corpus = Corpus.open(wanted.folder)
    review = AdjudicationSession(
        corpus, wanted.annotators, wanted.adjudicator, done=wanted.done, blind=wanted.blind
    )
    application = QApplication(sys.argv[:1])
    application.setApplicationName("annotator")
    application.setDesktopFileName("annotator")
    settings = Settings()
    use_language(settings.text("language", "system"))
    application.installTranslator(QtTexts(application))
    appearance = Appearance(settings, load_fonts(), lambda: 0)
    appearance.open_corpus(settings.corpus(corpus.folder))
    window = ReviewWindow(review, appearance, settings)
    window.show()
    return application.exec()

"""Starts the window program: fonts, language, theme, the corpus, and a report of what nobody expected."""

from __future__ import annotations

import gc
import sys
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtWidgets import QApplication

from annotator.gui.fonts import load_fonts
from annotator.gui.main_window import MainWindow
from annotator.gui.settings import Settings
from annotator.gui.translation import QtTexts, use_language
from annotator.model.faults import AnnotatorError

if TYPE_CHECKING:
    from annotator.session.agreement.questions import Question

# What is not needed for the first look is imported afterwards.
# ruff: noqa: PLC0415

SWITCH_INTERVAL = 0.0005
"""Seconds: how long a save on its thread may keep the window waiting."""


def run(
    corpus_folder: Path, article: str | None, annotator: str | None, question: Question | None = None
) -> int:
    """Show the window on a corpus until it is closed; return the exit status.

    question: what the agreement window shows from the beginning; None: it is not open.

    Raises AnnotatorError for an annotator's name that cannot be one.
    """
    application = QApplication(sys.argv[:1])
    application.setApplicationName("annotator")
    application.setDesktopFileName("annotator")
    sys.setswitchinterval(SWITCH_INTERVAL)
    program = Program(application, Settings())
    sys.excepthook = program.report
    if annotator:
        program.settings.keep("annotator", checked(annotator))
    program.question = question
    program.start(corpus_folder, article or "")
    return application.exec()


class Program(QObject):
    """Opens corpora in the window, for one annotator or another."""

    def __init__(self, application: QApplication, settings: Settings) -> None:
        super().__init__(application)
        self.settings = settings
        self.question: Question | None = None
        self._reporting = False
        use_language(settings.text("language", "system"))
        application.installTranslator(QtTexts(self))
        self.window = MainWindow(settings, load_fonts())
        self.window.corpus_requested.connect(self.open)
        self.window.annotator_requested.connect(self.rename)

    @property
    def annotator(self) -> str:
        """The annotator's name as it was given last, at first the login name."""
        return self.settings.text("annotator") or _login_name()

    def start(self, folder: Path, article: str = "") -> None:
        """Show the window at once, and open the corpus when it is seen."""
        self.window.glance(folder, article)
        self.window.painted.connect(partial(self.open, folder, article))
        self.window.show()

    def open(self, folder: Path, article: str = "") -> None:
        """Open a corpus, if nothing is lost by leaving the one that is open; say why where it cannot be."""
        from annotator.session.corpus import CorpusSession
        from annotator.store.corpus import Corpus

        gc.enable()
        try:
            session = CorpusSession(Corpus.open(folder), self.annotator)
        except AnnotatorError as error:
            self.window.refuse(folder, error)
        else:
            if self.window.workplace is None or self.window.workplace.may_leave():
                self.window.furnish(session, article)
                self._compare()
        self.window.show()

    def _compare(self) -> None:
        """Show the agreement window where it was asked for, once."""
        question, self.question = self.question, None
        if question and self.window.workplace:
            self.window.workplace.agreement.show(question)

    def rename(self, annotator: str) -> None:
        """Open the corpus for another annotator."""
        workplace = self.window.workplace
        if workplace is None:
            return
        try:
            annotator = checked(annotator)
        except AnnotatorError as error:
            workplace.status.hint(str(error))
            return
        if workplace.may_leave():
            self.settings.keep("annotator", annotator)
            self.open(workplace.session.corpus.folder, workplace.opener.current)

    def report(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Tell of an exception that nothing has caught: a message of ours, or where the details are."""
        import traceback

        workplace = self.window.workplace
        if isinstance(error, AnnotatorError) and workplace:
            workplace.status.hint(str(error))
            return
        log = write_log("".join(traceback.format_exception(kind, error, trace)))
        sys.__excepthook__(kind, error, trace)
        if not self._reporting and isinstance(error, Exception):
            from annotator.gui.dialogs import show_failure

            self._reporting = True
            show_failure(self.window, f"{kind.__name__}: {error}", log)
            self._reporting = False


def checked(annotator: str) -> str:
    """Return an annotator's name as it is kept; raises AnnotatorError for what cannot be one."""
    from annotator.store.paths import annotator_name

    return annotator_name(annotator)


def write_log(details: str) -> Path:
    """Add details to the program's log and return its path."""
    from datetime import datetime

    folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppLocalDataLocation))
    path = folder / "annotator.log"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(f"{datetime.now().astimezone().isoformat(timespec='seconds')}\n{details}\n")
    except OSError:
        print(details, file=sys.stderr)
    return path


def _login_name() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "annotator"

"""Starts the window program: fonts, language, theme, the corpus, and a report of what nobody expected."""

from __future__ import annotations

import getpass
import sys
import traceback
from datetime import datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtWidgets import QApplication, QMainWindow

from annotator.gui.fonts import load_fonts
from annotator.gui.main_window import MainWindow
from annotator.gui.settings import Settings
from annotator.gui.translation import QtTexts, use_language
from annotator.model.faults import AnnotatorError
from annotator.session.corpus import CorpusSession
from annotator.store.corpus import Corpus

SWITCH_INTERVAL = 0.0005
"""Seconds: how long a save on its thread may keep the window waiting."""


def run(corpus_folder: Path, article: str | None, annotator: str | None) -> int:
    """Show the window on a corpus until it is closed; return the exit status."""
    application = QApplication(sys.argv[:1])
    application.setApplicationName("annotator")
    application.setDesktopFileName("annotator")
    sys.setswitchinterval(SWITCH_INTERVAL)
    program = Program(application, Settings())
    sys.excepthook = program.report
    if annotator:
        program.settings.keep("annotator", annotator)
    program.open(corpus_folder, article or "")
    return application.exec()


class Program(QObject):
    """Holds the window that is open, and opens another for another corpus or annotator."""

    def __init__(self, application: QApplication, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        self.window: QMainWindow | None = None
        self._reporting = False
        use_language(settings.text("language", "system"))
        application.installTranslator(QtTexts(self))
        self._fonts = load_fonts()

    @property
    def annotator(self) -> str:
        """The annotator's name as it was given last, at first the login name."""
        return self.settings.text("annotator") or _login_name()

    def open(self, folder: Path, article: str = "") -> None:
        """Open a corpus in a window of its own; the window before is closed if nothing is lost by it."""
        try:
            session = CorpusSession(Corpus.open(folder), self.annotator)
        except AnnotatorError as error:
            self._refuse(folder, error)
            return
        before = self.window
        if before and not before.close():
            return
        window = MainWindow(self.settings, self._fonts, session)
        window.corpus_requested.connect(self.open)
        window.annotator_requested.connect(self.rename)
        window.painted.connect(window.look_around)
        self.window = window
        window.open_first(article)
        window.show()

    def rename(self, annotator: str) -> None:
        """Open the corpus for another annotator."""
        before = self.annotator
        self.settings.keep("annotator", annotator)
        if isinstance(self.window, MainWindow):
            current = self.window
            self.open(current.session.corpus.folder, current.opener.current)
            if self.window is current:
                self.settings.keep("annotator", before)

    def report(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Tell of an exception that nothing has caught: a message of ours, or where the details are."""
        if isinstance(error, AnnotatorError) and isinstance(self.window, MainWindow):
            self.window.status.hint(str(error))
            return
        log = write_log("".join(traceback.format_exception(kind, error, trace)))
        sys.__excepthook__(kind, error, trace)
        if not self._reporting and isinstance(error, Exception):
            from annotator.gui.dialogs import show_failure  # noqa: PLC0415 - hardly ever needed

            self._reporting = True
            show_failure(self.window, f"{kind.__name__}: {error}", log)
            self._reporting = False

    def _refuse(self, folder: Path, error: AnnotatorError) -> None:
        """Say why a corpus cannot be opened: beside the open window, else in one of its own."""
        from annotator.gui.refusal import RefusalWindow, show_refusal  # noqa: PLC0415 - hardly ever needed

        if isinstance(self.window, MainWindow):
            show_refusal(self.window, folder, error)
            return
        before = self.window
        self.window = RefusalWindow(self.settings, self._fonts, folder, error)
        self.window.corpus_requested.connect(self.open)
        self.window.show()
        if before:
            before.close()


def write_log(details: str) -> Path:
    """Add details to the program's log and return its path."""
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
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "annotator"

"""Says why a folder cannot be opened as a corpus, and what can be done."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QMainWindow, QMessageBox, QWidget

from annotator.gui import dialogs
from annotator.gui.appearance import Appearance
from annotator.gui.fonts import ReadingFonts
from annotator.gui.notices import FaultPage
from annotator.gui.quoting import left_to_right
from annotator.gui.settings import Settings
from annotator.gui.style import apply_style
from annotator.gui.translation import layout_direction, tr
from annotator.model.faults import AnnotatorError, FaultyFile

SIZE = (760, 520)


class RefusalWindow(QMainWindow):
    """Stands for the window as long as no corpus can be opened."""

    corpus_requested = Signal(object)
    """The folder (Path) to be tried."""

    def __init__(self, settings: Settings, fonts: ReadingFonts, folder: Path, error: AnnotatorError) -> None:
        super().__init__()
        self._folder = folder
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.setLayoutDirection(layout_direction())
        apply_style(application, Appearance(settings, fonts, lambda: 0).reading)
        self.page = FaultPage()
        self.setCentralWidget(self.page)
        self.setWindowTitle("Annotator")
        self.resize(*SIZE)
        choices = {
            tr("Try again"): lambda: self.corpus_requested.emit(self._folder),
            tr("Open corpus folder…"): self._ask_folder,
        }
        self.page.say(_title(folder), faults_of(error), _advice(), choices)

    def _ask_folder(self) -> None:
        if folder := dialogs.ask_folder(self, self._folder):
            self.corpus_requested.emit(folder)


def show_refusal(parent: QWidget, folder: Path, error: AnnotatorError) -> None:
    """Say it beside a window that stays open."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle("Annotator")
    box.setText(_title(folder))
    box.setInformativeText("\n".join([*faults_of(error), "", _advice()]))
    box.addButton(tr("Close"), QMessageBox.ButtonRole.AcceptRole)
    box.exec()


def faults_of(error: AnnotatorError) -> list[str]:
    """Return what is wrong, each fault with its file and place."""
    if isinstance(error, FaultyFile):
        return [f"{left_to_right(error.path)}: {fault}" for fault in error.faults]
    return [str(error)]


def _title(folder: Path) -> str:
    return tr("This folder cannot be opened: {folder}").format(folder=left_to_right(str(folder)))


def _advice() -> str:
    return tr("Put the files right, then try again; or open another folder. Nothing was changed.")

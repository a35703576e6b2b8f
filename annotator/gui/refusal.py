"""Says why a folder cannot be opened as a corpus, and what can be done."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QMessageBox, QWidget

from annotator.gui import dialogs
from annotator.gui.notices import FaultPage
from annotator.gui.quoting import left_to_right
from annotator.gui.translation import tr
from annotator.model.faults import AnnotatorError, FaultyFile


def refusal_page(folder: Path, error: AnnotatorError, open_folder: Callable[[Path], None]) -> FaultPage:
    """Return a page that says it and offers what can be done."""
    page = FaultPage()

    def ask() -> None:
        if chosen := dialogs.ask_folder(page, folder):
            open_folder(chosen)

    choices = {tr("Try again"): lambda: open_folder(folder), tr("Open corpus folder…"): ask}
    page.say(_title(folder), faults_of(error), _advice(), choices)
    return page


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

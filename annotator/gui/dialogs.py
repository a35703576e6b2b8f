"""The window's questions and messages: name, folders, what the program is, what cannot be saved."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto
from pathlib import Path

from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QInputDialog,
    QLineEdit,
    QMessageBox,
    QWidget,
)

from annotator import __version__
from annotator.gui.quoting import left_to_right
from annotator.gui.translation import tr


class Leaving(Enum):
    """What shall become of annotations that could not be saved."""

    RETRY = auto()
    ELSEWHERE = auto()
    DISCARD = auto()
    STAY = auto()


def ask_about_unsaved(parent: QWidget, articles: Sequence[str], why: str) -> Leaving:
    """Ask what shall become of articles that cannot be saved."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(tr("Not saved"))
    box.setText(tr("These annotations could not be saved:"))
    box.setInformativeText("\n".join([*map(left_to_right, articles), "", why]).strip())
    role = QMessageBox.ButtonRole
    answers = {
        box.addButton(tr("Try again"), role.AcceptRole): Leaving.RETRY,
        box.addButton(tr("Save elsewhere…"), role.ActionRole): Leaving.ELSEWHERE,
        box.addButton(tr("Discard them"), role.DestructiveRole): Leaving.DISCARD,
        box.addButton(tr("Go back"), role.RejectRole): Leaving.STAY,
    }
    box.exec()
    clicked = box.clickedButton()
    return next((answer for button, answer in answers.items() if button is clicked), Leaving.STAY)


def ask_copy_path(parent: QWidget, suggested: Path) -> Path | None:
    """Ask where a copy of the annotations shall go; None for nowhere."""
    name, _ = QFileDialog.getSaveFileName(parent, tr("Save elsewhere"), str(suggested), "YAML (*.yaml)")
    return Path(name) if name else None


def ask_picture_path(parent: QWidget, suggested: Path, kinds: Sequence[str]) -> Path | None:
    """Ask where a picture of the article shall go. kinds: suffixes without a dot."""
    return _ask_path(parent, tr("Save picture or page"), suggested, kinds)


def _ask_path(parent: QWidget, title: str, suggested: Path, kinds: Sequence[str]) -> Path | None:
    filters = ";;".join(f"{kind.upper()} (*.{kind})" for kind in kinds)
    name, chosen = QFileDialog.getSaveFileName(parent, title, str(suggested), filters)
    if not name:
        return None
    path = Path(name)
    if path.suffix.lower().removeprefix(".") in kinds:
        return path
    kind = next((kind for kind in kinds if chosen.startswith(kind.upper())), kinds[0])
    return path.with_name(f"{path.name}.{kind}")


def ask_report_path(parent: QWidget, suggested: Path) -> Path | None:
    """Ask where a report of agreement shall go: a page, a table or JSON by its suffix."""
    return _ask_path(parent, tr("Save report"), suggested, ("html", "csv", "json"))


def ask_folder(parent: QWidget, start: Path, title: str = "") -> Path | None:
    """Ask for a folder, of a corpus where the title says nothing else; None for none."""
    name = QFileDialog.getExistingDirectory(parent, title or tr("Open corpus folder"), str(start))
    return Path(name) if name else None


def ask_name(parent: QWidget, present: str) -> str | None:
    """Ask for the annotator's name; None where it stays."""
    dialog = QInputDialog(parent)
    dialog.setWindowTitle(tr("Annotator's name"))
    dialog.setLabelText(tr("Annotations are kept in a folder of this name:"))
    dialog.setTextEchoMode(QLineEdit.EchoMode.Normal)
    dialog.setTextValue(present)
    dialog.setOkButtonText(tr("OK"))
    dialog.setCancelButtonText(tr("Cancel"))
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return None
    name = dialog.textValue().strip()
    return name if name and name != present else None


def ask_choice(parent: QWidget, title: str, choices: Sequence[str]) -> str | None:
    """Ask for one of several; None for none."""
    dialog = QInputDialog(parent)
    dialog.setWindowTitle(title)
    dialog.setLabelText(title)
    dialog.setComboBoxItems(list(choices))
    dialog.setOkButtonText(tr("OK"))
    dialog.setCancelButtonText(tr("Cancel"))
    return dialog.textValue() if dialog.exec() == QDialog.DialogCode.Accepted else None


def show_about(parent: QWidget) -> None:
    """Say what the program is."""
    box = QMessageBox(parent)
    box.setWindowTitle(tr("About"))
    box.setText(f"Annotator {left_to_right(__version__)}")
    box.setInformativeText(
        tr("Marks names, claims and their relations in news articles of any script.")
        + "\n\n"
        + tr(
            "Every annotation is kept as YAML in the corpus folder, one file for each annotator and article."
        )
    )
    box.addButton(tr("Close"), QMessageBox.ButtonRole.AcceptRole)
    box.exec()


def show_failure(parent: QWidget | None, what: str, log: Path) -> None:
    """Say that something went wrong that nobody expected; the work stays."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Critical)
    box.setWindowTitle(tr("Something went wrong"))
    box.setText(tr("The program made a mistake. Your annotations are kept; you can go on."))
    box.setInformativeText(f"{what}\n\n" + tr("The details are in:") + f"\n{left_to_right(str(log))}")
    box.addButton(tr("Go on"), QMessageBox.ButtonRole.AcceptRole)
    box.exec()

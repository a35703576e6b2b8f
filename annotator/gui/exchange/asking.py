"""The question before something is replaced."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QMessageBox, QWidget

from annotator.gui.quoting import left_to_right
from annotator.gui.translation import tr


def may_replace(parent: QWidget, target: Path) -> bool:
    """Ask whether an export may take the place of what is there."""
    words = tr("{path} is there already. Shall the export take its place?")
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(tr("Export"))
    box.setText(words.format(path=left_to_right(str(target))))
    yes = box.addButton(tr("Replace it"), QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(box.addButton(tr("Cancel"), QMessageBox.ButtonRole.RejectRole))
    box.exec()
    return box.clickedButton() is yes

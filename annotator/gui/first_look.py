"""What is seen while the program is still loading: the article of the last time, without annotations."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from annotator.gui.settings import CorpusSettings, Settings
from annotator.model.document import Document
from annotator.text.reading import UndecodableText, decode_article

SIDES = (270, 750, 340)
"""Pixels of the three columns at first."""


class FirstLook(QSplitter):
    """The article between two empty columns, where the panes will be."""

    def __init__(self, view: QWidget, settings: Settings) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        for widget in (QWidget(), view, QWidget()):
            self.addWidget(widget)
        self.setStretchFactor(1, 1)
        self.setSizes(SIDES)
        self.restoreState(settings.state("panes"))


def remembered_document(memory: CorpusSettings, folder: Path, article: str) -> Document | None:
    """Read the article of the last time; None where another is asked for or it cannot be read.

    Its digest is left out: nothing may be annotated on it before the corpus has read it again.
    """
    shown = memory.last_look
    if shown is None or article not in ("", shown.path):
        return None
    try:
        text = decode_article((folder / shown.file).read_bytes())
    except (OSError, UndecodableText):
        return None
    return Document(shown.path, text, "", shown.language or None, shown.direction)

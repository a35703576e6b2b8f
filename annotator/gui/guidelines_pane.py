"""The corpus's guidelines, read when they are first looked at."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QShowEvent, QTextDocument
from PySide6.QtWidgets import QFrame, QTextBrowser

from annotator.gui.quoting import reading_direction
from annotator.gui.translation import tr
from annotator.store.disk import contents, reason
from annotator.text.reading import UndecodableText, decode_article


class GuidelinesPane(QTextBrowser):
    """Shows a Markdown file, without raw HTML. Never loads anything from elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self._path: Path | None = None
        self._read = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(tr("Guidelines"))
        self.setOpenLinks(False)
        self.document().setDocumentMargin(12)

    def show_file(self, path: Path | None) -> None:
        """Show another file, once the pane is seen."""
        self._path, self._read = path, False
        if self.isVisible():
            self._load()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._load()

    def loadResource(self, type: int, name: QUrl | str) -> object:
        return None

    def _load(self) -> None:
        if self._read:
            return
        self._read = True
        try:
            text = decode_article(contents(self._path)) if self._path else ""
        except (OSError, UndecodableText) as error:
            why = reason(error) if isinstance(error, OSError) else error
            self.setPlainText(tr("The guidelines cannot be read: {why}").format(why=why))
            return
        if not text.strip():
            self.setPlainText(
                tr("This corpus has no guidelines. They would stand in resources/guidelines.md.")
            )
            return
        self.setLayoutDirection(reading_direction(text))
        self.document().setMarkdown(
            text,
            QTextDocument.MarkdownFeature.MarkdownDialectGitHub
            | QTextDocument.MarkdownFeature.MarkdownNoHTML,
        )

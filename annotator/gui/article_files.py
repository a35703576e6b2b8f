"""The open article's files: reading them again, saving copies and pictures, what someone else wrote."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from annotator.gui import dialogs
from annotator.gui.leaving import save_copies
from annotator.gui.marking import Marking
from annotator.gui.opening import Opener
from annotator.gui.session_signals import SessionSignals
from annotator.gui.translation import tr
from annotator.model.faults import AnnotatorError
from annotator.session.article import ArticleSession

if TYPE_CHECKING:
    from annotator.gui.panes import Panes

PICTURES = ("png", "svg", "pdf", "html")
"""Kinds of files, by suffix; the first is offered."""


class ArticleFiles(QObject):
    """Asks where to, and does it."""

    hinted = Signal(str)

    def __init__(self, window: QWidget, marking: Marking, opener: Opener, signals: SessionSignals) -> None:
        super().__init__(marking)
        self._window = window
        self._marking = marking
        self._opener = opener
        self._signals = signals

    def save(self) -> None:
        """Save the open article's annotations without waiting."""
        if self._marking.article:
            self._opener.leaving.emit()
            self._signals.of(self._marking.article).save()

    def save_copy(self) -> bool:
        """Save the open article's annotations elsewhere; returns whether that was done."""
        article = self._marking.article
        return article is not None and save_copies(self._window, [article], self.hinted.emit)

    def read_again(self) -> None:
        """Read the open article and its annotations from the disk again, if nothing is lost by it."""
        self._opener.leaving.emit()
        article = self._marking.article
        if article:
            self._signals.of(article).flush()
            if article.unsaved:
                self.hinted.emit(tr("Save the annotations first: reading again would lose them."))
                return
        self._reopen(article)

    def open_theirs(self) -> None:
        """Save the annotations elsewhere, then open what someone else wrote."""
        if self.save_copy():
            self._reopen(self._marking.article)

    def save_picture(self) -> None:
        """Draw the open article with its annotations into a file."""
        article = self._marking.article
        if article is None:
            return
        name = f"{Path(article.document.path).stem}.{PICTURES[0]}"
        path = dialogs.ask_picture_path(self._window, Path.home() / name, PICTURES)
        if path is None:
            return
        try:
            _draw(path, article)
        except (AnnotatorError, OSError) as error:
            self.hinted.emit(tr("It could not be written: {why}").format(why=error))
        else:
            self.hinted.emit(tr("Saved: {path}").format(path=path))

    def delete_label(self, panes: Panes) -> None:
        """Delete all spans of a label, in the open article or in all of them."""
        from annotator.gui.label_deletion import LabelDeleting  # noqa: PLC0415 - seldom wanted

        article = self._marking.article
        if article is None:
            return
        self._opener.leaving.emit()
        span = self._marking.span
        deleting = LabelDeleting(self._opener.session, self._signals, panes)
        chosen = (span.layer, span.label) if span else None

        def show_again() -> None:
            # One that could only be read may be another now.
            if self._opener.session.opened(article.document.path) is not article:
                self._opener.open(self._opener.current)

        deleting.ask(article, chosen, self._window, show_again)

    def _reopen(self, article: ArticleSession | None) -> None:
        if article:
            self._marking.open(None)
            self._signals.forget(article)
        self._opener.open(self._opener.current, again=True)


def _draw(path: Path, article: ArticleSession) -> None:
    """Draw an article as the path's suffix says. What that takes is loaded when it is wanted."""
    if path.suffix.lower() == ".html":
        from annotator.exchange.html_page import write_page  # noqa: PLC0415

        path.write_text(write_page(article.document, article.scheme, [article.present]), encoding="utf-8")
    else:
        from annotator.gui.rendering import write_picture  # noqa: PLC0415

        write_picture(path, article.document, article.scheme, [article.present])

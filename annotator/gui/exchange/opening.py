"""Opens the dialogs on the corpus that is open, with everything saved; shows afterwards what has come in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.gui.exchange.export_dialog import ExportDialog
from annotator.gui.exchange.import_dialog import ImportDialog

if TYPE_CHECKING:
    from annotator.gui.workplace import Workplace


def show_export(place: Workplace) -> ExportDialog | None:
    """Ask what is to be exported; None where something could not be saved before."""
    if not place.may_leave():
        return None
    article = place.opener.current if place.marking.article else ""
    dialog = ExportDialog(place.session.corpus, place.settings, article, place.panes.window())
    dialog.open()
    return dialog


def show_import(place: Workplace) -> ImportDialog | None:
    """Ask what is to be imported; None where something could not be saved before.

    When that is done, the corpus is opened again: its articles and labels may be others.
    """
    if not place.may_leave():
        return None
    session, window = place.session, place.main_window
    dialog = ImportDialog(session.corpus, place.settings, session.annotator, session.close, window)

    def open_again() -> None:
        if dialog.has_let_go:
            window.corpus_requested.emit(session.corpus.folder)

    dialog.finished.connect(open_again)
    dialog.open()
    return dialog

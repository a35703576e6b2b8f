"""Before a window closes: everything is saved, or the annotator says what else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from annotator.gui import dialogs
from annotator.gui.dialogs import Leaving
from annotator.gui.session_signals import SessionSignals
from annotator.model.faults import SaveFailed
from annotator.session.article import ArticleSession


def may_leave(parent: QWidget, signals: SessionSignals, say: Callable[[str], None]) -> bool:
    """Save everything; where that fails, ask. Returns whether nothing is left that is to be kept.

    say: tells why a copy could not be saved.
    """
    while unsaved := signals.flush():
        articles = [session.document.path for session in unsaved]
        match dialogs.ask_about_unsaved(parent, articles, unsaved[0].save_message):
            case Leaving.STAY:
                return False
            case Leaving.DISCARD:
                for session in unsaved:
                    session.discard()
                return True
            case Leaving.ELSEWHERE:
                save_copies(parent, unsaved, say)
            case Leaving.RETRY:
                pass
    return True


def save_copies(parent: QWidget, sessions: Sequence[ArticleSession], say: Callable[[str], None]) -> bool:
    """Ask for a place for each article's annotations and write them there; returns whether all were."""
    for session in sessions:
        name = f"{session.document.path.replace('/', '_')}.{session.annotator}.yaml"
        path = dialogs.ask_copy_path(parent, Path.home() / name)
        if path is None:
            return False
        try:
            session.save_elsewhere(path)
        except SaveFailed as error:
            say(str(error))
            return False
    return True

"""Says what became of annotations that another program wrote meanwhile, and asks what shall stand."""

from __future__ import annotations

from collections.abc import Callable

from annotator.gui.notices import Choices, Notices
from annotator.gui.quoting import left_to_right
from annotator.gui.translation import tr
from annotator.model.merging import Keep
from annotator.session.article import ArticleSession


def choices_in_dispute(session: ArticleSession, elsewhere: Callable[[], None]) -> Choices:
    """Return what can be done about a file that someone else wrote. elsewhere: saves a copy, opens theirs."""
    choices: dict[str, Callable[[], None]] = {}
    if session.in_dispute:
        choices[tr("Keep &both")] = lambda: session.settle(Keep.BOTH)
        choices[tr("Keep &mine")] = lambda: session.settle(Keep.MINE)
        choices[tr("Take the &other")] = lambda: session.settle(Keep.THEIRS)
    choices[tr("Save mine elsewhere, open the other")] = elsewhere
    return choices


def words_of_conflict(session: ArticleSession, message: str) -> str:
    """Return what is said of a file that someone else wrote. message: what the session says."""
    if not session.in_dispute:
        return message
    changed = tr("Another program wrote these annotations too, and changed the same things.")
    return changed + " " + tr("Choose what shall stand; undo brings the other back.")


def tell_of_old_file(notices: Notices, where: str) -> None:
    """Say where a file is as it was before its article changed."""
    text = tr("The file as it was before the article changed is kept in {folder}.")
    more = tr("The command {command} brings it back.")
    folder, command = left_to_right(where), left_to_right("annotator restore")
    notices.warn("kept", f"{text.format(folder=folder)} {more.format(command=command)}")


def tell_of_file(notices: Notices, session: ArticleSession, there: bool) -> None:
    """Say that another program wrote the file and all stands together, or that it removed the file."""
    if there:
        text = tr("Another program changed these annotations. Its changes and yours stand together here.")

        def undo() -> None:
            notices.settle("file")
            session.undo()

        notices.warn("file", text, {tr("Undo"): undo})
    else:
        text = tr("Another program removed the file of these annotations. It is written again.")
        notices.warn("file", text)

"""What lies hidden beside an annotation file that is open for writing: its lock, its journal, its history."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from annotator.model.annotations import AnnotationSet
from annotator.model.changes import change_between
from annotator.model.faults import AnnotatorError, Fault
from annotator.model.history import History, Step
from annotator.model.labels import LabelScheme
from annotator.model.step_text import StepText
from annotator.store.disk import reason, sweep
from annotator.store.hidden import beside
from annotator.store.journal import Edit, Found, Head, Journal, Kind, read_journal, set_aside
from annotator.store.kept_history import MOST_STEPS, HistoryFile, read_history
from annotator.store.locks import Lock
from annotator.store.log_lines import Damaged
from annotator.store.recovery import TAKEN_OVER, NoPlace, Recovered, recover


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Where the history stands when a save begins. edits: how many the journal holds by then."""

    edits: int
    past: tuple[Step[AnnotationSet], ...]
    future: tuple[Step[AnnotationSet], ...]


class Upkeep:
    """Keeps edits from being lost while an annotation file is open.

    Only announce, settle and secure may be called from another thread than the session's own.
    """

    def __init__(self, path: Path, head: Head, lock: Lock | None, journal: Path | None = None) -> None:
        """path: the annotation file. lock: None where no disk knows any. journal: if not beside the file."""
        self._path = path
        self._head = head
        self._lock = lock
        self.journal = Journal(journal or beside(path, "journal"), head)
        self._history = HistoryFile(beside(path, "history"))

    @property
    def held(self) -> bool:
        """Whether edits may be made."""
        return self._lock is None or self._lock.held

    def recover(self, stored: AnnotationSet, scheme: LabelScheme) -> Recovered:
        """Take over what an earlier run left; what fits nowhere is set aside under another name, and told."""
        path = self.journal.path
        try:
            found = read_journal(path)
        except Damaged as error:
            return self._left_aside(stored, str(error))
        except OSError as error:
            note = f"edits of an earlier run in {path.name} cannot be read: {reason(error)}"
            return self._left_aside(stored, note)
        if found:
            for place in (self._path, path, self._history.path):
                sweep(place)
        try:
            recovered = recover(stored, self._head, found, read_history(self._history.path))
            if found and (faults := scheme.faults_of(recovered.history.present)):
                raise NoPlace(f"the labels have changed: {faults[0]}")
        except NoPlace as error:
            return self._left_aside(stored, str(error))
        if found and found.broken:
            return self._go_on_from_broken(recovered, stored)
        self._go_on(recovered, found)
        return recovered

    def _go_on(self, recovered: Recovered, found: Found | None) -> None:
        if recovered.anew:
            self.journal.begin_again(self._head.base, recovered.anew)
        elif found and recovered.notes:
            self.journal = Journal(self.journal.path, self._head, found)
        elif found:
            self.journal.discard()

    def _go_on_from_broken(self, recovered: Recovered, stored: AnnotationSet) -> Recovered:
        """Use what was whole; keep the file as it is under another name as well."""
        aside = self._left_aside(stored, "a part of it is damaged; what comes before that was brought back")
        present = recovered.history.present
        if present != stored:
            edit = Edit("do", TAKEN_OVER, change_between(stored, present))
            self.journal.begin_again(self._head.base, edit)
        return replace(recovered, notes=(*recovered.notes, *aside.notes))

    def _left_aside(self, stored: AnnotationSet, why: str) -> Recovered:
        name = self._shown(self.journal.path)
        try:
            name = self._shown(set_aside(self.journal.path))
        except OSError as error:
            why = f"{why}; it could not be renamed: {reason(error)}"
        message = f"edits of an earlier run were not taken over: {why}. They are kept in {name}"
        return Recovered(History(stored), (Fault(message, warning=True),))

    def take(self, kind: Kind, text: str, before: AnnotationSet, after: AnnotationSet) -> None:
        """Write down an edit that was made, before anyone sees it."""
        self.journal.take(edit_of(kind, text, before, after))

    def begin_again(self, digest: str | None, edit: Edit | None) -> None:
        """Go on from another annotation file, from which the edit leads to what is present."""
        self.journal.begin_again(digest, edit)

    def snapshot(self, history: History[AnnotationSet]) -> Snapshot:
        """Return where the history stands."""
        return Snapshot(self.journal.count, *history.latest(MOST_STEPS))

    def announce(self, digest: str, snapshot: Snapshot) -> None:
        """Say that an annotation file with this digest is about to be put in place."""
        self.journal.announce(digest, snapshot.edits)
        with suppress(OSError):  # without its history a file is whole all the same
            self._history.write(self._head.at(digest), snapshot.past, snapshot.future)

    def settle(self, digest: str, snapshot: Snapshot) -> None:
        """Say that it is on the disk."""
        self.journal.settle(digest, snapshot.edits)

    def secure(self) -> str:
        """Bring the journal to the disk, for the annotation file could not be; say where the edits are."""
        try:
            self.journal.flush()
        except OSError as error:
            shown = self._shown(self.journal.path)
            return f"They are in the window only: {shown} has failed too ({reason(error)})"
        shown = self._shown(self.journal.path)
        return f"Every edit is in {shown} and comes back when it is next opened"

    def _shown(self, path: Path) -> str:
        return f"{path.name} beside it" if path.parent == self._path.parent else str(path)

    def discard(self) -> None:
        """Forget the edits that are not in the annotation file."""
        self.journal.discard()

    def take_again(self) -> bool:
        """Take the lock again after it was released; False where the file must be opened anew instead."""
        if self._lock is None or self._lock.held:
            return True
        try:
            self._lock = Lock.take(self._lock.path)
        except (AnnotatorError, OSError):
            return False
        if self.journal.path.exists():  # someone else had the file meanwhile, and left edits
            self.release()
            return False
        return True

    def release(self) -> None:
        """Let others write the file."""
        self.journal.close()
        if self._lock:
            self._lock.release()


def edit_of(kind: Kind, text: str, before: AnnotationSet, after: AnnotationSet) -> Edit:
    """Return an edit that leads from one set to another."""
    return Edit(kind, StepText.of(text), change_between(before, after))

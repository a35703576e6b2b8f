"""One open article of one annotator: its history, whether it is on the disk, and who is told of changes.

What an edit may be is left to ArticleSession; how a file is written to the store.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from annotator.model.annotations import AnnotationSet
from annotator.model.document import Document
from annotator.model.faults import Fault, ReadOnly
from annotator.model.history import History
from annotator.model.labels import LabelScheme
from annotator.session.news import AnnotationsChanged, Listener, News, SaveState, SaveStateChanged
from annotator.session.saving import AnnotationStore, SaveJob, SaveOutcome


@dataclass(frozen=True, slots=True)
class Opened:
    """What was found on the disk.

    digest: of the annotation file's bytes, None where there is none yet. notes: warnings to be shown.
    read_only: why the annotations cannot be edited, None where they can.
    """

    document: Document
    annotations: AnnotationSet
    digest: str | None = None
    notes: tuple[Fault, ...] = ()
    read_only: str | None = None


class OpenArticle:
    """The only copy of what is being annotated. Not thread-safe: only SaveJob.run may run elsewhere."""

    def __init__(self, opened: Opened, scheme: LabelScheme, store: AnnotationStore) -> None:
        self.document = opened.document
        self.scheme = scheme
        self.annotator = opened.annotations.annotator
        self.notes = opened.notes
        self.read_only = opened.read_only
        self._store = store
        self._history = History(opened.annotations)
        self._listeners: list[Listener] = []
        self._written = opened.annotations
        self._elsewhere: AnnotationSet | None = None
        self._digest = opened.digest
        self._job: SaveJob | None = None
        self._trouble: tuple[SaveState, str] | None = None
        self._told = (SaveState.SAVED, "")

    @property
    def present(self) -> AnnotationSet:
        """What is annotated now."""
        return self._history.present

    @property
    def undo_text(self) -> str | None:
        """What undo would take back; None where there is nothing."""
        return self._history.undo_text

    @property
    def redo_text(self) -> str | None:
        """What redo would do again; None where there is nothing."""
        return self._history.redo_text

    def undo(self) -> None:
        """Take back one step, also one from before a save; nothing where there is none."""
        before = self.present
        if self._history.undo() is not before:
            self._announce(before, _focus(before, self.present))

    def redo(self) -> None:
        """Do again what was taken back last; nothing where there is nothing."""
        before = self.present
        if self._history.redo() is not before:
            self._announce(before, _focus(before, self.present))

    def close_step(self) -> None:
        """Let the next move be a step of its own, even if it has the same key."""
        self._history.close_step()

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Tell listener of every change from now on; call what is returned to end it."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    @property
    def save_state(self) -> SaveState:
        """Where the present annotations are."""
        return self._standing()[0]

    @property
    def save_message(self) -> str:
        """What went wrong with the last save and what to do; "" where nothing did."""
        return self._standing()[1]

    @property
    def unsaved(self) -> bool:
        """Whether something would be lost if the program ended now."""
        if self._job is not None:
            return True
        return self.save_state is not SaveState.SAVED and self.present != self._elsewhere

    def begin_save(self) -> SaveJob | None:
        """Return the present annotations as a job to be run; None where nothing is to be written now.

        While a job is under way there is no second one: begin again when it is finished.
        """
        if self.read_only or self._job or self.save_state is SaveState.SAVED:
            return None
        self._job = SaveJob(self.present, self.document, self._digest, self._store)
        self._tell_state()
        return self._job

    def finish_save(self, job: SaveJob, outcome: SaveOutcome) -> None:
        """Take in what came of the job: it is saved only if nothing was edited meanwhile.

        After a failure the edits stay unsaved until a later save succeeds. Raises outcome.error.
        """
        if job is not self._job:
            return
        self._job = None
        if outcome.digest is None:
            self._trouble = (outcome.state, outcome.message)
        else:
            self._trouble = None
            self._written, self._digest = job.annotations, outcome.digest
        self._tell_state()
        if outcome.error:
            raise outcome.error

    def save(self) -> SaveState:
        """Save here and now and return what came of it; SAVING where a job is under way elsewhere."""
        if job := self.begin_save():
            self.finish_save(job, job.run())
        return self.save_state

    def save_elsewhere(self, path: Path) -> None:
        """Write the present annotations to another file, so that nothing is lost; raises SaveFailed.

        The annotator's own file and the save state stay as they are.
        """
        annotations = self.present
        self._store.write_copy(annotations, self.document, path)
        self._elsewhere = annotations

    def _record(self, after: AnnotationSet, text: str, focus: str | None, key: str = "") -> None:
        before = self.present
        self._history.record(after, text, key)
        if self.present is not before:
            self._announce(before, focus)

    def _check_editable(self) -> None:
        if self.read_only:
            raise ReadOnly(self.read_only)

    def _announce(self, before: AnnotationSet, focus: str | None) -> None:
        self._tell(AnnotationsChanged(before, self.present, focus))
        self._tell_state()

    def _standing(self) -> tuple[SaveState, str]:
        if self._job:
            return SaveState.SAVING, ""
        if self._trouble and self._trouble[0] is SaveState.CONFLICT:
            return self._trouble
        if self.present == self._written:  # a save that failed left the file as it was
            return SaveState.SAVED, ""
        return self._trouble or (SaveState.UNSAVED, "")

    def _tell_state(self) -> None:
        standing = self._standing()
        if standing != self._told:
            self._told = standing
            self._tell(SaveStateChanged(*standing))

    def _tell(self, news: News) -> None:
        for listener in tuple(self._listeners):
            listener(news)


def _focus(before: AnnotationSet, after: AnnotationSet) -> str | None:
    """Return the first span of after that is not in before, else one whose relations are others."""
    known = {id(span) for span in before.spans}
    for span in after.spans:
        if id(span) not in known:
            return span.id
    others = {*before.relations} ^ {*after.relations}
    return next((relation.source for relation in others if relation.source in after), None)

"""An open article and its file: what is to be written, what came of it, and who may write it.

What becomes of a file that someone else wrote is left to SharedArticle.
"""

from __future__ import annotations

from pathlib import Path

from annotator.model.annotations import AnnotationSet
from annotator.model.labels import LabelScheme
from annotator.session.news import OldFileKept, SaveState, SaveStateChanged
from annotator.session.open_article import OpenArticle, Opened
from annotator.session.saving import AnnotationStore, SaveJob, SaveOutcome
from annotator.store.annotation_files import StoredAnnotations


class SavedArticle(OpenArticle):
    """Not thread-safe: only SaveJob.run may run elsewhere."""

    def __init__(self, opened: Opened, scheme: LabelScheme, store: AnnotationStore) -> None:
        super().__init__(opened, scheme)
        self._store = store
        self._written = opened.annotations
        self._elsewhere: AnnotationSet | None = None
        self._digest = opened.digest
        self._job: SaveJob | None = None
        self._theirs: StoredAnnotations | None = None
        self._trouble: tuple[SaveState, str] | None = None
        self._told = self._standing()
        self._left = False
        self._keeps_old = opened.is_earlier

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
        """Whether something would be lost if the program ended now and its hidden files were gone."""
        if self._job is not None:
            return True
        return self.save_state is not SaveState.SAVED and self.present != self._elsewhere

    # saving -------------------------------------------------------------------------------------

    def begin_save(self) -> SaveJob | None:
        """Return the present annotations as a job to be run; None where nothing is to be written now.

        While a job is under way there is no second one: begin again when it is finished.
        """
        if self.read_only or self._job or self.save_state is SaveState.SAVED:
            return None
        kept = (self._upkeep, self._upkeep.snapshot(self._history)) if self._upkeep else None
        self._job = SaveJob(self.present, self.document, self._digest, self._store, kept, self._keeps_old)
        self._tell_state()
        return self._job

    def finish_save(self, job: SaveJob, outcome: SaveOutcome) -> None:
        """Take in what came of the job: it is saved only if nothing was edited meanwhile.

        After a failure the edits stay unsaved until a later save succeeds. Raises outcome.error.
        """
        if job is not self._job:
            return
        self._job = None
        if outcome.kept:
            self._keeps_old = False
            self._tell(OldFileKept(outcome.kept))
        if outcome.digest is not None:
            self._trouble = self._theirs = None
            self._written, self._digest = job.annotations, outcome.digest
        elif outcome.theirs:
            self._meet(outcome.theirs, outcome.message)
        else:
            self._trouble = (outcome.state, outcome.message)
        self._tell_state()
        self._let_go()
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

    def discard(self) -> None:
        """Forget what is not saved, in the journal too: it does not come back when the article is opened."""
        self._elsewhere = self.present
        if self._upkeep:
            self._upkeep.discard()

    # being here or away -------------------------------------------------------------------------

    def leave(self) -> None:
        """Let others write the file as soon as everything is saved."""
        self._left = True
        self.notes = self._lasting_notes
        self._let_go()

    def close(self) -> None:
        """Let others write the file, whatever is not saved."""
        if self._upkeep:
            self._upkeep.release()

    def _meet(self, theirs: StoredAnnotations, why: str) -> None:
        """Take in what someone else wrote: it is in the way."""
        self._theirs = theirs
        self._trouble = (SaveState.CONFLICT, why)

    def _let_go(self) -> None:
        if self._left and self._upkeep and self.save_state is SaveState.SAVED:
            self._upkeep.release()

    def _announce(self, before: AnnotationSet, focus: str | None) -> None:
        super()._announce(before, focus)
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

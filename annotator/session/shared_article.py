"""An open article whose file others may write as well: what they wrote is put together with what is here."""

from __future__ import annotations

from annotator.model.annotations import AnnotationSet
from annotator.model.changes import change_between
from annotator.model.faults import InvalidAnnotation
from annotator.model.history import History
from annotator.model.merging import Keep, merge
from annotator.model.step_text import StepText
from annotator.session.news import FileChanged, SaveState
from annotator.session.saved_article import SavedArticle
from annotator.session.saving import LookJob, Seen
from annotator.store.annotation_files import StoredAnnotations, no_annotations
from annotator.store.journal import Edit

TAKE_OVER = StepText("Take over what another program wrote")
KEEP_OWN = StepText("Keep what was here before another program wrote")


class SharedArticle(SavedArticle):
    """Not thread-safe: only LookJob.run may run elsewhere."""

    @property
    def in_dispute(self) -> bool:
        """Whether someone else changed the same things in the file, and settle must say which stand."""
        return self._theirs is not None

    def come_back(self) -> bool:
        """Go on with an article that was left; False where someone else has it open by now."""
        self._left = False
        if self._upkeep and not self._upkeep.take_again():
            return False
        self.look()
        return True

    def begin_look(self) -> LookJob | None:
        """Return a job that looks whether the file is another by now; None while a save will see to it."""
        if self._job:
            return None
        only_reads = self.read_only is not None
        return LookJob(self.annotator, self.document, self._digest, self._store, only_reads)

    def finish_look(self, seen: Seen) -> None:
        """Take in what is on the disk: what someone else wrote is put together with what is here.

        Where this one can only be read, it becomes what is there.
        """
        if self.read_only is not None:
            self._follow(seen)
            return
        if self._job:
            return
        if seen.theirs and seen.digest != self._digest:
            self._meet(seen.theirs, "another program wrote the file, and changed the same things")
        elif seen.fault:
            self._trouble = (SaveState.CONFLICT, f"The file was changed by another program: {seen.fault}")
        elif self._trouble and self._trouble[0] is SaveState.CONFLICT:
            self._trouble = self._theirs = None
        if seen.digest is None and self._digest is not None:
            self._digest = None
            self._written = no_annotations(self.document, self.annotator)
            self._tell(FileChanged(there=False))
        self._tell_state()

    def _follow(self, seen: Seen) -> None:
        """Show what who writes has made of it."""
        if seen.theirs is None or seen.theirs.annotations == self.present:
            return
        before = self.present
        self._written, self._digest = seen.theirs.annotations, seen.theirs.digest
        self._history = History(seen.theirs.annotations)
        self._announce(before, None)

    def look(self) -> None:
        """Look here and now."""
        if job := self.begin_look():
            self.finish_look(job.run())

    def settle(self, keep: Keep) -> None:
        """Say whose version stands of what both changed. Each can be had back by undo.

        Raises InvalidAnnotation where the labels do not allow what would come of it.
        """
        if self._theirs is None or self._job:
            return
        theirs, mine = self._theirs, self.present
        sides = [merge(self._written, mine, theirs.annotations, side).result for side in (Keep.THEIRS, keep)]
        for result in sides:
            if faults := self.scheme.faults_of(result):
                raise InvalidAnnotation(f"these cannot stand together: {faults[0]}")
        self._adopt(theirs, sides[0])
        if sides[1] != sides[0]:
            self._record(sides[1], KEEP_OWN, None)
        self._tell_state()

    def _meet(self, theirs: StoredAnnotations, why: str) -> None:
        """Put what someone else wrote together with what is here, where that is beyond doubt."""
        merged = merge(self._written, self.present, theirs.annotations)
        if merged.conflicts or self.scheme.faults_of(merged.result):
            self._theirs = theirs
            self._trouble = (
                SaveState.CONFLICT,
                f"{why}. Choose what shall stand; undo brings the other back",
            )
            return
        news = theirs.annotations != self._written
        self._adopt(theirs, merged.result)
        if news:
            self._tell(FileChanged(there=True))

    def _adopt(self, theirs: StoredAnnotations, result: AnnotationSet) -> None:
        """Go on from their file with the result as one step."""
        before = self.present
        self._trouble = self._theirs = None
        self._written, self._digest = theirs.annotations, theirs.digest
        self._history.close_step()
        self._history.record(result, TAKE_OVER)
        if self._upkeep:
            change = change_between(theirs.annotations, result)
            anew = Edit("do", TAKE_OVER, change) if result != theirs.annotations else None
            self._upkeep.begin_again(theirs.digest, anew)
        if self.present is not before:
            self._announce(before, None)

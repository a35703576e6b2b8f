"""One save, or one look at the file, on any thread: what it needs, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from annotator.model.annotations import AnnotationSet
from annotator.model.document import Document
from annotator.model.faults import AnnotatorError, ConflictingFile
from annotator.session.news import SaveState
from annotator.store.annotation_files import StoredAnnotations
from annotator.store.upkeep import Snapshot, Upkeep


class AnnotationStore(Protocol):
    """Where annotations go."""

    def write_annotations(
        self,
        annotations: AnnotationSet,
        document: Document,
        expected: str | None,
        announce: Callable[[str], None] | None = None,
    ) -> str:
        """Write the annotator's file and return the digest of its bytes.

        expected: the digest when it was last read or written, None where there was no file. announce: is told
        the digest just before the file is put in place. Raises ConflictingFile where the disk holds something
        else, SaveFailed where it cannot be written.
        """
        ...

    def read_saved(self, annotator: str, document: Document) -> StoredAnnotations:
        """Read what the annotator's file holds; raises FaultyFile."""
        ...

    def read_annotations(self, annotator: str, document: Document) -> StoredAnnotations:
        """Read the annotator's set as it stands, with edits that wait; raises FaultyFile."""
        ...

    def digest(self, annotator: str, article: str) -> str | None:
        """Return the digest of the file as it is now, None where there is none; raises OSError."""
        ...

    def keep_old(self, annotator: str, article: str) -> str:
        """Keep the annotator's file as it is now; return where. Raises FaultyFile."""
        ...

    def write_copy(self, annotations: AnnotationSet, document: Document, path: Path) -> None:
        """Write the annotations to a file of the user's choice; raises SaveFailed."""
        ...


@dataclass(frozen=True, slots=True)
class SaveOutcome:
    """What came of a save. digest: of the bytes written; None where it failed, and then message says why.

    theirs: what someone else wrote in its place, where that can be read. kept: where the old file is, if it
    was kept first. error: what nobody expected, to be raised where it is seen (on the session's own thread).
    """

    digest: str | None
    message: str = ""
    state: SaveState = SaveState.SAVED
    theirs: StoredAnnotations | None = None
    error: Exception | None = None
    kept: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class SaveJob:
    """A frozen copy to be written; run it on any thread and give the outcome to finish_save."""

    annotations: AnnotationSet
    document: Document
    expected: str | None
    store: AnnotationStore
    kept: tuple[Upkeep, Snapshot] | None = None
    keeps_old: bool = False

    def run(self) -> SaveOutcome:
        """Write the copy; failures are in the outcome, none is raised."""
        where = ""
        try:
            if self.keeps_old and self.expected:
                where = self.store.keep_old(self.annotations.annotator, self.document.path)
            return SaveOutcome(self._write(), kept=where)
        except ConflictingFile as error:
            return replace(self._conflict(error), kept=where)
        except (AnnotatorError, OSError) as error:
            return SaveOutcome(None, self._where(str(error)), SaveState.FAILED, kept=where)
        except Exception as error:  # a mistake of ours must not leave the session saving for ever
            message = self._where(f"{type(error).__name__}: {error}")
            return SaveOutcome(None, message, SaveState.FAILED, error=error, kept=where)

    def _write(self) -> str:
        arguments = (self.annotations, self.document, self.expected)
        if self.kept is None:
            return self.store.write_annotations(*arguments)
        upkeep, snapshot = self.kept
        digest = self.store.write_annotations(*arguments, lambda digest: upkeep.announce(digest, snapshot))
        upkeep.settle(digest, snapshot)
        return digest

    def _conflict(self, error: ConflictingFile) -> SaveOutcome:
        try:
            theirs = self.store.read_saved(self.annotations.annotator, self.document)
        except (AnnotatorError, OSError) as fault:
            message = self._where(f"{error}. It cannot be read: {fault}")
            return SaveOutcome(None, message, SaveState.CONFLICT)
        return SaveOutcome(None, str(error), SaveState.CONFLICT, theirs)

    def _where(self, message: str) -> str:
        """Add where the edits are meanwhile."""
        return f"{message}. {self.kept[0].secure()}" if self.kept else message


@dataclass(frozen=True, slots=True)
class Seen:
    """A file as it is on the disk. digest: None where it is gone. theirs: what it holds, where that is
    something else than was expected and can be read; fault: why it cannot."""

    digest: str | None
    theirs: StoredAnnotations | None = None
    fault: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class LookJob:
    """Looks whether the file is still what was last read or written; run it on any thread.

    only_reads: everything that stands is wanted, whoever said it, and nothing is expected.
    """

    annotator: str
    document: Document
    expected: str | None
    store: AnnotationStore
    only_reads: bool = False

    def run(self) -> Seen:
        """Return what is there; nothing is raised for a file that cannot be read."""
        try:
            if self.only_reads:
                theirs = self.store.read_annotations(self.annotator, self.document)
                return Seen(theirs.digest, theirs)
            digest = self.store.digest(self.annotator, self.document.path)
            if digest in (None, self.expected):
                return Seen(digest)
            theirs = self.store.read_saved(self.annotator, self.document)
        except (AnnotatorError, OSError) as error:
            return Seen("", fault=str(error))
        return Seen(theirs.digest, theirs)

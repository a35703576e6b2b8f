"""One save: a frozen copy of the annotations on its way to the disk, on any thread, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from annotator.model.annotations import AnnotationSet
from annotator.model.document import Document
from annotator.model.faults import AnnotatorError, ConflictingFile
from annotator.session.news import SaveState


class AnnotationStore(Protocol):
    """Where annotations go."""

    def write_annotations(self, annotations: AnnotationSet, document: Document, expected: str | None) -> str:
        """Write the annotator's file and return the digest of its bytes.

        expected: the digest when it was last read or written, None where there was no file. Raises
        ConflictingFile where the disk holds something else, SaveFailed where it cannot be written.
        """
        ...

    def write_copy(self, annotations: AnnotationSet, document: Document, path: Path) -> None:
        """Write the annotations to a file of the user's choice; raises SaveFailed."""
        ...


@dataclass(frozen=True, slots=True)
class SaveOutcome:
    """What came of a save. digest: of the bytes written; None where it failed, and then message says why.

    error: what nobody expected, to be raised where it is seen (on the session's own thread).
    """

    digest: str | None
    message: str = ""
    state: SaveState = SaveState.SAVED
    error: Exception | None = None


@dataclass(frozen=True, slots=True, eq=False)
class SaveJob:
    """A frozen copy to be written; run it on any thread and give the outcome to finish_save."""

    annotations: AnnotationSet
    document: Document
    expected: str | None
    store: AnnotationStore

    def run(self) -> SaveOutcome:
        """Write the copy; failures are in the outcome, none is raised."""
        try:
            digest = self.store.write_annotations(self.annotations, self.document, self.expected)
        except ConflictingFile as error:
            return SaveOutcome(None, str(error), SaveState.CONFLICT)
        except (AnnotatorError, OSError) as error:
            return SaveOutcome(None, str(error), SaveState.FAILED)
        except Exception as error:  # a mistake of ours must not leave the session saving for ever
            return SaveOutcome(None, f"{type(error).__name__}: {error}", SaveState.FAILED, error)
        return SaveOutcome(digest)

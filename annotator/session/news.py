"""What a session tells its listeners: which annotations are there now, and whether they are on the disk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from annotator.model.annotations import AnnotationSet


class SaveState(StrEnum):
    """Where the present annotations are.

    SAVED: what is present is what the file holds (or nothing was ever said). FAILED: the last attempt
    failed. CONFLICT: someone else wrote the file; it was not touched. In both, the edits are in memory.
    """

    SAVED = "saved"
    UNSAVED = "unsaved"
    SAVING = "saving"
    FAILED = "failed"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class AnnotationsChanged:
    """The present annotations are others. focus: id of the span that the change is about, if one is left."""

    before: AnnotationSet
    after: AnnotationSet
    focus: str | None


@dataclass(frozen=True, slots=True)
class SaveStateChanged:
    """The save state is another. message: what went wrong and what to do, for FAILED and CONFLICT."""

    state: SaveState
    message: str


@dataclass(frozen=True, slots=True)
class FileChanged:
    """Another program wrote the annotation file, and what it wrote stands together with what was here (one
    step, which undo takes back); or it removed the file (not there), and the next save writes it again."""

    there: bool


@dataclass(frozen=True, slots=True)
class OldFileKept:
    """The file as it was before the article changed was kept before it was written anew. where: its backup,
    as people know it."""

    where: str


News = AnnotationsChanged | SaveStateChanged | FileChanged | OldFileKept

Listener = Callable[[News], None]

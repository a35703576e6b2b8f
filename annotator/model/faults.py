"""The program's errors: what is wrong, where, and what to do; shown to people as they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong in a file.

    place: where in the file, such as ``spans[3].end``; empty for the file as a whole.
    line: line in the file, from 1; 0 where no single line is to blame.
    warning: the file can be used all the same.
    code: what kind of thing it is, for programs; empty for anything that is not of the form it should have.
    """

    message: str
    place: str = ""
    line: int = 0
    warning: bool = False
    code: str = ""

    def __str__(self) -> str:
        where = f"line {self.line}: " if self.line else ""
        return f"{where}{self.place}: {self.message}" if self.place else f"{where}{self.message}"


class AnnotatorError(Exception):
    """Any fault of input or surroundings that a user can understand and act on."""


class FaultyFile(AnnotatorError):
    """A file that cannot be used; carries all of its faults.

    path: the file as the user knows it (relative to the corpus folder where it lies inside).
    """

    def __init__(self, path: str, faults: Sequence[Fault]) -> None:
        self.path = path
        self.faults = tuple(faults)
        super().__init__("\n".join(f"{path}: {fault}" for fault in self.faults))


class InvalidAnnotation(AnnotatorError, ValueError):
    """A span, relation or edit that cannot exist: the reason is the message."""


class ReadOnly(InvalidAnnotation):
    """An edit of annotations that may only be read: the reason is the message."""


class SaveFailed(AnnotatorError):
    """Annotations that could not be written; they are still in memory and unsaved."""


class ConflictingFile(SaveFailed):
    """A file that someone else wrote since it was last read: it was not overwritten."""

"""Undo and redo over any immutable value: a list of earlier values, no command classes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Step(Generic[T]):
    """One step: from which value to which, and what it did."""

    before: T
    after: T
    text: str
    key: str = ""


class History(Generic[T]):
    """A present value with its past and its future.

    text: what a step did, for "Undo ..." in the menu. key: steps with the same key that follow each
    other directly are one step ("" never joins): so a boundary moved ten letters is undone at once.
    """

    def __init__(self, present: T) -> None:
        self._present = present
        self._past: list[Step[T]] = []
        self._future: list[Step[T]] = []
        self._open = False

    @classmethod
    def restored(cls, present: T, past: Sequence[Step[T]], future: Sequence[Step[T]]) -> History[T]:
        """Return a history with steps of an earlier run: past ends, and future begins, at present."""
        history = cls(present)
        history._past = list(past)
        history._future = list(reversed(future))
        return history

    @property
    def present(self) -> T:
        return self._present

    @property
    def undo_text(self) -> str | None:
        """What undo would take back; None where there is nothing."""
        return self._past[-1].text if self._past else None

    @property
    def redo_text(self) -> str | None:
        """What redo would do again; None where there is nothing."""
        return self._future[-1].text if self._future else None

    def latest(self, count: int) -> tuple[tuple[Step[T], ...], tuple[Step[T], ...]]:
        """Return the steps nearest to the present: up to count of the past, up to count of the future."""
        return tuple(self._past[-count:]), tuple(reversed(self._future[-count:]))

    def record(self, value: T, text: str, key: str = "") -> bool:
        """Make value the present one; the future is gone. An equal value changes nothing.

        Returns whether it was joined to the step before.
        """
        if value == self._present:
            return False
        joined = bool(key and self._open and self._past and self._past[-1].key == key)
        if joined:
            self.join(value, text, key)
        else:
            self._past.append(Step(self._present, value, text, key))
            self._present = value
            self._future.clear()
        self._open = True
        return joined

    def join(self, value: T, text: str, key: str = "") -> None:
        """Make value the present one, as the end of the step before, where there is one."""
        before = self._past.pop().before if self._past else self._present
        if before != value:
            self._past.append(Step(before, value, text, key))
        self._present = value
        self._future.clear()

    def close_step(self) -> None:
        """Let the next step stand for itself, whatever its key."""
        self._open = False

    def undo(self) -> T:
        """Go back one step and return the present value; unchanged where there is no past."""
        if self._past:
            step = self._past.pop()
            self._future.append(step)
            self._present = step.before
        self._open = False
        return self._present

    def redo(self) -> T:
        """Go forward one step and return the present value; unchanged where there is no future."""
        if self._future:
            step = self._future.pop()
            self._past.append(step)
            self._present = step.after
        self._open = False
        return self._present

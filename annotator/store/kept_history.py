"""The steps that can be taken back or done again, kept beside the annotation file from one run to the next.

Nothing depends on it: it is used only where the file holds what it ends at, and can be deleted at any time.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from annotator.model.annotations import AnnotationSet
from annotator.model.changes import Change, change_between
from annotator.model.faults import InvalidAnnotation
from annotator.model.history import History, Step
from annotator.model.step_text import StepText
from annotator.store.disk import contents, write_atomically
from annotator.store.journal import Head, decode_text, encode_text
from annotator.store.log_lines import Data, body_of, decode_change, decode_lines, encode_change, sealed

FORMAT = "annotator-history/1"
MOST_STEPS = 100
MOST_BYTES = 1_000_000

Steps = Sequence[Step[AnnotationSet]]


@dataclass(frozen=True, slots=True)
class KeptHistory:
    """Steps of an earlier run. head: its base is the digest of the annotation file that they end at."""

    head: Head
    past: tuple[tuple[StepText, Change], ...]
    future: tuple[tuple[StepText, Change], ...]

    def restored(self, present: AnnotationSet) -> History[AnnotationSet] | None:
        """Return the history around present; None where it does not fit."""
        past: list[Step[AnnotationSet]] = []
        future: list[Step[AnnotationSet]] = []
        try:
            after = present
            for text, change in reversed(self.past):
                before = change.turned.applied(after)
                past.append(Step(before, after, text))
                after = before
            before = present
            for text, change in self.future:
                after = change.applied(before)
                future.append(Step(before, after, text))
                before = after
        except InvalidAnnotation:
            return None
        return History[AnnotationSet].restored(present, past[::-1], future)


class HistoryFile:
    """Writes the history of one annotation file; remembers what each step looks like there."""

    def __init__(self, path: Path) -> None:
        self.path = path
        # By identity, with the step itself so that its id() is not given to another.
        self._bodies: dict[int, tuple[Step[AnnotationSet], bytes]] = {}

    def write(self, head: Head, past: Steps, future: Steps) -> None:
        """Write the steps that end at the annotation file of the head's digest. Raises OSError."""
        self._bodies = {
            id(step): self._bodies.get(id(step)) or (step, _body(step)) for step in (*past, *future)
        }
        bodies = [body_of(head.as_data(FORMAT))]
        bodies += reversed(_small_enough(self._bodies[id(step)][1] for step in reversed(past)))
        again = _small_enough(self._bodies[id(step)][1] for step in future)
        bodies += [b'{"again":true,' + body[1:] for body in again]
        write_atomically(self.path, _sealed(bodies), flushed=False)


def read_history(path: Path) -> KeptHistory | None:
    """Read a history; None where there is none that can be used."""
    try:
        lines = decode_lines(contents(path))
    except OSError:
        return None
    if not lines.data or lines.torn or lines.broken or lines.data[0].get("format") != FORMAT:
        return None
    try:
        head = Head.from_data(lines.data[0])
        steps = [(decode_text(line), decode_change(line), "again" in line) for line in lines.data[1:]]
    except (LookupError, TypeError, ValueError, AttributeError):
        return None
    past = tuple((text, change) for text, change, again in steps if not again)
    return KeptHistory(head, past, tuple((text, change) for text, change, again in steps if again))


def _body(step: Step[AnnotationSet]) -> bytes:
    text = StepText.of(step.text)
    data: Data = {**encode_text(text), **encode_change(change_between(step.before, step.after))}
    return body_of(data)


def _small_enough(bodies: Iterable[bytes]) -> list[bytes]:
    """Return the steps from the present onward, or backward, that a file may hold."""
    kept: list[bytes] = []
    left = MOST_BYTES
    for body in bodies:
        left -= len(body)
        if left < 0:
            break
        kept.append(body)
    return kept


def _sealed(bodies: Iterable[bytes]) -> bytes:
    lines: list[bytes] = []
    checksum = 0
    for body in bodies:
        line, checksum = sealed(body, checksum)
        lines.append(line)
    return b"".join(lines)

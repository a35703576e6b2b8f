"""An annotator's set as it stands: what the file holds, and the edits that wait in the journal beside it.

They are left there by a program that ended suddenly, or that is just saving. Only looks: takes no lock, and
writes nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from annotator.model.document import Document
from annotator.model.faults import Fault
from annotator.model.labels import LabelScheme
from annotator.store.annotation_files import StoredAnnotations
from annotator.store.disk import is_file, reason
from annotator.store.hidden import journal_of
from annotator.store.journal import Found, Head, read_journal
from annotator.store.log_lines import Damaged
from annotator.store.recovery import NoPlace, recover

_TRIES = 5


def read_standing(
    read_saved: Callable[[], StoredAnnotations], path: Path, document: Document, scheme: LabelScheme
) -> StoredAnnotations:
    """Return a set as it stands. path: of the annotation file, which read_saved reads. Raises FaultyFile.

    Where a program saves meanwhile, file and journal are read again until they belong together.
    """
    journal = journal_of(path)
    found, before = None, ""
    for _ in range(_TRIES):
        # What is not in a journal now is in the file that is read afterwards.
        there = is_file(journal)
        stored = read_saved()
        if not there:
            return stored
        try:
            found = read_journal(journal)
        except (Damaged, OSError) as error:
            why = reason(error) if isinstance(error, OSError) else str(error)
            return _without_edits(stored, why)
        if found and (stored.digest in found.states or stored.digest == before):
            break
        before = stored.digest
    else:
        stored = read_saved()
    return _with_edits(stored, found, document, scheme) if found else stored


def _with_edits(
    stored: StoredAnnotations, found: Found, document: Document, scheme: LabelScheme
) -> StoredAnnotations:
    saved = stored.annotations
    head = Head(document.path, saved.annotator, document.sha256, "", stored.digest)
    try:
        present = recover(saved, head, found, None).history.present
        if faults := scheme.faults_of(present):
            raise NoPlace(f"the labels have changed: {faults[0]}")
    except NoPlace as error:
        return _without_edits(stored, str(error))
    waiting = len(found.edits) - found.states.get(stored.digest, 0)
    return replace(stored, annotations=present, waiting=waiting)


def _without_edits(stored: StoredAnnotations, why: str) -> StoredAnnotations:
    message = f"edits of an earlier run beside it are not counted here: {why}"
    return replace(stored, notes=(*stored.notes, Fault(message, warning=True, code="journal")))

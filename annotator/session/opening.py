"""Opens an annotator's file of one article: to write it, with all that an earlier run left, or to read it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from annotator.model.document import Document
from annotator.model.faults import Fault, FaultyFile
from annotator.model.labels import LabelScheme
from annotator.session.open_article import Opened
from annotator.store.annotation_files import StoredAnnotations, no_annotations
from annotator.store.corpus import Corpus
from annotator.store.disk import is_file, reason
from annotator.store.hidden import at_home, beside
from annotator.store.journal import Head
from annotator.store.locks import Held, Lock, NoLocks
from annotator.store.reanchored_files import reanchored
from annotator.store.set_reader import CHANGED
from annotator.store.upkeep import Upkeep

_FAULTY = "The annotations cannot be edited until their file is put right:\n{faults}"
_HELD = (
    "These annotations are open elsewhere: {holder}. "
    "You can read them here as they stand; they can be edited here as soon as they are closed there"
)
_NO_LOCK = (
    "These annotations can be read but not edited: {folder} cannot be written ({why}). "
    "Make room or give the rights, then try again"
)
_UNLOCKED = (
    "this disk cannot lock files (a network folder?): see to it that nobody else annotates the same articles "
    "under this name meanwhile; what others write is noticed and put together with yours"
)
_ELSEWHERE = (
    "it may still be open elsewhere: {holder}; what is written there is noticed and put together with yours"
)


def open_for_writing(corpus: Corpus, annotator: str, document: Document) -> Opened:
    """Open an annotator's file, which others can then only read.

    Where someone else has it, where it cannot be locked in a folder that cannot be written, or where it has
    faults, it is for reading, and says why.
    """
    path = corpus.annotation_path(annotator, document.path)
    try:
        place = _lock(path)
    except Held as held:
        return _for_reading(corpus, annotator, document, _HELD.format(holder=held.holder))
    except OSError as error:
        why = _NO_LOCK.format(folder=corpus.shown(path.parent), why=reason(error))
        return _for_reading(corpus, annotator, document, why)
    return _for_writing(corpus, annotator, document, place)


def open_if_free(corpus: Corpus, annotator: str, document: Document) -> Opened | None:
    """Open an annotator's file for writing; None where it can only be read, which is found out quickly."""
    try:
        place = _lock(corpus.annotation_path(annotator, document.path))
    except (Held, OSError):
        return None
    opened = _for_writing(corpus, annotator, document, place)
    return None if opened.read_only else opened


@dataclass(frozen=True, slots=True)
class _Place:
    """A file's lock, None where there is none to be had; its journal; what is to be known of them."""

    lock: Lock | None
    journal: Path
    notes: tuple[Fault, ...] = ()


def _lock(path: Path) -> _Place:
    """Take a file's lock. Raises Held, OSError."""
    try:
        lock = Lock.take(beside(path, "lock"))
    except NoLocks:
        return _lock_at_home(path)
    if lock.before and lock.before.elsewhere:
        note = Fault(_ELSEWHERE.format(holder=lock.before), warning=True)
        return _Place(lock, beside(path, "journal"), (note,))
    return _Place(lock, beside(path, "journal"))


def _lock_at_home(path: Path) -> _Place:
    """Take a lock that holds on this machine alone, for a file whose disk knows none. Raises Held."""
    notes = (Fault(_UNLOCKED, warning=True),)
    left = beside(path, "journal")
    try:
        lock = Lock.take(at_home(path, "lock"))
        journal = at_home(path, "journal")
    except (NoLocks, OSError):
        return _Place(None, left, notes)
    # What is left beside the file from a time when its disk knew locks is gone on with.
    return _Place(lock, left if is_file(left) and not is_file(journal) else journal, notes)


def _for_writing(corpus: Corpus, annotator: str, document: Document, place: _Place) -> Opened:
    path, lock = corpus.annotation_path(annotator, document.path), place.lock
    try:
        stored = _read(corpus.read_saved, corpus, annotator, document)
    except FaultyFile as error:
        if lock:
            lock.release()
        return _faulty(document, annotator, error)
    head = Head(
        document.path, stored.annotations.annotator, document.sha256, _labels(corpus.scheme), stored.digest
    )
    return _taken_up(Upkeep(path, head, lock, place.journal), document, stored, corpus.scheme, place.notes)


def _taken_up(
    upkeep: Upkeep,
    document: Document,
    stored: StoredAnnotations,
    scheme: LabelScheme,
    notes: tuple[Fault, ...],
) -> Opened:
    recovered = upkeep.recover(stored.annotations, scheme)
    return Opened(
        document,
        stored.annotations,
        stored.digest,
        stored.notes,
        history=recovered.history,
        upkeep=upkeep,
        ids=recovered.ids,
        once=(*notes, *recovered.notes),
        is_earlier=stored.is_earlier or any(note.code == CHANGED for note in stored.notes),
    )


def _for_reading(corpus: Corpus, annotator: str, document: Document, why: str) -> Opened:
    try:
        stored = _read(corpus.read_annotations, corpus, annotator, document)
    except FaultyFile as error:
        return _faulty(document, annotator, error)
    return Opened(document, stored.annotations, stored.digest, stored.notes, why, waits=True)


def _read(
    read: Callable[[str, Document], StoredAnnotations], corpus: Corpus, annotator: str, document: Document
) -> StoredAnnotations:
    """Read a file; of an article that has changed with what moved and what was lost. Raises FaultyFile."""
    try:
        return read(annotator, document)
    except FaultyFile:
        found = reanchored(corpus, annotator, document)
        if found is None:
            raise
    return StoredAnnotations(found.reset.annotations, found.digest, is_earlier=True)


def _faulty(document: Document, annotator: str, error: FaultyFile) -> Opened:
    nothing = no_annotations(document, annotator)
    return Opened(document, nothing, read_only=_FAULTY.format(faults=error))


def _labels(scheme: LabelScheme) -> str:
    """Return a digest of what the labels allow: an earlier step may not bring back what they no longer do."""
    return sha256(repr(scheme).encode(errors="surrogatepass")).hexdigest()[:16]

"""Puts right in a corpus what can be put right without a person, file by file; never a file with faults.

That is: ranges that cut a character in two or begin or end with space, spans given twice of which nothing
else is said, and files that are not in the form in which the program writes them. See span_checks.
"""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from annotator.model.document import Document
from annotator.model.faults import AnnotatorError, FaultyFile
from annotator.store.annotation_files import StoredAnnotations
from annotator.store.annotation_writer import AnnotationWriter
from annotator.store.backups import Backup, keep
from annotator.store.corpus import Corpus
from annotator.store.disk import is_file, read_bytes, reason
from annotator.store.hidden import beside, journal_of
from annotator.store.locks import Held, Lock, NoLocks
from annotator.store.set_reader import CHANGED
from annotator.store.span_checks import Mended, mended


@dataclass(frozen=True, slots=True)
class MendedFile:
    """What was done to a file, or why it was left as it is. path: as people know it."""

    path: str
    done: tuple[str, ...] = ()
    left: str = ""


def mend_corpus(corpus: Corpus) -> tuple[list[MendedFile], Backup | None]:
    """Put right what can be, and return what was done and where the old files are (None: nothing was)."""
    documents = _documents(corpus)
    found = [
        (document, annotator, path)
        for document in documents
        for annotator in corpus.annotators()
        if (path := _path(corpus, annotator, document)) and _work(corpus, annotator, document)
    ]
    if not found:
        return [], None
    backup = keep(corpus, [path for _, _, path in found], "annotator check --fix")
    return [_mend(corpus, annotator, document, backup) for document, annotator, _ in found], backup


def _documents(corpus: Corpus) -> list[Document]:
    documents: list[Document] = []
    for article in corpus.article_paths():
        try:
            documents.append(corpus.document(article))
        except FaultyFile:
            continue  # check_corpus tells of it
    return documents


def _path(corpus: Corpus, annotator: str, document: Document) -> Path | None:
    try:
        path = corpus.annotation_path(annotator, document.path)
    except AnnotatorError:
        return None
    return path if is_file(path) else None


def _work(corpus: Corpus, annotator: str, document: Document) -> tuple[StoredAnnotations, Mended] | None:
    """Return a file as it is and as it will be; None where nothing is to be done, or must be."""
    path = corpus.annotation_path(annotator, document.path)
    try:
        stored = corpus.read_saved(annotator, document)
        data = read_bytes(path, corpus.shown(path))
    except FaultyFile:
        return None
    if any(note.code == CHANGED for note in stored.notes):
        return None
    result = mended(stored.annotations, document.text)
    if not result.done and data == AnnotationWriter(document).write(stored.annotations):
        return None
    return stored, result


def _mend(corpus: Corpus, annotator: str, document: Document, backup: Backup) -> MendedFile:
    path = corpus.annotation_path(annotator, document.path)
    shown = corpus.shown(path)
    with ExitStack() as held:
        try:
            held.callback(Lock.take(beside(path, "lock")).release)
        except NoLocks:
            pass
        except Held as error:
            return MendedFile(shown, left=f"is open elsewhere: {error.holder}")
        except OSError as error:
            return MendedFile(shown, left=f"cannot be locked: {reason(error)}")
        if is_file(journal_of(path)):
            return MendedFile(shown, left="has edits that are not in it yet: open the article first")
        work = _work(corpus, annotator, document)
        kept = backup.folder / path.relative_to(corpus.annotations)
        if work is None or kept.read_bytes() != read_bytes(path, shown):
            return MendedFile(shown, left="was changed meanwhile")
        stored, result = work
        try:
            corpus.write_annotations(result.annotations, document, stored.digest)
        except AnnotatorError as error:
            return MendedFile(shown, left=str(error))
    return MendedFile(shown, result.done or ("is written as the program writes it",))

"""Writes what an import brings: labels, new articles, annotation files; takes it back when interrupted."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import ExitStack, suppress
from pathlib import Path

from annotator.model.annotations import AnnotationSet
from annotator.model.document import Document
from annotator.model.faults import AnnotatorError, Fault, FaultyFile
from annotator.model.labels import LabelScheme
from annotator.store.annotation_writer import AnnotationWriter
from annotator.store.backups import Backup, forget, keep, put_back
from annotator.store.bounds import excess
from annotator.store.corpus import Corpus
from annotator.store.disk import is_file, read_bytes, reason, write_atomically
from annotator.store.hidden import beside
from annotator.store.label_additions import with_additions
from annotator.store.locks import Held, Lock, NoLocks
from annotator.store.paths import inside
from annotator.store.resources import resource

_EACH = not hasattr(os, "sync")
"""Whether each file is flushed by itself: else all together at the end, which takes seconds, not minutes."""
_UNSAVED = "an earlier run left edits beside it: open it once in the window, then import again"


class ImportWriter:
    """Writes into a corpus, after a backup of all that may be written.

    paths: of annotation files that may come or be replaced.
    """

    def __init__(self, corpus: Corpus, paths: Iterable[Path], labels: bytes | None, why: str) -> None:
        """labels: the new labels.yaml, None where it stays. Raises FaultyFile, before anything is changed."""
        self._corpus = corpus
        self._new_articles: list[Path] = []
        wanted = [corpus.labels_path] if labels is not None else []
        self._backup = keep(corpus, [*wanted, *paths], why)
        self._has_written = labels is not None
        if labels is not None:
            self._write(corpus.labels_path, labels)

    def add_article(self, path: str, data: bytes) -> None:
        """Write an article that the corpus does not have. Raises FaultyFile."""
        place = inside(self._corpus.folder, path, self._corpus.sources)
        if place.exists():
            raise FaultyFile(path, [Fault("was written by someone else meanwhile; import it again")])
        self._new_articles.append(place)
        self._write(place, data)

    def put(self, annotations: AnnotationSet, document: Document) -> str:
        """Write an annotation file over what is there; return why that stays as it is, "" where not."""
        path = self._corpus.annotation_path(annotations.annotator, document.path)
        with ExitStack() as held:
            if beside(path, "lock").exists():
                try:
                    held.callback(Lock.take(beside(path, "lock")).release)
                except NoLocks:
                    pass
                except Held as error:
                    return f"it is open elsewhere: {error.holder}"
                except OSError as error:
                    return f"it cannot be locked: {reason(error)}"
            # Without a lock nobody writes it; who opens it this moment notices, and puts both together.
            if is_file(beside(path, "journal")):
                return _UNSAVED
            data = AnnotationWriter(document).write(annotations)
            if why := excess(data):
                return f"what would stand there {why}"
            self._write(path, data)
        self._has_written = True
        return ""

    def close(self) -> Backup | None:
        """Return the backup; None where nothing was written that it could take back."""
        if self._has_written:
            if not _EACH:
                os.sync()
            return self._backup
        forget(self._backup)
        return None

    def undo(self) -> None:
        """Take everything back that was written."""
        with suppress(OSError, AnnotatorError):
            put_back(self._corpus, self._backup)
            forget(self._backup)
        for path in self._new_articles:
            with suppress(OSError):
                path.unlink()

    def _write(self, path: Path, data: bytes) -> None:
        try:
            write_atomically(path, data, flushed=_EACH)
        except OSError as error:
            shown = self._corpus.shown(path)
            raise FaultyFile(shown, [Fault(f"cannot be written: {reason(error)}")]) from error


def grown_labels(corpus: Corpus, scheme: LabelScheme) -> bytes:
    """Return the corpus's labels.yaml, or the built-in one, with all that a scheme has besides.

    Raises FaultyFile, or AnnotatorError where it is written so that nothing can be put in.
    """
    shown = corpus.shown(corpus.labels_path)
    inside(corpus.folder, shown)
    path = corpus.labels_path if is_file(corpus.labels_path) else resource("labels.yaml")
    return with_additions(read_bytes(path, shown), shown, scheme)

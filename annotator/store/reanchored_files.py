"""Annotation files of articles that have changed: which there are, what becomes of their spans, and writing
them anew after the old ones were kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from annotator.model.anchors import Anchor
from annotator.model.annotations import AnnotationSet
from annotator.model.document import Document
from annotator.model.faults import AnnotatorError, Fault, FaultyFile
from annotator.store.anchoring.quoted_text import Fragment, fragments
from annotator.store.annotation_files import parse_earlier
from annotator.store.backups import Backup, keep
from annotator.store.corpus import Corpus
from annotator.store.disk import is_file, read_bytes, reason
from annotator.store.hidden import at_home, beside, journal_of
from annotator.store.locks import Held, Lock, NoLocks
from annotator.store.reanchored_sets import Reset, reset


@dataclass(frozen=True, slots=True)
class ReanchoredFile:
    """A file whose article has changed.

    before: its annotations as they were; reset: what becomes of them; digest: of the bytes that were read.
    left: why it was not written; "" where it was, or was not to be.
    """

    path: Path
    document: Document
    before: AnnotationSet
    reset: Reset
    digest: str
    left: str = ""


@dataclass(frozen=True, slots=True)
class Reanchoring:
    """files: those whose article has changed; faults: of files that cannot be read, each with its path.

    backup: where the old files are, None where nothing was written.
    """

    files: tuple[ReanchoredFile, ...]
    faults: tuple[tuple[str, Fault], ...] = ()
    backup: Backup | None = None


def find_changed(corpus: Corpus, annotators: Sequence[str]) -> Reanchoring:
    """Find the annotators' files whose articles have changed, and say what would become of each."""
    files: list[ReanchoredFile] = []
    faults: list[tuple[str, Fault]] = []
    for article in corpus.article_paths():
        try:
            document = corpus.document(article)
        except FaultyFile as error:
            faults.extend((error.path, fault) for fault in error.faults)
            continue
        found = _Article(corpus, document)
        files.extend(found.files(annotators))
        faults.extend(found.faults)
    return Reanchoring(tuple(files), tuple(faults))


def write_changed(corpus: Corpus, found: Reanchoring) -> Reanchoring:
    """Write what was found, after keeping the old files.

    Those that someone has open are left, and those beside which edits wait. Raises FaultyFile where the old
    files cannot be kept: nothing was written then.
    """
    # Not all locks at once: a corpus has more files than a process may have open.
    refused = {file.path: _if_free(file.path, lambda: "") for file in found.files}
    ready = [path for path, why in refused.items() if not why]
    backup = keep(corpus, ready, "annotator reanchor") if ready else None
    files = [replace(file, left=refused[file.path] or _written(corpus, file)) for file in found.files]
    return replace(found, files=tuple(files), backup=backup)


def _written(corpus: Corpus, file: ReanchoredFile) -> str:
    """Write a file; return why it was not."""

    def write() -> str:
        try:
            corpus.write_annotations(file.reset.annotations, file.document, file.digest)
        except AnnotatorError as error:
            return str(error)
        return ""

    return _if_free(file.path, write)


def _if_free(path: Path, action: Callable[[], str]) -> str:
    """Hold an annotation file's lock meanwhile; return what the action says, or why it cannot be written."""
    with ExitStack() as held:
        try:
            held.callback(_lock(path).release)
        except Held as error:
            return f"it is open elsewhere: {error.holder}; close it there, then try again"
        except NoLocks:
            pass
        except OSError as error:
            return f"it cannot be locked: {reason(error)}"
        return _UNSAVED if is_file(journal_of(path)) else action()


def _lock(path: Path) -> Lock:
    """Take an annotation file's lock; that of this machine where its disk knows none."""
    try:
        return Lock.take(beside(path, "lock"))
    except NoLocks:
        return Lock.take(at_home(path, "lock"))


_UNSAVED = (
    "an earlier run left edits beside it that belong to the article as it was; put that back and open it "
    "once, or delete the journal"
)


def reanchored(corpus: Corpus, annotator: str, document: Document) -> ReanchoredFile | None:
    """Say what becomes of one annotator's file of an article that has changed; None where it has not.

    Raises FaultyFile. To be saved like any edit; digest is what the file must still be then.
    """
    found = _Article(corpus, document)
    files = found.files([annotator])
    if found.faults:
        path = found.faults[0][0]
        raise FaultyFile(path, [fault for name, fault in found.faults if name == path])
    return files[0] if files else None


class _Article:
    """The files of one article."""

    def __init__(self, corpus: Corpus, document: Document) -> None:
        self._corpus = corpus
        self._document = document
        self._read: dict[str, tuple[AnnotationSet, Mapping[str, Anchor], str]] = {}
        self.faults: list[tuple[str, Fault]] = []

    def files(self, annotators: Sequence[str]) -> list[ReanchoredFile]:
        """Return those files of annotators that belong to another text than the article has now."""
        everyone = dict.fromkeys((*annotators, *self._corpus.annotators()))
        for name in everyone:
            self._read_file(name, told=name in annotators)
        return [self._file(name) for name in annotators if name in self._read]

    def _read_file(self, annotator: str, *, told: bool) -> None:
        try:
            path = self._corpus.annotation_path(annotator, self._document.path)
            if not is_file(path):
                return
            shown = self._corpus.shown(path)
            data = read_bytes(path, shown)
            annotations, anchors = parse_earlier(data, shown, self._document, self._corpus.scheme, annotator)
        except FaultyFile as error:
            if told:
                self.faults.extend((error.path, fault) for fault in error.faults if not fault.warning)
            return
        if annotations.sha256 != self._document.sha256:
            self._read[annotator] = annotations, anchors, sha256(data).hexdigest()

    def _file(self, annotator: str) -> ReanchoredFile:
        annotations, anchors, digest = self._read[annotator]
        known = list(self._known(annotator, annotations.sha256))
        path = self._corpus.annotation_path(annotator, self._document.path)
        result = reset(annotations, anchors, self._document, known)
        return ReanchoredFile(path, self._document, annotations, result, digest)

    def _known(self, annotator: str, state: str) -> Iterator[Fragment]:
        """Yield what the others' quotes tell of the same text."""
        for name, (earlier, anchors, _) in self._read.items():
            if name != annotator and earlier.sha256 == state:
                for anchor in anchors.values():
                    yield from fragments(anchor)

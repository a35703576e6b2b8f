"""A corpus folder: where everything is, which articles and annotators there are, and how they are read and
written. No path leaves the folder."""

from __future__ import annotations

import threading
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from annotator.model.annotations import AnnotationSet
from annotator.model.document import Document
from annotator.model.faults import AnnotatorError, ConflictingFile, Fault, SaveFailed
from annotator.model.labels import LabelScheme
from annotator.store.annotation_files import StoredAnnotations, no_annotations, parse_annotations
from annotator.store.annotation_writer import AnnotationWriter, excess_of
from annotator.store.articles import read_article
from annotator.store.bounds import excess
from annotator.store.corpus_file import CorpusFile, read_corpus_file
from annotator.store.disk import contents, flush, is_file, is_folder, read_if_there, reason, write_atomically
from annotator.store.finding import corpus_folder_above
from annotator.store.hidden import beside, journal_of
from annotator.store.listing import list_annotators, list_articles
from annotator.store.paths import annotator_name, folder_of, inside, key_of, stays_inside
from annotator.store.standing import read_standing
from annotator.store.summaries import NONE, OUTSIDE, Summary, SummaryCache

_WRITERS = 4
"""Articles whose rendered spans are remembered."""


class Corpus:
    """An open corpus.

    folder: its top; sources, annotations: folders inside it; guidelines: a file, None where there is none.
    labels_path: where the labels are, or would be. is_recursive: whether the sources' inner folders count.
    reasons: why an adjudicator may reject a span, to choose from. notes: warnings about the corpus file and
    the labels.
    """

    def __init__(self, folder: Path, file: CorpusFile) -> None:
        self.folder = folder
        self.name = file.name
        self.sources = file.sources
        self.annotations = file.annotations
        self.guidelines: Path | None = file.guidelines
        self.scheme: LabelScheme = file.scheme
        self.reasons: tuple[str, ...] = file.reasons
        self.labels_path = file.labels
        self.is_recursive = file.recursive
        self.notes: tuple[Fault, ...] = file.notes
        self._file = file
        self._summaries = SummaryCache()
        self._writers: dict[str, AnnotationWriter] = {}
        self._writing = threading.Lock()

    @classmethod
    def find(cls, start: Path) -> Path:
        """Return the nearest folder upward that holds a corpus file, else start itself."""
        return corpus_folder_above(start)

    @classmethod
    def open(cls, folder: Path) -> Corpus:
        """Open a folder as a corpus, with or without a corpus file.

        Raises FaultyFile with all faults of the corpus file or the labels, AnnotatorError for no folder.
        """
        if not is_folder(folder):
            raise AnnotatorError(f"{folder}: there is no such folder")
        folder = folder.resolve()
        return cls(folder, read_corpus_file(folder))

    def article_paths(self) -> list[str]:
        """Return the articles below the sources, sorted, with / between folders."""
        return self.listing()[0]

    def listing(self) -> tuple[list[str], list[tuple[str, Fault]]]:
        """Return the articles, and the files left out, each with the reason."""
        return list_articles(self.sources, self.folder, self.annotations, self.is_recursive)

    def annotators(self) -> list[str]:
        """Return the names of those who have a folder of annotations."""
        names = list_annotators(self.annotations)[0]
        return [name for name in names if stays_inside(self.folder, self.annotations / folder_of(name))]

    def spelling_of(self, annotator: str) -> str:
        """Return an annotator's name as it is written in this corpus.

        One that some disk takes for another, as it differs in capitals alone, is that other's. Raises
        AnnotatorError for what cannot be a name.
        """
        name = annotator_name(annotator)
        known = self.annotators()
        return name if name in known else next((one for one in known if key_of(one) == key_of(name)), name)

    def document(self, article: str) -> Document:
        """Read an article. Raises FaultyFile where it cannot be read, LeavesCorpus for a path outside."""
        path = inside(self.folder, article, self.sources)
        language, direction = self._file.language_of(article)
        return read_article(path, article, language, direction)

    def language_of(self, article: str) -> str:
        """Return the language that the corpus file gives an article, which need not be there; "" for none."""
        return self._file.language_of(article)[0] or ""

    def annotation_path(self, annotator: str, article: str) -> Path:
        """Return where an annotator's file for an article is, or would be.

        Raises AnnotatorError for a name that cannot be one, LeavesCorpus for a path outside the corpus.
        """
        inside(self.folder, article, self.sources)
        return inside(self.folder, f"{article}.yaml", self.annotations / folder_of(annotator))

    def shown(self, path: Path) -> str:
        """Return a path as it is shown to people: from the corpus folder, with / between."""
        return path.relative_to(self.folder).as_posix() if path.is_relative_to(self.folder) else str(path)

    def has_annotations(self, annotator: str, article: str) -> bool:
        """Whether there is an annotation file, or edits for one. Raises AnnotatorError, LeavesCorpus."""
        path = self.annotation_path(annotator, article)
        return is_file(path) or is_file(journal_of(path))

    def read_annotations(self, annotator: str, document: Document) -> StoredAnnotations:
        """Read what an annotator said of an article as it stands; an empty set where nothing was said.

        Edits that a program left, or is just saving, are in it though the file does not hold them yet.
        Raises FaultyFile with all faults: such a file is neither half loaded nor overwritten.
        """
        path = self.annotation_path(annotator, document.path)
        return read_standing(lambda: self.read_saved(annotator, document), path, document, self.scheme)

    def read_saved(self, annotator: str, document: Document) -> StoredAnnotations:
        """Read what an annotation file itself holds, for those who write it. Raises FaultyFile."""
        annotator = annotator_name(annotator)
        path = self.annotation_path(annotator, document.path)
        data = read_if_there(path, self.shown(path))
        if data is None:
            return StoredAnnotations(no_annotations(document, annotator), None)
        annotations, notes = parse_annotations(data, self.shown(path), document, self.scheme, annotator)
        return StoredAnnotations(annotations, sha256(data).hexdigest(), notes)

    def write_annotations(
        self,
        annotations: AnnotationSet,
        document: Document,
        expected: str | None,
        announce: Callable[[str], None] | None = None,
    ) -> str:
        """Write an annotation file and return its digest. Safe to call from any one thread at a time.

        expected: the digest of what was last read or written there; None where there was no file.
        announce: is told the digest just before the file is put in place.
        Raises ConflictingFile where the file is another by now, SaveFailed where it cannot be written.
        """
        path = self.annotation_path(annotations.annotator, annotations.article)
        shown = self.shown(path)
        if (annotations.article, annotations.sha256) != (document.path, document.sha256):
            raise SaveFailed(f"{shown}: the annotations belong to another state of the article")
        with self._writing:
            data = self._writer(document).write(annotations)
            if why := excess(data) or excess_of(annotations):
                raise SaveFailed(
                    f"{shown} was not written: it {why}. Undo the last step, or part the article"
                )
            try:
                digest = self._replace(path, data, expected, announce)
            except OSError as error:
                raise SaveFailed(_not_saved(shown, error)) from error
        return digest

    def _replace(
        self, path: Path, data: bytes, expected: str | None, announce: Callable[[str], None] | None
    ) -> str:
        if not is_folder(self.folder):
            raise SaveFailed(f"{self.folder}: the corpus folder is gone; the window still holds everything")
        found, digest = _digest(path), sha256(data).hexdigest()
        if found == digest:
            flush(path)  # a save that failed may have put it there, and no more
            return digest
        if found != expected:
            what = "was deleted" if found is None else "was written by someone else"
            raise ConflictingFile(f"{self.shown(path)} {what} since it was opened; it was left as it is")
        if announce:
            announce(digest)
        write_atomically(path, data)
        return digest

    def digest(self, annotator: str, article: str) -> str | None:
        """Return the digest of an annotation file as it is on the disk now; None where there is none."""
        return _digest(self.annotation_path(annotator, article))

    def _writer(self, document: Document) -> AnnotationWriter:
        writer = self._writers.pop(document.path, None)
        if writer is None or writer.document.sha256 != document.sha256:
            writer = AnnotationWriter(document)
        self._writers[document.path] = writer
        if len(self._writers) > _WRITERS:
            del self._writers[next(iter(self._writers))]
        return writer

    def summaries(self, annotator: str) -> dict[str, Summary]:
        """Return how far an annotator is with each article. Cheap, and never fails on a faulty file."""
        folder = inside(self.folder, folder_of(annotator), self.annotations)
        inner: dict[Path, frozenset[str] | None] = {}
        found: dict[str, Summary] = {}
        for article in self.article_paths():
            path = folder / f"{article}.yaml"
            if path.parent not in inner:
                safe = stays_inside(self.folder, path.parent)
                inner[path.parent] = _names_in(path.parent) if safe else None
            names = inner[path.parent]
            if names is None or (path.is_symlink() and not stays_inside(self.folder, path)):
                found[article] = OUTSIDE
            elif beside(path, "journal").name in names:
                found[article] = self._summary_of_all(annotator, article)
            else:
                found[article] = self._summaries.summary(folder, article)
        return found

    def _summary_of_all(self, annotator: str, article: str) -> Summary:
        """Return the summary of a set of which the file may lack edits."""
        try:
            stored = self.read_annotations(annotator, self.document(article))
        except AnnotatorError as error:
            return Summary(fault=str(error))
        said = stored.annotations
        return Summary(len(said.spans), said.status) if stored.are_there else NONE


def _names_in(folder: Path) -> frozenset[str]:
    try:
        return frozenset(path.name for path in folder.iterdir())
    except OSError:
        return frozenset()


def _digest(path: Path) -> str | None:
    try:
        return sha256(contents(path)).hexdigest()
    except FileNotFoundError:
        return None


def _not_saved(shown: str, error: OSError) -> str:
    return (
        f"{shown} could not be written: {reason(error)}. "
        "The annotations are kept in the window; make room or give the rights, then save again"
    )

"""Everything that is wrong in a corpus: reads each file and gathers its faults and warnings."""

from __future__ import annotations

from dataclasses import dataclass, field

from annotator.model.annotations import AnnotationSet
from annotator.model.document import Document
from annotator.model.faults import AnnotatorError, Fault, FaultyFile
from annotator.store.corpus import Corpus
from annotator.store.corpus_file import CORPUS_FILE
from annotator.store.listing import closed, list_annotators, orphans
from annotator.store.paths import folder_of
from annotator.text.invisible import invisible_name, reorders
from annotator.text.segments import is_boundary


@dataclass
class Checked:
    """What was read, and what is wrong with it: path and fault."""

    articles: int = 0
    files: int = 0
    found: list[tuple[str, Fault]] = field(default_factory=list[tuple[str, Fault]])

    def warn(self, path: str, message: str, place: str = "") -> None:
        self.found.append((path, Fault(message, place, warning=True)))

    def add(self, error: FaultyFile, path: str = "") -> None:
        self.found.extend((path or error.path, fault) for fault in error.faults)


def check_corpus(corpus: Corpus) -> Checked:
    """Read every article and every annotation file of a corpus."""
    checked = Checked()
    checked.found.extend((CORPUS_FILE, fault) for fault in corpus.notes)
    articles, left_out = corpus.listing()
    sources = corpus.shown(corpus.sources)
    checked.found.extend((f"{sources}/{path}".rstrip("/"), fault) for path, fault in left_out)
    annotators = corpus.annotators()
    for article in articles:
        document = _check_article(corpus, article, checked)
        if document:
            for annotator in annotators:
                _check_annotations(corpus, annotator, document, checked)
    _check_folders(corpus, annotators, set(articles), checked)
    return checked


def _check_article(corpus: Corpus, article: str, checked: Checked) -> Document | None:
    path = corpus.shown(corpus.sources / article)
    checked.articles += 1
    try:
        document = corpus.document(article)
    except FaultyFile as error:
        checked.add(error, path)
        return None
    if not document.text.strip():
        checked.warn(path, "is empty: there is nothing to annotate")
    controls = sorted({char for char in document.text if reorders(char)})
    for char in controls:
        line = document.text.count("\n", 0, document.text.index(char)) + 1
        times = document.text.count(char)
        message = f"holds {invisible_name(char)} (U+{ord(char):04X}), which reorders text, {times} times"
        checked.found.append((path, Fault(message, "", line, warning=True)))
    return document


def _check_annotations(corpus: Corpus, annotator: str, document: Document, checked: Checked) -> None:
    path = corpus.annotation_path(annotator, document.path)
    if not path.exists():
        return
    checked.files += 1
    try:
        stored = corpus.read_annotations(annotator, document)
    except FaultyFile as error:
        checked.add(error)
        return
    shown = corpus.shown(path)
    checked.found.extend((shown, note) for note in stored.notes)
    for message in _cut_clusters(stored.annotations, document.text):
        checked.warn(shown, message)


def _cut_clusters(annotations: AnnotationSet, text: str) -> list[str]:
    """Return the spans that cut a grapheme cluster: a conjunct, a letter from its marks, an emoji."""
    return [
        f"{span.id} cuts a character in two at {offset}"
        for span in annotations
        for piece in span.pieces
        for offset in piece
        if not is_boundary(text, offset)
    ]


def _check_folders(corpus: Corpus, annotators: list[str], articles: set[str], checked: Checked) -> None:
    for folder in (corpus.annotations, *(corpus.annotations / folder_of(name) for name in annotators)):
        if why := closed(folder):
            checked.found.append((corpus.shown(folder), Fault(f"cannot be read: {why}")))
    for annotator in annotators:
        for path in orphans(corpus.annotations, annotator, articles):
            checked.warn(corpus.shown(path), "belongs to no article: the article was renamed or removed")
    for folder in list_annotators(corpus.annotations)[1]:
        path = corpus.shown(corpus.annotations / folder)
        checked.warn(path, f"is nobody's folder{_right_name(folder)}")


def _right_name(folder: str) -> str:
    try:
        return f": for an annotator of that name it must be called {folder_of(folder)}"
    except AnnotatorError:
        return ""

"""Everything that is wrong in a corpus: reads each file and gathers its faults and warnings."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from annotator.model.document import Document
from annotator.model.faults import AnnotatorError, Fault, FaultyFile
from annotator.store.adjudication_checks import decision_notes
from annotator.store.annotation_files import StoredAnnotations
from annotator.store.annotation_writer import LONG_LISTS, AnnotationWriter
from annotator.store.corpus import Corpus
from annotator.store.disk import read_if_there
from annotator.store.finding import CORPUS_FILE
from annotator.store.leftovers import clashes, leftovers
from annotator.store.listing import closed, list_annotators
from annotator.store.nodes import Faults, Section
from annotator.store.paths import LeavesCorpus, folder_of, not_on_windows
from annotator.store.set_reader import CHANGED
from annotator.store.span_checks import oddities
from annotator.store.yaml_file import load
from annotator.text.invisible import invisible_name, reorders

_OUTSIDE = "leads out of the corpus folder through a link: it is neither read nor written"
FORM = "other-form"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong. path: as people know the file; fixable: the program can put it right."""

    path: str
    fault: Fault
    fixable: bool = False


@dataclass
class Checked:
    """What was read, and what is wrong with it. digests: of each article's bytes; "" where unreadable."""

    articles: int = 0
    files: int = 0
    found: list[Finding] = field(default_factory=list[Finding])
    digests: dict[str, str] = field(default_factory=dict[str, str])

    def warn(self, path: str, message: str, code: str, line: int = 0) -> None:
        self.found.append(Finding(path, Fault(message, "", line, warning=True, code=code)))

    def add(self, error: FaultyFile, path: str = "") -> None:
        self.found.extend(Finding(path or error.path, fault) for fault in error.faults)

    @property
    def faults(self) -> list[Finding]:
        """What keeps a file from being used."""
        return [finding for finding in self.found if not finding.fault.warning]

    @property
    def warnings(self) -> list[Finding]:
        """What should be looked at."""
        return [finding for finding in self.found if finding.fault.warning]


def check_corpus(corpus: Corpus) -> Checked:
    """Read every article and every annotation file of a corpus."""
    checked = Checked()
    checked.found.extend(Finding(CORPUS_FILE, fault) for fault in corpus.notes)
    articles, left_out = corpus.listing()
    sources = corpus.shown(corpus.sources)
    checked.found.extend(Finding(f"{sources}/{path}".rstrip("/"), fault) for path, fault in left_out)
    checked.found.extend(
        Finding(f"{sources}/{path}", fault) for path, fault in clashes(articles, "the article")
    )
    annotators = corpus.annotators()
    for article in articles:
        document = _check_article(corpus, article, checked)
        if document:
            for annotator in annotators:
                _check_annotations(corpus, annotator, document, checked)
    _check_folders(corpus, annotators, checked)
    return checked


def _check_article(corpus: Corpus, article: str, checked: Checked) -> Document | None:
    path = corpus.shown(corpus.sources / article)
    checked.articles += 1
    checked.digests[article] = ""
    if not_on_windows(article):
        checked.warn(path, "has a name that cannot be one on Windows", "windows-name")
    try:
        document = corpus.document(article)
    except FaultyFile as error:
        checked.add(error, path)
        return None
    checked.digests[article] = document.sha256
    if not document.text.strip():
        checked.warn(path, "is empty: there is nothing to annotate", "empty")
    _check_text(document.text, path, checked)
    return document


def _check_text(text: str, path: str, checked: Checked) -> None:
    for char in sorted({char for char in text if reorders(char)}):
        times = text.count(char)
        message = f"holds {invisible_name(char)} (U+{ord(char):04X}), which reorders text, {times} times"
        checked.warn(path, message, "bidi-control", text.count("\n", 0, text.index(char)) + 1)
    if not unicodedata.is_normalized("NFC", text):
        lines = text.split("\n")
        other = [n for n, line in enumerate(lines, 1) if not unicodedata.is_normalized("NFC", line)]
        message = (
            f"is not in normal form C on {len(other)} of its lines: some programs will change its characters"
        )
        checked.warn(path, message, "not-nfc", other[0] if other else 0)


def _check_annotations(corpus: Corpus, annotator: str, document: Document, checked: Checked) -> None:
    shown = corpus.shown(corpus.annotations / folder_of(annotator) / f"{document.path}.yaml")
    try:
        path = corpus.annotation_path(annotator, document.path)
        if not corpus.has_annotations(annotator, document.path):
            return
        data = read_if_there(path, shown)
        checked.files += data is not None
        stored = corpus.read_annotations(annotator, document)
    except FaultyFile as error:
        checked.add(error)
    except LeavesCorpus:
        checked.found.append(Finding(shown, Fault(_OUTSIDE, code="leaves-corpus")))
    else:
        checked.found.extend(Finding(shown, note) for note in stored.notes)
        decided = decision_notes(corpus, stored.annotations, document)
        checked.found.extend(Finding(shown, note) for note in decided)
        # What is placed again after the article changed is rewritten then; so is what lacks edits.
        settled = not stored.waiting and not any(note.code == CHANGED for note in stored.notes)
        checked.found.extend(_odd_spans(stored, document, data or b"", shown, settled))
        checked.found.extend(_other_form(stored, document, data, shown) if settled else ())


def _odd_spans(
    stored: StoredAnnotations, document: Document, data: bytes, path: str, settled: bool
) -> Iterator[Finding]:
    found = oddities(stored.annotations, document.text)
    places: Mapping[str, tuple[str, int]] = _places(data) if found and data else {}
    for oddity in found:
        place, line = places.get(oddity.span, ("spans", 0))  # where it waits in a journal
        fault = Fault(oddity.message, place, line, warning=True, code=oddity.code)
        yield Finding(path, fault, settled and oddity.fixable)


def _other_form(
    stored: StoredAnnotations, document: Document, data: bytes | None, path: str
) -> Iterator[Finding]:
    if data != AnnotationWriter(document).write(stored.annotations):
        message = "is not written as the program writes it: the next save will change more than was edited"
        yield Finding(path, Fault(message, warning=True, code=FORM), fixable=True)


def _places(data: bytes) -> Mapping[str, tuple[str, int]]:
    """Return place and line of each span by its id."""
    faults = Faults("")
    top = Section(load(data, faults, LONG_LISTS), "", faults)
    return {section.text("id"): (section.place, section.line) for section in top.sections("spans")}


def _check_folders(corpus: Corpus, annotators: list[str], checked: Checked) -> None:
    folders = {name: corpus.annotations / folder_of(name) for name in annotators}
    for folder in (corpus.annotations, *folders.values()):
        if why := closed(folder):
            fault = Fault(f"cannot be read: {why}", code="unreadable")
            checked.found.append(Finding(corpus.shown(folder), fault))
    for folder in folders.values():
        for path, fault in leftovers(folder, checked.digests):
            checked.found.append(Finding(corpus.shown(path), fault))
    for name, fault in clashes(annotators, "the annotator"):
        checked.found.append(Finding(corpus.shown(folders[name]), fault))
    names, others = list_annotators(corpus.annotations)
    for name in set(names) - folders.keys():
        path = corpus.shown(corpus.annotations / folder_of(name))
        checked.found.append(Finding(path, Fault(_OUTSIDE, code="leaves-corpus")))
    for folder in others:
        path = corpus.shown(corpus.annotations / folder)
        checked.warn(path, f"is nobody's folder{_right_name(folder)}", "nobody")


def _right_name(folder: str) -> str:
    try:
        return f": for an annotator of that name it must be called {folder_of(folder)}"
    except AnnotatorError:
        return ""

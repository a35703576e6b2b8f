"""A corpus as agreement needs it: every article with what annotators said of it, faults told apart.

A file that is the same as when it was read last is not read again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from annotator.agreement.phrases import Phrase
from annotator.agreement.selection import AnnotatedArticle, Exclusion
from annotator.model.adjudication import adjudicated
from annotator.model.annotations import AnnotationSet
from annotator.model.document import Document
from annotator.model.faults import AnnotatorError, Fault, FaultyFile
from annotator.store.corpus import Corpus
from annotator.store.hidden import beside
from annotator.store.paths import folder_of

Watch = Callable[[str, int, int], None]
"""Told what is being done, how much is done and of how much. What it raises ends the work."""

Stamp = tuple[int, int, int] | None
"""What changes when a file does; None where there is none."""


def stamp_of(path: Path) -> Stamp:
    """Return when a file was written, how long it is and which file it is."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino


@dataclass(frozen=True, slots=True)
class Part:
    """One file as it was read: an article, or what one annotator said of it.

    stamps: of all files that it comes from, taken before they were read. value: None where nothing was said,
    or where the file cannot be used; then faults say why.
    """

    stamps: tuple[Stamp, ...]
    value: Document | AnnotationSet | None
    faults: tuple[tuple[str, Fault], ...] = ()

    @property
    def reason(self) -> str:
        """Why it cannot be used; empty where it can."""
        return Phrase("{path} has faults", path=self.faults[0][0]) if self.faults else ""


@dataclass
class Reading:
    """What was read. excluded: articles that cannot be; faults: of all files, each with its path."""

    articles: list[AnnotatedArticle] = field(default_factory=list[AnnotatedArticle])
    excluded: list[Exclusion] = field(default_factory=list[Exclusion])
    faults: list[tuple[str, Fault]] = field(default_factory=list[tuple[str, Fault]])


def adjudicators(articles: Iterable[AnnotatedArticle]) -> set[str]:
    """Return whose sets were decided from those of others: with these they agree by their making."""
    return {name for article in articles for name, said in article.sets.items() if adjudicated(said)}


def who_annotated(corpus: Corpus) -> list[str]:
    """Return the annotators with a set of at least one article; a folder alone says nothing yet."""
    articles = corpus.article_paths()
    return [name for name in corpus.annotators() if any(_is_there(corpus, name, path) for path in articles)]


def _is_there(corpus: Corpus, annotator: str, article: str) -> bool:
    try:
        return corpus.has_annotations(annotator, article)
    except AnnotatorError:  # a link out of the corpus: told when it is read
        return True


class AgreementReader:
    """Reads one corpus, again and again."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._documents: dict[str, Part] = {}
        self._sets: dict[str, dict[str, Part]] = {}
        self._articles: dict[str, tuple[tuple[Part, ...], AnnotatedArticle]] = {}

    def read(self, articles: Sequence[str], annotators: Sequence[str], watch: Watch | None = None) -> Reading:
        """Return the articles with what each annotator said; what did not change is the same object."""
        reading = Reading()
        what = Phrase("reading annotations")
        for number, article in enumerate(articles):
            if watch:
                watch(what, number, len(articles))
            self._read(article, annotators, reading)
        return reading

    def _read(self, article: str, annotators: Sequence[str], reading: Reading) -> None:
        part = self._document(article)
        reading.faults += part.faults
        document = part.value
        if not isinstance(document, Document):
            reading.excluded.append(Exclusion(article, part.reason))
            return
        sets = {name: self._annotations(name, document) for name in annotators}
        for one in sets.values():
            reading.faults += one.faults
        parts = (part, *sets.values())
        known = self._articles.get(article)
        if known is None or list(map(id, known[0])) != list(map(id, parts)):
            known = self._articles[article] = parts, _annotated(document, sets)
        reading.articles.append(known[1])

    def is_as_read(self, articles: Sequence[str], annotators: Sequence[str]) -> bool:
        """Whether all of these were read, and none of their files has changed since."""
        return all(self._is_as_read(article, annotators) for article in articles)

    def _is_as_read(self, article: str, annotators: Sequence[str]) -> bool:
        part = self._documents.get(article)
        if part is None or part.stamps != (stamp_of(self._source(article)),):
            return False
        sets = self._sets[article]
        return part.value is None or all(
            name in sets and sets[name].stamps == self._stamps(name, article) for name in annotators
        )

    def _source(self, article: str) -> Path:
        return self._corpus.sources.joinpath(*article.split("/"))

    def _document(self, article: str) -> Part:
        stamps = (stamp_of(self._source(article)),)
        known = self._documents.get(article)
        if known is None or known.stamps != stamps:
            known = self._documents[article] = self._part(
                article, stamps, lambda: self._corpus.document(article)
            )
            self._sets[article] = {}
        return known

    def _annotations(self, annotator: str, document: Document) -> Part:
        here = self._sets[document.path]
        stamps = self._stamps(annotator, document.path)
        known = here.get(annotator)
        if known is None or known.stamps != stamps:
            known = here[annotator] = self._part(
                f"{annotator}: {document.path}", stamps, lambda: self._said(annotator, document)
            )
        return known

    def _stamps(self, annotator: str, article: str) -> tuple[Stamp, ...]:
        path = self._corpus.annotations.joinpath(folder_of(annotator), *f"{article}.yaml".split("/"))
        return stamp_of(path), stamp_of(beside(path, "journal"))

    def _said(self, annotator: str, document: Document) -> AnnotationSet | None:
        """Return what an annotator said as it is now; None where there is neither file nor edit."""
        stored = self._corpus.read_annotations(annotator, document)
        return stored.annotations if stored.are_there else None

    def _part(
        self, shown: str, stamps: tuple[Stamp, ...], read: Callable[[], Document | AnnotationSet | None]
    ) -> Part:
        try:
            return Part(stamps, read())
        except FaultyFile as error:
            faults = tuple((error.path, fault) for fault in error.faults if not fault.warning)
            return Part(stamps, None, faults or ((error.path, Fault("it cannot be read")),))
        except AnnotatorError as error:
            return Part(stamps, None, ((shown, Fault(str(error), code="unreadable")),))


def _annotated(document: Document, sets: dict[str, Part]) -> AnnotatedArticle:
    return AnnotatedArticle(
        document,
        {name: part.value for name, part in sets.items() if isinstance(part.value, AnnotationSet)},
        {name: part.reason for name, part in sets.items() if part.faults},
    )

"""CAS files as articles, whichever notation they are in: whose they are, what they say of the article."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import BinaryIO

from annotator.exchange.inception.document_names import article_and_annotator, is_initial, names_a_document
from annotator.exchange.inception.known_text import known_text
from annotator.exchange.inception.names import attribute_of
from annotator.exchange.inception.nearest_types import NearestTypes
from annotator.exchange.inception.reading_marks import MarkReader
from annotator.exchange.inception.type_system import TypeSystem
from annotator.exchange.incoming import FileFault, IncomingArticle, IncomingSet, Place, Reading
from annotator.exchange.source import Source
from annotator.exchange.uima.cas_marks import CasMarks
from annotator.exchange.uima.structures import ARTICLE, Cas
from annotator.exchange.zipped import Unzipped, without_archives
from annotator.model.annotations import STATUSES, Value
from annotator.model.faults import FaultyFile

CasReader = Callable[[BinaryIO, str, TypeSystem], Cas]
_NO_LANGUAGE = "x-unspecified"


def articles(
    source: Source, reading: Reading, suffix: str, cas_of: CasReader, as_written: Callable[[str], str]
) -> Iterator[IncomingArticle]:
    """Yield the article of each file that ends so.

    as_written: what becomes of an article's text in this notation, to find it again among those there.
    """
    opened = Unzipped(source)
    types = NearestTypes(opened)
    for name in opened.names(suffix):
        if is_initial(name):
            continue
        place = Place(name)
        try:
            with opened.open(name) as file:
                cas = cas_of(file, name, types.of(name))
        except FaultyFile as error:
            faults = [Place(name, fault.line, fault.place).fault(fault.message) for fault in error.faults]
            yield IncomingArticle(article_and_annotator(name)[0], None, faults=faults, place=place)
        else:
            yield _article(cas, name, source.path.name, reading, as_written)


def _article(
    cas: Cas, name: str, root: str, reading: Reading, as_written: Callable[[str], str]
) -> IncomingArticle:
    found = CasMarks(cas).read()
    article, annotator = _named(name, root, found)
    place = Place(name)
    written = cas.text
    if written is None and not reading.known(article):
        faults = [*cas.faults, place.fault("has no view with a text (sofaString)")]
        return IncomingArticle(article, None, faults=faults, place=place)
    known = known_text(article, reading.known, lambda other: as_written(other) == written)
    reader = MarkReader(found.marked, reading.scheme, reading.options["label"])
    said = reader.annotations(annotator)
    said.place = place
    faults = [*reader.faults, *_document_level(found, said)]
    language = found.metadata("language")
    return IncomingArticle(
        article,
        written if known is None else known,
        [said],
        language="" if language == _NO_LANGUAGE else language,
        faults=faults,
        place=place,
    )


def _named(name: str, root: str, found: CasMarks) -> tuple[str, str]:
    """Return the article's name and the annotator: by the folders of a project, by what the file says of
    itself, by its own name."""
    article, annotator = article_and_annotator(without_archives(name), root)
    if annotator:
        return article, annotator
    document, user = found.metadata("sourceDocumentName"), found.metadata("username")
    if document:
        return document, user
    title = found.metadata("documentTitle") or found.metadata("documentId")
    is_alone = name != without_archives(name) and "/" not in article
    if (
        is_alone
        and names_a_document(title)
        and not names_a_document(article)
        and article != title.rpartition(".")[0]
    ):
        return title, article
    return article, ""


def _document_level(found: CasMarks, said: IncomingSet) -> list[FileFault]:
    """Take what is said of the article as a whole; return what cannot be taken."""
    attributes: dict[str, Value] = {}
    seen: set[str] = set()
    faults: list[FileFault] = []
    for structure in found.document_level:
        if structure.type in seen:
            message = f"{structure.type} is said of the document again: only the first is taken"
            faults.append(structure.place.fault(message, warning=True))
            continue
        seen.add(structure.type)
        values = dict(structure.values)
        if structure.type == ARTICLE:
            status = values.pop("status", "")
            said.status = status if isinstance(status, str) and status in STATUSES else said.status
            whose = values.pop("annotator", "")
            said.annotator = said.annotator or (whose if isinstance(whose, str) else "")
        for feature, value in values.items():
            attributes.setdefault(attribute_of(feature), value)
    said.attributes = attributes
    return faults

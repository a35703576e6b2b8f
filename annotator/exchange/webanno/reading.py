"""WebAnno TSV read: one file or a folder, one article and one annotator in each file."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.exchange.inception.document_names import article_and_annotator, is_initial
from annotator.exchange.inception.reading_marks import MarkReader
from annotator.exchange.inception.type_system import FILE, TypeSystem, type_system_of
from annotator.exchange.incoming import IncomingArticle, Place, Reading
from annotator.exchange.sniffing import NO, SURE, Glimpse
from annotator.exchange.source import Source
from annotator.exchange.webanno import FORMAT
from annotator.exchange.webanno.annotations import annotations_of, joined
from annotator.exchange.webanno.rows import read_rows
from annotator.exchange.webanno.text import text_of
from annotator.model.faults import FaultyFile
from annotator.text.units import Unit, UnitOffsets


def sniff(glimpse: Glimpse) -> int:
    """Tell whether the first table begins as one of WebAnno."""
    return SURE if glimpse.line(glimpse.first(".tsv", "")).startswith(FORMAT) else NO


def read(source: Source, reading: Reading) -> Iterator[IncomingArticle]:
    """Yield the article of each file."""
    types = _types(source)
    for name in source.names(".tsv"):
        if not is_initial(name):
            yield _article(source, name, reading, types)


def _types(source: Source) -> TypeSystem:
    """Return the type system that lies with the files, where one does."""
    if not source.is_folder or not source.has(FILE):
        return TypeSystem()
    with source.open(FILE) as file:
        return type_system_of(file, FILE)


def _article(source: Source, name: str, reading: Reading, types: TypeSystem) -> IncomingArticle:
    article, annotator = article_and_annotator(name, source.path.name)
    place = Place(name)
    try:
        file = read_rows(source, name)
        text, unit = text_of(file, article, reading.known)
    except FaultyFile as error:
        faults = [Place(name, fault.line, fault.place).fault(fault.message) for fault in error.faults]
        return IncomingArticle(article, None, faults=faults, place=place)
    marked = annotations_of(file, types)
    offsets = UnitOffsets(text, unit)
    for mark in marked.marks:
        if len(mark.pieces) > 1:
            mark.pieces = joined(
                mark.pieces, lambda a, b: text[offsets.to_code_point(a) : offsets.to_code_point(b)]
            )
    reader = MarkReader(marked, reading.scheme, reading.options["label"])
    said = reader.annotations(annotator)
    said.place = place
    faults = reader.faults
    if unit is not Unit.UTF16:
        message = "its offsets count code points, where the format has UTF-16 units"
        faults.insert(0, place.fault(message, warning=True))
    return IncomingArticle(article, text, [said], faults=faults, place=place, unit=unit)

"""WebAnno TSV read: one article and one annotator in each file, in folders and in zip archives."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.exchange.inception.document_names import article_and_annotator, is_initial
from annotator.exchange.inception.nearest_types import NearestTypes
from annotator.exchange.inception.reading_marks import MarkReader
from annotator.exchange.incoming import IncomingArticle, Place, Reading
from annotator.exchange.sniffing import NO, POSSIBLE, SURE, Glimpse
from annotator.exchange.source import Source
from annotator.exchange.webanno import FORMAT
from annotator.exchange.webanno.annotations import annotations_of, joined
from annotator.exchange.webanno.rows import read_rows
from annotator.exchange.webanno.text import text_of
from annotator.exchange.zipped import Unzipped, without_archives
from annotator.model.faults import FaultyFile
from annotator.text.units import Unit, UnitOffsets


def sniff(glimpse: Glimpse) -> int:
    """Tell whether the first table begins as one of WebAnno, or whether an archive holds tables."""
    name = glimpse.first(".tsv") or glimpse.first(".zip") or glimpse.first("")
    head = glimpse.head(name)
    if head.startswith(b"PK\x03\x04"):
        return POSSIBLE if b".tsv" in head else NO
    return SURE if glimpse.line(name).startswith(FORMAT) else NO


def read(source: Source, reading: Reading) -> Iterator[IncomingArticle]:
    """Yield the article of each file, in archives too."""
    opened = Unzipped(source)
    types = NearestTypes(opened)
    for name in opened.names(".tsv"):
        if not is_initial(name):
            yield _article(opened, name, reading, types)


def _article(source: Source, name: str, reading: Reading, types: NearestTypes) -> IncomingArticle:
    article, annotator = article_and_annotator(without_archives(name), source.path.name)
    place = Place(name)
    try:
        file = read_rows(source, name)
        found = text_of(file, article, reading.known)
        marked = annotations_of(file, types.of(name))
    except FaultyFile as error:
        faults = [Place(name, fault.line, fault.place).fault(fault.message) for fault in error.faults]
        return IncomingArticle(article, None, faults=faults, place=place)
    text, unit = found.text, found.unit
    offsets = UnitOffsets(text, unit)
    for mark in marked.marks:
        if len(mark.pieces) > 1:
            mark.pieces = joined(
                mark.pieces, lambda a, b: text[offsets.to_code_point(a) : offsets.to_code_point(b)]
            )
    reader = MarkReader(marked, reading.scheme, reading.options["label"])
    said = reader.annotations(annotator)
    said.place = place
    odd = (Place(name, one.line, one.place).fault(one.message, warning=True) for one in found.odd)
    faults = [*odd, *reader.faults]
    if unit is not Unit.UTF16:
        message = "its offsets count code points, where the format has UTF-16 units"
        faults.insert(0, place.fault(message, warning=True))
    return IncomingArticle(article, text, [said], faults=faults, place=place, unit=unit)

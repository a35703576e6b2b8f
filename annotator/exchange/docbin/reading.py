"""spaCy's DocBin files: span groups and entities of each document, with data of our own where we wrote it.

Offsets are code points. A document without our data has no name, and its spans lie in the groups that
whoever made it chose.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from spacy.tokens import Doc, DocBin, Span
from spacy.vocab import Vocab

from annotator.exchange.docbin import OURS, part_name
from annotator.exchange.incoming import (
    FileFault,
    IncomingArticle,
    IncomingRelation,
    IncomingSet,
    IncomingSpan,
    Place,
    Reading,
)
from annotator.exchange.json_values import Entry, Unfit, gathered, inside
from annotator.exchange.sniffing import NO, SURE, Glimpse
from annotator.exchange.source import MAX_BYTES, Source
from annotator.model.annotations import STATUSES
from annotator.model.labels import LabelScheme

_SUFFIX = ".spacy"
_HALF = 0.5
_BROKEN = (zlib.error, ValueError, LookupError, TypeError, AttributeError, OverflowError)
"""What spaCy raises for bytes that are no DocBin, or a damaged one."""


def sniff(glimpse: Glimpse) -> int:
    """Tell by the suffix, and how what zlib packs begins."""
    name = glimpse.first(_SUFFIX)
    return SURE if name and glimpse.head(name)[:1] == b"\x78" else NO


def read(source: Source, reading: Reading) -> Iterator[IncomingArticle]:
    """Yield the article of each document, of files that go on from the first too."""
    for name in _names(source):
        place = Place(name)
        try:
            docs = _docs(source.data(name))
        except _BROKEN as error:
            yield _unread(place, f"is no DocBin of spaCy's, or a damaged one: {error}")
            continue
        number = 0
        while True:
            place = Place(name, 0, f"[{number}]")
            number += 1
            try:
                doc = next(docs, None)
                article = _Document(doc, reading.scheme, place).article() if doc is not None else None
            except _BROKEN as error:
                # What was damaged stops the others from coming too.
                yield _unread(place, f"cannot be read: {error}")
                break
            if article is None:
                break
            yield article


def _names(source: Source) -> Iterator[str]:
    if source.is_folder:
        yield from source.names(_SUFFIX)
        return
    name = next(source.names())
    yield name
    stem = name.removesuffix(_SUFFIX)
    number = 2
    while source.has(f"{stem}{part_name(number)}"):
        yield f"{stem}{part_name(number)}"
        number += 1


def _unread(place: Place, message: str) -> IncomingArticle:
    return IncomingArticle("", None, faults=[place.fault(message)], place=place)


def _docs(data: bytes) -> Iterator[Doc]:
    """Return the documents. Raises one of _BROKEN, at once or later."""
    packed = zlib.decompressobj()
    packed.decompress(data, MAX_BYTES)
    if packed.unconsumed_tail:
        raise ValueError(f"it unpacks to more than {MAX_BYTES >> 20} megabytes")
    found = DocBin(store_user_data=True).from_bytes(data)
    if not len(found.tokens) == len(found.spaces) == len(found.span_groups):
        raise ValueError("its parts are of different lengths")
    return found.get_docs(Vocab())


@dataclass
class _Document:
    """A document."""

    doc: Doc
    scheme: LabelScheme
    place: Place
    faults: list[FileFault] = field(default_factory=list[FileFault])
    taken: set[tuple[int, int, str]] = field(default_factory=set[tuple[int, int, str]])

    def article(self) -> IncomingArticle:
        """Return the article, or the faults that keep it from being one."""
        article = IncomingArticle("", self.doc.text, faults=self.faults, place=self.place)
        try:
            self._read(article)
        except Unfit as error:
            self.faults.append(error.fault(self.place))
        return article

    def _read(self, article: IncomingArticle) -> None:
        said = IncomingSet(place=self.place)
        data = Entry({})
        if isinstance(ours := self.doc.user_data.get(OURS), dict):
            data = Entry.of(unpacked(cast("object", ours)), f"user_data.{OURS}")
        kept = data.entry("spans")
        article.name, article.language = data.name("article"), data.name("language")
        said.annotator = data.name("annotator")
        said.status = data.name("status") if data.name("status") in STATUSES else "draft"
        said.attributes = data.attributes()
        groups = cast("Mapping[str, Any]", self.doc.spans)
        for layer, group in groups.items():
            said.spans += [self._span(span, layer, kept) for span in group]
        names = {span.id for span in said.spans if span.id}
        for span in self.doc.ents:
            if (span.start, span.end, span.label_) not in self.taken and span.id_ not in names:
                said.spans.append(self._span(span, "", kept))
        said.relations = gathered(data, "relations", self._relation, self.place, self.faults)
        if chosen := ", ".join(name for name, score in self._scores() if score >= _HALF):
            said.attributes = {**said.attributes, "category": chosen}
        if not data.said or said.annotator or said.spans:
            article.sets = [said]

    def _scores(self) -> Iterator[tuple[str, float]]:
        cats = cast("Mapping[Any, Any]", self.doc.cats)
        yield from ((str(name), score) for name, score in cats.items() if isinstance(score, int | float))

    def _span(self, span: Span, layer: str, kept: Entry) -> IncomingSpan:
        # A group of spans without labels, as coreference has them, is a label by itself.
        label = span.label_ or layer or "span"
        self.taken.add((span.start, span.end, span.label_))
        name = span.id_ if span.id else ""
        place = inside(self.place, f"spans.{layer}" if layer else "ents")
        more = kept.entry(name) if name and isinstance(kept.get(name), dict) else Entry({})
        piece = (span.start_char, span.end_char)
        pieces = more.pieces("parts") or (piece,)
        if (pieces[0][0], pieces[-1][1]) != piece:
            message = f"{name}: the span was changed since: taken as one piece"
            self.faults.append(place.fault(message, warning=True))
            pieces = (piece,)
        return IncomingSpan(
            label,
            pieces,
            span.text if len(pieces) == 1 else None,
            name,
            layer if self.scheme.layer(layer) else "",
            more.attributes(),
            more.text("note"),
            more.text("link") or (span.kb_id_ if span.kb_id else ""),
            more.get("origin"),
            place=place,
        )

    def _relation(self, entry: Entry) -> IncomingRelation:
        source, target = entry.label("from"), entry.label("to")
        place = inside(self.place, entry.path)
        name, note = entry.name("id"), entry.text("note")
        return IncomingRelation(
            entry.label("label"), source, target, name, entry.attributes(), note, place=place
        )


def unpacked(value: object) -> object:
    """Return a value as it was before it was packed; tuples as lists, keys as text."""
    if isinstance(value, bytes):
        return value.decode("utf-8", "surrogatepass")
    if isinstance(value, dict):
        said = cast("Mapping[object, object]", value)
        return {str(unpacked(key)): unpacked(one) for key, one in said.items()}
    if isinstance(value, list | tuple):
        return [unpacked(one) for one in cast("tuple[object, ...]", value)]
    return value

"""BioC collections of all kinds of makers, as JSON or XML; a file may also be a document a line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from annotator.exchange.bioc import (
    ANNOTATOR,
    ARTICLE,
    LABEL,
    LANGUAGE,
    LAYER,
    LINK,
    NOTE,
    ORIGIN,
    SETS,
    SOURCE,
    TARGET,
    attribute_of,
)
from annotator.exchange.bioc.passages import Whole, chunks_of, entries_of, joined
from annotator.exchange.bioc.xml import documents
from annotator.exchange.incoming import (
    FileFault,
    IncomingArticle,
    IncomingRelation,
    IncomingSet,
    IncomingSpan,
    Reading,
)
from annotator.exchange.json_articles import article_of
from annotator.exchange.json_stream import Item, items
from annotator.exchange.json_values import Entry, Unfit, inside, value_of
from annotator.exchange.sniffing import NO, SURE, Glimpse, json_keys
from annotator.exchange.source import Source
from annotator.model.annotations import STATUSES, Piece, Value

_LISTS = ("documents", "PubTator3")
_JSON, _XML = (".json", ".bioc", ".jsonl"), (".xml",)
_NO_LABEL = "annotation"
_FIRST = {SOURCE, "from", "arg1", "head", "subject", "cause", "0"}
_SECOND = {TARGET, "to", "arg2", "tail", "object", "theme", "1"}


def sniff(glimpse: Glimpse) -> int:
    """Tell by the keys, or the elements, with which the first file begins."""
    keys = json_keys(glimpse, *_JSON)
    if "passages" in keys and keys & {"documents", "bioctype", "infons", "PubTator3"}:
        return SURE
    head = glimpse.head(glimpse.first(*_XML)) if glimpse.first(*_XML) else b""
    return SURE if b"<collection" in head and b"<document>" in head and b"<passage" in head else NO


def read(source: Source, reading: Reading) -> Iterator[IncomingArticle]:
    """Yield the article of each document."""
    for name in source.names(*_JSON, *_XML):
        with source.open(name) as file:
            is_xml = file.read(200).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
        for item in documents(source, name) if is_xml else items(source, name, _LISTS):
            yield _Document(item, reading).article()


@dataclass
class _Document:
    """A document."""

    item: Item
    reading: Reading
    faults: list[FileFault] = field(default_factory=list[FileFault])
    sets: dict[str, IncomingSet] = field(default_factory=dict[str, IncomingSet])
    whose: dict[str, str] = field(default_factory=dict[str, str])
    """Whose an annotation is, by its id."""
    whole: Whole = field(init=False)

    def article(self) -> IncomingArticle:
        """Return the article, or the faults that keep it from being one."""
        return article_of(self.item, self.faults, self._read)

    def _read(self, document: Entry, article: IncomingArticle) -> None:
        infons = _infons(document)
        if not document.has("passages"):
            raise Unfit(document.at("passages"), "is missing")
        article.name = infons.get(ARTICLE) or document.name("id")
        article.language = infons.get(LANGUAGE, "")
        known = self.reading.known(article.name) if article.name else None
        self.whole = joined(chunks_of(document), known.text if known else None)
        article.text, article.unit = self.whole.text, self.whole.unit
        self._heads(infons)
        for entry in entries_of(document, "annotations"):
            self._take(entry, self._annotation)
        for entry in entries_of(document, "relations"):
            self._take(entry, self._relation)
        article.sets = list(self.sets.values())

    def _take(self, entry: Entry, take: Callable[[Entry], None]) -> None:
        try:
            take(entry)
        except Unfit as error:
            self.faults.append(error.fault(self.item.place))

    def _set(self, annotator: str) -> IncomingSet:
        return self.sets.setdefault(annotator, IncomingSet(annotator, place=self.item.place))

    def _heads(self, infons: Mapping[str, str]) -> None:
        """Take what we wrote of each annotator's set as a whole."""
        if SETS not in infons:
            return
        try:
            heads = Entry({SETS: json.loads(infons[SETS])})
            for head in heads.entries(SETS):
                said = self._set(head.name(ANNOTATOR))
                said.status = head.name("status") if head.name("status") in STATUSES else "draft"
                said.attributes = head.attributes()
        except (ValueError, RecursionError, Unfit):
            message = "is not what this program wrote there: left out"
            self.faults.append(inside(self.item.place, f"infons.{SETS}").fault(message, warning=True))

    def _annotation(self, entry: Entry) -> None:
        infons = _infons(entry)
        annotator = infons.get(ANNOTATOR, "")
        pieces = tuple(self._piece(place) for place in entry.entries("locations"))
        if not pieces:
            raise Unfit(entry.at("locations"), "is missing")
        label = infons.get(LABEL) or infons.get("label", "")
        if not label:
            label = _NO_LABEL
            message = f"has no {LABEL} among its infons: called {_NO_LABEL}"
            self.faults.append(inside(self.item.place, entry.path).fault(message, warning=True))
        name, quoted, layer = entry.name("id"), entry.get("text"), infons.get(LAYER, "")
        self.whose[name] = annotator
        origin = infons.get(ORIGIN)
        self._set(annotator).spans.append(
            IncomingSpan(
                label,
                pieces,
                # Makers join the text of several pieces in several ways.
                quoted if isinstance(quoted, str) and quoted and len(pieces) == 1 else None,
                name.removeprefix(f"{annotator}/"),
                layer if self.reading.scheme.layer(layer) else "",
                _attributes(infons),
                infons.get(NOTE, ""),
                infons.get(LINK, ""),
                _parsed(origin) if origin else None,
                place=inside(self.item.place, entry.path),
            )
        )

    def _piece(self, place: Entry) -> Piece:
        start = place.whole("offset") - self.whole.first
        if start < 0:
            raise Unfit(place.at("offset"), f"is before the text, which begins at {self.whole.first}")
        return start, start + place.whole("length")

    def _relation(self, entry: Entry) -> None:
        infons = _infons(entry)
        label = infons.get(LABEL) or infons.get("relation", "") or "relation"
        nodes = list(entry.entries("nodes"))
        if len(nodes) == 2 and (
            nodes[0].name("role").lower() in _SECOND or nodes[1].name("role").lower() in _FIRST
        ):
            nodes.reverse()
        ends = [node.name("refid") for node in nodes]
        unknown = [end for end in ends if end not in self.whose]
        if len(ends) != 2 or unknown:
            why = (
                f"joins {len(ends)}, and not two"
                if len(ends) != 2
                else f"joins {unknown[0]}, which is no span"
            )
            where = inside(self.item.place, entry.path)
            self.faults.append(where.fault(f"{label} {why}: left out", warning=True))
            return
        annotator = infons.get(ANNOTATOR, self.whose[ends[0]])
        source, target = (end.removeprefix(f"{annotator}/") for end in ends)
        name = entry.name("id").removeprefix(f"{annotator}/")
        said = IncomingRelation(label, source, target, name, _attributes(infons), infons.get(NOTE, ""))
        said.place = inside(self.item.place, entry.path)
        self._set(annotator).relations.append(said)


def _infons(entry: Entry) -> dict[str, str]:
    """Return infons as text. Raises Unfit for one that is a list or an object."""
    infons = entry.entry("infons")
    found: dict[str, str] = {}
    for key, value in infons.said.items():
        if value is not None:
            word = value_of(value, infons.at(key))
            found[key] = str(word).lower() if isinstance(word, bool) else word
    return found


def _attributes(infons: Mapping[str, str]) -> dict[str, Value]:
    return {name: value for key, value in infons.items() if (name := attribute_of(key))}


def _parsed(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text

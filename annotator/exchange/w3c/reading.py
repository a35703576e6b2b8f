"""Web Annotations of all kinds of makers: alone, in lists, pages, collections; gathered by the text they are
about, which is not in the file: the corpus must have it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from annotator.exchange.incoming import (
    FileFault,
    IncomingArticle,
    IncomingRelation,
    IncomingSet,
    IncomingSpan,
    Place,
    Reading,
)
from annotator.exchange.json_stream import items
from annotator.exchange.json_values import Entry, Unfit, inside, listed
from annotator.exchange.sniffing import LIKELY, NO, SURE, Glimpse, json_keys
from annotator.exchange.source import Source
from annotator.exchange.w3c import CONTEXT_FILE, CONTEXT_URL, article_names, iri_of
from annotator.exchange.w3c.annotation import Said, Target, annotation_of, is_annotation
from annotator.model.annotations import STATUSES

_SUFFIXES = (".jsonld", ".json")
_LISTS = ("items", "@graph", "rows")
_DEEP = 6


def sniff(glimpse: Glimpse) -> int:
    """Tell by the context, or the selectors, of the first file that is not the context itself."""
    for name in glimpse.names:
        if not name.lower().endswith(_SUFFIXES) or name.rpartition("/")[2] == CONTEXT_FILE:
            continue
        head = glimpse.head(name)
        if CONTEXT_URL.encode() in head or b"ns/oa" in head:
            return SURE
        keys = json_keys(glimpse, name.lower())
        return LIKELY if {"target", "selector"} <= keys and keys & {"source", "body"} else NO
    return NO


def read(source: Source, reading: Reading) -> Iterator[IncomingArticle]:
    """Yield the articles that each file has annotations of."""
    for name in source.names(*_SUFFIXES):
        if name.rpartition("/")[2] != CONTEXT_FILE:
            yield from _File(name, reading).articles(source)


@dataclass
class _Article:
    """What a file says of one text."""

    incoming: IncomingArticle
    sets: dict[str, IncomingSet] = field(default_factory=dict[str, IncomingSet])

    def set(self, annotator: str) -> IncomingSet:
        return self.sets.setdefault(annotator, IncomingSet(annotator, place=self.incoming.place))


@dataclass
class _File:
    """A file. at: which article and annotator an annotation belongs to, and the span's id, by its IRI."""

    name: str
    reading: Reading
    found: dict[str, _Article] = field(default_factory=dict[str, _Article])
    at: dict[str, tuple[_Article, str, str]] = field(default_factory=dict[str, tuple[_Article, str, str]])
    linking: list[tuple[Said, Place]] = field(default_factory=list[tuple[Said, Place]])
    faults: list[FileFault] = field(default_factory=list[FileFault])
    language: str = ""
    label: str = ""
    """The article of a collection of our making."""

    def articles(self, source: Source) -> Iterator[IncomingArticle]:
        """Yield the articles, with what is said of each."""
        for item in items(source, self.name, _LISTS):
            if item.fault:
                self.faults.append(item.place.fault(item.fault))
                continue
            try:
                self._take(Entry.of(item.value), item.place, 0)
            except Unfit as error:
                self.faults.append(error.fault(item.place))
        for said, place in self.linking:
            self._link(said, place)
        if not self.found and self.label and not self.faults:
            yield IncomingArticle(self.label, None, language=self.language, place=Place(self.name))
            return
        if not self.found and (self.faults or not self.linking):
            place = Place(self.name)
            faults = self.faults or [place.fault("has no annotation of a text", warning=True)]
            yield IncomingArticle("", None, faults=faults, place=place)
            return
        for number, article in enumerate(self.found.values()):
            incoming = article.incoming
            incoming.sets = list(article.sets.values())
            incoming.language = self.language
            # What is wrong in the file is wrong with the first of its articles, for one must be named.
            incoming.faults += self.faults if number == 0 else []
            yield incoming

    def _take(self, entry: Entry, place: Place, depth: int) -> None:
        if is_annotation(entry):
            try:
                self._annotation(annotation_of(entry), inside(place, entry.path))
            except Unfit as error:
                self.faults.append(error.fault(place))
            return
        self.language = self.language or entry.name("language")
        if (label := entry.name("label")) and entry.get("id") == iri_of("collection", label):
            self.label = label
        if depth > _DEEP:
            raise Unfit(entry.path, "is nested too deeply")
        for key in ("first", *_LISTS):
            for number, value in enumerate(listed(entry.get(key))):
                if isinstance(value, dict):
                    path = f"{entry.at(key)}[{number}]" if isinstance(entry.get(key), list) else entry.at(key)
                    self._take(Entry.of(value, path), place, depth + 1)  # pyright: ignore[reportUnknownArgumentType]

    def _annotation(self, said: Said, place: Place) -> None:
        if (
            "linking" in said.motivations
            and (len(said.targets) == 2 or said.links)
            and _is_of_annotations(said)
        ):
            self.linking.append((said, place))
            return
        sources = list(dict.fromkeys(target.source for target in said.targets if target.source))
        if len(sources) != 1:
            why = f"is about {len(sources)} texts: left out" if sources else "has no target: left out"
            self.faults.append(place.fault(why, warning=True))
            return
        article = self._article(sources[0], place)
        one = article.set(said.creator)
        if said.entry.has("status") and not said.tags and not _is_placed(said.targets):
            one.status = said.entry.name("status") if said.entry.name("status") in STATUSES else "draft"
            one.attributes = said.entry.attributes()
            return
        self._spans(said, article, place)

    def _article(self, iri: str, place: Place) -> _Article:
        if iri not in self.found:
            names = article_names(iri) or [iri]
            known = (name for name in names if self.reading.known(name))
            name = next(known, names[0] if iri.startswith("urn:") else names[-1])
            where = Place(self.name, place.line, place.path)
            self.found[iri] = _Article(IncomingArticle(name, None, place=where))
        return self.found[iri]

    def _spans(self, said: Said, article: _Article, place: Place) -> None:
        unknown = next((one.unknown for one in said.targets if one.unknown), "")
        if not _is_placed(said.targets):
            why = f"{unknown} is no selector of text" if unknown else "is about the text as a whole"
            article.incoming.faults.append(place.fault(f"{why}: left out", warning=True))
            return
        entry = said.entry
        labels = said.tags or [next(iter(said.motivations), "annotation")]
        quotes = [target.exact for target in said.targets]
        pieces = tuple(target.piece for target in said.targets if target.piece)
        first = said.targets[0]
        name = entry.name("spanId") or said.id
        layer = entry.name("layer")
        for number, label in enumerate(labels):
            span = IncomingSpan(
                label,
                pieces if len(pieces) == len(said.targets) else (),
                " ".join(quotes) if all(quotes) else None,
                f"{name}-{number + 1}" if name and number else name,
                layer if self.reading.scheme.layer(layer) else "",
                entry.attributes(),
                "\n".join(said.notes),
                said.links[0] if said.links else "",
                entry.get("origin"),
                prefix=first.prefix,
                suffix=first.suffix,
                place=place,
            )
            article.set(said.creator).spans.append(span)
        if said.id:
            self.at.setdefault(said.id, (article, said.creator, name))

    def _link(self, said: Said, place: Place) -> None:
        ends = [target.source for target in said.targets]
        ends = [*ends[:1], said.links[0]] if len(ends) == 1 and said.links else ends
        found = [self.at.get(end) for end in ends]
        label = next(iter(said.tags), "") or "linking"
        if len(found) != 2 or not found[0] or not found[1] or found[0][:2] != found[1][:2]:
            faults = found[0][0].incoming.faults if found and found[0] else self.faults
            faults.append(place.fault(f"{label} joins no two spans of one annotator: left out", warning=True))
            return
        article, annotator, source = found[0]
        entry = said.entry
        relation = IncomingRelation(label, source, found[1][2], entry.name("relationId") or said.id)
        relation.attributes, relation.note, relation.place = entry.attributes(), "\n".join(said.notes), place
        article.set(annotator).relations.append(relation)


def _is_placed(targets: list[Target]) -> bool:
    return bool(targets) and all(target.piece or target.exact for target in targets)


def _is_of_annotations(said: Said) -> bool:
    return not any(target.piece or target.exact or target.unknown for target in said.targets)

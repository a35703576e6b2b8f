"""GATE's documents read back: bdoc and Twitter style, in a file each, a list, or one after another."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate

from annotator.exchange.gate import (
    ARTICLE,
    ENTITIES,
    ID,
    LANGUAGE,
    LAYER,
    LINK,
    MARKUPS,
    NOTE,
    ORIGIN,
    PARTS,
    PLAIN,
    RELATIONS,
    SETS,
    attribute_of,
)
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
from annotator.exchange.json_values import Entry, Unfit, gathered, inside, listed, whole, whole_text
from annotator.exchange.sniffing import LIKELY, NO, SURE, Glimpse, json_keys
from annotator.exchange.source import Source
from annotator.exchange.spelling import unspelled
from annotator.model.annotations import STATUSES, Piece, Value
from annotator.text.units import Unit, UnitOffsets

_SUFFIXES = (".bdocjs", ".json", ".jsonl")
_UNITS = {"p": Unit.CODE_POINTS, "j": Unit.UTF16}


def sniff(glimpse: Glimpse) -> int:
    """Tell by the keys of the first document."""
    keys = json_keys(glimpse, *_SUFFIXES)
    if "passages" in keys:
        return NO
    if "annotation_sets" in keys and "text" in keys:
        return SURE
    if {"entities", "indices"} <= keys and keys & {"text", "full_text"}:
        return SURE if SETS in keys else LIKELY
    return NO


def read(source: Source, reading: Reading) -> Iterator[IncomingArticle]:
    """Yield the article of each document."""
    for name in source.names(*_SUFFIXES):
        first: IncomingArticle | None = None
        alone = True
        for item in items(source, name):
            article = _Document(item, reading).article()
            if first is None:
                first = article
                continue
            if alone:
                yield first
            alone = False
            yield article
        if first and alone:
            first.name = first.name or name.rpartition(".")[0]
            yield first


@dataclass
class _Document:
    """A document."""

    item: Item
    reading: Reading
    faults: list[FileFault] = field(default_factory=list[FileFault])
    sets: dict[str, IncomingSet] = field(default_factory=dict[str, IncomingSet])
    text: str = ""
    unit: Unit = Unit.CODE_POINTS
    is_ours: bool = False

    def article(self) -> IncomingArticle:
        """Return the article, or the faults that keep it from being one."""
        return article_of(self.item, self.faults, self._read)

    def _read(self, document: Entry, article: IncomingArticle) -> None:
        if document.has("annotation_sets"):
            features = document.entry("features")
            self.text = whole_text(document, "text")
            self.unit = _unit(document)
            self._heads(features)
            self._sets(document)
        else:
            features = document
            key = "text" if document.has("text") else "full_text" if document.has("full_text") else "text"
            self._heads(features)
            self._entities(document, whole_text(document, key))
        article.text, article.unit = self.text, self.unit
        if self.is_ours:
            article.name, article.language = features.name(ARTICLE), features.name(LANGUAGE)
            self._relations(features)
        article.sets = list(self.sets.values())

    def _set(self, name: str) -> IncomingSet:
        return self.sets.setdefault(name, IncomingSet(name, place=self.item.place))

    def _wants(self, name: str) -> bool:
        """Whether a set is to be read: one that was asked for, else all but what GATE keeps of a file."""
        wanted = self.reading.options.get("sets", "")
        return name in wanted.split(",") if wanted else name != MARKUPS

    def _heads(self, features: Entry) -> None:
        self.is_ours = features.has(ARTICLE) and isinstance(features.get(SETS), dict)
        if not self.is_ours:
            return
        heads = features.entry(SETS)
        for name in heads.said:
            said, head = self._set(name), heads.entry(name)
            said.status = head.name("status") if head.name("status") in STATUSES else "draft"
            said.attributes = head.attributes()

    # bdoc ---------------------------------------------------------------------------------------

    def _sets(self, document: Entry) -> None:
        sets = document.entry("annotation_sets")
        left_out: list[str] = []
        for name in sets.said:
            if not self._wants(name):
                left_out.append(name)
                continue
            said = self._set(name)
            spans = gathered(sets.entry(name), "annotations", self._annotation, self.item.place, self.faults)
            said.spans += [span for span in spans if span]
        if left_out:
            message = f"{', '.join(left_out)}: left out; the option sets names those that are read"
            self._warn("annotation_sets", message)

    def _annotation(self, entry: Entry) -> IncomingSpan | None:
        return self._span(entry.label("type"), entry.piece(), entry.entry("features"), entry)

    # Twitter style ------------------------------------------------------------------------------

    def _entities(self, document: Entry, escaped: str) -> None:
        plain = _Plain(escaped)
        self.text = plain.text
        entities = document.entry("entities")
        for kind in entities.said:
            name, colon, label = kind.partition(":")
            name, label = (unspelled(name), label) if colon else ("", kind)
            if not self._wants(name):
                continue
            said = self._set(name)

            def read(entry: Entry, label: str = label) -> IncomingSpan | None:
                edges = listed(entry.get("indices"))
                if len(edges) != 2:
                    raise Unfit(entry.at("indices"), "is not [start, end]")
                start, end = (plain.place(whole(one, entry.at("indices")), entry) for one in edges)
                features = {key: value for key, value in entry.said.items() if key != "indices"}
                return self._span(label, (start, end), Entry(features, entry.path), entry)

            spans = gathered(entities, kind, read, self.item.place, self.faults)
            said.spans += [span for span in spans if span]

    # both ---------------------------------------------------------------------------------------

    def _span(self, label: str, piece: Piece, features: Entry, entry: Entry) -> IncomingSpan | None:
        if piece[0] == piece[1]:
            self._warn(entry.path, f"{label} covers nothing: left out")
            return None
        place = inside(self.item.place, entry.path)
        if not self.is_ours:
            said = {key: _value(value) for key, value in features.said.items() if key}
            name = entry.name("id") if entry.has("start") else ""  # the Twitter style has others' ids there
            return IncomingSpan(label, (piece,), None, name, attributes=said, place=place)
        layer = features.name(LAYER)
        return IncomingSpan(
            label,
            self._pieces(piece, features),
            None,
            features.name(ID),
            layer if self.reading.scheme.layer(layer) else "",
            {name: _value(value) for key, value in features.said.items() if (name := attribute_of(key))},
            _text(features.get(NOTE)),
            _text(features.get(LINK)),
            features.get(ORIGIN),
            place=place,
        )

    def _pieces(self, piece: Piece, features: Entry) -> tuple[Piece, ...]:
        """Return the pieces that we wrote, in code points, unless the annotation was moved since."""
        parts = features.pieces(PARTS)
        if not parts:
            return (piece,)
        offsets = UnitOffsets(self.text, self.unit)
        try:
            counted = tuple((offsets.from_code_point(a), offsets.from_code_point(b)) for a, b in parts)
        except ValueError:
            counted = ()
        if counted and (counted[0][0], counted[-1][1]) == piece:
            return counted
        self._warn(features.at(PARTS), "the annotation was changed since: taken as one piece")
        return (piece,)

    def _relations(self, features: Entry) -> None:
        def read(entry: Entry) -> tuple[str, IncomingRelation]:
            label, source, target = (entry.label(key) for key in ("type", "source", "target"))
            place = inside(self.item.place, entry.path)
            name, note = entry.name(ID), _text(entry.get(NOTE))
            said = IncomingRelation(label, source, target, name, entry.attributes(), note, place=place)
            return entry.name("annotator"), said

        for annotator, relation in gathered(features, RELATIONS, read, self.item.place, self.faults):
            if self._wants(annotator):
                self._set(annotator).relations.append(relation)

    def _warn(self, path: str, message: str) -> None:
        self.faults.append(inside(self.item.place, path).fault(message, warning=True))


class _Plain:
    """An escaped text as it is meant, and where its places are then."""

    def __init__(self, escaped: str) -> None:
        self.text = ENTITIES.sub(lambda found: PLAIN[found[0]], escaped)
        self._found = [found.span() for found in ENTITIES.finditer(escaped)]
        self._shorter = list(accumulate((end - start - 1 for start, end in self._found), initial=0))

    def place(self, place: int, entry: Entry) -> int:
        """Return where a place of the escaped text is. Raises Unfit inside an entity."""
        before = bisect_left(self._found, (place, 0))
        if before and place < self._found[before - 1][1]:
            raise Unfit(entry.at("indices"), f"{place} is inside what stands for one character")
        return place - self._shorter[before]


def _unit(document: Entry) -> Unit:
    said = document.name("offset_type") or "p"
    if said not in _UNITS:
        raise Unfit(document.at("offset_type"), f"{said!r} is neither p nor j")
    return _UNITS[said]


def _value(value: object) -> Value:
    """Return what a feature says: lists and maps as JSON."""
    if isinstance(value, str | bool):
        return value
    return "" if value is None else json.dumps(value, ensure_ascii=False)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""

"""Our own JSON Lines read back, line by line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

from annotator.exchange.incoming import (
    IncomingArticle,
    IncomingRelation,
    IncomingSet,
    IncomingSpan,
    Place,
    Reading,
)
from annotator.exchange.jsonl import FORMAT
from annotator.exchange.sniffing import NO, SURE, Glimpse
from annotator.exchange.source import Source
from annotator.model.annotations import Extra
from annotator.model.faults import InvalidAnnotation
from annotator.model.plain_entries import relation_of, span_of

_SET_KEYS = (
    "format", "article", "sha256", "length", "annotator", "status", "attributes", "spans", "relations",
)  # fmt: skip
_PLAIN = ("id", "layer", "label", "start", "end", "exact")


def sniff(glimpse: Glimpse) -> int:
    """Tell whether the first line says that it is one of ours."""
    name = glimpse.first(".jsonl", ".ndjson", ".json")
    return SURE if f'"format":"{FORMAT}"' in glimpse.line(name)[:200].replace(" ", "") else NO


def read(source: Source, _reading: Reading) -> Iterator[IncomingArticle]:
    """Yield the article of each line."""
    for name in source.names(".jsonl", ".ndjson"):
        for number, line in source.lines(name):
            if line.strip():
                yield _article(line, Place(name, number))


def _article(line: str, place: Place) -> IncomingArticle:
    try:
        return _read(json.loads(line), place)
    except (json.JSONDecodeError, RecursionError) as error:
        message = f"is not JSON: {error}"
    except InvalidAnnotation as error:
        message = str(error)
    return IncomingArticle("", None, faults=[place.fault(message)], place=place)


def _read(said: object, place: Place) -> IncomingArticle:
    if not isinstance(said, dict):
        raise InvalidAnnotation("is no JSON object")
    entry = cast("Mapping[str, Any]", said)
    if entry.get("format") != FORMAT:
        raise InvalidAnnotation(f"format: {entry.get('format')!r} is not {FORMAT}")
    text = _text(entry, "text")
    sets = [_set(one, place, f"sets[{number}]") for number, one in enumerate(_list(entry, "sets"))]
    return IncomingArticle(
        _text(entry, "article"), text, sets, _data(entry, text), _text(entry, "language"), place=place
    )


def _data(entry: Mapping[str, Any], text: str) -> bytes:
    """Return the bytes of the article's file."""
    source = _text(entry, "source")
    if not source:
        mark = "\ufeff" if entry.get("bom") else ""
        source = mark + text.replace("\n", _text(entry, "line_ends") or "\n")
    try:
        return source.encode()
    except UnicodeEncodeError as error:
        raise InvalidAnnotation(f"text: holds half a character at {error.start}") from None


def _set(entry: Mapping[str, Any], place: Place, where: str) -> IncomingSet:
    said = IncomingSet(_text(entry, "annotator"), place=Place(place.file, place.line, where))
    said.status = _text(entry, "status") or "draft"
    attributes = entry.get("attributes", {})
    if not isinstance(attributes, dict):
        raise InvalidAnnotation(f"{where}.attributes: must be a mapping")
    said.attributes = cast("Mapping[str, Any]", attributes)
    for number, one in enumerate(_list(entry, "spans")):
        said.spans.append(_span(one, Place(place.file, place.line, f"{where}.spans[{number}]")))
    for number, one in enumerate(_list(entry, "relations")):
        said.relations.append(_relation(one, Place(place.file, place.line, f"{where}.relations[{number}]")))
    said.extra = _extra(entry)
    return said


def _span(entry: Mapping[str, Any], place: Place) -> IncomingSpan:
    # What a span has that nothing else is said of, as most have.
    if tuple(entry) == _PLAIN:
        name, layer, label, start, end, exact = entry.values()
        texts = name.__class__ is layer.__class__ is label.__class__ is exact.__class__ is str
        if texts and start.__class__ is end.__class__ is int:
            return IncomingSpan(label, ((start, end),), exact, name, layer, place=place)
    try:
        span = span_of(entry)
    except InvalidAnnotation as error:
        raise InvalidAnnotation(f"{place.path}: {error}") from error
    exact = entry.get("exact")
    return IncomingSpan(
        span.label,
        span.pieces,
        exact if isinstance(exact, str) else None,
        span.id,
        span.layer,
        span.attributes,
        span.note,
        span.link,
        span.origin,
        span.extra,
        place=place,
    )


def _relation(entry: Mapping[str, Any], place: Place) -> IncomingRelation:
    try:
        found = relation_of(entry)
    except InvalidAnnotation as error:
        raise InvalidAnnotation(f"{place.path}: {error}") from error
    return IncomingRelation(
        found.label,
        found.source,
        found.target,
        found.id,
        found.attributes,
        found.note,
        found.extra,
        place=place,
    )


def _extra(entry: Mapping[str, Any]) -> tuple[Extra, ...]:
    extras: list[Extra] = []
    after = ""
    for key, value in entry.items():
        if key in _SET_KEYS:
            after = key
        else:
            extras.append(Extra(key, value, after))
    return tuple(extras)


def _text(entry: Mapping[str, Any], key: str) -> str:
    value = entry.get(key, "")
    if not isinstance(value, str):
        raise InvalidAnnotation(f"{key}: must be text")
    return value


def _list(entry: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    value = entry.get(key, [])
    if not isinstance(value, list):
        raise InvalidAnnotation(f"{key}: must be a list")
    items = cast("Sequence[object]", value)
    if not all(isinstance(item, dict) for item in items):
        raise InvalidAnnotation(f"{key}: must be a list of objects")
    return cast("list[Mapping[str, Any]]", value)

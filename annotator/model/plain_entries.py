"""Spans and relations as plain values, with the keys that they have in a file, and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from annotator.model.anchors import Anchor, QuotedPiece
from annotator.model.annotations import Extra, Relation, Span, Value
from annotator.model.faults import InvalidAnnotation

Entry = dict[str, object]

_ANCHOR_KEYS = ("start", "end", "parts", "exact", "prefix", "suffix")
_SPAN_KEYS = ("id", "layer", "label", *_ANCHOR_KEYS, "attributes", "note", "link", "origin")
_RELATION_KEYS = ("id", "label", "from", "to", "attributes", "note")
_ALWAYS = ("exact", "prefix", "suffix")


def entry_of_anchor(anchor: Anchor) -> Entry:
    """Return an anchor as a mapping."""
    parts = [{"start": start, "end": end, "exact": exact} for start, end, exact in anchor.parts]
    entry: Entry = {"start": anchor.start, "end": anchor.end}
    if parts:
        entry["parts"] = parts
    return entry | {"exact": anchor.exact, "prefix": anchor.prefix, "suffix": anchor.suffix}


def anchor_of(entry: Mapping[str, Any]) -> Anchor:
    """Return the anchor that an entry tells of. Raises InvalidAnnotation where there is none."""
    parts: list[QuotedPiece] = []
    for part in _list(entry, "parts"):
        parts.append((_offset(part, "start"), _offset(part, "end"), _text(part, "exact")))
    exact, prefix, suffix = (_text(entry, key) for key in _ALWAYS)
    return Anchor(_offset(entry, "start"), _offset(entry, "end"), exact, prefix, suffix, tuple(parts))


def entry_of_lost(span: Span, anchor: Anchor) -> Entry:
    """Return a span at its earlier place as a mapping, keys in the order of the file."""
    said: Entry = {"id": span.id, "layer": span.layer, "label": span.label, **entry_of_anchor(anchor)}
    said |= {
        "attributes": dict(span.attributes),
        "note": span.note,
        "link": span.link,
        "origin": span.origin,
    }
    return _with_extra(said, _SPAN_KEYS, span.extra)


def span_of(entry: Mapping[str, Any]) -> Span:
    """Return the span of an entry. Raises InvalidAnnotation where it is none."""
    parts = tuple((_offset(part, "start"), _offset(part, "end")) for part in _list(entry, "parts"))
    return Span(
        _text(entry, "id"),
        _text(entry, "layer"),
        _text(entry, "label"),
        _offset(entry, "start"),
        _offset(entry, "end"),
        parts,
        _attributes(entry),
        _text(entry, "note"),
        _text(entry, "link"),
        entry.get("origin"),
        _extra(entry, _SPAN_KEYS),
    )


def entry_of_relation(relation: Relation) -> Entry:
    """Return a relation as a mapping, keys in the order of the file."""
    said: Entry = {
        "id": relation.id,
        "label": relation.label,
        "from": relation.source,
        "to": relation.target,
        "attributes": dict(relation.attributes),
        "note": relation.note,
    }
    return _with_extra(said, _RELATION_KEYS, relation.extra)


def relation_of(entry: Mapping[str, Any]) -> Relation:
    """Return the relation of an entry. Raises InvalidAnnotation where it is none."""
    name, label, source, target = (_text(entry, key) for key in _RELATION_KEYS[:4])
    note, extra = _text(entry, "note"), _extra(entry, _RELATION_KEYS)
    return Relation(name, label, source, target, _attributes(entry), note, extra)


def _with_extra(said: Entry, keys: Sequence[str], extras: Iterable[Extra]) -> Entry:
    entry: Entry = {}
    for key in ("", *keys):
        if key in said and (said[key] or key in _ALWAYS or key == "start"):
            entry[key] = said[key]
        for extra in extras:
            if extra.after == key:
                entry[extra.key] = extra.value
    return entry


def _extra(entry: Mapping[str, Any], known: Sequence[str]) -> tuple[Extra, ...]:
    extras: list[Extra] = []
    after = ""
    for key, value in entry.items():
        if key in known:
            after = key
        else:
            extras.append(Extra(key, value, after))
    return tuple(extras)


def _text(entry: Mapping[str, Any], key: str) -> str:
    value = entry.get(key, "")
    if not isinstance(value, str):
        raise InvalidAnnotation(f"{key} must be text")
    return value


def _offset(entry: Mapping[str, Any], key: str) -> int:
    value = entry.get(key)
    if not isinstance(value, int) or isinstance(value, bool):
        raise InvalidAnnotation(f"{key} must be a whole number")
    return value


def _list(entry: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    value = entry.get(key, ())
    if not isinstance(value, list | tuple):
        raise InvalidAnnotation(f"{key} must be a list")
    items = [*cast("Sequence[object]", value)]
    if not all(isinstance(item, Mapping) for item in items):
        raise InvalidAnnotation(f"{key} must be a list of mappings")
    return cast("list[Mapping[str, Any]]", items)


def _attributes(entry: Mapping[str, Any]) -> Mapping[str, Value]:
    value = entry.get("attributes", {})
    if not isinstance(value, Mapping):
        raise InvalidAnnotation("attributes must be a mapping")
    return cast("Mapping[str, Value]", value)

"""BioC's XML as the values that its JSON has."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.exchange.incoming import Place
from annotator.exchange.json_stream import Item
from annotator.exchange.safe_xml import Element, elements
from annotator.exchange.source import Source
from annotator.model.faults import FaultyFile

Object = dict[str, object]

_LISTS = {
    "passage": "passages",
    "sentence": "sentences",
    "annotation": "annotations",
    "relation": "relations",
}


def documents(source: Source, name: str) -> Iterator[Item]:
    """Yield the documents of a collection. What is no XML ends it, as an item with the fault."""
    with source.open(name) as file:
        try:
            for element in elements(file, name, doctype=True):
                if element.name == "document":
                    yield Item(Place(name, element.line), _value(element))
        except FaultyFile as error:
            for fault in error.faults:
                yield Item(Place(name, fault.line), None, fault.message)


def _value(element: Element) -> Object:
    """Return an element: its infons as an object, what it may have several of as lists, the rest as text."""
    infons: dict[str, object] = {}
    value: Object = {**element.attributes, "infons": infons}
    for child in element.children:
        if child.name == "infon":
            infons[child.attributes.get("key", "")] = child.text
        elif child.name in _LISTS:
            _listed(value, _LISTS[child.name]).append(_value(child))
        elif child.name == "location":
            _listed(value, "locations").append({key: _number(one) for key, one in child.attributes.items()})
        elif child.name == "node":
            _listed(value, "nodes").append(dict(child.attributes))
        else:
            value[child.name] = _number(child.text) if child.name == "offset" else child.text
    return value


def _listed(value: Object, key: str) -> list[object]:
    there = value.setdefault(key, [])
    assert isinstance(there, list)
    return there  # pyright: ignore[reportUnknownVariableType]


def _number(text: str) -> object:
    text = text.strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 20 else text

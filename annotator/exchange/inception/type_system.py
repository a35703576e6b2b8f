"""A UIMA type system: which types there are and what features they have; its XML written and read.

INCEpTION takes such a file for a project's layers (Settings, Layers, Import).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO
from xml.sax.saxutils import escape

from annotator.exchange.inception.names import (
    ANNOTATION,
    DOCUMENT,
    NAMED_ENTITY,
    SENTENCE,
    SOURCE,
    TARGET,
    TOKEN,
)
from annotator.exchange.safe_xml import elements

FILE = "TypeSystem.xml"
STRING, BOOLEAN = "uima.cas.String", "uima.cas.Boolean"
BASE = "uima.cas.AnnotationBase"
_TOP = "uima.cas.TOP"
_DEPTH = 100
_PRIMITIVE = frozenset(
    (
        "String",
        "Integer",
        "Float",
        "Boolean",
        "Byte",
        "Short",
        "Long",
        "Double",
        "EmptyString",
        "NonEmptyString",
    )
)

BUILT_IN: dict[str, str] = {
    BASE: _TOP,
    ANNOTATION: BASE,
    "uima.tcas.DocumentAnnotation": ANNOTATION,
}
"""Types that every type system has, each with the one that it is derived from."""

_KNOWN: dict[str, tuple[str, dict[str, str]]] = {
    SENTENCE: (ANNOTATION, {"id": STRING}),
    TOKEN: (ANNOTATION, {}),
    NAMED_ENTITY: (ANNOTATION, {"value": STRING, "identifier": STRING}),
    DOCUMENT: (
        "uima.tcas.DocumentAnnotation",
        {
            "documentTitle": STRING,
            "documentId": STRING,
            "documentUri": STRING,
            "collectionId": STRING,
            "documentBaseUri": STRING,
            "isLastSegment": BOOLEAN,
        },
    ),
}


@dataclass(slots=True)
class TypeOf:
    """A type. parent: the one that it is derived from. features: their ranges, by name."""

    name: str
    parent: str = ANNOTATION
    features: dict[str, str] = field(default_factory=dict[str, str])


class TypeSystem:
    """Types by name."""

    def __init__(self) -> None:
        self.types: dict[str, TypeOf] = {}

    def add(self, name: str, parent: str = "") -> TypeOf:
        """Return the type of that name, which is there afterwards."""
        if name not in self.types:
            known, features = _KNOWN.get(name, (ANNOTATION, {}))
            self.types[name] = TypeOf(name, parent or known, dict(features))
        return self.types[name]

    def add_relation(self, name: str, ends: str) -> TypeOf:
        """Return a type of relations between annotations of a type, which is there afterwards."""
        kind = self.add(name)
        kind.features |= {SOURCE: ends, TARGET: ends}
        return kind

    def ancestors(self, name: str) -> Iterator[str]:
        """Yield a type and those that it is derived from."""
        for _ in range(_DEPTH):
            yield name
            found = self.types.get(name)
            name = found.parent if found else BUILT_IN.get(name, "")
            if not name:
                return

    def features(self, name: str) -> dict[str, str]:
        """Return the ranges of all features of a type."""
        found: dict[str, str] = {}
        for one in self.ancestors(name):
            if kind := self.types.get(one):
                found = kind.features | found
        return found

    def xml(self) -> bytes:
        """Return it as a UIMA type system description."""
        lines = [
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier">',
            "  <types>",
            *(line for name in sorted(self.types) for line in _type_lines(self.types[name])),
            "  </types>",
            "</typeSystemDescription>",
        ]
        return ("\n".join(lines) + "\n").encode()


def is_reference_range(name: str) -> bool:
    """Whether a feature of that range names other structures, rather than having a value of its own."""
    kind = name.removeprefix("uima.cas.")
    return kind == name or kind.removesuffix("Array").removesuffix("List") not in _PRIMITIVE


def _type_lines(kind: TypeOf) -> Iterator[str]:
    yield "    <typeDescription>"
    yield f"      <name>{escape(kind.name)}</name>"
    yield "      <description/>"
    yield f"      <supertypeName>{escape(kind.parent)}</supertypeName>"
    if kind.features:
        yield "      <features>"
        for name in sorted(kind.features):
            yield "        <featureDescription>"
            yield f"          <name>{escape(name)}</name>"
            yield "          <description/>"
            yield f"          <rangeTypeName>{escape(kind.features[name])}</rangeTypeName>"
            yield "        </featureDescription>"
        yield "      </features>"
    yield "    </typeDescription>"


def type_system_of(file: BinaryIO, name: str) -> TypeSystem:
    """Read a type system; name: the file's. Raises FaultyFile for what is no XML."""
    types = TypeSystem()
    for element in elements(file, name, level=2):
        if element.name != "typeDescription" or not (called := element.child_text("name")):
            continue
        kind = types.types.setdefault(called, TypeOf(called))
        kind.parent = element.child_text("supertypeName") or kind.parent
        for part in element.children:
            if part.name == "features":
                kind.features |= {
                    one.child_text("name"): one.child_text("rangeTypeName") for one in part.children
                }
    return types

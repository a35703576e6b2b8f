"""UIMA CAS XMI read: one article and one annotator in each file, in folders and in zip archives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import BinaryIO

from annotator.exchange.inception.type_system import BOOLEAN, TypeSystem, is_reference_range
from annotator.exchange.incoming import IncomingArticle, Place, Reading
from annotator.exchange.safe_xml import Element, elements
from annotator.exchange.sniffing import LIKELY, NO, SURE, Glimpse
from annotator.exchange.source import Source
from annotator.exchange.uima.reading import articles
from annotator.exchange.uima.structures import INITIAL_VIEW, SOFA, Cas, Structure, is_link, is_list
from annotator.exchange.uima.xml_characters import possible_text, value_of
from annotator.model.annotations import Value
from annotator.model.faults import Fault, FaultyFile

_NAMESPACE = re.compile(r"http:///(.*)\.ecore")
_KEYS = re.compile(r"\s*\d+(?:\s+\d+)*\s*")
_REFERENCES = frozenset(
    ("Governor", "Dependent", "governor", "dependent", "first", "next", "target", "source", "elements")
)
"""Features that refer to others, where no type system tells."""
_NO_NAMESPACE = "uima/noNamespace"
_TRUTH = {"true": True, "1": True, "false": False, "0": False}
_OWN = frozenset({"xmi:id", "sofa", "begin", "end"})


def sniff(glimpse: Glimpse) -> int:
    """Tell whether the first file that could be is XMI, or whether an archive holds some."""
    name = glimpse.first(".xmi") or glimpse.first(".zip") or glimpse.first("")
    head = glimpse.head(name)
    if b"http://www.omg.org/XMI" in head and b"http:///" in head:
        return SURE
    return LIKELY if head.startswith(b"PK\x03\x04") and b".xmi" in head else NO


def read(source: Source, reading: Reading) -> Iterator[IncomingArticle]:
    """Yield the article of each file."""
    yield from articles(source, reading, ".xmi", cas_of, possible_text)


def cas_of(file: BinaryIO, name: str, types: TypeSystem) -> Cas:
    """Read a CAS. types: without the types of a file, what refers to others is told by its name.

    Raises FaultyFile.
    """
    return _Reader(name, types).read(file)


class _Reader:
    """Reads one file."""

    def __init__(self, name: str, types: TypeSystem) -> None:
        self._name = name
        self._cas = Cas(types=types)
        self._sofas: dict[str, Element] = {}
        self._members: dict[str, str] = {}
        self._sofa_of: dict[str, str] = {}
        self._ranges: dict[str, dict[str, str]] = {}
        self._unsure: list[tuple[Structure, str]] = []

    def read(self, file: BinaryIO) -> Cas:
        cas = self._cas
        for element in elements(file, self._name):
            self._take(element)
        self._settle()
        sofa = self._chosen()
        if sofa is not None:
            cas.text = sofa.attributes.get("sofaString")
            key = sofa.attributes.get("xmi:id", "")
            members = self._members.get(key)
            cas.members = None if members is None else frozenset(members.split())
            self._drop_other_views(key)
        return cas

    def _settle(self) -> None:
        """Take numbers for references, where no type system tells, if links are what they name."""
        for structure, name in self._unsure:
            keys = tuple(str(structure.values[name]).split())
            if all((named := self._cas.structures.get(key)) and is_link(named) for key in keys):
                del structure.values[name]
                structure.refs[name] = keys

    def _chosen(self) -> Element | None:
        """Return the view that is read: the initial one, else the first that has a text."""
        texts = [sofa for sofa in self._sofas.values() if "sofaString" in sofa.attributes]
        initial = [sofa for sofa in texts if sofa.attributes.get("sofaID") == INITIAL_VIEW]
        return next(iter([*initial, *texts]), None)

    def _drop_other_views(self, key: str) -> None:
        others = [name for name, sofa in self._sofa_of.items() if sofa != key]
        for name in others:
            del self._cas.structures[name]
        if others:
            message = f"{len(others):,} annotations of other views than the first are left out"
            self._cas.faults.append(Place(self._name).fault(message, warning=True))

    def _take(self, element: Element) -> None:
        kind = _type_of(element.namespace, element.name)
        if not kind:
            return
        key = element.attributes.get("xmi:id", "")
        if kind == SOFA:
            self._sofas[key] = element
        elif kind == "uima.cas.View":
            self._members[element.attributes.get("sofa", "")] = element.attributes.get("members", "")
        elif key:
            if key in self._cas.structures:
                raise self._faulty(element, f"the xmi:id {key} is given twice")
            structure = self._structure(element, kind, key)
            self._cas.structures[key] = structure
            if structure.begin is not None:
                self._sofa_of[key] = element.attributes.get("sofa", "")

    def _structure(self, element: Element, kind: str, key: str) -> Structure:
        place = Place(self._name, element.line, f"{element.name}[{key}]")
        structure = Structure(key, kind, place=place)
        said = element.attributes
        if "begin" in said and "end" in said:
            structure.begin, structure.end = self._offset(element, "begin"), self._offset(element, "end")
            if structure.begin > structure.end:
                raise self._faulty(
                    element, f"begins at {structure.begin} and ends before it, at {structure.end}"
                )
        if kind not in self._ranges:
            self._ranges[kind] = self._cas.types.features(kind)
        ranges = self._ranges[kind]
        for name, value in said.items():
            if name not in _OWN:
                self._add(structure, name, value, ranges.get(name, ""))
        if element.children:
            for name, values in _children(element).items():
                structure.values[name] = value_of("; ".join(values))
        return structure

    def _add(self, structure: Structure, name: str, written: str, kind: str) -> None:
        is_reference = is_reference_range(kind) if kind else name in _REFERENCES
        is_reference = is_reference or (name in ("head", "tail") and is_list(structure.type))
        if is_reference and _KEYS.fullmatch(written):
            structure.refs[name] = tuple(written.split())
        else:
            value: Value = value_of(written)
            structure.values[name] = _TRUTH.get(written, value) if kind == BOOLEAN else value
            if not kind and _KEYS.fullmatch(written):
                self._unsure.append((structure, name))

    def _offset(self, element: Element, name: str) -> int:
        written = element.attributes[name]
        if not (written.isdecimal() and written.isascii() and len(written) < 10):
            raise self._faulty(element, f"{name}: {written[:40]!r} is no offset")
        return int(written)

    def _faulty(self, element: Element, message: str) -> FaultyFile:
        place = f"{element.name}[{element.attributes.get('xmi:id', '')}]"
        return FaultyFile(self._name, [Fault(message, place, element.line)])


@lru_cache(maxsize=1000)
def _type_of(namespace: str, name: str) -> str:
    """Return the type of an element; "" for one of other things than UIMA's."""
    found = _NAMESPACE.fullmatch(namespace)
    if not found:
        return ""
    package = "" if found[1] == _NO_NAMESPACE else found[1].replace("/", ".") + "."
    return f"{package}{name}"


def _children(element: Element) -> dict[str, list[str]]:
    """Return the values of features that have several."""
    found: dict[str, list[str]] = {}
    for child in element.children:
        found.setdefault(child.name, []).append(child.text)
    return found

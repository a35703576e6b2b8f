"""XML of other tools as a light tree, without its dangers: entities are refused, depth is bound."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO
from xml.parsers import expat

from annotator.model.faults import Fault, FaultyFile

_CHUNK = 1 << 20
_DEPTH = 200


class Element:
    """An element. text: all that stands directly in it, between its children too; line: where it begins."""

    __slots__ = ("attributes", "children", "line", "tag", "text")

    def __init__(self, tag: str, attributes: dict[str, str], line: int) -> None:
        self.tag = tag
        self.attributes = attributes
        self.line = line
        self.text = ""
        self.children: list[Element] = []

    def all(self, tag: str) -> Iterator[Element]:
        """Yield the children of a tag."""
        return (child for child in self.children if child.tag == tag)

    def first(self, tag: str) -> Element | None:
        """Return the first child of a tag; None."""
        return next(self.all(tag), None)

    def walk(self) -> Iterator[Element]:
        """Yield this element and all below it, in their order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def text_of(self, tag: str) -> str:
        """Return the text of the first child of a tag; "" where there is none."""
        child = self.first(tag)
        return child.text if child else ""


def read_whole(file: BinaryIO, name: str) -> Element:
    """Return the root. Raises FaultyFile."""
    for element in stream(file, name, ""):
        return element
    raise FaultyFile(name, [Fault("is empty")])


def stream(file: BinaryIO, name: str, tag: str) -> Iterator[Element]:
    """Yield each element of a tag when it ends, and forget it then; of "" the root.

    Raises FaultyFile where it is no XML, and for what it must not hold.
    """
    reader = _Reader(name, tag)
    while True:
        data = file.read(_CHUNK)
        reader.feed(data)
        yield from reader.done
        reader.done.clear()
        if not data:
            return


class _Reader:
    """Builds elements from expat's events."""

    def __init__(self, name: str, tag: str) -> None:
        self._name = name
        self._tag = tag
        self._open: list[Element] = []
        self._texts: list[list[str]] = []
        self.done: list[Element] = []
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        self._parser.EntityDeclHandler = self._refuse_entity

    def feed(self, data: bytes) -> None:
        """Read on; b"" at the end. Raises FaultyFile."""
        try:
            self._parser.Parse(data, not data)
        except expat.ExpatError as error:
            raise self._fault(f"is not XML: {expat.ErrorString(error.code)}", error.lineno) from None
        except (ValueError, LookupError) as error:
            raise self._fault(f"is not XML: {error}") from None

    def _fault(self, message: str, line: int = 0) -> FaultyFile:
        return FaultyFile(self._name, [Fault(message, "", line or self._parser.CurrentLineNumber)])

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if len(self._open) >= _DEPTH:
            raise self._fault("is nested too deeply")
        element = Element(tag, attributes, self._parser.CurrentLineNumber)
        if self._open and not self._is_wanted(tag):
            self._open[-1].children.append(element)
        self._open.append(element)
        self._texts.append([])

    def _end(self, tag: str) -> None:
        element = self._open.pop()
        element.text = "".join(self._texts.pop())
        if self._is_wanted(tag) or (not self._tag and not self._open):
            self.done.append(element)

    def _is_wanted(self, tag: str) -> bool:
        """Whether it is given out by itself, and not with what it stands in."""
        return tag == self._tag and not any(one.tag == tag for one in self._open)

    def _characters(self, data: str) -> None:
        if self._texts:
            self._texts[-1].append(data)

    def _refuse_entity(self, *_: object) -> None:
        raise self._fault("declares entities, which are not read")

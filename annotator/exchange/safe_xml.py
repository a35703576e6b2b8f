"""XML of unknown make, element by element. What it could do harm with is refused: document types, and with
them entities; elements nested without end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import BinaryIO
from xml.parsers.expat import ExpatError, ParserCreate, errors

from annotator.model.faults import Fault, FaultyFile

_CHUNK, _BUFFER = 1 << 16, 1 << 20
_DEPTH = 40
_SEPARATOR = " "


@dataclass(slots=True)
class Element:
    """An element with all that is in it. namespace: its URI, "" for none. line: from 1.

    attributes: by their local names; those of XMI with xmi: before them, for a type may have an id itself.
    """

    namespace: str
    name: str
    attributes: Mapping[str, str]
    line: int
    text: str = ""
    children: list[Element] = field(default_factory=list["Element"])

    def child_text(self, name: str) -> str:
        """Return the text of the first child of that name, without white space around it; "" for none."""
        return next((child.text.strip() for child in self.children if child.name == name), "")


class _Builder:
    """Is told of starts, ends and text; done: elements at a level that are whole."""

    def __init__(self, level: int, name: str, *, doctype: bool = False) -> None:
        self.done: list[Element] = []
        self._level, self._name = level, name
        self._open: list[Element] = []
        self._depth = 0
        self._parser = ParserCreate(namespace_separator=_SEPARATOR)
        self._parser.buffer_text = True
        self._parser.buffer_size = _BUFFER
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        self._parser.StartDoctypeDeclHandler = self._named_doctype if doctype else self._doctype
        self._parser.SkippedEntityHandler = self._skipped

    def feed(self, data: bytes, *, is_last: bool = False) -> None:
        """Parse some more. Raises FaultyFile."""
        try:
            self._parser.Parse(data, is_last)
        except ExpatError as error:
            raise self._faulty(f"is not XML: {errors.messages[error.code]}", error.lineno) from None
        except (LookupError, ValueError):
            raise self._faulty("is in an encoding that is not known; save it as UTF-8") from None

    def _start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEPTH:
            raise self._faulty(f"has elements in each other, more than {_DEPTH} deep")
        if self._depth > self._level:
            namespace, _, name = tag.rpartition(_SEPARATOR)
            said = {_local(key): value for key, value in attributes.items()}
            element = Element(namespace, name, said, self._parser.CurrentLineNumber)
            if self._open:
                self._open[-1].children.append(element)
            self._open.append(element)

    def _end(self, _tag: str) -> None:
        self._depth -= 1
        if self._open:
            element = self._open.pop()
            if not self._open:
                self.done.append(element)

    def _characters(self, text: str) -> None:
        if self._open:
            self._open[-1].text += text

    def _doctype(self, *_: object) -> None:
        raise self._faulty("declares a document type (DOCTYPE), which may hold anything: it is not read")

    def _named_doctype(self, _name: str, _system: str | None, _public: str | None, declares: bool) -> None:
        if declares:
            self._doctype()

    def _skipped(self, entity: str, _is_parameter: bool) -> None:
        raise self._faulty(f"has &{entity};, which only a document type could explain: it is not read")

    def _faulty(self, message: str, line: int = 0) -> FaultyFile:
        return FaultyFile(self._name, [Fault(message, "", line or self._parser.CurrentLineNumber)])


@lru_cache(maxsize=1000)
def _local(name: str) -> str:
    namespace, _, local = name.rpartition(_SEPARATOR)
    return f"xmi:{local}" if namespace.endswith("/XMI") else local


def elements(file: BinaryIO, name: str, level: int = 1, *, doctype: bool = False) -> Iterator[Element]:
    """Yield the elements at a level, each when it is whole; 1: the children of the outermost.

    name: the file's, for messages. doctype: whether a document type may be named, which is never fetched; one
    that declares anything may not. Raises FaultyFile with a line.
    """
    builder = _Builder(level, name, doctype=doctype)
    while data := file.read(_CHUNK):
        builder.feed(data)
        yield from builder.done
        builder.done.clear()
    builder.feed(b"", is_last=True)
    yield from builder.done

"""A WebAnno TSV file line by line: its head, its sentences, the rows of their tokens and sub-tokens."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from annotator.exchange.incoming import Place
from annotator.exchange.source import Source
from annotator.exchange.webanno.escaping import unescaped_text
from annotator.exchange.webanno.header import Header, first_field, header_of, layer_of_line, version_of
from annotator.model.faults import Fault, FaultyFile

_UNIT = re.compile(r"(\d{1,9})-(\d{1,9})(\.\d{1,9})?")
_OFFSETS = re.compile(r"(\d{1,9})-(\d{1,9})")
_TEXT = "#Text="


@dataclass(slots=True)
class Row:
    """A token or sub-token. name: such as 1-2.1; begin, end: in the file's unit; fields: the whole row."""

    name: str
    begin: int
    end: int
    fields: list[str]
    line: int

    @property
    def is_token(self) -> bool:
        """Whether it is a whole token."""
        return "." not in self.name


@dataclass(slots=True)
class Sentence:
    """A sentence. text: with its line feeds. line: where it begins."""

    text: str = ""
    rows: list[Row] = field(default_factory=list[Row])
    line: int = 0


@dataclass(slots=True)
class TsvFile:
    """A file that was read."""

    name: str
    header: Header
    sentences: list[Sentence]

    def rows(self) -> Iterator[Row]:
        """Yield all rows in order."""
        for sentence in self.sentences:
            yield from sentence.rows


def read_rows(source: Source, name: str) -> TsvFile:
    """Read a file. Raises FaultyFile for what is not of the format's form, with its line."""
    lines = source.lines(name)
    number, first = next(lines, (1, ""))
    version = version_of(first, Place(name, number))
    head = _Head(version, name)
    body = _Body(name)
    for number, line in lines:
        if not head.is_over and head.take(line, number):
            continue
        body.take(line, number, head.header)
    return TsvFile(name, head.header, body.sentences)


class _Head:
    """What stands before the first sentence; of it, the lines that name layers."""

    def __init__(self, version: tuple[int, int], name: str) -> None:
        self.header = header_of(version, ())
        self.is_over = False
        self._name = name

    def take(self, line: str, number: int) -> bool:
        """Take a line; False for one that is of the body."""
        layers = self.header.layers
        layer = layer_of_line(line, first_field(layers), Place(self._name, number))
        if layer:
            self.header = header_of(self.header.version, (*layers, layer))
        self.is_over = line.startswith(_TEXT) or bool(_UNIT.match(line))
        return not self.is_over


class _Body:
    """The sentences."""

    def __init__(self, name: str) -> None:
        self.sentences: list[Sentence] = []
        self._name = name
        self._texts: list[str] = []
        self._is_open = False

    def take(self, line: str, number: int, header: Header) -> None:
        """Take a line: text, a row, something that is not read, or the end of a sentence."""
        if line.startswith(_TEXT):
            self._take_text(line, number, header)
        elif line.startswith("#"):
            return
        elif not line:
            self._is_open = False
        else:
            self._take_row(line, number, header)

    def _take_text(self, line: str, number: int, header: Header) -> None:
        if not self._is_open or self.sentences[-1].rows:
            self.sentences.append(Sentence(line=number))
            self._is_open, self._texts = True, []
        self._texts.append(unescaped_text(line[len(_TEXT) :], is_java=header.is_java))
        self.sentences[-1].text = "\n".join(self._texts)

    def _take_row(self, line: str, number: int, header: Header) -> None:
        fields = line.split("\t")
        unit = _UNIT.fullmatch(fields[0])
        offsets = _OFFSETS.fullmatch(fields[1]) if len(fields) > 1 else None
        if not (unit and offsets):
            raise self._faulty("is no row of a token, such as 1-1, tab, 0-5, tab, Hello", number)
        if not self.sentences or not self._is_open:
            raise self._faulty("there is no #Text line before this token", number)
        if len(fields) < header.fields:
            message = f"has {len(fields)} fields, and the head of the file names {header.fields}"
            raise self._faulty(message, number)
        begin, end = int(offsets[1]), int(offsets[2])
        if begin > end:
            raise self._faulty(f"the token ends at {end}, before it begins ({begin})", number)
        self.sentences[-1].rows.append(Row(fields[0], begin, end, fields, number))

    def _faulty(self, message: str, line: int) -> FaultyFile:
        return FaultyFile(self._name, [Fault(message, "", line)])

"""A CSV file as rows, whatever parts its cells and in whichever Unicode encoding a spreadsheet wrote it."""

from __future__ import annotations

import csv
import io
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import TextIO

from annotator.exchange.source import Source
from annotator.exchange.tabular.cells import text_of
from annotator.exchange.tabular.columns import ATTRIBUTE, named
from annotator.exchange.tabular.rows import value_of
from annotator.model.annotations import Value
from annotator.model.faults import Fault, FaultyFile

_LONGEST_CELL = 64 << 20
_SEPARATORS = "\t;,|"


class CsvFile:
    """A table in a file. columns: our column by the place of a cell; attributes: names by the place.

    ignored: headings that mean nothing here.
    """

    def __init__(self, source: Source, name: str, wanted: Sequence[str]) -> None:
        """Read the headings. Raises FaultyFile."""
        self._source = source
        self.name = name
        with self._open() as file:
            self.separator = separator_of(_first_line(file, name))
        headings = next((cells for _, cells in self._cells()), list[str]())
        known = named([one for one in headings if not one.startswith(ATTRIBUTE)], wanted)
        self.columns: Mapping[int, str] = {
            place: known[one] for place, one in enumerate(headings) if one in known
        }
        self.attributes: Mapping[int, str] = {
            place: one.removeprefix(ATTRIBUTE)
            for place, one in enumerate(headings)
            if one.startswith(ATTRIBUTE)
        }
        both = self.columns.keys() | self.attributes.keys()
        self.ignored = [one for place, one in enumerate(headings) if place not in both and one.strip()]

    def rows(self) -> Iterator[tuple[int, dict[str, str], dict[str, Value]]]:
        """Yield (line, cells by column, attributes) of each row that says something. Raises FaultyFile."""
        columns, attributes = list(self.columns.items()), list(self.attributes.items())
        headings = True
        for line, cells in self._cells():
            if headings or not any(cells):
                headings = False
                continue
            length = len(cells)
            row = {column: text_of(cells[place]) for place, column in columns if place < length}
            said: dict[str, Value] = {}
            for place, name in attributes:
                if place < length and cells[place]:
                    said[name] = value_of(text_of(cells[place]))
            yield line, row, said

    def articles(self, alone: str) -> Iterator[str]:
        """Yield the article of each row that says something; alone where it names none. Raises FaultyFile."""
        place = {column: place for place, column in self.columns.items()}.get("article", -1)
        for _, cells in islice(self._cells(), 1, None):
            if any(cells):
                yield text_of(cells[place]) if 0 <= place < len(cells) else alone

    def _cells(self) -> Iterator[tuple[int, list[str]]]:
        csv.field_size_limit(_LONGEST_CELL)
        with self._open() as file:
            reader = csv.reader(file, delimiter=self.separator)
            line = 1
            try:
                for cells in reader:
                    yield line, cells
                    line = reader.line_num + 1
            except csv.Error as error:
                raise FaultyFile(self.name, [Fault(f"is no table: {error}", "", line)]) from None
            except UnicodeDecodeError:
                raise _not_unicode(self.name, line) from None

    @contextmanager
    def _open(self) -> Generator[TextIO]:
        with self._source.open(self.name) as file:
            mark = file.read(2)
            file.seek(0)
            encoding = "utf-16" if mark in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
            with io.TextIOWrapper(file, encoding, newline="") as text:
                yield text


def _first_line(file: TextIO, name: str) -> str:
    try:
        return file.readline(_LONGEST_CELL)
    except UnicodeDecodeError:
        raise _not_unicode(name, 1) from None


def _not_unicode(name: str, line: int) -> FaultyFile:
    message = "is not UTF-8 from here on: save it as CSV UTF-8 in the spreadsheet"
    return FaultyFile(name, [Fault(message, "", line, code="not-utf-8")])


def separator_of(line: str) -> str:
    """Return what parts the cells of a line of headings: what is in it most often, outside of quotes."""
    bare = "".join(part for number, part in enumerate(line.split('"')) if number % 2 == 0)
    return max(_SEPARATORS, key=bare.count) if any(one in bare for one in _SEPARATORS) else ","

"""JSON and JSON Lines read piece by piece, so that a file of a million articles takes the room of one.

What is broken is told with its line, and does not keep what stands before it from being read.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from annotator.exchange.incoming import Place
from annotator.exchange.source import MAX_LINE, Source

_CHUNK = 1 << 20
_HEAD = 1 << 16
_MARK = "\ufeff"
_SPACE = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder()
_TAIL = 16
"""No fault that more text would mend stands further from the end than this, unless a string is open."""


@dataclass(frozen=True, slots=True)
class Item:
    """A value of the file, or why there is none. place: its line, and its index where it is in a list."""

    place: Place
    value: object = None
    fault: str = ""


class _Broken(Exception):
    """No JSON: the reason, and the line."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


def items(source: Source, name: str, under: Sequence[str] = ()) -> Iterator[Item]:
    """Yield what a file lists: the items of an array, or values one after another.

    under: keys of an object that lists them; an object without any is an item itself. After something that
    is no JSON nothing more is read. Raises FaultyFile where the file cannot be read.
    """
    with source.open(name) as file:
        window = _Window(file)
        try:
            yield from _values(window, name, under)
        except _Broken as error:
            yield Item(Place(name, error.line), None, str(error))


def lines(source: Source, name: str) -> Iterator[Item]:
    """Yield the value of each line; a broken one costs none but itself.

    A file that is an array, or whose values are laid out over several lines, is read as ``items`` does.
    Raises FaultyFile where the file cannot be read.
    """
    with source.open(name) as file:
        head = file.read(_HEAD)
    if not _is_by_line(head):
        yield from items(source, name)
        return
    with source.open(name) as file:
        number = 0
        while line := file.readline(MAX_LINE + 1):
            number += 1
            if len(line) > MAX_LINE:
                yield Item(Place(name, number), None, _too_long())
                return
            if line.strip():
                yield _line(line.removeprefix(codecs.BOM_UTF8), Place(name, number))


def _is_by_line(head: bytes) -> bool:
    """Whether the first line is a value of its own, or would be if it were not broken."""
    text = head.decode("utf-8", "replace").removeprefix(_MARK)
    first = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return first.startswith("{") and not first.endswith(("{", "[", ","))


def _line(line: bytes, place: Place) -> Item:
    try:
        return Item(place, json.loads(line.decode("utf-8")))
    except UnicodeDecodeError as error:
        return Item(place, None, f"is not UTF-8 at byte {error.start} of the line")
    except json.JSONDecodeError as error:
        return Item(place, None, f"is not JSON: {error.msg} (column {error.colno})")
    except RecursionError:
        return Item(place, None, "is nested too deeply")
    except ValueError:
        return Item(place, None, "holds a number that is too long")


def _too_long() -> str:
    return f"is longer than {MAX_LINE >> 20} megabytes, the most that is read"


class _Window:
    """The part of a file that is being read. at: the next character; line: its line."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")()
        self._text = ""
        self._at = 0
        self._ended = False
        self.line = 1

    def peek(self) -> str:
        """Return the next character that is no space; "" at the end."""
        while True:
            self._go_to(_SPACE.match(self._text, self._at).end())  # pyright: ignore[reportOptionalMemberAccess]
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def take(self, wanted: str) -> str:
        """Take the next character that is no space. Raises _Broken where it is none of the wanted."""
        char = self.peek()
        if not char:
            raise _Broken("is not JSON: it ends too early", self.line)
        if char not in wanted:
            raise _Broken(f"is not JSON: {' or '.join(wanted)} is missing", self.line)
        self._go_to(self._at + 1)
        return char

    def value(self) -> object:
        """Take the next value. Raises _Broken."""
        self.peek()
        while True:
            try:
                value, end = _DECODER.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                open_string = error.msg.startswith("Unterminated string")
                if (open_string or error.pos >= len(self._text) - _TAIL) and self._more():
                    continue
                line = self.line + self._text.count("\n", self._at, error.pos)
                raise _Broken(f"is not JSON: {error.msg}", line) from None
            except RecursionError:
                raise _Broken("is nested too deeply", self.line) from None
            except ValueError:
                raise _Broken("holds a number that is too long", self.line) from None
            rest = self._text[end : end + 1]
            if not _may_go_on(value, rest) or not self._more():
                self._go_to(end)
                return value

    def _go_to(self, place: int) -> None:
        self.line += self._text.count("\n", self._at, place)
        self._at = place

    def _more(self) -> bool:
        """Read on; what was taken is forgotten. The more is kept the more is read, so that a long value is
        not looked at again too often."""
        if self._ended:
            return False
        kept = self._text[self._at :]
        if len(kept) > MAX_LINE:
            raise _Broken(_too_long(), self.line)
        data = self._file.read(max(_CHUNK, len(kept)))
        self._ended = not data
        try:
            self._text = kept + self._decoder.decode(data, final=not data)
        except UnicodeDecodeError:
            line = self.line + kept.count("\n") + data.count(b"\n")
            raise _Broken(f"is not UTF-8 in or before line {line}", self.line) from None
        self._at = 0
        return not self._ended


def _may_go_on(value: object, rest: str) -> bool:
    """Whether more digits might follow what was read of a number."""
    return isinstance(value, int | float) and not isinstance(value, bool) and rest in ("", *".eE+-")


def _values(window: _Window, name: str, under: Sequence[str]) -> Iterator[Item]:
    while char := window.peek():
        if char == "[":
            yield from _array(window, name, "")
        elif char == "{" and under:
            yield from _object(window, name, under)
        else:
            line = window.line
            yield Item(Place(name, line), window.value())


def _array(window: _Window, name: str, path: str) -> Iterator[Item]:
    window.take("[")
    if window.peek() == "]":
        window.take("]")
        return
    number = 0
    while True:
        window.peek()
        line = window.line
        yield Item(Place(name, line, f"{path}[{number}]"), window.value())
        if window.take(",]") == "]":
            return
        number += 1


def _object(window: _Window, name: str, under: Sequence[str]) -> Iterator[Item]:
    """Yield what stands under a key, or the object as a whole."""
    line = window.line
    others: dict[str, object] = {}
    lists = False
    window.take("{")
    ended = window.peek() == "}" and bool(window.take("}"))
    while not ended:
        key = window.value()
        if not isinstance(key, str):
            raise _Broken("is not JSON: a key is missing", window.line)
        window.take(":")
        if key in under and window.peek() == "[":
            lists = True
            yield from _array(window, name, key)
        elif lists:
            window.value()
        else:
            others[key] = window.value()
        ended = window.take(",}") == "}"
    if not lists:
        yield Item(Place(name, line), others)

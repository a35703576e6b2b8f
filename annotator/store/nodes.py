"""The tree of a YAML file with the line of each value, and typed reading that gathers every fault.

Knows what a value may be; leaves the syntax to yaml_file and the meaning to those who read.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from collections.abc import Set as AbstractSet
from typing import NoReturn

from annotator.model.annotations import Extra
from annotator.model.faults import Fault, FaultyFile
from annotator.store.emitter import NULLS, plain_value, quoted

_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,17}")
_LEADING_ZERO = re.compile(r"-?0[0-9]{1,17}")
_BIDI_CONTROL = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_SHOWN = 60
_LONG_KEY = 100
MAX_FAULTS = 1_000


class Node:
    """A scalar (str), a mapping (dict) or a sequence (list). plain: a scalar without quotes."""

    __slots__ = ("content", "line", "plain")

    def __init__(self, content: str | dict[str, Node] | list[Node], line: int, plain: bool = False) -> None:
        self.content = content
        self.line = line
        self.plain = plain

    @property
    def empty(self) -> bool:
        """Whether nothing is said: ``key:``, ``key: ~`` or ``key: null``."""
        return self.plain and self.content in NULLS

    def value(self) -> object:
        """Return the node as plain values; scalars without quotes as YAML 1.2 reads them."""
        if isinstance(self.content, dict):
            return {key: node.value() for key, node in self.content.items()}
        if isinstance(self.content, list):
            return [node.value() for node in self.content]
        return plain_value(self.content) if self.plain else self.content


class Faults:
    """Gathers what is wrong with one file. path: as the user knows it."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.found: list[Fault] = []
        self.too_many = False
        """Whether there were more than anyone will read."""

    def add(self, message: str, place: str = "", line: int = 0, code: str = "") -> None:
        self.append(Fault(message, place, line, code=code))

    def warn(self, message: str, place: str = "", line: int = 0, code: str = "") -> None:
        """Add a fault with which the file can be used all the same."""
        self.append(Fault(message, place, line, warning=True, code=code))

    def append(self, fault: Fault) -> None:
        """Add a fault. Raises FaultyFile when there are more than anyone will read."""
        self.found.append(fault)
        if len(self.found) >= MAX_FAULTS:
            self.too_many = True
            self.found.insert(0, Fault(f"these are the first {MAX_FAULTS:,} faults; there may be more"))
            self.stop()

    def give_up(self, message: str, place: str = "", line: int = 0, code: str = "") -> NoReturn:
        """Raise FaultyFile with this fault and all before it."""
        self.add(message, place, line, code)
        self.stop()

    @property
    def serious(self) -> bool:
        """Whether the file cannot be used."""
        return any(not fault.warning for fault in self.found)

    def check(self) -> None:
        """Raise FaultyFile where a fault is more than a warning."""
        if self.serious:
            self.stop()

    def stop(self) -> NoReturn:
        """Raise FaultyFile with all faults, in the order of the file."""
        # A list may be walked twice, and tells of its faults each time.
        found = dict.fromkeys(self.found)
        raise FaultyFile(self.path, sorted(found, key=lambda fault: fault.line))


def shown(text: str) -> str:
    """Return text quoted for a message: shortened where it is long, and nothing in it reorders the rest."""
    text = quoted(text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…")
    return _BIDI_CONTROL.sub(lambda match: f"\\u{ord(match[0]):04X}", text)


def key_shown(key: str) -> str:
    """Return a key for the place of a fault, which programs read too: as it stands unless it is very long."""
    return key if len(key) <= _LONG_KEY else f"{key[:_LONG_KEY]}…"


def plain(name: str) -> str:
    """Return a name for a message: as it stands, in quotes where that would not be one line."""
    return name if name.isprintable() and len(name) <= _SHOWN else shown(name)


class Section:
    """A mapping of the file and its place (``spans[3]``; "" for the file as a whole).

    A getter that finds a fault adds it and returns what is empty of its type.
    """

    __slots__ = ("_faults", "line", "nodes", "place")

    def __init__(self, node: Node, place: str, faults: Faults) -> None:
        self.place = place
        self.line = node.line
        self._faults = faults
        self.nodes: dict[str, Node] = {}
        if isinstance(node.content, dict):
            self.nodes = node.content
        elif not node.empty:
            faults.add("must be a mapping (lines of key: value)", place, node.line)

    def at(self, key: str) -> str:
        """Return the place of a key: ``spans[3].end``."""
        return f"{self.place}.{key_shown(key)}" if self.place else key_shown(key)

    def fault(self, key: str, message: str, code: str = "") -> None:
        """Add a fault at a key, or at the section where it lacks the key."""
        node = self.nodes.get(key)
        self._faults.add(message, self.at(key), node.line if node else self.line, code)

    def warn(self, key: str, message: str, code: str = "") -> None:
        """Add a warning at a key."""
        node = self.nodes.get(key)
        self._faults.warn(message, self.at(key), node.line if node else self.line, code)

    def has(self, key: str) -> bool:
        """Whether the key says something."""
        node = self.nodes.get(key)
        return node is not None and not node.empty

    def text(self, key: str) -> str:
        """Return a text that may be left out."""
        node = self.nodes.get(key)
        if node is None:
            return ""
        content = node.content
        if content.__class__ is str:
            return "" if node.plain and content in NULLS else content  # pyright: ignore[reportReturnType]
        self.fault(key, "must be text")
        return ""

    def name(self, key: str) -> str:
        """Return a text that must be there."""
        text = self.text(key)
        if not text:
            node = self.nodes.get(key)
            if node is None:
                self.fault(key, "is missing")
            elif isinstance(node.content, str):
                self.fault(key, "is empty")
        return text

    def integer(self, key: str) -> int | None:
        """Return a whole number that must be there; None after a fault."""
        node = self.nodes.get(key)
        if node is None:
            self.fault(key, "is missing")
            return None
        content = node.content
        if isinstance(content, str) and node.plain and _INTEGER.fullmatch(content):
            return int(content)
        self.fault(key, _no_integer(node))
        return None

    def choice(self, key: str, allowed: Collection[str], default: str) -> str:
        """Return one of the allowed words; the default where the key is left out."""
        text = self.text(key)
        if not text:
            return default
        if text not in allowed:
            self.fault(key, f"{shown(text)} is none of: {', '.join(allowed)}")
            return default
        return text

    def section(self, key: str) -> Section:
        """Return the mapping under a key; an empty one where it is left out."""
        node = self.nodes.get(key)
        return Section(node or Node({}, self.line), self.at(key), self._faults)

    def items(self, key: str) -> Iterator[tuple[Node, str]]:
        """Yield the items of the list under a key, each with its place; none where it is left out."""
        node = self.nodes.get(key)
        if node is None or node.empty:
            return
        if not isinstance(node.content, list):
            self.fault(key, "must be a list (lines that begin with a dash)")
            return
        place = self.at(key)
        for index, item in enumerate(node.content):
            yield item, f"{place}[{index}]"

    def sections(self, key: str) -> Iterator[Section]:
        """Yield the mappings of the list under a key."""
        for node, place in self.items(key):
            if section := self.item(node, place):
                yield section

    def item(self, node: Node, place: str) -> Section | None:
        """Return an item of a list as a mapping; None where it is none."""
        section = Section(node, place, self._faults)
        if isinstance(node.content, dict):
            return section
        if node.empty:
            self._faults.add("is empty", place, node.line)
        return None

    def texts(self, key: str) -> list[str]:
        """Return the list of texts under a key; one text alone is a list of one."""
        node = self.nodes.get(key)
        if node is not None and isinstance(node.content, str):
            return [] if node.empty else [node.content]
        texts: list[str] = []
        for item, place in self.items(key):
            if isinstance(item.content, str) and not item.empty:
                texts.append(item.content)
            else:
                self._faults.add("must be text", place, item.line)
        return texts

    def extras(self, known: AbstractSet[str]) -> tuple[Extra, ...]:
        """Return the keys that are not known, each with the known key that it stood after."""
        if self.nodes.keys() <= known:
            return ()
        extras: list[Extra] = []
        after = ""
        for key, node in self.nodes.items():
            if key in known:
                after = key
            else:
                extras.append(Extra(key, node.value(), after))
        return tuple(extras)

    def warn_unknown(self, known: Collection[str]) -> None:
        """Warn of each key that this version does not read."""
        for key in self.nodes:
            if key not in known:
                self.warn(key, "is no key that is read here; known are: " + ", ".join(known), "unknown-key")


def check_format(top: Section, expected: str, faults: Faults) -> None:
    """Raise FaultyFile where a file is of another kind, or of a later version than this program."""
    given = top.name("format")
    kind, _, number = expected.rpartition("/")
    if not given or given == expected:
        return
    line = top.nodes["format"].line
    version = re.fullmatch(rf"{re.escape(kind)}/([0-9]{{1,9}})", given)
    if version and int(version[1]) > int(number):
        message = f"{given} is of a newer version of the program; this one reads {expected}"
        faults.give_up(message, "format", line, "newer-format")
    faults.give_up(f"{shown(given)} is not {expected}", "format", line, "other-format")


def _no_integer(node: Node) -> str:
    if not isinstance(node.content, str):
        return "must be a whole number"
    if node.empty:
        return "is empty; it must be a whole number"
    if not node.plain and _INTEGER.fullmatch(node.content):
        return f"{shown(node.content)} is text; write {node.content} without quotes"
    if _LEADING_ZERO.fullmatch(node.content):
        number = int(node.content)
        return f"{node.content} has a leading zero, which programs read differently; write {number}"
    return f"{shown(node.content)} is no whole number"

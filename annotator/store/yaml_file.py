"""Strict reading of YAML: no tags, aliases, keys given twice, several documents or deep nesting.

The only file that imports yaml. Works on libyaml's events, so nothing is ever constructed or expanded.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, cast

import yaml
from yaml import events
from yaml.error import MarkedYAMLError
from yaml.reader import ReaderError

from annotator.store.bounds import MAX_DEPTH, MAX_ITEMS, MAX_KEY, MAX_KEYS, excess
from annotator.store.emitter import quoted
from annotator.store.fast_reader import read_written
from annotator.store.nodes import Faults, Node, shown
from annotator.text.reading import UndecodableText, decode_article

_SURELY_SHORT = 160
"""A key of so many characters is not too long, whatever they are."""

# libyaml refuses an escaped half of a surrogate pair; PyYAML's own parser reads it, a hundred times slower.
_SHORT_TEXT = 20_000
_HALF_PAIR = re.compile(r"\\(?:u|U0000)[dD][89a-fA-F][0-9a-fA-F]{2}")
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
# Line ends to YAML 1.1 alone; a mark that some readers drop.
_READ_DIFFERENTLY = "\x85\u2028\u2029\ufeff"


def load(data: bytes, faults: Faults) -> Node:
    """Return the tree of a YAML file; adds the faults of its structure.

    Raises FaultyFile where nothing sensible can be read: not UTF-8, not YAML, nested deeper than
    MAX_DEPTH, several documents, or no mapping at all.
    """
    text = _decoded(data, faults)
    if why := excess(data):
        faults.give_up(why)
    return read_written(text) or read_strictly(text, faults)


def read_strictly(text: str, faults: Faults) -> Node:
    """Return the tree of any YAML text, as load does."""
    builder = _TreeBuilder(faults)
    try:
        builder.build(text)
    except ReaderError:
        _refuse_character(_UNPRINTABLE.search(text), text, faults)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        faults.give_up(f"is not YAML: {error.problem}", "", mark.line + 1 if mark else 0)
    if builder.root is None or builder.root.empty:
        faults.give_up("is empty")
    if not isinstance(builder.root.content, dict):
        faults.give_up("must be a mapping (lines of key: value)", "", builder.root.line)
    return builder.root


def _decoded(data: bytes, faults: Faults) -> str:
    try:
        text = decode_article(data)
    except UndecodableText as error:
        faults.give_up(str(error), "", error.line, "not-utf-8")
    for char in _READ_DIFFERENTLY:
        if char in text:
            _refuse_character(re.search(char, text), text, faults)
    return text


def _refuse_character(match: re.Match[str] | None, text: str, faults: Faults) -> None:
    if match is None:
        faults.give_up("holds a character that YAML does not allow")
    code = ord(match[0])
    escape = f"\\u{code:04X}" if code > 0xFF else f"\\x{code:02X}"
    line = text.count("\n", 0, match.start()) + 1
    faults.give_up(f"holds the character U+{code:04X}; write it as {escape} between double quotes", "", line)


class _TreeBuilder:
    """Builds nodes from events. Iterative, so depth costs no stack."""

    def __init__(self, faults: Faults) -> None:
        self.root: Node | None = None
        self._faults = faults
        self._open: list[Node] = []
        self._keys: list[str | None] = []
        self._documents = 0
        self._handlers: dict[type[Any], Callable[[Any], None]] = {
            events.ScalarEvent: self._scalar,
            events.MappingStartEvent: self._begin_mapping,
            events.SequenceStartEvent: self._begin_sequence,
            events.MappingEndEvent: self._end,
            events.SequenceEndEvent: self._end,
            events.AliasEvent: self._alias,
            events.DocumentStartEvent: self._document,
        }

    def build(self, text: str) -> None:
        """Read all events of the text. Raises YAMLError, and FaultyFile for what cannot be gone past."""
        half = _HALF_PAIR.search(text)
        if half and len(text) > _SHORT_TEXT:
            line = text.count("\n", 0, half.start()) + 1
            self._faults.give_up(f"holds {half[0]}, half of a character; leave it out", "", line)
        loader = (yaml.SafeLoader if half else yaml.CSafeLoader)(text)
        next_event = cast("Callable[[], Any]", loader.get_event)  # pyright: ignore[reportUnknownMemberType]
        handlers = self._handlers
        event = next_event()
        while event.__class__ is not events.StreamEndEvent:
            handler = handlers.get(event.__class__)
            if handler:
                handler(event)
            event = next_event()

    def _document(self, event: Any) -> None:
        self._documents += 1
        if self._documents > 1:
            self._faults.give_up("holds several documents (---); one is read", "", _line(event))

    def _scalar(self, event: Any) -> None:
        if event.tag is not None or event.anchor is not None:
            self._refuse_properties(event)
        text: str = event.value
        if self._open and self._keys[-1] is None and self._open[-1].content.__class__ is dict:
            self._keys[-1] = self._key(text, event)
        else:
            # The C parser gives "" for the style of a plain scalar, the other one None.
            self._put(Node(text, event.start_mark.line + 1, not event.style))

    def _key(self, text: str, event: Any) -> str:
        content = self._open[-1].content
        if text in content:
            self._keys[-1] = text
            self._faults.add("is given twice", self._place(), _line(event))
            self._keys[-1] = None
        elif not text:
            self._faults.add("a key is empty", self._place(), _line(event))
        elif len(content) >= MAX_KEYS:
            self._faults.give_up(f"has more than {MAX_KEYS:,} keys", self._place(), _line(event))
        elif len(text) > _SURELY_SHORT and len(quoted(text)) > MAX_KEY:
            self._faults.add(f"the key {shown(text)} is too long", self._place(), _line(event))
        return text

    def _begin_mapping(self, event: Any) -> None:
        self._begin(event, {})

    def _begin_sequence(self, event: Any) -> None:
        self._begin(event, [])

    def _begin(self, event: Any, content: dict[str, Node] | list[Node]) -> None:
        if event.tag is not None or event.anchor is not None:
            self._refuse_properties(event)
        if self._open and self._keys[-1] is None and isinstance(self._open[-1].content, dict):
            self._faults.give_up("a key must be text", self._place(), _line(event))
        if len(self._open) >= MAX_DEPTH:
            self._faults.give_up(f"is nested deeper than {MAX_DEPTH} levels", "", _line(event))
        node = Node(content, _line(event))
        self._open.append(node)
        self._keys.append(None)

    def _end(self, _event: Any) -> None:
        node = self._open.pop()
        self._keys.pop()
        self._put(node)

    def _alias(self, event: Any) -> None:
        self._faults.add(f"the alias *{_short(event.anchor)} is not allowed", self._place(), _line(event))
        if self._open and self._keys[-1] is None and isinstance(self._open[-1].content, dict):
            self._faults.give_up("a key must be text", self._place(), _line(event))
        self._put(Node("", _line(event)))

    def _refuse_properties(self, event: Any) -> None:
        if event.anchor is not None:
            message = f"the anchor &{_short(event.anchor)} is not allowed"
            self._faults.add(message, self._place(), _line(event))
        if event.tag is not None:
            self._faults.add(f"the tag {_short(event.tag)} is not allowed", self._place(), _line(event))

    def _put(self, node: Node) -> None:
        if not self._open:
            self.root = node
            return
        content = self._open[-1].content
        if content.__class__ is list:
            content.append(node)  # pyright: ignore
            # Only the great lists of a file, as its spans, may be longer.
            if len(content) > MAX_ITEMS and (len(self._open) > 2 or node.content.__class__ is not dict):
                self._faults.give_up(f"is one more than {MAX_ITEMS:,} items", self._place(), node.line)
        else:
            content[self._keys[-1]] = node  # pyright: ignore
            self._keys[-1] = None

    def _place(self) -> str:
        """Return the place of what comes next: the lists' next items, the mappings' present keys."""
        place = ""
        for node, key in zip(self._open, self._keys, strict=True):
            if isinstance(node.content, list):
                place += f"[{len(node.content)}]"
            elif key is not None:
                place += f".{key}" if place else key
        return place


def _short(name: str) -> str:
    return shown(name)[1:-1]


def _line(event: Any) -> int:
    return event.start_mark.line + 1

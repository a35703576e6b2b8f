"""Builds the tree of a YAML text from libyaml's events, and refuses what could mean two things or cost much.

Iterative, so depth costs no stack; nothing is ever constructed or expanded.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from sys import intern
from typing import Any, cast

import yaml
from yaml import events

from annotator.store.bounds import MAX_BESIDE, MAX_DEPTH, MAX_ENTRY, MAX_ITEMS, MAX_KEY, MAX_KEYS
from annotator.store.early_look import EarlyLook
from annotator.store.emitter import quoted
from annotator.store.half_escapes import HalfEscapes
from annotator.store.nodes import Faults, Node, key_shown, shown

_SURELY_SHORT = 160
"""A key of so many characters is not too long, whatever they are."""


class TreeBuilder:
    """Builds one tree. root: what was built, None for an empty text."""

    def __init__(
        self, faults: Faults, long_lists: Collection[str] = (), early_look: EarlyLook | None = None
    ) -> None:
        """long_lists: keys of the file under which a list may have any number of entries."""
        self.root: Node | None = None
        self._faults = faults
        self._long_lists = long_lists
        self._early_look = early_look
        self._halves = HalfEscapes("")
        self._open: list[Node] = []
        self._keys: list[str | None] = []
        self._documents = 0
        self._left = MAX_BESIDE
        self._left_beside = 0
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
        self._halves = HalfEscapes(text)
        if why := self._halves.excess:
            self._faults.give_up(why)
        loader = yaml.CSafeLoader(self._halves.text)
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
        if self._halves.mark and self._halves.mark in text:
            text = self._halves.restored(text, escapes=event.style == '"')
        if self._open and self._keys[-1] is None and self._open[-1].content.__class__ is dict:
            # The same few keys stand in every entry.
            self._keys[-1] = self._key(intern(text), event)
        else:
            # The C parser gives "" for the style of a plain scalar.
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
        if len(self._open) == 2 and self._in_long_list:
            self._left_beside, self._left = self._left, MAX_ENTRY
        node = Node(content, _line(event))
        self._open.append(node)
        self._keys.append(None)

    def _end(self, _event: Any) -> None:
        node = self._open.pop()
        self._keys.pop()
        if len(self._open) == 2 and self._in_long_list:
            self._left = self._left_beside
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
            self._put_item(content, node)  # pyright: ignore
        else:
            self._count(node)
            content[self._keys[-1]] = node  # pyright: ignore
            self._keys[-1] = None

    def _put_item(self, content: list[Node], node: Node) -> None:
        if len(self._open) == 2 and node.content.__class__ is dict and self._in_long_list:
            content.append(node)
            if self._early_look and len(content) == self._early_look.at:
                self._early_look.take(self._open[0], self._keys[0] or "", content)
            return
        self._count(node)
        content.append(node)
        if len(content) > MAX_ITEMS:
            self._faults.give_up(f"is one more than {MAX_ITEMS:,} items", self._place(), node.line)

    def _count(self, node: Node) -> None:
        self._left -= 1
        if self._left < 0:
            much = (
                f"holds more than {MAX_ENTRY:,} values in one entry"
                if len(self._open) > 2 and self._in_long_list
                else f"holds more than {MAX_BESIDE:,} values besides its long lists"
            )
            self._faults.give_up(f"{much}, the most that is read", self._place(), node.line)

    @property
    def _in_long_list(self) -> bool:
        """Whether the second of what is open is a list that may be long."""
        return self._keys[0] in self._long_lists and self._open[1].content.__class__ is list

    def _place(self) -> str:
        """Return the place of what comes next: the lists' next items, the mappings' present keys."""
        place = ""
        for node, key in zip(self._open, self._keys, strict=True):
            if isinstance(node.content, list):
                place += f"[{len(node.content)}]"
            elif key is not None:
                place += f".{key_shown(key)}" if place else key_shown(key)
        return place


def _short(name: str) -> str:
    return shown(name)[1:-1]


def _line(event: Any) -> int:
    return event.start_mark.line + 1

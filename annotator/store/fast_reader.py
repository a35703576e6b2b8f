"""Reads YAML in exactly the form of our own writer, line by line; says None at the first surprise.

What it does return is what the strict reader would: it takes nothing that could be a fault. Several times
as fast, and spans that say only the usual things are not even taken apart before they are asked for.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from annotator.store.bounds import MAX_BESIDE, MAX_DEPTH, MAX_ENTRY, MAX_ITEMS, MAX_KEY, MAX_KEYS
from annotator.store.early_look import EarlyLook
from annotator.store.nodes import Node

_WORD = "[A-Za-z0-9_][A-Za-z0-9_./#+-]*+"
_NUMBER = r"-?+(?:\.inf|\.nan|[0-9][0-9A-Za-z_.+-]*+)"
_PLAIN = rf"(?:{_WORD}|{_NUMBER})"
# Possessive, so that what does not fit is given up at once, whatever its length.
_AS_ITSELF = '[^"\\\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]*+'
_INSIDE = rf'{_AS_ITSELF}(?:\\(?:["\\ntr]|x[0-9A-F]{{2}}|u[0-9A-F]{{4}}){_AS_ITSELF})*+'
_QUOTED = f'"{_INSIDE}"'
_OFFSET = "(0|[1-9][0-9]{0,17})"
_INDENT = "( *+)"
"""Of the line that follows: the last group of each expression."""

HEAD_KEYS = ("id", "layer", "label", "start", "end", "exact", "prefix", "suffix")
HEAD = "".join(
    f"{'- ' if key == 'id' else '  '}{key}: {value}\n"
    for key, value in zip(
        HEAD_KEYS, [f"({_WORD}|{_QUOTED})"] * 3 + [_OFFSET] * 2 + [f"({_QUOTED})"] * 3, strict=True
    )
)
"""The lines of a span that the program always writes, and in this order."""
_HEAD = re.compile(HEAD + _INDENT)
_VALUE = rf"(?:({_PLAIN})|({_QUOTED})|(\[\]|\{{\}}))"
_SCALAR = re.compile(rf"{_VALUE}\n{_INDENT}")
_ENTRY = re.compile(rf"({_WORD}|{_QUOTED}):(?: {_VALUE})?\n{_INDENT}")
_ESCAPE = re.compile(r"\\(?:x..|u....|.)")
_SHORT = {'\\"': '"', "\\\\": "\\", "\\n": "\n", "\\t": "\t", "\\r": "\r"}
_MANY = 1_000
_MOST_CODES = 100_000
"""Escapes by number, each of which costs more here than it does libyaml."""

NOTHING: dict[str, Node] = {}


class WrittenSpan(Node):
    """The entry of a span. Its nodes are made when they are asked for. rest: what follows its first keys."""

    __slots__ = ("_head", "rest")

    def __init__(self, head: re.Match[str], rest: dict[str, Node], line: int) -> None:
        self._head = head
        self.rest = rest
        self.line = line
        self.plain = False

    @property
    def head(self) -> tuple[str, ...]:
        """The values of the first eight keys as they stand, in quotes too."""
        return self._head.groups()[: len(HEAD_KEYS)]

    def __getattr__(self, name: str) -> object:
        if name != "content":
            raise AttributeError(name)
        values = (_node(raw, self.line + index) for index, raw in enumerate(self.head))
        self.content = {**dict(zip(HEAD_KEYS, values, strict=True)), **self.rest}
        return self.content


class _Surprise(Exception):
    """Something that the writer does not write, or not so."""


def read_written(
    text: str, long_lists: Collection[str] = (), early_look: EarlyLook | None = None
) -> Node | None:
    """Return the tree of a file of our own writing; None for any other, faulty or not.

    long_lists, early_look: as for TreeBuilder. Raises FaultyFile where the early look does.
    """
    reader = _LineReader(text, long_lists, early_look)
    if reader.at_dash or ("\\" in text and text.count("\\u") + text.count("\\x") > _MOST_CODES):
        return None
    try:
        root = reader.block(1)
    except _Surprise:
        return None
    return root if reader.indent < 0 and reader.values <= MAX_BESIDE else None


def unquoted(raw: str) -> str:
    """Return what a text between double quotes says."""
    raw = raw[1:-1]
    if "\\" not in raw:
        return raw
    if len(raw) > _MANY and "\\u" not in raw and "\\x" not in raw:
        # NUL cannot stand in a file: it keeps the place of what must not be looked at again.
        for escape, char in (("\\\\", "\0"), ("\\n", "\n"), ('\\"', '"'), ("\\t", "\t"), ("\\r", "\r")):
            raw = raw.replace(escape, char)
        return raw.replace("\0", "\\")
    return _ESCAPE.sub(_said, raw)


def _said(escape: re.Match[str]) -> str:
    raw = escape[0]
    return _SHORT.get(raw) or chr(int(raw[2:], 16))


def _node(raw: str, line: int) -> Node:
    return Node(unquoted(raw), line) if raw[0] == '"' else Node(raw, line, plain=True)


class _LineReader:
    """Goes from line to line. place: of the line's first word, or of what follows its dash; indent: how far
    that stands to the right, -1 at the end. Raises _Surprise where a line is not as expected."""

    def __init__(self, text: str, long_lists: Collection[str], early_look: EarlyLook | None) -> None:
        self._long_lists = long_lists
        self._early_look = early_look
        self._root: dict[str, Node] = {}
        self._top_key = ""
        self.values = 0
        """How many were read, those in entries of long lists left out."""
        self._text = text
        self._end = len(text)
        self._line = 1
        self._place = 0
        self.indent = 0 if text else -1

    def _go_past(self, match: re.Match[str], lines: int = 1) -> None:
        self._line += lines
        self._place = match.end()
        self.indent = len(match[match.re.groups]) if self._place < self._end else -1

    def block(self, depth: int) -> Node:
        """Read the list or mapping that begins here."""
        if depth > MAX_DEPTH or self.values > MAX_BESIDE + MAX_ENTRY:
            raise _Surprise
        self.values += 1
        line = self._line
        if not self.at_dash:
            return Node(self._entries(self._root if depth == 1 else {}, depth), line)
        long = depth == 2 and self._top_key in self._long_lists
        return Node(self._long_list() if long else self._items(depth), line)

    @property
    def at_dash(self) -> bool:
        """Whether an item of a list begins here."""
        return self._text.startswith("- ", self._place)

    def _items(self, depth: int) -> list[Node]:
        items: list[Node] = []
        indent = self.indent
        while self.indent == indent and self.at_dash:
            items.append(self._item(depth))
            if len(items) > MAX_ITEMS:
                raise _Surprise
        return items

    def _long_list(self) -> list[Node]:
        """Read the list of entries that begins here, below a key of the file."""
        items: list[Node] = []
        indent, before = self.indent, self.values
        look_at = self._early_look.at if self._early_look else 0
        while self.indent == indent and self.at_dash:
            head = _HEAD.match(self._text, self._place) if not indent else None
            items.append(self._span(head, 2) if head else self._item(2))
            if self.values - before > MAX_ENTRY - len(HEAD_KEYS) or (
                not head and not isinstance(items[-1].content, dict)
            ):
                raise _Surprise
            self.values = before
            if len(items) == look_at and self._early_look:
                self._early_look.take(Node(self._root, 1), self._top_key, items)
                look_at = self._early_look.at
        return items

    def _item(self, depth: int) -> Node:
        self._place += 2
        self.indent += 2
        scalar = _SCALAR.match(self._text, self._place)
        return self._value(scalar, scalar.groups(), depth) if scalar else self.block(depth + 1)

    def _span(self, head: re.Match[str], depth: int) -> Node:
        line = self._line
        self._go_past(head, len(HEAD_KEYS))
        rest = self._entries({}, depth + 1) if self.indent == 2 else NOTHING
        if not rest.keys().isdisjoint(HEAD_KEYS) or len(rest) + len(HEAD_KEYS) > MAX_KEYS:
            raise _Surprise
        return WrittenSpan(head, rest, line)

    def _entries(self, content: dict[str, Node], depth: int) -> dict[str, Node]:
        """Read the mapping that begins here."""
        indent = self.indent
        while self.indent == indent:
            match = _ENTRY.match(self._text, self._place)
            if match is None:
                raise _Surprise
            raw, *said, _ = match.groups()
            in_quotes = raw[0] == '"'
            key = unquoted(raw) if in_quotes else raw
            # One without quotes must leave room for them.
            too_long = len(raw) > (MAX_KEY if in_quotes else MAX_KEY - 2)
            if not key or key in content or too_long or len(content) >= MAX_KEYS:
                raise _Surprise
            if depth == 1:
                self._top_key = key
            content[key] = self._value(match, said, depth) if any(said) else self._below(match, depth)
        return content

    def _below(self, match: re.Match[str], depth: int) -> Node:
        """Read what a key has on the lines below it: a list as far to the left, or a mapping further in."""
        indent = self.indent
        self._go_past(match)
        if self.indent != (indent if self.at_dash else indent + 2):
            raise _Surprise
        return self.block(depth + 1)

    def _value(self, match: re.Match[str], said: Sequence[str | None], depth: int) -> Node:
        """Return what is said on the line itself."""
        line = self._line
        self.values += 1
        self._go_past(match)
        plain, quoted, empty, *_ = said
        if plain:
            return Node(plain, line, plain=True)
        if quoted:
            return Node(unquoted(quoted), line)
        if depth >= MAX_DEPTH:
            raise _Surprise
        return Node([] if empty == "[]" else {}, line)

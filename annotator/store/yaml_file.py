"""Strict reading of YAML: no tags, aliases, keys given twice, several documents or deep nesting.

Beside tree_builder the only file that imports yaml.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from yaml.error import MarkedYAMLError
from yaml.reader import ReaderError

from annotator.store.bounds import MAX_LINE, excess, too_long_line
from annotator.store.early_look import EarlyLook
from annotator.store.edited_by_hand import read_edited
from annotator.store.fast_reader import read_written
from annotator.store.nodes import Faults, Node
from annotator.store.tree_builder import TreeBuilder
from annotator.text.reading import UndecodableText, decode_article

_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
# Line ends to YAML 1.1 alone; a mark that some readers drop.
_READ_DIFFERENTLY = "\x85\u2028\u2029\ufeff"


def load(
    data: bytes, faults: Faults, long_lists: Collection[str] = (), early_look: EarlyLook | None = None
) -> Node:
    """Return the tree of a YAML file; adds the faults of its structure.

    long_lists: keys of the file under which a list may have any number of entries. early_look: looks at the
    first of them before the rest is read. Raises FaultyFile where nothing sensible can be read: not UTF-8,
    not YAML, beyond what bounds allow, several documents, or no mapping at all.
    """
    if why := excess(data):
        faults.give_up(why)
    text = _decoded(data, faults)
    return (
        read_written(text, long_lists, early_look)
        or read_edited(text, long_lists)
        or read_strictly(text, faults, long_lists, early_look)
    )


def read_strictly(
    text: str, faults: Faults, long_lists: Collection[str] = (), early_look: EarlyLook | None = None
) -> Node:
    """Return the tree of any YAML text, as load does."""
    if line := too_long_line(text):
        message = f"is longer than {MAX_LINE >> 20} million characters, the most that is read in one line"
        faults.give_up(message, "", line)
    builder = TreeBuilder(faults, long_lists, early_look)
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

"""Escapes of WebAnno TSV: what a backslash stands before, in text and in values, and what parts values.

The appendix of INCEpTION's user guide names them; where it is silent, its reader decides. It knows no escape
for a carriage return in a value, nor for half a surrogate pair: ours are backslashes that it leaves alone.
"""

from __future__ import annotations

import re

_LETTERS = {"\t": "t", "\n": "n", "\f": "f", "\r": "r", "\b": "b", "\\": "\\"}
_FROM_LETTERS = {letter: char for char, letter in _LETTERS.items()}
_TEXT = re.compile(r"[\x00-\x0a\x0c-\x1f\\]")
_ESCAPED_TEXT = re.compile(r"\\(.)", re.S)
_JAVA_TEXT = re.compile(r"\\(u+[0-9a-fA-F]{4}|.)", re.S)
_VALUE = re.compile(r"->|[\\\[\]|_;\t\n\r*\ud800-\udfff]")
_ESCAPED_VALUE = re.compile(r"\\(->|u[dD][89a-fA-F][0-9a-fA-F]{2}|.)", re.S)
_RESERVED = frozenset("\\[]|_;*")
_NUMBERED = re.compile(r"((?:[^\\]|\\.)*?)\[(\d{1,9})\]", re.S)


def escaped_text(text: str) -> str:
    """Return text of an article as a ``#Text`` line has it."""
    return _TEXT.sub(lambda found: "\\" + _LETTERS.get(found[0], found[0]), text)


def unescaped_text(written: str, *, is_java: bool = False) -> str:
    """Return the text of a ``#Text`` line. is_java: as up to version 3.1, with \\\\uXXXX."""
    if "\\" not in written:
        return written
    if not is_java:
        return _ESCAPED_TEXT.sub(lambda found: _char_of_text(found, is_java=False), written)
    text = _JAVA_TEXT.sub(lambda found: _char_of_text(found, is_java=True), written)
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")  # halves that were escaped


def _char_of_text(found: re.Match[str], *, is_java: bool) -> str:
    sign = found[1]
    if len(sign) > 1:
        return chr(int(sign.lstrip("u"), 16))
    if sign in _FROM_LETTERS:
        return _FROM_LETTERS[sign]
    return sign if is_java or sign < " " else found[0]


def escaped_value(value: str) -> str:
    """Return a feature's value as a column has it."""
    return _VALUE.sub(_escape, value)


def _escape(found: re.Match[str]) -> str:
    sign = found[0]
    if sign >= "\ud800":
        return f"\\u{ord(sign):04x}"
    return "\\" + _LETTERS.get(sign, sign)


def unescaped_value(written: str) -> str:
    """Return the value that a column has; a backslash that escapes nothing stays."""
    return _ESCAPED_VALUE.sub(_unescape, written) if "\\" in written else written


def _unescape(found: re.Match[str]) -> str:
    sign = found[1]
    if sign == "->" or sign in _RESERVED:
        return sign
    if len(sign) > 1:
        return chr(int(sign[1:], 16))
    return {"t": "\t", "n": "\n", "r": "\r"}.get(sign, found[0])


def parted(written: str, separator: str) -> list[str]:
    """Return what an unescaped sign parts; one item where it stands nowhere."""
    if separator not in written:
        return [written]
    if "\\" not in written:
        return written.split(separator)
    items: list[str] = []
    start = place = 0
    while place < len(written):
        if written[place] == "\\":
            place += 1
        elif written[place] == separator:
            items.append(written[start:place])
            start = place + 1
        place += 1
    return [*items, written[start:]]


def numbered(written: str) -> tuple[str, int]:
    """Return a value and the number in brackets after it, 0 for none."""
    if not written.endswith("]") or not (found := _NUMBERED.fullmatch(written)):
        return written, 0
    return found[1], int(found[2])

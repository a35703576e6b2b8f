"""Plain values as YAML text that every YAML 1.1 and 1.2 reader reads the same; always the same bytes.

Needs no YAML library: block style, one line for each scalar, free text in double quotes (format.md, 3).
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import cast

NULLS = frozenset(("", "~", "null", "Null", "NULL"))
"""What stands for nothing when written without quotes."""

_CONSTANTS: dict[str, bool | float | None] = {
    **dict.fromkeys(NULLS),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **{".inf": math.inf, "-.inf": -math.inf, ".nan": math.nan},
}
_RESERVED = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"))
_NUMBER = r"[-+]?[0-9][0-9_.,]*(?:[eE][-+]?[0-9]*)?|0[xXoObB][0-9a-fA-F_]*"
_DATE = r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[tT ].*)?"
_TIME = r"[-+]?[0-9][0-9_]*(?::[0-9]+)+(?:\.[0-9_]*)?"
_TYPED = re.compile(rf"{_NUMBER}|{_DATE}|{_TIME}|[-+]?\.(?:[0-9][0-9_eE+-]*|inf|Inf|INF|nan|NaN|NAN)|=|<<")
_WORD = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_./#+-]*")
_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,17}")
_FLOAT = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:e[-+][0-9]+)?")
_ESCAPED = re.compile(
    '["\\\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]',
)
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


class PlainText(str):
    """A value that stood without quotes and that readers take for different things (``012``, ``yes``,
    a date): it is text here and is written again as it stood."""

    __slots__ = ()


class FreeText(str):
    """A value that is written in quotes whatever it says."""

    __slots__ = ()


def _escape(match: re.Match[str]) -> str:
    char = match[0]
    return _SHORT.get(char) or (f"\\x{ord(char):02X}" if char < "\x80" else f"\\u{ord(char):04X}")


def quoted(text: str) -> str:
    """Return text in double quotes; scripts and emoji as themselves, only what YAML needs as escapes."""
    return f'"{_ESCAPED.sub(_escape, text)}"'


def word(text: str) -> str:
    """Return text without quotes where every reader takes it for the same text, else in quotes."""
    if _WORD.fullmatch(text) and text.lower() not in _RESERVED and not _TYPED.fullmatch(text):
        return text
    return quoted(text)


def plain_value(text: str) -> object:
    """Return what a scalar without quotes means: YAML 1.2, but nothing that would be written differently."""
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text) and "." in text and _float(float(text)) == text:
        return float(text)
    if _TYPED.fullmatch(text) or text.lower() in _RESERVED:
        return PlainText(text)
    return text


def _float(value: float) -> str:
    if math.isnan(value):
        return ".nan"
    if math.isinf(value):
        return ".inf" if value > 0 else "-.inf"
    text = repr(value)
    # YAML 1.1 reads 1e+16 as text: it needs the point.
    return text.replace("e", ".0e") if "e" in text and "." not in text else text


def scalar(value: object) -> str:
    """Return a value that fits on the line of its key. Raises TypeError for what has no place in a file."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return str(value) if isinstance(value, PlainText) else _text(value)
    if isinstance(value, int | float):
        return _float(value) if isinstance(value, float) else str(value)
    if value in ({}, [], ()):
        return "{}" if value == {} else "[]"
    raise TypeError(f"no YAML for {type(value).__name__}")


def _text(value: str) -> str:
    return quoted(value) if isinstance(value, FreeText) else word(value)


def entry(key: str, value: object, indent: str = "") -> list[str]:
    """Return the lines of one key of a mapping and its value."""
    head = f"{indent}{word(key)}:"
    if _on_lines(value):
        step = "  " if isinstance(value, dict) else ""
        return [head, *block(cast("object", value), indent + step)]
    return [f"{head} {scalar(value)}"]


def block(value: object, indent: str) -> list[str]:
    """Return the lines of a mapping or a list that is not empty."""
    lines: list[str] = []
    if isinstance(value, dict):
        for key, item in cast("dict[str, object]", value).items():
            lines += entry(key, item, indent)
        return lines
    for item in cast("Sequence[object]", value):
        if _on_lines(item):
            first, *rest = block(item, indent + "  ")
            lines += [f"{indent}- {first[len(indent) + 2 :]}", *rest]
        else:
            lines.append(f"{indent}- {scalar(item)}")
    return lines


def _on_lines(value: object) -> bool:
    return isinstance(value, dict | list | tuple) and bool(cast("Sequence[object]", value))

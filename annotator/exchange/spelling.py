"""Names in formats that allow few letters: what they cannot spell is written so that it can be read back."""

from __future__ import annotations

import re

_ESCAPE = re.compile("_x([0-9A-F]{2,6})_")


def spelled(name: str, allowed: re.Pattern[str]) -> str:
    """Return a name in characters that ``allowed`` matches one by one: all others as ``_xHEX_``.

    ``allowed`` must match A-Z, a-z, 0-9 and the low line. A low line before an x is escaped too, so that each
    name comes back from its spelling, and two names never share one.
    """
    pieces: list[str] = []
    for place, char in enumerate(name):
        begins_escape = char == "_" and name.startswith("x", place + 1)
        pieces.append(char if allowed.fullmatch(char) and not begins_escape else f"_x{ord(char):02X}_")
    return "".join(pieces)


def unspelled(written: str) -> str:
    """Return the name that a spelling stands for; what nobody spelled so comes back as it is."""
    return _ESCAPE.sub(lambda found: _char(found[1], found[0]), written)


def _char(number: str, otherwise: str) -> str:
    code = int(number, 16)
    return chr(code) if code <= 0x10FFFF and f"{code:02X}" == number else otherwise

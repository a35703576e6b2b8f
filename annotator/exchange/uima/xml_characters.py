"""Characters that XML 1.0 cannot have, not even escaped: most controls, U+FFFE, U+FFFF, halves of pairs.

In an article's text U+FFFD stands for each, so that offsets stay; in values they are spelled ``_xHEX_``.
"""

from __future__ import annotations

import re

_IMPOSSIBLE = "\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
_CHARACTER = re.compile(f"[{_IMPOSSIBLE}]")
_TO_SPELL = re.compile(f"[{_IMPOSSIBLE}]|_(?=x[0-9A-F]{{2,4}}_)")
_SPELLED = re.compile(r"_x([0-9A-F]{2,4})_")
_MARKUP = re.compile('[&<>"\t\n\r]')
_ENTITIES = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "\t": "&#9;",
    "\n": "&#10;",
    "\r": "&#13;",
}


def impossible(text: str) -> list[str]:
    """Return the characters of a text that XML cannot have, each once, in order."""
    return sorted(set(_CHARACTER.findall(text)))


def possible_text(text: str) -> str:
    """Return a text with U+FFFD for what XML cannot have."""
    return _CHARACTER.sub("\ufffd", text)


def possible_value(value: str) -> str:
    """Return a value with what XML cannot have spelled; it comes back."""
    return _TO_SPELL.sub(lambda found: f"_x{ord(found[0]):02X}_", value)


def value_of(written: str) -> str:
    """Return the value that was spelled so; what XML could have had itself was never spelled."""
    return _SPELLED.sub(_char, written) if "_x" in written else written


def _char(found: re.Match[str]) -> str:
    char = chr(int(found[1], 16))
    is_ours = (char == "_" or _CHARACTER.fullmatch(char)) and f"{ord(char):02X}" == found[1]
    return char if is_ours else found[0]


def quoted_attribute(value: str) -> str:
    """Return a value as an attribute has it, line ends and tabs included."""
    return _MARKUP.sub(lambda found: _ENTITIES[found[0]], value)

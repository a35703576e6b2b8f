"""Text of an article or a note as text of an HTML page: escaped, and unable to reorder what is around it."""

from __future__ import annotations

import html
import re

from annotator.text.invisible import invisible_name, reorders

# What the bidirectional algorithm obeys, what HTML cannot hold, and what would end a line (UAX #9, class B).
_REORDERING = "".join(char for code in range(0x600, 0x2070) if reorders(char := chr(code)))
_MARKED = re.compile(f"([{_REORDERING}\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u2028\\u2029\\ud800-\\udfff])")

ISOLATE, END_OF_ISOLATE = "\u2068", "\u2069"


def shown(text: str) -> str:
    """Return the text as HTML.

    A control that would reorder or break the text stands as an empty element ``span.mark`` with its name
    and its code point (``data-code``, hexadecimal), from which the text can be had back.
    """
    pieces = _MARKED.split(text)
    pieces[::2] = [html.escape(piece, quote=False) for piece in pieces[::2]]
    pieces[1::2] = [_mark(char) for char in pieces[1::2]]
    return "".join(pieces)


def in_attribute(text: str) -> str:
    """Return the text for the value of an attribute in double quotes; controls as their names."""
    return html.escape(_MARKED.sub(lambda found: f"[{_name(found[1])}]", text), quote=True)


def isolated(text: str) -> str:
    """Return the text for an attribute, as in_attribute, isolated from what is around it there."""
    return f"{ISOLATE}{in_attribute(text)}{END_OF_ISOLATE}"


def _mark(char: str) -> str:
    code = f"{ord(char):04X}"
    return f'<span class="mark" data-code="{code}" data-name="{_name(char)}" title="U+{code}"></span>'


def _name(char: str) -> str:
    return invisible_name(char) or f"U+{ord(char):04X}"

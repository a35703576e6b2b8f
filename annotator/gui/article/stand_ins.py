"""Characters that must not act on what surrounds them: what is laid out in their place, and their names."""

from __future__ import annotations

import re

from annotator.text.invisible import invisible_name

STAND_IN = "\u2007"
"""Shown in place of a character that must not act: neutral, of one unit, and wide enough for a mark."""

_ACTING = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufff9-\ufffc\ufeff]")


def shown_text(text: str) -> str:
    """Return a paragraph as it is laid out: what would act on its surroundings is a stand-in.

    Bidi controls, other controls and foreign line ends must be seen and must not reorder or break what
    surrounds them; a tab is shown as a space. The length stays the same.
    """
    return _ACTING.sub(lambda found: " " if found[0] == "\t" else STAND_IN, text)


def acting_places(text: str, start: int, end: int) -> list[int]:
    """Return where characters stand in text[start:end] that are always shown as marks of their names."""
    return [found.start() for found in _ACTING.finditer(text, start, end) if found[0] != "\t"]


def is_stand_in(char: str) -> bool:
    """Whether a character of the article is always shown as a mark of its name."""
    return bool(acting_places(char, 0, 1))


def mark_of(char: str) -> str:
    """Return the few letters that stand for an invisible character, such as RLO."""
    return invisible_name(char) or f"{ord(char):02X}"

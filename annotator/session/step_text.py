"""The words of a history step, for "Undo ..." in the menu: a pattern, what fills it, and quotes cut short."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from annotator.text.invisible import reorders
from annotator.text.segments import next_boundary

QUOTE_GRAPHEMES = 30

FIRST_STRONG_ISOLATE = "\u2068"
POP_ISOLATE = "\u2069"


class StepText(str):
    """A sentence that remembers its English pattern and its values, so that a window can translate it.

    ``StepText("Mark {quote} as {label}", quote="...", label="PER")`` is the filled sentence;
    ``translated_pattern.format(**text.values)`` is the same in another language.
    """

    pattern: str
    values: Mapping[str, str]

    def __new__(cls, pattern: str, **values: str) -> StepText:
        text = super().__new__(cls, pattern.format(**values))
        text.pattern = pattern
        text.values = MappingProxyType(values)
        return text


def quoted(text: str, limit: int = QUOTE_GRAPHEMES) -> str:
    """Return the text for a menu: one line, at most limit graphemes, isolated from what is around it.

    Bidi controls are left out, since one of them could end the isolation.
    """
    end = 0
    for _ in range(limit):
        end = next_boundary(text, end)
    shown = text[:end] + ("…" if end < len(text) else "")
    line = " ".join("".join(char for char in shown if not reorders(char)).split())
    return f"{FIRST_STRONG_ISOLATE}{line}{POP_ISOLATE}"

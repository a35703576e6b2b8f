"""Quotes for the words of a history step, cut short for "Undo ..." in the menu."""

from __future__ import annotations

from annotator.model.step_text import StepText
from annotator.text.invisible import reorders
from annotator.text.segments import next_boundary

__all__ = ["StepText", "quoted"]

QUOTE_GRAPHEMES = 30

FIRST_STRONG_ISOLATE = "\u2068"
POP_ISOLATE = "\u2069"


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

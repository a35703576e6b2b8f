"""How an article is shown: fonts by script, size, theme, invisible marks; one value for page and painter."""

from __future__ import annotations

import re
from dataclasses import dataclass

from PySide6.QtGui import QFont

from annotator.gui.fonts import ReadingFonts
from annotator.gui.theme import Theme
from annotator.text.direction import Direction

_BLANK = 0.6
"""Size of a blank paragraph beside the others'."""

_DEVANAGARI = re.compile("[\u0900-\u097f\ua8e0-\ua8ff]")


@dataclass(frozen=True)
class Reading:
    """What a reader chose.

    family: "nastaliq" or "naskh", for Arabic script; size: in points; invisibles: whether joiners,
    spaces and other characters without ink get marks.
    """

    fonts: ReadingFonts
    theme: Theme
    family: str = "nastaliq"
    size: float = 16.0
    invisibles: bool = False

    def font_for(self, text: str, direction: Direction) -> QFont:
        """Return the font of a paragraph: its main script sets the height of its lines."""
        if direction is Direction.RTL:
            key = self.family
        else:
            key = "devanagari" if _DEVANAGARI.search(text) else "latin"
        return self.fonts.reading_font(key, self.size)

    def font_of_blank(self) -> QFont:
        """Return the font of a paragraph without ink: room for the caret, and a pause for the eye."""
        return self.fonts.reading_font("latin", _BLANK * self.size)

"""The font of an article's words where they stand beside it: that of their script, at a size for lists."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtGui import QFont

from annotator.gui.article.reading import Reading
from annotator.text.direction import Direction, paragraph_direction

LARGEST = 13.0
_SHARE = 0.8


def small_font(reading: Reading, text: str, article: Direction) -> QFont:
    """Return the font that a paragraph of an article with that text has, smaller."""
    small = replace(reading, size=min(reading.size * _SHARE, LARGEST))
    return small.font_for(text, paragraph_direction(text, article))

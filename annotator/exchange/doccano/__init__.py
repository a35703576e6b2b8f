"""doccano's JSON Lines: a text a line, with its labelled ranges, in two shapes and several older ones."""

from __future__ import annotations

from annotator.text.units import Unit

UNIT_KEY = "offset_unit"
"""Says in lines of our making what offsets count; doccano keeps it among the line's other fields."""

UNITS = {
    "UTF-16": Unit.UTF16,
    "graphemes": Unit.PARTED_GRAPHEMES,
    "code points": Unit.CODE_POINTS,
}
"""What doccano counts, by the word in UNIT_KEY: what JavaScript does; in a project that counts grapheme
clusters those of Unicode 10, which its splitter is for; in early versions code points."""

"""What offsets may count: code points as here; UTF-16 units, bytes or grapheme clusters in other tools."""

from __future__ import annotations

from bisect import bisect_left
from enum import Enum
from itertools import accumulate, chain

from annotator.text.graphemes import grapheme_boundaries
from annotator.text.offsets import Utf16Offsets


class Unit(Enum):
    """What an offset counts. The value is the word for it in messages and on the command line."""

    CODE_POINTS = "code points"
    UTF16 = "UTF-16 units"
    BYTES = "bytes"
    GRAPHEMES = "grapheme clusters"

    def __str__(self) -> str:
        return self.value


class UnitOffsets:
    """The offsets of one text in one unit, to code points and back."""

    def __init__(self, text: str, unit: Unit) -> None:
        self.unit = unit
        self._length = len(text)
        self._utf16 = Utf16Offsets(text) if unit is Unit.UTF16 else None
        self._places = _places(text, unit)
        self.is_identity = self._utf16.is_identity if self._utf16 else self._places is None

    def to_code_point(self, offset: int) -> int:
        """Return the code point offset. Raises ValueError outside the text and inside a unit of several."""
        if self._utf16:
            return self._utf16.to_code_point(offset)
        if self._places is None or self.unit is Unit.GRAPHEMES:
            places = self._places
            last = self._length if places is None else len(places) - 1
            if not 0 <= offset <= last:
                raise ValueError(f"{offset} is outside the text (0 to {last} {self.unit})")
            return offset if places is None else places[offset]
        place = bisect_left(self._places, offset)
        if not 0 <= offset <= self._places[-1]:
            raise ValueError(f"{offset} is outside the text (0 to {self._places[-1]} {self.unit})")
        if self._places[place] != offset:
            raise ValueError(f"{offset} is inside the bytes of one character")
        return place

    def from_code_point(self, place: int) -> int:
        """Return the offset in the unit. Raises ValueError outside the text, and inside a cluster."""
        if not 0 <= place <= self._length:
            raise ValueError(f"{place} is outside the text (0 to {self._length} code points)")
        if self._utf16:
            return self._utf16.to_utf16(place)
        if self._places is None:
            return place
        if self.unit is Unit.BYTES:
            return self._places[place]
        offset = bisect_left(self._places, place)
        if self._places[offset] != place:
            raise ValueError(f"{place} is inside a grapheme cluster")
        return offset


def _places(text: str, unit: Unit) -> list[int] | None:
    """Return of BYTES the byte at each code point, of GRAPHEMES the code point at each cluster; None where
    the unit is the code point."""
    if unit is Unit.BYTES and not text.isascii():
        # Lone surrogates, which UTF-8 has none for, count as other tools' encoders write them.
        sizes = (len(char.encode("utf-8", "surrogatepass")) for char in text)
        return list(accumulate(chain((0,), sizes)))
    if unit is Unit.GRAPHEMES:
        places = grapheme_boundaries(text)
        return None if len(places) == len(text) + 1 else places
    return None

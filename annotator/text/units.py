"""What offsets may count: code points as here; UTF-16 units, bytes or grapheme clusters in other tools."""

from __future__ import annotations

from bisect import bisect_left
from enum import Enum
from itertools import accumulate, chain

from annotator.text.graphemes import grapheme_boundaries
from annotator.text.offsets import Utf16Offsets
from annotator.text.patterns import Pattern


class Unit(Enum):
    """What an offset counts. The value is the word for it in messages and on the command line.

    Segmenters from before Unicode 15.1 part Devanagari and other conjuncts (they lack rule GB9c of UAX #29):
    what they count are the parted ones.
    """

    CODE_POINTS = "code points"
    UTF16 = "UTF-16 units"
    BYTES = "bytes"
    GRAPHEMES = "grapheme clusters"
    PARTED_GRAPHEMES = "grapheme clusters with conjuncts parted"

    def __str__(self) -> str:
        return self.value


_CLUSTERS = (Unit.GRAPHEMES, Unit.PARTED_GRAPHEMES)
_SYLLABLE = r"\p{GCB=L}*+(?:\p{GCB=LV}\p{GCB=V}*+|\p{GCB=LVT}|\p{GCB=V}++)\p{GCB=T}*+|\p{GCB=L}++|\p{GCB=T}++"
_EMOJI = r"\p{ExtPict}(?:\p{GCB=Extend}*+\p{GCB=ZWJ}\p{ExtPict})*+"
_PARTED = Pattern(  # the table of UAX #29, 3.1, as it was up to Unicode 15.0
    r"(?s)\r\n|\p{GCB=Control}|\r|\n"
    rf"|\p{{GCB=Prepend}}*+(?:\p{{RI}}{{2}}|{_SYLLABLE}|{_EMOJI}|[^\p{{GCB=Control}}\r\n])"
    r"[\p{GCB=Extend}\p{GCB=ZWJ}\p{GCB=SpacingMark}]*+"
    r"|."
)


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
        if self._places is None or self.unit in _CLUSTERS:
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
    if unit in _CLUSTERS:
        places = grapheme_boundaries(text) if unit is Unit.GRAPHEMES else _parted_boundaries(text)
        return None if len(places) == len(text) + 1 else places
    return None


def _parted_boundaries(text: str) -> list[int]:
    return [0, *(found.end() for found in _PARTED.finditer(text))]

"""Code points to UTF-16 units and back: what Qt, UIMA, WebAnno and doccano count against what we do."""

from __future__ import annotations

from bisect import bisect_left

from annotator.text.patterns import Pattern

_LAST_OF_ONE_UNIT = "\uffff"
_ASTRAL = Pattern("[\U00010000-\U0010ffff]")


def utf16_length(text: str) -> int:
    """Return how many UTF-16 units a text takes."""
    return len(text) + len(_astral_places(text))


class Utf16Offsets:
    """The offsets of one text. Without characters beyond U+FFFF both units are the same: is_identity."""

    def __init__(self, text: str) -> None:
        self._length = len(text)
        self._places = _astral_places(text)
        self._second_halves = [place + number + 1 for number, place in enumerate(self._places)]
        self.is_identity = not self._places

    def to_utf16(self, code_point: int) -> int:
        """Return the UTF-16 offset. Raises ValueError where code_point is no place of the text."""
        if not 0 <= code_point <= self._length:
            raise ValueError(f"{code_point} is outside the text (0 to {self._length} code points)")
        return code_point if self.is_identity else code_point + bisect_left(self._places, code_point)

    def to_code_point(self, unit: int) -> int:
        """Return the code point offset. Raises ValueError outside the text and inside a surrogate pair."""
        units = self._length + len(self._places)
        if not 0 <= unit <= units:
            raise ValueError(f"{unit} is outside the text (0 to {units} UTF-16 units)")
        if self.is_identity:
            return unit
        pairs = bisect_left(self._second_halves, unit)
        if pairs < len(self._second_halves) and self._second_halves[pairs] == unit:
            raise ValueError(f"{unit} is inside the surrogate pair of one character")
        return unit - pairs


def _astral_places(text: str) -> list[int]:
    if text.isascii() or max(text) <= _LAST_OF_ONE_UNIT:
        return []
    return [found.start() for found in _ASTRAL.finditer(text)]

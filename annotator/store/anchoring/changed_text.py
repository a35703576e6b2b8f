"""The changed text of an article, folded like the quotes that are looked for in it."""

from __future__ import annotations

from bisect import bisect_left

from annotator.store.anchoring.quoted_text import UNKNOWN
from annotator.text.folding import folded_places


class ChangedText:
    """raw: the text as it is; text: folded; places: of each folded character, in code points of raw."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        folded, self.places = folded_places(raw)
        self.text = folded.replace(UNKNOWN, "\ufffd")

    def index(self, offset: int) -> int:
        """Return the folded index of the first character at or after an offset."""
        return bisect_left(self.places, offset)

    def offset(self, index: int) -> int:
        """Return the offset of a character by its folded index; the text's length for one beyond."""
        return self.places[index] if index < len(self.places) else len(self.raw)

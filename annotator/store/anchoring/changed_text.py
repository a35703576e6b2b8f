"""The changed text of an article, folded like the quotes that are looked for in it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from functools import cached_property
from unicodedata import is_normalized

from annotator.store.anchoring.equal_stretches import seed_places
from annotator.store.anchoring.quoted_text import UNKNOWN
from annotator.text.folding import folded_places


class ChangedText:
    """raw: the text as it is; text: folded; places: of each folded character, in code points of raw."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        folded, self.places = folded_places(raw)
        self.text = folded.replace(UNKNOWN, "\ufffd")
        self._seeds: dict[str, list[int]] = {}

    @cached_property
    def is_composed(self) -> bool:
        """Whether the text is in normal form C."""
        return is_normalized("NFC", self.raw)

    def where(self, seeds: Iterable[str]) -> Mapping[str, list[int]]:
        """Return where seeds stand in the folded text; all that will be asked for is best told first."""
        others = set(seeds).difference(self._seeds)
        if others:
            self._seeds.update(seed_places(others, self.text))
        return self._seeds

    def index(self, offset: int) -> int:
        """Return the folded index of the first character at or after an offset."""
        return bisect_left(self.places, offset)

    def offset(self, index: int) -> int:
        """Return the offset of a character by its folded index; the text's length for one beyond."""
        return self.places[index] if index < len(self.places) else len(self.raw)

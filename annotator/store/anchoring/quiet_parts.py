"""Parts of the earlier text in which nothing has come, gone or changed places: there, words that stand twice
are still in their order."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from annotator.store.anchoring.equal_stretches import Stretch
from annotator.store.anchoring.quoted_text import UNKNOWN

Part = tuple[int, int]


class QuietParts:
    """Parts of the earlier text between two shifts.

    A solid part is known from end to end, and stands in the changed text as it did. In a calm one all that is
    known does, in the same distances.
    """

    def __init__(self, stretches: Iterable[Stretch], old: str, new: str) -> None:
        """stretches: what stands in its order, by its place in the earlier text."""
        self._solid: list[Part] = []
        self._calm: list[Part] = []
        solid = calm = 0
        before = Stretch(0, 0, 0)
        for stretch in (*stretches, Stretch(len(old), len(new), 0)):
            shifted = stretch.diagonal != before.diagonal
            if shifted or stretch.old > before.old_end:
                self._solid.append((solid, before.old_end))
                solid = stretch.old
            if shifted or old[before.old_end : stretch.old].strip(UNKNOWN):
                self._calm.append((calm, before.old_end))
                calm = stretch.old
            before = stretch
        self._solid.append((solid, len(old)))
        self._calm.append((calm, len(old)))

    def solid(self, first: int, last: int) -> bool:
        """Whether [first, last) of the earlier text lies in one solid part."""
        return _inside(self._solid, first, last)

    def calm(self, first: int, last: int) -> bool:
        """Whether [first, last) of the earlier text lies in one calm part."""
        return _inside(self._calm, first, last)


def _inside(parts: list[Part], first: int, last: int) -> bool:
    at = bisect_right(parts, first, key=lambda part: part[0]) - 1
    return at >= 0 and last <= parts[at][1]

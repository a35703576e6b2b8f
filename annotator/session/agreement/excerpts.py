"""The words around differing spans, short enough for a line: what lies far from every edge is left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from annotator.model.spans import Piece
from annotator.text.invisible import reorders
from annotator.text.segments import next_boundary, previous_boundary

AROUND = 24
"""Code points shown before and after; and on both sides of an edge inside a long span."""
SHORT = 120
"""Code points of a stretch that is shown whole."""

GAP = " … "
_STAND_IN = "\u25af"
"""For characters that would reorder what is around them."""


@dataclass(frozen=True)
class Excerpt:
    """A stretch of an article with parts left out. words: on one line; shown: the parts, by their offsets."""

    words: str
    shown: tuple[Piece, ...]

    def ranges(self, pieces: Iterable[Piece]) -> tuple[Piece, ...]:
        """Return where pieces of the article stand in the words, the parts that are shown."""
        found: list[Piece] = []
        pieces = list(pieces)
        offset = 0
        for start, end in self.shown:
            for first, last in pieces:
                low, high = max(start, first), min(end, last)
                if low < high:
                    found.append((low - start + offset, high - start + offset))
            offset += end - start + len(GAP)
        return tuple(found)


def excerpt(text: str, pieces: Sequence[Piece]) -> Excerpt:
    """Return the words around pieces, which stay in one paragraph where they lie in one."""
    first, last = min(start for start, _ in pieces), max(end for _, end in pieces)
    low, high = _before(text, first), _after(text, last)
    shown = [(low, high)] if last - first <= SHORT else _around_edges(text, pieces, (low, high))
    words = GAP.join("".join(map(_harmless, text[start:end])) for start, end in shown)
    return Excerpt(words, tuple(shown))


def _before(text: str, offset: int) -> int:
    """Return where a few words before an offset begin, in its paragraph."""
    floor = max(text.rfind("\n", 0, offset) + 1, 0)
    low = max(floor, offset - AROUND)
    if low > floor:
        space = text.find(" ", low, offset)
        low = space + 1 if space >= 0 else previous_boundary(text, low + 1)
    return low


def _after(text: str, offset: int) -> int:
    ceiling = text.find("\n", offset)
    ceiling = len(text) if ceiling < 0 else ceiling
    high = min(ceiling, offset + AROUND)
    if high < ceiling:
        space = text.rfind(" ", offset, high)
        high = space if space >= offset else next_boundary(text, high - 1)
    return high


def _around_edges(text: str, pieces: Sequence[Piece], within: Piece) -> list[Piece]:
    low, high = within
    shown: list[Piece] = []
    # What is inside of an edge is shown even where a paragraph ends there.
    around = {
        (_before(text, start), max(_after(text, start), next_boundary(text, start))) for start, _ in pieces
    }
    around |= {
        (min(_before(text, end), previous_boundary(text, end)), _after(text, end)) for _, end in pieces
    }
    for first, last in sorted(around):
        start, end = max(low, first), min(high, last)
        if shown and start - shown[-1][1] <= len(GAP):
            shown[-1] = (shown[-1][0], max(end, shown[-1][1]))
        else:
            shown.append((start, end))
    return shown


def shortened(text: str, most: int = SHORT // 2) -> str:
    """Return text on one line, cut where it is longer."""
    line = " ".join("".join(map(_harmless, text[: 2 * most])).split())
    return f"{line[:most]}…" if len(line) > most or len(text) > 2 * most else line


def _harmless(char: str) -> str:
    if reorders(char):
        return _STAND_IN
    return " " if char.isspace() else char


def covered(pieces: Iterable[Piece], others: Iterable[Piece]) -> list[Piece]:
    """Return what pieces cover that others do not, in text order."""
    left = list(pieces)
    for first, last in others:
        parts = [part for low, high in left for part in ((low, min(high, first)), (max(low, last), high))]
        left = [(low, high) for low, high in parts if low < high]
    return left

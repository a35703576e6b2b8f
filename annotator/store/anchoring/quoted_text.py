"""What quotes tell of an article's earlier text: its known stretches in their places, the rest unknown.

Folded (annotator.text.folding), so that letters of other keyboards, NFC and NFD or a dropped ZWNJ make no
difference to it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from annotator.model.anchors import Anchor
from annotator.text.folding import folded_places

UNKNOWN = "\ud800"
"""Stands for each unknown character; half a surrogate pair is in no text that was decoded."""

Fragment = tuple[int, str]
"""Where words stood, in code points, and the words."""

_WHOLE_CONTEXT = 16
"""A context shorter than this was cut at the paragraph: of 24 code points, it lacks a cluster at most."""
_ENOUGH = 32
"""Characters that must be known for a text to be told by them."""


@dataclass(frozen=True, slots=True)
class _Island:
    """A known stretch: [start, end) of the earlier text, folded from index first on.

    places: of each folded character, counted from the text's beginning.
    """

    start: int
    end: int
    first: int
    places: list[int]


class QuotedText:
    """An article's earlier text as far as quotes tell it.

    text: folded, UNKNOWN where nothing is known; its indices are not offsets, see index. length: of the
    earlier text in code points.
    """

    def __init__(self, anchors: Iterable[Anchor], length: int, known: Iterable[Fragment] = ()) -> None:
        """anchors, known: what is known of one state of the text; where two disagree the earlier wins."""
        self.length = length
        told = [*known]
        breaks: set[int] = set()
        for anchor in anchors:
            told += fragments(anchor)
            breaks |= _breaks(anchor)
        stretches = _merged(told, length)
        stretches = _merged([*stretches, *((place, "\n") for place in breaks)], length)
        self._raw = stretches
        self._islands: list[_Island] = []
        self.text = self._folded(stretches)
        self._starts = [island.start for island in self._islands]

    def _folded(self, stretches: Sequence[Fragment]) -> str:
        folded = [folded_places(words) for _, words in stretches]
        raw = sum(len(words) for _, words in stretches)
        # An unknown stretch is taken to fold as the known ones do.
        rate = sum(len(text) for text, _ in folded) / raw if raw else 1.0
        chunks: list[str] = []
        done = index = 0
        for (start, words), (text, places) in zip(stretches, folded, strict=True):
            gap = max(1, round((start - done) * rate)) if start > done else 0
            chunks += [UNKNOWN * gap, text]
            index += gap
            done = start + len(words)
            self._islands.append(_Island(start, done, index, [start + place for place in places]))
            index += len(text)
        chunks.append(UNKNOWN * round((self.length - done) * rate))
        return "".join(chunks)

    def is_same(self, text: str) -> bool:
        """Whether a text is this one as far as is known: as long, and with all quotes in their places."""
        if len(text) != self.length or sum(len(words) for _, words in self._raw) < min(_ENOUGH, self.length):
            return False
        return all(text.startswith(words, start) for start, words in self._raw)

    def index(self, offset: int) -> int:
        """Return the folded index of the first character at or after offset; a guess where it is unknown."""
        at = bisect_right(self._starts, offset) - 1
        if at < 0:
            return min(offset, self._islands[0].first) if self._islands else min(offset, len(self.text))
        island = self._islands[at]
        if offset <= island.end:
            return island.first + bisect_left(island.places, offset)
        beyond = self._islands[at + 1].first if at + 1 < len(self._islands) else len(self.text)
        return min(island.first + len(island.places) + offset - island.end, beyond)

    def stretches(self) -> list[tuple[int, int]]:
        """Return the known stretches as ranges of text."""
        return [(island.first, island.first + len(island.places)) for island in self._islands]


def fragments(anchor: Anchor) -> list[Fragment]:
    """Return what an anchor tells of its text; nothing of pieces that are not as long as their words."""
    pieces = [(start, words) for start, end, words in anchor.pieces if len(words) == end - start]
    before = (anchor.start - len(anchor.prefix), anchor.prefix)
    return [*pieces, before, (anchor.end, anchor.suffix)]


def _breaks(anchor: Anchor) -> set[int]:
    """Return where a line feed stood, as contexts that are cut short tell."""
    breaks: set[int] = set()
    if not anchor.prefix and not anchor.suffix and len(anchor.exact) < _WHOLE_CONTEXT:
        return breaks  # perhaps nobody wrote the contexts down
    if len(anchor.prefix) < _WHOLE_CONTEXT:
        breaks.add(anchor.start - len(anchor.prefix) - 1)
    if len(anchor.suffix) < _WHOLE_CONTEXT:
        breaks.add(anchor.end + len(anchor.suffix))
    return breaks


def _merged(fragments: Iterable[Fragment], length: int) -> list[Fragment]:
    """Return the known stretches, apart and in order; what contradicts those before it is left out."""
    merged: list[tuple[int, list[str]]] = []
    end = -1
    for start, words in sorted(fragments, key=lambda fragment: fragment[0]):
        if start < 0 or not words or start + len(words) > length:
            continue
        if start > end:
            merged.append((start, list(words)))
        else:
            first, known = merged[-1]
            at = start - first
            told = known[at : at + len(words)]
            if told == list(words[: len(told)]):
                known.extend(words[len(told) :])
        end = merged[-1][0] + len(merged[-1][1])
    return [(start, "".join(chars)) for start, chars in merged]

"""What quotes tell of an article's earlier text: its known stretches in their places, the rest unknown.

Folded (annotator.text.folding), so that letters of other keyboards, NFC and NFD or a dropped ZWNJ make no
difference to it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from unicodedata import is_normalized

from annotator.model.anchors import Anchor
from annotator.store.anchoring.equal_stretches import Known
from annotator.text.folding import folded_places

UNKNOWN = "\ud800"
"""Stands for each unknown character; half a surrogate pair is in no text that was decoded."""

Fragment = tuple[int, str]
"""Where words stood, in code points, and the words."""

_WHOLE_CONTEXT = 16
"""A context shorter than this was cut at the paragraph: of 24 code points, it lacks a cluster at most."""


@dataclass(frozen=True, slots=True)
class _Island:
    """A known stretch: [start, end) of the earlier text in code points, and its words, folded.

    places: of each folded character, counted from the text's beginning.
    """

    start: int
    end: int
    text: str
    places: list[int]


class QuotedText:
    """An article's earlier text as far as quotes tell it.

    text: folded, UNKNOWN where nothing is known; its indices are not offsets, see index. length: of the
    earlier text in code points.
    """

    def __init__(self, anchors: Iterable[Anchor], length: int, known: Iterable[Fragment] = ()) -> None:
        """anchors, known: what is known of one state of the text; where two disagree the earlier wins."""
        self.length = length
        anchors = list(anchors)
        told = [*known, *(fragment for anchor in anchors for fragment in fragments(anchor))]
        # Where no quote has a context, perhaps nobody wrote them down.
        written = any(anchor.prefix or anchor.suffix for anchor in anchors)
        breaks = {place for anchor in anchors if written for place in _breaks(anchor)}
        self._quotes = {(a.start - len(a.prefix), a.end + len(a.suffix)) for a in anchors}
        stretches = _merged(told, length)
        self._raw = _merged([*stretches, *((place, "\n") for place in breaks)], length)
        self._islands = [_island(start, words) for start, words in self._raw]
        raw = sum(len(words) for _, words in self._raw)
        # An unknown stretch is taken to fold as the known ones do.
        rate = sum(len(island.text) for island in self._islands) / raw if raw else 1.0
        self._space([round((end - start) * rate) for start, end in self.gaps()])

    def gaps(self) -> list[tuple[int, int]]:
        """Return the ranges in code points before, between and after the known stretches; some are empty."""
        ends = [0, *(island.end for island in self._islands)]
        return list(zip(ends, [*(island.start for island in self._islands), self.length], strict=True))

    def spaced(self, sizes: Sequence[int]) -> QuotedText:
        """Return the same with gaps that are so long when folded."""
        other = copy(self)
        other._space(sizes)
        return other

    def _space(self, sizes: Sequence[int]) -> None:
        """Join what is known with what is not; firsts: the folded index of each known stretch.

        sizes: of the gaps, as they were given."""
        self.sizes = sizes
        self._starts = [island.start for island in self._islands]
        self.firsts: list[int] = []
        chunks: list[str] = []
        index = 0
        for island, (start, end), size in zip(self._islands, self.gaps(), sizes, strict=False):
            gap = max(1, size) if start < end else 0
            self.firsts.append(index + gap)
            chunks += [UNKNOWN * gap, island.text]
            index += gap + len(island.text)
        self.text = "".join((*chunks, UNKNOWN * sizes[-1]))

    def quotes(self) -> list[tuple[int, int]]:
        """Return the range of each quote with its context, in order."""
        return [(self.index(start), self.index(end)) for start, end in sorted(self._quotes)]

    def is_same(self, text: str) -> bool:
        """Whether all of this text is known, and it is the same as another."""
        return self._raw == [(0, text)]

    def is_composed(self) -> bool:
        """Whether what is known is in normal form C."""
        return all(is_normalized("NFC", words) for _, words in self._raw)

    def index(self, offset: int) -> int:
        """Return the folded index of the first character at or after offset; a guess where it is unknown."""
        at = bisect_right(self._starts, offset) - 1
        beyond = self.firsts[at + 1] if at + 1 < len(self.firsts) else len(self.text)
        if at < 0:
            return min(offset, beyond)
        island, first = self._islands[at], self.firsts[at]
        if offset <= island.end:
            return first + bisect_left(island.places, offset)
        return min(first + len(island.text) + offset - island.end, beyond)

    def offset(self, index: int) -> int:
        """Return the offset of a known character by its folded index."""
        at = bisect_right(self.firsts, index) - 1
        return self._islands[at].places[index - self.firsts[at]]

    def stretches(self) -> list[Known]:
        """Return the known stretches as ranges of text."""
        islands = zip(self.firsts, self._islands, strict=True)
        return [Known(first, first + len(island.text), first) for first, island in islands]


def _island(start: int, words: str) -> _Island:
    text, places = folded_places(words)
    return _Island(start, start + len(words), text, [start + place for place in places])


def fragments(anchor: Anchor) -> list[Fragment]:
    """Return what an anchor tells of its text; nothing of pieces that are not as long as their words."""
    pieces = [(start, words) for start, end, words in anchor.pieces if len(words) == end - start]
    before = (anchor.start - len(anchor.prefix), anchor.prefix)
    return [*pieces, before, (anchor.end, anchor.suffix)]


def _breaks(anchor: Anchor) -> set[int]:
    """Return where a line feed stood, as contexts that are cut short tell."""
    breaks: set[int] = set()
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

"""Where a quoted range stands in the changed text, and whether that is sure: the evidence and its limits."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from annotator.model.anchors import Anchor
from annotator.model.annotations import Piece
from annotator.store.anchoring.changed_text import ChangedText
from annotator.store.anchoring.equal_stretches import Stretch
from annotator.store.anchoring.quoted_text import UNKNOWN, QuotedText
from annotator.store.anchoring.rivals import Margins, Rivals
from annotator.store.anchoring.text_map import WINDOW, Range, TextMap, at_stop
from annotator.text.folding import fold, folded_places
from annotator.text.segments import snap

_AGREE = 0.8
"""Share of a context that must still stand for it to be the same."""
_SURE = 32.0
"""By how much everything must fit worse with a range elsewhere for its place to be the one."""
_SURE_IN_PLACE = 8.0
"""The same for words that stand, with all about them, as far from the text's beginning or end as before."""
_SURE_OF_COPIES = 64.0
"""The same where a long passage that holds the range has a copy elsewhere."""
_SURE_IN_SILENCE = 100.0
"""The same for a passage with a copy elsewhere, where nobody will look at the place again."""
_GOES_ON = 8
"""Characters that must stand beyond a range for the text to go on there."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a range seems to be.

    piece: code points of the new text. block: of the text map. sure: nowhere else could be it as well.
    stays: it is sure, where it was, and needs nobody's confirmation.
    """

    piece: Piece
    block: int
    sure: bool
    stays: bool
    quote_changed: bool
    context_changed: bool
    out_of_order: bool


@dataclass(frozen=True, slots=True)
class _Side:
    """What became of the words on one side.

    agrees: they stand there still, or up to the end of their sentence. whole: all that are known do.
    still: so they do in the same distances, but that a space may be another. goes_on: text stands beyond in
    the same distance as before.
    """

    agrees: bool
    whole: bool
    still: bool
    goes_on: bool


class Placer:
    """Places ranges of an article's earlier text in the new one."""

    def __init__(self, old: QuotedText, new: ChangedText) -> None:
        self.text = new.raw
        self._new = new
        self._map = TextMap(old, new)
        self._old = self._map.quoted
        self._rivals = Rivals(self._map)

    def places(self, anchor: Anchor) -> list[Place | None]:
        """Return the place of each piece of an anchor."""
        return [self.place(start, end, words) for start, end, words in anchor.pieces]

    def likely(self, anchor: Anchor, places: Sequence[Place | None]) -> list[list[Piece | None]]:
        """Return where an anchor's pieces could be: where they seem to be, and what is left of them."""
        left = [self.remains(start, end) for start, end, _ in anchor.pieces]
        return [[place and place.piece for place in places], left]

    def place(self, start: int, end: int, exact: str) -> Place | None:
        """Return the place of what stood at [start, end), in code points; None where there is none."""
        first, last = self._old.index(start), self._old.index(end)
        if first >= last or self._old.text[first:last] != fold(exact):
            return None
        found = self._map.range(first, last)
        if found is None:
            return None
        piece = self._raw(found.new, exact)
        same = self.text[piece[0] : piece[1]] == exact
        sides = self._side(found, -1), self._side(found, 1)
        sure, silent = self._weigh(found, sides, piece[0] - start)
        return Place(
            piece,
            found.first_block,
            sure,
            silent and same and piece == (start, end) and not self._map.unseen.over(start, end),
            not same,
            not all(side.whole for side in sides),
            not self._map.blocks[found.first_block].in_order,
        )

    def _weigh(self, found: Range, sides: tuple[_Side, _Side], shift: int) -> tuple[bool, bool]:
        """Return whether nothing else could be meant, and whether that is beyond doubt."""
        in_order = self._map.blocks[found.first_block].in_order
        agreeing = sum(side.agrees for side in sides)
        likely, possible = self._rivals.weigh(found)
        still = all(side.agrees and side.still for side in sides)
        # Where text has come or gone in one place, all other text keeps its distance to one end.
        exact = still and shift in (0, len(self.text) - self._old.length)
        ends = tuple((*found.at(side), side) for side in (0, 1))
        slides = any(self._map.slides.holds(*end) for end in ends)
        sure = agreeing >= (1 if in_order else 2) and not slides and _is_sure(likely, exact)
        silent = (
            sure
            and still
            and all(side.goes_on for side in sides)
            and _is_sure(possible, False)
            and possible.alone
            and possible.alike >= _SURE_IN_SILENCE
            and not any(self._map.slides.touches(*end) for end in ends)
        )
        return sure, silent

    def remains(self, start: int, end: int) -> Piece | None:
        """Return what is left of [start, end) in one place, from its first character to its last."""
        left = self._map.remains(self._old.index(start), self._old.index(end))
        if left is None:
            return None
        return snap(self.text, self._new.offset(left[0]), self._new.offset(left[1] - 1) + 1)

    def near(self, offset: int) -> int:
        """Return about where a place of the earlier text is now, in code points of both."""
        return self._new.offset(self._map.near(self._old.index(offset)))

    def _raw(self, new: tuple[int, int], exact: str) -> Piece:
        """Return a range of the folded text in code points of whole grapheme clusters."""
        first, last = new
        while last - first > 1 and self._map.new[first].isspace() and not exact[0].isspace():
            first += 1
        while last - first > 1 and self._map.new[last - 1].isspace() and not exact[-1].isspace():
            last -= 1
        start, end = self._new.offset(first), self._new.offset(last - 1) + 1
        # Folding drops what the quote may begin or end with, and makes one of several spaces.
        head, tail = start - folded_places(exact)[1][0], end - len(exact)
        if head >= 0 and self.text.startswith(exact, head) and head + len(exact) >= end:
            start, end = head, head + len(exact)
        elif start < tail and self.text.startswith(exact, tail):
            start = tail
        return snap(self.text, start, end)

    def _side(self, found: Range, step: int) -> _Side:
        """Weigh what stands before (step -1) or after a range (step 1)."""
        edge, new_edge = (end[0] if step < 0 else end[1] for end in (found.old, found.new))
        block = found.first_block if step < 0 else found.last_block
        old = self._map.old
        first, last = max(0, min(edge, edge + step * WINDOW)), max(edge, edge + step * WINDOW)
        known = min(last, len(old)) - first - old.count(UNKNOWN, first, last)
        stands = sum(part.size for part, there in self._map.parts(first, last) if there == block)
        run = self._map.run((block,), edge, step)
        beyond = run if step > 0 else -1 - run
        stops = at_stop(old, edge + beyond) and at_stop(self._map.new, new_edge + beyond)
        agrees = stops or 0 < known * _AGREE <= stands
        still = self._still(first, min(last, len(old)), new_edge - edge)
        goes_on = self._goes_on(edge if step > 0 else edge - 1, step, block)
        return _Side(agrees, stands == known, still, goes_on)

    def _still(self, first: int, last: int, shift: int) -> bool:
        """Whether all that is known of [first, last) of the old text stands so far away in the new one."""
        there = self._map.new[max(0, first + shift) : last + shift]
        return all(
            char in (new, UNKNOWN) or (char.isspace() and new.isspace())
            for char, new in zip(self._map.old[first:last], there, strict=False)
        )

    def _goes_on(self, edge: int, step: int, block: int) -> bool:
        """Whether text of the block stands beyond an edge, or the whole text ends there as it did."""
        stretches = self._map.blocks[block].stretches
        old, new = len(self._map.old), len(self._map.new)
        if step < 0:
            beyond, shift, at_end = edge + 1, stretches[0].diagonal, 0
        else:
            beyond, shift, at_end = old - edge, stretches[-1].diagonal, new - old
        stands = _beyond(stretches, edge, step)
        return stands >= min(_GOES_ON, beyond) and (beyond >= _GOES_ON or shift == at_end)


def _is_sure(margins: Margins, exact: bool) -> bool:
    if exact:
        return min(margins.place, margins.copy) >= _SURE_IN_PLACE
    return margins.place >= _SURE and margins.copy >= _SURE_OF_COPIES


def _beyond(stretches: Sequence[Stretch], edge: int, step: int) -> int:
    """Return how many characters of stretches stand from edge on, counted until they are enough."""
    stands = 0
    at = bisect_right(stretches, edge, key=lambda stretch: stretch.old)
    near = reversed(stretches[:at]) if step < 0 else stretches[max(0, at - 1) :]
    for stretch in near:
        first, last = (stretch.old, edge + 1) if step < 0 else (edge, stretch.old_end)
        stands += max(0, min(stretch.old_end, last) - max(stretch.old, first))
        if stands >= _GOES_ON:
            break
    return stands

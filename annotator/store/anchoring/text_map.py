"""Which characters of a changed text are those of the earlier one, as far as that is known and certain.

First the one chain that keeps the order; then, in what is left of both texts, what was moved out of order.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from operator import itemgetter

from annotator.store.anchoring.alignment import align
from annotator.store.anchoring.blocks import Block, moved_blocks, with_typos
from annotator.store.anchoring.changed_text import ChangedText
from annotator.store.anchoring.equal_stretches import Stretch
from annotator.store.anchoring.lone_quotes import lone_blocks
from annotator.store.anchoring.natural_cuts import cut_naturally
from annotator.store.anchoring.quiet_parts import QuietParts
from annotator.store.anchoring.quoted_text import QuotedText
from annotator.store.anchoring.slides import Slides
from annotator.store.anchoring.unseen_copies import UnseenCopies

_ROUNDS = 16
"""How often what was moved is looked for in what is left of both texts."""
_KEPT = 0.7
"""Share of a range that must remain for it to be that range."""
_SOME = 0.3
"""Share of a range that is worth showing."""
WINDOW = 32
"""Characters on each side of a range that are weighed as its context."""
_BY_CHANCE = 4
_END = 1 << 60
_STOPS = frozenset(".?!…؟।॥۔:\n")


@dataclass(frozen=True, slots=True)
class Range:
    """A range in the earlier (old) and the changed text (new), and the blocks that its ends belong to."""

    old: tuple[int, int]
    new: tuple[int, int]
    first_block: int
    last_block: int

    def at(self, side: int) -> tuple[int, int]:
        """Return the range in the earlier (side 0) or the changed text (side 1)."""
        return self.new if side else self.old

    def size(self, side: int) -> int:
        start, end = self.at(side)
        return end - start


class TextMap:
    """The map from an earlier text (folded) to the changed one (folded)."""

    def __init__(self, old: QuotedText, new: ChangedText) -> None:
        found = align(old, new)
        self.quoted = found.old
        self.old, self.new = found.old.text, new.text
        self.all, self.best = found.stretches, found.chain.best
        self.through = dict(zip(self.all, found.chain.through, strict=True))
        blocks = found.blocks
        for _ in range(_ROUNDS):
            more = moved_blocks(self.all, blocks)
            if not more:
                break
            blocks += more
        blocks += lone_blocks(found.old.quotes(), self.all, blocks, (self.old, self.new))
        self.blocks = with_typos(_cut(blocks, self.old, self.new), self.old, self.new)
        self._parts = sorted(
            (stretch, block) for block in range(len(self.blocks)) for stretch in self.blocks[block].stretches
        )
        self._olds = [stretch.old for stretch, _ in self._parts]
        self._news = sorted((stretch.new, stretch.new_end) for stretch, _ in self._parts)
        self._kept = [stretch for stretch, block in self._parts if self.blocks[block].in_order]
        self.quiet = QuietParts(self._kept, self.old, self.new)
        self.unseen = UnseenCopies(self.quoted, new, self._kept)
        self.slides = Slides([stretch for stretch, _ in self._parts], self.old, self.new)

    def find(self, index: int) -> tuple[int, int] | None:
        """Return the new index of a character of the earlier text and its block; None where it is unknown."""
        at = bisect_right(self._olds, index) - 1
        if at < 0:
            return None
        stretch, block = self._parts[at]
        return (index + stretch.diagonal, block) if index < stretch.old_end else None

    def parts(self, first: int, last: int) -> Iterator[tuple[Stretch, int]]:
        """Yield what is left of [first, last) of the earlier text, in its order, with the blocks."""
        at = max(0, bisect_right(self._olds, first) - 1)
        while at < len(self._parts) and self._olds[at] < last:
            stretch, block = self._parts[at]
            start, end = max(first, stretch.old), min(last, stretch.old_end)
            if start < end:
                yield stretch.part(start, end), block
            at += 1

    def explained(self, index: int, side: int) -> bool:
        """Whether a character has its counterpart: one of the earlier text (side 0) or of the new one (1)."""
        if side == 0:
            return self.find(index) is not None
        at = bisect_right(self._news, (index, _END)) - 1
        return at >= 0 and self._news[at][1] > index

    def range(self, first: int, last: int) -> Range | None:
        """Return where [first, last) of the earlier text is; None where too little of it is left."""
        left = [(part.new, part.new_end, block) for part, block in self.parts(first, last)]
        if not left:
            return None
        size = last - first
        starts = self.find(first) or _shifted(self.find(first - 1), 1) or (left[0][0], left[0][2])
        ends = _shifted(self.find(last - 1), 1) or self.find(last) or left[-1][1:]
        outer = min(left), max(left, key=itemgetter(1))
        if not self._together(starts, ends) or outer[1][1] - outer[0][0] <= _widest(size):
            starts, ends = (outer[0][0], outer[0][2]), outer[1][1:]
        (new_first, first_block), (new_last, last_block) = starts, ends
        kept = sum(max(0, min(end, new_last) - max(start, new_first)) for start, end, _ in left)
        if kept < _KEPT * size or new_last - new_first > _widest(size):
            return None
        # A letter at its end may be taken for an equal one beside it.
        start = next((at for at in (new_first, new_last - size) if self._stands(first, last, at)), None)
        new = (new_first, new_last) if start is None else (start, start + size)
        return Range((first, last), new, first_block, last_block)

    def _stands(self, first: int, last: int, start: int) -> bool:
        return start >= 0 and self.new.startswith(self.old[first:last], start)

    def _together(self, start: tuple[int, int], end: tuple[int, int]) -> bool:
        """Whether two new indices with their blocks are the ends of one range."""
        in_order = all(self.blocks[block].in_order for _, block in (start, end))
        return start[0] < end[0] and (in_order or start[1] == end[1])

    def remains(self, first: int, last: int) -> tuple[int, int] | None:
        """Return the new range from the first to the last character of [first, last) that is left in the
        block with most of them; None where that is little."""
        left: defaultdict[int, list[Stretch]] = defaultdict(list)
        for part, block in self.parts(first, last):
            left[block].append(part)
        most = max(left.values(), key=_size) if left else []
        if not most or _size(most) < _SOME * (last - first):
            return None
        return min(part.new for part in most), max(part.new_end for part in most)

    def near(self, index: int) -> int:
        """Return the new index where a character of the earlier text is to be expected by its neighbours."""
        at = bisect_right(self._kept, index, key=lambda stretch: stretch.old) - 1
        shift = self._kept[at].diagonal if at >= 0 else 0
        return max(0, min(index + shift, len(self.new)))

    def context(self, found: Range, window: int) -> tuple[int, int]:
        """Return how many characters of a window before and after a range stand where it is said to be."""
        first, last = found.old
        return self.standing(found, first - window, first), self.standing(found, last, last + window)

    def standing(self, found: Range, first: int, last: int) -> int:
        """Return how many characters of [first, last) stand where a range of the text is said to be."""
        blocks = (found.first_block, found.last_block)
        return sum(part.size for part, block in self.parts(first, last) if block in blocks)

    def run(self, blocks: tuple[int, ...], edge: int, step: int) -> int:
        """Return how many characters of the window from an edge on (step 1) or back (-1, the edge not among
        them) stand without a gap in some blocks."""
        first, last = (edge, edge + WINDOW) if step > 0 else (edge - WINDOW, edge)
        parts = [part for part, block in self.parts(first, last) if block in blocks]
        end = edge
        for part in parts if step > 0 else reversed(parts):
            here, there = (part.old, part.old_end) if step > 0 else (part.old_end, part.old)
            if here != end:
                break
            end = there
        return abs(end - edge)


def _cut(blocks: Sequence[Block], old: str, new: str) -> list[Block]:
    cut = iter(cut_naturally([stretch for block in blocks for stretch in block.stretches], old, new))
    settled = [(tuple(s for s in islice(cut, len(block.stretches)) if s.size), block) for block in blocks]
    return [Block(stretches, block.in_order) for stretches, block in settled if stretches]


def _size(parts: Iterable[Stretch]) -> int:
    return sum(part.size for part in parts)


def _widest(size: int) -> float:
    """Return how wide a range of a size may have become."""
    return size / _KEPT + 2


def _shifted(found: tuple[int, int] | None, by: int) -> tuple[int, int] | None:
    return (found[0] + by, found[1]) if found else None


def at_stop(text: str, index: int) -> bool:
    """Whether a sentence or a paragraph ends about there; letters beside an edge may be equal by chance."""
    around = text[max(0, index - _BY_CHANCE) : index + _BY_CHANCE + 1]
    return not 0 <= index < len(text) or any(char in _STOPS for char in around)

"""Which characters of a changed text are those of the earlier one, as far as that is known and certain.

First the one chain that keeps the order; then, in what is left of both texts, what was moved out of order.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass

from annotator.store.anchoring.blocks import moved_blocks, strong_blocks, with_typos
from annotator.store.anchoring.chaining import best_chain
from annotator.store.anchoring.equal_stretches import Stretch, equal_stretches
from annotator.store.anchoring.quoted_text import QuotedText

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

    def __init__(self, old: QuotedText, new: str) -> None:
        self.old = old.text
        self.new = new
        self.all = equal_stretches(old.text, old.stretches(), new)
        chain = best_chain(self.all, (len(old.text), len(new)))
        self.best = chain.best
        self.through = dict(zip(self.all, chain.through, strict=True))
        blocks = strong_blocks(chain.path, len(new) - len(old.text))
        for _ in range(_ROUNDS):
            more = moved_blocks(self.all, blocks)
            if not more:
                break
            blocks += more
        self.blocks = with_typos(blocks, self.old, new)
        self._parts = sorted(
            (stretch, block) for block in range(len(self.blocks)) for stretch in self.blocks[block].stretches
        )
        self._news = sorted((stretch.new, stretch.new_end) for stretch, _ in self._parts)
        self._olds = [(stretch.old, stretch.old_end) for stretch, _ in self._parts]

    def find(self, index: int) -> tuple[int, int] | None:
        """Return the new index of a character of the earlier text and its block; None where it is unknown."""
        at = bisect_right(self._olds, (index, _END)) - 1
        if at < 0:
            return None
        stretch, block = self._parts[at]
        return (index + stretch.diagonal, block) if index < stretch.old_end else None

    def explained(self, index: int, side: int) -> bool:
        """Whether a character has its counterpart: one of the earlier text (side 0) or of the new one (1)."""
        if side == 0:
            return self.find(index) is not None
        at = bisect_right(self._news, (index, _END)) - 1
        return at >= 0 and self._news[at][1] > index

    def range(self, first: int, last: int) -> Range | None:
        """Return where [first, last) of the earlier text is; None where too little of it is left."""
        starts = self.find(first) or _shifted(self.find(first - 1), 1)
        ends = _shifted(self.find(last - 1), 1) or self.find(last)
        if starts is None or ends is None or starts[0] >= ends[0]:
            return None
        (new_first, first_block), (new_last, last_block) = starts, ends
        if first_block != last_block and not (
            self.blocks[first_block].in_order and self.blocks[last_block].in_order
        ):
            return None
        there = [at for index in range(first, last) if (at := self.find(index))]
        kept = sum(new_first <= at < new_last for at, _ in there)
        if kept < _KEPT * (last - first) or new_last - new_first > (last - first) / _KEPT + 2:
            return None
        return Range((first, last), (new_first, new_last), first_block, last_block)

    def remains(self, first: int, last: int) -> tuple[int, int] | None:
        """Return the new range from the first to the last character of [first, last) that is left in the
        block with most of them; None where that is little."""
        left: defaultdict[int, list[int]] = defaultdict(list)
        for index in range(first, last):
            if there := self.find(index):
                left[there[1]].append(there[0])
        most = max(left.values(), key=len) if left else []
        return (min(most), max(most) + 1) if most and len(most) >= _SOME * (last - first) else None

    def near(self, index: int) -> int:
        """Return the new index where a character of the earlier text is to be expected by its neighbours."""
        at = bisect_right(self._olds, (index, _END)) - 1
        while at >= 0 and not self.blocks[self._parts[at][1]].in_order:
            at -= 1
        before = self._parts[at][0] if at >= 0 else Stretch(0, 0, 0)
        return max(0, min(index + before.diagonal, len(self.new)))

    def support(self, found: Range, window: int) -> int:
        """Return how many characters of a range and of a window around it stand where it is said to be."""
        first, last = found.old
        return sum(self.context(found, window)) + self.standing(found, first, last)

    def context(self, found: Range, window: int) -> tuple[int, int]:
        """Return how many characters of a window before and after a range stand where it is said to be."""
        first, last = found.old
        return self.standing(found, first - window, first), self.standing(found, last, last + window)

    def standing(self, found: Range, first: int, last: int) -> int:
        """Return how many characters of [first, last) stand where a range of the text is said to be."""
        blocks = (found.first_block, found.last_block)
        indices = range(max(0, first), min(last, len(self.old)))
        return sum(1 for index in indices if (at := self.find(index)) and at[1] in blocks)


def _shifted(found: tuple[int, int] | None, by: int) -> tuple[int, int] | None:
    return (found[0] + by, found[1]) if found else None


def at_stop(text: str, index: int) -> bool:
    """Whether a sentence or a paragraph ends about there; letters beside an edge may be equal by chance."""
    around = text[max(0, index - _BY_CHANCE) : index + _BY_CHANCE + 1]
    return not 0 <= index < len(text) or any(char in _STOPS for char in around)

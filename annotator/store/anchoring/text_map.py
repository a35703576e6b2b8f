"""Which characters of a changed text are those of the earlier one, as far as that is known and certain.

First the one chain that keeps the order; then, in what is left of both texts, what was moved out of order.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from annotator.store.anchoring.chaining import best_chain, shift_cost
from annotator.store.anchoring.equal_stretches import Stretch, equal_stretches
from annotator.store.anchoring.quoted_text import UNKNOWN, QuotedText
from annotator.store.anchoring.small_edits import remaining

NEAR = 6
"""Shifts that differ by no more are one place with typos in it."""
_IN_ORDER = 24
"""What a part of the chain with a shift of its own must be worth, its shifts paid."""
_OUT_OF_ORDER = 32
"""Characters that must be found again where nothing but they themselves tells of their place."""
_ROUNDS = 16
_SMALL = 64
"""Longest gap in which typos are looked for, in characters."""
_LEAST = 8
_KEPT = 0.7
"""Share of a range that must remain for it to be that range."""
_SOME = 0.3
"""Share of a range that is worth showing."""
WINDOW = 32
"""Characters on each side of a range that are weighed as its context."""
_END = 1 << 60
_STOPS = frozenset(".?!…؟।॥۔:\n")


@dataclass(frozen=True, slots=True)
class Block:
    """Stretches with about the same shift: text that was moved, or stayed, as a whole."""

    stretches: tuple[Stretch, ...]
    in_order: bool

    @property
    def weight(self) -> int:
        return sum(stretch.size for stretch in self.stretches)


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
        blocks = _strong(chain.path, len(new) - len(old.text))
        for _ in range(_ROUNDS):
            more = _moved(self.all, blocks)
            if not more:
                break
            blocks += more
        self.blocks = [self._with_typos(block) for block in blocks]
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
        around = range(max(0, found.old[0] - window), min(found.old[1] + window, len(self.old)))
        blocks = (found.first_block, found.last_block)
        return sum(1 for index in around if (at := self.find(index)) and at[1] in blocks)

    def _with_typos(self, block: Block) -> Block:
        """Return the block with the single characters between its stretches that are equal."""
        filled = [*block.stretches[:1]]
        for stretch in block.stretches[1:]:
            before = filled[-1]
            old = self.old[before.old_end : stretch.old]
            new = self.new[before.new_end : stretch.new]
            if max(len(old), len(new)) <= _SMALL and UNKNOWN not in old:
                filled += [
                    Stretch(before.old_end + a, before.new_end + b, size)
                    for a, b, size in remaining(old, new)
                ]
            filled.append(stretch)
        return Block(tuple(filled), block.in_order)


def _blocks(path: Sequence[Stretch], in_order: bool) -> list[Block]:
    blocks: list[list[Stretch]] = []
    for stretch in path:
        if blocks and abs(blocks[-1][-1].diagonal - stretch.diagonal) <= NEAR:
            blocks[-1].append(stretch)
        else:
            blocks.append([stretch])
    return [Block(tuple(block), in_order) for block in blocks]


def _strong(path: Sequence[Stretch], last: int) -> list[Block]:
    """Return the blocks of a chain that are worth their own shifts. last: the shift of the text's end."""
    blocks = _blocks(path, True)
    while blocks:
        worth = [_worth(blocks, place, last) for place in range(len(blocks))]
        weakest = worth.index(min(worth))
        if worth[weakest] >= _IN_ORDER:
            break
        del blocks[weakest]
        blocks = _blocks([stretch for block in blocks for stretch in block.stretches], True)
    return blocks


def _worth(blocks: Sequence[Block], place: int, last: int) -> float:
    before = blocks[place - 1].stretches[-1].diagonal if place else 0
    after = blocks[place + 1].stretches[0].diagonal if place + 1 < len(blocks) else last
    block = blocks[place]
    first, end = block.stretches[0].diagonal, block.stretches[-1].diagonal
    shifts = shift_cost(before, first) + shift_cost(end, after) - shift_cost(before, after)
    return block.weight - shifts


def _moved(stretches: Iterable[Stretch], blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks of the best chain in what the others leave of both texts."""
    used = [stretch for block in blocks for stretch in block.stretches]
    left = _outside(stretches, [(s.old, s.old_end) for s in used], 0)
    left = _outside(left, [(s.new, s.new_end) for s in used], 1)
    path = best_chain(sorted(set(left)), None).path
    return [block for block in _blocks(path, False) if block.weight >= _OUT_OF_ORDER]


def _outside(stretches: Iterable[Stretch], used: list[tuple[int, int]], side: int) -> Iterator[Stretch]:
    """Yield the parts of stretches that are not used in the old (side 0) or the new text (side 1)."""
    used = sorted(used)
    starts = [start for start, _ in used]
    for stretch in stretches:
        first, end = stretch[side], stretch[side] + stretch.size
        at = max(0, bisect_right(starts, first) - 1)
        while first < end:
            stop = used[at][0] if at < len(used) else end
            if min(stop, end) - first >= _LEAST:
                shift = first - stretch[side]
                yield stretch.part(stretch.old + shift, stretch.old + shift + min(stop, end) - first)
            if at >= len(used):
                break
            first = max(first, used[at][1])
            at += 1


def _shifted(found: tuple[int, int] | None, by: int) -> tuple[int, int] | None:
    return (found[0] + by, found[1]) if found else None


def at_stop(text: str, index: int) -> bool:
    """Whether a sentence or a paragraph ends about there."""
    return not 0 <= index < len(text) or any(char in _STOPS for char in text[max(0, index - 2) : index + 3])

"""Text that stayed or was moved as a whole: stretches with about the same shift, and the typos in them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from annotator.store.anchoring.chaining import best_path, shift_cost
from annotator.store.anchoring.equal_stretches import Stretch
from annotator.store.anchoring.quoted_text import UNKNOWN
from annotator.store.anchoring.small_edits import remaining

NEAR = 6
"""Shifts that differ by no more are one place with typos in it."""
_IN_ORDER = 24
"""What a part of the chain with a shift of its own must be worth, its shifts paid."""
_OUT_OF_ORDER = 32
"""Characters that must be found again where nothing but they themselves tells of their place."""
_SMALL = 64
"""Longest gap in which typos are looked for, in characters."""
_EDGE = 24
"""How far beyond its last stretches a block is looked for, in characters."""
_LEAST = 8
"""Characters of a stretch of which a part is used already that must be left for it to count."""


@dataclass(frozen=True, slots=True)
class Block:
    """Stretches in the order of both texts. in_order: the block has kept its place among the others."""

    stretches: tuple[Stretch, ...]
    in_order: bool

    @property
    def weight(self) -> int:
        return sum(stretch.size for stretch in self.stretches)


def strong_blocks(path: Sequence[Stretch], last: int) -> list[Block]:
    """Return the blocks of a chain that are worth their own shifts. last: the shift of the text's end."""
    blocks = _blocks(path, True)
    while True:
        worth = [_worth(blocks, place, last) for place in range(len(blocks))]
        # The weakest about them, for the others may be worth more without them.
        weak = {
            place
            for place, value in enumerate(worth)
            if value < _IN_ORDER and value == min(worth[max(0, place - 1) : place + 2])
        }
        if not weak:
            return blocks
        left = [block for place, block in enumerate(blocks) if place not in weak]
        blocks = _blocks([stretch for block in left for stretch in block.stretches], True)


def moved_blocks(stretches: Iterable[Stretch], blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks of the best chain in what the others leave of both texts."""
    used = [stretch for block in blocks for stretch in block.stretches]
    left = _outside(stretches, [(s.old, s.old_end) for s in used], 0)
    left = _outside(left, [(s.new, s.new_end) for s in used], 1)
    path = best_path(sorted(set(left)))
    return [block for block in _blocks(path, False) if block.weight >= _OUT_OF_ORDER]


def with_typos(blocks: Sequence[Block], old: str, new: str) -> list[Block]:
    """Return the blocks with what remains of the text between and beside their stretches."""
    used = [stretch for block in blocks for stretch in block.stretches]
    starts = sorted(s.old for s in used), sorted(s.new for s in used)
    ends = sorted(s.old_end for s in used), sorted(s.new_end for s in used)
    filled: list[Block] = []
    for block in blocks:
        first, last = block.stretches[0], block.stretches[-1]
        room = min(_free(starts[0], last.old_end, len(old)), _free(starts[1], last.new_end, len(new)))
        room = len(old[last.old_end : last.old_end + room].partition(UNKNOWN)[0])
        after = Stretch(last.old_end + room, last.new_end + room, 0)
        room = min(_free_before(ends[0], first.old), _free_before(ends[1], first.new))
        room = len(old[first.old - room : first.old].rpartition(UNKNOWN)[2])
        before = Stretch(first.old - room, first.new - room, 0)
        filled.append(Block(_filled((before, *block.stretches, after), old, new), block.in_order))
    return filled


def _free(starts: Sequence[int], place: int, end: int) -> int:
    """Return how far it is to where another stretch starts, or to the end: at most _EDGE."""
    at = bisect_left(starts, place)
    return min((starts[at] if at < len(starts) else end) - place, _EDGE)


def _free_before(ends: Sequence[int], place: int) -> int:
    at = bisect_right(ends, place) - 1
    return min(place - (ends[at] if at >= 0 else 0), _EDGE)


def _filled(stretches: Sequence[Stretch], old: str, new: str) -> tuple[Stretch, ...]:
    filled: list[Stretch] = []
    end = stretches[0]
    for stretch in stretches:
        words, there = old[end.old_end : stretch.old], new[end.new_end : stretch.new]
        if max(len(words), len(there)) <= _SMALL and UNKNOWN not in words:
            runs = remaining(words, there)
            filled += [Stretch(end.old_end + a, end.new_end + b, size) for a, b, size in runs]
        if stretch.size:
            filled.append(stretch)
        end = stretch
    return tuple(filled)


def _blocks(path: Sequence[Stretch], in_order: bool) -> list[Block]:
    blocks: list[list[Stretch]] = []
    for stretch in path:
        if blocks and abs(blocks[-1][-1].diagonal - stretch.diagonal) <= NEAR:
            blocks[-1].append(stretch)
        else:
            blocks.append([stretch])
    return [Block(tuple(block), in_order) for block in blocks]


def _worth(blocks: Sequence[Block], place: int, last: int) -> float:
    before = blocks[place - 1].stretches[-1].diagonal if place else 0
    after = blocks[place + 1].stretches[0].diagonal if place + 1 < len(blocks) else last
    block = blocks[place]
    first, end = block.stretches[0].diagonal, block.stretches[-1].diagonal
    shifts = shift_cost(before, first) + shift_cost(end, after) - shift_cost(before, after)
    return block.weight - shifts


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

"""What the earlier and the changed text have in common in one order: in the whole first, then in the gaps."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from annotator.store.anchoring.blocks import Block, strong_blocks
from annotator.store.anchoring.chaining import Chain, best_chain, best_path
from annotator.store.anchoring.changed_text import ChangedText
from annotator.store.anchoring.equal_stretches import Stretch, equal_stretches, seeds_of
from annotator.store.anchoring.gaps import stretches_in_gaps
from annotator.store.anchoring.quoted_text import QuotedText

_ROUNDS = 3
"""How often the gaps between what has its place are looked at."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """stretches: all that both texts have in common, in order; chain: the best of them; blocks: what of it is
    worth its shifts. old: with the unknown parts as long as they are found to be."""

    old: QuotedText
    stretches: Sequence[Stretch]
    chain: Chain
    blocks: list[Block]


def align(old: QuotedText, new: ChangedText) -> Alignment:
    """Align what is known of the earlier text with the changed one."""
    old = old.spaced(_likely_sizes(old, new))
    known = old.stretches()
    stretches = equal_stretches(old.text, known, new.text, new.where(seeds_of(old.text, known)))
    kept = _kept(old, stretches, new)
    spaced = old.spaced(_gap_sizes(old, kept, new))
    if spaced.text != old.text:
        stretches = [_shifted(stretch, old, spaced) for stretch in stretches]
        old, kept = spaced, _kept(spaced, stretches, new)
    for _ in range(_ROUNDS):
        more = stretches_in_gaps(kept, old.text, old.stretches(), new)
        if more.issubset(stretches):
            break
        stretches = sorted(more.union(stretches))
        kept = _kept(old, stretches, new)
    ends = len(old.text), len(new.text)
    chain = best_chain(stretches, ends)
    return Alignment(old, stretches, chain, strong_blocks(chain.path, ends[1] - ends[0]))


def _kept(old: QuotedText, stretches: Sequence[Stretch], new: ChangedText) -> list[Stretch]:
    """Return the stretches that have kept their order, as far as that is worth their shifts."""
    ends = len(old.text), len(new.text)
    blocks = strong_blocks(best_path(stretches, ends), ends[1] - ends[0])
    return [stretch for block in blocks for stretch in block.stretches]


def _shifted(stretch: Stretch, old: QuotedText, spaced: QuotedText) -> Stretch:
    island = bisect_right(old.firsts, stretch.old) - 1
    return stretch._replace(old=stretch.old + spaced.firsts[island] - old.firsts[island])


def _likely_sizes(old: QuotedText, new: ChangedText) -> Sequence[int]:
    """Return how long what is unknown would be when folded, if it stood about where it did."""
    if old.is_composed() is not new.is_composed:
        return old.sizes
    ends = 0, len(new.raw) - old.length
    sizes: list[int] = []
    for first, last in old.gaps():
        shifts = ends[:1] if first == 0 else ends[1:] if last == old.length else ends
        likely = [new.index(last + shift) - new.index(first + shift) for shift in shifts]
        sizes.append(sum(likely) // len(likely))
    return sizes


def _gap_sizes(old: QuotedText, kept: Sequence[Stretch], new: ChangedText) -> list[int]:
    """Return how long what is unknown is when folded, as far as the changed text tells.

    Where the text on both sides of a gap is shifted alike, in code points, nothing has come or gone in it.
    """
    starts = [old.offset(stretch.old) for stretch in kept]
    shifts = [
        (new.offset(first) - old.offset(there), new.offset(last) - old.offset(here))
        for there, first, here, last in ((s.old, s.new, s.old_end - 1, s.new_end - 1) for s in kept)
    ]
    end = len(new.raw) - old.length
    shifts = [(0, 0), *shifts, (end, end)]
    sizes: list[int] = []
    for (first, last), size in zip(old.gaps(), old.sizes, strict=True):
        at = bisect_left(starts, last) if first < last else 0
        before, after = shifts[at][1], shifts[at + 1][0]
        same = first < last and before == after
        sizes.append(new.index(last + after) - new.index(first + before) if same else size)
    return sizes

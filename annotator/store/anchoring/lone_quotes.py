"""Quotes that stand whole, with all their context, in exactly one place of the changed text, whatever has
become of the text around them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from annotator.store.anchoring.blocks import Block
from annotator.store.anchoring.equal_stretches import Stretch
from annotator.store.anchoring.shelves import ByPlace

_LEAST, _EDGE = 12, 2
"""Characters of a quote with its context that are not found by chance; the end of a line counts for two."""


def lone_blocks(
    quotes: Iterable[tuple[int, int]],
    stretches: Sequence[Stretch],
    blocks: Sequence[Block],
    texts: tuple[str, str],
) -> list[Block]:
    """Return blocks for those quotes that no block has as yet.

    quotes: ranges of the earlier text; stretches: all that both texts, the earlier one first, have in common.
    """
    used = [stretch for block in blocks for stretch in block.stretches]
    taken = ByPlace(used, 0), ByPlace(used, 1)
    kept = sorted(stretch for block in blocks if block.in_order for stretch in block.stretches)
    found: dict[Stretch, None] = {}
    shelves = ByPlace(stretches, 0)
    for first, last in quotes:
        edges = _line_edges(texts[0], first, last)
        if last - first + _EDGE * len(edges) < _LEAST or any(taken[0].over(first, last)):
            continue
        whole = [s for s in shelves.over(first, last) if s.old <= first and last <= s.old_end]
        if len(whole) == 1:
            stretch = whole[0].part(first, last)
            there = _line_edges(texts[1], stretch.new, stretch.new_end)
            if edges <= there and not any(taken[1].over(stretch.new, stretch.new_end)):
                found[stretch] = None
    return [Block((stretch,), _in_order(stretch, kept)) for stretch in _apart(found)]


def _apart(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Return those stretches, or what is left of them, that share nothing with others in either text."""
    apart: list[Stretch] = []
    places: list[tuple[int, int]] = []
    for stretch in sorted(stretches):
        first = max(stretch.old, apart[-1].old_end if apart else 0)
        if first >= stretch.old_end:
            continue
        part = stretch.part(first, stretch.old_end)
        at = bisect_right(places, (part.new, part.new_end))
        before = places[at - 1][1] if at else 0
        if before <= part.new and (at == len(places) or part.new_end <= places[at][0]):
            places.insert(at, (part.new, part.new_end))
            apart.append(part)
    return apart


def _line_edges(text: str, first: int, last: int) -> set[str]:
    """Return which ends of a range are those of a line."""
    edges = {"first"} if text[first - 1 : first] in ("", "\n") else set[str]()
    return edges | {"last"} if text[last : last + 1] in ("", "\n") else edges


def _in_order(stretch: Stretch, kept: Sequence[Stretch]) -> bool:
    at = bisect_right(kept, stretch)
    before = kept[at - 1].new_end if at else 0
    return before <= stretch.new and (at == len(kept) or stretch.new_end <= kept[at].new)

"""The letters around each difference of boundaries, one by one, and who has which of them; no Qt.

Offsets are code points.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from annotator.gui.article.lanes import Difference, differences
from annotator.model.annotations import Piece

AROUND = 5
"""Letters that are shown before and after a difference."""
ENDS = 5
"""Letters of a long difference that are shown at each of its ends."""
MOST_EDGES = 4


class Letter(NamedTuple):
    """A column. offset: in the article; left_out: how many letters it stands for, 0 where it is one."""

    offset: int
    char: str
    differs: bool
    left_out: int = 0


class Edge(NamedTuple):
    """A place at which they differ. inside: for each annotator (by key) whether each letter is theirs."""

    letters: tuple[Letter, ...]
    inside: Mapping[str, tuple[bool, ...]]


def edges(text: str, covered: Mapping[str, Sequence[Piece]]) -> list[Edge]:
    """Return the places at which spans (their pieces, by key) differ, in text order; the first few."""
    groups: list[list[Difference]] = []
    for found in differences(covered):
        if groups and found.start - groups[-1][-1].end <= AROUND:
            groups[-1].append(found)
        else:
            groups.append([found])
    return [_edge(text, covered, group) for group in groups[:MOST_EDGES]]


def _edge(text: str, covered: Mapping[str, Sequence[Piece]], group: Sequence[Difference]) -> Edge:
    first, last = group[0].start, group[-1].end
    offsets: list[int] = [*range(max(0, first - AROUND), first)]
    letters = [Letter(offset, text[offset], False) for offset in offsets]
    place = first
    for found in group:
        letters += [Letter(offset, text[offset], False) for offset in range(place, found.start)]
        letters += _of_difference(text, found)
        place = found.end
    letters += [Letter(offset, text[offset], False) for offset in range(last, min(len(text), last + AROUND))]
    inside = {
        key: tuple(_holds(pieces, letter.offset) for letter in letters) for key, pieces in covered.items()
    }
    return Edge(tuple(letters), inside)


def _of_difference(text: str, found: Difference) -> list[Letter]:
    if found.end - found.start <= 2 * ENDS + 1:
        return [Letter(offset, text[offset], True) for offset in range(found.start, found.end)]
    head = [Letter(offset, text[offset], True) for offset in range(found.start, found.start + ENDS)]
    tail = [Letter(offset, text[offset], True) for offset in range(found.end - ENDS, found.end)]
    # It stands where its first letter does, so that it is known whose it is.
    middle = Letter(found.start + ENDS, "…", True, found.end - found.start - 2 * ENDS)
    return [*head, middle, *tail]


def _holds(pieces: Sequence[Piece], offset: int) -> bool:
    return any(start <= offset < end for start, end in pieces)

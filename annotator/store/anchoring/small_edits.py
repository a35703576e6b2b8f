"""Which characters of a short text remain in another after typos: the fewest edits."""

from __future__ import annotations

from collections.abc import Sequence

Run = tuple[int, int, int]
"""Place in the old text, place in the new one, how many characters."""

_ALIKE = 0.5
"""Share of the longer one that must remain, else the one is no version of the other."""


def remaining(old: str, new: str) -> list[Run]:
    """Return the runs of characters that remain, in order; none where the new text is another altogether.

    Two letters that have changed places remain, each in the other's place.
    """
    runs: list[Run] = []
    for a, b in _pairs(old, new, _distances(old, new)):
        if runs and a - runs[-1][0] == b - runs[-1][1] == runs[-1][2]:
            runs[-1] = (*runs[-1][:2], runs[-1][2] + 1)
        else:
            runs.append((a, b, 1))
    runs = [run for place, run in enumerate(runs) if run[2] > 1 or _leans(runs, place)]
    kept = sum(size for _, _, size in runs)
    return runs if kept >= _ALIKE * max(len(old), len(new)) else []


def _distances(old: str, new: str) -> list[list[int]]:
    """Return the edits from each beginning of old to each beginning of new (optimal string alignment)."""
    rows = [[*range(len(new) + 1)]]
    for a in range(1, len(old) + 1):
        row, above = [a], rows[-1]
        for b in range(1, len(new) + 1):
            fewest = min(above[b - 1] + (old[a - 1] != new[b - 1]), above[b] + 1, row[-1] + 1)
            if _swapped(old, a, new, b):
                fewest = min(fewest, rows[a - 2][b - 2] + 1)
            row.append(fewest)
        rows.append(row)
    return rows


def _swapped(old: str, a: int, new: str, b: int) -> bool:
    """Whether the last two of a characters of old are the last two of b of new, the other way round."""
    return min(a, b) > 1 and old[a - 1] != old[a - 2] and old[a - 2 : a] == new[b - 1] + new[b - 2]


def _pairs(old: str, new: str, distances: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
    """Return the places of remaining characters on a shortest way from old to new."""
    pairs: list[tuple[int, int]] = []
    a, b = len(old), len(new)
    while a and b:
        here = distances[a][b]
        if _swapped(old, a, new, b) and here == distances[a - 2][b - 2] + 1:
            # What changes places with a space leaves its word, but stays in what it was marked as.
            apart = " " in old[a - 2 : a]
            pairs += [(a - 1, b - 2), (a - 2, b - 1)] if apart else [(a - 1, b - 1), (a - 2, b - 2)]
            a, b = a - 2, b - 2
        elif here == distances[a - 1][b - 1] + (old[a - 1] != new[b - 1]):
            a, b = a - 1, b - 1
            if old[a] == new[b]:
                pairs.append((a, b))
        elif here == distances[a - 1][b] + 1:
            a -= 1
        else:
            b -= 1
    return pairs[::-1]


def _leans(runs: Sequence[Run], place: int) -> bool:
    """Whether a single character stands an edit away from others at most; else it is there by chance."""
    old, new, _ = runs[place]
    before = runs[place - 1] if place else None
    after = runs[place + 1] if place + 1 < len(runs) else None
    if before and old - before[0] - before[2] <= 1 and new - before[1] - before[2] <= 1:
        return True
    if after and after[0] - old <= 2 and after[1] - new <= 2:
        return True
    return before is after is None

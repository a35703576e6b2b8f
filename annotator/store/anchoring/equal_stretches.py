"""Where a text that is known in part and another one have equal stretches, however far apart they stand."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

_SEED = 6
"""Characters by which a stretch is found: about a word."""
_LEAST, _LONG_TEXT = 8, 100_000
"""Shorter ones are found nearly anywhere, and say nothing, as those of twice that do in long texts; but see
_whole."""
_COMMON, _FEW, _MOST = 48, 4, 1_000_000
"""A seed that stands in more places is no seed: the stretches that hold it have rarer ones. In long texts
fewer are too many, so that there are _MOST at most; what is missed is found in the gaps between the others.
"""
_LONG = 24
"""From this length on a stretch is kept though its words belong to a longer one elsewhere."""
_MUCH_LONGER = 12
_ENOUGH = 255
"""Longer than any that could keep a stretch from being kept."""
_STEP = _LEAST - _SEED + 1
_AT_ONCE = 16
"""Characters that are compared at once, at first."""


Piece = tuple[int, int]
Places = Mapping[str, Sequence[int]]
"""Where each seed stands, in order."""


class Known(NamedTuple):
    """A range of a text that is known in part, and where the known stretch that holds it begins."""

    first: int
    last: int
    base: int

    def seeds(self) -> range:
        """Return where seeds begin: at every third character, which finds all that is _LEAST long."""
        return range(self.first + (self.base - self.first) % _STEP, self.last - _SEED + 1, _STEP)


class Stretch(NamedTuple):
    """old[old : old + size] == new[new : new + size]."""

    old: int
    new: int
    size: int

    @property
    def diagonal(self) -> int:
        """How far the stretch has been shifted."""
        return self.new - self.old

    @property
    def old_end(self) -> int:
        return self.old + self.size

    @property
    def new_end(self) -> int:
        return self.new + self.size

    def part(self, first: int, last: int) -> Stretch:
        """Return the part that covers [first, last) of the old text, which must lie inside."""
        return Stretch(first, first + self.diagonal, last - first)


def equal_stretches(
    old: str, known: Sequence[Known], new: str, places: Places, window: Piece | None = None
) -> list[Stretch]:
    """Return the stretches that cannot be extended, ordered by old and then new.

    known: the ranges of old to look at. places: of seeds in new. window: the part of new to look at. Short
    stretches whose words in old are part of a much longer one are left out.
    """
    found: set[Stretch] = set()
    covered: dict[int, int] = {}
    start, end = window or (0, len(new))
    common = max(_FEW, min(_COMMON, _MOST // max(1, end - start)))
    least = _LEAST if end - start < _LONG_TEXT else 2 * _LEAST
    for part in known:
        if part.last - part.first < _LEAST:
            found.update(_whole(old[part.first : part.last], part.first, new, (start, end)))
            continue
        for at in part.seeds():
            there = places[old[at : at + _SEED]]
            low, high = bisect_left(there, start), bisect_right(there, end - _SEED)
            for place in there[low:high] if high - low <= common else ():
                if covered.get(place - at, -1) < at + _SEED:
                    stretch = _extended(old, part, new, (at, place))
                    covered[place - at] = stretch.old_end
                    if stretch.size >= least:
                        found.add(stretch)
    return sorted(_worth_keeping(found))


def seeds_of(old: str, known: Iterable[Known]) -> set[str]:
    """Return the seeds of what is known."""
    return {old[at : at + _SEED] for part in known if part.last - part.first >= _LEAST for at in part.seeds()}


def seed_places(seeds: Iterable[str], new: str) -> dict[str, list[int]]:
    """Return where each of some seeds stands in a text."""
    places: dict[str, list[int]] = {seed: [] for seed in seeds}
    for at in range(len(new) - _SEED + 1):
        there = places.get(new[at : at + _SEED])
        if there is not None:
            there.append(at)
    return places


def _whole(words: str, first: int, new: str, window: Piece) -> list[Stretch]:
    """Return where a known stretch that is too short for seeds stands as a whole, if in few places."""
    found: list[Stretch] = []
    at = new.find(words, *window) if words else -1
    while at >= 0 and len(found) <= _COMMON:
        found.append(Stretch(first, at, len(words)))
        at = new.find(words, at + 1, window[1])
    return found if len(found) <= _COMMON else []


def _extended(old: str, known: Known, new: str, at: Piece) -> Stretch:
    start, place = at
    on = run_on(old, start, new, place, known.last - start)
    back = run_back(old, start, new, place, start - known.first)
    return Stretch(start - back, place - back, on + back)


def run_on(old: str, a: int, new: str, b: int, most: int) -> int:
    """Return how many characters of both texts are equal from a and b on, at most so many."""
    most = min(most, len(old) - a, len(new) - b)
    size, step = 0, _AT_ONCE
    while step and size < most:
        step = min(step, most - size)
        if old[a + size : a + size + step] == new[b + size : b + size + step]:
            size, step = size + step, 2 * step
        else:
            step //= 2
    return size


def run_back(old: str, a: int, new: str, b: int, most: int) -> int:
    """Return how many characters of both texts are equal before a and b, at most so many."""
    most = min(most, a, b)
    size, step = 0, _AT_ONCE
    while step and size < most:
        step = min(step, most - size)
        if old[a - size - step : a - size] == new[b - size - step : b - size]:
            size, step = size + step, 2 * step
        else:
            step //= 2
    return size


def _worth_keeping(found: Iterable[Stretch]) -> list[Stretch]:
    """Return the stretches without short ones all of whose words in old are part of much longer ones."""
    longest: dict[int, int] = {}
    kept: list[Stretch] = []
    for stretch in sorted(found, key=lambda stretch: -stretch.size):
        covered = [longest.get(at, 0) for at in range(stretch.old, stretch.old_end)]
        if stretch.size < _LONG and min(covered) >= stretch.size + _MUCH_LONGER:
            continue
        kept.append(stretch)
        for at, size in enumerate(covered, stretch.old):
            if not size:
                longest[at] = stretch.size
    return kept

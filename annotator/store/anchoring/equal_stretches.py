"""Where a text that is known in part and another one have equal stretches, however far apart they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

_SEED = 6
"""Characters by which a stretch is found: about a word."""
_LEAST = 8
"""Shorter ones are found nearly anywhere, and say nothing; but see _whole."""
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
Places = Callable[[Iterable[str]], Mapping[str, Sequence[int]]]


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
    old: str, known: Sequence[Piece], new: str, places: Places | None = None
) -> list[Stretch]:
    """Return the stretches that cannot be extended, ordered by old and then new.

    known: the ranges of old to look at. places: of seeds in new, where that has been looked at before. Short
    stretches whose words in old are part of a much longer one are left out.
    """
    found: set[Stretch] = set()
    covered: dict[int, int] = {}
    seeds = dict.fromkeys(seeds_of(old, known))
    where = places(seeds) if places else seed_places(seeds, new)
    common = max(_FEW, min(_COMMON, _MOST // len(new))) if new else 0
    for first, last in known:
        if last - first < _LEAST:
            found.update(_whole(old[first:last], first, new))
            continue
        for at in range(first, last - _SEED + 1, _STEP):
            there = where[old[at : at + _SEED]]
            for place in there if len(there) <= common else ():
                if covered.get(place - at, -1) < at + _SEED:
                    stretch = _extended(old, (first, last), new, (at, place))
                    covered[place - at] = stretch.old_end
                    if stretch.size >= _LEAST:
                        found.add(stretch)
    return sorted(_worth_keeping(found, len(old)))


def seeds_of(old: str, known: Iterable[Piece]) -> Iterator[str]:
    """Yield the seeds of what is known: one at every third character finds all that is _LEAST long."""
    for first, last in known:
        if last - first >= _LEAST:
            yield from (old[at : at + _SEED] for at in range(first, last - _SEED + 1, _STEP))


def seed_places(seeds: Iterable[str], new: str) -> dict[str, list[int]]:
    """Return where each of some seeds stands in a text."""
    places: dict[str, list[int]] = {seed: [] for seed in seeds}
    for at in range(len(new) - _SEED + 1):
        there = places.get(new[at : at + _SEED])
        if there is not None:
            there.append(at)
    return places


def _whole(words: str, first: int, new: str) -> list[Stretch]:
    """Return where a known stretch that is too short for seeds stands as a whole, if in few places."""
    found: list[Stretch] = []
    at = new.find(words) if words else -1
    while at >= 0 and len(found) <= _COMMON:
        found.append(Stretch(first, at, len(words)))
        at = new.find(words, at + 1)
    return found if len(found) <= _COMMON else []


def _extended(old: str, known: tuple[int, int], new: str, at: tuple[int, int]) -> Stretch:
    (first, last), (start, place) = known, at
    on = run_on(old, start, new, place, last - start)
    back = run_back(old, start, new, place, start - first)
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


def _worth_keeping(found: Iterable[Stretch], length: int) -> list[Stretch]:
    longest = bytearray(length)  # a long text may be known in few places
    kept: list[Stretch] = []
    for stretch in sorted(found, key=lambda stretch: -stretch.size):
        covered = longest[stretch.old : stretch.old_end]
        if stretch.size < _LONG and min(covered) >= stretch.size + _MUCH_LONGER:
            continue
        kept.append(stretch)
        if 0 in covered:
            size = min(stretch.size, _ENOUGH)
            longest[stretch.old : stretch.old_end] = bytes(before or size for before in covered)
    return kept

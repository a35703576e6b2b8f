"""Where a text that is known in part and another one have equal stretches, however far apart they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

_SEED = 6
"""Characters by which a stretch is found: about a word."""
_LEAST = 8
"""Shorter ones are found nearly anywhere, and say nothing; but see _whole."""
_COMMON = 48
"""A seed that stands in more places is no seed: the stretches that hold it have rarer ones."""
_LONG = 24
"""From this length on a stretch is kept though its words belong to a longer one elsewhere."""
_MUCH_LONGER = 12
_LONG_TEXT = 100_000


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


def equal_stretches(old: str, known: Sequence[tuple[int, int]], new: str) -> list[Stretch]:
    """Return the stretches that cannot be extended, ordered by old and then new.

    known: the ranges of old to look at. Short stretches whose words in old are
    part of a much longer one are left out.
    """
    seeds = _seeds(new)
    found: set[Stretch] = set()
    covered: dict[int, int] = {}
    for first, last in known:
        if last - first < _LEAST:
            found.update(_whole(old[first:last], first, new))
            continue
        for at in range(first, last - _SEED + 1):
            for place in seeds.get(old[at : at + _SEED], ()):
                if covered.get(place - at, -1) < at + _SEED:
                    stretch = _extended(old, (first, last), new, (at, place))
                    covered[place - at] = stretch.old_end
                    if stretch.size >= _LEAST:
                        found.add(stretch)
    return sorted(_worth_keeping(found, len(old)))


def _seeds(text: str) -> dict[str, list[int]]:
    """Return where each seed stands; in long texts only at every third place, which finds all of _LEAST."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    step, common = (1, _COMMON) if len(text) < _LONG_TEXT else (_LEAST - _SEED + 1, _COMMON // 4)
    for at in range(0, len(text) - _SEED + 1, step):
        places[text[at : at + _SEED]].append(at)
    return {seed: at for seed, at in places.items() if len(at) <= common}


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
    end = start
    last = min(last, start + len(new) - place)
    while end < last and old[end] == new[place + end - start]:
        end += 1
    first = max(first, start - place)
    shift = place - start
    while start > first and old[start - 1] == new[start - 1 + shift]:
        start -= 1
    return Stretch(start, start + shift, end - start)


def _worth_keeping(found: Iterable[Stretch], length: int) -> list[Stretch]:
    longest = [0] * length
    kept: list[Stretch] = []
    for stretch in sorted(found, key=lambda stretch: -stretch.size):
        covered = longest[stretch.old : stretch.old_end]
        if stretch.size < _LONG and min(covered) >= stretch.size + _MUCH_LONGER:
            continue
        kept.append(stretch)
        if 0 in covered:
            longest[stretch.old : stretch.old_end] = [size or stretch.size for size in covered]
    return kept

"""Finds what explains many things at once: each thing can be called several names, and is explained once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)

_MOST = 50


def habits(
    things: Iterable[T], names: Callable[[T], Iterable[tuple[K, float]]], fewest: int
) -> list[tuple[K, list[T]]]:
    """Return names with the things that they explain, what explains most first.

    names: all that a thing can be called, with how much the name says; of two names that explain as many
    things the one that says more is taken. A name that would explain fewer than the fewest is none.
    """
    left: list[tuple[T, dict[K, float]]] = [(thing, dict(names(thing))) for thing in things]
    found: list[tuple[K, list[T]]] = []
    while left and len(found) < _MOST:
        counts = Counter(name for _, called in left for name in called)
        weights = {name: weight for _, called in left for name, weight in called.items()}
        often = [name for name, times in counts.items() if times >= fewest]
        if not often:
            break
        best = max(often, key=lambda name: (counts[name] * weights[name], weights[name], repr(name)))
        found.append((best, [thing for thing, called in left if best in called]))
        left = [(thing, called) for thing, called in left if best not in called]
    return found


def commonest(texts: Sequence[str], same: Callable[[str], str], most: int) -> list[tuple[str, int]]:
    """Return the texts that occur most often; those that read alike are counted together."""
    times = Counter(same(text) for text in texts)
    first: dict[str, str] = {}
    for text in texts:
        first.setdefault(same(text), text)
    order = sorted(times, key=lambda text: (-times[text], text))
    return [(first[text], times[text]) for text in order[:most] if text]

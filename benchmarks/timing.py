"""Times two things in turn, so that a machine's moods fall on both alike."""

from __future__ import annotations

import gc
from collections.abc import Callable
from time import perf_counter

Timed = Callable[[int], float]
"""Does something for the n-th time and returns milliseconds."""

BLOCK = 20
"""Repetitions of one before the other's turn: their caches stay warm as they would alone."""


def milliseconds(action: Callable[[], object]) -> float:
    """Return how long an action takes."""
    start = perf_counter()
    action()
    return (perf_counter() - start) * 1_000


def in_turn(ours: Timed, beside: Timed, count: int, patience: float) -> tuple[list[float], list[float]]:
    """Return the samples of both: ours all count, the other's as many as patience (seconds) allows.

    Both are done once before, as number -1, without being counted.
    """
    ours(-1)
    spent = _seconds(lambda: beside(-1))
    mine: list[float] = []
    other: list[float] = []
    block = min(BLOCK, max(1, count // 3))
    while len(mine) < count:
        gc.collect()
        for number in range(len(mine), min(count, len(mine) + block)):
            mine.append(ours(number))
        gc.collect()
        for number in range(len(other), len(mine)):
            if spent > patience and other:
                break
            spent += _seconds(lambda number=number: other.append(beside(number)))
    return mine, other


def _seconds(action: Callable[[], object]) -> float:
    return milliseconds(action) / 1_000

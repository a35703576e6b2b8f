"""Times two things in turn, so that a machine's moods fall on both alike."""

from __future__ import annotations

import gc
from collections.abc import Callable
from time import perf_counter, thread_time


class Taken(float):
    """Milliseconds by the clock. processor: those in which this thread ran, whatever others were doing."""

    processor: float


Timed = Callable[[int], Taken]
"""Does something for the n-th time and returns how long it took."""

BLOCK = 20
"""Repetitions of one before the other's turn: their caches stay warm as they would alone."""


def stopwatch() -> Callable[[], Taken]:
    """Start a watch; what is returned says how long it has run."""
    clock, processor = perf_counter(), thread_time()

    def read() -> Taken:
        taken = Taken((perf_counter() - clock) * 1_000)
        taken.processor = (thread_time() - processor) * 1_000
        return taken

    return read


def milliseconds(action: Callable[[], object]) -> Taken:
    """Return how long an action takes."""
    watch = stopwatch()
    action()
    return watch()


def in_turn(ours: Timed, beside: Timed, count: int, patience: float) -> tuple[list[Taken], list[Taken]]:
    """Return the samples of both: ours all count, the other's as many as patience (seconds) allows.

    Both are done once before, as number -1, without being counted.
    """
    ours(-1)
    spent = _seconds(lambda: beside(-1))
    mine: list[Taken] = []
    other: list[Taken] = []
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

"""How much a process grows by an article: opened, and read to its end. Each time in a process of its own.

The same processes tell how long the very first opening takes, with no letter shaped or drawn before.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from annotator.store.corpus import Corpus
from benchmarks.articles import ROOT, chief_articles
from benchmarks.effort import Bench
from benchmarks.figures import Figure, Target
from benchmarks.opening import LONG, SAMPLE, read
from benchmarks.surfaces import SURFACES, PlainEdit, Surface
from benchmarks.timing import milliseconds

_READING = 20.0
"""Seconds of paging after which the rest is skipped: what is slower than that lays out nothing more by it."""
_CASES = {"opened": "MB", "read to its end": "MB", "first opening": "ms"}


def measure(bench: Bench) -> Iterator[Figure]:
    """Yield the growth by the first sample and the two long articles (Linux only: reads /proc)."""
    for article in chief_articles(bench.corpus):
        found: dict[str, tuple[list[float], list[float]]] = {case: ([], []) for case in _CASES}
        started = perf_counter()
        for number in range(bench.effort.memories):
            for side, surface in enumerate(SURFACES):
                impatient = perf_counter() - started > 5 * bench.effort.patience
                if number and surface is PlainEdit and impatient:
                    continue
                for case, value in _in_process(surface.name, bench.corpus, article.path).items():
                    found[case][side].append(value)
        target = SAMPLE if article.path.startswith("0") else LONG
        for case, unit in _CASES.items():
            subject, aim = ("memory", None) if unit == "MB" else ("opening", target)
            yield _figure(subject, f"{article.case}: {case}", found[case], unit, aim)


def _figure(
    subject: str, case: str, samples: tuple[list[float], list[float]], unit: str, target: Target | None
) -> Figure:
    return Figure(subject, case, *samples, PlainEdit.name, unit, target)


def _in_process(name: str, folder: Path, article: str) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.memory", name, str(folder), article]
    answer = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return json.loads(answer.stdout)


def _resident() -> float:
    """Return the megabytes of this process that are in memory."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def _grow(kind: type[Surface], folder: Path, path: str) -> dict[str, float]:
    corpus = Corpus.open(folder)
    opened = read(corpus, path)
    surface = kind()
    before = _resident()

    def show() -> None:
        surface.open(opened, corpus.scheme)
        surface.paint()

    taken = milliseconds(show)
    after = _resident()
    surface.rest()
    started = perf_counter()
    while surface.bar.value() < surface.bar.maximum() and perf_counter() - started < _READING:
        surface.bar.setValue(surface.bar.value() + surface.bar.pageStep())
        surface.paint()
    return {"opened": after - before, "read to its end": _resident() - before, "first opening": taken}


if __name__ == "__main__":
    _kinds: dict[str, type[Surface]] = {kind.name: kind for kind in SURFACES}
    print(json.dumps(_grow(_kinds[sys.argv[1]], Path(sys.argv[2]), sys.argv[3])))

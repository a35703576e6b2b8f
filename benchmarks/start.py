"""From the start of a process to its first painted window: the program on the samples, and a bare window."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import monotonic_ns

from benchmarks.articles import ANNOTATOR, ROOT, copy_samples
from benchmarks.effort import Bench
from benchmarks.figures import Figure, Target

_BARE = Path(__file__).with_name("bare_window.py")
_PROGRAM = Path(__file__).with_name("program_window.py")


def measure(bench: Bench) -> Iterator[Figure]:
    """Yield starting, each of both in turn in a new process, after one start that fills the caches."""
    with tempfile.TemporaryDirectory(prefix="annotator-benchmarks-") as name:
        folder = Path(name)
        samples = folder / "samples"
        copy_samples(samples)
        environment = _environment(folder)
        program = [str(_PROGRAM), "-C", str(samples), "--annotator", ANNOTATOR]
        ours: list[float] = []
        bare: list[float] = []
        for number in range(-1, bench.effort.starts):
            for command, samples_of in ((program, ours), ([str(_BARE)], bare)):
                taken = _until_painted(command, environment)
                if number >= 0:
                    samples_of.append(taken)
    yield Figure(
        "start", "sample corpus to first paint", ours, bare, "bare QMainWindow", target=Target("ratio", 1.5)
    )


def _until_painted(command: Sequence[str], environment: dict[str, str]) -> float:
    """Return the milliseconds from before the process is made to what it says is its first paint."""
    start = monotonic_ns()
    answer = subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=environment, check=True, capture_output=True, text=True
    )
    return (int(answer.stdout) - start) / 1e6


def _environment(folder: Path) -> dict[str, str]:
    """Return settings and caches of their own, so that a user's own choices do not count."""
    own = {f"XDG_{kind}_HOME": str(folder / kind.lower()) for kind in ("CONFIG", "CACHE", "DATA", "STATE")}
    return {**os.environ, **own, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}

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
_BESIDE = "bare QMainWindow"
_PROGRAM = Path(__file__).with_name("program_window.py")


def measure(bench: Bench) -> Iterator[Figure]:
    """Yield starting, each of both in turn in a new process, after one start that fills the caches.

    The program then knows which article was open last, as it does on every day but the first.
    """
    text: list[float] = []
    whole: list[float] = []
    bare: list[float] = []
    with tempfile.TemporaryDirectory(prefix="annotator-benchmarks-") as name:
        samples = Path(name, "samples")
        copy_samples(samples)
        environment = _environment(Path(name))
        program = [str(_PROGRAM), "-C", str(samples), "--annotator", ANNOTATOR]
        for number in range(-1, bench.effort.starts):
            ours = _painted(program, environment)
            beside = _painted([str(_BARE)], environment)
            if number >= 0:
                text.append(ours[0])
                whole.append(ours[1])
                bare += beside
    yield Figure("start", "samples: article's text painted", text, bare, _BESIDE, target=Target("ratio", 1.5))
    yield Figure("start", "samples: annotations and all panes painted", whole, bare, _BESIDE)


def _painted(command: Sequence[str], environment: dict[str, str]) -> list[float]:
    """Return the milliseconds from before the process is made to each paint that it tells of."""
    start = monotonic_ns()
    answer = subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True
    )
    return [(int(line) - start) / 1e6 for line in answer.stdout.split()]


def _environment(folder: Path) -> dict[str, str]:
    """Return settings and caches of their own, so that neither a user's choices nor stale caches count."""
    own = {f"XDG_{kind}_HOME": str(folder / kind.lower()) for kind in ("CONFIG", "CACHE", "DATA", "STATE")}
    own |= {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    own["PYTHONPYCACHEPREFIX"] = str(folder / "bytecode")  # written by the first start, as an installer does
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | own

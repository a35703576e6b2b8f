"""Files made to break a reader: milliseconds until the message is there, and megabytes.

Each is read in a process of its own, of three sizes; the worst of them counts. What is right as far as one
reads stands last: it costs what reading costs. Linux only: reads /proc.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.articles import ROOT
from benchmarks.effort import Bench
from benchmarks.figures import Figure, Target
from benchmarks.timing import Taken, milliseconds
from tests.store.hostile import FILES, HOSTILE, LARGE

_TIME, _MEMORY = Target("p99", 100), Target("p99", 100)
_SIZES = (1.0, 3.5, 16.7)
"""Of the long articles' size: the last is as large as a file may be, the middle one holds as many values."""


def measure(bench: Bench) -> Iterator[Figure]:
    """Yield time and memory for each kind, the slowest first."""
    sizes = [str(int(size * bench.effort.bytes)) for size in _SIZES]
    command = [sys.executable, "-m", "benchmarks.hostile", *sizes]
    answer = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    found: dict[str, dict[str, float]] = json.loads(answer.stdout)
    for kind in sorted(found, key=lambda kind: (_is_large(kind), -found[kind]["ms"])):
        targets = (None, None) if _is_large(kind) else (_TIME, _MEMORY)
        taken = Taken(found[kind]["ms"])
        taken.processor = found[kind]["processor"]
        yield Figure("hostile", kind, [taken], unit="ms", target=targets[0])
        yield Figure("hostile", kind, [found[kind]["MB"]], unit="MB", target=targets[1])


def _is_large(kind: str) -> bool:
    return kind.partition(": ")[2] in LARGE


def _worst(sizes: list[int]) -> dict[str, dict[str, float]]:
    worst: dict[str, dict[str, float]] = {}
    for file, (kinds, tell) in FILES.items():
        for kind in kinds if file == "annotations" else kinds.keys() - HOSTILE.keys() - LARGE.keys():
            taken = [_in_child(kinds[kind], size, tell) for size in sizes]
            worst[f"{file}: {kind}"] = {unit: max(one[unit] for one in taken) for unit in taken[0]}
    return worst


def _in_child(make: Callable[[int], bytes], size: int, tell: Callable[[bytes], str]) -> dict[str, float]:
    """Return what it takes a new process to say what is wrong, over what it has already."""
    read, write = os.pipe()
    if not os.fork():
        data = make(size)  # here, so that nothing which that leaves is there to be used again
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # forgets the peak
        before = _peak()
        taken = milliseconds(lambda: tell(data))
        os.write(write, _said(taken, max(_peak() - before, 0.01)))
        os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as answer:
        found = json.load(answer)
    os.wait()
    return found


def _said(taken: Taken, megabytes: float) -> bytes:
    return json.dumps({"ms": taken, "processor": taken.processor, "MB": megabytes}).encode()


def _peak() -> float:
    """Return the most megabytes that this process had in memory."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1_000


if __name__ == "__main__":
    print(json.dumps(_worst([int(size) for size in sys.argv[1:]])))

"""A measured figure beside what it is compared with, the targets, and the table and JSON of many figures."""

from __future__ import annotations

import json
import platform
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import NamedTuple

from benchmarks.timing import Taken

_HEAD = (
    "subject",
    "case",
    "n",
    "p50",
    "p99",
    "cpu p99",
    "beside",
    "n",
    "p50",
    "p99",
    "ratio",
    "target",
    "met",
)
_WIDTHS = (10, 62, 4, 8, 8, 8, 23, 4, 8, 8, 6, 12, 3)
_LEFT = {0, 1, 6, 11}


class Target(NamedTuple):
    """What is aimed at. of: "p50", "p99" or "ratio"."""

    of: str
    most: float

    def __str__(self) -> str:
        return f"{self.of} <= {self.most:g}"


@dataclass(frozen=True)
class Figure:
    """Samples of one case, ours and of what stands beside it, in the same unit (lower is better)."""

    subject: str
    case: str
    ours: Sequence[float]
    beside: Sequence[float] = ()
    beside_name: str = ""
    unit: str = "ms"
    target: Target | None = None

    @property
    def ratio(self) -> float | None:
        """Our median over the other's."""
        return median(self.ours) / median(self.beside) if self.beside and median(self.beside) else None

    @property
    def met(self) -> bool | None:
        """Whether the target is reached; None where there is none."""
        if self.target is None:
            return None
        reached = self.ratio if self.target.of == "ratio" else _AT[self.target.of](self.ours)
        return reached is not None and reached <= self.target.most

    @property
    def processor(self) -> list[float]:
        """Our milliseconds of processor time, where that was measured: what a busy machine does not spoil."""
        return [sample.processor for sample in self.ours if isinstance(sample, Taken)]

    def as_json(self) -> dict[str, object]:
        """Return everything, samples too, as JSON's own types."""
        return {
            "subject": self.subject,
            "case": self.case,
            "unit": self.unit,
            "ours": summary(self.ours),
            "processor": summary(self.processor) if self.processor else None,
            "beside_name": self.beside_name,
            "beside": summary(self.beside) if self.beside else None,
            "ratio": self.ratio,
            "target": str(self.target) if self.target else None,
            "met": self.met,
        }


def percentile(samples: Sequence[float], share: float) -> float:
    """Return the least sample that at least a share (0 to 1) of all samples do not exceed (nearest rank)."""
    ordered = sorted(samples)
    rank = max(1, -(-len(ordered) * round(share * 10_000) // 10_000))
    return ordered[rank - 1]


_AT: dict[str, Callable[[Sequence[float]], float]] = {
    "p50": median,
    "p99": lambda samples: percentile(samples, 0.99),
}


def summary(samples: Sequence[float]) -> dict[str, object]:
    """Return what is worth keeping of samples."""
    return {
        "n": len(samples),
        "p50": median(samples),
        "p99": percentile(samples, 0.99),
        "least": min(samples),
        "most": max(samples),
        "samples": [round(sample, 4) for sample in samples],
    }


def heading() -> str:
    """Return the table's head, with a rule below."""
    return f"{_line(_HEAD)}\n{_line(['-' * width for width in _WIDTHS])}"


def row(figure: Figure) -> str:
    """Return a figure as a line of the table."""
    ratio = figure.ratio
    return _line(
        (
            figure.subject,
            f"{figure.case} [{figure.unit}]",
            *_cells(figure.ours),
            _cells(figure.processor)[2],
            figure.beside_name,
            *_cells(figure.beside),
            "" if ratio is None else f"{ratio:.2f}",
            str(figure.target or ""),
            {None: "", True: "yes", False: "NO"}[figure.met],
        )
    )


def _cells(samples: Sequence[float]) -> tuple[str, str, str]:
    if not samples:
        return "", "", ""
    return str(len(samples)), _number(median(samples)), _number(percentile(samples, 0.99))


def _number(value: float) -> str:
    return f"{value:.0f}" if value >= 1_000 else f"{value:.2f}"


def _line(cells: Iterable[str]) -> str:
    padded = (
        cell.ljust(width) if place in _LEFT else cell.rjust(width)
        for place, (cell, width) in enumerate(zip(cells, _WIDTHS, strict=True))
    )
    return "  ".join(padded).rstrip()


def to_json(figures: Sequence[Figure]) -> str:
    """Return all figures with what they were measured on."""
    machine = {"python": platform.python_version(), "system": platform.platform()}
    return json.dumps({"machine": machine, "figures": [f.as_json() for f in figures]}, indent=1)

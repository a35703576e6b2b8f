"""How much is measured: sizes of the articles and how often each thing is done."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Effort:
    """Counts of repetitions, and the size of the two long articles.

    bytes, spans: of each long article (UTF-8); patience: seconds that what stands beside may take in one
    case before it is measured no more.
    """

    bytes: int = 1_000_000
    spans: int = 10_000
    starts: int = 12
    openings: int = 15
    marks: int = 400
    pages: int = 150
    widths: int = 40
    memories: int = 3
    saves: int = 15
    patience: float = 8.0


TINY = Effort(
    bytes=6_000,
    spans=60,
    starts=1,
    openings=1,
    marks=2,
    pages=1,
    widths=1,
    memories=1,
    saves=2,
    patience=1.0,
)
"""Enough to see that everything runs."""


@dataclass(frozen=True)
class Bench:
    """What a benchmark is given. corpus: the folder that ``articles.make_corpus`` made."""

    corpus: Path
    effort: Effort

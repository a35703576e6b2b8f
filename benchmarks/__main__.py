"""The door: ``python -m benchmarks [NAME …] [--json OUT] [--tiny]`` prints a table of what it measures."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path

from benchmarks.articles import make_corpus
from benchmarks.effort import TINY, Bench, Effort
from benchmarks.figures import Figure, heading, row, to_json

NAMES = (
    "start",
    "opening",
    "marking",
    "scrolling",
    "resizing",
    "memory",
    "saving",
    "storing",
    "hostile",
    "journal",
    "window",
    "agreement",
    "reanchoring",
    "adjudication",
    "reviewing",
    "exchange",
)

Measure = Callable[[Bench], Iterator[Figure]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what is named (all by default), print a row as soon as it is known."""
    options = _parser().parse_args(arguments)
    effort = TINY if options.tiny else Effort()
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="annotator-benchmarks-") as folder:
        corpus = Path(folder, "corpus")
        make_corpus(corpus, effort.bytes, effort.spans)
        print(heading(), flush=True)
        for name in options.names or NAMES:
            for figure in figures_of(name, Bench(corpus, effort)):
                print(row(figure), flush=True)
                figures.append(figure)
    if options.json:
        options.json.write_text(to_json(figures), encoding="utf-8")
    return 0


def figures_of(name: str, bench: Bench) -> Iterator[Figure]:
    """Yield the figures of one benchmark by name."""
    measure: Measure = import_module(f"benchmarks.{name}").measure
    return measure(bench)


def _name(text: str) -> str:
    if text not in NAMES:
        raise argparse.ArgumentTypeError(f"{text} is none of: {', '.join(NAMES)}")
    return text


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description="Measures the program beside plain Qt. Lower is better; the ratio is ours / theirs.",
    )
    parser.add_argument("names", nargs="*", type=_name, metavar="NAME", help=", ".join(NAMES))
    parser.add_argument("--json", type=Path, metavar="OUT", help="write everything measured to a file")
    parser.add_argument("--tiny", action="store_true", help="only see that everything runs")
    return parser


if __name__ == "__main__":
    sys.exit(main())

"""How far long work is, for a person at a terminal; nobody else is told."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager

CLEAR = "\r\x1b[K"
"""Empties the present line of a terminal."""


@contextmanager
def progress(what: str) -> Generator[Callable[[int, int], None]]:
    """Give what is to be told how much is done, and of how much (0: nobody knows); wipes the line."""
    if not sys.stderr.isatty():
        yield lambda _done, _of: None
        return
    told = ""

    def watch(done: int, of: int) -> None:
        nonlocal told
        line = f"{what} {done * 100 // of} %" if of else f"{what} {done:,}"
        if line != told:
            told = line
            print(f"{CLEAR}{line}", end="", file=sys.stderr, flush=True)

    try:
        yield watch
    finally:
        print(CLEAR, end="", file=sys.stderr, flush=True)

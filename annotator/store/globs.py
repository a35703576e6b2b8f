"""Patterns of article paths: * and ? stay inside a folder, ** stands for any number of folders.

Takes time in proportion to pattern and path, whatever the pattern.
"""

from __future__ import annotations

import re
from fnmatch import translate
from functools import cache


def fits(pattern: str, path: str) -> bool:
    """Whether a path, with / between folders, is one that the pattern means."""
    parts = _parts(pattern)
    # The numbers of the parts that may take the next name.
    reached = _past_any(parts, {0})
    for name in path.split("/"):
        stay = {index for index in reached if index < len(parts) and parts[index] is None}
        reached = _past_any(parts, stay | {index + 1 for index in reached if _takes(parts, index, name)})
    return len(parts) in reached


@cache
def _parts(pattern: str) -> tuple[re.Pattern[str] | None, ...]:
    """Return an expression for each folder or file; None for **."""
    # For fnmatch a bracket begins a set of characters. Its expressions never try one place twice.
    names = (part.replace("[", "[[]") for part in pattern.split("/"))
    return tuple(None if name == "**" else re.compile(translate(name)) for name in names)


def _takes(parts: tuple[re.Pattern[str] | None, ...], index: int, name: str) -> bool:
    part = parts[index] if index < len(parts) else None
    return part is not None and part.match(name) is not None


def _past_any(parts: tuple[re.Pattern[str] | None, ...], reached: set[int]) -> set[int]:
    """Add the parts behind each ** that is reached: it may stand for no folder at all."""
    for index, part in enumerate(parts):
        if part is None and index in reached:
            reached.add(index + 1)
    return reached

"""The words of a history step: a pattern and what fills it, so that a window can say them in its language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

_PATTERN = re.compile(r"[^{}]*(?:\{[a-z]+\}[^{}]*)*")


class StepText(str):
    """A sentence that remembers its English pattern and its values, so that a window can translate it.

    ``StepText("Mark {quote} as {label}", quote="...", label="PER")`` is the filled sentence;
    ``translated_pattern.format(**text.values)`` is the same in another language. Raises ValueError for a
    pattern that holds anything but names in braces, KeyError where a value is missing.
    """

    pattern: str
    values: Mapping[str, str]

    def __new__(cls, pattern: str, **values: str) -> StepText:
        if not _PATTERN.fullmatch(pattern):
            raise ValueError(f"{pattern!r} is no pattern of a step")
        text = super().__new__(cls, pattern.format(**values))
        text.pattern = pattern
        text.values = MappingProxyType(values)
        return text

    @classmethod
    def of(cls, text: str) -> StepText:
        """Return text as it is where it is one already, else as words that stay as they are."""
        return text if isinstance(text, cls) else cls("{text}", text=text)

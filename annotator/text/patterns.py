"""Patterns of the package regex that are compiled when they are first used.

The window shows an article before anything needs them; importing and compiling all of them would hold it
back by a tenth of its start.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import regex


class Pattern:
    """One pattern; its methods are those of regex.Pattern."""

    def __init__(self, source: str) -> None:
        self._source = source

    @cached_property
    def _compiled(self) -> regex.Pattern[str]:
        import regex  # noqa: PLC0415 - see above

        return regex.compile(self._source)

    def search(self, text: str, start: int = 0, end: int | None = None) -> regex.Match[str] | None:
        return self._compiled.search(text, start, end)

    def match(self, text: str, start: int = 0, end: int | None = None) -> regex.Match[str] | None:
        return self._compiled.match(text, start, end)

    def fullmatch(self, text: str, start: int = 0, end: int | None = None) -> regex.Match[str] | None:
        return self._compiled.fullmatch(text, start, end)

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[regex.Match[str]]:
        return self._compiled.finditer(text, start, end)

    def sub(self, replacement: str, text: str) -> str:
        return self._compiled.sub(replacement, text)

"""Which format files are in, by their names and how they begin."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from itertools import islice

from annotator.exchange.format import Format
from annotator.exchange.source import Source
from annotator.model.faults import AnnotatorError, FaultyFile

NO, POSSIBLE, LIKELY, SURE = range(4)
"""What a reader's ``sniff`` answers."""

_NAMES, _HEAD = 2_000, 1 << 16
_KEY = re.compile(r'"([^"\\]{1,40})"\s*:')


class Glimpse:
    """The first names of a source and the first bytes of its files. names: in their order."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._heads: dict[str, bytes] = {}
        self.names: Sequence[str] = list(islice(source.names(), _NAMES))

    def first(self, *suffixes: str) -> str:
        """Return the first name that ends so (any case); "" for none."""
        return next((name for name in self.names if name.lower().endswith(suffixes)), "")

    def head(self, name: str) -> bytes:
        """Return the first 64 kilobytes of a file; b"" where it cannot be read."""
        if name not in self._heads:
            self._heads[name] = b""
            if name:
                with suppress(FaultyFile, OSError), self._source.open(name) as file:
                    self._heads[name] = file.read(_HEAD)
        return self._heads[name]

    def line(self, name: str) -> str:
        """Return the first line of a file that is not blank, as far as the head goes; "" for no text."""
        text = self.head(name).decode("utf-8", "ignore").lstrip("\ufeff")
        return next((line for line in text.splitlines() if line.strip()), "")


def guess(source: Source, formats: Iterable[Format]) -> Format:
    """Return the format of a source. Raises AnnotatorError where none fits, or several do equally."""
    glimpse = Glimpse(source)
    if not glimpse.names:
        raise AnnotatorError(f"{source.path}: there are no files in it")
    readable = [row for row in formats if row.reader and not row.missing()]
    scores = {row.name: (_score(row, glimpse), row) for row in readable}
    best = max((score for score, _ in scores.values()), default=NO)
    found = [row for score, row in scores.values() if score == best]
    if best == NO:
        raise AnnotatorError(f"{source.path}: its format is not known; name one of: {', '.join(scores)}")
    if len(found) > 1:
        names = ", ".join(row.name for row in found)
        raise AnnotatorError(f"{source.path}: it could be {names}; say which")
    return found[0]


def _score(row: Format, glimpse: Glimpse) -> int:
    # Packages take seconds to be imported: only where there is something that may need them.
    if row.packages and not glimpse.first(row.suffix, *row.suffixes):
        return NO
    return row.reading().sniff(glimpse)


def json_keys(glimpse: Glimpse, *suffixes: str) -> frozenset[str]:
    """Return the keys, at any depth, in the head of the first file that ends so; none where it is no JSON."""
    name = glimpse.first(*suffixes)
    text = glimpse.head(name).decode("utf-8", "ignore").lstrip("\ufeff \t\r\n") if name else ""
    return frozenset(_KEY.findall(text)) if text.startswith(("{", "[")) else frozenset()

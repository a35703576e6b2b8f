"""Passages of a text that has become shorter, of which a copy may have stood beside them: if it was taken
out, nobody can tell which of the two is left."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

from annotator.store.anchoring.changed_text import ChangedText
from annotator.store.anchoring.equal_stretches import Stretch
from annotator.store.anchoring.quoted_text import QuotedText

_BEGINS = re.compile(r"^|(?<=\n)|(?<=[.?!…؟।॥۔]\s)|$")
"""Where people begin and end what they take out."""


class UnseenCopies:
    """The passages, whole paragraphs or sentences, that are as long as what has gone from the text.

    Where quotes tell that something else stood beside one, that is none.
    """

    def __init__(self, old: QuotedText, new: ChangedText, kept: Iterable[Stretch]) -> None:
        self._gone = old.length - len(new.raw)
        self._starts: list[int] = []
        if self._gone <= 0:
            return
        first, last = 0, old.length
        for stretch in kept:
            start, end = old.offset(stretch.old), old.offset(stretch.old_end - 1) + 1
            if new.offset(stretch.new) == start:
                first = max(first, end)
            elif new.offset(stretch.new) == start - self._gone:
                last = min(last, start)
        begins = [found.start() for found in _BEGINS.finditer(new.raw)]
        ends = set(begins)
        self._starts = [
            start for start in begins if first <= start + self._gone <= last and start + self._gone in ends
        ]

    def over(self, start: int, end: int) -> bool:
        """Whether one of them shares something with [start, end) of the changed text, in code points."""
        at = bisect_left(self._starts, start - self._gone + 1)
        return at < len(self._starts) and self._starts[at] < end

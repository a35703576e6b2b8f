"""Which way of counting the offsets of a foreign file fit: the text that it quotes tells; nothing is shifted.

A file may count code points, UTF-16 units, bytes or grapheme clusters; a CRLF as two or, where the tool read
it as a line feed, as one; and a byte-order mark or not.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotator.model.annotations import Piece
from annotator.text.units import Unit, UnitOffsets

MARK = "\ufeff"
_SPACE = re.compile(r"\s+")
_CRLF = re.compile("\r\n")


@dataclass(frozen=True, slots=True)
class Counting:
    """A way of counting. crlf_is_one: as a tool counts that turns line ends into line feeds first.

    mark_counts: whether a byte-order mark is counted.
    """

    unit: Unit
    crlf_is_one: bool = False
    mark_counts: bool = True

    def __str__(self) -> str:
        words = str(self.unit)
        words += ", CRLF counted as one" if self.crlf_is_one else ""
        return words if self.mark_counts else f"{words}, without the byte-order mark"


def normalised(text: str) -> str:
    """Return a file's text as a Document has it: without byte-order mark, line ends as line feeds."""
    text = text.removeprefix(MARK)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def countings(text: str, unit: Unit | None) -> Iterator[Counting]:
    """Yield the ways of counting that differ in a text, those in the declared unit first."""
    first = unit or Unit.CODE_POINTS
    marks = (True, False) if text.startswith(MARK) else (True,)
    ends = (False, True) if "\r\n" in text else (False,)
    plain = UnitOffsets(text, first).is_identity
    for other in (first, *(other for other in Unit if other is not first)):
        # What counts every character as one counts as the first does, where that does so too.
        if other is first or not (plain and UnitOffsets(text, other).is_identity):
            yield from (Counting(other, one, mark) for mark in marks for one in ends)


class ForeignText:
    """A file's text, in which offsets are found by one way of counting.

    Raises ValueError for offsets that are no place in it.
    """

    def __init__(self, text: str, counting: Counting) -> None:
        self.counting = counting
        self.text = normalised(text)
        counted = text if counting.mark_counts else text.removeprefix(MARK)
        if counting.crlf_is_one:
            counted = counted[: len(MARK)] * counted.startswith(MARK) + normalised(counted)
        self._offsets = UnitOffsets(counted, counting.unit)
        self._mark = counted.startswith(MARK)
        self._line_feeds = [found.start() + 1 for found in _CRLF.finditer(counted)]
        self._is_identity = self._offsets.is_identity and not self._mark and not self._line_feeds
        self._length = len(counted)

    def pieces(self, pieces: Sequence[Piece]) -> tuple[Piece, ...]:
        """Return ranges in code points of the text, in order; those that touch are joined.

        Raises ValueError for ranges that are none, or that overlap.
        """
        if self._is_identity and len(pieces) == 1 and 0 <= pieces[0][0] < pieces[0][1] <= self._length:
            return (pieces[0],)
        found: list[Piece] = []
        for start, end in sorted(pieces):
            if start >= end:
                raise ValueError(f"nothing stands from {start} to {end}")
            first, last = self._place(start), self._place(end, is_end=True)
            if first >= last:
                continue  # half of a line end
            if found and first < found[-1][1]:
                raise ValueError(f"the pieces overlap at {start}")
            if found and first == found[-1][1]:
                first = found.pop()[0]
            found.append((first, last))
        if not found:
            raise ValueError("it covers nothing but half of a line end" if pieces else "it has no place")
        return tuple(found)

    def _place(self, offset: int, *, is_end: bool = False) -> int:
        place = self._offsets.to_code_point(offset)
        number = bisect_left(self._line_feeds, place)
        inside = number < len(self._line_feeds) and self._line_feeds[number] == place
        # Between CR and LF: they are one line feed here, of which no half can be covered.
        place += inside if not is_end else -inside
        number += inside and not is_end
        return max(0, place - number - self._mark)


def fits(text: str, pieces: Sequence[Piece], exact: str) -> bool:
    """Whether a quote is what stands there, but for kinds of white space and the form of its letters.

    text, pieces: as ForeignText gives them. Quotes join pieces by one space.
    """
    there = " ".join([text[start:end] for start, end in pieces])
    if there == exact:
        return True
    there, exact = _SPACE.sub(" ", there), _SPACE.sub(" ", exact)
    return there == exact or _letters(there) == _letters(exact)


def _letters(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def edges(text: str, pieces: Sequence[Piece]) -> Iterator[bool]:
    """Yield of each edge whether a span may well end there: not in a word, no space inside."""
    for start, end in pieces:
        yield not text[start].isspace() and not _in_word(text, start)
        yield not text[end - 1].isspace() and not _in_word(text, end)


def _in_word(text: str, place: int) -> bool:
    return 0 < place < len(text) and text[place - 1].isalnum() and text[place].isalnum()

"""Where a span stood in an earlier state of its article, and between which words: how it is found again."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.model.faults import InvalidAnnotation

QuotedPiece = tuple[int, int, str]
"""A half-open range in code points and the text that it covered."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place in a text, with the words there (W3C TextPositionSelector and TextQuoteSelector).

    start, end: code points of that text, half open; the outer ends where there are several pieces.
    exact: the covered text, pieces joined by one space. prefix, suffix: what stood before and after.
    parts: empty for one piece.
    """

    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""
    parts: tuple[QuotedPiece, ...] = ()

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise InvalidAnnotation(f"nothing can have stood from {self.start} to {self.end}")

    @property
    def pieces(self) -> tuple[QuotedPiece, ...]:
        """Return the ranges that were covered, one or more, in text order, each with its words."""
        return self.parts or ((self.start, self.end, self.exact),)

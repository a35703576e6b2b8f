"""What a changed article left open, as rows: moved spans with their new place, lost ones with candidates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from annotator.gui.quoting import quote
from annotator.model.annotations import AnnotationSet, Piece, Span
from annotator.model.unsettled import LostSpan, moved_from, moved_spans

Place = tuple[Piece, ...]
"""The pieces of a place, in code points."""

BEFORE, AFTER = 14, 40
"""Code points of context that are shown on either side of a place."""


@dataclass(frozen=True, slots=True)
class Words:
    """A place in the article as it is read: what stands before it, in it and after it."""

    before: str
    exact: str
    after: str

    @property
    def line(self) -> str:
        return self.before + self.exact + self.after


@dataclass(frozen=True, slots=True)
class Row:
    """One span that waits for a decision.

    was: the words that it covered. places: where a moved one is now, or where a lost one could be, best
    first; words: what is to be read at each.
    """

    span: Span
    lost: bool
    was: str
    places: tuple[Place, ...]
    words: tuple[Words, ...]

    @property
    def key(self) -> tuple[str, bool]:
        return self.span.id, self.lost


def rows_of(
    annotations: AnnotationSet,
    lost: tuple[LostSpan, ...],
    candidates: Mapping[str, tuple[Place, ...]],
    text: str,
) -> tuple[Row, ...]:
    """Return moved spans in text order, then lost ones in the order of the earlier text."""
    rows: list[Row] = []
    for span in moved_spans(annotations):
        anchor = moved_from(span)
        rows.append(_row(span, False, anchor.exact if anchor else "", (span.pieces,), text))
    for item in lost:
        rows.append(_row(item.span, True, item.anchor.exact, candidates.get(item.span.id, ()), text))
    return tuple(rows)


def _row(span: Span, lost: bool, was: str, places: tuple[Place, ...], text: str) -> Row:
    return Row(span, lost, quote(was), places, tuple(_words(text, place) for place in places))


def _words(text: str, place: Place) -> Words:
    start, end = place[0][0], place[-1][1]
    paragraph = text.rfind("\n", 0, start) + 1
    first = max(paragraph, start - BEFORE)
    if first > paragraph and " " in text[first:start]:
        first = text.index(" ", first) + 1  # no half of a word
    last = text.find("\n", end)
    last = min(len(text) if last < 0 else last, end + AFTER)
    exact = " … ".join(quote(text[one:other]) for one, other in place)
    return Words(_beside(text[first:start]), exact, _beside(text[end:last]))


def _beside(text: str) -> str:
    """Return context on one line; a space at its edges stays, so that words do not run together."""
    line = quote(text)
    if not line:
        return " " if text else ""
    return f"{' ' if text[0].isspace() else ''}{line}{' ' if text[-1].isspace() else ''}"

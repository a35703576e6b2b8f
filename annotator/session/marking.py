"""Where a key or a click leads from the chosen span: to which other span, to which other boundary.

Pure functions; offsets are code points. What is done with the answer is left to the caller.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Literal

from annotator.text.segments import next_boundary, next_word, previous_boundary, previous_word, word_at

if TYPE_CHECKING:
    from annotator.model.annotations import AnnotationSet, Piece, Span

Edge = Literal["start", "end"]
Unit = Literal["grapheme", "word"]


def step_span(annotations: AnnotationSet, caret: int, chosen: str, forward: bool) -> str:
    """Return the id of the next span to choose by Tab (forward) or Shift+Tab; "" where there is none.

    First come the spans at the caret, the innermost first, then those further on in the text and, from
    its head again, those before; where several begin at one place, the shorter first. As long as the
    caret stays where it is, going round visits each span exactly once. So choosing must not move it.
    """
    ring = _ring(annotations.spans, caret)
    if not ring:
        return ""
    if chosen not in annotations:
        return ring[0 if forward else -1].id
    place = ring.index(annotations.span(chosen))
    return ring[(place + (1 if forward else -1)) % len(ring)].id


def spans_at_click(annotations: AnnotationSet, offset: int, chosen: str) -> str:
    """Return the id of the span to choose by a click on the code point at offset; "" where there is none.

    The innermost first; where the chosen span is there already, the next outward one, and after the
    outermost the innermost again.
    """
    ids = [span.id for span in annotations.spans_at(offset)]
    if not ids:
        return ""
    return ids[(ids.index(chosen) + 1) % len(ids)] if chosen in ids else ids[0]


def nudge(text: str, span: Span, edge: Edge, forward: bool, unit: Unit) -> Piece:
    """Return the span's outer (start, end) with one edge moved by a grapheme or a word.

    The edge never crosses the other one: at least one grapheme stays, of the first or last piece where
    there are several. By words, a start goes to starts of words and an end to ends of words. Where the
    edge cannot move, the range is returned as it was.
    """
    if edge == "start":
        last = previous_boundary(text, span.pieces[0][1])
        return (min(_next_start(text, span.start, forward, unit), last), span.end)
    first = next_boundary(text, span.pieces[-1][0])
    return (span.start, max(_next_end(text, span.end, forward, unit), first))


def _ring(spans: tuple[Span, ...], caret: int) -> list[Span]:
    touching: list[Span] = []
    others: list[Span] = []
    for span in reversed(spans):  # so that a stable sort by start puts the shorter before the longer
        near = span.start <= caret <= span.end
        (touching if near and _touches(span, caret) else others).append(span)
    touching.sort(key=lambda span: _nearness(span, caret))
    others.sort(key=attrgetter("start"))
    ahead = next((place for place, span in enumerate(others) if span.start > caret), len(others))
    return touching + others[ahead:] + others[:ahead]


def _touches(span: Span, caret: int) -> bool:
    return any(start <= caret <= end for start, end in span.pieces)


def _nearness(span: Span, caret: int) -> tuple[int, bool, int, str]:
    holds = any(start <= caret < end for start, end in span.pieces)
    return (span.end - span.start, not holds, -span.start, span.id)


def _next_start(text: str, offset: int, forward: bool, unit: Unit) -> int:
    if unit == "word":
        return next_word(text, offset) if forward else previous_word(text, offset)
    return next_boundary(text, offset) if forward else previous_boundary(text, offset)


def _next_end(text: str, offset: int, forward: bool, unit: Unit) -> int:
    if unit == "grapheme":
        return next_boundary(text, offset) if forward else previous_boundary(text, offset)
    return _next_word_end(text, offset) if forward else _previous_word_end(text, offset)


def _next_word_end(text: str, offset: int) -> int:
    end = word_at(text, offset)[1]
    if end > offset:
        return end
    start = next_word(text, offset)
    return word_at(text, start)[1] if start < len(text) else offset


def _previous_word_end(text: str, offset: int) -> int:
    place = offset
    while (start := previous_word(text, place)) < place:
        end = word_at(text, start)[1]
        if end < offset:
            return end
        place = start
    return 0

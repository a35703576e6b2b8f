"""An article's paragraphs as HTML with spans marked: nested, crossing and in several pieces.

Each paragraph is cut where a span begins or ends; each cut piece is one chain of inline elements, one for
each span over it. The elements have no room at their sides, so letters go on joining across them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise
from unicodedata import category

from annotator.exchange.html_style import LabelClasses
from annotator.exchange.html_text import in_attribute, isolated, shown
from annotator.model.annotations import Span
from annotator.model.document import Document
from annotator.text.direction import paragraph_direction

DEEPEST = 6
"""Underlines below each other; further ones share the last place."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of a span inside one paragraph. first: the span begins here.

    lane: which of the underlines, 0 the lowest; below: how many places it lies below the text.
    """

    span: Span
    start: int
    end: int
    first: bool
    lane: int = 0
    below: int = 0


def article_html(document: Document, spans: Sequence[Span], classes: LabelClasses, prefix: str) -> str:
    """Return all paragraphs. prefix: what the ids of the spans' elements begin with."""
    names = {span.id: f"{prefix}{number}" for number, span in enumerate(spans)}
    writer = _Writer(document.text, classes, names)
    marks = _marks_by_paragraph(document, spans)
    lines = [
        f"{_opening(document, start, end)}{writer.paragraph(start, end, marks.get(number, []))}</p>"
        for number, (start, end) in enumerate(document.paragraphs)
    ]
    return "\n".join(lines)


def _opening(document: Document, start: int, end: int) -> str:
    direction = paragraph_direction(document.slice(start, end), document.direction)
    # Another direction is another language, and nobody has said which.
    language = document.language if direction is document.direction else ""
    return f'<p dir="{direction}" lang="{in_attribute(language or "")}">'


def _marks_by_paragraph(document: Document, spans: Sequence[Span]) -> dict[int, list[Mark]]:
    paragraphs = document.paragraphs
    starts = [start for start, _ in paragraphs]
    marks: dict[int, list[Mark]] = {}
    for span in spans:
        for piece in span.pieces:
            number = bisect_right(starts, piece[0]) - 1
            while number < len(paragraphs) and paragraphs[number][0] < piece[1]:
                start, end = max(piece[0], starts[number]), min(piece[1], paragraphs[number][1])
                if start < end:
                    marks.setdefault(number, []).append(Mark(span, start, end, start == span.start))
                number += 1
    return marks


def in_lanes(marks: Sequence[Mark]) -> list[Mark]:
    """Return the marks in text order, those that overlap in lanes of their own, the outer ones lower."""
    placed: list[Mark] = []
    group: list[Mark] = []
    busy: list[tuple[int, int]] = []
    free: list[int] = []
    reach = -1
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.span.id)):
        if mark.start >= reach:
            placed += _below_text(group)
            group, busy, free = [], [], []
        while busy and busy[0][0] <= mark.start:
            heappush(free, heappop(busy)[1])
        lane = heappop(free) if free else len(busy)
        heappush(busy, (mark.end, lane))
        group.append(Mark(mark.span, mark.start, mark.end, mark.first, lane))
        reach = max(reach, mark.end) if len(group) > 1 else mark.end
    return placed + _below_text(group)


def _below_text(group: Sequence[Mark]) -> list[Mark]:
    deepest = max((mark.lane for mark in group), default=0)
    return [Mark(m.span, m.start, m.end, m.first, m.lane, min(deepest - m.lane, DEEPEST - 1)) for m in group]


class _Writer:
    """Writes paragraphs; remembers which spans have their id already."""

    def __init__(self, text: str, classes: LabelClasses, names: dict[str, str]) -> None:
        self._text = text
        self._classes = classes
        self._names = names
        self._named: set[str] = set()

    def paragraph(self, start: int, end: int, marks: Sequence[Mark]) -> str:
        placed = in_lanes(marks)
        cuts = sorted({start, end, *(m.start for m in placed), *(m.end for m in placed)})
        out: list[str] = []
        over: list[Mark] = []
        following = iter((*placed, None))
        coming = next(following)
        for begin, stop in pairwise(cuts):
            over = [mark for mark in over if mark.end > begin]
            while coming and coming.start == begin:
                over.append(coming)
                coming = next(following)
            out.append(self._piece(begin, stop, sorted(over, key=lambda mark: mark.lane)))
        return "".join(out)

    def _piece(self, start: int, end: int, over: Sequence[Mark]) -> str:
        text = shown(self._text[start:end])
        if not over:
            return text
        opened = [self._element(mark) for mark in over]
        opened[-1] = opened[-1].replace(">", f' title="{self._title(over)}">')
        return f"{self._chips(start, over)}{''.join(opened)}{text}{'</span>' * len(over)}"

    def _element(self, mark: Mark) -> str:
        span = mark.span
        style = self._classes.of(span)
        name = ""
        if span.id not in self._named:
            self._named.add(span.id)
            name = f' id="{self._names[span.id]}"'
        below = f" b{mark.below}" if mark.below else ""
        return f'<span{name} class="m {style}{below}" data-span="{in_attribute(span.id)}">'

    def _title(self, over: Sequence[Mark]) -> str:
        innermost_first = sorted(over, key=lambda mark: mark.span.end - mark.span.start)
        return "&#10;".join(self._said(mark.span) for mark in innermost_first)

    def _said(self, span: Span) -> str:
        said = [
            isolated(self._classes.title(span)),
            *(isolated(f"{k}: {v}") for k, v in span.attributes.items()),
        ]
        return ", ".join((*said, isolated(span.note)) if span.note else said)

    def _chips(self, start: int, over: Sequence[Mark]) -> str:
        """Return the labels of the spans that begin here, unless that is inside a word."""
        beginning = [mark for mark in over if mark.first and mark.start == start]
        if not beginning or (start and _goes_on(self._text[start - 1])):
            return ""
        labels = "".join(
            f'<b class="{self._classes.of(mark.span)}" data-label="{in_attribute(mark.span.label)}"></b>'
            for mark in beginning
        )
        return f'<span class="chips"><span>{labels}</span></span>'


def _goes_on(char: str) -> bool:
    """Whether a word may go on after this character: something put there could part joined letters."""
    return category(char)[0] in "LMN" or category(char) == "Cf"

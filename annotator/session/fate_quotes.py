"""A span between the words around it as HTML, with the letters marked that one of two versions lacks."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from annotator.exchange.html_text import shown
from annotator.model.annotations import Piece
from annotator.text.segments import snap

_AROUND = 40
"""Code points shown on each side."""

_WORD = 15
"""Code points in which the end of a word is looked for."""

_LONGEST = 400
"""Code points from which the middle of a span is left out."""

_TAGS = {(True, True): "mark", (True, False): "del", (False, True): "ins"}


def marked_html(text: str, mine: Sequence[Piece], theirs: Sequence[Piece]) -> str:
    """Return the text around two versions of a span: as mark what both cover, del what mine, ins what theirs.

    Pieces are code points. Cut to whole grapheme clusters; line ends are shown as spaces.
    """
    edges = {edge for piece in (*mine, *theirs) for edge in piece}
    first, last = _context(text, min(edges), max(edges))
    found: list[str] = ["…\u00a0"] if first else []
    for start, end in pairwise(sorted(edges | {first, last})):
        tag = _TAGS.get((_covers(mine, start), _covers(theirs, start)))
        stretch = shown(_shortened(text[start:end]))
        found.append(f"<{tag}>{stretch}</{tag}>" if tag else stretch)
    return "".join([*found, "\u00a0…" if last < len(text) else ""])


def _context(text: str, start: int, end: int) -> Piece:
    """Return the range shown: a span with the words around it, in its paragraph."""
    head = text.rfind("\n", 0, start) + 1
    after = text.find("\n", end)
    tail = max(end, len(text) if after < 0 else after)
    first, last = max(head, start - _AROUND), min(tail, end + _AROUND)
    # At a space where there is one near, rather than in a word.
    space = text.find(" ", first - 1, min(first + _WORD, start)) if first > head else -1
    first = first if space < 0 else space + 1
    space = text.rfind(" ", max(last - _WORD, end), last + 1) if last < tail else -1
    return snap(text, first, last if space < 0 else space)


def _covers(pieces: Sequence[Piece], offset: int) -> bool:
    return any(start <= offset < end for start, end in pieces)


def _shortened(text: str) -> str:
    line = text.replace("\n", " ")
    if len(line) <= _LONGEST:
        return line
    half = _LONGEST // 2
    head, tail = snap(line, 0, half)[1], snap(line, len(line) - half, len(line))[0]
    return f"{line[:head]} […] {line[tail:]}"

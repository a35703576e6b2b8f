"""The last column of CoNLL-U: its keys, how white space is written in them, and spans.

``SpacesAfter`` and ``SpacesBefore`` are UDPipe's, ``TokenRange`` too: code points of the article. ``Spans``
is ours: on its first token each span stands whole, as ``id:layer:label:17-24+30-35``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from annotator.exchange.spelling import spelled, unspelled
from annotator.model.annotations import Piece, Span

SPACE, SPACES_AFTER, SPACES_BEFORE = "SpaceAfter", "SpacesAfter", "SpacesBefore"
RANGE, SPANS, NAME = "TokenRange", "Spans", "NE"

_ALLOWED = re.compile(r"[^\s|=:,\\\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_LETTERS = {" ": "s", "\t": "t", "\n": "n", "\r": "r", "|": "p", "\\": "\\"}
_FROM_LETTERS = {letter: char for char, letter in _LETTERS.items()}
_ESCAPED = re.compile(r"\\(u[0-9a-f]{4}|.)", re.S)
_SPAN = re.compile(r"([^:]*):([^:]*):([^:]*):(\d{1,9}-\d{1,9}(?:\+\d{1,9}-\d{1,9})*)")
_RANGES = (
    (re.compile(r"(\d{1,9}):(\d{1,9})"), RANGE),
    (re.compile(r"(\d{1,9})-(\d{1,9})"), "Offset"),
)
_ENDS = (("start_char", "end_char"), ("Start", "End"), ("start", "end"))


def misc_of(written: str) -> dict[str, str]:
    """Return the keys and values of a column; "" for a key without a value."""
    if written == "_":
        return {}
    return {key: value for key, _, value in (part.partition("=") for part in written.split("|"))}


def written_misc(said: Mapping[str, str]) -> str:
    """Return the column with these keys, sorted as Universal Dependencies has them."""
    return "|".join(f"{key}={said[key]}" for key in sorted(said, key=str.casefold)) or "_"


def written_spaces(spaces: str) -> str:
    """Return white space as a value has it; what UDPipe has no letter for as \\\\uXXXX."""
    return "".join(f"\\{_LETTERS[char]}" if char in _LETTERS else f"\\u{ord(char):04x}" for char in spaces)


def spaces_of(written: str) -> str:
    """Return the white space that a value tells; anything else in it stays."""
    return _ESCAPED.sub(_char, written)


def _char(found: re.Match[str]) -> str:
    sign = found[1]
    if len(sign) > 1:
        return chr(int(sign[1:], 16))
    return _FROM_LETTERS.get(sign, found[0])


def range_of(misc: Mapping[str, str]) -> Piece | None:
    """Return a token's offsets as UDPipe, Stanza or others tell them; None where nothing does."""
    for pattern, key in _RANGES:
        if found := pattern.fullmatch(misc.get(key, "")):
            return int(found[1]), int(found[2])
    for first, last in _ENDS:
        start, end = misc.get(first, ""), misc.get(last, "")
        if start.isdecimal() and end.isdecimal() and max(len(start), len(end)) < 10:
            return int(start), int(end)
    return None


def written_spans(spans: Iterable[Span]) -> str:
    """Return spans as a value has them."""
    return ",".join(
        ":".join((*map(_name, (span.id, span.layer, span.label)), _pieces(span))) for span in spans
    )


def _name(name: str) -> str:
    return spelled(name, _ALLOWED)


def _pieces(span: Span) -> str:
    return "+".join(f"{start}-{end}" for start, end in span.pieces)


def spans_of(written: str) -> Iterator[tuple[str, str, str, tuple[Piece, ...]] | None]:
    """Yield id, layer, label and pieces of each span; None for what is none."""
    for part in written.split(","):
        found = _SPAN.fullmatch(part)
        if not found:
            yield None
            continue
        ends = (piece.split("-") for piece in found[4].split("+"))
        pieces = tuple((int(start), int(end)) for start, end in ends)
        yield unspelled(found[1]), unspelled(found[2]), unspelled(found[3]), pieces

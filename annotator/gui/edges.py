"""What stands at a span's edges that is easily marked by mistake: spaces, quotation marks, full stops."""

from __future__ import annotations

from annotator.gui.quoting import isolated_quote
from annotator.gui.translation import tr
from annotator.model.annotations import Piece, Span
from annotator.text.invisible import invisible_name
from annotator.text.segments import trim

NAMED_SIGNS = {" ": "a space", "\n": "a line end", "\t": "a tab"}
MOST_SHOWN = 4


def trimmed(text: str, span: Span) -> Piece:
    """Return the span's outer range without spaces and punctuation at its edges, in code points."""
    first, last = span.pieces[0], span.pieces[-1]
    return trim(text, *first)[0], trim(text, *last)[1]


def edge_warning(text: str, span: Span) -> str:
    """Return what the span begins and ends with besides words; "" where there is nothing of that kind."""
    start, end = trimmed(text, span)
    parts: list[str] = []
    if start > span.start:
        parts.append(tr("Begins with {signs}").format(signs=_signs(text[span.start : start])))
    if end < span.end:
        parts.append(tr("Ends with {signs}").format(signs=_signs(text[end : span.end])))
    return "\n".join(parts)


def _signs(chars: str) -> str:
    names = [_sign(char) for char in chars[:MOST_SHOWN]]
    return tr(", ").join(names) + ("…" if len(chars) > MOST_SHOWN else "")


def _sign(char: str) -> str:
    if char in NAMED_SIGNS:
        return tr(NAMED_SIGNS[char])
    if name := invisible_name(char):
        return name
    return tr("a space") if char.isspace() else isolated_quote(char)

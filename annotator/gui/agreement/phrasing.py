"""What the figures say in the interface's language: phrases, values, names of the corpus."""

from __future__ import annotations

from annotator.agreement.phrases import Part, Phrase, Quote
from annotator.gui.quoting import left_to_right
from annotator.gui.translation import isolated, tr
from annotator.session.agreement.answers import Form, Value

DASH = "–"


def said(text: str) -> str:
    """Return a phrase in the interface's language; other text, a name of the corpus, isolated."""
    if not isinstance(text, Phrase):
        return isolated(text) if text else ""
    return tr(text.pattern).format(**{name: _part(value) for name, value in text.values.items()})


def bare(text: str) -> str:
    """Return a phrase in the interface's language; other text as it is, not isolated."""
    return said(text) if isinstance(text, Phrase) else text


def _part(value: Part) -> str:
    if isinstance(value, Quote):
        return f"“{isolated(value.text)}”"
    return f"{value:,}" if isinstance(value, int) else said(value)


def said_value(value: Value, form: Form) -> str:
    """Return what stands in a cell: a dash for what is undefined."""
    if form == Form.TEXT or value.text:
        return said(value.text)
    if value.number is None:
        return DASH
    if form == Form.COUNT:
        return f"{value.number:,.0f}"
    return left_to_right(f"{value.number:.0%}" if form == Form.SHARE else f"{value.number:.3f}")


def said_tip(value: Value, form: Form) -> str:
    """Return what is to be known of a cell: all its digits, why it is undefined, what it comes from."""
    if value.why:
        return tr("undefined: {reason}").format(reason=said(value.why))
    parts = [said(value.note)] if value.note else []
    if form == Form.FIGURE and value.number is not None:
        parts.insert(0, left_to_right(f"{value.number:.6f}"))
    return " · ".join(parts)


def plain_value(value: Value, form: Form) -> str:
    """Return what stands in a cell for other programs: no isolates, all digits."""
    if form == Form.TEXT or value.text:
        return without_isolates(said(value.text))
    if value.number is None:
        return DASH
    return f"{value.number:.0f}" if form == Form.COUNT else f"{value.number:.6g}"


_ISOLATES = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069"))


def plain(text: str) -> str:
    """Return words for other programs: in the interface's language, without isolates, on one line."""
    return " ".join(without_isolates(said(text)).split())


def without_isolates(text: str) -> str:
    """Return text as other programs are given it."""
    return text.translate(_ISOLATES)

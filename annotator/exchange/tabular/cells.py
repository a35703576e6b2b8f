"""Cells of a table as text: harmless in a spreadsheet, and read back as they were.

A cell that begins with = + - @ (or their full-width forms, or a tab) is a formula to spreadsheets, and can do
harm: an apostrophe is put before it (OWASP, CSV injection). What UTF-8 or a cell cannot hold is escaped.
"""

from __future__ import annotations

import re

from annotator.exchange.spelling import spelled, unspelled

_FORMULA = re.compile("'*[=+\\-@\t\r＝＋－＠]")
_HARMLESS = re.compile("''*[=+\\-@\t\r＝＋－＠]")
_APOSTROPHES = re.compile("'+")
_ALLOWED = re.compile("[^\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_ESCAPED = "_\\x00-\\x08\\x0b-\\x1f\\x7f\\ud800-\\udfff"
_PLAIN = re.compile(f"[^=+@\\-＝＋－＠'\\t{_ESCAPED}][^{_ESCAPED}]*")
"""What is written as it is, which is nearly everything."""


def cell(text: str) -> str:
    """Return a text as a cell; an empty one is an empty cell, as is what is not said."""
    if not text or _PLAIN.fullmatch(text):
        return text
    written = spelled(text, _ALLOWED)
    return f"'{written}" if _FORMULA.match(written) or _APOSTROPHES.fullmatch(written) else written


def said_cell(text: str) -> str:
    """Return a text that is said, though it may be empty, as a cell."""
    return cell(text) or "'"


def text_of(written: str) -> str:
    """Return the text of a cell."""
    if written.startswith("'") and (_HARMLESS.match(written) or _APOSTROPHES.fullmatch(written)):
        written = written[1:]
    return unspelled(written) if "_x" in written else written

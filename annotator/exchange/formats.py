"""The table of formats: the command line, the window, the documentation and the tests read it.

A row costs nothing: a format's modules, and the packages they need, are imported when it is used.
"""

from __future__ import annotations

from collections.abc import Mapping

from annotator.exchange.format import Format
from annotator.model.faults import AnnotatorError

_ROWS = (
    Format(
        "jsonl",
        "One article a line, with everything that is known of it",
        ".jsonl",
        reader="annotator.exchange.jsonl.reading",
        writer="annotator.exchange.jsonl.writing",
        many=True,
    ),
)

FORMATS: Mapping[str, Format] = {row.name: row for row in _ROWS}
"""Formats by name, in the order in which they are shown."""


def format_called(name: str) -> Format:
    """Return the format of that name. Raises AnnotatorError where there is none."""
    try:
        return FORMATS[name]
    except KeyError:
        raise AnnotatorError(f"{name} is no format; there are: {', '.join(FORMATS)}") from None

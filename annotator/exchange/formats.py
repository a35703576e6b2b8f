"""The table of formats: the command line, the window, the documentation and the tests read it.

A row costs nothing: a format's modules, and the packages they need, are imported when it is used.
"""

from __future__ import annotations

from collections.abc import Mapping

from annotator.exchange.format import Feature, Format, Option, without
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
    Format(
        "doccano",
        "doccano JSON Lines",
        ".jsonl",
        reader="annotator.exchange.doccano.reading",
        writer="annotator.exchange.doccano.writing",
        unit=None,
        lacks=without(
            Feature.IDS,
            Feature.LAYERS,
            Feature.PIECES,
            Feature.ATTRIBUTES,
            Feature.NOTES,
            Feature.LINKS,
            Feature.ORIGINS,
            Feature.RELATION_ATTRIBUTES,
            Feature.RELATION_NOTES,
            Feature.OTHER_KEYS,
            Feature.LOST_SPANS,
            Feature.LINE_ENDS,
        ),
        options=(
            Option("shape", "With relations (entities) or without (spans)", ("spans", "entities")),
            Option("offsets", "What the project's offsets count", ("UTF-16", "graphemes", "code points")),
            Option("name", "The field of a line that names its article, when it is read"),
        ),
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

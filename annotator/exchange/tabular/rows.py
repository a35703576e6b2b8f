"""Rows of tables as spans and relations. A row is a mapping from our columns to text or to numbers."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import cast

from annotator.exchange.incoming import IncomingRelation, IncomingSpan, Place
from annotator.model.annotations import Piece, Value

Row = Mapping[str, object]

_NUMBER = re.compile(r"([0-9]{1,18})(?:[.,]0+)?")
_RANGE = re.compile(r"\s*([0-9]{1,18})\s*(?:-|–|:|\.\.)\s*([0-9]{1,18})\s*")
_WORDS = {"true": True, "false": False}


class WrongRow(ValueError):
    """A row that says nothing that can be taken."""


def span_of(row: Row, attributes: Mapping[str, Value], place: Place) -> IncomingSpan:
    """Return the span of a row. Raises WrongRow."""
    parts = _parts(row.get("parts"))
    pieces = parts or ((number_in(row, "start"), number_in(row, "end")),)
    exact = row.get("text")
    return IncomingSpan(
        text_in(row, "label"),
        pieces,
        exact if isinstance(exact, str) and exact else None,
        text_in(row, "id"),
        text_in(row, "layer"),
        attributes,
        text_in(row, "note"),
        text_in(row, "link"),
        place=place,
    )


def relation_of(row: Row, attributes: Mapping[str, Value], place: Place) -> IncomingRelation:
    """Return the relation of a row. Raises WrongRow."""
    ends = text_in(row, "from"), text_in(row, "to")
    return IncomingRelation(
        text_in(row, "label"), *ends, text_in(row, "id"), attributes, text_in(row, "note"), place=place
    )


def text_in(row: Row, column: str) -> str:
    """Return a cell as text; "" where there is none."""
    value = row.get(column)
    return value if isinstance(value, str) else "" if value is None else str(value)


def number_in(row: Row, column: str) -> int:
    """Return a cell as a whole number; 12.0 is one, as spreadsheets write it. Raises WrongRow."""
    value = row.get(column)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    found = _NUMBER.fullmatch(str(value if value is not None else "").strip())
    if not found:
        raise WrongRow(f"{column}: {str(value or '')!r} is no whole number")
    return int(found[1])


def _parts(value: object) -> tuple[Piece, ...]:
    """Return pieces from ``[[3,5],[8,10]]``, or from ``3-5;8-10`` as people write them."""
    if not value:
        return ()
    if isinstance(value, str) and not value.lstrip().startswith("["):
        found = [_RANGE.fullmatch(one) for one in re.split("[;,]", value)]
        if all(found):
            return tuple((int(one[1]), int(one[2])) for one in found if one)
    else:
        try:
            said = json.loads(value) if isinstance(value, str) else value
            pairs = [cast("Sequence[object]", pair) for pair in cast("Sequence[object]", said)]
            if all(len(pair) == 2 and all(type(edge) is int for edge in pair) for pair in pairs):
                return tuple((cast("int", first), cast("int", last)) for first, last in pairs)
        except (json.JSONDecodeError, TypeError, RecursionError):
            pass
    raise WrongRow(f"parts: {str(value)[:60]!r} is no list of ranges, such as [[3,5],[8,10]]")


def value_of(text: str) -> Value:
    """Return the value of an attribute: true and false are flags, unless the labels say otherwise."""
    return _WORDS.get(text, text)

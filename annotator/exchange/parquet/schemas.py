"""The columns of the four tables: articles, sets, spans (one a row) and relations.

A column of its own for each attribute, of the type that the labels give it. What has no type of its own,
origins and keys that nobody knows, is JSON.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from annotator.model.labels import Attribute, LabelScheme

Kind = Literal["text", "place", "flag", "bytes", "parts"]
Columns = list[tuple[str, Kind]]

TABLES = ("articles", "sets", "spans", "relations")
FORMAT = "annotator-parquet/1"
ATTRIBUTE = "attribute_"
"""Begins the name of a column that holds an attribute of that name."""


def columns_of(scheme: LabelScheme) -> dict[str, Columns]:
    """Return the columns of each table."""
    spans = [one for layer in scheme.layers for one in layer.attributes]
    relations = [one for kind in scheme.relations for one in kind.attributes]
    columns: dict[str, Columns] = {
        "articles": [*_texts("article", "language", "text"), ("source", "bytes"), *_texts("sha256")],
        "sets": [*_texts("article", "annotator", "status"), *_attributes(scheme.article), *_texts("extra")],
        "spans": [
            *_texts("article", "annotator", "id", "layer", "label"),
            ("start", "place"),
            ("end", "place"),
            ("parts", "parts"),
            *_texts("text"),
            *_attributes(spans),
            *_texts("note", "link", "origin", "extra"),
        ],
        "relations": [
            *_texts("article", "annotator", "id", "label", "from", "to"),
            *_attributes(relations),
            *_texts("note", "extra"),
        ],
    }
    return columns


def _texts(*names: str) -> Columns:
    return [(name, "text") for name in names]


def _attributes(attributes: Iterable[Attribute]) -> Columns:
    """Return a column for each name; where one is a flag here and text there, it is text."""
    kinds: dict[str, set[str]] = {}
    for one in attributes:
        kinds.setdefault(f"{ATTRIBUTE}{one.name}", set()).add("flag" if one.type == "flag" else "text")
    return [(name, "flag" if kind == {"flag"} else "text") for name, kind in kinds.items()]

"""GATE's JSON: bdoc, that its Python and Java sides exchange, and the Twitter style of its JSON plugin.

A bdoc says whether offsets count code points ("p") or Java's UTF-16 units ("j"). The Twitter style counts
code points of a text in which &, < and > are written as entities.
"""

from __future__ import annotations

import re

ARTICLE, LANGUAGE, SETS, RELATIONS = "article", "language", "annotators", "relations"
"""Features of a document of our making: what each annotator said of the article, and relations."""
ID, LAYER, NOTE, LINK, ORIGIN, PARTS = "id", "layer", "note", "link", "origin", "parts"
"""Features of its annotations, parts in code points. All others are attributes."""
OWN = frozenset({ID, LAYER, NOTE, LINK, ORIGIN, PARTS})
MARKUPS = "Original markups"
"""The set in which GATE keeps what it found in the file that a document was made of."""

_PREFIX = "attribute:"
ENTITIES = re.compile("&(?:amp|lt|gt);")
PLAIN = {"&amp;": "&", "&lt;": "<", "&gt;": ">"}


def feature_of(attribute: str) -> str:
    """Return the key of an attribute."""
    return f"{_PREFIX}{attribute}" if attribute in OWN or attribute.startswith(_PREFIX) else attribute


def attribute_of(feature: str) -> str:
    """Return the attribute that a key stands for; "" for none."""
    return "" if feature in OWN else feature.removeprefix(_PREFIX)

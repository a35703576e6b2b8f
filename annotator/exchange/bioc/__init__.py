"""BioC: a collection of documents with passages, annotations and relations; JSON, read as XML too.

Offsets count code points of the document, as the specification has it; files are met that count UTF-16 units
or bytes.
"""

from __future__ import annotations

LABEL, LAYER, ANNOTATOR, LINK, NOTE, ORIGIN = "type", "layer", "annotator", "identifier", "note", "origin"
"""Keys of infons that mean something here. All others are attributes."""
OWN = frozenset({LABEL, LAYER, ANNOTATOR, LINK, NOTE, ORIGIN})
ARTICLE, LANGUAGE, SETS = "article", "language", "annotation_sets"
"""Keys of a document's infons; SETS holds, as JSON, what each annotator said of the article as a whole."""
SOURCE, TARGET = "source", "target"

_PREFIX = "attribute:"


def infon_of(attribute: str) -> str:
    """Return the key of an attribute."""
    return f"{_PREFIX}{attribute}" if attribute in OWN or attribute.startswith(_PREFIX) else attribute


def attribute_of(infon: str) -> str:
    """Return the attribute that a key stands for; "" for none."""
    return "" if infon in OWN else infon.removeprefix(_PREFIX)

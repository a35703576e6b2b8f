"""spaCy's DocBin: documents with span groups, entities and data of our own. Needs the package spacy."""

from __future__ import annotations

OURS = "annotator"
"""The key of a document's user data with what spaCy has no place for."""


def part_name(number: int) -> str:
    """Return what follows the first file's stem in the name of a further part, from 2."""
    return f"-{number}.spacy"

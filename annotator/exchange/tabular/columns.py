"""The columns of tables: ours, and those of tables that people made by hand or by script."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from annotator.model.labels import LabelScheme

ATTRIBUTE = "attribute "
"""Begins the name of a column that holds an attribute of that name."""

SPAN_COLUMNS = (
    "article", "annotator", "id", "layer", "label", "start", "end", "parts", "text", "before", "after",
)  # fmt: skip
BEHIND = ("note", "link")
RELATION_COLUMNS = ("article", "annotator", "id", "label", "from", "to", "from text", "to text")
SET_COLUMNS = ("article", "annotator", "status", "spans", "relations")
CONTEXT = 24
"""Code points of before and after."""

# our column -> what others call it
_ALSO: Mapping[str, tuple[str, ...]] = {
    "article": ("document", "doc", "file", "filename", "file name", "doc_id", "document_id", "path", "name"),
    "annotator": ("user", "coder", "author", "annotated by", "annotator_id"),
    "id": ("span_id", "span", "annotation_id"),
    "layer": ("annotation_layer",),
    "label": ("category", "tag", "class", "type", "entity", "entity_type", "annotation"),
    "start": ("begin", "start_offset", "start_char", "from", "offset", "start offset", "segment_start"),
    "end": ("stop", "end_offset", "end_char", "to", "end offset", "segment_end"),
    "parts": ("pieces", "fragments"),
    "text": ("exact", "quote", "covered_text", "covered text", "span_text", "mention", "surface"),
    "before": ("prefix", "left", "left context"),
    "after": ("suffix", "right", "right context"),
    "note": ("comment", "comments", "notes", "remark"),
    "link": ("kb_id", "reference"),
    "status": (),
    "from": ("source", "arg1"),
    "to": ("target", "arg2"),
}


def attributes_of(scheme: LabelScheme) -> list[str]:
    """Return the attributes of spans, those of all layers together, by name."""
    return list(dict.fromkeys(one.name for layer in scheme.layers for one in layer.attributes))


def attributes_of_relations(scheme: LabelScheme) -> list[str]:
    """Return the attributes of relations."""
    return list(dict.fromkeys(one.name for kind in scheme.relations for one in kind.attributes))


def named(headings: Iterable[str], wanted: Iterable[str]) -> dict[str, str]:
    """Return our column for each heading that is one of ours, whatever its case, or what others call it.

    Exact names come first; of several headings for a column the first is taken.
    """
    headings, wanted = list(headings), list(wanted)
    plain = {heading: " ".join(heading.lower().split()) for heading in headings}
    found: dict[str, str] = {}
    for column in wanted:
        for name in (column, *_ALSO.get(column, ())):
            heading = next((h for h in headings if plain[h] == name and h not in found), None)
            if heading is not None:
                found[heading] = column
                break
    return found

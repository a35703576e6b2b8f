"""Articles as lines of JSON. Each set has the keys of an annotation file, so that nothing is lost."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence

from annotator.exchange.jsonl import FORMAT
from annotator.exchange.outgoing import Export, OutgoingArticle
from annotator.model.annotations import AnnotationSet, Extra, Relation, Span
from annotator.text.reading import decode_article

Object = dict[str, object]

_CONTEXT = 24


def write(articles: Iterable[OutgoingArticle], export: Export) -> None:
    """Write a line for each article; offsets count code points of its ``text``."""
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    with export.output.open() as file:
        for article in articles:
            file.write(_line(article, encode))


def _line(article: OutgoingArticle, encode: Callable[[object], str]) -> bytes:
    document = article.document
    said: Object = {"format": FORMAT, "article": document.path}
    if document.language:
        said["language"] = document.language
    said["text"] = document.text
    said |= _source(article)
    said["sets"] = [_set(annotations, document.text) for annotations in article.sets]
    # Half of a surrogate pair, which a note may hold, has no UTF-8: it becomes JSON's escape.
    return encode(said).encode("utf-8", "backslashreplace") + b"\n"


def _source(article: OutgoingArticle) -> Object:
    """Return what else it takes to write the article's file again, byte by byte."""
    raw, text = article.raw, article.document.text
    if raw == text:
        return {}
    said: Object = {"bom": True} if raw.startswith("\ufeff") else {}
    body = raw.removeprefix("\ufeff")
    for ends in ("\n", "\r\n", "\r"):
        if body == text.replace("\n", ends):
            return said if ends == "\n" else said | {"line_ends": ends}
    assert decode_article(raw.encode()) == text
    return {"source": raw}


def _set(annotations: AnnotationSet, text: str) -> Object:
    keyed: Object = {
        "format": "annotator/1",
        "article": annotations.article,
        "sha256": annotations.sha256,
        "length": annotations.length,
        "annotator": annotations.annotator,
        "status": annotations.status,
        "attributes": dict(annotations.attributes),
        "spans": [_span(span, text) for span in annotations.spans],
        "relations": [_relation(relation) for relation in annotations.relations],
    }
    return _with_extra(keyed, _SET_KEYS, annotations.extra)


def _span(span: Span, text: str) -> Object:
    keyed: Object = {
        "id": span.id,
        "layer": span.layer,
        "label": span.label,
        "start": span.start,
        "end": span.end,
    }
    if span.parts:
        keyed["parts"] = [{"start": start, "end": end, "exact": text[start:end]} for start, end in span.parts]
    keyed["exact"] = span.exact(text)
    if span.extra:  # they may stand behind these keys
        keyed["prefix"] = text[max(0, span.start - _CONTEXT) : span.start]
        keyed["suffix"] = text[span.end : span.end + _CONTEXT]
    if span.attributes:
        keyed["attributes"] = dict(span.attributes)
    if span.note:
        keyed["note"] = span.note
    if span.link:
        keyed["link"] = span.link
    if span.origin is not None:
        keyed["origin"] = span.origin
    return _with_extra(keyed, _SPAN_KEYS, span.extra) if span.extra else keyed


def _relation(relation: Relation) -> Object:
    keyed: Object = {
        "id": relation.id,
        "label": relation.label,
        "from": relation.source,
        "to": relation.target,
    }
    if relation.attributes:
        keyed["attributes"] = dict(relation.attributes)
    if relation.note:
        keyed["note"] = relation.note
    return _with_extra(keyed, _RELATION_KEYS, relation.extra) if relation.extra else keyed


_SET_KEYS = (
    "format", "article", "sha256", "length", "annotator", "status", "attributes", "spans", "relations",
)  # fmt: skip
_SPAN_KEYS = (
    "id", "layer", "label", "start", "end", "parts", "exact", "prefix", "suffix",
    "attributes", "note", "link", "origin",
)  # fmt: skip
_RELATION_KEYS = ("id", "label", "from", "to", "attributes", "note")


def _with_extra(keyed: Mapping[str, object], keys: Sequence[str], extras: Iterable[Extra]) -> Object:
    """Return the mapping with unknown keys where they stood."""
    extras = tuple(extras)
    if not extras:
        return dict(keyed)
    placed: Object = {}
    for key in ("", *keys):
        if key in keyed:
            placed[key] = keyed[key]
        placed |= {extra.key: extra.value for extra in extras if extra.after == key}
    return placed

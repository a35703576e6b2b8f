"""Articles as documents of a BioC collection, one passage each, so that offsets are those of the text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from annotator.exchange.bioc import (
    ANNOTATOR,
    ARTICLE,
    LABEL,
    LANGUAGE,
    LAYER,
    LINK,
    NOTE,
    ORIGIN,
    SETS,
    SOURCE,
    TARGET,
    infon_of,
)
from annotator.exchange.outgoing import Export, OutgoingArticle
from annotator.model.annotations import AnnotationSet, Relation, Span, Value

Object = dict[str, object]

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def write(articles: Iterable[OutgoingArticle], export: Export) -> None:
    """Write a collection, a line for each document."""
    head: Object = {"bioctype": "BioCCollection", "source": export.corpus, "date": "", "key": "annotator.key"}
    head |= {"version": "1.0", "infons": {}}
    with export.output.open() as file:
        file.write(_bytes(head)[:-1] + b',"documents":[')
        for number, article in enumerate(articles):
            file.write((b",\n" if number else b"\n") + _bytes(_document(article)))
        file.write(b"\n]}\n")


def _bytes(value: Object) -> bytes:
    return _encode(value).encode("utf-8", "backslashreplace")


def _document(article: OutgoingArticle) -> Object:
    document = article.document
    several = len(article.sets) > 1
    annotations: list[Object] = []
    relations: list[Object] = []
    for said in article.sets:
        prefix = f"{said.annotator}/" if several else ""
        annotations += [_annotation(span, said, document.text, prefix) for span in said.spans]
        relations += [_relation(one, said, prefix) for one in said.relations]
    infons = {ARTICLE: document.path}
    if document.language:
        infons[LANGUAGE] = document.language
    if article.sets:
        infons[SETS] = json.dumps([_head(said) for said in article.sets], separators=(",", ":"))
    passage: Object = {"bioctype": "BioCPassage", "offset": 0, "infons": {LABEL: "article"}}
    passage |= {"text": document.text, "sentences": [], "annotations": annotations, "relations": []}
    return {
        "bioctype": "BioCDocument",
        "id": document.path,
        "infons": infons,
        "passages": [passage],
        "annotations": [],
        "relations": relations,
    }


def _head(said: AnnotationSet) -> Object:
    return {ANNOTATOR: said.annotator, "status": said.status, "attributes": dict(said.attributes)}


def _annotation(span: Span, said: AnnotationSet, text: str, prefix: str) -> Object:
    infons = {LABEL: span.label, LAYER: span.layer, ANNOTATOR: said.annotator, **_attributes(span.attributes)}
    infons |= {key: value for key, value in ((LINK, span.link), (NOTE, span.note)) if value}
    if span.origin is not None:
        infons[ORIGIN] = json.dumps(span.origin)
    return {
        "id": f"{prefix}{span.id}",
        "infons": infons,
        "text": span.exact(text),
        "locations": [{"offset": start, "length": end - start} for start, end in span.pieces],
    }


def _relation(one: Relation, said: AnnotationSet, prefix: str) -> Object:
    infons = {LABEL: one.label, ANNOTATOR: said.annotator, **_attributes(one.attributes)}
    if one.note:
        infons[NOTE] = one.note
    nodes = ((one.source, SOURCE), (one.target, TARGET))
    return {
        "id": f"{prefix}{one.id}",
        "infons": infons,
        "nodes": [{"refid": f"{prefix}{name}", "role": role} for name, role in nodes],
    }


def _attributes(said: Mapping[str, Value]) -> dict[str, str]:
    """Return attributes as infons, which are text: flags are true or false."""
    return {
        infon_of(name): str(value).lower() if isinstance(value, bool) else value
        for name, value in said.items()
    }

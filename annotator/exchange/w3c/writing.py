"""Articles as Web Annotation collections, a file each, and the context for those who cannot fetch it.

A span is a tagging annotation, a relation a linking one whose target and body are annotations; one that
describes the article as a whole stands for each annotator's set.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from annotator.exchange.outgoing import Export, OutgoingArticle
from annotator.exchange.w3c import CONTEXT_FILE, CONTEXT_URL, OWN_CONTEXT, article_iri, iri_of
from annotator.exchange.w3c.context import CONTEXT
from annotator.model.annotations import AnnotationSet, Piece, Relation, Span
from annotator.model.document import Document

Object = dict[str, object]

_CONTEXT_LENGTH = 24


def write(articles: Iterable[OutgoingArticle], export: Export) -> None:
    """Write a file for each article."""
    with export.output.open(CONTEXT_FILE) as file:
        file.write(json.dumps({"@context": CONTEXT}, indent=1).encode() + b"\n")
    for article in articles:
        with export.output.open(f"{article.document.path}.jsonld") as file:
            said = json.dumps(_collection(article, export.options["base"]), ensure_ascii=False, indent=1)
            file.write(said.encode("utf-8", "backslashreplace") + b"\n")


def _collection(article: OutgoingArticle, base: str) -> Object:
    document = article.document
    items = [item for said in article.sets for item in _Annotations(document, said, base).all()]
    name = iri_of("collection", document.path)
    page: Object = {"id": iri_of("page", document.path), "type": "AnnotationPage", "partOf": name}
    collection: Object = {"@context": [CONTEXT_URL, OWN_CONTEXT], "id": name, "type": "AnnotationCollection"}
    collection |= {"label": document.path, "total": len(items)}
    if document.language:
        collection["language"] = document.language
    return collection | {"first": page | {"startIndex": 0, "items": items}}


class _Annotations:
    """The annotations of one set."""

    def __init__(self, document: Document, said: AnnotationSet, base: str) -> None:
        self._document, self._said = document, said
        self._source = article_iri(document.path, base)
        self._creator: Object = {
            "id": iri_of("annotator", said.annotator),
            "type": "Person",
            "name": said.annotator,
        }

    def all(self) -> Iterator[Object]:
        """Yield them: the set as a whole, spans, relations."""
        said = self._said
        whole: Object = {
            "motivation": "describing",
            "status": said.status,
            "attributes": dict(said.attributes),
        }
        yield self._annotation("set", "") | whole | {"target": self._source}
        for span in said.spans:
            yield self._span(span)
        for relation in said.relations:
            yield self._relation(relation)

    def _annotation(self, kind: str, name: str) -> Object:
        return {"id": self._iri(kind, name), "type": "Annotation", "creator": self._creator}

    def _iri(self, kind: str, name: str) -> str:
        return iri_of(kind, self._document.path, self._said.annotator, name)

    def _span(self, span: Span) -> Object:
        said = self._annotation("span", span.id) | {"motivation": "tagging", "body": list(_bodies(span))}
        said |= {"spanId": span.id, "layer": span.layer}
        if span.attributes:
            said["attributes"] = dict(span.attributes)
        if span.origin is not None:
            said["origin"] = span.origin
        targets = [self._target(piece) for piece in span.pieces]
        return said | {"target": targets if len(targets) > 1 else targets[0]}

    def _target(self, piece: Piece) -> Object:
        text, (start, end) = self._document.text, piece
        quote: Object = {"type": "TextQuoteSelector", "exact": text[start:end]}
        quote["prefix"] = text[max(0, start - _CONTEXT_LENGTH) : start]
        quote["suffix"] = text[end : end + _CONTEXT_LENGTH]
        place: Object = {"type": "TextPositionSelector", "start": start, "end": end}
        return {"type": "SpecificResource", "source": self._source, "selector": [place, quote]}

    def _relation(self, one: Relation) -> Object:
        body: list[Object] = [
            _text(one.label, "tagging"),
            {"type": "SpecificResource", "purpose": "linking", "source": self._iri("span", one.target)},
        ]
        if one.note:
            body.append(_text(one.note, "commenting"))
        said = self._annotation("relation", one.id) | {"motivation": "linking", "body": body}
        said["relationId"] = one.id
        if one.attributes:
            said["attributes"] = dict(one.attributes)
        return said | {"target": self._iri("span", one.source)}


def _bodies(span: Span) -> Iterator[Object]:
    yield _text(span.label, "tagging")
    if span.link:
        yield _text(span.link, "identifying")
    if span.note:
        yield _text(span.note, "commenting")


def _text(value: str, purpose: str) -> Object:
    return {"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": value}

"""Articles as GATE's documents, a file each: as bdoc, or in the Twitter style."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterable

from annotator.exchange.gate import (
    ARTICLE,
    ID,
    LANGUAGE,
    LAYER,
    LINK,
    NOTE,
    ORIGIN,
    PARTS,
    RELATIONS,
    SETS,
    feature_of,
)
from annotator.exchange.gate.spelling import spelled_set
from annotator.exchange.outgoing import Export, OutgoingArticle
from annotator.model.annotations import AnnotationSet, Relation, Span
from annotator.model.document import Document

Object = dict[str, object]


def write(articles: Iterable[OutgoingArticle], export: Export) -> None:
    """Write a file for each article."""
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    is_bdoc = export.options["shape"] == "bdoc"
    for article in articles:
        document = _bdoc(article) if is_bdoc else _tweet(article)
        suffix = ".bdocjs" if is_bdoc else ".json"
        with export.output.open(f"{article.document.path}{suffix}") as file:
            file.write(encode(document).encode("utf-8", "backslashreplace") + b"\n")


def _bdoc(article: OutgoingArticle) -> Object:
    document = article.document
    sets: Object = {}
    for said in article.sets:
        annotations = [
            {
                "type": span.label,
                "start": span.start,
                "end": span.end,
                "id": number,
                "features": _features(span),
            }
            for number, span in enumerate(said.spans)
        ]
        sets[said.annotator] = {
            "name": said.annotator,
            "annotations": annotations,
            "next_annid": len(annotations),
        }
    return {
        "annotation_sets": sets,
        "text": document.text,
        "features": _of_document(article),
        "offset_type": "p",
        "name": document.path,
    }


def _tweet(article: OutgoingArticle) -> Object:
    document = article.document
    escaped = _Escaped(document)
    entities: dict[str, list[Object]] = {}
    for said in article.sets:
        for span in said.spans:
            indices = [escaped.place(span.start), escaped.place(span.end)]
            kind = f"{spelled_set(said.annotator)}:{span.label}"
            entities.setdefault(kind, []).append({"indices": indices, **_features(span)})
    return {"text": escaped.text, "entities": entities, **_of_document(article)}


class _Escaped:
    """A text with its ampersands and angle brackets as entities, and where its places are then."""

    def __init__(self, document: Document) -> None:
        text = document.text
        self._places = [place for place, char in enumerate(text) if char in "&<>"]
        self._longer = [0]
        for place in self._places:
            self._longer.append(self._longer[-1] + (4 if text[place] == "&" else 3))
        self.text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

    def place(self, place: int) -> int:
        """Return where a code point of the text is in the escaped one."""
        return place + self._longer[bisect_left(self._places, place)]


def _features(span: Span) -> Object:
    said: Object = {ID: span.id, LAYER: span.layer}
    said |= {feature_of(name): value for name, value in span.attributes.items()}
    if span.parts:
        said[PARTS] = [list(part) for part in span.parts]
    said |= {key: value for key, value in ((NOTE, span.note), (LINK, span.link)) if value}
    if span.origin is not None:
        said[ORIGIN] = span.origin
    return said


def _of_document(article: OutgoingArticle) -> Object:
    said: Object = {ARTICLE: article.document.path}
    if article.document.language:
        said[LANGUAGE] = article.document.language
    said[SETS] = {
        one.annotator: {"status": one.status, "attributes": dict(one.attributes)} for one in article.sets
    }
    said[RELATIONS] = [_relation(one, said_by) for said_by in article.sets for one in said_by.relations]
    return said


def _relation(one: Relation, said: AnnotationSet) -> Object:
    relation: Object = {"annotator": said.annotator, ID: one.id, "type": one.label}
    relation |= {"source": one.source, "target": one.target}
    if one.attributes:
        relation["attributes"] = dict(one.attributes)
    return relation | ({NOTE: one.note} if one.note else {})

"""Articles as Prodigy's tasks: one for each annotator. Offsets are code points, ends of tokens inclusive.

A span's own keys beside Prodigy's carry what it has no place for; it passes them on.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from annotator.exchange.format import Feature
from annotator.exchange.outgoing import Export, OutgoingArticle, loss_of
from annotator.exchange.prodigy import ANNOTATOR, ARTICLE
from annotator.exchange.spaced_tokens import CUT, Tokens, pieces_of
from annotator.model.annotations import AnnotationSet, Relation, Span
from annotator.model.document import Document
from annotator.model.labels import LabelScheme

Object = dict[str, object]

_COLORS = ("#c5bdf4", "#ffd882", "#d9fbad", "#97c4ff", "#f4c7c3", "#b7e4e2")


def write(articles: Iterable[OutgoingArticle], export: Export) -> None:
    """Write a line for each article and annotator; for an article without any, one with its text."""
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    colors = _colors(export.scheme)
    with export.output.open() as file:
        for article in articles:
            for said in article.sets or (None,):
                task = _task(article.document, said, export, colors)
                file.write(encode(task).encode("utf-8", "backslashreplace") + b"\n")


def _task(document: Document, said: AnnotationSet | None, export: Export, colors: dict[str, str]) -> Object:
    spans = said.spans if said else ()
    cut = export.options["tokens"] == CUT
    tokens = Tokens(document.text, pieces_of(spans) if cut else ())
    task: Object = {"text": document.text, ARTICLE: document.path}
    if document.language:
        task["language"] = document.language
    if said:  # before the tokens, so that a look at the file's head tells what it is
        task |= {ANNOTATOR: said.annotator, "answer": "accept"}
    task["tokens"] = [
        {
            "text": document.text[token.start : token.end],
            "start": token.start,
            "end": token.end,
            "id": number,
            "ws": token.has_space,
        }
        for number, token in enumerate(tokens.all)
    ]
    if said is None:
        return task
    task["spans"] = [_span(span, document.text, tokens) for span in spans]
    task["relations"] = [_relation(one, said, tokens, colors.get(one.label, "")) for one in said.relations]
    if not cut:
        _tell_cuts(document, said, tokens, export)
    return task | {"status": said.status, "attributes": dict(said.attributes)}


def _place(span: Span, tokens: Tokens) -> Object:
    first, after = tokens.range_of(span.start, span.end)
    return {"start": span.start, "end": span.end, "token_start": first, "token_end": after - 1}


def _span(span: Span, text: str, tokens: Tokens) -> Object:
    said: Object = {**_place(span, tokens), "label": span.label, "text": text[span.start : span.end]}
    said |= {"id": span.id, "layer": span.layer}
    if span.parts:
        said["parts"] = [list(part) for part in span.parts]
    if span.attributes:
        said["attributes"] = dict(span.attributes)
    said |= {key: value for key, value in (("note", span.note), ("link", span.link)) if value}
    if span.origin is not None:
        said["origin"] = span.origin
    return said


def _relation(relation: Relation, said: AnnotationSet, tokens: Tokens, color: str) -> Object:
    """Return a relation; its head and child are the last tokens of its spans."""
    ends: Object = {}
    for end, name in (("head", relation.source), ("child", relation.target)):
        span = said.span(name)
        place = {**_place(span, tokens), "label": span.label, "id": name}
        ends |= {end: place["token_end"], f"{end}_span": place}
    told: Object = {**ends, "color": color or _COLORS[0], "label": relation.label, "id": relation.id}
    if relation.attributes:
        told["attributes"] = dict(relation.attributes)
    return told | ({"note": relation.note} if relation.note else {})


def _tell_cuts(document: Document, said: AnnotationSet, tokens: Tokens, export: Export) -> None:
    message = "edges inside a token are kept, but the tokens that it is said to have are longer"
    for span in said.spans:
        if not tokens.fits(span.start, span.end):
            export.tell(loss_of(document, said, span, Feature.EDGES, message))


def _colors(scheme: LabelScheme) -> dict[str, str]:
    return {one.name: _COLORS[number % len(_COLORS)] for number, one in enumerate(scheme.relations)}

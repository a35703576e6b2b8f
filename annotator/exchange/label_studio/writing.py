"""Articles as tasks that Label Studio imports, with the configuration of a project for them.

Offsets count UTF-16 units, as the editor does in the browser. A region's meta, which Label Studio keeps and
gives back, takes what it has no place for; of that it shows the text, our note, itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from annotator.exchange.label_studio import ARTICLE, CONFIG, TEXT, region_id, tag_of, tag_of_attribute
from annotator.exchange.label_studio.config import config_of
from annotator.exchange.outgoing import Export, OutgoingArticle, loss_of
from annotator.model.annotations import AnnotationSet, Relation, Span, Value
from annotator.model.document import Document
from annotator.model.labels import Attribute, LabelScheme
from annotator.text.units import Unit, UnitOffsets

Object = dict[str, object]


def write(articles: Iterable[OutgoingArticle], export: Export) -> None:
    """Write a list with a task for each article, a line each, and the configuration beside it."""
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    with export.output.open(CONFIG) as file:
        file.write(config_of(export.scheme))
    with export.output.open() as file:
        file.write(b"[")
        for number, article in enumerate(articles, 1):
            task = encode(_task(number, article, export))
            file.write((b",\n" if number > 1 else b"\n") + task.encode("utf-8", "backslashreplace"))
        file.write(b"\n]\n")


def _task(number: int, article: OutgoingArticle, export: Export) -> Object:
    document = article.document
    data: Object = {TEXT: document.text, ARTICLE: document.path}
    if document.language:
        data["language"] = document.language
    sets = [_annotation(document, said, export) for said in article.sets]
    ids = [{"id": number * 1000 + place, **one} for place, one in enumerate(sets)]
    return {"id": number, "data": data, "annotations": ids, "predictions": []}


def _annotation(document: Document, said: AnnotationSet, export: Export) -> Object:
    results = _Results(document, said, export)
    annotation: Object = {"annotator": said.annotator, "status": said.status}
    if export.options["accounts"] == "email" and "@" in said.annotator:
        # Label Studio refuses the whole file for somebody who has no account.
        annotation["completed_by"] = {"email": said.annotator}
    annotation |= {"was_cancelled": False, "ground_truth": False, "result": results.all()}
    return annotation


class _Results:
    """The results of one set."""

    def __init__(self, document: Document, said: AnnotationSet, export: Export) -> None:
        self._document, self._said, self._export = document, said, export
        self._offsets = UnitOffsets(document.text, Unit.UTF16)
        self._kinds = _kinds(export.scheme)

    def all(self) -> list[Object]:
        """Return all results: regions with what is said of each, relations, what is said of the article."""
        results: list[Object] = []
        for span in self._said.spans:
            results += self._of_span(span)
        results += self._relations()
        for name, value in self._said.attributes.items():
            tag = tag_of_attribute(ARTICLE, name)
            results.append({"id": tag, **_said(tag, {}, self._kinds.get((ARTICLE, name)), value)})
        return results

    def _of_span(self, span: Span) -> Iterable[Object]:
        find = self._offsets.from_code_point
        text = self._document.text
        place: Object = {
            "start": find(span.start),
            "end": find(span.end),
            "text": text[span.start : span.end],
        }
        name, layer = region_id(span.id), tag_of(span.layer)
        region: Object = {
            "id": name,
            "from_name": layer,
            "to_name": TEXT,
            "type": "labels",
            "value": {**place, "labels": [span.label]},
            "origin": "manual",
        }
        if meta := self._meta(span):
            region["meta"] = meta
        yield region
        for attribute, value in span.attributes.items():
            tag = tag_of_attribute(layer, attribute)
            yield {"id": name, **_said(tag, place, self._kinds.get((layer, attribute)), value)}

    def _meta(self, span: Span) -> Object:
        find = self._offsets.from_code_point
        meta: Object = {"text": [span.note]} if span.note else {}
        if span.parts:
            meta["pieces"] = [[find(start), find(end)] for start, end in span.parts]
        if span.link:
            meta["link"] = span.link
        if span.origin is not None:
            meta["origin"] = span.origin
        return meta

    def _relations(self) -> Iterable[Object]:
        """Yield one result for each two spans: the editor drops a second one between the same."""
        labels: dict[tuple[str, str], list[str]] = {}
        for relation in self._said.relations:
            there = labels.setdefault((relation.source, relation.target), [])
            if relation.label in there:
                self._tell_twice(relation)
            else:
                there.append(relation.label)
        for (source, target), names in labels.items():
            yield {
                "from_id": region_id(source),
                "to_id": region_id(target),
                "type": "relation",
                "direction": "right",
                "labels": names,
            }

    def _tell_twice(self, relation: Relation) -> None:
        message = "a second relation of one name between the same spans is left out"
        self._export.tell(loss_of(self._document, self._said, relation, "relations given twice", message))


def _said(tag: str, place: Object, kind: Attribute | None, value: Value) -> Object:
    """Return the result of an attribute: a choice, or text. place: of the region that it belongs to."""
    is_text = isinstance(value, str) and (kind is None or kind.type == "text")
    word = str(value).lower() if isinstance(value, bool) else value
    return {
        "from_name": tag,
        "to_name": TEXT,
        "type": "textarea" if is_text else "choices",
        "value": {**place, "text" if is_text else "choices": [word]},
        "origin": "manual",
    }


def _kinds(scheme: LabelScheme) -> Mapping[tuple[str, str], Attribute]:
    """Return attributes by the tag of what they are said of, and their name."""
    found = {(ARTICLE, attribute.name): attribute for attribute in scheme.article}
    for layer in scheme.layers:
        found |= {(tag_of(layer.name), attribute.name): attribute for attribute in layer.attributes}
    return found

"""Annotations of ours as marks and arcs, and the type system that they take."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from annotator.exchange.format import Feature
from annotator.exchange.inception.marks import Arc, Mark, Marked
from annotator.exchange.inception.names import (
    ANNOTATION,
    LABEL,
    LINK,
    NAMED_ENTITY,
    NOTE,
    ORIGIN,
    feature_of,
    relation_type,
    type_of,
)
from annotator.exchange.inception.type_system import BOOLEAN, STRING, TypeOf, TypeSystem
from annotator.exchange.outgoing import Export, loss_of
from annotator.model.annotations import AnnotationSet, Relation, Span, Value
from annotator.model.document import Document
from annotator.model.labels import Attribute

ENTITY_LAYERS = frozenset({"entity", "entities", "ner", "namedentity", "named-entity", "named entity"})
"""Layers that may be written as INCEpTION's own named entities."""

_ARTICLE = ""
"""Whose attributes those of the article are, where others are a layer's or a relation's."""
_JSON_SIGNS = ('"', "{", "[")


class MarkWriter:
    """Turns sets into marks. types: what they took so far.

    named_entities: whether layers of entities become INCEpTION's own type, which has no attributes.
    """

    def __init__(self, export: Export, *, named_entities: bool = False) -> None:
        self.types = TypeSystem()
        self._export = export
        self._own = ENTITY_LAYERS if named_entities else frozenset[str]()
        self._is_flag = {
            (kind.name, attribute.name): attribute.type == "flag"
            for kind in (*export.scheme.layers, *export.scheme.relations)
            for attribute in kind.attributes
        } | {(_ARTICLE, attribute.name): attribute.type == "flag" for attribute in export.scheme.article}
        for layer in export.scheme.layers:
            self._declare(self.types.add(self.type_of(layer.name)), layer.attributes)

    def type_of(self, layer: str) -> str:
        """Return the type that a layer is written as."""
        return NAMED_ENTITY if layer.lower() in self._own else type_of(layer)

    def _declare(self, kind: TypeOf, attributes: tuple[Attribute, ...]) -> None:
        label = "value" if kind.name == NAMED_ENTITY else LABEL
        kind.features |= {label: STRING, NOTE: STRING, LINK: STRING}
        for attribute in attributes:
            kind.features[feature_of(attribute.name)] = BOOLEAN if attribute.type == "flag" else STRING

    def marked(self, document: Document, said: AnnotationSet) -> Marked:
        """Return a set as marks in code points, keyed by the spans' ids. Tells values that do not fit."""
        marks = [self._mark(document, said, span) for span in said.spans]
        types = {mark.key: mark.type for mark in marks}
        arcs = [self._arc(document, said, relation, types) for relation in said.relations]
        return Marked(marks, arcs)

    def _mark(self, document: Document, said: AnnotationSet, span: Span) -> Mark:
        kind = self.types.add(self.type_of(span.layer))
        label = "value" if kind.name == NAMED_ENTITY else LABEL
        features: dict[str, Value] = {label: span.label}
        features |= {name: text for name, text in ((NOTE, span.note), (LINK, span.link)) if text}
        if span.origin is not None:
            features[ORIGIN] = origin_text(span.origin)
        kind.features |= {name: STRING for name in features}
        for name, value in self._values(span.layer, span.attributes, kind):
            features[feature_of(name)] = value
        self._tell_values(document, said, span, features)
        return Mark(span.id, kind.name, span.pieces, features)

    def _arc(
        self, document: Document, said: AnnotationSet, relation: Relation, types: Mapping[str, str]
    ) -> Arc:
        source, target = types[relation.source], types[relation.target]
        ends = source if source == target else ANNOTATION
        kind = self.types.add_relation(relation_type(source, target), ends)
        features: dict[str, Value] = {LABEL: relation.label}
        if relation.note:
            features[NOTE] = relation.note
        kind.features |= {name: STRING for name in features}
        for name, value in self._values(relation.label, relation.attributes, kind):
            features[feature_of(name)] = value
        self._tell_values(document, said, relation, features)
        return Arc(kind.name, relation.source, relation.target, features)

    def article_features(self, document: Document, said: AnnotationSet, kind: TypeOf) -> dict[str, Value]:
        """Return the attributes of the article as features of a type. Tells values that do not fit."""
        features = {feature_of(name): value for name, value in self._values(_ARTICLE, said.attributes, kind)}
        self._tell_values(document, said, None, features)
        return features

    def _values(
        self, owner: str, attributes: Mapping[str, Value], kind: TypeOf
    ) -> Iterator[tuple[str, Value]]:
        """Yield attributes, with values of the range that their feature has."""
        for name, value in attributes.items():
            is_flag = self._is_flag.get((owner, name), isinstance(value, bool))
            there = kind.features.setdefault(feature_of(name), BOOLEAN if is_flag else STRING)
            if there == STRING and isinstance(value, bool):
                yield name, "true" if value else "false"
            elif there == BOOLEAN and isinstance(value, str):
                continue
            else:
                yield name, value

    def _tell_values(
        self,
        document: Document,
        said: AnnotationSet,
        item: Span | Relation | None,
        features: Mapping[str, Value],
    ) -> None:
        what = Feature.ATTRIBUTES if isinstance(item, Span) else Feature.RELATION_ATTRIBUTES
        what = what if item else Feature.ARTICLE_ATTRIBUTES
        for name, value in (item or said).attributes.items():
            written = features.get(feature_of(name))
            if written != value or isinstance(written, bool) != isinstance(value, bool):
                became = "is left out" if written is None else f"is written as the text {written}"
                message = f"the attribute {name} is of another kind elsewhere: {value!r} {became}"
                self._export.tell(loss_of(document, said, item, what, message))


def origin_text(origin: object) -> str:
    """Return an origin as text: a name as it is, anything else as JSON."""
    if isinstance(origin, str) and not origin.startswith(_JSON_SIGNS):
        return origin
    return json.dumps(origin, ensure_ascii=False, separators=(",", ":"))


def origin_of(text: str) -> object:
    """Return the origin that a text tells; text that is no JSON is a name."""
    if not text.startswith(_JSON_SIGNS):
        return text
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text

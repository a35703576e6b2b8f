"""What the label scheme lets an edit do; InvalidAnnotation with the reason where it does not."""

from __future__ import annotations

from collections.abc import Mapping

from annotator.model.annotations import AnnotationSet, Piece, Relation, Span, Value
from annotator.model.faults import InvalidAnnotation
from annotator.model.labels import Attribute, LabelScheme, listed


def check_label(scheme: LabelScheme, layer: str, label: str) -> None:
    """Refuse a layer or a label that the scheme does not have."""
    found = scheme.layer(layer)
    if found is None:
        names = listed(layer.name for layer in scheme.layers)
        raise InvalidAnnotation(f"{layer!r} is no layer; there are: {names}")
    if found.label(label) is None:
        names = listed(label.name for label in found.labels)
        raise InvalidAnnotation(f"{label!r} is no label of {layer}; there are: {names}")


def twin(annotations: AnnotationSet, pieces: tuple[Piece, ...], layer: str, label: str) -> Span | None:
    """Return the span that marks exactly these pieces with that label, if there is one."""
    for span in annotations.spans_over(pieces[0][0], pieces[-1][1]):
        if span.pieces == pieces and (span.layer, span.label) == (layer, label):
            return span
    return None


def fitting_attributes(scheme: LabelScheme, span: Span, layer: str) -> dict[str, Value]:
    """Return those attributes of a span that it may keep in that layer."""
    found = scheme.layer(layer)
    allowed = {attribute.name: attribute for attribute in found.attributes} if found else {}
    return {
        name: value
        for name, value in span.attributes.items()
        if name in allowed and not allowed[name].fault_of(value)
    }


def unfit_relations(scheme: LabelScheme, annotations: AnnotationSet, span_id: str) -> list[Relation]:
    """Return the relations of a span that may not join what they join."""
    unfit: list[Relation] = []
    for relation in annotations.relations_of(span_id):
        kind = scheme.relation(relation.label)
        ends = annotations.span(relation.source), annotations.span(relation.target)
        if kind is None or not kind.joins(*ends):
            unfit.append(relation)
    return unfit


def check_relation(
    scheme: LabelScheme, annotations: AnnotationSet, label: str, source: str, target: str
) -> None:
    """Refuse a relation that the scheme does not have, that may not run there, or that is there already."""
    kind = scheme.relation(label)
    if kind is None:
        names = listed(kind.name for kind in scheme.relations) or "none"
        raise InvalidAnnotation(f"{label!r} is no relation; there are: {names}")
    first, second = annotations.span(source), annotations.span(target)
    if first is second:
        raise InvalidAnnotation(f"{label} needs two different spans")
    if not kind.joins(first, second):
        raise InvalidAnnotation(f"{label} cannot run from {first.label} to {second.label}")
    for relation in annotations.relations_of(source):
        if (relation.label, relation.source, relation.target) == (label, source, target):
            raise InvalidAnnotation(f"{label} runs from {first.label} to {second.label} already")


def attributes_of(scheme: LabelScheme, item: Span | Relation) -> tuple[Attribute, ...]:
    """Return the attributes that a span or a relation may have."""
    found = scheme.layer(item.layer) if isinstance(item, Span) else scheme.relation(item.label)
    return found.attributes if found else ()


def with_attribute(
    said: Mapping[str, Value], allowed: tuple[Attribute, ...], name: str, value: Value | None
) -> dict[str, Value]:
    """Return the attributes with one set, or taken back (None); those allowed come in their own order."""
    changed = {**said}
    changed.pop(name, None)
    if value is not None:
        attribute = next((attribute for attribute in allowed if attribute.name == name), None)
        if attribute is None:
            names = listed(attribute.name for attribute in allowed) or "none"
            raise InvalidAnnotation(f"{name!r} is no attribute here; there are: {names}")
        if fault := attribute.fault_of(value):
            raise InvalidAnnotation(f"{name}: {fault}")
        changed[name] = value
    order = {attribute.name: place for place, attribute in enumerate(allowed)}
    return dict(sorted(changed.items(), key=lambda pair: order.get(pair[0], len(order))))

"""What may be said of an article: layers, labels, attributes and relations, and what breaks the rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from types import MappingProxyType
from typing import Literal

from annotator.model.annotations import AnnotationSet, Relation, Span, Value
from annotator.model.faults import Fault, InvalidAnnotation

_MANY, _LONG = 40, 100

AttributeType = Literal["choice", "text", "flag"]


@dataclass(frozen=True, slots=True)
class Wording:
    """A title or description in one or several languages (BCP 47 tag -> text; "" for no language)."""

    texts: Mapping[str, str] = field(default_factory=dict[str, str], hash=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "texts", MappingProxyType(dict(self.texts)))

    def __bool__(self) -> bool:
        return any(self.texts.values())

    def in_language(self, language: str) -> str:
        """Return the text for that language, else its main tag's, the unmarked, the English, or any."""
        for tag in (language, language.partition("-")[0], "", "en", *self.texts):
            if self.texts.get(tag):
                return self.texts[tag]
        return ""


@dataclass(frozen=True, slots=True)
class Attribute:
    """Something said of a span or an article besides its label.

    values: what a choice may be, in order, with their titles in value_titles where given.
    default: what is meant when nothing is said; never written into an annotation by itself.
    """

    name: str
    type: AttributeType = "choice"
    values: tuple[str, ...] = ()
    default: Value | None = None
    title: Wording = field(default_factory=Wording)
    description: Wording = field(default_factory=Wording)
    value_titles: Mapping[str, Wording] = field(default_factory=dict[str, Wording], hash=False)

    def __post_init__(self) -> None:
        if self.type == "choice" and not self.values:
            raise InvalidAnnotation(f"attribute {self.name}: a choice needs values")
        if self.default is not None and (fault := self.fault_of(self.default)):
            raise InvalidAnnotation(f"attribute {self.name}: default {fault}")

    def fault_of(self, value: Value) -> str | None:
        """Return what is wrong with a value, or None."""
        if self.type == "flag":
            return None if isinstance(value, bool) else f"{_beginning(value)!r} is not true or false"
        if not isinstance(value, str):
            return f"{value!r} is not text"
        if self.type == "choice" and value not in self.values:
            return f"{_beginning(value)!r} is none of: {listed(self.values)}"
        return None


@dataclass(frozen=True, slots=True)
class Label:
    """One thing a span can be. key: a letter or digit (US position where the layout has no such
    letter); color: #rrggbb for a light page."""

    name: str
    color: str
    key: str = ""
    title: Wording = field(default_factory=Wording)
    description: Wording = field(default_factory=Wording)


@dataclass(frozen=True, slots=True)
class Layer:
    """Labels of one kind. look: how its spans are drawn, "fill" or "line"."""

    name: str
    labels: tuple[Label, ...]
    attributes: tuple[Attribute, ...] = ()
    title: Wording = field(default_factory=Wording)
    description: Wording = field(default_factory=Wording)
    look: Literal["fill", "line"] = "fill"

    def label(self, name: str) -> Label | None:
        return next((label for label in self.labels if label.name == name), None)


@dataclass(frozen=True, slots=True)
class RelationLabel:
    """A relation's name and what it may join: names of layers or labels; empty means any span."""

    name: str
    sources: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    key: str = ""
    title: Wording = field(default_factory=Wording)
    description: Wording = field(default_factory=Wording)
    attributes: tuple[Attribute, ...] = ()

    def joins(self, source: Span, target: Span) -> bool:
        """Whether the relation may run from source to target."""
        return _fits(source, self.sources) and _fits(target, self.targets)


def listed(names: Iterable[str]) -> str:
    """Return names for a message: the first of very many, and the beginning of very long ones."""
    first = [_beginning(name) for name in islice(names, _MANY + 1)]
    return ", ".join([*first[:_MANY], "…"] if len(first) > _MANY else first)


def _beginning(text: str) -> str:
    return text if len(text) <= _LONG else f"{text[:_LONG]}…"


def _one_line(name: str) -> str:
    return name if name.isprintable() else repr(name)


def _fits(span: Span, names: tuple[str, ...]) -> bool:
    return not names or span.layer in names or span.label in names


@dataclass(frozen=True)
class LabelScheme:
    """Everything that labels.yaml allows. Names of layers, of labels in a layer, and keys are unique."""

    layers: tuple[Layer, ...]
    relations: tuple[RelationLabel, ...] = ()
    article: tuple[Attribute, ...] = ()

    @cached_property
    def keys(self) -> Mapping[str, tuple[Layer, Label]]:
        """Which label a key gives (lower-case key -> layer and label)."""
        return {
            label.key.lower(): (layer, label) for layer in self.layers for label in layer.labels if label.key
        }

    @cached_property
    def _labels(self) -> frozenset[tuple[str, str]]:
        return frozenset((layer.name, label.name) for layer in self.layers for label in layer.labels)

    def layer(self, name: str) -> Layer | None:
        return next((layer for layer in self.layers if layer.name == name), None)

    def relation(self, name: str) -> RelationLabel | None:
        return next((relation for relation in self.relations if relation.name == name), None)

    def label_of(self, span: Span) -> Label | None:
        """Return what the scheme says of a span's label; None where it is unknown."""
        layer = self.layer(span.layer)
        return layer.label(span.label) if layer else None

    def relations_between(self, source: Span, target: Span) -> tuple[RelationLabel, ...]:
        """Return the relations that may run from source to target."""
        return tuple(relation for relation in self.relations if relation.joins(source, target))

    def faults_of(self, annotations: AnnotationSet) -> list[Fault]:
        """Return what the scheme does not allow, each with its place in the file (spans[3].label)."""
        faults = _attribute_faults("attributes", annotations.attributes, self.article)
        for index, span in enumerate(annotations.spans):
            if span.attributes or (span.layer, span.label) not in self._labels:
                faults += self._span_faults(f"spans[{index}]", span)
        for index, relation in enumerate(annotations.relations):
            faults += self._relation_faults(f"relations[{index}]", relation, annotations)
        return faults

    def _span_faults(self, place: str, span: Span) -> list[Fault]:
        layer = self.layer(span.layer)
        if layer is None:
            names = listed(layer.name for layer in self.layers)
            message = f"{span.layer!r} is no layer; there are: {names}"
            return [Fault(message, f"{place}.layer", code="unknown-layer")]
        faults: list[Fault] = []
        if layer.label(span.label) is None:
            names = listed(label.name for label in layer.labels)
            message = f"{span.label!r} is no label of {layer.name}; there are: {names}"
            faults.append(Fault(message, f"{place}.label", code="unknown-label"))
        return faults + _attribute_faults(f"{place}.attributes", span.attributes, layer.attributes)

    def _relation_faults(self, place: str, relation: Relation, annotations: AnnotationSet) -> list[Fault]:
        kind = self.relation(relation.label)
        if kind is None:
            names = listed(kind.name for kind in self.relations)
            message = f"{relation.label!r} is no relation; there are: {names}"
            return [Fault(message, f"{place}.label", code="unknown-relation")]
        source, target = annotations.span(relation.source), annotations.span(relation.target)
        faults = _attribute_faults(f"{place}.attributes", relation.attributes, kind.attributes)
        if not kind.joins(source, target):
            ends = [_one_line(text) for text in (source.label, source.id, target.label, target.id)]
            message = "{} cannot run from {} ({}) to {} ({})".format(kind.name, *ends)
            faults.append(Fault(message, place, code="wrong-ends"))
        return faults


def _attribute_faults(place: str, said: Mapping[str, Value], allowed: tuple[Attribute, ...]) -> list[Fault]:
    by_name = {attribute.name: attribute for attribute in allowed}
    faults: list[Fault] = []
    for name, value in said.items():
        if name not in by_name:
            names = listed(by_name) or "none"
            message = f"{name!r} is no attribute here; there are: {names}"
            faults.append(Fault(message, f"{place}.{name}", code="unknown-attribute"))
        elif wrong := by_name[name].fault_of(value):
            faults.append(Fault(wrong, f"{place}.{name}", code="wrong-value"))
    return faults

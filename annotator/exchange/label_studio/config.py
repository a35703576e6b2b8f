"""The labelling configuration: what may be annotated, as the tags of Label Studio; written and read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from xml.sax.saxutils import quoteattr

from annotator.exchange.label_studio import (
    ARTICLE,
    TEXT,
    attribute_of,
    tag_of,
    tag_of_attribute,
)
from annotator.exchange.safe_xml import Element, elements
from annotator.exchange.spelling import unspelled
from annotator.model.faults import InvalidAnnotation
from annotator.model.labels import Attribute, Label, LabelScheme, Layer, RelationLabel, Wording

_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_COLOR = re.compile("#[0-9a-fA-F]{6}")
_FLAG = ("true", "false")
_OBJECTS = ("Text", "HyperText", "Paragraphs", "RichText", "Chat")
_LABELS = ("Labels", "HyperTextLabels", "ParagraphLabels")

# writing ------------------------------------------------------------------------------------------


def config_of(scheme: LabelScheme) -> bytes:
    """Return the configuration of a project for these labels."""
    lines = ["<View>", *(f"  {line}" for line in _tags(scheme)), "</View>", ""]
    return "\n".join(lines).encode()


def _tags(scheme: LabelScheme) -> Iterator[str]:
    if scheme.relations:
        yield '<Relations choice="multiple">'
        yield from (f"  {_tag('Relation', value=relation.name)}" for relation in scheme.relations)
        yield "</Relations>"
    for layer in scheme.layers:
        yield _tag("Labels", end=">", name=tag_of(layer.name), toName=TEXT)
        for label in layer.labels:
            title = label.title.in_language("en")
            hint = title if title != label.name else ""
            tag = _tag("Label", value=label.name, background=label.color, hotkey=label.key, hint=hint)
            yield f"  {tag}"
        yield "</Labels>"
    yield _tag("Text", name=TEXT, value=f"${TEXT}", saveTextResult="yes")
    for layer in scheme.layers:
        tag = tag_of(layer.name)
        per_region = {"perRegion": "true", "visibleWhen": "region-selected", "whenTagName": tag}
        for attribute in layer.attributes:
            yield from _attribute(tag, attribute, per_region)
    for attribute in scheme.article:
        yield from _attribute(ARTICLE, attribute, {})


def _attribute(owner: str, attribute: Attribute, where: dict[str, str]) -> Iterator[str]:
    name = tag_of_attribute(owner, attribute.name)
    yield _tag("Header", value=attribute.title.in_language("en") or attribute.name, size="5")
    if attribute.type == "text":
        yield _tag("TextArea", name=name, toName=TEXT, maxSubmissions="1", editable="true", **where)
        return
    yield _tag("Choices", end=">", name=name, toName=TEXT, choice="single", **where)
    yield from (f"  {_tag('Choice', value=value)}" for value in attribute.values or _FLAG)
    yield "</Choices>"


def _tag(kind: str, /, *, end: str = "/>", **attributes: str) -> str:
    said = (f" {key}={quoteattr(_NOT_IN_XML.sub('�', value))}" for key, value in attributes.items() if value)
    return f"<{kind}{''.join(said)}{end}"


# reading ------------------------------------------------------------------------------------------


@dataclass
class Config:
    """What a configuration says.

    fields: of a task's data that hold text, by the name of their tag. by_url: those whose text is elsewhere.
    """

    scheme: LabelScheme = field(default_factory=lambda: LabelScheme(()))
    fields: dict[str, str] = field(default_factory=dict[str, str])
    by_url: set[str] = field(default_factory=set[str])


def read_config(data: bytes, name: str) -> Config:
    """Return what a configuration says. Raises FaultyFile where it is no XML."""
    root = next(elements(BytesIO(data), name, level=0))
    config = Config()
    layers: list[Layer] = []
    relations: list[RelationLabel] = []
    for tag in _walk(root):
        if tag.name in _OBJECTS:
            shown = tag.attributes.get("value", "").removeprefix("$")
            config.fields[tag.attributes.get("name", "")] = shown
            if tag.attributes.get("valueType") == "url":
                config.by_url.add(shown)
        elif tag.name in _LABELS:
            layers += _layer(tag)
        elif tag.name == "Relations":
            relations += _relations(tag)
    article = _attributes(root, "")
    layers = [_with_attributes(layer, root) for layer in _unique(layers)]
    config.scheme = LabelScheme(tuple(layers), tuple(relations), article)
    return config


def _walk(tag: Element) -> Iterator[Element]:
    yield tag
    for child in tag.children:
        yield from _walk(child)


def _layer(tag: Element) -> Iterator[Layer]:
    labels: dict[str, Label] = {}
    for one in _walk(tag):
        name = one.attributes.get("alias") or one.attributes.get("value", "")
        if one.name == "Label" and name:
            color = one.attributes.get("background", "")
            labels.setdefault(
                name, Label(name, color if _COLOR.fullmatch(color) else "", "", _title(one, name))
            )
    if labels and tag.attributes.get("name"):
        yield Layer(unspelled(tag.attributes["name"]), tuple(labels.values()))


def _title(tag: Element, name: str) -> Wording:
    title = tag.attributes.get("hint") or tag.attributes.get("value", "")
    return Wording({"": title}) if title and title != name else Wording()


def _unique(layers: list[Layer]) -> list[Layer]:
    return list({layer.name: layer for layer in reversed(layers)}.values())[::-1]


def _with_attributes(layer: Layer, root: Element) -> Layer:
    return Layer(layer.name, layer.labels, _attributes(root, tag_of(layer.name)))


def _attributes(root: Element, layer_tag: str) -> tuple[Attribute, ...]:
    """Return what may be said of a layer's regions; of "" what of the article."""
    found: dict[str, Attribute] = {}
    for tag in _walk(root):
        attributes = tag.attributes
        per_region = attributes.get("perRegion", "").lower() == "true"
        if tag.name not in ("Choices", "TextArea") or not attributes.get("name"):
            continue
        if per_region != bool(layer_tag) or attributes.get("whenTagName", layer_tag) != layer_tag:
            continue
        name = attribute_of(attributes["name"], layer_tag or ARTICLE)
        found.setdefault(name, _attribute_of(tag, name))
    return tuple(found.values())


def _attribute_of(tag: Element, name: str) -> Attribute:
    choices = [one.attributes for one in _walk(tag) if one.name == "Choice"]
    values = tuple(dict.fromkeys(one.get("alias") or one.get("value", "") for one in choices))
    if tag.name == "TextArea" or not values or tag.attributes.get("choice") == "multiple":
        return Attribute(name, "text")
    try:
        return Attribute(name, "flag") if set(values) == set(_FLAG) else Attribute(name, "choice", values)
    except InvalidAnnotation:
        return Attribute(name, "text")


def _relations(tag: Element) -> Iterator[RelationLabel]:
    names = (one.attributes.get("value", "") for one in tag.children if one.name == "Relation")
    yield from (RelationLabel(name) for name in dict.fromkeys(names) if name)

"""labels.yaml as a LabelScheme: reads, checks, and chooses the colours and keys that are left out."""

from __future__ import annotations

import re
import string
from typing import Literal, cast

from annotator.model.annotations import Value
from annotator.model.faults import Fault
from annotator.model.labels import (
    Attribute,
    AttributeType,
    Label,
    LabelScheme,
    Layer,
    RelationLabel,
    Wording,
    listed,
)
from annotator.store.nodes import Faults, Node, Section, check_format, shown
from annotator.store.yaml_file import load

FORMAT = "annotator-labels/1"

_SCHEME_KEYS = ("format", "layers", "relations", "article")
_LAYER_KEYS = ("name", "look", "title", "description", "labels", "attributes")
_LABEL_KEYS = ("name", "title", "key", "color", "description")
_ATTRIBUTE_KEYS = ("name", "type", "values", "default", "title", "description")
_VALUE_KEYS = ("name", "title")
_RELATION_KEYS = ("name", "from", "to", "key", "title", "description", "attributes")
_KEYS = string.ascii_lowercase + string.digits
_COLOR = re.compile(r"#[0-9a-fA-F]{6}")
_MAX_NAME = 100
# Dark enough for a light page, and apart in lightness as well as in hue.
_COLORS = (
    "#0b5394", "#a64d00", "#38761d", "#85200c", "#674ea7", "#00757a", "#741b47", "#7f6000",
    "#1c1c8c", "#4d7c0f", "#b3478f", "#2f4858",
)  # fmt: skip


def read_labels(data: bytes, path: str) -> tuple[LabelScheme, tuple[Fault, ...]]:
    """Return the scheme of a labels.yaml, and warnings. Raises FaultyFile with all faults."""
    faults = Faults(path)
    top = Section(load(data, faults), "", faults)
    check_format(top, FORMAT, faults)
    scheme = _SchemeReader(faults).read(top)
    faults.check()
    return scheme, tuple(faults.found)


class _SchemeReader:
    """Reads one labels.yaml; remembers which names and keys are taken."""

    def __init__(self, faults: Faults) -> None:
        self._faults = faults
        self._keys: set[str] = set()
        self._colors = 0

    def read(self, top: Section) -> LabelScheme:
        top.warn_unknown(_SCHEME_KEYS)
        # Given keys are taken before any is chosen.
        given = [label for layer in top.sections("layers") for label in layer.sections("labels")]
        for section in (*given, *top.sections("relations")):
            self._take_key(section)
        layers = tuple(self._layer(section) for section in self._named(top, "layers", required=True))
        names = {name for layer in layers for name in (layer.name, *(label.name for label in layer.labels))}
        relations = tuple(self._relation(section, names) for section in self._named(top, "relations"))
        return LabelScheme(layers, relations, self._attributes(top, "article"))

    def _named(self, section: Section, key: str, *, required: bool = False) -> list[Section]:
        """Return the mappings of a list, whose names must differ; those without a name are left out."""
        named: dict[str, Section] = {}
        if required and not section.has(key):
            section.fault(key, "is missing")
        for item in section.sections(key):
            name = self._name(item)
            if name in named:
                item.fault("name", f"{shown(name)} is given twice")
            elif name:
                named[name] = item
        return list(named.values())

    def _name(self, section: Section) -> str:
        name = section.name("name")
        if len(name) > _MAX_NAME or not name.isprintable() or name != name.strip():
            section.fault("name", f"{shown(name)} must be one line of at most {_MAX_NAME} characters")
        return name

    def _layer(self, section: Section) -> Layer:
        section.warn_unknown(_LAYER_KEYS)
        labels = tuple(self._label(item) for item in self._named(section, "labels", required=True))
        look = section.choice("look", ("fill", "line"), "fill")
        return Layer(
            section.text("name"),
            labels,
            self._attributes(section, "attributes"),
            _wording(section, "title"),
            _wording(section, "description"),
            cast('Literal["fill", "line"]', look),
        )

    def _label(self, section: Section) -> Label:
        section.warn_unknown(_LABEL_KEYS)
        name = section.text("name")
        return Label(
            name,
            self._color(section),
            section.text("key").lower() if section.has("key") else self._choose_key(name),
            _wording(section, "title"),
            _wording(section, "description"),
        )

    def _color(self, section: Section) -> str:
        color = section.text("color")
        if color and not _COLOR.fullmatch(color):
            section.fault("color", f'{shown(color)} is no colour; write it as "#1b6ca8"')
        if not color:
            color = _COLORS[self._colors % len(_COLORS)]
            self._colors += 1
        return color.lower()

    def _take_key(self, section: Section) -> None:
        key = section.text("key").lower()
        if key and (len(key) != 1 or key not in _KEYS):
            section.fault("key", f"{shown(key)} is no key; use a letter from a to z or a digit")
        elif key and key in self._keys:
            section.fault("key", f"{key} is the key of another label or relation")
        self._keys.add(key)

    def _choose_key(self, name: str) -> str:
        """Return a free key, from the name where it can be; "" where none is left."""
        key = next((char for char in name.lower() + _KEYS if char in _KEYS and char not in self._keys), "")
        self._keys.add(key)
        return key

    def _relation(self, section: Section, names: set[str]) -> RelationLabel:
        section.warn_unknown(_RELATION_KEYS)
        return RelationLabel(
            section.text("name"),
            _ends(section, "from", names),
            _ends(section, "to", names),
            section.text("key").lower(),
            _wording(section, "title"),
            _wording(section, "description"),
            self._attributes(section, "attributes"),
        )

    def _attributes(self, section: Section, key: str) -> tuple[Attribute, ...]:
        read = (self._attribute(item) for item in self._named(section, key))
        return tuple(attribute for attribute in read if attribute)

    def _attribute(self, section: Section) -> Attribute | None:
        section.warn_unknown(_ATTRIBUTE_KEYS)
        titles = self._values(section)
        kind = cast("AttributeType", section.choice("type", ("choice", "text", "flag"), "choice"))
        if kind == "choice" and not titles:
            section.fault("values", "are missing: list them, or say type: text or type: flag")
            return None
        if kind != "choice" and titles:
            section.fault("values", f"are for a choice, not for type: {kind}")
        return Attribute(
            section.text("name"),
            kind,
            tuple(titles),
            _default(section, kind, tuple(titles)),
            _wording(section, "title"),
            _wording(section, "description"),
            {name: title for name, title in titles.items() if title},
        )

    def _values(self, section: Section) -> dict[str, Wording]:
        """Return what a choice may be, each with its title (which may be empty)."""
        values: dict[str, Wording] = {}
        for node, place in section.items("values"):
            item = Section(_as_value(node), place, self._faults)
            item.warn_unknown(_VALUE_KEYS)
            name = item.name("name")
            if name in values:
                self._faults.add(f"{shown(name)} is given twice", place, node.line)
            values[name] = _wording(item, "title")
        return values


def _as_value(node: Node) -> Node:
    return Node({"name": node}, node.line) if isinstance(node.content, str) else node


def _ends(section: Section, key: str, names: set[str]) -> tuple[str, ...]:
    ends = tuple(section.texts(key))
    for name in ends:
        if name not in names:
            section.fault(key, f"{shown(name)} is no layer and no label")
    return ends


def _default(section: Section, kind: AttributeType, values: tuple[str, ...]) -> Value | None:
    if not section.has("default"):
        return None
    text = section.text("default")
    if kind == "flag":
        return section.choice("default", ("true", "false"), "false") == "true"
    if kind == "choice" and text not in values:
        section.fault("default", f"{shown(text)} is none of: {listed(values)}")
        return None
    return text


def _wording(section: Section, key: str) -> Wording:
    """Return a text, or a mapping from language to text."""
    node = section.nodes.get(key)
    if node is None or node.empty:
        return Wording()
    if isinstance(node.content, dict):
        texts = section.section(key)
        return Wording({language: texts.text(language) for language in texts.nodes})
    return Wording({"": section.text(key)})

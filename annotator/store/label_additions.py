"""Puts more layers, labels, attributes, values and relations into labels.yaml; what is there stays as it is.

What is new is inserted as text behind what is there, in the manner of the place: in lines or in brackets.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import cast

import yaml

from annotator.model.faults import AnnotatorError, FaultyFile
from annotator.model.labels import Attribute, Label, LabelScheme, Layer, RelationLabel
from annotator.store.emitter import FreeText, block, quoted, scalar, word
from annotator.store.label_files import read_labels

Entry = dict[str, object]


@dataclass(frozen=True, slots=True)
class _Insertion:
    """Text to come in at an index of the file. depth: its indentation; of several in one place, that of the
    innermost list stands first."""

    index: int
    text: str
    depth: int = 1_000


def with_additions(data: bytes, path: str, wanted: LabelScheme) -> bytes:
    """Return a labels.yaml that allows what it allowed, and all that is wanted besides.

    What it has already stays as it is, whatever is wanted of it. Raises FaultyFile for a file with faults,
    AnnotatorError where the file is written so that nothing can be put in safely.
    """
    present, _ = read_labels(data, path)
    text = data.decode("utf-8-sig")
    mark = data[: len(data) - len(text.encode())]
    new = mark + _inserted(text, _Editor(text).insertions(present, wanted)).encode()
    try:
        found, _ = read_labels(new, path)
    except FaultyFile as error:
        raise _cannot(path) from error
    if not _holds(found, wanted) or not _holds(found, present):
        raise _cannot(path)
    return new


def _cannot(path: str) -> AnnotatorError:
    return AnnotatorError(
        f"{path} is written so that nothing can be put into it safely: add the labels yourself"
    )


def _inserted(text: str, insertions: Iterable[_Insertion]) -> str:
    pieces: list[str] = []
    done = 0
    for insertion in sorted(insertions, key=lambda one: (one.index, -one.depth)):
        pieces += [text[done : insertion.index], insertion.text]
        done = insertion.index
    return "".join([*pieces, text[done:]])


class _Editor:
    """Finds the places in one file."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._ends = "\r\n" if "\r\n" in text else "\n"
        root = cast("object", yaml.compose(text, yaml.SafeLoader))  # pyright: ignore[reportUnknownMemberType]
        assert isinstance(root, yaml.MappingNode)
        self._root = root

    def insertions(self, present: LabelScheme, wanted: LabelScheme) -> Iterator[_Insertion]:
        """Yield what is wanted and not there."""
        root = self._root
        new_layers = [layer for layer in wanted.layers if present.layer(layer.name) is None]
        yield from self._into(root, "layers", [_layer(layer) for layer in new_layers])
        for layer in wanted.layers:
            if there := present.layer(layer.name):
                yield from self._into_layer(_named(root, "layers", layer.name), there, layer)
        relations = [one for one in wanted.relations if present.relation(one.name) is None]
        yield from self._into(root, "relations", [_relation(one) for one in relations])
        for one in wanted.relations:
            if kind := present.relation(one.name):
                node = _named(root, "relations", one.name)
                yield from self._into_attributes(node, "attributes", kind.attributes, one.attributes)
        yield from self._into_attributes(root, "article", present.article, wanted.article)

    def _into_layer(self, node: yaml.MappingNode, there: Layer, wanted: Layer) -> Iterator[_Insertion]:
        labels = [_label(label) for label in wanted.labels if there.label(label.name) is None]
        yield from self._into(node, "labels", labels)
        yield from self._into_attributes(node, "attributes", there.attributes, wanted.attributes)

    def _into_attributes(
        self, node: yaml.MappingNode, key: str, there: Sequence[Attribute], wanted: Sequence[Attribute]
    ) -> Iterator[_Insertion]:
        known = {attribute.name: attribute for attribute in there}
        yield from self._into(node, key, [_attribute(one) for one in wanted if one.name not in known])
        for one in wanted:
            old = known.get(one.name)
            if old and old.type == "choice":
                values = [value for value in one.values if value not in old.values]
                yield from self._into(_named(node, key, one.name), "values", values)

    def _into(self, node: yaml.MappingNode, key: str, items: Sequence[Entry | str]) -> Iterator[_Insertion]:
        """Yield how items come to the end of the list under a key, which need not be there."""
        if not items:
            return
        values = {name.value: value for name, value in node.value}
        found = values.get(key)
        if isinstance(found, yaml.SequenceNode) and found.flow_style:
            last = found.value[-1].end_mark.index if found.value else found.start_mark.index + 1
            text = ", ".join(_flow(item) for item in items)
            yield _Insertion(last, f", {text}" if found.value else text)
        elif isinstance(found, yaml.SequenceNode):
            yield self._lines_after(found, _block(items, found.start_mark.column))
        elif found is None and node.flow_style:
            yield _Insertion(
                node.value[-1][1].end_mark.index, f", {key}: [{', '.join(_flow(item) for item in items)}]"
            )
        elif found is None:
            column = node.start_mark.column
            yield self._lines_after(node, [f"{' ' * column}{key}:", *_block(items, column)])
        else:  # ``key:`` or ``key: null``
            text = ", ".join(_flow(item) for item in items)
            yield _Insertion(found.start_mark.index, f" [{text}]" if not found.value else "")

    def _lines_after(self, node: yaml.Node, lines: Sequence[str]) -> _Insertion:
        """Return lines behind the last line of a node."""
        last = node
        while isinstance(last, yaml.CollectionNode) and not last.flow_style and last.value:
            end = last.value[-1]
            last = end[1] if isinstance(last, yaml.MappingNode) else end
        depth = len(lines[0]) - len(lines[0].lstrip(" "))
        index = last.end_mark.index
        behind = self._text.find("\n", index)
        # A text in lines of its own (|) ends where the next line begins.
        if isinstance(last, yaml.ScalarNode) and last.style in ("|", ">"):
            behind = index - 1
        if behind < 0:
            return _Insertion(len(self._text), "".join(f"{self._ends}{line}" for line in lines), depth)
        return _Insertion(behind + 1, "".join(f"{line}{self._ends}" for line in lines), depth)


def _named(node: yaml.MappingNode, key: str, name: str) -> yaml.MappingNode:
    """Return the item of that name in the list under a key."""
    items = next(value for found, value in node.value if found.value == key)
    for item in items.value:
        if any(found.value == "name" and value.value == name for found, value in item.value):
            return item
    raise AssertionError("a name that was read is in the file")


def _block(items: Sequence[Entry | str], column: int) -> list[str]:
    return block(items, " " * column)


def _flow(item: object) -> str:
    """Return a value within brackets."""
    if isinstance(item, dict):
        pairs = cast("dict[str, object]", item).items()
        return "{" + ", ".join(f"{word(key)}: {_flow(value)}" for key, value in pairs) + "}"
    if isinstance(item, list | tuple):
        return "[" + ", ".join(_flow(one) for one in cast("Sequence[object]", item)) + "]"
    return quoted(item) if isinstance(item, str) else scalar(item)


def _layer(layer: Layer) -> Entry:
    said: Entry = {"name": layer.name}
    if layer.look != "fill":
        said["look"] = layer.look
    said["labels"] = [_label(label) for label in layer.labels]
    if layer.attributes:
        said["attributes"] = [_attribute(attribute) for attribute in layer.attributes]
    return said


def _label(label: Label) -> Entry:
    said: Entry = {"name": label.name}
    if title := label.title.in_language(""):
        said["title"] = FreeText(title)
    return said | ({"color": FreeText(label.color)} if label.color else {})


def _attribute(attribute: Attribute) -> Entry:
    said: Entry = {"name": attribute.name}
    if attribute.type != "choice":
        said["type"] = attribute.type
    if attribute.values:
        said["values"] = list(attribute.values)
    return said


def _relation(relation: RelationLabel) -> Entry:
    said: Entry = {"name": relation.name}
    if relation.sources:
        said["from"] = list(relation.sources)
    if relation.targets:
        said["to"] = list(relation.targets)
    if relation.attributes:
        said["attributes"] = [_attribute(attribute) for attribute in relation.attributes]
    return said


def _holds(scheme: LabelScheme, wanted: LabelScheme) -> bool:
    """Whether a scheme has everything that is wanted, by its names."""
    for layer in wanted.layers:
        there = scheme.layer(layer.name)
        if there is None or any(there.label(label.name) is None for label in layer.labels):
            return False
        if not _has(there.attributes, layer.attributes):
            return False
    for relation in wanted.relations:
        kind = scheme.relation(relation.name)
        if kind is None or not _has(kind.attributes, relation.attributes):
            return False
    return _has(scheme.article, wanted.article)


def _has(there: Sequence[Attribute], wanted: Sequence[Attribute]) -> bool:
    known = {attribute.name: attribute for attribute in there}
    return all(
        one.name in known and (known[one.name].type != "choice" or {*one.values} <= {*known[one.name].values})
        for one in wanted
    )

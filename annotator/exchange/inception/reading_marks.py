"""Marks and arcs of a foreign file as a set of annotations: which feature is the label, what others are."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.exchange.inception.marks import Arc, Mark, Marked
from annotator.exchange.inception.names import (
    LINK,
    NAMED_ENTITY,
    NOTE,
    ORIGIN,
    attribute_of,
    label_feature,
    layer_of,
)
from annotator.exchange.inception.writing_marks import origin_of
from annotator.exchange.incoming import FileFault, IncomingRelation, IncomingSet, IncomingSpan
from annotator.model.annotations import Value
from annotator.model.labels import LabelScheme

_MAX_LABEL = 100


class MarkReader:
    """Reads the marks of one file. wish: the feature that is to be the label, where there is such a one."""

    def __init__(self, marked: Marked, scheme: LabelScheme, wish: str = "") -> None:
        self._marked = marked
        self._layers = {layer.name.casefold(): layer.name for layer in scheme.layers}
        self._wish = wish
        self._known: dict[str, tuple[str, str]] = {}
        self._used: dict[str, dict[str, None]] = {}
        for item in (*marked.marks, *marked.arcs):
            self._used.setdefault(item.type, {}).update(dict.fromkeys(item.features))
        self._ids: dict[str, str] = {}
        self.faults: list[FileFault] = [*marked.faults]

    def annotations(self, annotator: str) -> IncomingSet:
        """Return what was said; what cannot be said here is left in faults."""
        said = IncomingSet(annotator)
        said.spans += self._spans()
        said.relations += self._relations()
        return said

    def _spans(self) -> Iterator[IncomingSpan]:
        for mark in self._marked.marks:
            pieces = tuple(piece for piece in mark.pieces if piece[0] < piece[1])
            if not pieces:
                where = mark.pieces[0][0] if mark.pieces else 0
                self._warn(mark, f"covers nothing (at {where}), and there are no empty spans here: left out")
                continue
            self._ids[mark.key] = f"s{len(self._ids) + 1}"
            layer, label_name = self._of(mark.type)
            label, rest = _label(mark, label_name)
            span = IncomingSpan(label, pieces, None, self._ids[mark.key], layer, place=mark.place)
            span.note, span.link = _taken(rest, NOTE), _taken(rest, LINK)
            span.origin = origin_of(origin) if (origin := _taken(rest, ORIGIN)) else None
            span.attributes = {attribute_of(name): value for name, value in rest.items()}
            yield span

    def _relations(self) -> Iterator[IncomingRelation]:
        for arc in self._marked.arcs:
            source, target = self._ids.get(arc.source), self._ids.get(arc.target)
            if source is None or target is None:
                self._warn(arc, "begins or ends at something that is no span here: left out")
            elif source == target:
                self._warn(arc, "runs from a span to itself, which no relation does here: left out")
            else:
                _, label_name = self._of(arc.type)
                label, rest = (arc.label, dict(arc.features)) if arc.label else _label(arc, label_name)
                relation = IncomingRelation(label, source, target, place=arc.place)
                relation.note = _taken(rest, NOTE)
                relation.attributes = {attribute_of(name): value for name, value in rest.items()}
                yield relation

    def _of(self, type_name: str) -> tuple[str, str]:
        """Return the layer of a type ("" to be found by the label) and the feature that is its label: one of
        those that are set somewhere."""
        if type_name not in self._known:
            layer = "" if type_name == NAMED_ENTITY else layer_of(type_name)
            known = self._layers.get(layer.casefold(), layer)
            self._known[type_name] = known, label_feature(type_name, self._used[type_name], self._wish)
        return self._known[type_name]

    def _warn(self, item: Mark | Arc, message: str) -> None:
        self.faults.append(item.place.fault(f"{layer_of(item.type)}: {message}", warning=True))


def _label(item: Mark | Arc, feature: str) -> tuple[str, dict[str, Value]]:
    """Return the label, which is the type's name where no feature tells one, and the other features."""
    rest = dict(item.features)
    value = rest.get(feature, "")
    if value == "":
        rest.pop(feature, None)
    if (
        isinstance(value, str)
        and value.strip() == value
        and value.isprintable()
        and 0 < len(value) <= _MAX_LABEL
    ):
        del rest[feature]
        return value, rest
    return layer_of(item.type), rest


def _taken(features: dict[str, Value], name: str) -> str:
    """Return the text of a feature and take it out; "" where it is none."""
    value = features.get(name, "")
    if not isinstance(value, str):
        return ""
    features.pop(name, None)
    return value

"""What foreign labels, attributes and relations mean here, and which of them labels.yaml lacks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from annotator.exchange.incoming import NOWHERE, IncomingSet, IncomingSpan, Place
from annotator.model.annotations import Value
from annotator.model.faults import AnnotatorError
from annotator.model.labels import Attribute, Label, LabelScheme, Layer, RelationLabel
from annotator.session.importing_names import Renames

MOST_NEW = 1_000
"""More names than any scheme has: then they are something else than labels."""
_NO_LAYER = "entity"
_MAX_NAME = 100
_TRUTH = {"true": True, "false": False}


_Owner = tuple[str, str, str]
"""Whose attributes: span, relation or article; a span's layer; the label."""
_ARTICLE: _Owner = ("article", "", "")


@dataclass(slots=True)
class Added:
    """Something that labels.yaml gets. kind: layer, label, attribute, value or relation; of: the layer or
    relation that it belongs to; count: how often it was met; place: where first."""

    kind: str
    of: str
    name: str
    count: int = 0
    place: Place = NOWHERE


@dataclass(slots=True)
class _Values:
    """What an attribute was seen to be."""

    place: Place
    count: int = 0
    is_flag: bool = True
    texts: dict[str, int] = field(default_factory=dict[str, int])

    def see(self, value: Value) -> None:
        self.count += 1
        self.is_flag = self.is_flag and isinstance(value, bool)
        if isinstance(value, str) and len(self.texts) <= MOST_NEW:
            self.texts[value] = self.texts.get(value, 0) + 1


class Vocabulary:
    """Is shown everything first, and asked afterwards.

    scheme: the labels of the corpus. given: those that the foreign files bring along; of them what is used
    is taken over. layer: for labels that are unknown and name none; "": with most of the known ones.
    """

    def __init__(
        self, scheme: LabelScheme, given: LabelScheme | None, renames: Renames, layer: str = ""
    ) -> None:
        self._scheme = scheme
        self._given = given or LabelScheme(())
        self._renames = renames
        self._layer = layer
        self._known = _homes(scheme, self._given)
        self._used: Counter[str] = Counter()
        self._labels: dict[tuple[str, str], Added] = {}
        self._relations: dict[str, Added] = {}
        self._values: dict[_Owner, dict[str, _Values]] = {}
        self.added: list[Added] = []
        self.scheme = scheme

    # seeing -------------------------------------------------------------------------------------

    def see(self, said: IncomingSet) -> None:
        """Take note of the names in a set. Raises AnnotatorError for more than there can be."""
        for span in said.spans:
            if (named := self._renames.label(span.layer, span.label)) and named[1]:
                self._labels.setdefault(named, Added("label", *named, place=span.place)).count += 1
                self._used.update(self._known.get(named[1], ())[:1])
                self._see_values(("span", *named), span.attributes, span.place)
        for relation in said.relations:
            if name := self._renames.relation(relation.label):
                self._relations.setdefault(name, Added("relation", "", name, place=relation.place)).count += 1
                self._see_values(("relation", "", name), relation.attributes, relation.place)
        self._see_values(_ARTICLE, said.attributes, said.place)
        if max(len(self._labels), len(self._relations), *map(len, self._values.values()), 0) > MOST_NEW:
            raise AnnotatorError(
                f"there are more than {MOST_NEW:,} different labels, relations or attributes: "
                "something else was taken for them"
            )

    def _see_values(self, owner: _Owner, said: Mapping[str, Value], place: Place) -> None:
        seen = self._values.setdefault(owner, {}) if said else {}
        for name, value in said.items():
            if new := self._renames.attribute(name):
                seen.setdefault(new, _Values(place)).see(value)

    # settling -----------------------------------------------------------------------------------

    def settle(self) -> None:
        """Decide what the labels are to be: scheme, and what is added to them."""
        layers = {layer.name: layer for layer in self._scheme.layers}
        for (layer, label), seen in self._labels.items():
            home = layer or self._home(label)
            if home not in layers:
                layers[home] = replace(self._given.layer(home) or Layer(home, ()), labels=(), attributes=())
                self.added.append(Added("layer", "", home, seen.count, seen.place))
            if layers[home].label(label) is None:
                there = layers[home]
                layers[home] = replace(there, labels=(*there.labels, self._new_label(home, label)))
                self.added.append(Added("label", home, label, seen.count, seen.place))
        for layer in layers.values():
            wanted = self._given.layer(layer.name)
            found = self._attributes_of(layer.name)
            attributes = self._grown(layer.name, layer.attributes, found, wanted.attributes if wanted else ())
            layers[layer.name] = replace(layer, attributes=attributes)
        seen = self._values.get(_ARTICLE, {})
        article = self._grown("", self._scheme.article, seen, self._given.article)
        scheme = LabelScheme(tuple(layers.values()), (), article)
        self.scheme = replace(scheme, relations=self._settled_relations(scheme))
        for added in self.added:
            _check_name(added)

    def _home(self, label: str) -> str:
        """Return the layer of a label that names none."""
        homes = self._known.get(label, ())
        if homes:
            return max(homes, key=lambda home: self._used[home])
        most = self._used.most_common(1)
        first = self._scheme.layers[0].name if self._scheme.layers else _NO_LAYER
        return self._layer or (most[0][0] if most else first)

    def _new_label(self, layer: str, label: str) -> Label:
        given = self._given.layer(layer)
        return (given.label(label) if given else None) or Label(label, "")

    def _attributes_of(self, layer: str) -> dict[str, _Values]:
        """Return what was seen of a layer's attributes, whichever labels they stood at."""
        found: dict[str, _Values] = {}
        for (kind, of, label), seen in self._values.items():
            if kind != "span" or (of or self._home(label)) != layer:
                continue
            for name, values in seen.items():
                there = found.setdefault(name, _Values(values.place))
                there.count += values.count
                there.is_flag = there.is_flag and values.is_flag
                there.texts |= values.texts
        return found

    def _grown(
        self, of: str, there: Sequence[Attribute], found: Mapping[str, _Values], given: Sequence[Attribute]
    ) -> tuple[Attribute, ...]:
        known = {attribute.name: attribute for attribute in there}
        brought = {attribute.name: attribute for attribute in given}
        for name, values in found.items():
            old = known.get(name)
            if old is None:
                known[name] = old = brought.get(name) or Attribute(name, "flag" if values.is_flag else "text")
                self.added.append(Added("attribute", of, name, values.count, values.place))
            if old.type == "choice":
                new = [text for text in values.texts if text not in old.values]
                known[name] = replace(old, values=(*old.values, *new))
                self.added += [
                    Added("value", f"{of} {name}".strip(), text, values.texts[text], values.place)
                    for text in new
                ]
        return tuple(known.values())

    def _settled_relations(self, scheme: LabelScheme) -> tuple[RelationLabel, ...]:
        names = {
            name for layer in scheme.layers for name in (layer.name, *(one.name for one in layer.labels))
        }
        known = {relation.name: relation for relation in self._scheme.relations}
        for name, seen in self._relations.items():
            given = self._given.relation(name) or RelationLabel(name)
            if name not in known:
                known[name] = RelationLabel(
                    name, _only(given.sources, names), _only(given.targets, names), "", given.title
                )
                self.added.append(Added("relation", "", name, seen.count, seen.place))
            there = known[name]
            seen_values = self._values.get(("relation", "", name), {})
            attributes = self._grown(name, there.attributes, seen_values, given.attributes)
            known[name] = replace(there, attributes=attributes)
        return tuple(known.values())

    # being asked --------------------------------------------------------------------------------

    def label(self, span: IncomingSpan) -> tuple[str, str] | None:
        """Return layer and label of a span; None where it is to be left out."""
        named = self._renames.label(span.layer, span.label)
        return (named[0] or self._home(named[1]), named[1]) if named else None

    def relation(self, name: str) -> str:
        """Return what a relation is called here; "" where it is to be left out."""
        return self._renames.relation(name)

    def values(self, said: Mapping[str, Value], allowed: Sequence[Attribute]) -> dict[str, Value]:
        """Return attributes as they are written here: flags and words of one meaning are taken for it.

        Raises ValueError for a value that the attribute cannot have.
        """
        if not said:
            return {}
        kinds = {attribute.name: attribute for attribute in allowed}
        found: dict[str, Value] = {}
        for name, value in said.items():
            if new := self._renames.attribute(name):
                found[new] = _meant(value, kinds[new]) if new in kinds else value
        return found


def _homes(*schemes: LabelScheme) -> dict[str, list[str]]:
    """Return the layers that have a label of a name."""
    homes: dict[str, list[str]] = {}
    for scheme in schemes:
        for layer in scheme.layers:
            for label in layer.labels:
                if layer.name not in homes.setdefault(label.name, []):
                    homes[label.name].append(layer.name)
    return homes


def _check_name(added: Added) -> None:
    """Raise AnnotatorError for what labels.yaml could not call so."""
    name = added.name
    if added.kind != "value" and (len(name) > _MAX_NAME or not name.isprintable() or name != name.strip()):
        raise AnnotatorError(
            f"{added.place.file}: {name[:_MAX_NAME]!r} cannot be the name of a {added.kind} "
            f"(one line of at most {_MAX_NAME} characters); give it another with --map OLD=NEW"
        )


def _only(ends: Iterable[str], names: set[str]) -> tuple[str, ...]:
    return tuple(end for end in ends if end in names)


def _meant(value: Value, attribute: Attribute) -> Value:
    if attribute.type == "flag" and isinstance(value, str):
        value = _TRUTH.get(value.lower(), value)
    elif attribute.type != "flag" and isinstance(value, bool):
        words = ("true", "yes") if value else ("false", "no")
        value = next((word for word in words if word in attribute.values), words[0])
    if wrong := attribute.fault_of(value):
        raise ValueError(f"{attribute.name}: {wrong}")
    return value

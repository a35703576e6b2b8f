"""annotation.conf, visual.conf and kb_shortcuts.conf out of a corpus's labels.

Layers are types of their own that nothing can have (``!layer``), with the labels below them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from annotator.exchange.brat.names import EQUIV, EVENT_LAYERS, Types, written_type, written_value
from annotator.model.labels import Label, LabelScheme, Layer, RelationLabel

_ANY = "<ANY>"
_USUAL_LOOKS = (
    "SPAN_DEFAULT\tfgColor:black, bgColor:#eeeeee, borderColor:darken",
    "ARC_DEFAULT\tcolor:black",
)


def annotation_conf(scheme: LabelScheme) -> str:
    """Return what may be annotated: entities, relations, events and attributes."""
    types = Types(scheme)
    entities = [layer for layer in scheme.layers if layer.name not in EVENT_LAYERS]
    lines = ["[entities]", *_hierarchy(entities, types)]
    lines += ["", "[relations]", *(_relation(one, scheme, types) for one in scheme.relations)]
    lines += ["", "[events]", *_events(scheme, types)]
    lines += ["", "[attributes]", *_attributes(scheme, types)]
    return "".join(f"{line}\n" for line in lines)


def _hierarchy(layers: Iterable[Layer], types: Types) -> Iterator[str]:
    for layer in layers:
        yield f"!{written_type(layer.name)}"
        yield from (f"\t{types.written(layer.name, label.name)}" for label in layer.labels)


def _relation(relation: RelationLabel, scheme: LabelScheme, types: Types) -> str:
    first = "|".join(_ends(relation.sources, scheme, types))
    second = "|".join(_ends(relation.targets, scheme, types))
    kind = ", <REL-TYPE>:symmetric-transitive" if relation.name == EQUIV else ""
    return f"{written_type(relation.name)}\tArg1:{first}, Arg2:{second}{kind}"


def _ends(names: tuple[str, ...], scheme: LabelScheme, types: Types) -> list[str]:
    """Return the types that a relation may run from or to."""
    if not names:
        return [_ANY]
    found = [
        types.written(layer.name, label.name)
        for layer in scheme.layers
        for label in layer.labels
        if layer.name in names or label.name in names
    ]
    return found or [_ANY]


def _events(scheme: LabelScheme, types: Types) -> Iterator[str]:
    for layer in scheme.layers:
        if layer.name not in EVENT_LAYERS:
            continue
        yield f"!{written_type(layer.name)}"
        for label in layer.labels:
            roles = ", ".join(_roles(layer, label, scheme, types))
            yield f"\t{types.written(layer.name, label.name)}" + (f"\t{roles}" if roles else "")


def _roles(layer: Layer, label: Label, scheme: LabelScheme, types: Types) -> Iterator[str]:
    for relation in scheme.relations:
        starts_here = not relation.sources or {layer.name, label.name} & {*relation.sources}
        if starts_here and relation.name != EQUIV and not relation.name[-1].isdigit():
            yield f"{written_type(relation.name)}*:{'|'.join(_ends(relation.targets, scheme, types))}"


def _attributes(scheme: LabelScheme, types: Types) -> Iterator[str]:
    """Yield a line for each attribute with values; free text goes into comments."""
    found: dict[str, tuple[list[str], list[str]]] = {}
    for layer in scheme.layers:
        of_layer = [types.written(layer.name, label.name) for label in layer.labels]
        for attribute in layer.attributes:
            if attribute.type != "text":
                owners, known = found.setdefault(attribute.name, ([], []))
                owners += [name for name in of_layer if name not in owners]
                values = (written_value(value) for value in attribute.values)
                known += [value for value in values if value not in known]
    for name, (owners, values) in found.items():
        among = f", Value:{'|'.join(values)}" if values else ""
        yield f"{written_type(name)}\tArg:{'|'.join(owners)}{among}"


def visual_conf(scheme: LabelScheme) -> str:
    """Return how things are shown: titles and colours."""
    types = Types(scheme)
    labels = ["[labels]"]
    drawing = [
        "[drawing]",
        "SPAN_DEFAULT\tfgColor:black, bgColor:#eeeeee, borderColor:darken",
        "ARC_DEFAULT\tcolor:black",
    ]
    for layer in scheme.layers:
        labels.append(_shown(written_type(layer.name), layer.title.in_language("") or layer.name))
        for label in layer.labels:
            name = types.written(layer.name, label.name)
            labels.append(_shown(name, label.title.in_language("") or label.name))
            if label.color:
                ink = "white" if _is_dark(label.color) else "black"
                drawing.append(f"{name}\tfgColor:{ink}, bgColor:{label.color}, borderColor:darken")
    named = [*scheme.relations, *(one for layer in scheme.layers for one in layer.attributes)]
    shown = {written_type(one.name): one.title.in_language("") or one.name for one in named}
    labels += [_shown(name, title) for name, title in shown.items()]
    return "".join(f"{line}\n" for line in [*labels, "", *drawing])


def _shown(name: str, title: str) -> str:
    # brat parts the names of a thing at these.
    title = " ".join(title.replace("|", "/").split())
    return f"{name} | {title}"


def _is_dark(color: str) -> bool:
    red, green, blue = (int(color[place : place + 2], 16) for place in (1, 3, 5))
    return 299 * red + 587 * green + 114 * blue < 128_000


def kb_shortcuts_conf(scheme: LabelScheme) -> str:
    """Return the keys of the labels."""
    types = Types(scheme)
    keys = (
        (label.key.upper(), types.written(layer.name, label.name))
        for layer in scheme.layers
        for label in layer.labels
    )
    return "".join(f"{key}\t{name}\n" for key, name in keys if key.isalpha())

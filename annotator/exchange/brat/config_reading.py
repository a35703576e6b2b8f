"""annotation.conf and visual.conf as labels: what a brat project allows, as far as it can be said here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from annotator.exchange.brat.names import EVENT_LAYERS, read_label, read_type, read_value
from annotator.exchange.source import Source
from annotator.model.faults import FaultyFile
from annotator.model.labels import Attribute, Label, LabelScheme, Layer, RelationLabel, Wording

ENTITIES, EVENTS = "entity", "event"
"""Layers of what stands in the sections of entities and of events without a layer of its own."""

_SECTION = re.compile(r"\s*\[(.*)\]\s*")
_MACRO = re.compile(r"<([a-zA-Z_-]+)>=\s*(.*?)\s*")
_LINE = re.compile(r"([ \t]*)(\S+)(?:\s+(.*))?")
_ARGUMENT = re.compile(r"(\S*?)[?*+]?(?:\{[0-9,-]+\})?:(\S*)")
_COLOR = re.compile(r"bgColor:\s*(#[0-9A-Fa-f]{6})\b")
_MOST_DEPTH = 40


@dataclass
class Config:
    """What a project says. layers: layer by type, "" where the type is below none; events: types of events.

    labels: the scheme that it comes to.
    """

    layers: dict[str, str] = field(default_factory=dict[str, str])
    events: set[str] = field(default_factory=set[str])
    labels: LabelScheme = field(default_factory=lambda: LabelScheme(()))


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of a section. layer: the type at the top that nothing can have; is_used: whether this can be."""

    name: str
    layer: str
    is_used: bool
    arguments: dict[str, list[str]]


def read_config(source: Source, folder: str) -> Config:
    """Return the project's settings for a folder ("" or with a stroke at its end): those in it, or above."""
    while True:
        name = f"{folder}annotation.conf"
        if source.has(name):
            return _config(source, folder)
        if not folder:
            return Config()
        folder = folder[: folder.rstrip("/").rfind("/") + 1]


def _config(source: Source, folder: str) -> Config:
    sections = _sections(_text(source, f"{folder}annotation.conf"))
    titles, colors = _looks(_text(source, f"{folder}visual.conf"))
    config = Config()
    found: dict[str, dict[str, Label]] = {}
    for section, usual in (("entities", ENTITIES), ("events", EVENTS)):
        for row in sections.get(section, []):
            is_event = section == "events"
            # Events under another heading than ours remain events, or they would be written as entities.
            heading = row.layer if not is_event or row.layer in EVENT_LAYERS else ""
            config.layers[row.name] = heading
            if is_event:
                config.events.add(row.name)
            if row.is_used:
                said, label = read_label(row.name)
                layer = found.setdefault(said or heading or usual, {})
                title = titles.get(row.name, "")
                layer[label] = Label(label, colors.get(row.name, ""), title=_wording(title, label))
    attributes = list(_attributes(sections.get("attributes", []), config))
    layers = [
        Layer(
            name,
            tuple(labels.values()),
            tuple(one for owners, one in attributes if name in owners),
            _wording(titles.get(name, ""), name),
        )
        for name, labels in found.items()
    ]
    config.labels = LabelScheme(tuple(layers), tuple(_relations(sections)))
    return config


def _text(source: Source, name: str) -> str:
    """Return a file's text; "" where it cannot be had: settings are a help, no more."""
    try:
        return source.text(name).removeprefix("\ufeff") if source.has(name) else ""
    except FaultyFile:
        return ""


def _sections(text: str) -> dict[str, list[_Row]]:
    sections: dict[str, list[_Row]] = {}
    rows: list[_Row] = []
    macros: dict[str, str] = {}
    above: list[tuple[int, str]] = []
    for line in text.split("\n"):
        if found := _SECTION.fullmatch(line):
            rows, above = sections.setdefault(found[1], []), []
        elif found := _MACRO.fullmatch(line.rstrip()):
            macros[f"<{found[1]}>"] = found[2]
        elif line.strip(" \t\r-") and not line.lstrip().startswith(("#", "<OVERLAP>")):
            meant = line
            for name, value in macros.items():
                meant = meant.replace(name, value)
            if row := _row(meant.rstrip(), above):
                rows.append(row)
    return sections


def _row(line: str, above: list[tuple[int, str]]) -> _Row | None:
    found = _LINE.fullmatch(line)
    if not found:
        return None
    depth = len(found[1])
    while above and above[-1][0] >= depth:
        above.pop()
    name = found[2].split("|")[0].strip()
    is_used, name = not name.startswith("!"), name.removeprefix("!")
    layer = above[0][1] if above else ""
    if len(above) < _MOST_DEPTH:
        above.append((depth, read_type(name) if not is_used and not above else layer))
    arguments: dict[str, list[str]] = {}
    for word in (found[3] or "").split(","):
        if argument := _ARGUMENT.fullmatch(word.strip()):
            arguments.setdefault(argument[1], []).extend(argument[2].split("|"))
    return _Row(name, layer, is_used, arguments)


def _looks(text: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return titles and colours by type."""
    titles: dict[str, str] = {}
    colors: dict[str, str] = {}
    section = ""
    for line in text.split("\n"):
        if found := _SECTION.fullmatch(line):
            section = found[1]
        elif section == "labels" and "|" in line:
            name, title = line.split("|")[:2]
            titles[name.strip()] = title.strip()
        elif section == "drawing" and (found := _COLOR.search(line)) and _is_dark(found[1]):
            colors[line.split()[0]] = found[1].lower()
    return titles, colors


def _is_dark(color: str) -> bool:
    # Our labels are written in their colour; brat's stand behind the letters and are mostly pale.
    red, green, blue = (int(color[place : place + 2], 16) for place in (1, 3, 5))
    return 299 * red + 587 * green + 114 * blue < 128_000


def _wording(title: str, name: str) -> Wording:
    return Wording({"": title}) if title and title not in (name, read_type(name)) else Wording()


def _attributes(rows: list[_Row], config: Config) -> Iterator[tuple[set[str], Attribute]]:
    """Yield attributes and the layers that they belong to."""
    for row in rows:
        values = [read_value(value) for value in row.arguments.get("Value", [])]
        name = read_type(row.name)
        is_flag = not values or {*values} == {"true", "false"}
        kind = Attribute(name, "flag") if is_flag else Attribute(name, "choice", tuple(dict.fromkeys(values)))
        yield set().union(*(_owned(owner, config) for owner in row.arguments.get("Arg", []))), kind


def _owned(owner: str, config: Config) -> set[str]:
    """Return the layers that a type stands for, or that stand for <ENTITY>, <EVENT> or <ANY>."""
    of_entities = {ENTITIES, *(layer for kind, layer in config.layers.items() if kind not in config.events)}
    of_events = {EVENTS, *(config.layers[kind] for kind in config.events)}
    every = {"<ENTITY>": of_entities, "<EVENT>": of_events, "<ANY>": of_entities | of_events}
    usual = EVENTS if owner in config.events else ENTITIES
    return every.get(owner) or {config.layers.get(owner) or usual}


def _relations(sections: dict[str, list[_Row]]) -> Iterator[RelationLabel]:
    """Yield relations; what may be written twice for several kinds of ends is one."""
    found: dict[str, RelationLabel] = {}
    for row in sections.get("relations", []):
        name = read_type(row.name)
        if row.name == "ENTITY-NESTING":
            continue
        args = [value for key, value in row.arguments.items() if not key.startswith("<")]
        first, second = (_ends(args[place] if len(args) > place else []) for place in (0, 1))
        there = found.get(name)
        if there is None:
            found[name] = RelationLabel(name, first, second)
        else:
            found[name] = replace(
                there, sources=_both(there.sources, first), targets=_both(there.targets, second)
            )
    for row in sections.get("events", []):
        for role in row.arguments:
            # The label of a role may run from any event to whatever the others' lines allow: say nothing.
            found[read_type(role)] = RelationLabel(read_type(role))
    yield from found.values()


def _ends(types: list[str]) -> tuple[str, ...]:
    """Return labels for types; none where they stand for anything."""
    if not types or any(one.startswith("<") for one in types):
        return ()
    return tuple(dict.fromkeys(read_label(one)[1] for one in types))


def _both(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*one, *other))) if one and other else ()

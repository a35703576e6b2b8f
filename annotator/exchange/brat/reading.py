"""brat's files as articles: events become spans, their roles relations, equals a chain of relations."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from annotator.exchange.brat.config_reading import EVENTS, Config, read_config
from annotator.exchange.brat.lines import About, AnnotationLines, Arguments, TextBound
from annotator.exchange.brat.names import BREAKS, NOTE, read_label, read_text, read_type, read_value
from annotator.exchange.incoming import (
    IncomingArticle,
    IncomingRelation,
    IncomingSet,
    IncomingSpan,
    Place,
    Reading,
)
from annotator.exchange.sniffing import LIKELY, NO, SURE, Glimpse
from annotator.exchange.source import Source, decoded
from annotator.model.annotations import Value
from annotator.model.faults import FaultyFile
from annotator.model.labels import LabelScheme

JOINED, PARTS = ".ann", (".a1", ".a2", ".rel", ".co")
"""The file with everything, and those of shared tasks, that are read together where it is missing."""

_TEXT = ".txt"
_NUMBER = re.compile(r"(.*?)([0-9]*)")
_FIRST = re.compile(r"(?:T[0-9]+\t\S+ [0-9]|[ER][0-9]+\t|\*\t)")
_NO_BASE = "link:"
_LOOKED_AT = 50


def sniff(glimpse: Glimpse) -> int:
    """Tell whether there are .ann files of brat's form, or the settings of a project."""
    names = [name for name in glimpse.names if name.lower().endswith((JOINED, *PARTS))]
    lines = [glimpse.line(name) for name in names[:_LOOKED_AT]]
    if any(_FIRST.match(line) for line in lines):
        return SURE
    has_settings = any(one.rpartition("/")[2] == "annotation.conf" for one in glimpse.names)
    return LIKELY if has_settings or (names and not any(lines)) else NO


def read_labels(source: Source) -> LabelScheme | None:
    """Return what the settings at the top allow."""
    labels = read_config(source, "").labels
    return labels if labels.layers else None


def read(source: Source, reading: Reading) -> Iterator[IncomingArticle]:
    """Yield an article for each text, and for each file of annotations without one."""
    names = source.names(_TEXT, JOINED, *PARTS)
    stems = sorted({_stem(name) for name in names if name.lower().endswith((_TEXT, JOINED, *PARTS))})
    configs: dict[str, Config] = {}
    for stem in stems:
        folder = stem[: stem.rfind("/") + 1]
        if folder not in configs:
            configs[folder] = read_config(source, folder)
        yield _article(source, stem, configs[folder], reading)


def _stem(name: str) -> str:
    return name[: name.rfind(".")]


def _article(source: Source, stem: str, config: Config, reading: Reading) -> IncomingArticle:
    files = (
        [f"{stem}{JOINED}"]
        if source.has(f"{stem}{JOINED}")
        else [f"{stem}{suffix}" for suffix in PARTS if source.has(f"{stem}{suffix}")]
    )
    place = Place(files[0] if files else f"{stem}{_TEXT}")
    article = IncomingArticle(f"{stem}{_TEXT}", None, place=place)
    lines = AnnotationLines()
    try:
        if source.has(f"{stem}{_TEXT}"):
            article.data = source.data(f"{stem}{_TEXT}")
            article.text = decoded(article.data, f"{stem}{_TEXT}")
        for name in files:
            lines.read(name, source.text(name))
    except FaultyFile as error:
        article.faults += [Place(error.path, one.line, one.place).fault(one.message) for one in error.faults]
        return article
    if files:
        article.sets.append(_Assembly(lines, config, reading.scheme, place).all())
    article.faults += lines.faults
    return article


class _Assembly:
    """Puts the lines of an article together."""

    def __init__(self, lines: AnnotationLines, config: Config, scheme: LabelScheme, place: Place) -> None:
        self._lines, self._config = lines, config
        self._said = IncomingSet(place=place)
        self._here = Counter(label.name for layer in scheme.layers for label in layer.labels)
        # What stands for an id of the file: a trigger's events have its place, and what is said of it.
        self._events: dict[str, list[str]] = {}
        for event in lines.events.values():
            self._events.setdefault(event.trigger, []).append(event.id)
        self._spans: dict[str, IncomingSpan] = {}
        self._relations: dict[str, IncomingRelation] = {}

    def all(self) -> IncomingSet:
        """Return everything as one set."""
        self._add_spans()
        for event in self._lines.events.values():
            self._add_roles(event)
        for relation in self._lines.relations:
            (_, source), (_, target) = relation.roles
            self._join(relation.type, (source, target), relation.place, relation.id)
        for equals in self._lines.equals:
            for ends in pairwise(name for _, name in equals.roles):
                self._join(equals.type, ends, equals.place)
        for about in self._lines.said:
            self._add_about(about)
        self._said.spans = list(self._spans.values())
        return self._said

    def _add_spans(self) -> None:
        for bound in self._lines.spans.values():
            if bound.id not in self._events:
                self._add(bound.id, bound, bound.type)
        for event in self._lines.events.values():
            if trigger := self._lines.spans.get(event.trigger):
                self._add(event.id, trigger, event.type, is_event=True)
            else:
                self._tell(event.place, f"{event.id}: there is no trigger {event.trigger}")

    def _tell(self, place: Place, message: str, *, warning: bool = False) -> None:
        self._lines.faults.append(place.fault(message, warning=warning))

    def _add(self, name: str, bound: TextBound, kind: str, *, is_event: bool = False) -> None:
        layer, label = read_label(kind)
        layer = layer or self._config.layers.get(kind, "")
        if is_event and not layer and not self._here[label]:
            layer = EVENTS
        span = IncomingSpan(label, bound.pieces, bound.exact, name, layer, bridges=BREAKS, place=bound.place)
        self._spans[name] = span

    def _one(self, name: str, place: Place) -> str:
        """Return the id of the span that an id of the file stands for; tell where there is none, and return
        nothing."""
        found = self._events.get(name, [name])[0]
        if found in self._spans:
            return found
        self._tell(place, f"there is nothing with the id {name}")
        return ""

    def _join(self, label: str, ends: tuple[str, str], place: Place, name: str = "") -> None:
        source, target = (self._one(end, place) for end in ends)
        if not source or not target:
            return
        if source == target:
            self._tell(place, f"{label} joins {ends[0]} to itself, and is left out", warning=True)
            return
        relation = IncomingRelation(read_type(label), source, target, name, place=place)
        self._said.relations.append(relation)
        if name:
            self._relations[name] = relation

    def _add_roles(self, event: Arguments) -> None:
        """Make a relation of each role; those that are numbered through have one name."""
        if event.id not in self._spans:
            return
        counts: Counter[str] = Counter()
        for role, target in event.roles:
            base, number = _parted(role)
            counts[base] += 1
            usual = str(counts[base]) if counts[base] > 1 else ""
            self._join(base if number == usual else role, (event.id, target), event.place)

    def _add_about(self, about: About) -> None:
        items = self._targets(about.target)
        if not items:
            self._tell(about.place, f"there is nothing with the id {about.target}")
        for item in items:
            if about.kind == "N" and isinstance(item, IncomingSpan) and not item.link:
                item.link = read_value((about.text or "").removeprefix(_NO_BASE))
            elif about.kind == "N":
                self._tell(
                    about.place,
                    f"{about.target} has a reference already: {about.text} is left out",
                    warning=True,
                )
            elif about.kind == "#" and about.type == NOTE:
                text = read_text(about.text or "")
                item.note = f"{item.note}\n{text}" if item.note else text
            else:
                self._add_value(item, about)

    def _targets(self, name: str) -> list[IncomingSpan] | list[IncomingRelation]:
        if name in self._relations:
            return [self._relations[name]]
        return [self._spans[one] for one in self._events.get(name, [name]) if one in self._spans]

    def _add_value(self, item: IncomingSpan | IncomingRelation, about: About) -> None:
        value: Value = True
        if about.kind == "#":
            value = read_text(about.text or "")
        elif about.text is not None:
            value = read_value(about.text)
        name = read_type(about.type)
        if name in item.attributes and item.attributes[name] != value:
            message = f"{about.target} has the attribute {name} already: {value} is left out"
            self._tell(about.place, message, warning=True)
            return
        item.attributes = {**item.attributes, name: value}


def _parted(role: str) -> tuple[str, str]:
    """Return a role and the number at its end."""
    found = _NUMBER.fullmatch(role)
    return (found[1], found[2]) if found and found[1] else (role, "")

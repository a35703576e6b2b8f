"""Checks what an annotation file says of spans that were moved and of lost ones, each in its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar, cast

from annotator.model.annotations import AnnotationSet, Relation, Span
from annotator.model.faults import InvalidAnnotation
from annotator.model.labels import LabelScheme
from annotator.model.plain_entries import anchor_of, relation_of, span_of
from annotator.model.unsettled import LOST, LOST_RELATIONS, MOVED, moved_from
from annotator.store.nodes import Faults, Section, shown

_PLACE = re.compile(r"spans\[0\](.*)")
T = TypeVar("T", Span, Relation)


@dataclass(frozen=True, slots=True)
class _Entry(Generic[T]):
    """An item of a list and where it stands."""

    item: T
    place: str
    line: int


def check_moved(section: Section, span: Span) -> None:
    """Add a fault where a span's own entry says that it was moved, but not from where."""
    try:
        if MOVED in section.nodes and moved_from(span) is None:
            section.fault(MOVED, "must be a mapping that says where the span stood")
    except InvalidAnnotation as error:
        section.fault(MOVED, str(error))


def check_unsettled(top: Section, annotations: AnnotationSet, scheme: LabelScheme, faults: Faults) -> None:
    """Add what is wrong with the lost spans and relations, and warn of what waits for a person."""
    spans = _read(top, LOST, _lost_span, faults)
    relations = _read(top, LOST_RELATIONS, relation_of, faults)
    _check_ids(annotations, (*spans, *relations), faults)
    _check_ends(annotations, spans, relations, faults)
    _check_labels(spans, scheme, faults)
    moved = sum(1 for span in annotations.spans for extra in span.extra if extra.key == MOVED)
    if moved:
        top.warn(
            "spans", f"{_spans(moved)} moved with the article's text: to be confirmed or rejected", MOVED
        )
    if spans:
        top.warn(LOST, f"{_spans(len(spans))} lost when the article changed: to be placed or deleted", LOST)


def _spans(count: int) -> str:
    return "1 span was" if count == 1 else f"{count:,} spans were"


def _lost_span(entry: Mapping[str, object]) -> Span:
    anchor_of(entry)
    return span_of(entry)


def _read(
    top: Section, key: str, read: Callable[[Mapping[str, object]], T], faults: Faults
) -> list[_Entry[T]]:
    entries: list[_Entry[T]] = []
    for node, place in top.items(key):
        if top.item(node, place) is None:
            continue
        try:
            item = read(cast("Mapping[str, object]", node.value()))
            entries.append(_Entry(item, place, node.line))
        except InvalidAnnotation as error:
            faults.add(str(error), place, node.line)
    return entries


def _check_ids(
    annotations: AnnotationSet, entries: Iterable[_Entry[Span] | _Entry[Relation]], faults: Faults
) -> None:
    standing = {item.id for item in (*annotations.spans, *annotations.relations)}
    seen: dict[str, str] = {}
    for entry in entries:
        name = entry.item.id
        if name in seen:
            faults.add(
                f"{shown(name)} is the id of {seen[name]} too", f"{entry.place}.id", entry.line, "id-twice"
            )
        elif name in standing:
            message = f"{shown(name)} has its place again: this entry says nothing any more"
            faults.warn(message, entry.place, entry.line, "placed")
        seen[name] = entry.place


def _check_ends(
    annotations: AnnotationSet,
    spans: Sequence[_Entry[Span]],
    relations: Sequence[_Entry[Relation]],
    faults: Faults,
) -> None:
    known = {*(span.id for span in annotations.spans), *(entry.item.id for entry in spans)}
    for entry in relations:
        for key, end in (("from", entry.item.source), ("to", entry.item.target)):
            if end not in known:
                message = f"{shown(end)} is the id of no span, not even of a lost one: this entry will go"
                faults.warn(message, f"{entry.place}.{key}", entry.line, "dangling")


def _check_labels(spans: Iterable[_Entry[Span]], scheme: LabelScheme, faults: Faults) -> None:
    for entry in spans:
        alone = AnnotationSet("x", "x", "", entry.item.end, spans=(entry.item,))
        for fault in scheme.faults_of(alone):
            match = _PLACE.fullmatch(fault.place)
            place = f"{entry.place}{match[1]}" if match else entry.place
            faults.append(replace(fault, place=place, line=entry.line))

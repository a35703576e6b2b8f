"""Sets of annotations, and sets that were edited from them, for tests of changes and merges."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from annotator.model.annotations import AnnotationSet, Extra, Relation, Span

LENGTH = 30
LABELS = (("entity", "PER"), ("entity", "ORG"), ("claim", "FACT"))


def empty() -> AnnotationSet:
    return AnnotationSet("a.txt", "aisha", "0" * 64, LENGTH)


def span(name: str, start: int = 0, end: int = 5, label: str = "PER", **more: object) -> Span:
    layer = next(layer for layer, known in LABELS if known == label)
    return Span(name, layer, label, start, end, **more)  # type: ignore[arg-type]


def made_of(*items: Span | Relation, **more: object) -> AnnotationSet:
    spans = tuple(item for item in items if isinstance(item, Span))
    relations = tuple(item for item in items if isinstance(item, Relation))
    return replace(empty(), spans=spans, relations=relations, **more)  # type: ignore[arg-type]


@st.composite
def spans(draw: st.DrawFn, name: str) -> Span:
    layer, label = draw(st.sampled_from(LABELS))
    edges = draw(st.lists(st.integers(0, LENGTH), min_size=2, max_size=4, unique=True))
    edges = sorted(edges)[: len(edges) // 2 * 2]
    parts = tuple(zip(edges[::2], edges[1::2], strict=True))
    said = draw(st.dictionaries(st.sampled_from(["a", "b"]), st.sampled_from(["x", "y", True]), max_size=2))
    return Span(
        name,
        layer,
        label,
        edges[0],
        edges[-1],
        parts if len(parts) > 1 else (),
        said,
        draw(st.sampled_from(["", "n", "\ud800\u2028 نوٹ"])),
        draw(st.sampled_from(["", "Q1"])),
        draw(st.sampled_from([None, {"by": ["model"]}])),
        draw(st.sampled_from([(), (Extra("k", [1, {"x": None}], "note"),)])),
    )


@st.composite
def edited(draw: st.DrawFn, base: AnnotationSet, most: int = 5) -> AnnotationSet:
    """A set that may come of base by a few edits, as a session makes them."""
    annotations = base
    for _ in range(draw(st.integers(0, most))):
        annotations = draw(_edits(annotations))
    return annotations


@st.composite
def _edits(draw: st.DrawFn, annotations: AnnotationSet) -> AnnotationSet:  # noqa: C901, PLR0911
    ids = [span.id for span in annotations.spans]
    kind = draw(st.sampled_from(["add", "add", "replace", "note", "remove", "relate", "unrelate", "rest"]))
    if kind == "add":
        name = f"s{max((int(name[1:]) for name in ids), default=0) + 1}"
        return annotations.adding(draw(spans(name)))
    if kind == "rest":
        changed = annotations.with_status(draw(st.sampled_from(["draft", "done"])))
        value = draw(st.sampled_from([None, "x", "y"]))
        return changed.with_attributes({"topic": value} if value else {})
    if not ids:
        return annotations
    name = draw(st.sampled_from(ids))
    if kind == "replace":
        return annotations.replacing(draw(spans(name)))
    if kind == "note":
        return annotations.replacing(replace(annotations.span(name), note=draw(st.sampled_from(["", "m"]))))
    if kind == "remove":
        return annotations.removing(name)
    if kind == "relate" and len(ids) > 1:
        other = draw(st.sampled_from([other for other in ids if other != name]))
        numbers = [int(relation.id[1:]) for relation in annotations.relations]
        relation = Relation(f"r{max(numbers, default=0) + 1}", draw(st.sampled_from("PQ")), name, other)
        return annotations.adding_relation(relation)
    if kind == "unrelate" and annotations.relations:
        return annotations.removing_relations(draw(st.sampled_from(annotations.relations)).id)
    return annotations


@st.composite
def sets(draw: st.DrawFn) -> AnnotationSet:
    return draw(edited(empty(), 10))

"""Reads one annotation file as an AnnotationSet: every word of it against the text and the labels."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import pairwise

from annotator.model.annotations import STATUSES, AnnotationSet, Piece, Relation, Span, Value
from annotator.model.document import Document
from annotator.model.labels import Attribute, LabelScheme
from annotator.store.adjudicated_sections import check_adjudicated
from annotator.store.annotation_writer import RELATION_KEYS, SPAN_KEYS, TOP_KEYS
from annotator.store.fast_reader import WrittenSpan
from annotator.store.nodes import Faults, Node, Section, shown
from annotator.store.unsettled_sections import check_moved, check_unsettled
from annotator.store.written_spans import WrittenSpans

CHANGED = "article-changed"
"""The code of the warning that a file belongs to an earlier state of its article."""

_PART_KEYS = frozenset(("start", "end", "exact"))
_TOP, _SPAN, _RELATION = frozenset(TOP_KEYS), frozenset(SPAN_KEYS), frozenset(RELATION_KEYS)
_BESIDE = frozenset(("attributes", "note", "link", "origin"))
_INDEX = re.compile(r"(spans|relations)\[(\d+)\](.*)")


class SetReader:
    """Reads one annotation file. Spans with faults are stood in for, so that all faults can be told."""

    def __init__(self, faults: Faults, document: Document, scheme: LabelScheme, changed: bool) -> None:
        """document: as it was when it was annotated. changed: whether it is another now."""
        self._faults = faults
        self._document = document
        self._text = document.text
        self._scheme = scheme
        self._attributes = {layer.name: layer.attributes for layer in scheme.layers}
        self._changed = changed
        self._spans: frozenset[str] = frozenset()
        self._written = WrittenSpans(document.text, scheme)
        self._ids: dict[str, Section | tuple[Node, str]] = {}

    def read(self, top: Section, annotator: str) -> AnnotationSet:
        """Return the set; every fault is added to those given. annotator: whose file it is."""
        self._read_head(top, annotator)
        if top.has("spans") and "relations" not in top.nodes:
            top.warn("relations", "are missing, if only as []: perhaps the file was cut short", "cut-short")
        spans = [
            span
            for node, place in top.items("spans")
            if (span := self._written_span(node, place) or self._span(top.item(node, place)))
        ]
        known, self._spans = {span.id for span in spans}, frozenset(self._ids)
        relations = [
            relation for section in top.sections("relations") if (relation := self._relation(section, known))
        ]
        annotations = AnnotationSet(
            self._document.path,
            annotator,
            self._document.sha256,
            max(len(self._text), 1) if self._faults.serious else len(self._text),
            top.choice("status", STATUSES, STATUSES[0]),
            self._said(top, self._scheme.article),
            tuple(spans),
            tuple(relations),
            top.extras(_TOP),
        )
        self._check_against_labels(annotations, top)
        check_unsettled(top, annotations, self._scheme, self._faults)
        check_adjudicated(top, self._faults)
        return annotations

    def _read_head(self, top: Section, annotator: str) -> None:
        top.name("sha256")
        length = top.integer("length")
        article = top.name("article")
        named = unicodedata.normalize("NFC", top.name("annotator"))
        if named and named != annotator:
            message = f"{shown(named)} wrote this, but it lies in the folder of {shown(annotator)}"
            top.fault("annotator", message, "wrong-annotator")
        if self._changed:
            top.warn("sha256", "the article has changed since it was annotated", CHANGED)
        if length not in (None, len(self._text)):
            top.fault("length", f"{length} is not the article's length ({len(self._text)})", "wrong-length")
        if article and article != self._document.path:
            message = f"{shown(article)} is annotated here, but the file lies at {shown(self._document.path)}"
            (top.fault if self._changed else top.warn)("article", message, "wrong-article")

    def _written_span(self, node: Node, place: str) -> Span | None:
        """Return a span of our own writing with nothing wrong in it; None where a closer look is needed."""
        span = self._written.span(node) if isinstance(node, WrittenSpan) else None
        if isinstance(node, WrittenSpan) and node.rest and span:
            span = self._with_rest(span, Section(Node(node.rest, node.line), place, self._faults))
        if span is None or span.id in self._ids:
            return None
        self._ids[span.id] = node, place
        return span

    def _with_rest(self, span: Span, section: Section) -> Span | None:
        """Return a span with what its entry says besides the usual; None where a closer look is needed."""
        if not section.nodes.keys() <= _BESIDE:
            return None
        before = len(self._faults.found)
        attributes, note, link, origin = self._besides(section, span.layer)
        if len(self._faults.found) > before:
            del self._faults.found[before:]  # they will be told by who looks closer
            return None
        return Span(span.id, span.layer, span.label, span.start, span.end, (), attributes, note, link, origin)

    def _besides(self, section: Section, layer: str) -> tuple[Mapping[str, Value], str, str, object]:
        """Return attributes, note, link and origin."""
        attributes = self._said(section, self._attributes.get(layer, ()))
        origin = section.nodes["origin"].value() if "origin" in section.nodes else None
        # What says nothing is not written.
        origin = None if origin in ("", {}, []) else origin
        return attributes, section.text("note"), section.text("link"), origin

    def _span(self, section: Section | None) -> Span | None:
        if section is None:
            return None
        before = len(self._faults.found)
        name, layer, label = section.name("id"), section.name("layer"), section.name("label")
        start, end = self._offsets(section)
        parts = self._parts(section, start, end)
        if start < end and (parts or not section.has("parts")):
            self._check_quote(section, start, end, parts)
        attributes, note, link, origin = self._besides(section, layer)
        if not self._new_id(section, name) or not (layer and label):
            return None
        if len(self._faults.found) > before:
            return Span(name, layer, label, 0, 1, attributes=attributes)
        extra = section.extras(_SPAN)
        span = Span(name, layer, label, start, end, parts, attributes, note, link, origin, extra)
        check_moved(section, span)
        return span

    def _offsets(self, section: Section) -> Piece:
        """Return start and end; (0, 0) after a fault."""
        start, end = section.integer("start"), section.integer("end")
        if start is None or end is None:
            return 0, 0
        length = len(self._text)
        if start < 0:
            section.fault("start", f"{start} is before the beginning of the article", "outside")
        elif end > length:
            section.fault("end", f"{end} is past the end of the article ({length})", "outside")
        elif start >= end:
            section.fault("end", f"{end} is not after the start ({start})")
        else:
            return start, end
        return 0, 0

    def _parts(self, section: Section, start: int, end: int) -> tuple[Piece, ...]:
        if not section.has("parts"):
            return ()
        parts: list[Piece] = []
        before = len(self._faults.found)
        for part in section.sections("parts"):
            for key in part.nodes.keys() - _PART_KEYS:
                part.fault(key, "is no key of a piece")
            piece = self._offsets(part)
            if piece[1]:
                self._check_exact(part, self._text[piece[0] : piece[1]])
            parts.append(piece)
        if len(self._faults.found) > before or start >= end:
            return ()
        if wrong := _wrong_parts(parts, start, end):
            section.fault("parts", wrong)
            return ()
        return tuple(parts)

    def _check_quote(self, section: Section, start: int, end: int, parts: tuple[Piece, ...]) -> None:
        pieces = parts or ((start, end),)
        self._check_exact(section, " ".join(self._text[first:last] for first, last in pieces))

    def _check_exact(self, section: Section, stands: str) -> None:
        exact = section.name("exact")
        if exact and exact != stands:
            whose = "other quotes tell of" if self._changed else "the article reads"
            section.fault("exact", f"is {shown(exact)}, but {whose} {shown(stands)} there", "quote")

    def _new_id(self, section: Section, name: str) -> bool:
        if name in self._ids:
            section.fault("id", f"{shown(name)} is the id of {self._section(name).place} too", "id-twice")
            return False
        if name:
            self._ids[name] = section
        return bool(name)

    def _section(self, name: str) -> Section:
        """Return the section of the span or relation with that id."""
        at = self._ids[name]
        return at if isinstance(at, Section) else Section(*at, self._faults)

    def _said(self, section: Section, allowed: Iterable[Attribute]) -> Mapping[str, Value]:
        """Return the attributes of a section; true and false are flags where the labels say so."""
        if "attributes" not in section.nodes:
            return {}
        inner = section.section("attributes")
        flags = {attribute.name for attribute in allowed if attribute.type == "flag"}
        return {key: _value(node, inner.text(key), key in flags) for key, node in inner.nodes.items() if key}

    def _relation(self, section: Section, spans: set[str]) -> Relation | None:
        name, label = section.name("id"), section.name("label")
        source, target = section.name("from"), section.name("to")
        for key, end in (("from", source), ("to", target)):
            if end and end not in self._spans:
                section.fault(key, f"{shown(end)} is the id of no span", "dangling")
        if source and source == target:
            section.fault("to", "is the span that the relation starts from")
        kind = self._scheme.relation(label)
        attributes = self._said(section, kind.attributes if kind else ())
        note = section.text("note")
        if not self._new_id(section, name) or not label or source == target or not {source, target} <= spans:
            return None
        return Relation(name, label, source, target, attributes, note, section.extras(_RELATION))

    def _check_against_labels(self, annotations: AnnotationSet, top: Section) -> None:
        """Add what the scheme does not allow, at its place in the file, which need not be in order."""
        for fault in self._scheme.faults_of(annotations):
            match = _INDEX.fullmatch(fault.place)
            if match:
                items = annotations.spans if match[1] == "spans" else annotations.relations
                section, rest = self._section(items[int(match[2])].id), match[3].lstrip(".")
            else:
                section, rest = top, fault.place
            place = section.at(rest) if rest else section.place
            self._faults.append(replace(fault, place=place, line=_line(section, rest)))


def _wrong_parts(parts: list[Piece], start: int, end: int) -> str | None:
    if len(parts) < 2:
        return "must be two or more; a span in one piece has none"
    if (parts[0][0], parts[-1][1]) != (start, end):
        return f"do not reach from the span's start to its end ({start} to {end})"
    if any(left[1] >= right[0] for left, right in pairwise(parts)):
        return "are not in the order of the text, or touch each other"
    return None


def _value(node: Node, text: str, flag: bool) -> Value:
    if flag and node.plain and text in ("true", "false"):
        return text == "true"
    return text


def _line(section: Section, path: str) -> int:
    """Return the line of a dotted path below a section, as far as it leads."""
    line, nodes = section.line, section.nodes
    for key in path.split("."):
        node = nodes.get(key)
        if node is None:
            break
        line, nodes = node.line, node.content if isinstance(node.content, dict) else {}
    return line

"""An AnnotationSet as the bytes of its file: the same annotations always give the same bytes.

Remembers the entry of each span, so that writing a large set after one edit costs little.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import cast

from annotator.model.adjudication import LEFT_OPEN, REJECTED
from annotator.model.annotations import AnnotationSet, Extra, Relation, Span, Value
from annotator.model.document import Document
from annotator.model.unsettled import LOST, LOST_RELATIONS, MOVED
from annotator.store.bounds import MAX_ITEMS
from annotator.store.emitter import FreeText, entry, quoted, word
from annotator.text.segments import is_boundary, next_boundary, previous_boundary

FORMAT = "annotator/1"
TOP_KEYS = (
    "format", "article", "sha256", "length", "annotator", "status", "attributes", "spans", "relations",
)  # fmt: skip
LONG_LISTS = ("spans", "relations", LOST, LOST_RELATIONS, REJECTED, LEFT_OPEN)
"""Those of a file that may have any number of entries."""
SPAN_KEYS = (
    "id", "layer", "label", "start", "end", "parts", "exact", "prefix", "suffix",
    "attributes", "note", "link", "origin",
)  # fmt: skip
RELATION_KEYS = ("id", "label", "from", "to", "attributes", "note")
_FREE = frozenset(("exact", "prefix", "suffix", "note", "attributes", "reason"))
_QUOTING = frozenset((MOVED, LOST, LOST_RELATIONS, REJECTED, LEFT_OPEN))
CONTEXT = 24
"""Code points at most of prefix and suffix."""


class AnnotationWriter:
    """Writes sets of annotations of one document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        # By identity, with the span itself so that its id() is not given to another.
        self._entries: dict[int, tuple[Span, bytes]] = {}

    def write(self, annotations: AnnotationSet) -> bytes:
        """Return the bytes of the annotation file."""
        self._forget_others(annotations.spans)
        spans = b"".join([self._entry(span) for span in annotations.spans])
        keyed = _head(annotations)
        chunks: list[bytes] = []
        for key in ("", *TOP_KEYS):
            chunks.append("".join(f"{line}\n" for line in keyed.get(key, ())).encode())
            if key == "spans":
                chunks.append(spans)
            chunks.extend(_lines_after(annotations.extra, key))
        return b"".join(chunks)

    def _entry(self, span: Span) -> bytes:
        known = self._entries.get(id(span))
        if known is None:
            known = (span, _joined(_span_lines(self.document.text, span)))
            self._entries[id(span)] = known
        return known[1]

    def _forget_others(self, spans: Sequence[Span]) -> None:
        """Drop the entries of earlier sets once they are the larger part."""
        if len(self._entries) > 2 * len(spans) + 64:
            present = {id(span) for span in spans}
            self._entries = {key: kept for key, kept in self._entries.items() if key in present}


def excess_of(annotations: AnnotationSet) -> str:
    """Return why a set would not be read again, whatever its size; "" where it would."""
    many = next((span.id for span in annotations.spans if len(span.parts) > MAX_ITEMS), "")
    return f"has more than {MAX_ITEMS:,} pieces in the span {many}" if many else ""


def _head(annotations: AnnotationSet) -> dict[str, list[str]]:
    """Return the lines of each key of the file, those of the spans' entries left out."""
    relations = [line for relation in annotations.relations for line in _relation_lines(relation)]
    return {
        "format": [f"format: {FORMAT}"],
        "article": [f"article: {word(annotations.article)}"],
        "sha256": [f"sha256: {word(annotations.sha256)}"],
        "length": [f"length: {annotations.length}"],
        "annotator": [f"annotator: {word(annotations.annotator)}"],
        "status": [f"status: {word(annotations.status)}"],
        "attributes": _attribute_lines(annotations.attributes) or ["attributes: {}"],
        "spans": ["spans:"] if annotations.spans else ["spans: []"],
        "relations": ["relations:", *relations] if relations else ["relations: []"],
    }


def _lines_after(extras: Iterable[Extra], key: str) -> Iterator[bytes]:
    for extra in extras:
        if extra.after == key:
            yield "".join(f"{line}\n" for line in _extra_lines(extra)).encode()


def _extra_lines(extra: Extra) -> list[str]:
    """Return the lines of a key besides the set's own; what is free text in it stands in quotes."""
    return entry(extra.key, _free(extra.value) if extra.key in _QUOTING else extra.value)


def _free(value: object, free: bool = False) -> object:
    if isinstance(value, Mapping):
        said = cast("Mapping[str, object]", value)
        return {key: _free(item, key in _FREE or free) for key, item in said.items()}
    if isinstance(value, list | tuple):
        return [_free(item) for item in cast("Sequence[object]", value)]
    return FreeText(value) if free and isinstance(value, str) else value


def _joined(lines: list[str]) -> bytes:
    """Return the lines of a mapping as an item of a list."""
    return ("- " + "\n  ".join(lines) + "\n").encode()


def _span_lines(text: str, span: Span) -> list[str]:
    """Return the lines of a span, its first key's first."""
    prefix, suffix = quote_context(text, span.start, span.end)
    keyed = {
        "id": [f"id: {word(span.id)}"],
        "layer": [f"layer: {word(span.layer)}"],
        "label": [f"label: {word(span.label)}"],
        "start": [f"start: {span.start}"],
        "end": [f"end: {span.end}"],
        "parts": _part_lines(text, span),
        "exact": [f"exact: {quoted(span.exact(text))}"],
        "prefix": [f"prefix: {quoted(prefix)}"],
        "suffix": [f"suffix: {quoted(suffix)}"],
        "attributes": _attribute_lines(span.attributes),
        "note": [f"note: {quoted(span.note)}"] if span.note else [],
        "link": [f"link: {word(span.link)}"] if span.link else [],
        "origin": entry("origin", span.origin) if span.origin not in (None, "", {}, []) else [],
    }
    return _in_order(keyed, SPAN_KEYS, span.extra)


def _relation_lines(relation: Relation) -> list[str]:
    keyed = {
        "id": [f"id: {word(relation.id)}"],
        "label": [f"label: {word(relation.label)}"],
        "from": [f"from: {word(relation.source)}"],
        "to": [f"to: {word(relation.target)}"],
        "attributes": _attribute_lines(relation.attributes),
        "note": [f"note: {quoted(relation.note)}"] if relation.note else [],
    }
    first, *rest = _in_order(keyed, RELATION_KEYS, relation.extra)
    return [f"- {first}", *(f"  {line}" for line in rest)]


def _in_order(keyed: Mapping[str, list[str]], keys: Sequence[str], extras: tuple[Extra, ...]) -> list[str]:
    if not extras:
        return [line for lines in keyed.values() for line in lines]
    lines: list[str] = []
    for key in ("", *keys):
        lines += keyed.get(key, [])
        for extra in extras:
            if extra.after == key:
                lines += _extra_lines(extra)
    return lines


def _part_lines(text: str, span: Span) -> list[str]:
    if not span.parts:
        return []
    lines = ["parts:"]
    for start, end in span.parts:
        lines += [f"- start: {start}", f"  end: {end}", f"  exact: {quoted(text[start:end])}"]
    return lines


def _attribute_lines(attributes: Mapping[str, Value]) -> list[str]:
    if not attributes:
        return []
    lines = ["attributes:"]
    for name, value in attributes.items():
        said = quoted(value) if isinstance(value, str) else ("true" if value else "false")
        lines.append(f"  {word(name)}: {said}")
    return lines


def quote_context(text: str, start: int, end: int) -> tuple[str, str]:
    """Return what stands before and after [start, end): up to CONTEXT code points, cut to whole grapheme
    clusters and to the paragraph (W3C TextQuoteSelector's prefix and suffix)."""
    first = text.rfind("\n", max(0, start - CONTEXT), start) + 1 or max(0, start - CONTEXT)
    if not is_boundary(text, first):
        first = min(next_boundary(text, first), start)
    last = text.find("\n", end, end + CONTEXT)
    last = min(len(text), end + CONTEXT) if last < 0 else last
    if not is_boundary(text, last):
        last = max(previous_boundary(text, last), end)
    return text[first:start], text[end:last]

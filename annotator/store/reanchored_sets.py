"""Annotations brought to the article as it is now: spans in their places, moved ones marked, lost ones kept
aside with their relations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from annotator.model.anchors import Anchor
from annotator.model.annotations import AnnotationSet, Piece, Relation, Span
from annotator.model.document import Document
from annotator.model.unsettled import (
    LostSpan,
    lost_relations,
    lost_spans,
    moved_from,
    with_lost,
    with_moved_from,
)
from annotator.store.anchoring.earlier_forms import known_by_digest
from annotator.store.anchoring.quoted_text import Fragment
from annotator.store.reanchoring import Lost, Moved, Reanchored, find_again, reanchor


@dataclass(frozen=True, slots=True)
class Reset:
    """annotations: of the article as it is now. found: what became of the spans, lost ones of before too.

    anchors: where each span stood, by its id. lost: those without a place now.
    """

    annotations: AnnotationSet
    found: Reanchored
    anchors: Mapping[str, Anchor] = field(default_factory=dict[str, Anchor])
    lost: tuple[LostSpan, ...] = ()


def reset(
    annotations: AnnotationSet,
    anchors: Mapping[str, Anchor],
    document: Document,
    known: Iterable[Fragment] = (),
) -> Reset:
    """Bring annotations to the article as it is now.

    annotations: of an earlier text, of which anchors tells where the spans stood; known: what others quote
    of the same text. Spans that were lost before are looked for again.
    """
    whole = known_by_digest(document.text, annotations.sha256, annotations.length)
    found = reanchor(anchors, annotations.length, document.text, whole or known)
    placed = [span for span in annotations.spans if span.id not in found.lost]
    spans = {span.id: _placed(span, anchors[span.id], found, document.text) for span in placed}
    gone = {span.id: _lost(span, anchors[span.id]) for span in annotations.spans if span.id in found.lost}
    before = {item.span.id: item for item in lost_spans(annotations)}
    again = _found_again(before, spans.values(), document.text)
    for name, where in again.moved.items():
        spans[name] = _moved(before[name].span, where.pieces, before[name].anchor)
    lost = [*gone.values(), *(item for name, item in before.items() if name not in spans)]
    kept = [r for r in annotations.relations if r.source in spans and r.target in spans]
    waiting = [r for r in annotations.relations if r not in kept]
    result = _assembled(annotations, document, [*spans.values()], kept)
    return Reset(
        with_lost(result, lost, [*waiting, *lost_relations(annotations)]),
        Reanchored(found.unchanged, {**found.moved, **again.moved}, {**found.lost, **again.lost}),
        {**anchors, **{name: item.anchor for name, item in before.items()}},
        tuple(sorted(lost, key=lambda item: item.span.order)),
    )


def _assembled(
    annotations: AnnotationSet, document: Document, spans: Iterable[Span], relations: Iterable[Relation]
) -> AnnotationSet:
    return AnnotationSet(
        document.path,
        annotations.annotator,
        document.sha256,
        len(document.text),
        annotations.status,
        annotations.attributes,
        tuple(spans),
        tuple(relations),
        annotations.extra,
    )


def _placed(span: Span, anchor: Anchor, found: Reanchored, text: str) -> Span:
    if span.id not in found.moved:
        return span
    pieces = found.moved[span.id].pieces
    # Until somebody confirms it, the place that counts is the one that a person chose.
    first = moved_from(span) or anchor
    back = pieces == tuple((start, end) for start, end, _ in first.pieces)
    if back and " ".join(text[start:end] for start, end in pieces) == first.exact:
        return _at(with_moved_from(span, None), pieces)
    return _moved(span, pieces, first)


def _moved(span: Span, pieces: Sequence[Piece], anchor: Anchor) -> Span:
    return with_moved_from(_at(span, pieces), anchor)


def _at(span: Span, pieces: Sequence[Piece]) -> Span:
    first, last = pieces[0], pieces[-1]
    return replace(span, start=first[0], end=last[1], parts=tuple(pieces) if len(pieces) > 1 else ())


def _lost(span: Span, anchor: Anchor) -> LostSpan:
    anchor = moved_from(span) or anchor
    pieces = tuple((start, end) for start, end, _ in anchor.pieces)
    return LostSpan(_at(with_moved_from(span, None), pieces), anchor)


def _found_again(lost: Mapping[str, LostSpan], standing: Iterable[Span], text: str) -> Reanchored:
    """Look for spans that were lost before; where the very same mark stands already, there is none."""
    taken = {(span.pieces, span.layer, span.label) for span in standing}
    found = find_again({name: item.anchor for name, item in lost.items()}, text)
    moved: dict[str, Moved] = {}
    still: dict[str, Lost] = dict(found.lost)
    for name, where in found.moved.items():
        span = lost[name].span
        if (where.pieces, span.layer, span.label) in taken:
            still[name] = Lost((where.pieces,), where.pieces[0][0])
        else:
            moved[name] = where
    return Reanchored((), moved, still)

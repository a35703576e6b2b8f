"""What is odd about spans though they can be used, and which of it can be put right without a person.

Put right are ranges that cut a character in two or begin or end with space, and spans given twice.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from annotator.model.annotations import AnnotationSet, Piece, Relation, Span
from annotator.model.unsettled import lost_relations, moved_from
from annotator.store.nodes import plain
from annotator.text.segments import is_boundary, snap

CUT, SPACE, TWICE = "cut-character", "edge-space", "given-twice"


@dataclass(frozen=True, slots=True)
class Oddity:
    """span: its id; code: what kind it is; fixable: whether mended() puts it right."""

    span: str
    code: str
    message: str
    fixable: bool


@dataclass(frozen=True, slots=True)
class Mended:
    """done: what was put right, a line for each thing."""

    annotations: AnnotationSet
    done: tuple[str, ...] = ()


def oddities(annotations: AnnotationSet, text: str) -> list[Oddity]:
    """Return what is odd about the spans, in their order."""
    twice = _twins(annotations)
    found: list[Oddity] = []
    for span in annotations:
        found += _range_oddities(span, text)
        if span.id in twice:
            other = twice[span.id].id
            fixable = _is_spare(annotations, span, other)
            more = "" if fixable else ", but something is said of each of them"
            found.append(
                Oddity(span.id, TWICE, f"{plain(span.id)} is the same as {plain(other)}{more}", fixable)
            )
    return found


def _range_oddities(span: Span, text: str) -> list[Oddity]:
    # The least that is asked of every span, since there may be very many.
    edges = {offset for piece in span.pieces for offset in piece}
    cut = sorted(offset for offset in edges if not is_boundary(text, offset))
    spaces = [(a, b) for a, b in span.pieces if text[a].isspace() or text[b - 1].isspace()]
    if not cut and not spaces:
        return []
    found: list[Oddity] = []
    # A span that was moved and not yet confirmed is with a person anyway.
    fixable = not moved_from(span) and _mended_pieces(span.pieces, text) is not None
    if cut:
        places = " and ".join(map(str, cut))
        found.append(Oddity(span.id, CUT, f"{plain(span.id)} cuts a character in two at {places}", fixable))
    if any(_trimmed(text, *piece) != piece for piece in spaces):
        empty = any(not text[a:b].strip() for a, b in spaces)
        message = f"{plain(span.id)} {'covers nothing but space' if empty else 'begins or ends with space'}"
        found.append(Oddity(span.id, SPACE, message, fixable))
    return found


def mended(annotations: AnnotationSet, text: str) -> Mended:
    """Return the set with all put right that can be, and what that was."""
    done: list[str] = []
    for span in annotations:
        fixable = any(oddity.fixable for oddity in _range_oddities(span, text))
        if fixable and (pieces := _mended_pieces(span.pieces, text)):
            whole = {"start": pieces[0][0], "end": pieces[-1][1], "parts": pieces[1:] and pieces}
            annotations = annotations.replacing(replace(span, **whole))
            done.append(f"{plain(span.id)} ran from {_shown(span.pieces)}, now from {_shown(pieces)}")
    for name, other in _twins(annotations).items():
        if _is_spare(annotations, annotations.span(name), other.id):
            annotations = _without(annotations, name, other.id)
            done.append(f"{plain(name)} is gone: it was the same as {plain(other.id)}")
    return Mended(annotations, tuple(done))


def _shown(pieces: Iterable[Piece]) -> str:
    return ", ".join(f"{start} to {end}" for start, end in pieces)


def _mended_pieces(pieces: Iterable[Piece], text: str) -> tuple[Piece, ...] | None:
    """Return pieces of whole characters without space at their edges; None where they are no pieces then."""
    new = tuple(_trimmed(text, *snap(text, *piece)) for piece in pieces)
    apart = all(left[1] < right[0] for left, right in pairwise(new))
    return new if apart and all(text[a:b].strip() for a, b in new) else None


def _trimmed(text: str, start: int, end: int) -> Piece:
    """Return a range without the spaces at its ends; a space that carries a mark is part of a character."""
    while start < end and text[start].isspace() and is_boundary(text, start + 1):
        start += 1
    while start < end and text[end - 1].isspace() and is_boundary(text, end - 1):
        end -= 1
    return start, end


def _twins(annotations: AnnotationSet) -> dict[str, Span]:
    """Return the spans that are the same as another, each with the one that stays: the one that says most."""
    kept: dict[tuple[str, str, tuple[Piece, ...]], Span] = {}
    same: dict[tuple[str, str, tuple[Piece, ...]], list[Span]] = {}
    for span in annotations:
        same.setdefault((span.layer, span.label, span.pieces), []).append(span)
    for key, spans in same.items():
        kept[key] = next((span for span in spans if _says_more(span)), spans[0])
    return {span.id: kept[key] for key, spans in same.items() for span in spans if span.id != kept[key].id}


def _says_more(span: Span) -> bool:
    return bool(span.attributes or span.note or span.link or span.origin or span.extra)


def _is_spare(annotations: AnnotationSet, span: Span, other: str) -> bool:
    """Whether a twin says nothing of its own, and the other can take over its relations."""
    relations = annotations.relations_of(span.id)
    waiting = {end for relation in lost_relations(annotations) for end in (relation.source, relation.target)}
    if span.id in waiting:
        return False
    return not _says_more(span) and all(_moved(r, span.id, other) is not None for r in relations)


def _moved(relation: Relation, old: str, new: str) -> Relation | None:
    """Return a relation of one span as a relation of another; None where it would relate it to itself."""
    source, target = (new if end == old else end for end in (relation.source, relation.target))
    return None if source == target else replace(relation, source=source, target=target)


def _without(annotations: AnnotationSet, name: str, other: str) -> AnnotationSet:
    """Return the set without a span, whose relations the other has unless it has the same."""
    moved = [_moved(relation, name, other) for relation in annotations.relations_of(name)]
    annotations = annotations.removing(name)
    has = [replace(relation, id="-") for relation in annotations.relations_of(other)]
    for relation in moved:
        if relation and replace(relation, id="-") not in has:
            annotations = annotations.adding_relation(relation)
    return annotations

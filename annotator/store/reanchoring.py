"""Finds spans again in an article that has changed, from their quotes: never by guess, never in silence.

What the quotes tell of the earlier text is aligned with the new one (annotator.store.anchoring); a span is
placed where that alignment puts it, if its context agrees and nothing else could be meant as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from annotator.model.anchors import Anchor
from annotator.model.annotations import Piece
from annotator.store.anchoring.candidates import Candidates
from annotator.store.anchoring.changed_text import ChangedText
from annotator.store.anchoring.lone_anchors import lone_placers
from annotator.store.anchoring.placing import Place, Placer
from annotator.store.anchoring.quoted_text import Fragment, QuotedText


@dataclass(frozen=True, slots=True)
class Moved:
    """Where a span's words are now, to be confirmed by a person.

    pieces: code points of the new text. quote_changed: the words themselves are others, if only by a
    letter. context_changed: the words before or after are others. out_of_order: it stands before what it
    stood after, or the other way.
    """

    pieces: tuple[Piece, ...]
    quote_changed: bool = False
    context_changed: bool = False
    out_of_order: bool = False


@dataclass(frozen=True, slots=True)
class Lost:
    """A span that is not found, or in several places equally.

    candidates: where it could be, best first, each as its pieces. near: about where it would stand.
    """

    candidates: tuple[tuple[Piece, ...], ...] = ()
    near: int = 0


@dataclass(frozen=True, slots=True)
class Reanchored:
    """What became of each span, by its id. unchanged: the same offsets are still right."""

    unchanged: tuple[str, ...] = ()
    moved: Mapping[str, Moved] = field(default_factory=dict[str, Moved])
    lost: Mapping[str, Lost] = field(default_factory=dict[str, Lost])


def reanchor(
    anchors: Mapping[str, Anchor], length: int, text: str, known: Iterable[Fragment] = ()
) -> Reanchored:
    """Find spans again.

    anchors: where each span stood in one earlier state of the article; length: of that, in code points;
    known: what else is known of it (its whole text, or what others quoted). text: the article now.
    """
    old = QuotedText(anchors.values(), length, known)
    if old.is_same(text):
        return Reanchored(tuple(anchors))
    new = ChangedText(text)
    placer, candidates = Placer(old, new), Candidates(new)
    found: dict[Anchor, Moved | Lost | None] = {}
    for anchor in anchors.values():
        if anchor not in found:
            found[anchor] = _find(anchor, placer, candidates, placer.near(anchor.start))
    return _sorted(anchors, found)


def find_again(anchors: Mapping[str, Anchor], text: str) -> Reanchored:
    """Find spans each for itself, of which nobody knows in which state of the article they stood.

    Nothing is unchanged then.
    """
    new = ChangedText(text)
    candidates = Candidates(new)
    found: dict[Anchor, Moved | Lost | None] = {}
    for anchor, alone, placer in lone_placers(anchors.values(), new):
        where = _find(alone, placer, candidates, min(anchor.start, len(text)))
        found[anchor] = where or Moved(tuple((start, end) for start, end, _ in alone.pieces))
    return _sorted(anchors, found)


def _sorted(anchors: Mapping[str, Anchor], found: Mapping[Anchor, Moved | Lost | None]) -> Reanchored:
    where = {name: found[anchor] for name, anchor in anchors.items()}
    return Reanchored(
        tuple(name for name, there in where.items() if there is None),
        {name: there for name, there in where.items() if isinstance(there, Moved)},
        {name: there for name, there in where.items() if isinstance(there, Lost)},
    )


def _find(anchor: Anchor, placer: Placer, candidates: Candidates, near: int) -> Moved | Lost | None:
    """Return None for a span that stands where it stood. near: about where it is to be expected."""
    places = placer.places(anchor)
    sure = [place for place in places if place and place.sure]
    if len(sure) < len(places) or not _together(sure):
        return Lost(candidates.of(anchor, placer.likely(anchor, places), near), near)
    if all(place.stays for place in sure):
        return None
    return Moved(
        tuple(place.piece for place in sure),
        any(place.quote_changed for place in sure),
        any(place.context_changed for place in sure),
        any(place.out_of_order for place in sure),
    )


def _together(places: list[Place]) -> bool:
    """Whether pieces are in order and apart, and none was moved away from the others."""
    if any(left.piece[1] >= right.piece[0] for left, right in pairwise(places)):
        return False
    return len({place.block for place in places}) == 1 or not any(place.out_of_order for place in places)

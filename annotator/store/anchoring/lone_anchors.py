"""Anchors of which nobody knows in which state of the article they stood: each is looked for by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from annotator.model.anchors import Anchor
from annotator.store.anchoring.changed_text import ChangedText
from annotator.store.anchoring.equal_stretches import seeds_of
from annotator.store.anchoring.placing import Placer
from annotator.store.anchoring.quoted_text import QuotedText


def lone_placers(anchors: Iterable[Anchor], new: ChangedText) -> Iterator[tuple[Anchor, Anchor, Placer]]:
    """Yield each anchor once, as if its text were no more than it quotes, and what places it.

    The offsets of the second anchor are those of that text.
    """
    alone = {anchor: _alone(anchor) for anchor in anchors}
    quoted = [QuotedText([anchor], anchor.end + len(anchor.suffix) + 1) for anchor in alone.values()]
    new.where(seed for old in quoted for seed in seeds_of(old.text, old.stretches()))
    for (anchor, one), old in zip(alone.items(), quoted, strict=True):
        yield anchor, one, Placer(old, new)


def _alone(anchor: Anchor) -> Anchor:
    """Return an anchor with one character before its context."""
    back = anchor.start - len(anchor.prefix) - 1
    parts = tuple((start - back, end - back, words) for start, end, words in anchor.parts)
    return replace(anchor, start=anchor.start - back, end=anchor.end - back, parts=parts)

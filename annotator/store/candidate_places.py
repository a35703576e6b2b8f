"""Says where spans without a place could stand in an article, for a person to choose from."""

from __future__ import annotations

from collections.abc import Mapping

from annotator.model.anchors import Anchor
from annotator.model.annotations import Piece
from annotator.store.anchoring.candidates import Candidates
from annotator.store.anchoring.changed_text import ChangedText
from annotator.store.anchoring.placing import Placer
from annotator.store.anchoring.quoted_text import QuotedText


def candidate_places(anchors: Mapping[str, Anchor], text: str) -> dict[str, tuple[tuple[Piece, ...], ...]]:
    """Return where each of these could stand in the text, best first, each place as its pieces.

    anchors: where they stood in an earlier text, by any name. Nothing of what is returned is sure.
    """
    if not anchors:
        return {}
    length = max(anchor.end + len(anchor.suffix) for anchor in anchors.values())
    placer = Placer(QuotedText(anchors.values(), length), ChangedText(text))
    candidates = Candidates(placer)
    found: dict[str, tuple[tuple[Piece, ...], ...]] = {}
    for name, anchor in anchors.items():
        places = [placer.place(start, end, words) for start, end, words in anchor.pieces]
        found[name] = candidates.of(anchor, places, placer.near(anchor.start))
    return found

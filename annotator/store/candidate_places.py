"""Says where spans without a place could stand in an article, for a person to choose from."""

from __future__ import annotations

from collections.abc import Mapping

from annotator.model.anchors import Anchor
from annotator.model.annotations import Piece
from annotator.store.anchoring.candidates import Candidates
from annotator.store.anchoring.changed_text import ChangedText
from annotator.store.anchoring.lone_anchors import lone_placers


def candidate_places(anchors: Mapping[str, Anchor], text: str) -> dict[str, tuple[tuple[Piece, ...], ...]]:
    """Return where each of these could stand in the text, best first, each place as its pieces.

    anchors: where they stood in earlier texts, by any name. Nothing of what is returned is sure.
    """
    new = ChangedText(text)
    candidates = Candidates(new)
    found = {
        anchor: candidates.of(alone, placer.likely(alone, placer.places(alone)), min(anchor.start, len(text)))
        for anchor, alone, placer in lone_placers(anchors.values(), new)
    }
    return {name: found[anchor] for name, anchor in anchors.items()}

"""What stands everywhere in a text stands in few places between two that are known."""

from __future__ import annotations

from annotator.store.anchoring.changed_text import ChangedText
from annotator.store.anchoring.equal_stretches import Known, Stretch, equal_stretches, seeds_of
from annotator.store.anchoring.gaps import stretches_in_gaps

COMMON = "as everybody knows it"
ROWS = [f"row {number * 7919 % 10_007:05} {COMMON}\n" for number in range(200)]
TEXT = "".join(ROWS)


def test_a_common_phrase_between_its_neighbours() -> None:
    new = ChangedText(f"Something new.\n{TEXT}")
    at = TEXT.index(COMMON, len(TEXT) // 2)
    known = [Known(0, len(TEXT), 0)]
    seeds = new.where(seeds_of(TEXT, known))
    place = at + len("Something new.\n")
    alone = [Known(at, at + len(COMMON), 0)]
    assert equal_stretches(TEXT, alone, new.text, seeds) == []
    kept = [Stretch(0, 15, at), Stretch(at + len(COMMON), place + len(COMMON), 300)]
    found = stretches_in_gaps(kept, TEXT, known, new)
    assert Stretch(0, 15, len(TEXT)) in found


def test_a_gap_without_words_is_left_alone() -> None:
    kept = [Stretch(0, 0, 100), Stretch(100, 200, 100)]
    assert stretches_in_gaps(kept, TEXT, [Known(0, len(TEXT), 0)], ChangedText(TEXT[:300])) == set()

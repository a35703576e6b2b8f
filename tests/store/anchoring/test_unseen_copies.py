"""A text that has become shorter may have lost a copy of what stands there still."""

from __future__ import annotations

from annotator.model.anchors import Anchor
from annotator.store.anchoring.changed_text import ChangedText
from annotator.store.anchoring.equal_stretches import Stretch
from annotator.store.anchoring.quoted_text import QuotedText
from annotator.store.anchoring.unseen_copies import UnseenCopies

HEAD, COPY, TAIL = "Head line.\n", "Said once more.\n", "Tail line.\n"
OLD, NEW = HEAD + COPY + COPY + TAIL, HEAD + COPY + TAIL
PLACE = len(HEAD)


def copies(*quotes: tuple[int, int], kept: tuple[Stretch, ...] = ()) -> UnseenCopies:
    anchors = [Anchor(start, end, OLD[start:end]) for start, end in quotes]
    return UnseenCopies(QuotedText(anchors, len(OLD)), ChangedText(NEW), kept)


def test_a_line_as_long_as_what_has_gone() -> None:
    found = copies()
    assert found.over(PLACE, PLACE + 4)
    assert found.over(PLACE + 5, PLACE + 9)
    assert not found.over(0, 4)
    assert not found.over(len(NEW) - 5, len(NEW) - 2)


def test_none_where_quotes_tell_what_stood_behind() -> None:
    tail = len(OLD) - len(TAIL)
    start = OLD.index("once")
    known = copies((start, start + 4), (tail, tail + 4), kept=(Stretch(start, start, 4),))
    assert known.over(PLACE, PLACE + 4)
    behind = PLACE + len(COPY) + 5
    beyond = copies((behind, behind + 4), kept=(Stretch(behind, PLACE + len(COPY) + 5, 4),))
    assert not beyond.over(PLACE, PLACE + 4)


def test_none_in_a_text_that_is_not_shorter() -> None:
    found = UnseenCopies(QuotedText([], len(NEW)), ChangedText(OLD), ())
    assert not found.over(0, len(OLD))

"""Where nothing has come or gone."""

from __future__ import annotations

from annotator.store.anchoring.equal_stretches import Stretch
from annotator.store.anchoring.quiet_parts import QuietParts
from annotator.store.anchoring.quoted_text import UNKNOWN

OLD = "abcdefgh" + UNKNOWN * 4 + "mnopqrst" + "uvwx"
NEW = "abcdefgh" + "ijkl" + "mnopqrst" + "--" + "uvwx"
PARTS = QuietParts([Stretch(0, 0, 8), Stretch(12, 12, 8), Stretch(20, 22, 4)], OLD, NEW)


def test_what_is_known_and_stands_is_solid() -> None:
    assert PARTS.solid(0, 8)
    assert PARTS.solid(12, 20)
    assert PARTS.solid(20, 24)
    assert not PARTS.solid(0, 9)
    assert not PARTS.solid(18, 22)


def test_what_stands_in_the_same_distances_is_calm() -> None:
    assert PARTS.calm(0, 20)
    assert not PARTS.calm(12, 22)


def test_words_that_have_changed_are_not_calm() -> None:
    parts = QuietParts([Stretch(0, 0, 3), Stretch(5, 5, 3)], "abcxxfgh", "abcyyfgh")
    assert not parts.calm(0, 8)
    assert parts.solid(0, 3)


def test_the_unknown_ends_of_a_text_are_calm_where_they_are_as_long_as_before() -> None:
    old, new = UNKNOWN * 4 + "abcd" + UNKNOWN * 4, "....abcd......."
    parts = QuietParts([Stretch(4, 4, 4)], old, new)
    assert parts.calm(0, 8)
    assert not parts.calm(4, 12)

"""Stretches that two texts have in common, against their definition."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.store.anchoring.equal_stretches import Stretch, equal_stretches

LEAST = 8


def by_definition(old: str, known: list[tuple[int, int]], new: str) -> set[Stretch]:
    found: set[Stretch] = set()
    for first, last in known:
        for a in range(first, last):
            for b in range(len(new)):
                if old[a] != new[b] or (a > first and b > 0 and old[a - 1] == new[b - 1]):
                    continue
                size = 0
                while a + size < last and b + size < len(new) and old[a + size] == new[b + size]:
                    size += 1
                if size >= LEAST:
                    found.add(Stretch(a, b, size))
    return found


texts = st.lists(st.sampled_from(["نام ", "صدر مملکت ", "ab", "c", "\n"]), max_size=14).map("".join)


@given(texts, texts, st.data())
def test_all_that_are_long_are_found(old: str, new: str, data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(old)))
    known = [(0, cut), (cut, len(old))]
    found = equal_stretches(old, known, new)
    defined = by_definition(old, known, new)
    assert found == sorted(found)
    long = {stretch for stretch in found if stretch.size >= LEAST}
    assert long <= defined
    for stretch in defined - long:
        longer = [other for other in found if other.size >= stretch.size + 12]
        assert stretch.size < 24
        assert all(
            any(other.old <= place < other.old_end for other in longer)
            for place in range(stretch.old, stretch.old_end)
        )


def test_what_is_known_only_in_short_is_looked_for_whole() -> None:
    assert equal_stretches("--USA--", [(2, 5)], "the USA and the USAF") == [
        Stretch(2, 4, 3),
        Stretch(2, 16, 3),
    ]


def test_what_stands_everywhere_is_no_stretch() -> None:
    assert equal_stretches("a", [(0, 1)], "a" * 100) == []
    assert equal_stretches("ab" * 30, [(0, 60)], "ab" * 300) == []


def test_long_texts_are_looked_at_in_steps() -> None:
    filler = "".join(chr(0x4E00 + place % 20_000) for place in range(120_000))
    new = f"{filler[:70_001]}12345678{filler[70_001:]}"
    assert Stretch(0, 70_001, 8) in equal_stretches("12345678", [(0, 8)], new)

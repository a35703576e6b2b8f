"""Stretches that two texts have in common, against their definition."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.store.anchoring.equal_stretches import (
    Known,
    Stretch,
    equal_stretches,
    run_back,
    run_on,
    seed_places,
    seeds_of,
)

LEAST = 8


def found_in(old: str, known: list[tuple[int, int]], new: str) -> list[Stretch]:
    parts = [Known(first, last, first) for first, last in known]
    return equal_stretches(old, parts, new, seed_places(seeds_of(old, parts), new))


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
    found = found_in(old, known, new)
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
    assert found_in("--USA--", [(2, 5)], "the USA and the USAF") == [
        Stretch(2, 4, 3),
        Stretch(2, 16, 3),
    ]


def test_what_stands_everywhere_is_no_stretch() -> None:
    assert found_in("a", [(0, 1)], "a" * 100) == []
    assert found_in("ab" * 30, [(0, 60)], "ab" * 300) == []


def test_a_rare_stretch_is_found_in_a_long_text() -> None:
    filler = "".join(chr(0x4E00 + place % 20_000) for place in range(120_000))
    new = f"{filler[:70_001]}12345678 12345678{filler[70_001:]}"
    assert Stretch(0, 70_001, 17) in found_in("12345678 12345678", [(0, 17)], new)


def test_a_part_of_a_known_stretch_is_found_by_the_seeds_of_the_whole() -> None:
    old, new = "abcdefghijklmnopqrstuvwxyz", "--jklmnopq--"
    where = seed_places(seeds_of(old, [Known(0, 26, 0)]), new)
    for first in range(10):
        assert equal_stretches(old, [Known(first, 26, 0)], new, where) == [Stretch(9, 2, 8)]


def test_only_the_window_is_looked_at() -> None:
    old, new = "what is said", "what is said, what is said"
    parts = [Known(0, 12, 0)]
    where = seed_places(seeds_of(old, parts), new)
    assert equal_stretches(old, parts, new, where, (14, 26)) == [Stretch(0, 14, 12)]
    assert equal_stretches(old, parts, new, where, (2, 12)) == [Stretch(0, 0, 12)]


@given(st.text("ab", max_size=60), st.text("ab", max_size=60), st.data())
def test_how_far_two_texts_are_equal(old: str, new: str, data: st.DataObject) -> None:
    a, b = data.draw(st.integers(0, len(old))), data.draw(st.integers(0, len(new)))
    most = data.draw(st.integers(0, 70))
    on = run_on(old, a, new, b, most)
    assert old[a : a + on] == new[b : b + on]
    assert on == min(most, len(old) - a, len(new) - b) or old[a + on] != new[b + on]
    back = run_back(old, a, new, b, most)
    assert old[a - back : a] == new[b - back : b]
    assert back == min(most, a, b) or old[a - back - 1] != new[b - back - 1]

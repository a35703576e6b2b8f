"""Tables are remembered for the last owners only, and never given to another."""

from __future__ import annotations

from annotator.model.lookups import RecentLookups


class Owner:
    pass


def test_makes_a_table_once_while_it_is_remembered() -> None:
    lookups = RecentLookups[int](2)
    made: list[str] = []

    def table(name: str) -> dict[str, int]:
        made.append(name)
        return {name: len(made)}

    first, second, third = Owner(), Owner(), Owner()
    assert lookups.of(first, lambda: table("a")) is lookups.of(first, lambda: table("again"))
    lookups.of(second, lambda: table("b"))
    lookups.of(third, lambda: table("c"))
    assert lookups.of(first, lambda: table("d")) == {"d": 4}
    assert made == ["a", "b", "c", "d"]


def test_an_owner_made_where_another_was_has_its_own_table() -> None:
    lookups = RecentLookups[int](3)
    for number in range(50):
        assert lookups.of(Owner(), lambda number=number: {"n": number}) == {"n": number}


def test_a_table_can_be_handed_over() -> None:
    lookups = RecentLookups[int](1)
    owner = Owner()
    lookups.keep(owner, {"x": 1})
    assert lookups.of(owner, dict) == {"x": 1}

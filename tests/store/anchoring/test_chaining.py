"""The best chain is the best of all chains, and each stretch knows the best chain through it."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.store.anchoring.chaining import FAR, best_chain, best_path, shift_cost
from annotator.store.anchoring.equal_stretches import Stretch

ENDS = (60, 70)
stretches = st.lists(
    st.builds(Stretch, st.integers(0, 40), st.integers(0, 50), st.integers(1, 20)), max_size=6, unique=True
).map(sorted)


def worth(chain: tuple[Stretch, ...], ends: tuple[int, int] | None) -> float | None:
    """By the definition; None where one cannot follow the other."""
    value = float(sum(stretch.size for stretch in chain))
    for before, after in pairwise(chain):
        overlap = max(0, before.old_end - after.old, before.new_end - after.new)
        if overlap >= before.size:
            return None
        value -= 1.01 * overlap + shift_cost(before.diagonal, after.diagonal)
    if ends and chain:
        value -= shift_cost(0, chain[0].diagonal) + shift_cost(chain[-1].diagonal, ends[1] - ends[0])
    return value


def all_chains(found: list[Stretch]) -> list[tuple[Stretch, ...]]:
    return [chain for size in range(1, len(found) + 1) for chain in combinations(found, size)]


@given(stretches)
def test_the_best_of_all_chains(found: list[Stretch]) -> None:
    values = [value for chain in all_chains(found) if (value := worth(chain, ENDS)) is not None]
    assert best_chain(found, ENDS).best == pytest.approx(max([0.0, *values]))


@given(stretches)
def test_the_best_of_those_that_begin_and_end_anywhere(found: list[Stretch]) -> None:
    values = [value for chain in all_chains(found) if (value := worth(chain, None)) is not None]
    assert sum(part.size for part in best_path(found)) >= max([0.0, *values])


@given(stretches)
def test_the_path_is_in_order_in_both_texts(found: list[Stretch]) -> None:
    path = best_chain(found, ENDS).path
    assert all(
        before.old_end <= after.old and before.new_end <= after.new for before, after in pairwise(path)
    )
    for part in path:
        assert part.size > 0
        assert any(
            part.diagonal == s.diagonal and s.old <= part.old < part.old_end <= s.old_end for s in found
        )


@given(stretches)
def test_what_goes_through_a_stretch_is_at_most_the_best(found: list[Stretch]) -> None:
    chain = best_chain(found, ENDS)
    alone = {stretch: worth((stretch,), ENDS) or 0.0 for stretch in found}
    for stretch, through in zip(found, chain.through, strict=True):
        assert through >= alone[stretch] - 1e-9
    if chain.path:
        assert max(chain.through) >= chain.best - 1e-9


def test_far_stretches_are_weighed_too() -> None:
    """More of them than are looked back at one by one."""
    early = Stretch(0, 0, 30)
    noise = [Stretch(40 + place, 500 - 7 * place, 8) for place in range(60)]
    late = Stretch(400, 600, 30)
    path = best_path(sorted([early, *noise, late]))
    assert early in path
    assert late in path


def test_shifts_cost_more_the_farther_they_go_up_to_a_limit() -> None:
    costs = [shift_cost(0, shift) for shift in (0, 1, -1, 10, 1_000, 10**9)]
    assert costs == sorted(costs)
    assert costs[0] == 0
    assert costs[1] == costs[2]
    assert costs[-1] == FAR


def test_nothing_in_common() -> None:
    assert best_chain([], ENDS).path == ()

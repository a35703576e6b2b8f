"""The matching is the best that trying everything finds, and stays quick where a search could run far."""

from __future__ import annotations

from time import process_time

from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.matching import NOBODY, Edges, best_matching

PLACES = 5


def graphs() -> st.SearchStrategy[Edges]:
    weights = st.sampled_from([1, 2, 3, 7, 101, 102, 10**20 + 1, 10**20 + 2])
    edges = st.dictionaries(st.integers(0, PLACES - 1), weights, max_size=PLACES)
    return st.lists(edges.map(lambda some: sorted(some.items())), max_size=5)


def greatest(edges: Edges, taken: frozenset[int] = frozenset()) -> int:
    if not edges:
        return 0
    found = [greatest(edges[1:], taken)]
    found += [weight + greatest(edges[1:], taken | {to}) for to, weight in edges[0] if to not in taken]
    return max(found)


@given(graphs())
def test_no_matching_weighs_more(edges: Edges) -> None:
    partners = best_matching(edges, PLACES)
    taken = [partner for partner in partners if partner != NOBODY]
    assert len(set(taken)) == len(taken)
    weight = sum(dict(edges[here])[to] for here, to in enumerate(partners) if to != NOBODY)
    assert weight == greatest(edges)


def test_nothing_to_match() -> None:
    assert best_matching([], 0) == []
    assert best_matching([[], []], 3) == [NOBODY, NOBODY]


def seconds(edges: Edges) -> float:
    start = process_time()
    best_matching(edges, len(edges) + 1)
    return process_time() - start


def test_a_chain_and_a_hub_cost_little_more_than_twice_when_they_are_twice_as_long() -> None:
    def chain_with_hubs(size: int) -> Edges:
        chain = [[(max(here - 1, 0), 10**9 + 6), (here + 1, 10**9 + 4)] for here in range(size)]
        chain[0] = [(1, 10**9 + 4), (size, 10**9 + 1)]
        return [*chain, [(here, 10**9 + 1) for here in range(size)]]

    seconds(chain_with_hubs(1_000))
    short, long = seconds(chain_with_hubs(2_000)), seconds(chain_with_hubs(16_000))
    assert long < 40 * short  # 8 times as long; 64 would be quadratic

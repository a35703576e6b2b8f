"""The alignment of two annotators' units that costs least, by scipy. Only gamma.py asks for it."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# scipy says nothing of its types.

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

_EMPTY = 1.0
"""What a unit costs that answers to none; the paper's delta of the empty element."""


def least_cost(a: Sequence[tuple[int, int, str]], b: Sequence[tuple[int, int, str]]) -> float:
    """Return the sum of the dissimilarities of the best alignment, with alpha = beta = 1.

    A pair costs ((start apart + end apart) / (length + length))^2, and 1 more for another label; a unit alone
    costs 1. So a pair that costs 2 or more is never better than two units alone, and is not looked at.
    """
    if not (a and b):
        return _EMPTY * (len(a) + len(b))
    rows, columns, costs = _near_pairs(a, b)
    # Each row takes a column of b or its own dummy; 1 is added to all, as scipy takes 0 for no edge.
    own = np.arange(len(a))
    weights = np.concatenate([costs + 1, np.full(len(a), 2 * _EMPTY + 1)])
    index = (np.concatenate([rows, own]), np.concatenate([columns, len(b) + own]))
    graph = csr_array((weights, index), shape=(len(a), len(b) + len(a)))
    taken, partners = min_weight_full_bipartite_matching(graph)
    total = float(graph[taken, partners].sum())
    return total - len(a) * (1 + _EMPTY) + len(b) * _EMPTY


def _near_pairs(
    a: Sequence[tuple[int, int, str]], b: Sequence[tuple[int, int, str]]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the pairs that may be worth it: numbers in a, numbers in b, costs."""
    numbers: dict[str, int] = {}
    start_a, end_a, label_a = _columns(a, numbers)
    start_b, end_b, label_b = _columns(b, numbers)
    order = np.argsort(start_b, kind="stable")
    longest = (end_b - start_b).max()
    rows: list[np.ndarray] = []
    columns: list[np.ndarray] = []
    costs: list[np.ndarray] = []
    starts = start_b[order]
    for number in range(len(a)):
        length = end_a[number] - start_a[number]
        within = np.sqrt(2) * (length + longest)
        low = np.searchsorted(starts, start_a[number] - within)
        high = np.searchsorted(starts, start_a[number] + within, "right")
        near = order[low:high]
        apart = np.abs(start_b[near] - start_a[number]) + np.abs(end_b[near] - end_a[number])
        cost = (apart / (length + end_b[near] - start_b[near])) ** 2 + (label_b[near] != label_a[number])
        worth = cost < 2 * _EMPTY
        rows.append(np.full(int(worth.sum()), number))
        columns.append(near[worth])
        costs.append(cost[worth])
    return np.concatenate(rows), np.concatenate(columns), np.concatenate(costs)


def _columns(
    units: Sequence[tuple[int, int, str]], numbers: dict[str, int]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    labels = [numbers.setdefault(label, len(numbers)) for _, _, label in units]
    starts, ends = ([unit[end] for unit in units] for end in (0, 1))
    return np.array(starts, float), np.array(ends, float), np.array(labels)

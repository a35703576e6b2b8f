"""A maximum weight matching between two sides, near-linear where neighbourhoods are small.

Knows nothing of spans: vertices are numbers, edges carry positive integer weights.
"""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heappop, heappush

Edges = Sequence[Sequence[tuple[int, int]]]
"""For each vertex on the left, its neighbours on the right with the weight of the edge (above 0)."""

NOBODY = -1

_MANY = 32
"""Neighbours from which a vertex is let in last: the searches of the others would pass through it."""


def best_matching(edges: Edges, right: int) -> list[int]:
    """Return each left vertex's partner on the right (of ``right`` vertices), or NOBODY.

    The sum of the weights is the greatest there is; the same input gives the same one of the best.
    Pack what matters most into the high digits of the weights to get a lexicographic optimum.
    """
    matching = _Matching(edges, right)
    for vertex in _order(edges):
        matching.add(vertex)
    return matching.partner


def _order(edges: Edges) -> list[int]:
    """Return the vertices so that neighbours in the list are let in far apart from each other.

    In a chain let in from end to end, each search may run back over all of it; where most of the places
    between are still free, it ends at the next. So the index is read with its binary digits reversed.
    """
    digits = len(edges).bit_length()

    def turn(vertex: int) -> tuple[int, int]:
        degree = len(edges[vertex])
        return degree if degree > _MANY else 0, int(f"{vertex:0{digits}b}"[::-1], 2)

    return sorted(range(len(edges)), key=turn)


class _Matching:
    """The Hungarian method, one left vertex at a time, each by a shortest path search (Edmonds & Karp 1972).

    Every edge costs left_price + right_price - weight, which is never below 0 and is 0 between partners; a
    vertex without a partner has the price 0.
    """

    def __init__(self, edges: Edges, right: int) -> None:
        self._edges = edges
        self.partner = [NOBODY] * len(edges)
        self._holder = [NOBODY] * right
        self._left_price = [0] * len(edges)
        self._right_price = [0] * right

    def add(self, vertex: int) -> None:
        """Let a left vertex in, and move others where all are better off."""
        prices = self._right_price
        worth = max((weight - prices[to] for to, weight in self._edges[vertex]), default=0)
        if worth <= 0:
            return
        self._left_price[vertex] = worth
        _Search(self._edges, self.partner, self._holder, (self._left_price, prices)).run(vertex)


class _Search:
    """One search from a left vertex to the nearest free place, or to one that had best give up its own."""

    def __init__(
        self,
        edges: Edges,
        partner: list[int],
        holder: list[int],
        prices: tuple[list[int], list[int]],
    ) -> None:
        self._edges = edges
        self._partner = partner
        self._holder = holder
        self._left_price, self._right_price = prices
        self._came_from: dict[int, int] = {}
        self._at: dict[int, int] = {}
        self._reached: dict[int, int] = {}
        self._queue: list[tuple[int, int]] = []

    def run(self, vertex: int) -> None:
        self._least, self._loser, self._free = self._left_price[vertex], vertex, NOBODY
        self._queue.append((0, vertex))
        self._at[vertex] = 0
        while self._queue:
            distance, here = heappop(self._queue)
            if distance >= self._least:
                break
            if distance == self._at[here]:
                self._visit(here, distance)
        self._update_prices()
        self._shift(vertex)

    def _visit(self, here: int, distance: int) -> None:
        price = self._left_price[here]
        if distance + price < self._least:
            self._least, self._loser, self._free = distance + price, here, NOBODY
        mine = self._partner[here]
        for to, weight in self._edges[here]:
            length = distance + price + self._right_price[to] - weight
            if length >= self._least or to == mine or length >= self._reached.get(to, length + 1):
                continue
            self._came_from[to] = here
            self._reached[to] = length
            holder = self._holder[to]
            if holder == NOBODY:
                self._least, self._free = length, to
            else:
                self._at[holder] = length
                heappush(self._queue, (length, holder))

    def _update_prices(self) -> None:
        for vertex, distance in self._at.items():
            if distance < self._least:
                self._left_price[vertex] -= self._least - distance
        for place, distance in self._reached.items():
            if distance < self._least:
                self._right_price[place] += self._least - distance

    def _shift(self, vertex: int) -> None:
        """Give each vertex on the path the place that it was reached for."""
        place = self._free
        if place == NOBODY:
            if self._loser == vertex:
                return
            place = self._partner[self._loser]
            self._partner[self._loser] = NOBODY
        while True:
            taker = self._came_from[place]
            place_before = self._partner[taker]
            self._partner[taker], self._holder[place] = place, taker
            if taker == vertex:
                return
            place = place_before

"""Tables that values are looked up in by name, kept for the few values that were asked last.

A history holds thousands of annotation sets, and a table for each would be most of the program's memory.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from threading import Lock
from typing import Generic, TypeVar

V = TypeVar("V")


class RecentLookups(Generic[V]):
    """Remembers the tables of the last owners, by identity. Safe to use from several threads."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._lock = Lock()
        # With the owner itself, so that its id() is not given to another meanwhile.
        self._kept: dict[int, tuple[object, Mapping[str, V]]] = {}

    def of(self, owner: object, make: Callable[[], Mapping[str, V]]) -> Mapping[str, V]:
        """Return the owner's table, made now where it is not remembered."""
        if kept := self._kept.get(id(owner)):
            return kept[1]
        return self.keep(owner, make())

    def keep(self, owner: object, table: Mapping[str, V]) -> Mapping[str, V]:
        """Remember a table, which must not change any more, and return it."""
        with self._lock:
            self._kept[id(owner)] = (owner, table)
            while len(self._kept) > self._size:
                del self._kept[next(iter(self._kept))]
        return table

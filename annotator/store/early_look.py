"""Looks at the first entries of a long list before the rest is read: where all are wrong, it says so."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from annotator.store.nodes import MAX_FAULTS, Node

Judge = Callable[[Node], int]
"""Is given the tree of a file as far as it is read; returns how many faults there are in entries.

Raises FaultyFile where there are more than anyone will read.
"""

_MARGIN = 1.1


class EarlyLook:
    """at: how many entries there must be for the next look."""

    def __init__(self, judge: Judge) -> None:
        self.at = int(MAX_FAULTS * _MARGIN)
        self._judge = judge

    def take(self, root: Node, key: str, entries: Sequence[Node]) -> None:
        """Look at a file of which these entries of the list under a key are read. Raises FaultyFile."""
        assert isinstance(root.content, dict)
        so_far = {**root.content, key: Node(list(entries), entries[0].line)}
        found = self._judge(Node(so_far, root.line))
        # Where the rest is like these, so many entries are needed for more faults than anyone will read.
        self.at = int(len(entries) * MAX_FAULTS * _MARGIN / found) if found else 0

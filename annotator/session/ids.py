"""New ids for spans and relations, none of them given out twice."""

from __future__ import annotations

import re
from collections.abc import Iterable


class IdCounter:
    """Counts on from the highest number in use: s1, s2, ... It never goes back, also not after undo."""

    def __init__(self, prefix: str, in_use: Iterable[str]) -> None:
        self._prefix = prefix
        self._pattern = re.compile(re.escape(prefix) + r"([0-9]{1,18})\Z")
        self._last = 0
        self.pass_over(in_use)

    def pass_over(self, in_use: Iterable[str]) -> None:
        """Never give out any of these."""
        found = (self._pattern.match(name) for name in in_use)
        self._last = max((self._last, *(int(match[1]) for match in found if match)))

    def take(self) -> str:
        """Return an id that nothing has had."""
        self._last += 1
        return f"{self._prefix}{self._last}"

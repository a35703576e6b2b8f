"""New ids for spans and relations, none of them given out twice."""

from __future__ import annotations

import re
from collections.abc import Iterable


class IdCounter:
    """Counts on from the highest number in use: s1, s2, ... It never goes back, also not after undo."""

    def __init__(self, prefix: str, in_use: Iterable[str]) -> None:
        self._prefix = prefix
        pattern = re.compile(re.escape(prefix) + r"([0-9]{1,18})\Z")
        self._last = max((int(found[1]) for name in in_use if (found := pattern.match(name))), default=0)

    def take(self) -> str:
        """Return an id that nothing has had."""
        self._last += 1
        return f"{self._prefix}{self._last}"

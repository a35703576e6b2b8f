"""A text while it is edited, with the way of each character through it all: so it is known what is right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from annotator.text.segments import snap

_LEFT = 0.6
"""Share of a range's characters that must be left for it to be there still."""
_TORN = 1.5
"""How much wider than what is left of it a range may have become."""

Piece = tuple[int, int]


@dataclass
class Edited:
    """A text while it is edited. origin: of each character, its offset in the first text, -1 for a new one.

    A character that stands in another's place has its origin, and is not kept.
    """

    chars: list[str]
    origin: list[int]
    kept: list[bool]

    @classmethod
    def of(cls, text: str) -> Edited:
        return cls(list(text), [*range(len(text))], [True] * len(text))

    @property
    def text(self) -> str:
        return "".join(self.chars)

    def cut(self, start: int, end: int) -> Edited:
        """Take [start, end) out and return it."""
        gone = Edited(self.chars[start:end], self.origin[start:end], self.kept[start:end])
        del self.chars[start:end], self.origin[start:end], self.kept[start:end]
        return gone

    def put(self, at: int, piece: Edited) -> None:
        self.chars[at:at] = piece.chars
        self.origin[at:at] = piece.origin
        self.kept[at:at] = piece.kept

    def write(self, at: int, text: str) -> None:
        self.put(at, Edited(list(text), [-1] * len(text), [False] * len(text)))

    def replace(self, start: int, end: int, text: str, *, same: bool = False) -> None:
        """Let a text stand in the place of [start, end). same: it is the same written otherwise."""
        old = self.cut(start, end)
        origin = [old.origin[min(i, len(old.origin) - 1)] for i in range(len(text))]
        self.put(start, Edited(list(text), origin, [same and any(old.kept)] * len(text)))


class Truth:
    """Where what stood in the first text is in an edited one, in code points."""

    def __init__(self, edited: Edited) -> None:
        self.text = edited.text
        self._kept = edited.kept
        self._now: dict[int, list[int]] = {}
        for at, origin in enumerate(edited.origin):
            self._now.setdefault(origin, []).append(at)

    def of(self, pieces: Sequence[Piece]) -> tuple[Piece, ...] | None:
        """Return where pieces of the first text are; None where most of one is gone, or it is torn."""
        found: list[Piece] = []
        for start, end in pieces:
            there = sorted(at for origin in range(start, end) for at in self._now.get(origin, ()))
            kept = sum(
                any(self._kept[at] for at in self._now.get(origin, ())) for origin in range(start, end)
            )
            if kept < _LEFT * (end - start) or there[-1] + 1 - there[0] > _TORN * len(there) + 8:
                return None
            found.append(snap(self.text, there[0], there[-1] + 1))
        if any(left[1] >= right[0] for left, right in pairwise(found)):
            return None
        return tuple(found)

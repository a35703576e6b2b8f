"""What an annotator says of one place: a span, and how two of them are related, both frozen.

Offsets are Unicode code points of the article's text, from 0, half open.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import cast

from annotator.model.faults import InvalidAnnotation

Value = str | bool
"""An attribute's value: a choice or free text as str, a flag as bool."""

Piece = tuple[int, int]
"""A half-open range in code points."""


@dataclass(frozen=True, slots=True)
class Extra:
    """A key of the file that this version does not know, kept where it stood.

    after: the known key before it ("" at the head); value: plain str, bool, int, float, None, list, dict.
    """

    key: str
    value: object
    after: str = ""

    @property
    def entries(self) -> tuple[Mapping[str, object], ...]:
        """The mappings in it where it is a list, as the spans are one; else none."""
        value = self.value
        items = cast("Sequence[object]", value) if isinstance(value, list | tuple) else ()
        return tuple(cast("Mapping[str, object]", item) for item in items if isinstance(item, Mapping))


_NOTHING_SAID: Mapping[str, Value] = MappingProxyType({})


def frozen_attributes(attributes: Mapping[str, Value]) -> Mapping[str, Value]:
    """Return a copy that cannot change. Raises InvalidAnnotation for what cannot be an attribute."""
    for name, value in attributes.items():
        if not name or not isinstance(value, str | bool):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise InvalidAnnotation(f"attribute {name!r} cannot be {value!r}")
    return MappingProxyType(dict(attributes)) if attributes else _NOTHING_SAID


@dataclass(frozen=True, slots=True)
class Span:
    """A labelled range of the article.

    start, end: code points, half open, the outer ends where there are several pieces.
    parts: empty for one piece; else two or more disjoint pieces in text order, not touching.
    origin: who or what made it when not the annotator by hand (a str or a mapping, as in the file).

    Raises InvalidAnnotation where such a span cannot exist.
    """

    id: str
    layer: str
    label: str
    start: int
    end: int
    parts: tuple[Piece, ...] = ()
    attributes: Mapping[str, Value] = field(default_factory=dict[str, Value], hash=False)
    note: str = ""
    link: str = ""
    origin: object = field(default=None, hash=False)
    extra: tuple[Extra, ...] = field(default=(), hash=False)

    def __post_init__(self) -> None:
        if not (self.id and self.layer and self.label):
            raise InvalidAnnotation("a span needs an id, a layer and a label")
        if not 0 <= self.start < self.end:
            raise InvalidAnnotation(f"a span cannot run from {self.start} to {self.end}")
        if self.parts:
            self._check_parts()
        object.__setattr__(self, "attributes", frozen_attributes(self.attributes))

    def _check_parts(self) -> None:
        if len(self.parts) < 2:
            raise InvalidAnnotation("a span in pieces needs two or more of them")
        if self.parts[0][0] != self.start or self.parts[-1][1] != self.end:
            raise InvalidAnnotation("the pieces do not reach from the span's start to its end")
        edge = -1
        for start, end in self.parts:
            if not edge < start < end:
                raise InvalidAnnotation("the pieces are not in order, or touch each other")
            edge = end

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Return the ranges that the span covers, one or more, in text order."""
        return self.parts or ((self.start, self.end),)

    @property
    def order(self) -> tuple[int, int, str]:
        """The place in a set: by start, the longer first, then by id."""
        return (self.start, -self.end, self.id)

    def exact(self, text: str) -> str:
        """Return the covered text; pieces are joined by one space."""
        return " ".join(text[start:end] for start, end in self.pieces)


@dataclass(frozen=True, slots=True)
class Relation:
    """A directed relation between two spans of a set, named by their ids."""

    id: str
    label: str
    source: str
    target: str
    attributes: Mapping[str, Value] = field(default_factory=dict[str, Value], hash=False)
    note: str = ""
    extra: tuple[Extra, ...] = field(default=(), hash=False)

    def __post_init__(self) -> None:
        if not (self.id and self.label and self.source and self.target):
            raise InvalidAnnotation("a relation needs an id, a label and two spans")
        if self.source == self.target:
            raise InvalidAnnotation("a relation needs two different spans")
        object.__setattr__(self, "attributes", frozen_attributes(self.attributes))

"""What a file of INCEpTION holds, before it is known what that means here: marks in the text, and arcs."""

from __future__ import annotations

from dataclasses import dataclass, field

from annotator.exchange.incoming import NOWHERE, FileFault, Place
from annotator.model.annotations import Piece, Value


@dataclass(slots=True)
class Mark:
    """An annotation of a range. key: names it in its file. type: a UIMA type. features: those that are set.

    pieces: in UTF-16 units as the file has them, in code points where it is to be written.
    """

    key: str
    type: str
    pieces: tuple[Piece, ...]
    features: dict[str, Value] = field(default_factory=dict[str, Value])
    place: Place = NOWHERE


@dataclass(slots=True)
class Arc:
    """An annotation that joins two marks, named by their keys. label: where no feature tells it."""

    type: str
    source: str
    target: str
    features: dict[str, Value] = field(default_factory=dict[str, Value])
    label: str = ""
    place: Place = NOWHERE


@dataclass(slots=True)
class Marked:
    """All that one annotator has marked."""

    marks: list[Mark] = field(default_factory=list[Mark])
    arcs: list[Arc] = field(default_factory=list[Arc])
    faults: list[FileFault] = field(default_factory=list[FileFault])

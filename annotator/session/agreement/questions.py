"""What is asked of the figures: plain values that go from one process to another."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

LABELS, CHARACTERS = "label", "character"
"""What a measure on items can be computed from, besides the attributes of a layer."""


@dataclass(frozen=True, slots=True)
class Question:
    """What to compare, and by which measure.

    annotators: all where empty. layer: the first where empty. label: one alone, all where empty. articles:
    a part of their paths, or a pattern such as 00*; language: a tag; both all where empty. done: only what an
    annotator says is done. measure: a key of MEASURES. of: for measures on items LABELS, CHARACTERS or an
    attribute's name.
    """

    annotators: tuple[str, ...] = ()
    layer: str = ""
    label: str = ""
    articles: str = ""
    language: str = ""
    done: bool = False
    measure: str = "strict"
    of: str = LABELS


class Show(StrEnum):
    """Which of the spans behind a figure are wanted: those it counts as different, as agreed, or all."""

    DIFFERENT = "different"
    AGREED = "agreed"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Place:
    """A cell of a table, by the keys of its row and column; or a row alone, as of advice."""

    table: str
    row: str
    column: str = ""


@dataclass(frozen=True, slots=True)
class Ask:
    """Compute the figures; what was asked before is forgotten."""

    number: int
    question: Question


@dataclass(frozen=True, slots=True)
class Stop:
    """Compute no further."""

    number: int


@dataclass(frozen=True, slots=True)
class LookBehind:
    """Tell examples behind a place, of the figures told last. first, most: which of them."""

    number: int
    place: Place
    show: Show = Show.DIFFERENT
    first: int = 0
    most: int = 100


@dataclass(frozen=True, slots=True)
class Export:
    """Write the whole report of what is asked into a file; its suffix says how."""

    number: int
    question: Question
    path: Path


Request = Ask | Stop | LookBehind | Export

"""What is told of the figures: plain values that go from one process to another.

Words of the program are Phrases, which a window translates; all other text is the corpus's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from annotator.session.agreement.questions import Place, Question, Show


class Form(StrEnum):
    """What the values of a column are."""

    FIGURE = "figure"
    COUNT = "count"
    SHARE = "share"
    TEXT = "text"


class Value(NamedTuple):
    """What stands in a cell. number: None where there is none, or the form is text.

    why: why a figure is undefined. note: what should be known of it. heat: how warm the cell is, from 0 to 1;
    below 0 for less than chance; None for no colour. opens: whether spans stand behind it.
    """

    number: float | None = None
    text: str = ""
    why: str = ""
    note: str = ""
    heat: float | None = None
    opens: bool = False


class Column(NamedTuple):
    """A column. measure: the key of what is told in it, for its meaning."""

    key: str
    title: str
    form: Form = Form.FIGURE
    measure: str = ""


class Row(NamedTuple):
    """A row. title: a Phrase, or a name of the corpus."""

    key: str
    title: str
    cells: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table, or rows that follow those told before. what: what its rows are; all_rows: how many in all."""

    name: str
    what: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...] = ()
    more: bool = False
    all_rows: int = -1

    @property
    def of(self) -> int:
        """How many rows there are in all."""
        return len(self.rows) if self.all_rows < 0 else self.all_rows


@dataclass(frozen=True, slots=True)
class LayerChoice:
    """A layer that can be chosen, with its labels and the attributes of its spans."""

    name: str
    labels: tuple[str, ...]
    attributes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen in the corpus as it is now. usual: who is compared where nobody is named."""

    annotators: tuple[str, ...]
    usual: tuple[str, ...]
    layers: tuple[LayerChoice, ...]
    languages: tuple[str, ...]
    articles: int


@dataclass(frozen=True, slots=True)
class Overview:
    """The chosen figure of all that is compared.

    question: with the layer's name. title: what the figure is called. units: spans of each annotator.
    articles: in common; excluded: articles left out.
    """

    question: Question
    title: str
    value: Value
    units: tuple[tuple[str, int], ...] = ()
    articles: int = 0
    excluded: int = 0


@dataclass(frozen=True, slots=True)
class Uncertainty:
    """The bootstrap interval of the chosen figure, or why there is none. told: how it was found."""

    low: float | None
    high: float | None
    why: str
    told: str


@dataclass(frozen=True, slots=True)
class AdviceLine:
    """One habit. quotes: words that it is seen on, each with how many times. count: what it explains."""

    key: str
    told: str
    quotes: tuple[tuple[str, int], ...]
    cost: float
    count: int


class Version(NamedTuple):
    """What one annotator has at a place, or nothing.

    label: empty for nothing. marks: what it covers of the words shown, alone: what of it another has not;
    both half open in code points of Example.words. said: attributes worth telling. start, end, span: where
    it is in the article.
    """

    annotator: str
    label: str = ""
    words: str = ""
    marks: tuple[tuple[int, int], ...] = ()
    alone: tuple[tuple[int, int], ...] = ()
    said: tuple[tuple[str, str], ...] = ()
    start: int = 0
    end: int = 0
    span: str = ""


class Example(NamedTuple):
    """One place of an article with all versions. start, end: from the first to the last, in the article.

    rtl: whether the words run from right to left.
    """

    article: str
    kind: str
    versions: tuple[Version, ...]
    start: int
    end: int
    rtl: bool = False


# what is told while it is computed, each with the number of the request it answers


@dataclass(frozen=True, slots=True)
class Progress:
    """What is being done, how much is done and of how much."""

    what: str
    done: int
    of: int


@dataclass(frozen=True, slots=True)
class Finished:
    """All is told. stopped: or nothing more will be, as was asked."""

    stopped: bool = False


@dataclass(frozen=True, slots=True)
class Failed:
    """It cannot be computed: why, and what to do."""

    why: str


@dataclass(frozen=True, slots=True)
class Advised:
    lines: tuple[AdviceLine, ...]


@dataclass(frozen=True, slots=True)
class Examples:
    """Examples from first on. of: how many there are; every: how many of all kinds."""

    place: Place
    show: Show
    first: int
    examples: tuple[Example, ...]
    of: int
    every: int


@dataclass(frozen=True, slots=True)
class Written:
    path: Path


@dataclass(frozen=True, slots=True)
class Outdated:
    """The corpus has changed since it was read."""


News = (
    Choices
    | Overview
    | Uncertainty
    | Table
    | Advised
    | Progress
    | Finished
    | Failed
    | Examples
    | Written
    | Outdated
)


class Answer(NamedTuple):
    """News with the number of the request that it answers; 0 for what nobody asked for."""

    number: int
    news: News

"""What a reader gives: articles one by one as another tool's files tell of them, nothing judged yet.

Offsets are in the file's own unit and count its text as it stands, line ends and byte-order mark included.
These values are built by the million and looked at once, so they do not check themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from annotator.model.annotations import Extra, Piece, Value
from annotator.model.document import Document
from annotator.model.faults import Fault
from annotator.model.labels import LabelScheme
from annotator.text.units import Unit


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in the files that are read: a file's name, a line (from 1; 0: none), a path in
    it such as ``annotations[3].end``."""

    file: str
    line: int = 0
    path: str = ""

    def fault(self, message: str, *, warning: bool = False, code: str = "") -> FileFault:
        """Return a fault at this place."""
        return FileFault(self.file, Fault(message, self.path, self.line, warning, code))


NOWHERE = Place("")


@dataclass(frozen=True, slots=True)
class FileFault:
    """A fault and the file that it is in."""

    file: str
    fault: Fault


@dataclass(slots=True)
class IncomingSpan:
    """A span as the file tells it.

    pieces: in the file's unit; empty where only the quote tells where it is. exact: the quoted text, pieces
    joined by one space; None where the file has none. prefix, suffix: what stands beside it, where told.
    id: "" to be given one. layer: "" to be found by the label. bridges: characters that, alone between two
    pieces, make one of them.
    """

    label: str
    pieces: tuple[Piece, ...]
    exact: str | None = None
    id: str = ""
    layer: str = ""
    attributes: Mapping[str, Value] = field(default_factory=dict[str, Value])
    note: str = ""
    link: str = ""
    origin: object = None
    extra: tuple[Extra, ...] = ()
    prefix: str = ""
    suffix: str = ""
    bridges: str = ""
    place: Place = NOWHERE


@dataclass(slots=True)
class IncomingRelation:
    """A relation between spans, named by their ids in the file."""

    label: str
    source: str
    target: str
    id: str = ""
    attributes: Mapping[str, Value] = field(default_factory=dict[str, Value])
    note: str = ""
    extra: tuple[Extra, ...] = ()
    place: Place = NOWHERE


@dataclass(slots=True)
class IncomingSet:
    """What one annotator said. annotator: "" where the file does not tell."""

    annotator: str = ""
    spans: list[IncomingSpan] = field(default_factory=list[IncomingSpan])
    relations: list[IncomingRelation] = field(default_factory=list[IncomingRelation])
    attributes: Mapping[str, Value] = field(default_factory=dict[str, Value])
    status: str = "draft"
    extra: tuple[Extra, ...] = ()
    place: Place = NOWHERE


@dataclass(slots=True)
class IncomingArticle:
    """An article as a file tells it.

    name: its path, with / between folders; "" where the file has none. text: what offsets count, as it
    stands; None where the file does not hold it. data: the article's own file, where there is one.
    sets: empty for an article that nobody annotated. faults: what is wrong, and what could not be taken over
    (a warning). With a fault that is no warning the article is not imported. unit: what its offsets count,
    where the file itself says so; None: as the format has it.
    """

    name: str
    text: str | None
    sets: list[IncomingSet] = field(default_factory=list[IncomingSet])
    data: bytes | None = None
    language: str = ""
    faults: list[FileFault] = field(default_factory=list[FileFault])
    place: Place = NOWHERE
    unit: Unit | None = None


def no_document(_name: str) -> Document | None:
    """Know no article."""
    return None


@dataclass(frozen=True)
class Reading:
    """What else a reader needs to know.

    options: as the format's row names them, all set. scheme: the labels of the corpus that imports.
    known: the corpus's article of a name, for files without a text; None where there is none.
    """

    scheme: LabelScheme
    options: Mapping[str, str] = field(default_factory=dict[str, str])
    known: Callable[[str], Document | None] = no_document

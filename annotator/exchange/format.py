"""What a format is: a row of the table of formats, and what may be lost in one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from annotator.model.faults import AnnotatorError
from annotator.text.units import Unit


class Feature(StrEnum):
    """Something that annotations hold and a format may not."""

    IDS = "ids"
    LAYERS = "layers"
    PIECES = "spans in several pieces"
    OVERLAPS = "spans that overlap"
    EDGES = "edges inside a token"
    ATTRIBUTES = "attributes"
    NOTES = "notes"
    LINKS = "links"
    ORIGINS = "origins"
    RELATIONS = "relations"
    RELATION_ATTRIBUTES = "attributes of relations"
    RELATION_NOTES = "notes of relations"
    ARTICLE_ATTRIBUTES = "attributes of the article"
    STATUS = "status"
    EMPTY_SETS = "sets without spans"
    OTHER_KEYS = "other keys of the file"
    LOST_SPANS = "spans without a place"
    LINE_ENDS = "line ends and byte-order mark"
    LANGUAGE = "language"
    NAMES = "names of articles"
    TEXTS = "texts of articles"
    ANNOTATORS = "names of annotators"


@dataclass(frozen=True, slots=True)
class Option:
    """A choice that a format leaves to whoever exports or imports: ``--option NAME=VALUE``.

    values: what it may be, the first by default; empty for any text. side: "read" or "write" where it means
    something then alone.
    """

    name: str
    title: str
    values: tuple[str, ...] = ()
    side: str = ""


@dataclass(frozen=True)
class Format:
    """A row of the table.

    suffix: of the file that holds annotations. one_file: one file holds all articles; else a folder does.
    reader, writer: modules; "" where it is not read or not written. unit: what offsets count; None where
    only the quoted text can tell. many: one file or folder holds several annotators.
    lacks: what it cannot hold, each with what becomes of it. packages: what must be there to be imported,
    from the extra of that name. suffixes: of all files that it writes, where there are others. archives:
    its reader opens zip files itself; for others they are taken apart before.
    """

    name: str
    title: str
    suffix: str
    one_file: bool = True
    reader: str = ""
    writer: str = ""
    unit: Unit | None = Unit.CODE_POINTS
    many: bool = False
    lacks: Mapping[Feature, str] = field(default_factory=dict[Feature, str], hash=False)
    extra: str = ""
    packages: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    suffixes: tuple[str, ...] = ()
    archives: bool = False

    @property
    def lossless(self) -> bool:
        """Whether everything that annotations hold comes back."""
        return not self.lacks

    def missing(self) -> list[str]:
        """Return the packages that it needs and that are not installed."""
        return [package for package in self.packages if find_spec(package.partition(".")[0]) is None]

    def reading(self) -> ModuleType:
        """Return the module that reads it. Raises AnnotatorError where it cannot be read here."""
        return self._module(self.reader, "read")

    def writing(self) -> ModuleType:
        """Return the module that writes it. Raises AnnotatorError where it cannot be written here."""
        return self._module(self.writer, "written")

    def _module(self, name: str, done: str) -> ModuleType:
        if not name:
            raise AnnotatorError(f"{self.name} is not {done} by this program")
        if missing := self.missing():
            packages = ", ".join(missing)
            raise AnnotatorError(
                f"{self.name} needs {packages}, which is not installed: pip install 'annotator[{self.extra}]'"
            )
        return import_module(name)

    def settled(self, given: Mapping[str, str]) -> dict[str, str]:
        """Return all options, with defaults for those not given. Raises AnnotatorError for a wrong one."""
        known = {option.name: option for option in self.options}
        for name, value in given.items():
            if name not in known:
                there = ", ".join(known) or "none"
                raise AnnotatorError(f"{self.name} has no option {name}; there are: {there}")
            values = known[name].values
            if values and value not in values:
                raise AnnotatorError(f"{self.name}: {name} is one of {', '.join(values)}, not {value}")
        return {option.name: given.get(option.name, next(iter(option.values), "")) for option in self.options}


_FATES = {
    Feature.IDS: "are given anew when it is read",
    Feature.LAYERS: "are found again by the labels",
    Feature.PIECES: "are written from the first to the last letter",
    Feature.EMPTY_SETS: "are not told from articles that nobody annotated",
    Feature.LINE_ENDS: "are written as line feeds, without a mark",
    Feature.NAMES: "are found again by the text",
    Feature.TEXTS: "are left out: a corpus that reads it must have the articles",
}


def without(*features: Feature, fates: Mapping[Feature, str] | None = None) -> dict[Feature, str]:
    """Return what a format lacks: features with their usual fate, others with their own.

    A fate goes on from the feature's name: "notes" "are left out".
    """
    usual = {feature: _FATES.get(feature, "are left out") for feature in features}
    usual |= {feature: "is left out" for feature in (Feature.STATUS, Feature.LANGUAGE) if feature in usual}
    return usual | dict(fates or {})


EVERYTHING_BESIDES_SPANS: Iterable[Feature] = (
    Feature.IDS,
    Feature.ATTRIBUTES,
    Feature.NOTES,
    Feature.LINKS,
    Feature.ORIGINS,
    Feature.RELATIONS,
    Feature.ARTICLE_ATTRIBUTES,
    Feature.STATUS,
    Feature.OTHER_KEYS,
    Feature.LOST_SPANS,
    Feature.LINE_ENDS,
    Feature.LANGUAGE,
    Feature.ANNOTATORS,
)
"""What a format lacks that knows text and labelled ranges alone."""

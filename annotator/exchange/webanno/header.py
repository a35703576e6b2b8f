"""The head of a WebAnno TSV file: its version, and the layers with the columns that their features take."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from annotator.exchange.incoming import Place
from annotator.exchange.webanno import FORMAT
from annotator.model.faults import Fault, FaultyFile

_VERSION = re.compile(re.escape(FORMAT) + r"(\d+)\.(\d+)\s*")
_MAX_COLUMNS = 2_000


class Kind(Enum):
    """What a layer is. The value is what its line begins with."""

    SPAN = "#T_SP="
    CHAIN = "#T_CH="
    RELATION = "#T_RL="


class Holds(Enum):
    """What stands in a column."""

    NOTHING = "nothing"
    FEATURE = "feature"
    ROLES = "roles"
    SLOTS = "slots"
    SOURCE = "source"
    CHAIN_TYPE = "referenceType"
    CHAIN_LINK = "referenceRelation"


@dataclass(frozen=True, slots=True)
class Column:
    """A column. index: its field in a row, from 0. feature: "" for none. target: a type that it points to."""

    index: int
    holds: Holds
    feature: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class LayerColumns:
    """A layer and its columns, one or more."""

    kind: Kind
    type: str
    columns: tuple[Column, ...]

    def column(self, holds: Holds) -> Column | None:
        """Return the first column that holds this."""
        return next((column for column in self.columns if column.holds is holds), None)


@dataclass(frozen=True, slots=True)
class Header:
    """version: such as (3, 3). fields: how many a row has."""

    version: tuple[int, int]
    layers: tuple[LayerColumns, ...]
    fields: int

    @property
    def is_java(self) -> bool:
        """Whether text has the escapes of Java, as it had before they were laid down."""
        return self.version < (3, 2)


FIRST_COLUMN = 3
"""Before it: the unit's name, its offsets, its text."""


def version_of(line: str, place: Place) -> tuple[int, int]:
    """Return the version that a file's first line names. Raises FaultyFile for another than 3."""
    found = _VERSION.fullmatch(line)
    if not found:
        older = " (it looks like one of version 1 or 2)" if line.startswith((" #", "#id=", "# ")) else ""
        raise _faulty(place, f"does not begin with {FORMAT}3.3{older}: export it as WebAnno TSV v3")
    version = int(found[1]), int(found[2])
    if version[0] != 3:
        raise _faulty(place, f"is WebAnno TSV {found[1]}.{found[2]}; versions 3.x are read")
    return version


def layer_of_line(line: str, index: int, place: Place) -> LayerColumns | None:
    """Return the layer of a line; None for what is none. index: of its first field."""
    kind = next((kind for kind in Kind if line.startswith(kind.value)), None)
    if kind is None:
        return None
    name, *features = [field for field in line.removeprefix(kind.value).split("|") if field] or [""]
    if not name:
        raise _faulty(place, "names no layer")
    columns: list[Column] = []
    for feature in features:
        columns.append(_column(kind, feature, index + len(columns), columns, place))
    if index + len(columns) > _MAX_COLUMNS:
        raise _faulty(place, f"makes more than {_MAX_COLUMNS:,} columns")
    return LayerColumns(kind, name, tuple(columns) or (Column(index, Holds.NOTHING),))


def _column(kind: Kind, written: str, index: int, before: Sequence[Column], place: Place) -> Column:
    if kind is Kind.RELATION and written.startswith("BT_"):
        return Column(index, Holds.SOURCE, target=written.removeprefix("BT_"))
    if kind is Kind.CHAIN:
        holds = next(
            (holds for holds in (Holds.CHAIN_TYPE, Holds.CHAIN_LINK) if holds.value == written), None
        )
        return Column(index, holds or Holds.FEATURE, written)
    if kind is Kind.SPAN and before and before[-1].holds is Holds.ROLES:
        return Column(index, Holds.SLOTS, before[-1].feature, written)
    if kind is Kind.SPAN and written.startswith("ROLE_"):
        feature = written.partition(":")[2].partition("_")[0]
        if not feature:
            raise _faulty(place, f"{written} names no feature: ROLE_TYPE:FEATURE_LINK is wanted")
        return Column(index, Holds.ROLES, feature)
    return Column(index, Holds.FEATURE, written)


def header_of(version: tuple[int, int], layers: Iterable[LayerColumns]) -> Header:
    """Return the header with these layers."""
    layers = tuple(layers)
    return Header(version, layers, FIRST_COLUMN + sum(len(layer.columns) for layer in layers))


def first_field(layers: Iterable[LayerColumns]) -> int:
    """Return the field that the next layer begins with."""
    return FIRST_COLUMN + sum(len(layer.columns) for layer in layers)


def _faulty(place: Place, message: str) -> FaultyFile:
    return FaultyFile(place.file, [Fault(message, place.path, place.line)])

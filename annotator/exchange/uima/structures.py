"""A CAS, whichever notation it came in: its text, and the feature structures about it."""

from __future__ import annotations

from dataclasses import dataclass, field

from annotator.exchange.inception.type_system import TypeSystem
from annotator.exchange.incoming import NOWHERE, FileFault, Place
from annotator.model.annotations import Value

SOFA = "uima.cas.Sofa"
INITIAL_VIEW = "_InitialView"
LINK_TARGET = "target"
ARTICLE = "webanno.custom.Article"
"""Our own type: what is said of the article as a whole. INCEpTION shows such ones as document metadata."""
CAS_METADATA = "de.tudarmstadt.ukp.clarin.webanno.api.type.CASMetadata"
"""INCEpTION's: whose annotations of which document these are."""


@dataclass(slots=True)
class Structure:
    """A feature structure. key: names it in its file. begin, end: UTF-16 units, None for no annotation.

    values: features that are text or flags; refs: those that name other structures.
    """

    key: str
    type: str
    begin: int | None = None
    end: int | None = None
    values: dict[str, Value] = field(default_factory=dict[str, Value])
    refs: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    place: Place = NOWHERE


@dataclass(slots=True)
class Cas:
    """text: of the view that is read; members: the keys of what is indexed in it, None for everything."""

    text: str | None = None
    structures: dict[str, Structure] = field(default_factory=dict[str, Structure])
    members: frozenset[str] | None = None
    types: TypeSystem = field(default_factory=TypeSystem)
    faults: list[FileFault] = field(default_factory=list[FileFault])


def is_array(type_name: str) -> bool:
    """Whether structures of a type list other structures."""
    return type_name == "uima.cas.FSArray" or type_name.endswith("[]")


def is_link(structure: Structure) -> bool:
    """Whether it is a slot's link to another structure."""
    return structure.begin is None and len(structure.refs.get(LINK_TARGET, ())) == 1


def is_list(type_name: str) -> bool:
    """Whether structures of a type are links of a list of structures."""
    return type_name == "uima.cas.NonEmptyFSList"

"""What shall be imported and how, and what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from annotator.exchange.format import Format
from annotator.exchange.incoming import FileFault
from annotator.model.faults import AnnotatorError
from annotator.session.importing_labels import Added
from annotator.session.importing_names import Renames
from annotator.store.backups import Backup
from annotator.text.units import Unit

Tell = Callable[[FileFault], None]
"""Is told each fault and each warning, as it is met."""


class Refused(AnnotatorError):
    """An import that was to be strict and met what is not in order: nothing was written."""


@dataclass(frozen=True)
class ImportRequest:
    """What to import. annotator: whose the sets are that name nobody, and a single one that names another.

    by_folder: the first folder in the source names the annotator. unit: the only one that is taken.
    layer: for unknown labels that name none. strict: refuse for any fault or unknown label. replace: put sets
    over those that are there, after a backup. partial: of articles with faults take what is right.
    dry: only tell.
    """

    format: Format
    source: Path
    annotator: str = ""
    by_folder: bool = False
    options: Mapping[str, str] = field(default_factory=dict[str, str])
    unit: Unit | None = None
    layer: str = ""
    renames: Renames = field(default_factory=Renames)
    strict: bool = False
    replace: bool = False
    partial: bool = False
    dry: bool = False


@dataclass
class Imported:
    """What was imported, or would be.

    articles: how many were "there", are "new", or were "left out". sets: how many are "new", were
    "replaced", are the "same" as those there, were "kept" out by others that are there, or "left" since
    their file could not be written. units: for how many articles offsets were counted how; is_certain:
    whether quotes said so. named: new articles that are called otherwise than in the files.
    """

    articles: Counter[str] = field(default_factory=Counter[str])
    sets: Counter[str] = field(default_factory=Counter[str])
    spans: int = 0
    relations: int = 0
    units: dict[str, int] = field(default_factory=dict[str, int])
    is_certain: bool = True
    added: list[Added] = field(default_factory=list[Added])
    named: dict[str, str] = field(default_factory=dict[str, str])
    faults: int = 0
    warnings: int = 0
    backup: Backup | None = None

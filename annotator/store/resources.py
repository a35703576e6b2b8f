"""What the program brings along: labels, guidelines, icons, translations."""

from __future__ import annotations

from pathlib import Path

import annotator
from annotator.model.faults import AnnotatorError
from annotator.store.disk import read_bytes
from annotator.store.nodes import Faults, Section
from annotator.store.yaml_file import load

_PACKAGE = Path(annotator.__file__).parent


def resource(name: str) -> Path:
    """Return the path of a file or folder below the resources, ``/`` between folders.

    In an installed program they lie inside the package, in a checkout beside it. Raises AnnotatorError
    where there is no such file.
    """
    for folder in (_PACKAGE / "_resources", _PACKAGE.parent / "resources"):
        path = folder / name
        if path.exists():
            return path
    raise AnnotatorError(f"the program's own file {name} is missing: install the program again")


def read_table(path: Path) -> dict[str, str]:
    """Return a YAML file of texts (key: text) as a dict. Raises FaultyFile."""
    faults = Faults(path.name)
    section = Section(load(read_bytes(path, path.name), faults), "", faults)
    table = {key: section.text(key) for key in section.nodes}
    faults.check()
    return table

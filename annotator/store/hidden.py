"""Names of the hidden files that lie beside an annotation file while, or after, someone works on it."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

_MOST = 240


def beside(path: Path, kind: str) -> Path:
    """Return the hidden file of a kind ("journal", "history", "lock"): ``.x.txt.yaml.journal``.

    Where that name would be too long for a disk, a digest stands for the file's own.
    """
    name = f".{path.name}.{kind}"
    if len(name.encode()) > _MOST:
        name = f".{sha256(path.name.encode()).hexdigest()[:32]}.{kind}"
    return path.with_name(name)

"""Where the hidden files of an annotation file lie while, or after, someone works on it.

Beside it, so that they move with the corpus. Where its disk knows no locks, two machines could write one
journal: there lock and journal are in the user's own folder, on this machine, and each machine has its own.
"""

from __future__ import annotations

import os
import sys
from hashlib import sha256
from pathlib import Path

_MOST = 240


def beside(path: Path, kind: str) -> Path:
    """Return the hidden file of a kind ("journal", "history", "lock"): ``.x.txt.yaml.journal``.

    Where that name would be too long for a disk, a digest stands for the file's own.
    """
    name = f".{path.name}.{kind}"
    if len(name.encode()) > _MOST:
        name = f".{_digest(path.name)}.{kind}"
    return path.with_name(name)


def at_home(path: Path, kind: str) -> Path:
    """Return the hidden file of a kind in the user's own folder; the same for every way to the file.

    Raises OSError where the user has no folder.
    """
    return _state_folder() / "beside" / f"{_digest(str(path.resolve()))}.{kind}"


def journal_of(path: Path) -> Path:
    """Return where edits wait that an annotation file may lack; the file need not exist."""
    try:
        own = at_home(path, "journal")
        return own if own.is_file() else beside(path, "journal")
    except OSError:
        return beside(path, "journal")


def _digest(text: str) -> str:
    return sha256(text.encode(errors="surrogateescape")).hexdigest()[:32]


def _state_folder() -> Path:
    """Return where programs keep what they need in the next run (XDG Base Directory, and the like)."""
    given = os.environ.get("LOCALAPPDATA" if os.name == "nt" else "XDG_STATE_HOME")
    if given and Path(given).is_absolute():
        return Path(given) / "annotator"
    try:
        home = Path.home()
    except RuntimeError as error:
        raise OSError("the user has no folder") from error
    inner = "Library/Application Support" if sys.platform == "darwin" else ".local/state"
    return home / inner / "annotator"

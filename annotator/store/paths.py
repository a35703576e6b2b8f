"""Paths that stay inside the corpus, and annotators' names as names of folders.

Judges names; touches the disk only to follow links.
"""

from __future__ import annotations

import os
import re
import sys
import unicodedata
from hashlib import sha256
from pathlib import Path, PureWindowsPath
from urllib.parse import unquote

from annotator.model.faults import AnnotatorError

_DEVICES = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])[ .]*", re.IGNORECASE)
_MAX_BYTES = 240
_MAX_PART = 255
_MAX_PATH = 4096
_SHOWN = 100
_MAX_SAFE = 200
_NOT_ON_WINDOWS = re.compile(r'[<>:"|?*]|[. ](?:/|$)')


class LeavesCorpus(AnnotatorError):
    """A path that would lead out of the corpus folder, or to no file at all."""


def refusal(relative: str) -> str | None:
    """Return why a path below the corpus folder is refused by its spelling alone; None where it is not.

    The same on every system, so that a corpus from one opens on another.
    """
    if len(relative) > _MAX_PATH:
        return f"is longer than {_MAX_PATH:,} characters"
    return _refusal_of_spelling(relative)


def _refusal_of_spelling(relative: str) -> str | None:
    parts = relative.split("/")
    if relative.startswith("/") or PureWindowsPath(relative).drive or PureWindowsPath(relative).root:
        return "is an absolute path; write it from the corpus folder"
    if "\\" in relative:
        return "has a backslash; write / between folders"
    if any(unicodedata.category(char) in ("Cc", "Cs") for char in relative):
        return "has a control character in its name"
    if ".." in parts:
        return "leads out of the corpus folder"
    if any(part in ("", ".") for part in parts):
        return "has an empty part"
    return next((why for part in parts if (why := _part_refusal(part))), None)


def _part_refusal(part: str) -> str | None:
    if is_device(part):
        return f"has the part {part}, which Windows keeps for a device"
    if len(part.encode()) > _MAX_PART:
        return f"has the part {part[:20]}…, which has more than {_MAX_PART} bytes"
    if os.name == "nt" and (":" in part or part[-1] in ". "):
        return f"has the part {part}, which cannot be a name on Windows"
    return None


def not_on_windows(relative: str) -> bool:
    """Whether a path that is fine here cannot be one on Windows."""
    return _NOT_ON_WINDOWS.search(relative) is not None


def key_of(path: str) -> str:
    """Return what is the same for names that one disk or another takes for one: Windows and macOS make no
    difference of capitals, and macOS none of how a letter is put together (NFC, NFD)."""
    apart = unicodedata.normalize("NFD", path)
    # Letter by letter, as disks do it: to them ß and ss are two.
    capitals = "".join(upper if len(upper := char.upper()) == 1 else char for char in apart)
    return unicodedata.normalize("NFC", capitals)


def is_device(part: str) -> bool:
    """Whether Windows takes a name for a device (``nul``, ``COM1.txt``), whatever follows its first dot."""
    return _DEVICES.fullmatch(part.split(".", 1)[0]) is not None


def safe_name(name: str, suffix: str) -> str:
    """Return the path of an article for a name that another tool gave: one that is refused nowhere.

    suffix: is put behind where it lacks. Different names may become one.
    """
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    last = parts.pop() if parts else "article"
    if last.lower().endswith(suffix):
        last = last[: -len(suffix)]
    return "/".join([*(_safe_part(part) for part in parts), _safe_part(last) + suffix])


def _safe_part(part: str) -> str:
    wrong = ("Cc", "Cs", "Zl", "Zp")
    safe = "".join(c if c not in '<>:"|?*' and unicodedata.category(c) not in wrong else "_" for c in part)
    safe = safe.rstrip(". ") or "_"
    if safe.startswith(".") or is_device(safe):  # what is hidden is no article
        safe = f"_{safe}"
    if len(safe.encode()) > _MAX_SAFE:
        digest = sha256(part.encode("utf-8", "surrogatepass")).hexdigest()[:8]
        safe = f"{safe.encode()[: _MAX_SAFE - 9].decode('utf-8', 'ignore')}-{digest}"
    return safe


def inside(corpus: Path, relative: str, below: Path | None = None) -> Path:
    """Return a path in the corpus. relative: with / between parts, from the folder below (default: corpus).

    Raises LeavesCorpus for anything that would lead out of it, through links too. The file need not exist.
    """
    if why := refusal(relative):
        raise LeavesCorpus(f"{_beginning(relative)!r} {why}")
    path = (below or corpus).joinpath(*relative.split("/"))
    if not stays_inside(corpus, path):
        raise LeavesCorpus(f"{relative!r} leads out of the corpus folder through a link")
    return path


def _beginning(path: str) -> str:
    return path if len(path) <= _MAX_PART else f"{path[:_SHOWN]}…"


def stays_inside(folder: Path, path: Path) -> bool:
    """Whether a path, its links followed, lies below the folder."""
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        return False


def annotator_name(name: str) -> str:
    """Return the name as the program writes it: NFC, no space at the ends.

    Raises AnnotatorError where it is empty, holds control characters or is too long for a folder.
    """
    name = unicodedata.normalize("NFC", name).strip()
    if not name:
        raise AnnotatorError("an annotator needs a name")
    if any(unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") for char in name):
        raise AnnotatorError(f"the annotator's name {name!r} holds a control character")
    if len(_folder(name).encode()) > _MAX_BYTES:
        raise AnnotatorError(f"the annotator's name {name[:20]}… is too long for a folder")
    return name


def folder_of(name: str) -> str:
    """Return the folder name for an annotator: letters and digits of any script stay, the rest becomes %XX.

    Raises AnnotatorError for what cannot be a name.
    """
    return _folder(annotator_name(name))


def _folder(name: str) -> str:
    last = len(name) - 1
    folder = "".join(
        char if _kept(char, at_end=index in (0, last)) else _percent(char) for index, char in enumerate(name)
    )
    return _percent(folder[0]) + folder[1:] if is_device(folder) else folder


def _percent(char: str) -> str:
    return "".join(f"%{byte:02X}" for byte in char.encode())


def _kept(char: str, *, at_end: bool) -> bool:
    # A dot or a space at an end is dropped or hidden by one system or another.
    if char in ". ":
        return not at_end
    return char.isalnum() or char in "-_" or unicodedata.category(char)[0] == "M"


def name_of(folder: str) -> str | None:
    """Return whose folder it is; None for a name that folder_of does not give."""
    if sys.platform == "darwin":
        # Its older disks take letters and their marks apart.
        folder = unicodedata.normalize("NFC", folder)
    try:
        name = unquote(folder, errors="strict")
        return name if folder_of(name) == folder else None
    except (UnicodeDecodeError, AnnotatorError):
        return None

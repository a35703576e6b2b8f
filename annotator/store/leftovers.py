"""What lies among annotations that is of no article or no annotation file: left by a crash, or by others.

Only looks: it takes no lock and removes nothing.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from annotator.model.faults import Fault, FaultyFile
from annotator.store.annotation_writer import LONG_LISTS
from annotator.store.disk import read_bytes
from annotator.store.nodes import Faults, Section
from annotator.store.paths import key_of
from annotator.store.yaml_file import load

# How the name ends -> what to say, and its code.
_HIDDEN = {
    ".journal": (
        "holds edits that are not in their annotation file yet; open that article to get them in",
        "journal",
    ),
    ".lock": ("says that its annotation file is open, or was when the program ended", "lock"),
    ".tmp": ("is left from a save that did not end; it can be deleted", "unfinished"),
}
_KEPT = ("holds edits of an earlier run that fitted nowhere; look at them, then delete it", "kept-journal")


def leftovers(folder: Path, articles: Mapping[str, str]) -> Iterator[tuple[Path, Fault]]:
    """Yield what is odd below an annotator's folder.

    articles: each article of the corpus with the digest of its bytes, "" where it could not be read.
    """
    for path in _files(folder):
        if path.name.startswith("."):
            message, code = next(
                (said for end, said in _HIDDEN.items() if path.name.endswith(end)),
                _KEPT if ".journal.kept-" in path.name else ("", ""),
            )
            if message:
                yield path, Fault(message, warning=True, code=code)
        elif path.suffix == ".yaml":
            article = path.relative_to(folder).as_posix().removesuffix(".yaml")
            if article not in articles:
                yield path, Fault(_orphan(path, articles), warning=True, code="orphan")


def _files(folder: Path) -> list[Path]:
    return sorted(Path(top, name) for top, _, names in os.walk(folder) for name in names)


def _orphan(path: Path, articles: Mapping[str, str]) -> str:
    """Return what to say of annotations without their article, which may only have another name now."""
    message = "belongs to no article: the article was renamed or removed"
    digest = _digest_in(path)
    same = [article for article, its_digest in articles.items() if digest and its_digest == digest]
    return f"{message}; {same[0]} has the same text" if len(same) == 1 else message


def _digest_in(path: Path) -> str:
    faults = Faults(path.name)
    try:
        return Section(load(read_bytes(path, path.name), faults, LONG_LISTS), "", faults).text("sha256")
    except FaultyFile:
        return ""


def clashes(names: Iterable[str], what: str) -> Iterator[tuple[str, Fault]]:
    """Yield the names of which some systems see another one already. what: what they name."""
    seen: dict[str, str] = {}
    for name in sorted(names):
        other = seen.setdefault(key_of(name), name)
        if other != name:
            alike = unicodedata.normalize("NFC", name) == unicodedata.normalize("NFC", other)
            but_for = "how its letters are put together" if alike else "capitals"
            message = f"has the name of {what} {other} but for {but_for}: Windows or macOS take them for one"
            yield name, Fault(message, warning=True, code="same-name")

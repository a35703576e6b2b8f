"""Which articles and annotators a corpus has, and which files are left out, and why."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from annotator.model.faults import Fault
from annotator.store.disk import reason
from annotator.store.paths import folder_of, name_of, refusal, stays_inside

SUFFIX = ".txt"


def list_articles(
    sources: Path, corpus: Path, annotations: Path, recursive: bool
) -> tuple[list[str], list[tuple[str, Fault]]]:
    """Return the articles below sources, sorted, and what was left out with the reason.

    Hidden files and folders, the annotations and folders behind links are passed over.
    """
    articles: list[str] = []
    left_out: list[tuple[str, Fault]] = []
    folders = [""]
    while folders:
        below = folders.pop()
        for entry in _entries(sources, below, left_out):
            relative = f"{below}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                if recursive and Path(entry.path) != annotations:
                    folders.append(f"{relative}/")
            elif not entry.name.lower().endswith(SUFFIX):
                continue
            elif why := _left_out(entry, relative, corpus):
                left_out.append((relative, Fault(why, warning=True, code="left-out")))
            else:
                articles.append(relative)
    return sorted(articles), sorted(left_out, key=lambda item: item[0])


def _entries(sources: Path, below: str, left_out: list[tuple[str, Fault]]) -> list[os.DirEntry[str]]:
    try:
        return [entry for entry in os.scandir(sources / below) if not entry.name.startswith(".")]
    except OSError as error:
        left_out.append((below, Fault(f"cannot be read: {reason(error)}", code="unreadable")))
        return []


def _left_out(entry: os.DirEntry[str], relative: str, corpus: Path) -> str:
    """Return why a file is no article; "" where it is one."""
    if why := refusal(relative):
        return f"is left out: its path {why}"
    if refusal(f"{relative}.yaml"):
        return "is left out: its name is too long for that of its annotations (.yaml comes behind it)"
    if entry.is_symlink() and not stays_inside(corpus, Path(entry.path)):
        return "is left out: it is a link that leads out of the corpus folder"
    if not entry.is_file():
        return "is left out: it is no file"
    return ""


def list_annotators(annotations: Path) -> tuple[list[str], list[str]]:
    """Return the annotators' names, sorted, and the folders that are nobody's."""
    names: list[str] = []
    others: list[str] = []
    for folder in _folders(annotations):
        name = name_of(folder)
        if name is None:
            others.append(folder)
        else:
            names.append(name)
    return sorted(names), sorted(others)


def closed(folder: Path) -> str:
    """Return why a folder that is there cannot be listed; "" where it can, or is not there."""
    try:
        os.scandir(folder).close()
    except FileNotFoundError:
        return ""
    except OSError as error:
        return reason(error)
    return ""


def _folders(folder: Path) -> Iterator[str]:
    try:
        with os.scandir(folder) as entries:
            yield from (e.name for e in entries if e.is_dir() and not e.name.startswith("."))
    except OSError:
        return


def orphans(annotations: Path, annotator: str, articles: set[str]) -> list[Path]:
    """Return an annotator's files that belong to no article."""
    folder = annotations / folder_of(annotator)
    return sorted(
        path
        for path in folder.rglob("*.yaml")
        if path.relative_to(folder).as_posix().removesuffix(".yaml") not in articles
    )

"""Writes what annotators get back into files: for people a page, for programs a table or JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.session.fate_files import write_csv, write_json
from annotator.session.fate_page import write_page
from annotator.session.fate_report import FateReport
from annotator.store.disk import write_atomically
from annotator.store.paths import folder_of

if TYPE_CHECKING:
    from annotator.session.adjudicating import AdjudicationSession

_WRITERS: Mapping[str, Callable[[FateReport], str]] = {
    ".html": write_page,
    ".csv": write_csv,
    ".json": write_json,
}


def write_report(report: FateReport, path: Path) -> None:
    """Write one annotator's report; its suffix says the form, a page where it says none. Raises OSError."""
    write = _WRITERS.get(path.suffix.lower(), write_page)
    write_atomically(path, write(report).encode())


def write_reports(review: AdjudicationSession, folder: Path) -> list[Path]:
    """Write a page for each annotator into a folder; return where they are. Raises OSError."""
    paths: list[Path] = []
    for name in review.annotators:
        path = folder / f"{folder_of(name)}.html"
        write_report(review.report_for(name), path)
        paths.append(path)
    return paths

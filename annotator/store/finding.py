"""Where the corpus is that a folder belongs to; needs nothing else of the store, so that it costs no time."""

from __future__ import annotations

from pathlib import Path

CORPUS_FILE = "annotator.yaml"


def corpus_folder_above(start: Path) -> Path:
    """Return the nearest folder upward that holds a corpus file, else start itself."""
    start = start.resolve()
    return next((folder for folder in (start, *start.parents) if _has_corpus_file(folder)), start)


def _has_corpus_file(folder: Path) -> bool:
    try:
        return (folder / CORPUS_FILE).is_file()
    except OSError:  # a folder that may not be looked into
        return False

"""Which folder and which annotator the command line means; imports little, as the window waits for it."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from annotator.cli.commands import WrongCommandLine
from annotator.model.faults import AnnotatorError
from annotator.store.finding import corpus_folder_above
from annotator.store.paths import annotator_name


def corpus_folder(options: Namespace) -> Path:
    """Return the corpus folder that is meant. Raises WrongCommandLine where there is none."""
    if options.corpus is None:
        return corpus_folder_above(Path.cwd())
    folder = Path(options.corpus)
    if not folder.is_dir():
        raise WrongCommandLine(f"{folder}: there is no such folder; name one with --corpus DIR")
    return folder


def annotator_in(options: Namespace) -> str | None:
    """Return who annotates, where the command line says it. Raises WrongCommandLine for what is no name."""
    if options.annotator is None:
        return None
    try:
        return annotator_name(options.annotator)
    except AnnotatorError as error:
        raise WrongCommandLine(f"--annotator: {error}") from error

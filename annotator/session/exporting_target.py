"""The place that an export is put at: made beside it under another name, then put there at once.

What is there already is left alone, unless it shall be replaced and holds nothing but what an export writes.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Collection, Iterator
from itertools import islice
from pathlib import Path
from types import TracebackType

from annotator.model.faults import AnnotatorError
from annotator.store.corpus import Corpus
from annotator.store.disk import reason

_NAMED = 3


class Target:
    """A file or folder to come, in ``with``: what is not placed by the end is gone.

    made: where it is written, a path of the same name in a hidden folder beside it; other files there go
    with it where it is a file.
    """

    def __init__(self, path: Path, *, is_folder: bool) -> None:
        self.path = Path(os.path.abspath(path))  # noqa: PTH100 - links are not followed
        self.is_folder = is_folder
        self._temporary = self.path.with_name(f".annotator-{secrets.token_hex(8)}.tmp")
        self.made = self._temporary / self.path.name
        self._replace = False

    def check(self, corpus: Corpus, suffixes: Collection[str], *, replace: bool) -> None:
        """Raise AnnotatorError where nothing may be put: it would replace something, or disturb the corpus.

        suffixes: of files that an export writes; a folder with others is not taken for one.
        """
        self._replace = replace
        self._check_corpus(corpus, suffixes)
        if self.path.is_symlink() and not self.path.exists():
            raise AnnotatorError(f"{self.path}: a link that leads nowhere stands there")
        if not self.path.exists():
            return
        if self.path.is_dir() != self.is_folder:
            there, wanted = ("a folder", "a file") if self.path.is_dir() else ("a file", "a folder")
            raise AnnotatorError(f"{self.path} is {there}, and this export is {wanted}: choose another name")
        if self._is_empty():
            return
        self._check_may_replace(self.path)
        if self.is_folder and (others := list(islice(_others(self.path, suffixes), _NAMED))):
            raise AnnotatorError(
                f"{self.path} was left as it is: it holds other files than an export "
                f"({', '.join(others)}). Choose another folder, or empty it yourself"
            )

    def _check_corpus(self, corpus: Corpus, suffixes: Collection[str]) -> None:
        if corpus.folder.is_relative_to(self.path) or self.path.is_relative_to(corpus.annotations):
            raise AnnotatorError(f"{self.path} belongs to the corpus: choose another place for the export")
        if ".txt" in suffixes and self.path.is_relative_to(corpus.sources) and corpus.is_recursive:
            raise AnnotatorError(
                f"{self.path} is among the articles, and the texts of the export would become articles: "
                "choose another place"
            )

    def _check_may_replace(self, path: Path) -> None:
        if not self._replace:
            raise AnnotatorError(f"{path} is there already; only --replace puts the export in its place")

    def __enter__(self) -> Target:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._temporary.mkdir()
            if self.is_folder:
                self.made.mkdir()
        except OSError as error:
            raise self.failure(error) from error
        return self

    def place(self) -> None:
        """Put what was written in its place. Raises AnnotatorError; then what was there is there still."""
        try:
            if self.is_folder:
                self._place_folder()
            else:
                self._place_files()
        except OSError as error:
            raise self.failure(error) from error

    def _place_folder(self) -> None:
        if not self.path.is_dir():
            self.made.rename(self.path)
            return
        old = self._temporary / "old"
        self.path.rename(old)
        try:
            self.made.rename(self.path)
        except OSError:
            old.rename(self.path)
            raise

    def _place_files(self) -> None:
        beside = sorted(path for path in self._temporary.iterdir() if path != self.made)
        for path in beside:
            if self.path.with_name(path.name).exists():
                self._check_may_replace(self.path.with_name(path.name))
        for path in (*beside, self.made):
            os.replace(path, self.path.with_name(path.name))  # noqa: PTH105 - in one step, over what is there

    def failure(self, error: OSError) -> AnnotatorError:
        """Return why it could not be written, for people."""
        return AnnotatorError(f"{self.path} could not be written: {reason(error)}. Nothing was exported")

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        shutil.rmtree(self._temporary, ignore_errors=True)

    def _is_empty(self) -> bool:
        try:
            return not any(self.path.iterdir()) if self.is_folder else self.path.stat().st_size == 0
        except OSError as error:
            raise self.failure(error) from error


def _others(folder: Path, suffixes: Collection[str]) -> Iterator[str]:
    """Yield files that no export has written; links too, which lead elsewhere."""
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or not (path.is_dir() or path.name.endswith(tuple(suffixes))):
            yield path.relative_to(folder).as_posix()

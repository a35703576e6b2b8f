"""The type systems that lie beside a source's files."""

from __future__ import annotations

from pathlib import PurePosixPath

from annotator.exchange.inception.type_system import FILE, TypeSystem, type_system_of
from annotator.exchange.source import Source


class NearestTypes:
    """Each file goes by the nearest type system, in its folder or above."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._known: dict[str, TypeSystem] = {}

    def of(self, name: str) -> TypeSystem:
        """Return a file's type system; an empty one where there is none. Raises FaultyFile."""
        for folder in PurePosixPath(name).parents:
            path = FILE if str(folder) == "." else f"{folder}/{FILE}"
            if path in self._known or self._source.has(path):
                return self._read(path)
        return TypeSystem()

    def _read(self, path: str) -> TypeSystem:
        if path not in self._known:
            with self._source.open(path) as file:
                found = type_system_of(file, path)
            # Projects have one in each document's archive: those are not met again.
            self._known = {one: types for one, types in self._known.items() if "/" not in one}
            self._known[path] = found
        return self._known[path]

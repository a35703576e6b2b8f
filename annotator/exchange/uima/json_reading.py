"""UIMA CAS JSON 0.4 read: one article and one annotator in each file, in folders and in zip archives.

The drafts before it, which list feature structures by their ids, are read too.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO, cast

from annotator.exchange.inception.type_system import TypeSystem
from annotator.exchange.incoming import IncomingArticle, Place, Reading
from annotator.exchange.sniffing import LIKELY, NO, SURE, Glimpse
from annotator.exchange.source import MAX_BYTES, Source
from annotator.exchange.uima.reading import articles
from annotator.exchange.uima.structures import INITIAL_VIEW, SOFA, Cas, Structure, is_array
from annotator.model.faults import Fault, FaultyFile

_TYPES, _STRUCTURES, _VIEWS = "%TYPES", "%FEATURE_STRUCTURES", "%VIEWS"
_ID, _TYPE, _ELEMENTS = "%ID", "%TYPE", "%ELEMENTS"
_OWN = frozenset({"begin", "end", "@sofa", _ID, _TYPE})
_MOST = 1 << 31


def sniff(glimpse: Glimpse) -> int:
    """Tell whether the first file has the keys of a CAS, or whether an archive holds JSON."""
    name = glimpse.first(".json") or glimpse.first(".zip") or glimpse.first("")
    head = glimpse.head(name)
    if any(f'"{key}"'.encode() in head for key in (_TYPES, _STRUCTURES)):
        return SURE
    return LIKELY if head.startswith(b"PK\x03\x04") and b"annotation/" in head and b".json" in head else NO


def read(source: Source, reading: Reading) -> Iterator[IncomingArticle]:
    """Yield the article of each file."""
    yield from articles(source, reading, ".json", cas_of, str)


def cas_of(file: BinaryIO, name: str, _types: TypeSystem) -> Cas:
    """Read a CAS, which brings its own type system. Raises FaultyFile."""
    return _Reader(name).read(file)


class _Reader:
    """Reads one file."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._cas = Cas()

    def read(self, file: BinaryIO) -> Cas:
        said = self._object(self._parsed(file), "")
        self._read_types(said.get(_TYPES, {}))
        sofas: dict[str, Mapping[str, object]] = {}
        sofa_of: dict[str, str] = {}
        for key, entry, place in self._listed(said.get(_STRUCTURES)):
            if entry.get(_TYPE) == SOFA:
                sofas[key] = entry
                continue
            if key in self._cas.structures:
                raise self._faulty(place.path, f"the id {key} is given twice")
            structure = self._structure(key, entry, place)
            self._cas.structures[key] = structure
            if structure.begin is not None:
                sofa_of[key] = str(entry.get("@sofa", ""))
        self._choose(sofas, sofa_of, said.get(_VIEWS, {}))
        return self._cas

    def _parsed(self, file: BinaryIO) -> object:
        data = file.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise self._faulty(
                "", f"is larger than {MAX_BYTES >> 20} megabytes, the most that is read at once"
            )
        try:
            return json.loads(data.decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            raise self._faulty("", f"is not UTF-8 at byte {error.start}") from None
        except json.JSONDecodeError as error:
            raise self._faulty("", f"is not JSON: {error.msg}", error.lineno) from None
        except (RecursionError, ValueError) as error:
            raise self._faulty("", f"is not JSON that can be read: {error}") from None

    def _read_types(self, said: object) -> None:
        for name, entry in self._object(said, _TYPES).items():
            described = self._object(entry, f"{_TYPES}.{name}")
            kind = self._cas.types.add(name, str(described.get("%SUPER_TYPE", "")))
            for feature, what in described.items():
                if not feature.startswith("%") and isinstance(what, dict):
                    kind.features[feature] = str(cast("Mapping[str, object]", what).get("%RANGE", ""))

    def _listed(self, said: object) -> Iterator[tuple[str, Mapping[str, object], Place]]:
        """Yield key, content and place of each structure; they are listed, or named in an object."""
        if isinstance(said, dict):
            for key, entry in cast("Mapping[str, object]", said).items():
                path = f"{_STRUCTURES}.{key}"
                yield key, self._object(entry, path), Place(self._name, 0, path)
            return
        if not isinstance(said, list):
            raise self._faulty(_STRUCTURES, "is missing, or no list: this is no CAS in JSON")
        for number, entry in enumerate(cast("Sequence[object]", said)):
            path = f"{_STRUCTURES}[{number}]"
            found = self._object(entry, path)
            key = found.get(_ID)
            if not isinstance(key, int | str) or isinstance(key, bool):
                raise self._faulty(path, "has no %ID")
            yield str(key), found, Place(self._name, 0, path)

    def _structure(self, key: str, entry: Mapping[str, object], place: Place) -> Structure:
        structure = Structure(key, str(entry.get(_TYPE, "")), place=place)
        if "begin" in entry and "end" in entry:
            structure.begin = self._offset(entry["begin"], f"{place.path}.begin")
            structure.end = self._offset(entry["end"], f"{place.path}.end")
            if structure.begin > structure.end:
                raise self._faulty(place.path, "ends before it begins")
        for name, value in entry.items():
            if name not in _OWN:
                _add(structure, name, value)
        return structure

    def _choose(
        self, sofas: Mapping[str, Mapping[str, object]], sofa_of: Mapping[str, str], views: object
    ) -> None:
        """Take the initial view, else the first that has a text."""
        texts = {key: sofa for key, sofa in sofas.items() if isinstance(sofa.get("sofaString"), str)}
        initial = [key for key, sofa in texts.items() if sofa.get("sofaID") == INITIAL_VIEW]
        chosen = next(iter([*initial, *texts]), None)
        if chosen is None:
            return
        self._cas.text = str(texts[chosen]["sofaString"])
        others = [key for key, sofa in sofa_of.items() if sofa not in (chosen, "")]
        for key in others:
            del self._cas.structures[key]
        if others:
            message = f"{len(others):,} annotations of other views than the first are left out"
            self._cas.faults.append(Place(self._name).fault(message, warning=True))
        for name, view in self._object(views, _VIEWS).items():
            entry = self._object(view, f"{_VIEWS}.{name}")
            if str(entry.get("%SOFA", "")) == chosen and isinstance(entry.get("%MEMBERS"), list):
                self._cas.members = frozenset(_keys(entry["%MEMBERS"]))

    def _offset(self, value: object, path: str) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < _MOST:
            raise self._faulty(path, f"{str(value)[:40]} is no offset")
        return value

    def _object(self, value: object, path: str) -> Mapping[str, object]:
        if not isinstance(value, dict):
            raise self._faulty(path, "is no JSON object")
        return cast("Mapping[str, object]", value)

    def _faulty(self, path: str, message: str, line: int = 0) -> FaultyFile:
        return FaultyFile(self._name, [Fault(message, path, line)])


def _add(structure: Structure, name: str, value: object) -> None:
    """Add a feature: a reference, the members of an array, or a value. What JSON has no number for is marked
    by a sign before the name."""
    if name.startswith("@") or (name == _ELEMENTS and is_array(structure.type)):
        if keys := _keys(value):
            structure.refs["elements" if name == _ELEMENTS else name[1:]] = keys
    elif (name == _ELEMENTS or not name.startswith("%")) and (text := _value(value)) is not None:
        structure.values["elements" if name == _ELEMENTS else name.lstrip("#^")] = text


def _keys(value: object) -> tuple[str, ...]:
    """Return what a reference names: one or several."""
    items = cast("Sequence[object]", value) if isinstance(value, list) else (value,)
    return tuple(str(item) for item in items if isinstance(item, int | str) and not isinstance(item, bool))


def _value(value: object) -> str | bool | None:
    """Return a value as ours; None for null and for what is none."""
    if isinstance(value, bool | str):
        return value
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list):
        items = [text for item in cast("Sequence[object]", value) if (text := _value(item)) is not None]
        return "; ".join(text if isinstance(text, str) else str(text).lower() for text in items)
    return None

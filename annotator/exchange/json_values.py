"""Values of a JSON file of unknown make, taken for what they should be; told with their place where they
are not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar, cast

from annotator.exchange.incoming import FileFault, Place
from annotator.model.annotations import Value

T = TypeVar("T")

_MOST = 1 << 53
"""The largest whole number that every reader of JSON takes for itself."""
_SHOWN = 40


class Unfit(Exception):
    """A value that is not what it should be. path: where in the file."""

    def __init__(self, path: str, message: str) -> None:
        super().__init__(message)
        self.path = path

    def fault(self, place: Place, *, warning: bool = False) -> FileFault:
        """Return it as a fault in the article at a place."""
        return inside(place, self.path).fault(str(self), warning=warning)


class Entry:
    """An object of the file. said: its keys and values; path: where it stands in its article."""

    __slots__ = ("path", "said")

    def __init__(self, said: Mapping[str, object], path: str = "") -> None:
        self.said = said
        self.path = path

    @classmethod
    def of(cls, value: object, path: str = "") -> Entry:
        """Raises Unfit for what is no object."""
        if not isinstance(value, dict):
            raise Unfit(path, f"{shown(value)} is no JSON object")
        return cls(cast("Mapping[str, object]", value), path)

    def at(self, key: str) -> str:
        """Return where the value of a key stands."""
        return f"{self.path}.{key}" if self.path else key

    def get(self, *keys: str) -> object:
        """Return the value of the first of these keys that says something; None."""
        return next((value for key in keys if (value := self.said.get(key)) is not None), None)

    def has(self, *keys: str) -> bool:
        """Whether one of these keys says something."""
        return self.get(*keys) is not None

    def text(self, key: str) -> str:
        """Return text, "" where there is none. Raises Unfit."""
        value = self.said.get(key)
        if value is None:
            return ""
        if not isinstance(value, str):
            raise Unfit(self.at(key), f"{shown(value)} is not text")
        return value

    def name(self, *keys: str) -> str:
        """Return text, or a number as text, of the first key that has any; "" where none does."""
        for key in keys:
            value = self.said.get(key)
            if isinstance(value, str) and value:
                return value
            if isinstance(value, int) and not isinstance(value, bool):
                return str(value)
        return ""

    def label(self, *keys: str) -> str:
        """Return a name that there must be. Raises Unfit."""
        if name := self.name(*keys):
            return name
        raise Unfit(self.at(keys[0]), "is missing" if not self.has(*keys) else "is no name")

    def whole(self, *keys: str) -> int:
        """Return a whole number, not below 0, that there must be. Raises Unfit."""
        key = next((key for key in keys if self.said.get(key) is not None), keys[0])
        return whole(self.said.get(key), self.at(key))

    def piece(self, start: str = "start", end: str = "end") -> tuple[int, int]:
        """Return where something begins and ends. Raises Unfit."""
        return self.whole(start), self.whole(end)

    def pieces(self, key: str) -> tuple[tuple[int, int], ...]:
        """Return a list of ``[start, end]``; none where it is no list. Raises Unfit."""
        found: list[tuple[int, int]] = []
        for number, value in enumerate(self.items(key) if isinstance(self.said.get(key), list) else ()):
            path = f"{self.at(key)}[{number}]"
            edges = listed(value)
            if len(edges) != 2:
                raise Unfit(path, "is not [start, end]")
            found.append((whole(edges[0], path), whole(edges[1], path)))
        return tuple(found)

    def entry(self, key: str) -> Entry:
        """Return an object, an empty one where there is none. Raises Unfit."""
        value = self.said.get(key)
        return Entry({}, self.at(key)) if value is None else Entry.of(value, self.at(key))

    def items(self, key: str) -> Sequence[object]:
        """Return a list, an empty one where there is none. Raises Unfit."""
        value = self.said.get(key)
        if value is None:
            return ()
        if not isinstance(value, list):
            raise Unfit(self.at(key), f"{shown(value)} is no list")
        return cast("Sequence[object]", value)

    def entries(self, key: str) -> Iterator[Entry]:
        """Yield the objects of a list. Raises Unfit."""
        for number, value in enumerate(self.items(key)):
            yield Entry.of(value, f"{self.at(key)}[{number}]")

    def attributes(self, key: str = "attributes") -> dict[str, Value]:
        """Return names with what they say: numbers become text; nothing where there is no object.

        Raises Unfit for lists and objects among them.
        """
        entry = self.entry(key) if isinstance(self.said.get(key), dict) else Entry({})
        said = ((name, value) for name, value in entry.said.items() if name and value is not None)
        return {name: value_of(value, entry.at(name)) for name, value in said}


def whole(value: object, path: str) -> int:
    """Return a whole number from 0 to 2^53. Raises Unfit."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)  # as tables of numbers write it
    if not isinstance(value, int) or isinstance(value, bool):
        raise Unfit(path, "is missing" if value is None else f"{shown(value)} is no whole number")
    if not 0 <= value <= _MOST:
        raise Unfit(path, "is below 0" if value < 0 else "is larger than any text")
    return value


def value_of(value: object, path: str) -> Value:
    """Return what an attribute can say. Raises Unfit for a list or an object."""
    if isinstance(value, str | bool):
        return value
    if isinstance(value, int | float):
        return str(value)
    raise Unfit(path, f"{shown(value)} is no value of an attribute")


def whole_text(entry: Entry, key: str) -> str:
    """Return the text of an article. Raises Unfit where there is none, and where no file can hold it."""
    text = entry.text(key)
    if entry.said.get(key) is None:
        raise Unfit(entry.at(key), "is missing")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise Unfit(entry.at(key), f"holds half a character at {error.start}") from None
    return text


def gathered(
    entry: Entry, key: str, read: Callable[[Entry], T], place: Place, faults: list[FileFault]
) -> list[T]:
    """Return what is read from each object of a list; what cannot be is added to the faults."""
    found: list[T] = []
    try:
        values = entry.items(key)
    except Unfit as error:
        faults.append(error.fault(place))
        return found
    for number, value in enumerate(values):
        try:
            found.append(read(Entry.of(value, f"{entry.at(key)}[{number}]")))
        except Unfit as error:
            faults.append(error.fault(place))
    return found


def inside(place: Place, path: str) -> Place:
    """Return the place of something in what stands at a place."""
    joined = f"{place.path}.{path}" if place.path and path else place.path or path
    return Place(place.file, place.line, joined)


def listed(value: object) -> Sequence[object]:
    """Return the items of a list; anything else as a list of one."""
    return cast("Sequence[object]", value) if isinstance(value, list) else (value,)


def shown(value: object) -> str:
    """Return a value for a message, short."""
    if isinstance(value, str):
        return repr(value if len(value) <= _SHOWN else f"{value[:_SHOWN]}…")
    if isinstance(value, dict | list):
        return "an object" if isinstance(value, dict) else "a list"
    words = str(value)
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"

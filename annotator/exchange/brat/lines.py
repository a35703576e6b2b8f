"""The lines of .ann files as records, each with its place; what is no such line is told.

Takes what brat itself takes, and some of what it wrote in its earlier days.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from annotator.exchange.incoming import FileFault, Place
from annotator.model.annotations import Piece

_SPAN = re.compile(r"(\S+) ([0-9]{1,18} [0-9]{1,18}(?:;[0-9]{1,18} [0-9]{1,18})*)\s*")
_ROLE = re.compile(r"([^\s:]+):([^\s:]+)")
_ATTRIBUTE = re.compile(r"(\S+) +(\S+)(?: +(\S.*?))?\s*")
_NORMALIZATION = re.compile(r"(\S+) +(\S+) +(\S+?):(\S+)\s*")
_SHARED_TASK = (
    re.compile(r"(Reference) +Annotation:(\S+) +Referent:(\S+?):(\S+)\s*"),
    re.compile(r"(Reference) +Referent:(\S+?):(\S+) +Annotation:(\S+)\s*"),
)
_ID = re.compile(r"(?:[A-Za-z]+|#[A-Za-z]*)[0-9]+\S*|\*")
_SHOWN = 60


class Malformed(ValueError):
    """A line that is not what its first letter promises."""


@dataclass(frozen=True, slots=True)
class TextBound:
    """T: a type at ranges of the text. exact: the rest of the line; None where there is none."""

    id: str
    type: str
    pieces: tuple[Piece, ...]
    exact: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class Arguments:
    """E, R or *: things that take part in something. trigger: of an event, "" for others.

    roles: role and id; the role is "" among equals.
    """

    id: str
    type: str
    roles: tuple[tuple[str, str], ...]
    place: Place
    trigger: str = ""


@dataclass(frozen=True, slots=True)
class About:
    """A, M, N or #: something that is said of something. kind: the first letter; text: value, reference or
    comment; None for an attribute without a value."""

    kind: str
    type: str
    target: str
    text: str | None
    place: Place


@dataclass
class AnnotationLines:
    """Everything in the files of one article."""

    spans: dict[str, TextBound] = field(default_factory=dict[str, TextBound])
    events: dict[str, Arguments] = field(default_factory=dict[str, Arguments])
    relations: list[Arguments] = field(default_factory=list[Arguments])
    equals: list[Arguments] = field(default_factory=list[Arguments])
    said: list[About] = field(default_factory=list[About])
    faults: list[FileFault] = field(default_factory=list[FileFault])

    def read(self, name: str, text: str) -> None:
        """Take the lines of a file."""
        # Only at line feeds: a quote may hold what other functions take for a line's end.
        for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
            if line.strip():
                self._take(line.removesuffix("\r"), Place(name, number))

    def _take(self, line: str, place: Place) -> None:
        name, tab, rest = line.partition("\t")
        parse = _PARSERS.get(name[:1])
        if parse is None or not tab or not _ID.fullmatch(name.strip()):
            self.faults.append(
                place.fault(f"{_short(line)} is no line of brat's, and is left out", warning=True)
            )
            return
        data, _, tail = rest.partition("\t")
        try:
            record = parse(name.strip(), data, tail if "\t" in rest else None, place)
        except Malformed as error:
            self.faults.append(place.fault(f"{name}: {error}: {_short(line)}"))
            return
        self._keep(record, place)

    def _keep(self, record: TextBound | Arguments | About, place: Place) -> None:
        if isinstance(record, About):
            self.said.append(record)
            return
        kept: Mapping[str, object] = self.events if isinstance(record, Arguments) else self.spans
        if isinstance(record, Arguments) and not record.trigger:
            (self.relations if record.id != "*" else self.equals).append(record)
        elif record.id in kept:
            self.faults.append(place.fault(f"the id {record.id} is given twice"))
        elif isinstance(record, Arguments):
            self.events[record.id] = record
        else:
            self.spans[record.id] = record


def _span(name: str, data: str, tail: str | None, place: Place) -> TextBound:
    found = _SPAN.fullmatch(data)
    if not found:
        raise Malformed("is not TYPE START END, with a tab before the text")
    pairs = [pair.split(" ") for pair in found[2].split(";")]
    pieces = tuple((int(start), int(end)) for start, end in pairs)
    return TextBound(name, found[1], pieces, _quote(tail, pieces), place)


def _quote(tail: str | None, pieces: tuple[Piece, ...]) -> str | None:
    """Return the text that a line quotes: what stands behind it after a space belongs to nobody."""
    if not tail or not tail.strip():
        return None
    length = sum(end - start for start, end in pieces) + len(pieces) - 1
    return tail[:length] if tail[length : length + 1].isspace() else tail


def _event(name: str, data: str, _tail: str | None, place: Place) -> Arguments:
    words = data.split()
    found = _ROLE.fullmatch(words[0]) if words else None
    if not found:
        raise Malformed("is not TYPE:TRIGGER with roles behind it")
    return Arguments(name, found[1], _roles(words[1:]), place, found[2])


def _relation(name: str, data: str, _tail: str | None, place: Place) -> Arguments:
    words = data.split()
    roles = _roles(words[1:])
    if len(roles) != 2:
        raise Malformed("is not TYPE with two arguments, such as Arg1:T1 Arg2:T2")
    return Arguments(name, words[0], roles, place)


def _roles(words: Iterable[str]) -> tuple[tuple[str, str], ...]:
    found = [_ROLE.fullmatch(word) for word in words]
    if not all(found):
        raise Malformed("an argument is not ROLE:ID")
    return tuple((one[1], one[2]) for one in found if one)


def _equal(_name: str, data: str, _tail: str | None, place: Place) -> Arguments:
    words = data.split()
    if len(words) < 3:
        raise Malformed("is not TYPE with two or more ids")
    return Arguments("*", words[0], tuple(("", word) for word in words[1:]), place)


def _attribute(_name: str, data: str, _tail: str | None, place: Place) -> About:
    found = _ATTRIBUTE.fullmatch(data)
    if not found:
        raise Malformed("is not TYPE ID, or TYPE ID VALUE")
    return About("A", found[1], found[2], found[3], place)


def _comment(_name: str, data: str, tail: str | None, place: Place) -> About:
    words = data.split()
    if len(words) != 2:
        raise Malformed("is not TYPE ID, with a tab before the comment")
    return About("#", words[0], words[1], tail or "", place)


def _normalization(_name: str, data: str, _tail: str | None, place: Place) -> About:
    found = _NORMALIZATION.fullmatch(data)
    if found and found[2] != "Annotation":
        target, base, entry = found[2], found[3], found[4]
    if shared := _SHARED_TASK[0].fullmatch(data):
        target, base, entry = shared[2], shared[3], shared[4]
    elif shared := _SHARED_TASK[1].fullmatch(data):
        target, base, entry = shared[4], shared[2], shared[3]
    elif not found:
        raise Malformed("is not TYPE ID BASE:ENTRY")
    else:
        target, base, entry = found[2], found[3], found[4]
    return About("N", "Reference", target, f"{base}:{entry}", place)


_PARSERS: Mapping[str, Callable[[str, str, str | None, Place], TextBound | Arguments | About]] = {
    "T": _span,
    "E": _event,
    "R": _relation,
    "*": _equal,
    "A": _attribute,
    "M": _attribute,
    "#": _comment,
    "N": _normalization,
}


def _short(line: str) -> str:
    line = " ".join(line.split())
    return f"“{line if len(line) <= _SHOWN else f'{line[: _SHOWN - 1]}…'}”"

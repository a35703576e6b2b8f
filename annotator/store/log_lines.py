"""Lines of the hidden files beside an annotation file: JSON, each with a checksum that goes on from the line
before, so that a line that is torn, changed, left out or from elsewhere is known; and changes as JSON."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple, cast

from annotator.model.annotations import Extra, Relation, Span
from annotator.model.changes import Change, ExtraChange, Splice
from annotator.model.faults import InvalidAnnotation
from annotator.store.bounds import excess
from annotator.store.emitter import PlainText

_LINE = re.compile(rb'\{"sum":"([0-9a-f]{8})",(.*)')

Data = dict[str, Any]


class Damaged(ValueError):
    """A line that is not what was written, or says what cannot be."""


class Lines(NamedTuple):
    """What could be read. end: bytes up to there are whole; sum: where the checksums go on from.
    torn: more follows, but it is the unfinished beginning of a line; broken: what follows is neither."""

    data: list[Data]
    end: int
    sum: int
    torn: bool
    broken: bool


def encode_line(data: Mapping[str, object], before: int) -> tuple[bytes, int]:
    """Return a line and its checksum. before: the checksum of the line before, 0 for the first."""
    return sealed(body_of(data), before)


def body_of(data: Mapping[str, object]) -> bytes:
    """Return what a line says, without its checksum."""
    try:
        return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    except UnicodeEncodeError:  # half a surrogate pair
        return json.dumps(data, separators=(",", ":")).encode()


def sealed(body: bytes, before: int) -> tuple[bytes, int]:
    """Return the line that says this, and its checksum."""
    body = body[1:]
    checksum = zlib.crc32(body, before)
    return b'{"sum":"%08x",%b\n' % (checksum, body), checksum


def decode_lines(content: bytes) -> Lines:
    """Read lines up to the first that is not whole; none of more than is ever read of a file."""
    if excess(content):
        return Lines([], 0, 0, torn=False, broken=True)
    data: list[Data] = []
    end = checksum = 0
    while (stop := content.find(b"\n", end)) >= 0:
        found = _LINE.fullmatch(content, end, stop)
        if not found or zlib.crc32(found[2], checksum) != int(found[1], 16):
            return Lines(data, end, checksum, torn=False, broken=True)
        try:
            data.append(json.loads(b"{" + found[2]))
        except (ValueError, RecursionError):
            return Lines(data, end, checksum, torn=False, broken=True)
        checksum, end = int(found[1], 16), stop + 1
    return Lines(data, end, checksum, torn=end < len(content), broken=False)


def encode_change(change: Change) -> Data:
    """Return a change as JSON's own types; what is as it was is left out."""
    data: Data = {}
    if change.gone:
        data["gone"] = [_encode_item(span) for span in change.gone]
    if change.come:
        data["come"] = [_encode_item(span) for span in change.come]
    if splice := change.relations:
        old, new = ([_encode_item(relation) for relation in side] for side in (splice.old, splice.new))
        data["relations"] = [splice.place, old, new]
    if change.status:
        data["status"] = list(change.status)
    if change.attributes:
        data["attributes"] = [dict(said) for said in change.attributes]
    if change.extra:
        data["extra"] = [_encode_extra(extra) for extra in change.extra]
    if change.inside:
        data["inside"] = [_encode_inside(one) for one in change.inside]
    return data


def decode_change(data: Data) -> Change:
    """Return the change. Raises Damaged where it is none."""
    try:
        splice = data.get("relations")
        return Change(
            tuple(map(_decode_span, data.get("gone", ()))),
            tuple(map(_decode_span, data.get("come", ()))),
            splice and Splice(_place(splice[0]), _relations(splice[1]), _relations(splice[2])),
            _pair(data.get("status"), str),
            _pair(data.get("attributes"), dict),
            _pair(data.get("extra"), _decode_extra),
            tuple(map(_decode_inside, data.get("inside", ()))),
        )
    except (InvalidAnnotation, TypeError, ValueError, LookupError, AttributeError, RecursionError) as error:
        raise Damaged(str(error)) from error


_EMPTY: tuple[object, ...] = (None, "", (), {})


def _encode_item(item: Span | Relation) -> Data:
    """Return the fields of a span or relation that say something."""
    fields = ((name, getattr(item, name)) for name in item.__slots__)
    said = {name: value for name, value in fields if value not in _EMPTY}
    for name, encode in _SPECIAL.items():
        if name in said:
            said[name] = encode(said[name])
    return said


def _encode_extra(extra: Iterable[Extra]) -> list[object]:
    return [[item.key, _encode_value(item.value), item.after] for item in extra]


def _encode_value(value: Any) -> object:
    """Return any value of a YAML file; a mapping in a wrapping, to tell it from text that stood as it was."""
    if isinstance(value, PlainText):
        return {"plain": str(value)}
    if isinstance(value, dict):
        return {"map": {key: _encode_value(item) for key, item in cast("Data", value).items()}}
    if isinstance(value, list | tuple):
        return [_encode_value(item) for item in cast("Sequence[object]", value)]
    return value


_SPECIAL: dict[str, Callable[[Any], object]] = {
    "attributes": dict,
    "origin": _encode_value,
    "extra": _encode_extra,
}


def _decode_span(data: Data) -> Span:
    fields = _fields(data)
    if "parts" in data:
        fields["parts"] = tuple((_place(start), _place(end)) for start, end in data["parts"])
    if "origin" in data:
        fields["origin"] = _decode_value(data["origin"])
    return Span(start=_place(fields.pop("start", 0)), end=_place(fields.pop("end")), **fields)


def _decode_relation(data: Data) -> Relation:
    return Relation(**_fields(data))


def _fields(data: Data) -> dict[str, Any]:
    fields = dict(data)
    if "extra" in fields:
        fields["extra"] = _decode_extra(fields["extra"])
    for name, value in fields.items():
        if name in ("id", "layer", "label", "note", "link", "source", "target") and type(value) is not str:
            raise Damaged(f"{name} must be text")
    return fields


def _decode_extra(data: Any) -> tuple[Extra, ...]:
    return tuple(Extra(str(key), _decode_value(value), str(after)) for key, value, after in data)


def _encode_inside(change: ExtraChange) -> list[object]:
    return [change.key, change.place, _encode_value(change.old), _encode_value(change.new)]


def _decode_inside(data: Any) -> ExtraChange:
    key, place, old, new = data
    sides = [tuple(_decode_value(item) for item in side) for side in (old, new)]
    if place is None and not len(old) == len(new) == 1:
        raise Damaged(f"{key} must have one value before and one after")
    return ExtraChange(str(key), None if place is None else _place(place), *sides)


def _decode_value(value: Any) -> object:
    if isinstance(value, dict):
        said = cast("Data", value)
        if "plain" in said:
            return PlainText(said["plain"])
        return {key: _decode_value(item) for key, item in said["map"].items()}
    if isinstance(value, list):
        return [_decode_value(item) for item in cast("list[object]", value)]
    return value


def _relations(data: Any) -> tuple[Relation, ...]:
    return tuple(map(_decode_relation, data))


def _place(value: Any) -> int:
    if type(value) is not int or value < 0:
        raise Damaged(f"{value!r} is no place")
    return value


def _pair(data: Any, decode: Callable[[Any], Any]) -> Any:
    if data is None:
        return None
    old, new = data
    return decode(old), decode(new)

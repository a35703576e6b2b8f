"""Where an adjudicated set comes from: whose sets it decides on, what each item was decided from, what was
rejected and what was left open.

All of it stands in keys of its own in the file (docs/adjudication.md). Spans carry it as their origin,
relations and the set as Extra: so history, journal and merging take it along as they take anything else.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from hashlib import blake2b
from typing import cast

from annotator.model.annotations import AnnotationSet, Extra, Relation, Span, Value
from annotator.model.faults import InvalidAnnotation

ADJUDICATES, ATTRIBUTE_ORIGINS, REJECTED, LEFT_OPEN = (
    "adjudicates",
    "attribute_origins",
    "rejected",
    "left_open",
)
ORIGIN = "origin"
AUTO = "auto"
"""What decided where no person did."""

REASONS = (
    "not to be marked, by the guidelines",
    "a part of something that is marked as a whole",
    "marked twice",
    "the text was misunderstood",
    "a slip",
)
"""Why an annotator's span is rejected, to choose from where a corpus names no reasons of its own."""

_AFTER = {
    ADJUDICATES: "annotator",
    ATTRIBUTE_ORIGINS: "attributes",
    REJECTED: "relations",
    LEFT_OPEN: "relations",
}
_FILE_ORDER = ("", "format", "article", "sha256", "length", "annotator", "status", "attributes", "spans")
_RELATION_ORDER = ("", "id", "label", "from", "to")
_OWN_ORDER = tuple(_AFTER)
_SHOWN = 60
_LETTERS = str.maketrans("0123456789abcdef", "abcdefghjkmnpqrs")
_AROUND = 12
"""Code points before and after a span, in its paragraph, that tell it from another of the same words."""


class Decision(StrEnum):
    """What came of a conflict. BOTH: all say so; ONE_OF: one annotator's; EDITED: something of the
    adjudicator's own in its place; NEW: something that no annotator has."""

    BOTH = "both"
    ONE_OF = "one of"
    EDITED = "edited"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Origin:
    """What an item of an adjudicated set was decided from.

    sources: all that the decision settles, as ``aisha#s1`` (see source_name). taken: whose was taken.
    how: "union" or "intersection" of boundaries. by: AUTO where no person decided. seen: a fingerprint of
    what each source said then. rest: keys that this version does not know.
    """

    decision: Decision
    sources: tuple[str, ...] = ()
    taken: str = ""
    how: str = ""
    by: str = ""
    seen: Mapping[str, str] = field(default_factory=dict[str, str], hash=False)
    rest: Mapping[str, object] = field(default_factory=dict[str, object], hash=False)

    def as_entry(self) -> dict[str, object]:
        """Return it as a mapping with the keys of the file, in their order."""
        said: dict[str, object] = {"decision": str(self.decision), "from": list(self.sources)}
        said |= {"taken": self.taken, "how": self.how, "by": self.by, "seen": dict(self.seen)}
        return {key: value for key, value in said.items() if value} | dict(self.rest)


@dataclass(frozen=True, slots=True)
class SetAside:
    """Sources of which nothing was taken over: rejected, or left open for later.

    reason: why, in a person's words. taken: the annotator whose "nothing here" was taken.
    """

    sources: tuple[str, ...]
    reason: str = ""
    taken: str = ""
    by: str = ""
    seen: Mapping[str, str] = field(default_factory=dict[str, str], hash=False)
    rest: Mapping[str, object] = field(default_factory=dict[str, object], hash=False)

    def as_entry(self) -> dict[str, object]:
        """Return it as a mapping with the keys of the file, in their order."""
        said: dict[str, object] = {"from": list(self.sources), "reason": self.reason}
        said |= {"taken": self.taken, "by": self.by, "seen": dict(self.seen)}
        return {key: value for key, value in said.items() if value} | dict(self.rest)


_ORIGIN_KEYS = frozenset(("decision", "from", "taken", "how", "by", "seen"))
_ASIDE_KEYS = frozenset(("from", "reason", "taken", "by", "seen"))


def source_name(annotator: str, item_id: str) -> str:
    """Return how a decision names an annotator's span or relation: ``aisha#s1``."""
    return f"{annotator}#{item_id}"


def attribute_source(annotator: str, attribute: str) -> str:
    """Return how a decision names what an annotator said of the article: ``aisha#attributes.topic``."""
    return source_name(annotator, f"attributes.{attribute}")


def annotator_of(source: str, annotators: Iterable[str]) -> str:
    """Return whose a source is, of those adjudicated; "" where it is nobody's."""
    fitting = (name for name in annotators if source.startswith(f"{name}#"))
    return max(fitting, key=len, default="")


def origin_from(entry: object) -> Origin | None:
    """Return the origin that an entry tells of; None for one of another kind (a string, another program's).

    Raises InvalidAnnotation where it tells of a decision, but not rightly.
    """
    if not isinstance(entry, Mapping) or "decision" not in entry:
        return None
    said = cast("Mapping[str, object]", entry)
    word = said["decision"]
    if word not in tuple(Decision):
        names = ", ".join(Decision)
        raise InvalidAnnotation(f"decision {str(word)[:_SHOWN]!r} is none of: {names}")
    taken, how, by = (_text(said, key) for key in ("taken", "how", "by"))
    rest = {key: value for key, value in said.items() if key not in _ORIGIN_KEYS}
    return Origin(Decision(str(word)), _sources(said), taken, how, by, _seen(said), rest)


def set_aside_from(entry: Mapping[str, object]) -> SetAside:
    """Return what an entry of ``rejected`` or ``left_open`` tells. Raises InvalidAnnotation."""
    sources = _sources(entry)
    if not sources:
        raise InvalidAnnotation("from must name what it is about, such as aisha#s1")
    reason, taken, by = (_text(entry, key) for key in ("reason", "taken", "by"))
    rest = {key: value for key, value in entry.items() if key not in _ASIDE_KEYS}
    return SetAside(sources, reason, taken, by, _seen(entry), rest)


def origin_of(item: Span | Relation) -> Origin | None:
    """Return what an item was decided from; None for one that comes from no decision."""
    if isinstance(item, Span):
        return origin_from(item.origin) if item.origin else None
    return next((origin_from(extra.value) for extra in item.extra if extra.key == ORIGIN), None)


def with_origin(span: Span, origin: Origin | None) -> Span:
    """Return the span as decided so; None: from no decision."""
    return replace(span, origin=origin.as_entry() if origin else None)


def relation_with_origin(relation: Relation, origin: Origin | None) -> Relation:
    """Return the relation as decided so; None: from no decision."""
    extras = [extra for extra in relation.extra if extra.key != ORIGIN]
    if origin:
        extras.append(Extra(ORIGIN, origin.as_entry(), "to"))
    # In the order of the file, so that what is read again is the same.
    return replace(relation, extra=tuple(sorted(extras, key=_place_in_relation)))


def _place_in_relation(extra: Extra) -> int:
    return _RELATION_ORDER.index(extra.after) if extra.after in _RELATION_ORDER else len(_RELATION_ORDER)


# of the set as a whole ----------------------------------------------------------------------------


def adjudicated(annotations: AnnotationSet) -> tuple[str, ...]:
    """Return whose sets this one decides on; empty for a set that an annotator made."""
    value = _value(annotations, ADJUDICATES)
    return tuple(str(name) for name in cast("Sequence[object]", value)) if isinstance(value, list) else ()


def with_adjudicated(annotations: AnnotationSet, names: Sequence[str]) -> AnnotationSet:
    """Return the set as one that decides on these annotators' sets."""
    return (
        annotations if adjudicated(annotations) == tuple(names) else _with(annotations, ADJUDICATES, [*names])
    )


def entries_of(annotations: AnnotationSet, key: str) -> Sequence[Mapping[str, object]]:
    """Return the entries of ``rejected`` or ``left_open`` as they are in the file."""
    value = _value(annotations, key)
    return cast("Sequence[Mapping[str, object]]", value) if isinstance(value, list) else ()


def with_entries(
    annotations: AnnotationSet, key: str, entries: Sequence[Mapping[str, object]]
) -> AnnotationSet:
    """Return the set with other entries of ``rejected`` or ``left_open``."""
    return _with(annotations, key, [*entries])


def attribute_origins(annotations: AnnotationSet) -> Mapping[str, Mapping[str, object]]:
    """Return the entries that say what the attributes of the article were decided from, by their names."""
    value = _value(annotations, ATTRIBUTE_ORIGINS)
    return cast("dict[str, Mapping[str, object]]", value) if isinstance(value, dict) else {}


def with_attribute_origin(annotations: AnnotationSet, name: str, origin: Origin | None) -> AnnotationSet:
    """Return the set with an attribute of the article decided so; None: by no decision."""
    origins = {key: entry for key, entry in attribute_origins(annotations).items() if key != name}
    if origin:
        origins[name] = origin.as_entry()
    return _with(annotations, ATTRIBUTE_ORIGINS, dict(sorted(origins.items())))


def _value(annotations: AnnotationSet, key: str) -> object:
    return next((extra.value for extra in annotations.extra if extra.key == key), None)


def _with(annotations: AnnotationSet, key: str, value: list[object] | dict[str, object]) -> AnnotationSet:
    """Return the set with a key of ours, where the file has it; without it where it says nothing."""
    if not value and _value(annotations, key) is None:
        return annotations
    kept = [extra for extra in annotations.extra if extra.key != key]
    if value:
        kept.append(Extra(key, value, _AFTER[key]))
    # In the order of the file, so that what is read again is the same.
    return annotations.with_extra(tuple(sorted(kept, key=_place)))


def _place(extra: Extra) -> tuple[int, int]:
    after = _FILE_ORDER.index(extra.after) if extra.after in _FILE_ORDER else len(_FILE_ORDER)
    return after, _OWN_ORDER.index(extra.key) if extra.key in _OWN_ORDER else -1


# what a source said -------------------------------------------------------------------------------


def fingerprint_of_span(span: Span, text: str) -> str:
    """Return a fingerprint of what a span says: label, attributes, words and the words beside them.

    The same after its article has changed elsewhere; notes do not count.
    """
    before = text[max(0, span.start - _AROUND) : span.start].rpartition("\n")[2]
    after = text[span.end : span.end + _AROUND].partition("\n")[0]
    pieces = [text[start:end] for start, end in span.pieces]
    said = sorted(span.attributes.items())
    return _fingerprint(span.layer, span.label, pieces, before, after, said)


def fingerprint_of_relation(relation: Relation) -> str:
    """Return a fingerprint of what a relation says; notes do not count."""
    said = sorted(relation.attributes.items())
    return _fingerprint(relation.label, relation.source, relation.target, said)


def fingerprint_of_value(value: Value) -> str:
    """Return a fingerprint of an attribute's value."""
    return _fingerprint(value)


def _fingerprint(*said: object) -> str:
    # Ten letters, none of them a digit: no reader takes them for a number.
    digest = blake2b(json.dumps(said).encode(), digest_size=5).hexdigest()
    return digest.translate(_LETTERS)


def _text(entry: Mapping[str, object], key: str) -> str:
    value = entry.get(key)
    if value is not None and not isinstance(value, str):
        raise InvalidAnnotation(f"{key} must be text")
    return value or ""


def _sources(entry: Mapping[str, object]) -> tuple[str, ...]:
    value = entry.get("from")
    if value is None:
        return ()
    items = cast("list[object]", value) if isinstance(value, list) else [None]
    if not all(isinstance(item, str) and "#" in item for item in items):
        raise InvalidAnnotation("from must be a list of names such as aisha#s1")
    return tuple(cast("list[str]", items))


def _seen(entry: Mapping[str, object]) -> Mapping[str, str]:
    value = entry.get("seen")
    if value is None:
        return {}
    said = cast("Mapping[str, object]", value) if isinstance(value, dict) else {"": None}
    if not all(isinstance(mark, str) for mark in said.values()):
        raise InvalidAnnotation("seen must be a mapping from a name such as aisha#s1 to its fingerprint")
    return cast("Mapping[str, str]", said)

"""One Web Annotation, of whatever maker, as what it says: of which text, where, with which words, by whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from annotator.exchange.json_values import Entry, Unfit, listed
from annotator.model.annotations import Piece

_TAGS = ("tagging", "classifying")
_NOTES = ("commenting", "replying", "describing", "editing", "questioning")
_LINKS = ("identifying", "linking")
_CHARS = re.compile(r"char=(\d{1,15}),(\d{1,15})")


@dataclass
class Target:
    """What an annotation is about. source: the IRI of the text, or of another annotation.

    piece: where in it; None where only the quote says, or nothing. unknown: the kind of a selector that is
    none of these.
    """

    source: str
    piece: Piece | None = None
    exact: str = ""
    prefix: str = ""
    suffix: str = ""
    unknown: str = ""


@dataclass
class Said:
    """An annotation. tags: its labels; ends: IRIs of annotations that it links to."""

    entry: Entry
    id: str = ""
    motivations: list[str] = field(default_factory=list[str])
    creator: str = ""
    tags: list[str] = field(default_factory=list[str])
    notes: list[str] = field(default_factory=list[str])
    links: list[str] = field(default_factory=list[str])
    targets: list[Target] = field(default_factory=list[Target])


def is_annotation(entry: Entry) -> bool:
    """Whether an object is an annotation, and no collection or page of them."""
    kinds = {str(kind).rpartition(":")[2] for kind in listed(entry.get("type", "@type"))}
    return "Annotation" in kinds or (entry.has("target") and not entry.has("items", "first"))


def annotation_of(entry: Entry) -> Said:
    """Return what an annotation says. Raises Unfit."""
    said = Said(entry, _iri(entry, "id", "@id"))
    said.motivations = [_word(one) for one in listed(entry.get("motivation")) if isinstance(one, str)]
    said.creator = _creator(entry)
    for body in _objects(entry, "body"):
        _add_body(said, body)
    if value := entry.name("bodyValue"):
        said.notes.append(value)
    # Hypothes.is gives its annotations with words of its own.
    said.tags += [one for one in listed(entry.get("tags")) if isinstance(one, str) and one]
    if entry.has("uri") and (note := entry.name("text")):
        said.notes.append(note)
    said.targets = [target for one in _objects(entry, "target") for target in _targets(one)]
    return said


def _word(text: str) -> str:
    """Return a word of the vocabulary without its prefix."""
    return re.split(r"[:#/]", text)[-1]


def _iri(entry: Entry, *keys: str) -> str:
    value = entry.get(*keys)
    return value if isinstance(value, str) else ""


def _objects(entry: Entry, key: str) -> Iterator[Entry]:
    """Yield what stands under a key, one or several; an IRI alone as an object with that id."""
    if not entry.has(key):
        return
    value = entry.get(key)
    for number, one in enumerate(listed(value)):
        path = f"{entry.at(key)}[{number}]" if isinstance(value, list) else entry.at(key)
        yield Entry({"id": one}, path) if isinstance(one, str) else Entry.of(one, path)


def _creator(entry: Entry) -> str:
    for person in _objects(entry, "creator"):
        for key in ("name", "nickname", "nick", "email"):
            if name := person.name(key):
                return name.removeprefix("mailto:")
        if name := _iri(person, "id", "@id"):
            return name.removeprefix("mailto:")
    return entry.name("user").removeprefix("acct:")


def _add_body(said: Said, body: Entry) -> None:
    purposes = [_word(one) for one in listed(body.get("purpose")) if isinstance(one, str)]
    purposes = purposes or [one for one in said.motivations if one in (*_TAGS, *_NOTES, *_LINKS)]
    source = body.get("source")
    iri = source if isinstance(source, str) else _iri(body, "id", "@id")
    text = body.name("value")
    if any(one in _LINKS for one in purposes):
        said.links += [text or iri] if text or iri else []
    elif any(one in _TAGS for one in purposes):
        # A tag that is a thing of the web is called by the end of its IRI.
        said.tags += [text or _word(iri)] if text or iri else []
    elif text:
        said.notes.append(text)
    elif iri:
        said.links.append(iri)


def _targets(entry: Entry) -> Iterator[Target]:
    source = entry.get("source")
    if isinstance(source, dict):
        inner = entry.entry("source")
        source = _iri(inner, "id", "@id")
    iri = source if isinstance(source, str) else _iri(entry, "id", "@id")
    iri, _, fragment = iri.partition("#") if iri.partition("#")[0] else (iri, "", "")
    target = Target(iri)
    _add_fragment(target, fragment)
    for selector in _objects(entry, "selector"):
        _add_selector(target, selector, 0)
    yield target


def _add_selector(target: Target, selector: Entry, depth: int) -> None:
    kind = next((_word(one) for one in listed(selector.get("type", "@type")) if isinstance(one, str)), "")
    if kind == "TextPositionSelector":
        target.piece = selector.piece()
    elif kind == "TextQuoteSelector":
        target.exact = selector.text("exact")
        target.prefix, target.suffix = selector.text("prefix"), selector.text("suffix")
    elif kind == "FragmentSelector" and _CHARS.search(selector.name("value")):
        _add_fragment(target, selector.name("value"))
    else:
        target.unknown = target.unknown or kind or "no kind of selector"
    for refined in _objects(selector, "refinedBy"):
        if depth > 8:
            raise Unfit(refined.path, "is nested too deeply")
        _add_selector(target, refined, depth + 1)


def _add_fragment(target: Target, fragment: str) -> None:
    """Take a range of characters (RFC 5147)."""
    if found := _CHARS.search(fragment):
        target.piece = int(found[1]), int(found[2])

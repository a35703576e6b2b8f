"""Tags of tokens for ranges of tokens, and back: IOB1, IOB2, BIOES, BILOU and their relatives.

Ramshaw and Marcus (1995) for IOB1; Ratinov and Roth (2009) for BILOU. Reading goes by the rules of conlleval,
which hold for all of them; what a scheme does not allow is told, and read all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

SCHEMES = ("IOB2", "IOB1", "BIOES", "BILOU")
OUTSIDE = "O"

_TAG = re.compile(r"([BIESLUMW])(?:[-_](.+))?", re.S)
_OUTSIDE = frozenset({OUTSIDE, "_", "", "-", "-X-"})
_BEGINNING = frozenset("BSUW")
_ENDING = frozenset("ESLUW")
_SINGLE = {"BIOES": "S", "BILOU": "U"}
_LAST = {"BIOES": "E", "BILOU": "L"}


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag. prefix: such as B; "" outside. label: "" where the tag has none."""

    prefix: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Chunk:
    """A labelled range of tokens, half open."""

    first: int
    after: int
    label: str


@dataclass(frozen=True, slots=True)
class Oddity:
    """Something that a scheme does not allow. index: the token's."""

    index: int
    message: str


def tag_of(written: str) -> Tag | None:
    """Return the tag that is written so; None for what is none."""
    if written in _OUTSIDE:
        return Tag()
    found = _TAG.fullmatch(written)
    return Tag(found[1], found[2] or "") if found else None


def tags(length: int, chunks: Sequence[Chunk], scheme: str) -> list[str]:
    """Return the tags of a sentence. length: its tokens; chunks: in order, none overlapping."""
    found = [OUTSIDE] * length
    end, before = -1, ""
    for chunk in chunks:
        is_next = end == chunk.first and before == chunk.label
        for index in range(chunk.first, chunk.after):
            prefix = _prefix(index - chunk.first, chunk.after - index - 1, scheme, is_next=is_next)
            found[index] = f"{prefix}-{chunk.label}"
        end, before = chunk.after, chunk.label
    return found


def _prefix(before: int, after: int, scheme: str, *, is_next: bool) -> str:
    """Return the prefix of a token with so many of its chunk before and after it."""
    if not before and not after and scheme in _SINGLE:
        return _SINGLE[scheme]
    if not before:
        return "I" if scheme == "IOB1" and not is_next else "B"
    return _LAST.get(scheme, "I") if not after else "I"


def chunks_of(said: Sequence[Tag], scheme: str) -> tuple[list[Chunk], list[Oddity]]:
    """Return the chunks that the tags of a sentence tell, and what its scheme does not allow in them."""
    found: list[Chunk] = []
    first = -1
    for index, tag in enumerate(said):
        is_open = first >= 0
        if is_open and not _goes_on(said[index - 1], tag):
            found.append(Chunk(first, index, said[first].label))
            first = -1
        if tag.prefix and first < 0:
            first = index
    if first >= 0:
        found.append(Chunk(first, len(said), said[first].label))
    return found, list(_oddities(said, scheme))


def _goes_on(before: Tag, tag: Tag) -> bool:
    """Whether a token is of the same chunk as the one before it."""
    if not (before.prefix and tag.prefix) or before.label != tag.label:
        return False
    return before.prefix not in _ENDING and tag.prefix not in _BEGINNING


def _oddities(said: Sequence[Tag], scheme: str) -> Iterator[Oddity]:
    for index, (before, tag) in enumerate(pairwise([Tag(), *said, Tag()])):
        goes_on = _goes_on(before, tag)
        if tag.prefix and tag.prefix not in _BEGINNING and not goes_on and scheme not in ("IOB1", "IO"):
            yield Oddity(index, f"{_shown(tag)} follows {_shown(before)}: taken for the beginning of a span")
        is_ended = before.prefix in _ENDING or not before.prefix
        if scheme in _LAST and not is_ended and not goes_on:
            yield Oddity(
                index - 1, f"{_shown(before)} is followed by {_shown(tag)}: taken for the end of a span"
            )


def _shown(tag: Tag) -> str:
    if not tag.prefix:
        return OUTSIDE
    return f"{tag.prefix}-{tag.label}" if tag.label else tag.prefix


def scheme_of(sentences: Sequence[Sequence[Tag]]) -> str:
    """Return the scheme that sentences are tagged in: one of SCHEMES."""
    prefixes = {tag.prefix for sentence in sentences for tag in sentence}
    for scheme in ("BILOU", "BIOES"):
        if prefixes & {_SINGLE[scheme], _LAST[scheme]}:
            return scheme
    return "IOB1" if _is_first_kind(sentences) else "IOB2"


def _is_first_kind(sentences: Sequence[Sequence[Tag]]) -> bool:
    """Whether chunks begin with I, and B stands only where one of the same label ends, as in IOB1."""
    has_inside = False
    for sentence in sentences:
        for before, tag in pairwise([Tag(), *sentence]):
            if tag.prefix == "B" and before.label != tag.label:
                return False
            has_inside = has_inside or (tag.prefix == "I" and not _goes_on(before, tag))
    return has_inside

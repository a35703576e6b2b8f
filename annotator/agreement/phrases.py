"""Sentences that remember what they are made of, so that a window can say them in its own language.

English is what they are as plain text; a translation is looked up by their pattern and filled anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from string import Formatter
from types import MappingProxyType
from typing import NamedTuple


class Quote(NamedTuple):
    """Words of the article, or a name: set apart from the sentence in whatever direction they run."""

    text: str

    def __str__(self) -> str:
        return f"“{self.text}”"


Part = str | int | Quote
"""What fills a pattern: a phrase, words that stay as they are in every language, a number, a quote."""

Words = tuple[str | Quote, ...]


class Phrase(str):
    """A sentence, or a part of one.

    ``Phrase("{count} of {name}", count=3, name="PER")`` is the filled sentence in English. Raises KeyError
    where a value is missing.
    """

    pattern: str
    values: Mapping[str, Part]

    def __new__(cls, pattern: str, **values: Part) -> Phrase:
        text = super().__new__(cls, "".join(map(str, _words(pattern, values))) if values else pattern)
        text.pattern = pattern
        text.values = MappingProxyType(values)
        return text

    def __reduce__(self) -> tuple[object, ...]:
        return _made, (self.pattern, dict(self.values))

    @property
    def words(self) -> Words:
        """The sentence in English, quotes apart from what is around them."""
        return tuple(_words(self.pattern, self.values))


def _made(pattern: str, values: Mapping[str, Part]) -> Phrase:
    return Phrase(pattern, **values)


def _words(pattern: str, values: Mapping[str, Part]) -> Iterator[str | Quote]:
    for text, name, _, _ in Formatter().parse(pattern):
        if text:
            yield text
        if name is None:
            continue
        value = values[name]
        if isinstance(value, Phrase):
            yield from value.words
        elif isinstance(value, int):
            yield f"{value:,}"
        else:
            yield value


def listed(phrases: Sequence[str]) -> str:
    """Return phrases, one or more, as one with commas between them."""
    first, *rest = phrases
    return Phrase("{first}, {rest}", first=first, rest=listed(rest)) if rest else first


def in_turn(phrases: Sequence[str]) -> str:
    """Return sentences, one or more, as one with semicolons between them."""
    first, *rest = phrases
    return Phrase("{first}; {rest}", first=first, rest=in_turn(rest)) if rest else first

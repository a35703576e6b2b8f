"""What lies between two annotators' boundaries: the text that one has inside, the other outside."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from annotator.agreement.alignment import Kind
from annotator.agreement.groups import Group
from annotator.agreement.phrases import Phrase, Quote
from annotator.model.annotations import Span
from annotator.text.folding import fold
from annotator.text.segments import word_spans

LONG = 6
"""Words from which a difference is a longer stretch."""

_URDU, _HINDI = "کا کی کے کو نے سے میں پر تک", "का की के को ने से में पर तक"
_PERSIAN, _ARABIC, _ENGLISH = "را از به در با بر", "من في على إلى عن", "the a an of in at by"
_FUNCTION_WORDS = frozenset(
    fold(word) for words in (_URDU, _HINDI, _PERSIAN, _ARABIC, _ENGLISH) for word in words.split()
)

TRAITS: Mapping[str, tuple[Phrase, float]] = {
    "quotation": (Phrase("a quotation mark"), 1.0),
    "bracket": (Phrase("a bracket"), 1.0),
    "bracketed": (Phrase("words in brackets"), 1.0),
    "punctuation": (Phrase("punctuation"), 1.0),
    "space": (Phrase("white space"), 1.0),
    "marked": (Phrase("the {words}", words=Quote("…")), 1.0),
    "function": (Phrase("a case marker, postposition or article"), 1.0),
    "word": (Phrase("the word {words}", words=Quote("…")), 1.05),
    "number": (Phrase("a number"), 1.0),
    "affix": (Phrase("a part of a word"), 1.0),
    "joined": (Phrase("a phrase joined by a case marker or postposition"), 0.8),
    "pieces": (Phrase("a gap"), 1.0),
    "words": (Phrase("further words, up to {most}", most=LONG - 1), 0.5),
    "stretch": (Phrase("a longer stretch, {least} words or more", least=LONG), 0.6),
}
"""What a difference can be: in words, and how much it says. Of two that explain as much, the one that says
more is told."""


def trait_words(trait: str, fill: str) -> Phrase:
    """Return what a difference is called. fill: the words that it is about, where it has some."""
    phrase = TRAITS[trait][0]
    return Phrase(phrase.pattern, words=Quote(fill)) if fill else phrase


@dataclass(frozen=True, slots=True)
class Difference:
    """One end of a pair of spans that overlap.

    group: of two annotators. side: "start", "end", or "middle" where only the pieces differ. inside: 0 or 1,
    who has the text inside. text: what lies between. share: 1, or a half where the other end differs too.
    traits: all that it can be called, each with what fills the gap in the words of TRAITS.
    """

    group: Group
    side: str
    inside: int
    text: str
    share: float
    traits: tuple[tuple[str, str], ...]


class DifferenceFinder:
    """Finds the differences in one article. marked: the other spans of the layer, by their ends."""

    def __init__(self, text: str, groups: Sequence[Group]) -> None:
        self._text = text
        self._marked: dict[tuple[int, int], str] = {}
        for span in (span for group in groups for span in group.present):
            self._marked.setdefault((span.start, span.end), span.label)

    def differences(self, group: Group) -> Iterator[Difference]:
        """Yield the differences of two annotators' spans at their outer ends."""
        a, b = group.spans
        if a is None or b is None or group.kind not in (Kind.BOUNDARY, Kind.BOTH):
            return
        sides = [side for side in ("start", "end") if getattr(a, side) != getattr(b, side)]
        for side in sides:
            here, there = getattr(a, side), getattr(b, side)
            start, end = sorted((here, there))
            inside = int((there < here) == (side == "start"))
            traits = tuple(self._traits(start, end, side))
            yield Difference(group, side, inside, self._text[start:end].strip(), 1 / len(sides), traits)
        if not sides:
            inside = int(len(b.pieces) < len(a.pieces))
            yield Difference(group, "middle", inside, span_text(self._text, a), 1, (("pieces", ""),))

    def _traits(self, start: int, end: int, side: str) -> Iterator[tuple[str, str]]:
        text = self._text[start:end]
        if signs := _signs(text):
            yield signs, ""
            return
        edge = end if side == "start" else start
        if _splits_a_word(self._text, edge):
            yield "affix", ""
            return
        if label := self._marked_as(start, end):
            yield "marked", label
        yield from _word_traits(text)

    def _marked_as(self, start: int, end: int) -> str:
        """Return the label that some annotator gives to just this text, white space and signs aside."""
        while start < end and not self._text[start].isalnum():
            start += 1
        while end > start and not self._text[end - 1].isalnum():
            end -= 1
        return self._marked.get((start, end), "")


def _signs(text: str) -> str:
    """Return which trait it is where there is no letter or digit, else an empty text."""
    if any(char.isalnum() for char in text):
        return ""
    if not text.strip():
        return "space"
    kinds = {"quotation" if char in "\"'" else unicodedata.category(char) for char in text}
    if kinds & {"quotation", "Pi", "Pf"} or set(text) & set("„‚"):
        return "quotation"
    return "bracket" if kinds & {"Ps", "Pe"} else "punctuation"


def _word_traits(text: str) -> Iterator[tuple[str, str]]:
    """Yield what text with letters or digits can be called."""
    words = [text[begin:stop] for begin, stop in word_spans(text)]
    functions = sum(fold(word) in _FUNCTION_WORDS for word in words)
    if len(words) == 1:
        yield "word", words[0]
    if _is_bracketed(text):
        yield "bracketed", ""
    if functions == len(words):
        yield "function", ""
    elif functions:
        yield "joined", ""
    if all(word.isnumeric() for word in words):
        yield "number", ""
    yield ("stretch" if len(words) >= LONG else "words"), ""


def _is_bracketed(text: str) -> bool:
    text = text.strip()
    return unicodedata.category(text[0]) == "Ps" and unicodedata.category(text[-1]) == "Pe"


def _splits_a_word(text: str, offset: int) -> bool:
    return 0 < offset < len(text) and text[offset - 1].isalnum() and _continues(text[offset])


def _continues(char: str) -> bool:
    return char.isalnum() or unicodedata.category(char) in ("Mn", "Mc")


def span_text(text: str, span: Span) -> str:
    """Return a span's text on one line."""
    return " ".join(span.exact(text).split())

"""What an adviser says of one habit, as a sentence that can be said in any language, with its examples."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.agreement.alignment import Kind
from annotator.agreement.groups import Group
from annotator.agreement.habits import commonest
from annotator.agreement.missing import Why
from annotator.agreement.phrases import Phrase, Quote, Words
from annotator.model.annotations import Value
from annotator.text.folding import fold

_QUOTES, _LONGEST = 3, 40

NOTHING = Phrase("nothing")
_YES, _NO = Phrase("yes"), Phrase("no")
_A_SPAN = Phrase("a span")


@dataclass(frozen=True)
class Advice:
    """One habit and what it costs.

    annotators: the two it is about. count: differences that it explains, of all of their kind.
    cost: how much F1 strict of these two in the layer would rise without it, 0 to 1.
    told: the sentence; quotes: words that it is seen on most often, each with how many times.
    groups: where it is seen, the spans in the order of the annotators.
    """

    kind: Kind
    layer: str
    annotators: tuple[str, str]
    count: int
    of: int
    cost: float
    told: Phrase
    quotes: tuple[tuple[Quote, int], ...]
    groups: tuple[Group, ...]

    @property
    def words(self) -> Words:
        """The sentence in English with its quotes in brackets behind."""
        words: list[str | Quote] = [*self.told.words]
        for number, (quote, times) in enumerate(self.quotes):
            words += (", " if number else " (", quote, f" {times}×" if times > 1 else "")
        return (*words, ")") if self.quotes else tuple(words)

    @property
    def sentence(self) -> str:
        """The words as plain text, quotes in quotation marks."""
        return "".join(map(str, self.words))


Count = tuple[int, int]
"""Differences that a habit explains, of all of their kind."""

Pair = tuple[str, str]


def boundary_words(count: Count, what: str, place: tuple[str, str], who: Pair) -> Phrase:
    """Say what one has inside and the other outside. place: side and label, "" for any; who: inside first."""
    side, label = place
    values = {
        "count": count[0],
        "of": count[1],
        "what": what,
        "label": label or _A_SPAN,
        "a": Quote(who[0]),
        "b": Quote(who[1]),
    }
    if side == "start":
        return Phrase(
            "{count} of {of} boundary differences: {what} before {label} is inside for {a}, outside for {b}",
            **values,
        )
    if side == "end":
        return Phrase(
            "{count} of {of} boundary differences: {what} after {label} is inside for {a}, outside for {b}",
            **values,
        )
    return Phrase(
        "{count} of {of} boundary differences: {what} within {label} is inside for {a}, outside for {b}",
        **values,
    )


def label_words(count: Count, back: int, labels: Sequence[str | None], who: Pair) -> Phrase:
    """Say which labels change places. back: how many do the other way round."""
    values = {
        "count": count[0],
        "of": count[1],
        "x": str(labels[0]),
        "y": str(labels[1]),
        "a": Quote(who[0]),
        "b": Quote(who[1]),
        "back": back,
    }
    if back:
        return Phrase(
            "{count} of {of} label differences: {x} for {a}, {y} for {b}; {back} the other way round",
            **values,
        )
    return Phrase("{count} of {of} label differences: {x} for {a}, {y} for {b}", **values)


def missing_words(count: Count, label: str, why: Why, who: Pair) -> Phrase:
    """Say what only one has. who: the one who has it first."""
    values = {"count": count[0], "of": count[1], "label": label, "a": Quote(who[0]), "b": Quote(who[1])}
    if why == Why.WITHIN:
        return Phrase(
            "{count} of {of} spans that only {a} has: {label}, and {b} has another span there", **values
        )
    if why == Why.ELSEWHERE:
        return Phrase(
            "{count} of {of} spans that only {a} has: {label}, and {b} marks the same words elsewhere",
            **values,
        )
    return Phrase(
        "{count} of {of} spans that only {a} has: {label}, and these words {b} marks nowhere", **values
    )


def attribute_words(count: Count, name: str, said: tuple[str, str], who: Pair) -> Phrase:
    """Say which values of an attribute change places."""
    return Phrase(
        "{count} of {of} differences in {name}: {here} for {a}, {there} for {b}",
        count=count[0],
        of=count[1],
        name=name,
        here=said[0],
        there=said[1],
        a=Quote(who[0]),
        b=Quote(who[1]),
    )


def value_words(value: Value | None) -> str:
    """Return an attribute's value in words; what is chosen or typed stays as it is."""
    if isinstance(value, bool):
        return _YES if value else _NO
    return value or NOTHING


def often(texts: Sequence[str]) -> tuple[tuple[Quote, int], ...]:
    """Return the texts that recur most, cut short, with how often."""
    common = commonest([text for text in texts if text], fold, _QUOTES)
    return tuple(
        (Quote(text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"), times) for text, times in common
    )

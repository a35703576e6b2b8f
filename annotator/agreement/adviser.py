"""In words: which labels and habits cost two annotators most agreement, found from their aligned spans.

Nothing here knows a corpus: differences are described by what lies in them, and what recurs is told first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from annotator.agreement.alignment import Kind
from annotator.agreement.differences import TRAITS, Difference, DifferenceFinder, span_text
from annotator.agreement.groups import Group
from annotator.agreement.habits import commonest, habits
from annotator.agreement.layer_report import LayerReport
from annotator.agreement.missing import Why, WhyMissing
from annotator.agreement.summary import Scope
from annotator.model.annotations import Span, Value
from annotator.text.folding import fold

FEWEST = 2
"""Differences of a kind from which it is a habit."""

_ANY_LABEL = 0.9
"""What a habit of all labels weighs against one of a single label, which says more."""

_QUOTES, _LONGEST = 3, 40

_WHY_MISSING = {
    Why.WITHIN: ("", " has another span there"),
    Why.ELSEWHERE: ("", " marks the same words elsewhere"),
    Why.NEVER: ("these words ", " marks nowhere"),
}


class Quote(NamedTuple):
    """Words of the article, or a name: set apart from the sentence in whatever direction they run."""

    text: str


Words = tuple[str | Quote, ...]


@dataclass(frozen=True)
class Advice:
    """One habit and what it costs.

    annotators: the two it is about. count: differences that it explains, of all of their kind.
    cost: how much F1 strict of these two in the layer would rise without it, 0 to 1.
    words: the sentence; groups: where it is seen, the spans in the order of the annotators.
    """

    kind: Kind
    layer: str
    annotators: tuple[str, str]
    count: int
    of: int
    cost: float
    words: Words
    groups: tuple[Group, ...]

    @property
    def sentence(self) -> str:
        """The words as plain text, quotes in quotation marks."""
        return "".join(f"“{word.text}”" if isinstance(word, Quote) else word for word in self.words)


def advise(layers: Iterable[LayerReport]) -> tuple[Advice, ...]:
    """Return the habits of each two annotators in each layer, the dearest first."""
    found: list[Advice] = []
    for layer in layers:
        for pair in combinations(layer.counting.annotators, 2):
            found += _PairAdviser(layer, pair).advice()
    return tuple(sorted(found, key=lambda one: (-one.cost, -one.count, one.layer, one.sentence)))


class _PairAdviser:
    """Finds the habits of two annotators in one layer."""

    def __init__(self, layer: LayerReport, pair: tuple[str, str]) -> None:
        self._layer = layer
        self._pair = pair
        self._by_article: defaultdict[str, list[Group]] = defaultdict(list)
        for group in layer.behind(Scope(layer.name, pair)):
            self._by_article[group.article].append(group)
        self._groups = [group for groups in self._by_article.values() for group in groups]
        self._spans = sum(len(group.present) for group in self._groups)
        self._matched = sum(group.kind in (Kind.SAME, Kind.ATTRIBUTE) for group in self._groups)

    def advice(self) -> list[Advice]:
        return [*self._boundaries(), *self._labels(), *self._missing(), *self._attributes()]

    def _text(self, group: Group, span: Span) -> str:
        return span_text(self._layer.articles[group.article].document.text, span)

    def _boundaries(self) -> Iterator[Advice]:
        differences = [
            difference
            for article, groups in self._by_article.items()
            for finder in [DifferenceFinder(self._layer.articles[article].document.text, groups)]
            for group in groups
            for difference in finder.differences(group)
        ]
        of = len({id(difference.group) for difference in differences})
        for (label, side, inside, trait, fill), found in habits(differences, _names, FEWEST):
            groups = _unique(difference.group for difference in found)
            a, b = self._pair[inside], self._pair[1 - inside]
            where = {"start": "before", "end": "after"}.get(side, "within")
            words: Words = (
                f"{len(groups)} of {of} boundary differences: ",
                *_filled(TRAITS[trait][0], fill),
                f" {where} {label or 'a span'} is inside for ",
                Quote(a),
                ", outside for ",
                Quote(b),
                *_quoted([] if trait == "word" else [one.text for one in found]),
            )
            solved = sum(one.share for one in found if one.group.kind == Kind.BOUNDARY)
            yield self._advice(Kind.BOUNDARY, (len(groups), of), self._gain(solved), words, groups)

    def _labels(self) -> Iterator[Advice]:
        differing = [group for group in self._groups if group.kind in (Kind.LABEL, Kind.BOTH)]
        sides: defaultdict[tuple[str | None, ...], list[Group]] = defaultdict(list)
        for group in differing:
            sides[group.labels].append(group)
        for labels, groups in sorted(sides.items(), key=lambda item: (-len(item[1]), repr(item[0]))):
            back = sides.get(labels[::-1], [])
            if len(groups) + len(back) < FEWEST or (len(back), labels[::-1]) > (len(groups), labels):
                continue
            words: Words = (
                f"{len(groups)} of {len(differing)} label differences: {labels[0]} for ",
                Quote(self._pair[0]),
                f", {labels[1]} for ",
                Quote(self._pair[1]),
                f"; {len(back)} the other way round" if back else "",
                *_quoted([self._text(group, group.present[0]) for group in groups]),
            )
            solved = sum(group.kind == Kind.LABEL for group in groups + back)
            count = len(groups) + len(back), len(differing)
            yield self._advice(Kind.LABEL, count, self._gain(solved), words, groups + back)

    def _missing(self) -> Iterator[Advice]:
        alone = [group for group in self._groups if group.kind == Kind.MISSING]
        why = WhyMissing(self._groups, self._text)
        for (who, label, reason), groups in habits(alone, why.names, FEWEST):
            of = sum(group.spans[who] is not None for group in alone)
            a, b = self._pair[who], self._pair[1 - who]
            before, after = _WHY_MISSING[reason]
            words: Words = (
                f"{len(groups)} of {of} spans that only ",
                Quote(a),
                f" has: {label}, and {before}",
                Quote(b),
                after,
                *_quoted([self._text(group, group.present[0]) for group in groups]),
            )
            yield self._advice(Kind.MISSING, (len(groups), of), self._gain(0, len(groups)), words, groups)

    def _attributes(self) -> Iterator[Advice]:
        said = self._layer.counting.said
        sides: defaultdict[tuple[str, str, str], list[Group]] = defaultdict(list)
        of: defaultdict[str, int] = defaultdict(int)
        for group in self._groups:
            a, b = group.spans
            if a and b and group.kind == Kind.ATTRIBUTE:
                for name in sorted(said(a).keys() | said(b).keys()):
                    values = said(a).get(name), said(b).get(name)
                    if values[0] != values[1]:
                        of[name] += 1
                        sides[name, _value(values[0]), _value(values[1])].append(group)
        for (name, here, there), groups in sorted(sides.items(), key=lambda item: (-len(item[1]), item[0])):
            if len(groups) >= FEWEST:
                words: Words = (
                    f"{len(groups)} of {of[name]} differences in {name}: {here} for ",
                    Quote(self._pair[0]),
                    f", {there} for ",
                    Quote(self._pair[1]),
                    *_quoted([self._text(group, group.present[0]) for group in groups]),
                )
                yield self._advice(Kind.ATTRIBUTE, (len(groups), of[name]), 0, words, groups)

    def _gain(self, solved: float, added: int = 0) -> float:
        """Return how much F1 strict would rise, were so many pairs alike and so many single spans in both."""
        now = 2 * self._matched / self._spans
        return 2 * (self._matched + solved + added) / (self._spans + added) - now

    def _advice(
        self, kind: Kind, count: tuple[int, int], cost: float, words: Words, groups: Sequence[Group]
    ) -> Advice:
        return Advice(kind, self._layer.name, self._pair, *count, cost, words, tuple(groups))


def _names(difference: Difference) -> Iterator[tuple[tuple[str, str, int, str, str], float]]:
    labels = set(difference.group.labels)
    for trait, fill in difference.traits:
        weight = TRAITS[trait][1]
        name = (difference.side, difference.inside, trait, fill)
        if len(labels) == 1:
            yield (str(*labels), *name), weight
        yield ("", *name), weight * _ANY_LABEL


def _unique(groups: Iterable[Group]) -> list[Group]:
    """Return groups once each, in order."""
    return list({id(group): group for group in groups}.values())


def _filled(phrase: str, fill: str) -> Words:
    before, _, after = phrase.partition("{}")
    return (before, Quote(fill), after) if fill else (phrase,)


def _quoted(texts: Sequence[str]) -> Words:
    """Return the texts that recur, with how often, in brackets."""
    words: list[str | Quote] = []
    for text, times in commonest([text for text in texts if text], fold, _QUOTES):
        shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
        words += (", " if words else " (", Quote(shown), f" {times}×" if times > 1 else "")
    return (*words, ")") if words else ()


def _value(value: Value | None) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value or "nothing"

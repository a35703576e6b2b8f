"""In words: which labels and habits cost two annotators most agreement, found from their aligned spans.

Nothing here knows a corpus: differences are described by what lies in them, and what recurs is told first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from annotator.agreement.advice import (
    Advice,
    attribute_words,
    boundary_words,
    label_words,
    missing_words,
    often,
    value_words,
)
from annotator.agreement.alignment import Kind
from annotator.agreement.differences import TRAITS, Difference, DifferenceFinder, span_text, trait_words
from annotator.agreement.groups import Group
from annotator.agreement.habits import habits
from annotator.agreement.layer_report import LayerReport
from annotator.agreement.missing import WhyMissing
from annotator.agreement.phrases import Phrase
from annotator.agreement.summary import Scope
from annotator.model.annotations import Span

FEWEST = 2
"""Differences of a kind from which it is a habit."""

_ANY_LABEL = 0.9
"""What a habit of all labels weighs against one of a single label, which says more."""


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
            who = self._pair[inside], self._pair[1 - inside]
            told = boundary_words((len(groups), of), trait_words(trait, fill), (side, label), who)
            texts = [] if trait == "word" else [one.text for one in found]
            solved = sum(one.share for one in found if one.group.kind == Kind.BOUNDARY)
            yield self._advice(Kind.BOUNDARY, self._gain(solved), told, texts, groups)

    def _labels(self) -> Iterator[Advice]:
        differing = [group for group in self._groups if group.kind in (Kind.LABEL, Kind.BOTH)]
        sides: defaultdict[tuple[str | None, ...], list[Group]] = defaultdict(list)
        for group in differing:
            sides[group.labels].append(group)
        for labels, groups in sorted(sides.items(), key=lambda item: (-len(item[1]), repr(item[0]))):
            back = sides.get(labels[::-1], [])
            if len(groups) + len(back) < FEWEST or (len(back), labels[::-1]) > (len(groups), labels):
                continue
            told = label_words((len(groups), len(differing)), len(back), labels, self._pair)
            texts = [self._text(group, group.present[0]) for group in groups]
            solved = sum(group.kind == Kind.LABEL for group in groups + back)
            yield self._advice(Kind.LABEL, self._gain(solved), told, texts, groups + back)

    def _missing(self) -> Iterator[Advice]:
        alone = [group for group in self._groups if group.kind == Kind.MISSING]
        why = WhyMissing(self._groups, self._text)
        for (who, label, reason), groups in habits(alone, why.names, FEWEST):
            of = sum(group.spans[who] is not None for group in alone)
            told = missing_words((len(groups), of), label, reason, (self._pair[who], self._pair[1 - who]))
            texts = [self._text(group, group.present[0]) for group in groups]
            yield self._advice(Kind.MISSING, self._gain(0, len(groups)), told, texts, groups)

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
                        sides[name, value_words(values[0]), value_words(values[1])].append(group)
        for (name, here, there), groups in sorted(sides.items(), key=lambda item: (-len(item[1]), item[0])):
            if len(groups) >= FEWEST:
                told = attribute_words((len(groups), of[name]), name, (here, there), self._pair)
                texts = [self._text(group, group.present[0]) for group in groups]
                yield self._advice(Kind.ATTRIBUTE, 0, told, texts, groups)

    def _gain(self, solved: float, added: int = 0) -> float:
        """Return how much F1 strict would rise, were so many pairs alike and so many single spans in both."""
        now = 2 * self._matched / self._spans
        return 2 * (self._matched + solved + added) / (self._spans + added) - now

    def _advice(
        self, kind: Kind, cost: float, told: Phrase, texts: Sequence[str], groups: Sequence[Group]
    ) -> Advice:
        of, quotes = int(str(told.values["of"])), often(texts)
        return Advice(kind, self._layer.name, self._pair, len(groups), of, cost, told, quotes, tuple(groups))


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

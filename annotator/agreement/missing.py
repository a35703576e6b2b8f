"""Why a span of one annotator has no partner: what the other has there, or marks elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum

from annotator.agreement.groups import Group
from annotator.agreement.overlaps import overlaps
from annotator.model.annotations import Span
from annotator.text.folding import fold


class Why(StrEnum):
    """The other has a span there that belongs to another one; marks the same words elsewhere; or nowhere."""

    WITHIN = "within"
    ELSEWHERE = "elsewhere"
    NEVER = "never"


class WhyMissing:
    """Knows the groups of two annotators in one layer. text: gives the words of a span."""

    def __init__(self, groups: Sequence[Group], text: Callable[[Group, Span], str]) -> None:
        self._text = text
        self._folded: dict[str, str] = {}
        self._said: tuple[set[tuple[str, str]], set[tuple[str, str]]] = (set(), set())
        by_article: defaultdict[str, tuple[list[Span], list[Span]]] = defaultdict(lambda: ([], []))
        for group in groups:
            for who, span in enumerate(group.spans):
                if span:
                    by_article[group.article][who].append(span)
                    self._said[who].add((span.label, self._words(group, span)))
        self._within = {
            (article, who, span.id)
            for article, sides in by_article.items()
            for who in (0, 1)
            for span in _meeting(sides[who], sides[1 - who])
        }

    def _words(self, group: Group, span: Span) -> str:
        text = self._text(group, span)
        if text not in self._folded:
            self._folded[text] = fold(text)
        return self._folded[text]

    def names(self, group: Group) -> Iterator[tuple[tuple[int, str, Why], float]]:
        """Yield what a group with a single span can be called: who has it, its label and the reason."""
        who = int(group.spans[0] is None)
        span = group.present[0]
        yield (who, span.label, self._why(group, who, span)), 1.0

    def _why(self, group: Group, who: int, span: Span) -> Why:
        if (group.article, who, span.id) in self._within:
            return Why.WITHIN
        same = (span.label, self._words(group, span))
        return Why.ELSEWHERE if same in self._said[1 - who] else Why.NEVER


def _meeting(spans: Sequence[Span], others: Sequence[Span]) -> list[Span]:
    """Return the spans that share characters with one of the others."""
    spans, others = sorted(spans, key=lambda s: s.order), sorted(others, key=lambda s: s.order)
    return [span for span, met in zip(spans, overlaps(spans, others), strict=True) if met]

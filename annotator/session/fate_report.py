"""What an annotator gets back from an adjudication: what became of each of their spans."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from annotator.agreement.adjudication import Item
from annotator.agreement.fates import Fate, Outcome, figures
from annotator.agreement.scores import Scheme, Score
from annotator.model.annotations import AnnotationSet, Relation, Span
from annotator.model.document import Document
from annotator.model.labels import LabelScheme


@dataclass(frozen=True)
class ArticleFates:
    """One article: what the annotator said, what stands, and what became of each thing."""

    document: Document
    said: AnnotationSet
    result: AnnotationSet
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True)
class FateReport:
    """A report for one annotator.

    shown: how other annotators are called in it. scores: against the result, of the articles that are
    finished: all is decided and taken over; finished: how many these are.
    """

    annotator: str
    adjudicator: str
    scheme: LabelScheme
    articles: tuple[ArticleFates, ...]
    scores: Mapping[Scheme, Score]
    finished: int
    shown: Callable[[str], str]

    def outcomes(self) -> Iterator[Outcome]:
        """Yield all outcomes, article by article."""
        for article in self.articles:
            yield from article.outcomes

    def by_label(self) -> dict[str, dict[Fate, int]]:
        """Return how often each fate came to what was given, or missed, of each label."""
        labels: dict[str, list[Outcome]] = {}
        for outcome in self.outcomes():
            labels.setdefault(outcome.label, []).append(outcome)
        return {label: figures(labels[label]) for label in sorted(labels)}

    def others(self, outcome: Outcome) -> str:
        """Return who else said the same, or what the annotator missed."""
        return ", ".join(sorted(map(self.shown, outcome.others)))


def ends(annotations: AnnotationSet, item: Item | None) -> tuple[Span, Span] | None:
    """Return the spans that a relation joins in the set it is of; None for anything else."""
    if not isinstance(item, Relation):
        return None
    return annotations.span(item.source), annotations.span(item.target)

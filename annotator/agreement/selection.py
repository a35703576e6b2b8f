"""Which articles count, for whom, and why the others do not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from annotator.agreement.phrases import Phrase, in_turn
from annotator.model.annotations import AnnotationSet
from annotator.model.document import Document


@dataclass(frozen=True)
class AnnotatedArticle:
    """An article and what each annotator said of it; who has no file is not there.

    unreadable: why an annotator's file could not be used, by name.
    """

    document: Document
    sets: Mapping[str, AnnotationSet]
    unreadable: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def name(self) -> str:
        return self.document.path

    @property
    def length(self) -> int:
        return len(self.document.text)


class Exclusion(NamedTuple):
    """What was left out, and why. annotator: whose part of the article, empty for the whole article."""

    article: str
    reason: str
    annotator: str = ""


def select(
    articles: Iterable[AnnotatedArticle], annotators: Sequence[str], *, done: bool = False
) -> tuple[list[AnnotatedArticle], list[Exclusion]]:
    """Return the articles that two or more annotators have, by name, and what is left out.

    done: only what an annotator says is done.
    """
    kept: list[AnnotatedArticle] = []
    excluded: list[Exclusion] = []
    for article in sorted(articles, key=lambda article: article.name):
        missing = {name: reason for name in annotators if (reason := _why_not(article, name, done))}
        there = {name: article.sets[name] for name in annotators if name not in missing}
        if len(there) > 1:
            kept.append(AnnotatedArticle(article.document, there))
            excluded += (Exclusion(article.name, reason, name) for name, reason in missing.items())
        else:
            excluded.append(Exclusion(article.name, _too_few(list(there), missing)))
    return kept, excluded


def _why_not(article: AnnotatedArticle, name: str, done: bool) -> str:
    if name not in article.sets:
        return article.unreadable.get(name, Phrase("{name} has not annotated it", name=name))
    unfinished = done and article.sets[name].status != "done"
    return Phrase("{name} has not finished it", name=name) if unfinished else ""


def _too_few(there: Sequence[str], missing: Mapping[str, str]) -> str:
    if there or len(missing) <= 2:
        return in_turn(list(missing.values()))
    return Phrase("fewer than two annotators have it")

"""What of a corpus is exported: whose sets, of which articles, and which spans of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from annotator.model.annotations import AnnotationSet
from annotator.model.faults import AnnotatorError
from annotator.store.corpus import Corpus

ADJUDICATES = "adjudicates"
"""The key of an annotation file that was adjudicated (format.md, 4)."""


@dataclass(frozen=True, slots=True)
class Selection:
    """A wish; what is empty asks for everything.

    articles: paths, or patterns such as ``2026/*``. done: only sets that their annotator calls done.
    adjudicated: only adjudicated sets. unannotated: articles without a set too, to be annotated elsewhere.
    """

    annotators: tuple[str, ...] = ()
    layers: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    done: bool = False
    adjudicated: bool = False
    unannotated: bool = False

    def check(self, corpus: Corpus) -> None:
        """Raise AnnotatorError for a name that the corpus does not have."""
        scheme = corpus.scheme
        _known("annotator", self.annotators, corpus.annotators())
        _known("layer", self.layers, [layer.name for layer in scheme.layers])
        _known("label", self.labels, [label.name for layer in scheme.layers for label in layer.labels])

    def articles_of(self, corpus: Corpus) -> list[str]:
        """Return the articles that are meant, sorted. Raises AnnotatorError for one that is not there."""
        every = corpus.article_paths()
        if not self.articles:
            return every
        found: set[str] = set()
        for wanted in self.articles:
            fitting = [wanted] if wanted in every else [a for a in every if fnmatchcase(a, wanted)]
            if not fitting:
                raise AnnotatorError(f"{wanted}: no article is called so")
            found.update(fitting)
        return sorted(found)

    def of(self, said: AnnotationSet) -> AnnotationSet | None:
        """Return what is wanted of a set; None where it is not wanted at all."""
        if (self.done and said.status != "done") or (self.adjudicated and not is_adjudicated(said)):
            return None
        if not (self.layers or self.labels):
            return said
        spans = tuple(span for span in said.spans if self._wants(span.layer, span.label))
        names = {span.id for span in spans}
        relations = tuple(r for r in said.relations if r.source in names and r.target in names)
        return said.revised(spans, relations)

    def _wants(self, layer: str, label: str) -> bool:
        return (not self.layers or layer in self.layers) and (not self.labels or label in self.labels)


def is_adjudicated(said: AnnotationSet) -> bool:
    """Whether a set was made by deciding between those of others."""
    return any(extra.key == ADJUDICATES for extra in said.extra)


def _known(what: str, wanted: Sequence[str], known: Sequence[str]) -> None:
    for name in wanted:
        if name not in known:
            there = ", ".join(dict.fromkeys(known)) or "none"
            raise AnnotatorError(f"{name} is no {what} of this corpus; there are: {there}")

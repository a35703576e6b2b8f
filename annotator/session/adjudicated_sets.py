"""The sets that an adjudication is about, as they are on the disk: the annotators' and the adjudicator's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from annotator.agreement.selection import AnnotatedArticle
from annotator.model.adjudication import adjudicated
from annotator.model.annotations import AnnotationSet
from annotator.model.faults import AnnotatorError, Fault, FaultyFile
from annotator.session.adjudicated_article import has_decided_on
from annotator.store.corpus import Corpus
from annotator.store.disk import is_file
from annotator.store.hidden import beside


class OwnWork(AnnotatorError):
    """An adjudicator's name under which there are annotations that come from no adjudication, or from one of
    other annotators: they are not overwritten."""


@dataclass(frozen=True)
class ReadArticle:
    """An article with the sets that count, and the digests of all the annotators' files, None for no file."""

    article: AnnotatedArticle
    digests: tuple[str | None, ...]
    present: AnnotationSet


class AdjudicatedSets:
    """Reads the sets of a corpus. done: only what an annotator says is done, or was decided on already."""

    def __init__(self, corpus: Corpus, annotators: Sequence[str], adjudicator: str, *, done: bool) -> None:
        """Raises AnnotatorError for names that cannot be."""
        _check_names(corpus, annotators, adjudicator)
        self._corpus = corpus
        self._annotators = tuple(annotators)
        self._adjudicator = adjudicator
        self._done = done

    def read(self, article: str, present: AnnotationSet | None) -> ReadArticle:
        """Read an article. present: the adjudicated set where it is open, else it is read too.

        Raises FaultyFile where one of the files has faults, OwnWork.
        """
        document = self._corpus.document(article)
        stored = {name: self._corpus.read_annotations(name, document) for name in self._annotators}
        if present is None:
            present = self._corpus.read_annotations(self._adjudicator, document).annotations
        self._check_own(present)
        sets = {
            name: one.annotations
            for name, one in stored.items()
            if one.are_there and (self._counts(one.annotations) or has_decided_on(present, name))
        }
        digests = tuple(one.digest for one in stored.values())
        return ReadArticle(AnnotatedArticle(document, sets), digests, present)

    def digests(self, article: str) -> tuple[str | None, ...]:
        """Return the digests of the annotators' files as they are now. Raises OSError."""
        return tuple(self._corpus.digest(name, article) for name in self._annotators)

    def has_edits(self, article: str) -> bool:
        """Whether the adjudicator's file lacks edits of an earlier run, which come back when it is opened."""
        return is_file(beside(self._corpus.annotation_path(self._adjudicator, article), "journal"))

    def _counts(self, annotations: AnnotationSet) -> bool:
        return not self._done or annotations.status == "done"

    def _check_own(self, present: AnnotationSet) -> None:
        known = adjudicated(present)
        if not known and (present.spans or present.relations or present.attributes or present.extra):
            raise OwnWork(
                f"{self._adjudicator} has annotated {present.article}, which is not overwritten: "
                "adjudicate under another name"
            )
        if missing := [name for name in known if name not in self._annotators]:
            raise OwnWork(
                f"what {self._adjudicator} decided on {present.article} is about {', '.join(known)}: "
                f"name {', '.join(missing)} too, or adjudicate under another name"
            )


def _check_names(corpus: Corpus, annotators: Sequence[str], adjudicator: str) -> None:
    if len(set(annotators)) < 2:
        raise AnnotatorError("an adjudication is between two annotators or more")
    if adjudicator in annotators:
        raise AnnotatorError(f"{adjudicator} cannot decide on their own annotations: take another name")
    known = corpus.annotators()
    for name in annotators:
        if name not in known:
            raise AnnotatorError(f"{name} has annotated nothing; there are: {', '.join(known) or 'none'}")


def serious(error: FaultyFile) -> Iterable[tuple[str, Fault]]:
    """Return the faults that keep a file from being used, each with its path."""
    return ((error.path, fault) for fault in error.faults if not fault.warning)

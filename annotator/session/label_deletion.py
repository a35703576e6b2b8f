"""Deletes all spans of a label in many articles of an annotator, after the old files were kept.

In each article it is one step, which undo takes back there; all of them can be taken back together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from annotator.model.annotations import AnnotationSet
from annotator.model.faults import AnnotatorError, Fault, FaultyFile
from annotator.model.unsettled import lost_spans
from annotator.session.article import ArticleSession
from annotator.session.corpus import CorpusSession
from annotator.session.news import SaveState
from annotator.session.spans_of_label import deletion_text, spans_without, without_label
from annotator.store.backups import Backup, keep

Save = Callable[[ArticleSession], SaveState]
"""Saves an article here and now; returns what came of it."""


@dataclass(frozen=True, slots=True)
class Deletion:
    """What goes, or went, from one article. left: why it was left as it is, or not saved; "" where it was."""

    annotator: str
    article: str
    spans: int
    relations: int
    left: str = ""


def deletion_of(annotations: AnnotationSet, layer: str, label: str) -> Deletion:
    """Return what would go from a set."""
    after = without_label(annotations, layer, label)
    relations = len(annotations.relations) - len(after.relations)
    return Deletion(annotations.annotator, annotations.article, spans_without(annotations, after), relations)


def counts_of_labels(
    session: CorpusSession, articles: Iterable[str]
) -> dict[tuple[str, str], tuple[int, int]]:
    """Return for each layer and label how many spans, lost ones too, in how many articles there are.

    Files that cannot be read are left out.
    """
    found: Counter[tuple[str, str]] = Counter()
    where: Counter[tuple[str, str]] = Counter()
    for article in articles:
        try:
            said = session.corpus.read_annotations(session.annotator, session.corpus.document(article))
        except AnnotatorError:
            continue
        spans = (*said.annotations.spans, *(item.span for item in lost_spans(said.annotations)))
        here = Counter((span.layer, span.label) for span in spans)
        found.update(here)
        where.update(here.keys())
    return {label: (times, where[label]) for label, times in found.items()}


class LabelDeletion:
    """The deletion of one label in the work of one annotator. Look first, then open, then delete."""

    def __init__(
        self, session: CorpusSession, layer: str, label: str, save: Save = ArticleSession.save
    ) -> None:
        self.corpus = session.corpus
        self._session = session
        self._layer, self._label = layer, label
        self._save = save
        self._open: dict[str, ArticleSession] = {}
        self.found: dict[str, Deletion] = {}
        """By article: what goes, as far as it is known."""
        self.faults: list[tuple[str, Fault]] = []
        """Of files that cannot be read, each with its path."""

    def look(self, articles: Iterable[str]) -> None:
        """Find out in which of the articles there are such spans. Writes nothing."""
        corpus = self.corpus
        for article in articles:
            try:
                said = corpus.read_annotations(self._session.annotator, corpus.document(article)).annotations
            except FaultyFile as error:
                self.faults += [(error.path, fault) for fault in error.faults if not fault.warning]
                continue
            deletion = deletion_of(said, self._layer, self._label)
            if deletion.spans:
                self.found[article] = deletion

    def open(self) -> list[Path]:
        """Open all of them for writing, with everything saved, and return the paths of their files.

        What cannot be opened says so in found.
        """
        for article, deletion in self.found.items():
            try:
                session = self._session.open(article)
                left = session.read_only or ""
                if not left and self._save(session) is not SaveState.SAVED:
                    left = session.save_message
            except AnnotatorError as error:
                left = str(error)
            else:
                if not left:
                    self._open[article] = session
            self.found[article] = replace(deletion, left=left)
        return [self.corpus.annotation_path(self._session.annotator, article) for article in self._open]

    def delete(self) -> None:
        """Delete in all that are open, and save."""
        for article, session in self._open.items():
            before = deletion_of(session.present, self._layer, self._label)
            session.delete_label(self._layer, self._label)
            saved = self._save(session) is SaveState.SAVED
            self.found[article] = replace(before, left="" if saved else session.save_message)

    def undo(self) -> list[str]:
        """Take back in each article what was deleted; return those where something else was done since."""
        changed: list[str] = []
        for article in self._open:
            try:
                session = self._session.open(article)
            except AnnotatorError:
                changed.append(article)
                continue
            step = deletion_text(self._label, self.found[article].spans)
            if session.read_only or session.undo_text != step:
                changed.append(article)
            else:
                session.undo()
                self._save(session)
        return changed

    def close(self, staying: str = "") -> None:
        """Let others write all articles but the one that stays open."""
        for article in self.found:
            if article != staying:
                self._session.leave(article)


def delete_everywhere(deletions: Sequence[LabelDeletion], why: str) -> Backup | None:
    """Delete what was looked for, after the old files were kept; return where (None: nothing was deleted).

    why: for people, as for keep. Raises FaultyFile where they cannot be kept: then nothing was changed.
    """
    paths = [path for deletion in deletions for path in deletion.open()]
    if not paths:
        return None
    backup = keep(deletions[0].corpus, paths, why)
    for deletion in deletions:
        deletion.delete()
    return backup

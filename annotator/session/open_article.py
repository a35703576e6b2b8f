"""One open article of one annotator: its history, and who is told of changes.

Each edit is in the journal before anyone is told of it. What an edit may be is left to ArticleSession; when
the annotation file is written, and what if someone else does, to SavedArticle.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from annotator.model.annotations import AnnotationSet
from annotator.model.document import Document
from annotator.model.faults import Fault, ReadOnly
from annotator.model.history import History
from annotator.model.labels import LabelScheme
from annotator.session.news import AnnotationsChanged, Listener, News
from annotator.store.journal import Kind
from annotator.store.upkeep import Upkeep


@dataclass(frozen=True, slots=True)
class Opened:
    """What was found on the disk.

    annotations, digest: what the annotation file holds and the digest of its bytes, None where there is none
    yet. notes: warnings to be shown; once: only until the article is left. read_only: why the annotations
    cannot be edited, None where they can. history: ends at what is present, where an earlier run left more
    than the file holds. upkeep: the hidden files beside it; None for what is not kept. ids: given out in
    earlier runs. is_earlier: the file belongs to an earlier state of the article, and is kept before it is
    written anew. waits: it can be edited as soon as nobody else has it, or its folder can be written.
    """

    document: Document
    annotations: AnnotationSet
    digest: str | None = None
    notes: tuple[Fault, ...] = ()
    read_only: str | None = None
    history: History[AnnotationSet] | None = None
    upkeep: Upkeep | None = None
    ids: frozenset[str] = frozenset()
    once: tuple[Fault, ...] = ()
    is_earlier: bool = False
    waits: bool = False


class OpenArticle:
    """The only copy of what is being annotated. Not thread-safe."""

    def __init__(self, opened: Opened, scheme: LabelScheme) -> None:
        self.document = opened.document
        self.scheme = scheme
        self.annotator = opened.annotations.annotator
        self.notes = (*opened.notes, *opened.once)
        self._lasting_notes = opened.notes
        self.read_only = opened.read_only
        self.waits = opened.waits
        self._upkeep = opened.upkeep
        self._history = opened.history or History(opened.annotations)
        self._listeners: list[Listener] = []

    @property
    def present(self) -> AnnotationSet:
        """What is annotated now."""
        return self._history.present

    @property
    def undo_text(self) -> str | None:
        """What undo would take back; None where there is nothing."""
        return self._history.undo_text

    @property
    def redo_text(self) -> str | None:
        """What redo would do again; None where there is nothing."""
        return self._history.redo_text

    def undo(self) -> None:
        """Take back one step, also one from before a save; nothing where there is none."""
        before, text = self.present, self.undo_text or ""
        if self._history.undo() is not before:
            self._made("undo", text, before, _focus(before, self.present))

    def redo(self) -> None:
        """Do again what was taken back last; nothing where there is nothing."""
        before, text = self.present, self.redo_text or ""
        if self._history.redo() is not before:
            self._made("redo", text, before, _focus(before, self.present))

    def close_step(self) -> None:
        """Let the next move be a step of its own, even if it has the same key."""
        self._history.close_step()

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Tell listener of every change from now on; call what is returned to end it."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    def _record(self, after: AnnotationSet, text: str, focus: str | None, key: str = "") -> None:
        before = self.present
        joined = self._history.record(after, text, key)
        if self.present is not before:
            self._made("join" if joined else "do", text, before, focus)

    def _made(self, kind: Kind, text: str, before: AnnotationSet, focus: str | None) -> None:
        # First, so that nobody has seen an edit that could still be lost.
        if self._upkeep:
            self._upkeep.take(kind, text, before, self.present)
        self._announce(before, focus)

    def _check_editable(self) -> None:
        if self.read_only:
            raise ReadOnly(self.read_only)

    def _announce(self, before: AnnotationSet, focus: str | None) -> None:
        self._tell(AnnotationsChanged(before, self.present, focus))

    def _tell(self, news: News) -> None:
        for listener in tuple(self._listeners):
            listener(news)


def _focus(before: AnnotationSet, after: AnnotationSet) -> str | None:
    """Return the first span of after that is not in before, else one whose relations are others."""
    known = {id(span) for span in before.spans}
    for span in after.spans:
        if id(span) not in known:
            return span.id
    others = {*before.relations} ^ {*after.relations}
    return next((relation.source for relation in others if relation.source in after), None)

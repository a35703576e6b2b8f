"""Shows in every pane what the open article's session tells, and what is wrong at its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from annotator.gui.appearance import Appearance
from annotator.gui.articles_model import ArticleEntry
from annotator.gui.disputes import choices_in_dispute, tell_of_file, tell_of_old_file, words_of_conflict
from annotator.gui.marking import Marking
from annotator.gui.notices import Choices
from annotator.gui.opening import entry_of
from annotator.gui.panes import Panes
from annotator.gui.quoting import left_to_right
from annotator.gui.session_signals import ArticleSignals, SessionSignals
from annotator.gui.settings import Directions
from annotator.gui.status_bar import StatusBar
from annotator.gui.translation import tr
from annotator.gui.wording import span_tip
from annotator.model.annotations import AnnotationSet
from annotator.model.faults import AnnotatorError, FaultyFile
from annotator.model.unsettled import LOST, MOVED
from annotator.session.article import ArticleSession
from annotator.session.news import SaveState
from annotator.store.corpus import Corpus


@dataclass(frozen=True)
class Surroundings:
    """What a desk shows things on."""

    panes: Panes
    status: StatusBar
    appearance: Appearance
    signals: SessionSignals


class ArticleDesk(QObject):
    """One open article, or the reason why there is none."""

    corpus_requested = Signal()
    """The annotator shall be asked for another corpus."""
    article_shown = Signal(str)
    """The path of an article that is open now."""
    changed = Signal()
    """What can be done just now, or is on, may be something else."""
    reread_requested = Signal()
    """The article and its annotations shall be read from the disk again."""
    copy_requested = Signal()
    """The annotations shall be saved elsewhere."""
    theirs_requested = Signal()
    """A copy of the annotations shall be saved elsewhere, then the file on the disk be opened."""

    def __init__(self, around: Surroundings, marking: Marking) -> None:
        super().__init__(marking)
        self._panes = around.panes
        self._status = around.status
        self._appearance = around.appearance
        self._all_signals = around.signals
        self._marking = marking
        self._signals: ArticleSignals | None = None

    @property
    def article(self) -> ArticleSession | None:
        return self._marking.article

    def open(self, session: ArticleSession) -> None:
        """Show an article with its annotations."""
        self.leave()
        document, present, panes = session.document, session.present, self._panes
        self._appearance.open_article(document.path)
        self._marking.open(session)
        panes.notices.settle("article", "annotations", "saving", "source", "file", "kept", "taken")
        panes.show_view()
        panes.view.tooltip_of = partial(span_tip, session.scheme)
        panes.view.show_article(document, session.scheme)
        if self._appearance.directions != Directions():
            self.show_directions()
        panes.view.show_annotations(present)
        panes.spans.show_article(document, session.scheme, present)
        panes.details.show_article(document, session.scheme, present)
        panes.relate_bar.set_scheme(session.scheme)
        panes.find_bar.show_text(document.text)
        panes.articles.update_entries([entry_of(document, len(present.spans), present.status)])
        panes.articles.set_current(document.path)
        self._status.show_document(document)
        self.show_caret()
        self._show_state_of_file(session)
        self._signals = self._all_signals.of(session)
        self._signals.annotations_changed.connect(self._show_change)
        self._signals.save_state_changed.connect(self._show_saving)
        self._signals.file_changed.connect(self._show_file)
        self._signals.old_file_kept.connect(self._show_old_file)
        self._show_saving(session.save_state, session.save_message)
        self.article_shown.emit(document.path)
        self.changed.emit()

    def leave(self) -> None:
        """Hear no more of the article that was open; it keeps its undo and is saved all the same."""
        self._panes.relate_bar.close_bar()
        if self._signals:
            self._signals.annotations_changed.disconnect(self._show_change)
            self._signals.save_state_changed.disconnect(self._show_saving)
            self._signals.file_changed.disconnect(self._show_file)
            self._signals.old_file_kept.disconnect(self._show_old_file)
            self._signals = None

    def take_entries(self, entries: Sequence[ArticleEntry]) -> None:
        """Show what was found out about articles; what was opened in this run is known better here."""
        own = {
            session.document.path: entry_of(
                session.document, len(session.present.spans), session.present.status
            )
            for session in self._all_signals.sessions
            if not session.read_only
        }
        self._panes.articles.update_entries([own.get(entry.path, entry) for entry in entries])

    def fail(self, path: str, error: AnnotatorError) -> None:
        """Show in the article's place why it cannot be opened."""
        faults = [str(fault) for fault in error.faults] if isinstance(error, FaultyFile) else [str(error)]
        self.show_fault(
            tr("{article} cannot be read").format(article=left_to_right(path)),
            faults,
            tr("Put the file right, then try again. Nothing was changed; other articles can be opened."),
            {tr("Try again"): self.reread_requested.emit},
        )
        known = self._panes.articles.entry(path) or ArticleEntry(path)
        self._panes.articles.update_entries([replace(known, trouble=str(error))])
        self._panes.articles.set_current(path)

    def show_empty(self, corpus: Corpus) -> None:
        """Say that there is nothing to annotate, and what to do about it."""
        where = left_to_right(corpus.shown(corpus.sources) or ".")
        self.show_fault(
            tr("There are no articles here"),
            [],
            tr("Articles are UTF-8 text files ending in .txt in the folder {folder}.").format(folder=where),
            {tr("Open corpus folder…"): self.corpus_requested.emit},
        )

    def show_fault(self, title: str, faults: list[str], advice: str, choices: Choices) -> None:
        """Show a message where an article would be."""
        self.leave()
        self._marking.open(None)
        self._panes.notices.settle()
        self._panes.find_bar.close_bar()
        self._panes.spans.clear()
        self._panes.details.clear()
        self._panes.fault.say(title, faults, advice, choices)
        self._panes.show_view(fault=True)
        self._status.show_document(None)
        self._status.show_saved(None)
        self.changed.emit()

    def warn_of_source(self, there: bool) -> None:
        """Say that the article's file is another by now, or gone."""
        if self.article is None:
            return
        if there:
            text = tr("The article's file was changed by another program. You see it as it was read.")
            self._panes.notices.warn("source", text, {tr("Read it again"): self.reread_requested.emit})
        else:
            text = tr("The article's file is gone from the disk. Your annotations are kept and still saved.")
            more = tr("Put the file back, or go on with another article.")
            self._panes.notices.warn("source", f"{text} {more}")

    # while it is open ---------------------------------------------------------------------------

    def show_caret(self, _offset: int = 0) -> None:
        """Show where the caret is."""
        view = self._panes.view
        self._status.show_caret(view.caret, view.caret_direction())
        self.changed.emit()

    def show_directions(self) -> None:
        """Show the article in the directions that the reader chose."""
        chosen = self._appearance.directions
        self._panes.view.set_directions(chosen.article, chosen.paragraphs)
        self.show_caret()

    def drop_selection(self) -> None:
        """Select nothing any more; the caret stays."""
        caret = self._panes.view.caret
        self._panes.view.select_range(caret, caret, reveal=False)

    def _show_change(self, before: AnnotationSet, after: AnnotationSet, focus: str) -> None:
        panes = self._panes
        panes.view.show_annotations(after)
        panes.spans.show_annotations(after)
        panes.details.show_annotations(after)
        panes.relate_bar.show_annotations(after)
        panes.articles.set_progress(after.article, len(after.spans), after.status == "done")
        self._marking.forget_deleted()
        if focus and focus != self._marking.chosen and before.spans is not after.spans:
            self._marking.choose(focus, reveal=True)
        self.changed.emit()

    def _show_saving(self, state: SaveState, message: str) -> None:
        session = self.article
        if session is None or session.read_only:
            self._status.show_saved(None)
            return
        self._status.show_saved(state, message)
        again: Callable[[], None] = self._signals.save if self._signals else lambda: None
        if state is SaveState.FAILED:
            choices = {tr("Try again"): again, tr("Save elsewhere…"): self.copy_requested.emit}
            self._panes.notices.alert("saving", message, choices)
        elif state is SaveState.CONFLICT:
            choices = choices_in_dispute(session, self.theirs_requested.emit)
            self._panes.notices.alert("saving", words_of_conflict(session, message), choices)
        elif state is SaveState.SAVED:
            self._panes.notices.settle("saving")

    def _show_file(self, there: bool) -> None:
        if self.article:
            tell_of_file(self._panes.notices, self.article, there)

    def _show_old_file(self, where: str) -> None:
        tell_of_old_file(self._panes.notices, where)

    def _show_state_of_file(self, session: ArticleSession) -> None:
        if session.read_only:
            choices = {tr("Try again"): self.reread_requested.emit}
            self._panes.notices.alert("annotations", session.read_only, choices)
        elif notes := [str(note) for note in session.notes if note.code not in (MOVED, LOST)]:
            self._panes.notices.warn("annotations", "\n".join(notes))

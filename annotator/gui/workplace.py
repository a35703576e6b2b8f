"""All that works on one corpus: builds its parts, wires them in one place; decides nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator.gui import dialogs
from annotator.gui.agreement.opening import AgreementDesk
from annotator.gui.article.view import ArticleView
from annotator.gui.article_desk import ArticleDesk, Surroundings
from annotator.gui.article_files import ArticleFiles
from annotator.gui.icons import icon
from annotator.gui.key_help import show_keys
from annotator.gui.leaving import may_leave
from annotator.gui.marking import Marking
from annotator.gui.menus import Menus
from annotator.gui.modes import Modes
from annotator.gui.opening import Opener
from annotator.gui.panes import Panes
from annotator.gui.quoting import left_to_right
from annotator.gui.session_signals import SessionSignals
from annotator.gui.settings import LastLook
from annotator.gui.settling import Settling
from annotator.gui.span_edits import SpanEdits
from annotator.gui.status_bar import StatusBar
from annotator.gui.taking_over import TakingOver
from annotator.gui.translation import tr
from annotator.gui.wiring import wire, wire_span_details
from annotator.model.faults import AnnotatorError
from annotator.session.article import ArticleSession
from annotator.session.corpus import CorpusSession

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow


@dataclass(frozen=True, slots=True)
class Place:
    """Where the annotator is: article, selection (code points), chosen span, pixels scrolled."""

    article: str
    selection: tuple[int, int]
    chosen: str
    scrolled: int


class Workplace(QObject):
    """What actions, wires and the window reach the parts by. Lives as long as its panes."""

    def __init__(
        self, window: MainWindow, session: CorpusSession, signals: SessionSignals, view: ArticleView | None
    ) -> None:
        """view: the article's view, if there is one already."""
        super().__init__()
        self.appearance = window.appearance
        reading = self.appearance.reading
        self.panes = Panes(reading, window.settings, view or ArticleView(reading))
        self.setParent(self.panes)
        self.session = session
        self.settings = window.settings
        self._window = window
        self._signals = signals
        self._memory = window.settings.corpus(session.corpus.folder)
        self.status = StatusBar()
        self.agreement = AgreementDesk(self)
        self.marking = Marking(self)
        self.edits = SpanEdits(self.marking)
        self.settling = Settling(self.panes, self.marking)
        self.modes = Modes(self.panes, self.status, self.marking)
        around = Surroundings(self.panes, self.status, self.appearance, signals)
        self.desk = ArticleDesk(around, self.marking)
        self.opener = Opener(session, self)
        self.taking_over = TakingOver(session, signals, self)
        self.files = ArticleFiles(window, self.marking, self.opener, signals)
        wire(self)
        self.menus = Menus(self, window.menuBar())
        self.panes.labels.show_scheme(session.corpus.scheme)
        self.panes.guidelines.show_file(session.corpus.guidelines)
        self.panes.articles.show_paths(self.opener.list_articles())
        self.status.show_annotator(session.annotator)

    # where one is -------------------------------------------------------------------------------

    def open_first(self, article: str = "") -> None:
        """Open an article, else the one from the last time, else the first; say so where there is none."""
        paths = self.opener.paths
        wanted = [path for path in (article, self._memory.article) if path in paths]
        if wanted or paths:
            self.opener.open((wanted or paths)[0])
        else:
            self.desk.show_empty(self.session.corpus)
        self.panes.to_article()
        if self.appearance.reading.fonts.hint:
            hint = tr(
                "No Nastaliq font was found, so Urdu is shown in Naskh. Install the font Noto Nastaliq Urdu."
            )
            self.panes.notices.warn("fonts", hint)

    @property
    def place(self) -> Place:
        view = self.panes.view
        scrolled = view.verticalScrollBar().value()
        return Place(self.opener.current, view.selection, view.chosen_span, scrolled)

    def go_to(self, place: Place, article: ArticleSession | None = None) -> None:
        """Go where one was before everything was built again, or before the article was opened again."""
        if article:
            self.desk.open(article)
        else:
            self.open_first(place.article)
        if self.marking.article:
            self.panes.view.select_range(*place.selection)
            self.marking.choose(place.chosen)
            self.panes.view.verticalScrollBar().setValue(place.scrolled)
        self.opener.survey()

    def article_shown(self, path: str) -> None:
        """Remember the article for the next time, and tell when its file changes."""
        article = self.marking.article
        if article:
            document, corpus = article.document, self.session.corpus
            file = corpus.shown(corpus.sources / path)
            self._memory.last_look = LastLook(
                path, file, document.language or "", document.direction_override
            )
        self._window.setWindowTitle(f"{left_to_right(path)} – {self.session.corpus.name} – Annotator")
        self.opener.watch()
        self.taking_over.follow(article)

    def show_taken_over(self, article: ArticleSession) -> None:
        """Show an article that can be edited now in the place where one was reading."""
        self.go_to(self.place, article)
        words = tr("You can edit these annotations here now: they are not open elsewhere any more.")
        self.panes.notices.warn("taken", words)

    def look_around(self) -> None:
        """Find out about the other articles, now that the open one is seen."""
        self._window.setWindowIcon(icon("annotator"))
        self.opener.survey()

    # what actions ask ---------------------------------------------------------------------------

    def refresh_menus(self) -> None:
        """Show in the menus what can be done just now."""
        self.menus.refresh()

    def wire_span_details(self) -> None:
        wire_span_details(self)

    def ask_corpus(self) -> None:
        """Ask for another corpus."""
        if folder := dialogs.ask_folder(self._window, self.session.corpus.folder):
            self._window.corpus_requested.emit(folder)

    def ask_annotator(self) -> None:
        """Ask who is annotating."""
        if name := dialogs.ask_name(self._window, self.session.annotator):
            self._window.annotator_requested.emit(name)

    def begin_review(self) -> None:
        """Ask whose annotations shall be reviewed and decided on."""
        from annotator.gui.review.opening import reviews_of  # noqa: PLC0415 - seldom needed

        reviews_of(self._window).ask(self.session.corpus)

    def show_returned(self) -> None:
        """Show the annotator what became of their annotations in an adjudicated set."""
        from annotator.gui.review.opening import reviews_of  # noqa: PLC0415 - seldom needed

        try:
            reviews_of(self._window).show_returned(self.session.corpus, self.session.annotator)
        except AnnotatorError as error:
            self.status.hint(str(error))

    def show_export(self) -> None:
        """Ask what shall be exported, in which format."""
        from annotator.gui.exchange.opening import show_export  # noqa: PLC0415 - seldom needed

        show_export(self)

    def show_import(self) -> None:
        """Ask what shall be imported."""
        from annotator.gui.exchange.opening import show_import  # noqa: PLC0415 - seldom needed

        show_import(self)

    @property
    def main_window(self) -> MainWindow:
        return self._window

    def show_keys(self) -> None:
        show_keys(self._window, self.session.corpus.scheme)

    def show_about(self) -> None:
        dialogs.show_about(self._window)

    def quit(self) -> None:
        self._window.close()

    # leaving ------------------------------------------------------------------------------------

    def may_leave(self) -> bool:
        """Save everything; where that fails, ask. Returns whether nothing would be lost."""
        self.panes.details.commit()
        return may_leave(self._window, self._signals, self.status.hint)

    def close(self) -> None:
        """Let go of the session, which lives on; remember how the panes stand."""
        self.agreement.close()
        self.panes.details.commit()
        self.panes.remember()
        self.taking_over.follow(None)
        self.desk.leave()
        self.opener.close()

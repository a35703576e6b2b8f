"""The window: builds its parts, wires them, asks what it is told to ask; decides nothing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from annotator.gui import dialogs
from annotator.gui.appearance import Appearance
from annotator.gui.article_desk import ArticleDesk, Surroundings
from annotator.gui.article_files import ArticleFiles
from annotator.gui.fonts import ReadingFonts
from annotator.gui.icons import icon
from annotator.gui.leaving import may_leave
from annotator.gui.marking import Marking
from annotator.gui.menus import Menus
from annotator.gui.modes import Modes
from annotator.gui.opening import Opener
from annotator.gui.panes import Panes
from annotator.gui.quoting import left_to_right
from annotator.gui.session_signals import SessionSignals
from annotator.gui.settings import Settings
from annotator.gui.span_edits import SpanEdits
from annotator.gui.status_bar import StatusBar
from annotator.gui.style import apply_style
from annotator.gui.translation import layout_direction
from annotator.gui.wiring import wire, wire_span_details
from annotator.session.corpus import CorpusSession

LARGEST_FIRST_SIZE = QSize(1480, 960)
LEAST_FIRST_SIZE = QSize(1180, 760)


class MainWindow(QMainWindow):
    """One window on one corpus. What is in it is built anew when the theme or the language changes."""

    corpus_requested = Signal(object)
    """The folder (Path) of another corpus."""
    annotator_requested = Signal(str)
    painted = Signal()
    """The article was painted for the first time."""

    panes: Panes
    status: StatusBar
    marking: Marking
    edits: SpanEdits
    modes: Modes
    opener: Opener
    files: ArticleFiles
    desk: ArticleDesk

    def __init__(self, settings: Settings, fonts: ReadingFonts, session: CorpusSession) -> None:
        super().__init__()
        self.settings = settings
        self.session = session
        self.signals = SessionSignals()
        self.memory = settings.corpus(session.corpus.folder)
        self.appearance = Appearance(settings, fonts, self._caret_paragraph)
        self.appearance.open_corpus(self.memory)
        self.appearance.rebuild_requested.connect(self._rebuild)
        self._menus: Menus | None = None
        self.resize(_first_size(self))
        self.restoreGeometry(settings.state("geometry"))
        self._build()

    def _build(self) -> None:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.setLayoutDirection(layout_direction())
        apply_style(application, self.appearance.reading)
        self.panes = Panes(self.appearance.reading, self.settings)
        self.status = StatusBar()
        self.marking = Marking(self.panes)
        self.edits = SpanEdits(self.marking)
        self.modes = Modes(self.panes, self.status, self.marking)
        around = Surroundings(self.panes, self.status, self.appearance, self.signals)
        self.desk = ArticleDesk(around, self.marking)
        self.opener = Opener(self.session, self.panes)
        self.files = ArticleFiles(self, self.marking, self.opener, self.signals)
        self.setCentralWidget(self.panes)
        self.setStatusBar(self.status)
        wire(self)
        self._menus = Menus(self, self.menuBar())
        self.panes.labels.show_scheme(self.session.corpus.scheme)
        self.panes.guidelines.show_file(self.session.corpus.guidelines)
        self.status.show_annotator(self.session.annotator)
        self.panes.articles.show_paths(self.opener.list_articles())
        self.panes.view.viewport().installEventFilter(self)

    def _caret_paragraph(self) -> int:
        return self.panes.view.paragraph_at_caret()

    def _rebuild(self) -> None:
        """Build everything again around the same work, the same article and the same place in it."""
        view, current = self.panes.view, self.opener.current
        place = (view.selection, view.chosen_span, view.verticalScrollBar().value())
        self.panes.details.commit()
        self.panes.remember()
        self.desk.leave()
        self.opener.close()
        self._build()
        if current:
            self.opener.open(current)
            selection, chosen, scrolled = place
            self.panes.view.select_range(*selection)
            self.marking.choose(chosen)
            self.panes.view.verticalScrollBar().setValue(scrolled)
        self.panes.to_article()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            self.painted.emit()
        return super().eventFilter(watched, event)

    def open_first(self, article: str = "") -> None:
        """Open an article, else the one from the last time, else the first; say so where there is none."""
        paths = self.opener.paths
        wanted = [path for path in (article, self.memory.article) if path in paths]
        if wanted or paths:
            self.opener.open((wanted or paths)[0])
        else:
            self.desk.show_empty(self.session.corpus)
        self.panes.to_article()

    def look_around(self) -> None:
        """Find out about the other articles, now that the open one is seen."""
        self.setWindowIcon(icon("annotator"))
        self.opener.survey()

    # what actions ask ---------------------------------------------------------------------------

    def refresh_menus(self) -> None:
        """Show in the menus what can be done just now."""
        if self._menus:
            self._menus.refresh()

    def wire_span_details(self) -> None:
        wire_span_details(self)

    def article_shown(self, path: str) -> None:
        """Remember the article and tell when its file changes."""
        self.memory.article = path
        self.setWindowTitle(f"{left_to_right(path)} – {self.session.corpus.name} – Annotator")
        self.opener.watch()

    def ask_corpus(self) -> None:
        """Ask for another corpus."""
        if folder := dialogs.ask_folder(self, self.session.corpus.folder):
            self.corpus_requested.emit(folder)

    def ask_annotator(self) -> None:
        """Ask who is annotating."""
        if name := dialogs.ask_name(self, self.session.annotator):
            self.annotator_requested.emit(name)

    def show_keys(self) -> None:
        dialogs.show_keys(self, self.session.corpus.scheme)

    def show_about(self) -> None:
        dialogs.show_about(self)

    # leaving ------------------------------------------------------------------------------------

    def may_leave(self) -> bool:
        """Save everything; where that fails, ask. Returns whether the window may close."""
        self.panes.details.commit()
        return may_leave(self, self.signals, self.status.hint)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_leave():
            event.ignore()
            return
        self.opener.close()
        self.panes.remember()
        self.settings.keep("geometry", self.saveGeometry())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.panes.to_article()
        else:
            super().keyPressEvent(event)


def _first_size(window: QMainWindow) -> QSize:
    screen = window.screen().availableSize() * 0.92
    return screen.boundedTo(LARGEST_FIRST_SIZE).expandedTo(LEAST_FIRST_SIZE)

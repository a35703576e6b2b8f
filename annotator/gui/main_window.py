"""The window itself: what it shows while it starts, what is built into it, and how it is left.

Imports little: the article of the last time is seen before the rest of the program is loaded.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from annotator.gui.appearance import Appearance
from annotator.gui.article.view import ArticleView
from annotator.gui.first_look import FirstLook, remembered_document
from annotator.gui.fonts import ReadingFonts
from annotator.gui.layout_shortcuts import run_by_place
from annotator.gui.settings import Settings
from annotator.gui.translation import layout_direction
from annotator.model.faults import AnnotatorError

if TYPE_CHECKING:
    from annotator.gui.panes import Panes
    from annotator.gui.session_signals import SessionSignals
    from annotator.gui.workplace import Workplace
    from annotator.session.corpus import CorpusSession

# What is not seen first is imported when it is built.
# ruff: noqa: PLC0415

LARGEST_FIRST_SIZE = QSize(1480, 960)
LEAST_FIRST_SIZE = QSize(1180, 760)


class MainWindow(QMainWindow):
    """One window on one corpus at a time."""

    corpus_requested = Signal(object)
    """The folder (Path) of another corpus, or of the same one again."""
    annotator_requested = Signal(str)
    painted = Signal()
    """The article was painted for the first time."""

    def __init__(self, settings: Settings, fonts: ReadingFonts) -> None:
        super().__init__()
        self.settings = settings
        self.appearance = Appearance(settings, fonts, self._caret_paragraph)
        self.appearance.rebuild_requested.connect(self._rebuild)
        self.workplace: Workplace | None = None
        self._signals: SessionSignals | None = None
        self.first_view: ArticleView | None = None
        self.setWindowTitle("Annotator")
        self.resize(_first_size(self))
        self.restoreGeometry(settings.state("geometry"))
        self._dress()

    @property
    def panes(self) -> Panes:
        """The panes of the corpus that is open. Raises LookupError where none is."""
        if self.workplace is None:
            raise LookupError("no corpus is open")
        return self.workplace.panes

    # what is in it ------------------------------------------------------------------------------

    def glance(self, folder: Path, article: str) -> None:
        """Show the article of the last time as it stands, until the corpus is open."""
        memory = self.settings.corpus(folder)
        self.appearance.open_corpus(memory)
        self.first_view = ArticleView(self.appearance.reading)
        self.first_view.viewport().installEventFilter(self)
        self.first_view.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # a caret needs what is loaded afterwards
        self.setCentralWidget(FirstLook(self.first_view, self.settings))
        document = remembered_document(memory, folder, article)
        if document:
            self.first_view.show_article(document, None)
            self.appearance.open_article(document.path)
            directions = self.appearance.directions
            self.first_view.set_directions(directions.article, directions.paragraphs)

    def furnish(self, session: CorpusSession, article: str = "") -> None:
        """Show a corpus and an article of it; without a name the one of the last time, else the first."""
        from annotator.gui.session_signals import SessionSignals

        if self.workplace:
            self.workplace.close()
            self.workplace.session.close()
        self._signals = SessionSignals()
        self.appearance.open_corpus(self.settings.corpus(session.corpus.folder))
        workplace = self._build(session)
        workplace.open_first(article)
        QTimer.singleShot(0, workplace, workplace.look_around)

    def refuse(self, folder: Path, error: AnnotatorError) -> None:
        """Say why a corpus cannot be opened; the one that is open stays."""
        from annotator.gui.refusal import refusal_page, show_refusal

        if self.workplace:
            show_refusal(self, folder, error)
        else:
            self._dress(whole=True)
            self.setCentralWidget(refusal_page(folder, error, self.corpus_requested.emit))

    def _build(self, session: CorpusSession) -> Workplace:
        from annotator.gui.workplace import Workplace

        assert self._signals is not None
        self._dress(whole=True)
        if self.first_view:
            self.first_view.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.workplace = Workplace(self, session, self._signals, self.first_view)
        self.first_view = None
        self.setCentralWidget(self.workplace.panes)
        self.setStatusBar(self.workplace.status)
        return self.workplace

    def _rebuild(self) -> None:
        """Build everything again around the same work, the same article and the same place in it."""
        if self.workplace is None:
            return
        place, session = self.workplace.place, self.workplace.session
        compared = self.workplace.agreement.question
        self.workplace.close()
        self._build(session).go_to(place)
        if compared:
            self.workplace.agreement.show(compared)

    def _dress(self, *, whole: bool = False) -> None:
        """Put the theme on. whole: with the style sheet, which only what comes later needs."""
        from annotator.gui.style import apply_style

        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.setLayoutDirection(layout_direction())
        apply_style(application, self.appearance.reading, sheet=whole)

    def _caret_paragraph(self) -> int:
        return self.panes.view.paragraph_at_caret() if self.workplace else 0

    # events -------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self.painted.emit)
        return super().eventFilter(watched, event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.workplace:
            if not self.workplace.may_leave():
                event.ignore()
                return
            self.workplace.close()
            self.workplace.session.close()
            self.settings.keep("geometry", self.saveGeometry())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.workplace:
            self.workplace.panes.to_article()
        elif not run_by_place(self, event):
            super().keyPressEvent(event)


def _first_size(window: QMainWindow) -> QSize:
    screen = window.screen().availableSize() * 0.92
    return screen.boundedTo(LARGEST_FIRST_SIZE).expandedTo(LEAST_FIRST_SIZE)

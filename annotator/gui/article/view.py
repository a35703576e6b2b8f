"""The reading surface as the window knows it: an article, its annotations, what the annotator does there.

It shows annotations and says what was done; it changes none. All offsets are code points.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from annotator.gui.article.boundary_mode import BoundaryMode
from annotator.gui.article.caret import Caret
from annotator.gui.article.caret_view import CaretView
from annotator.gui.article.keyboard import ArticleKeyboard
from annotator.gui.article.mouse import ArticleMouse
from annotator.gui.article.page import Page
from annotator.gui.article.painting import Marks
from annotator.gui.article.reading import Reading
from annotator.session.marking import Edge, step_span
from annotator.text.direction import Direction

if TYPE_CHECKING:
    from annotator.gui.article.accessible import ArticleSpeech
    from annotator.gui.article.lanes import LaneFocus, Lanes
    from annotator.model.annotations import AnnotationSet, Piece, Span
    from annotator.model.document import Document
    from annotator.model.labels import LabelScheme

_SPEECH_AFTER = 500
"""Milliseconds after which assistive programs are served, unless something is to be said before."""


class ArticleView(CaretView):
    """An article with its annotations.

    span_chosen: an id, or "". lane_span_chosen: (key of a row, Span) whose bar was clicked.
    label_key_pressed: a lower-case Latin letter or digit. boundary_moved: (span id, start, end).
    boundary_mode_changed: the held edge, "start" or "end", or "" at the end.
    """

    span_chosen = Signal(str)
    lane_span_chosen = Signal(str, object)
    label_key_pressed = Signal(str)
    boundary_moved = Signal(str, int, int)
    boundary_mode_changed = Signal(str)
    delete_requested = Signal()

    def __init__(self, reading: Reading, parent: QWidget | None = None) -> None:
        super().__init__(reading, parent)
        self.tooltip_of: Callable[[Span], str] = lambda span: span.label
        self.lane_tip_of: Callable[[str, Span], str] = lambda lane, span: f"{lane}: {span.label}"
        self.boundary_mode: BoundaryMode | None = None
        self._mouse = ArticleMouse(self)
        self._keyboard = ArticleKeyboard(self)
        self._speech: ArticleSpeech | None = None
        QTimer.singleShot(_SPEECH_AFTER, self, self._begin_speech)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)

    def announce(self, text: str) -> None:
        """Have a short text spoken by assistive programs, such as what an edit did."""
        self._begin_speech().announce(text)

    def _begin_speech(self) -> ArticleSpeech:
        """Begin to tell assistive programs what happens; put off, as the first look does not need it."""
        from annotator.gui.article.accessible import ArticleSpeech  # noqa: PLC0415 - see above

        if self._speech is None:
            self._speech = ArticleSpeech(self)
        return self._speech

    # what is shown ------------------------------------------------------------------------------

    def show_article(self, document: Document, scheme: LabelScheme | None) -> None:
        """Show another article without annotations, the caret at its head; scheme: None for no labels."""
        self.caret_place, self.anchor = Caret(), 0
        self.boundary_mode = None
        self.marks = Marks()
        self.show_page(Page(document, scheme, self.reading))

    def show_annotations(self, annotations: AnnotationSet) -> None:
        """Show another set; the line of the caret stays where it is."""
        if self.page is None:
            return
        with self.keeping_place(self.caret):
            self.page.show_annotations(annotations)
        if self.chosen_span and self.chosen_span not in annotations:
            self.choose_and_tell("")
        self.mark()

    def show_lanes(self, lanes: Lanes | None, changed: Piece | None = None) -> None:
        """Show a row of spans for each of several annotators below the lines, or none any more.

        changed: where alone something may be other than before, in code points; None: anywhere.
        """
        if self.page is not None:
            with self.keeping_place(self.caret):
                self.page.show_lanes(lanes, changed)

    def show_focus(self, focus: LaneFocus | None, reveal: bool = True) -> None:
        """Show which conflict of the rows is looked at, its differing letters marked; None: none."""
        if self.page is None or self.page.lanes is None:
            return
        with self.keeping_place(self.caret):
            self.page.lanes.show_focus(focus)
        if focus and reveal:
            self.reveal(*focus.extent)
            for found in focus.differing[:1]:  # of a long one that does not fit, what it is about
                self.reveal(found.start, found.end)

    def show_matches(self, ranges: Sequence[tuple[int, int]], current: int) -> None:
        """Show what find found, and which of it is the present one (-1: none)."""
        self.mark(matches=tuple(ranges), match=current)
        if 0 <= current < len(ranges):
            self.reveal(*ranges[current])

    def set_reading(self, reading: Reading) -> None:
        """Show in another font, size or theme, or with marks for what has no ink."""
        self.reading = reading
        if self.page is not None:
            with self.keeping_place(self.caret):
                self.page.set_reading(reading)
        self.viewport().update()

    def set_directions(self, article: Direction | None, paragraphs: Mapping[int, Direction]) -> None:
        """Overrule the direction of the article (None: by rule) and of paragraphs, by number."""
        if self.page is not None:
            with self.keeping_place(self.caret):
                self.page.set_directions(article, paragraphs)

    @property
    def annotations(self) -> AnnotationSet | None:
        return self.page.annotations if self.page else None

    def selected_text(self) -> str:
        """Return what is selected, else what the chosen span covers."""
        start, end = self.selection
        if start == end and self.page and self.annotations and self.chosen_span:
            return self.annotations.span(self.chosen_span).exact(self.page.document.text)
        return super().selected_text()

    # choosing -----------------------------------------------------------------------------------

    @property
    def chosen_span(self) -> str:
        """Id of the chosen span; "" where there is none."""
        return self.marks.chosen

    def choose_span(self, span_id: str, reveal: bool = True) -> None:
        """Choose a span by id ("" for none) without a word to anyone; the caret stays."""
        annotations = self.annotations
        if annotations is None or (span_id and span_id not in annotations):
            return
        self.end_boundary_mode()
        self.mark(chosen=span_id)
        if span_id and reveal:
            span = annotations.span(span_id)
            self.reveal(span.start, span.end)

    def choose_and_tell(self, span_id: str, reveal: bool = False) -> None:
        """Choose a span because the annotator did."""
        if span_id != self.chosen_span:
            self.choose_span(span_id, reveal=reveal)
            self.span_chosen.emit(span_id)

    def step_span(self, forward: bool) -> None:
        """Choose the next span by Tab: the innermost at the caret, the next outward, then further on."""
        if self.annotations is not None:
            found = step_span(self.annotations, self.caret, self.chosen_span, forward)
            self.choose_and_tell(found, reveal=True)

    # moving an edge -----------------------------------------------------------------------------

    def start_boundary_mode(self) -> None:
        """Let the arrow keys move an edge of the chosen span, the end first."""
        if self.annotations is not None and self.chosen_span:
            self.boundary_mode = BoundaryMode(self.annotations.span(self.chosen_span))
            self.hold_edge(self.boundary_mode.edge)

    def hold_edge(self, edge: Edge) -> None:
        """Show which edge the arrow keys move."""
        self.mark(moving=edge)
        self.boundary_mode_changed.emit(edge)

    def end_boundary_mode(self) -> None:
        """Let the arrow keys move the caret again."""
        if self.boundary_mode is not None:
            self.boundary_mode = None
            self.mark(moving="")
            self.boundary_mode_changed.emit("")

    # events -------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._keyboard.press(event):
            event.ignore()

    def focusNextPrevChild(self, next: bool) -> bool:
        return False  # Tab goes from span to span

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._mouse.press(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._mouse.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._mouse.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._mouse.release(event)

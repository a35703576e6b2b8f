"""The reading surface as the window knows it: caret, selection, chosen span, keys and mouse.

It shows annotations and says what the annotator did; it changes none. All offsets are code points.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from annotator.gui.article.accessible import ArticleSpeech
from annotator.gui.article.boundary_mode import BoundaryMode
from annotator.gui.article.caret import Caret, Motion, moved
from annotator.gui.article.keys import label_key, motion_of
from annotator.gui.article.mouse import ArticleMouse
from annotator.gui.article.page import Page
from annotator.gui.article.painting import Marks
from annotator.gui.article.reading import Reading
from annotator.gui.article.surface import PageView
from annotator.model.annotations import AnnotationSet, Span
from annotator.model.document import Document
from annotator.model.labels import LabelScheme
from annotator.session.marking import step_span
from annotator.text.direction import Direction
from annotator.text.segments import snap


class ArticleView(PageView):
    """An article with its annotations.

    range_selected: (start, end); equal when the selection is dropped. span_chosen: an id, or "".
    label_key_pressed: a lower-case Latin letter or digit. boundary_moved: (span id, start, end).
    boundary_mode_changed: the held edge, "start" or "end", or "" when the mode ends.
    """

    range_selected = Signal(int, int)
    caret_moved = Signal(int)
    span_chosen = Signal(str)
    label_key_pressed = Signal(str)
    boundary_moved = Signal(str, int, int)
    boundary_mode_changed = Signal(str)
    delete_requested = Signal()

    def __init__(self, reading: Reading, parent: QWidget | None = None) -> None:
        super().__init__(reading, parent)
        self.tooltip_of: Callable[[Span], str] = lambda span: span.label
        self._caret = Caret()
        self._anchor = 0
        self._boundaries: BoundaryMode | None = None
        self._mouse = ArticleMouse(self)
        self.speech = ArticleSpeech(self)
        self._blink = QTimer(self)
        self._blink.timeout.connect(self._blinked)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)

    # what is shown ------------------------------------------------------------------------------

    def show_article(self, document: Document, scheme: LabelScheme) -> None:
        """Show another article without annotations, the caret at its head."""
        self._caret, self._anchor = Caret(), 0
        self._boundaries = None
        self.marks = Marks()
        self.show_page(Page(document, scheme, self.reading))

    def show_annotations(self, annotations: AnnotationSet) -> None:
        """Show another set; the line of the caret stays where it is."""
        if self.page is None:
            return
        with self.keeping_place(self._caret.offset):
            self.page.show_annotations(annotations)
        if self.chosen_span and self.chosen_span not in annotations:
            self.choose_and_tell("")
        self._mark()

    def show_matches(self, ranges: Sequence[tuple[int, int]], current: int) -> None:
        """Show what find found, and which of it is the present one (-1: none)."""
        self._mark(matches=tuple(ranges), match=current)
        if 0 <= current < len(ranges):
            self.reveal(*ranges[current])

    def set_reading(self, reading: Reading) -> None:
        """Show in another font, size or theme, or with marks for what has no ink."""
        self.reading = reading
        if self.page is not None:
            with self.keeping_place(self._caret.offset):
                self.page.set_reading(reading)
        self.viewport().update()

    def set_directions(self, article: Direction | None, paragraphs: Mapping[int, Direction]) -> None:
        """Overrule the direction of the article (None: by rule) and of paragraphs, by number."""
        if self.page is not None:
            with self.keeping_place(self._caret.offset):
                self.page.set_directions(article, paragraphs)

    @property
    def annotations(self) -> AnnotationSet | None:
        return self.page.annotations if self.page else None

    # caret, selection, chosen span --------------------------------------------------------------

    @property
    def caret(self) -> int:
        return self._caret.offset

    @property
    def selection(self) -> tuple[int, int]:
        """(start, end); equal where nothing is selected."""
        return min(self._anchor, self.caret), max(self._anchor, self.caret)

    @property
    def chosen_span(self) -> str:
        """Id of the chosen span; "" where there is none."""
        return self.marks.chosen

    @property
    def anchor(self) -> int:
        """Where the selection began."""
        return self._anchor

    def paragraph_at_caret(self) -> int:
        """Return the number of the caret's paragraph."""
        page = self.page
        return page.blocks[page.block_index(self.caret)].paragraph if page else 0

    def caret_direction(self) -> Direction:
        """Return the base direction of the caret's paragraph."""
        return self.page.direction_of(self.paragraph_at_caret()) if self.page else Direction.LTR

    def select_range(self, start: int, end: int, reveal: bool = True) -> None:
        """Select [start, end), snapped outward to graphemes; equal ends put the caret there."""
        if self.page is None:
            return
        if start < end:
            start, end = snap(self.page.document.text, start, end)
        self.select_to(start, Caret(end, upstream=start < end), reveal=reveal)

    def choose_span(self, span_id: str, reveal: bool = True) -> None:
        """Choose a span by id ("" for none) without a word to anyone; the caret stays."""
        annotations = self.annotations
        if annotations is None or (span_id and span_id not in annotations):
            return
        self.end_boundary_mode()
        self._mark(chosen=span_id)
        if span_id and reveal:
            span = annotations.span(span_id)
            self.reveal(span.start, span.end)

    def step_span(self, forward: bool) -> None:
        """Choose the next span by Tab: the innermost at the caret, the next outward, then further on."""
        if self.annotations is not None:
            self.choose_and_tell(
                step_span(self.annotations, self.caret, self.chosen_span, forward), reveal=True
            )

    def start_boundary_mode(self) -> None:
        """Let the arrow keys move an edge of the chosen span, the end first."""
        if self.annotations is not None and self.chosen_span:
            self._boundaries = BoundaryMode(self.annotations.span(self.chosen_span))
            self._mark(moving="end")
            self.boundary_mode_changed.emit("end")

    def end_boundary_mode(self) -> None:
        """Let the arrow keys move the caret again."""
        if self._boundaries is not None:
            self._boundaries = None
            self._mark(moving="")
            self.boundary_mode_changed.emit("")

    def copy(self) -> None:
        """Copy what is selected, else the chosen span's text, as it stands in the article."""
        if text := self.selected_text():
            QGuiApplication.clipboard().setText(text)

    def selected_text(self) -> str:
        """Return what is selected, else what the chosen span covers."""
        start, end = self.selection
        if self.page is None:
            return ""
        if start == end and self.annotations is not None and self.chosen_span:
            return self.annotations.span(self.chosen_span).exact(self.page.document.text)
        return self.page.document.slice(start, end)

    def choose_and_tell(self, span_id: str, reveal: bool = False) -> None:
        """Choose a span because the annotator did."""
        if span_id != self.chosen_span:
            self.choose_span(span_id, reveal=reveal)
            self.span_chosen.emit(span_id)

    def select_to(self, anchor: int, caret: Caret, reveal: bool = True) -> None:
        """Select from anchor to caret; where both are one place, only put the caret there."""
        before, place = self.selection, self.caret
        self._anchor, self._caret = anchor, caret
        self._mark()
        if reveal:
            self.reveal(caret.offset, caret.offset)
        if self.selection != before and (before[0] < before[1] or anchor != caret.offset):
            self.range_selected.emit(*self.selection)
        if caret.offset != place:
            self.caret_moved.emit(caret.offset)

    def _mark(self, **changes: object) -> None:
        caret = self._caret if self.hasFocus() else None
        self.marks = replace(
            self.marks,
            selection=self.selection,
            caret=caret.offset if caret else None,
            upstream=self._caret.upstream,
            **changes,  # pyright: ignore[reportArgumentType]
        )
        self._restart_blinking()
        self.viewport().update()

    # keys ---------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.page is None or not (
            self._boundary_key(event) or self._command_key(event) or self._motion_key(event)
        ):
            key = label_key(event)
            if key and self.page is not None:
                self.label_key_pressed.emit(key)
            else:
                event.ignore()

    def focusNextPrevChild(self, next: bool) -> bool:
        return False  # Tab goes from span to span

    def _boundary_key(self, event: QKeyEvent) -> bool:
        mode, annotations = self._boundaries, self.annotations
        if mode is None or annotations is None or self.page is None:
            return False
        span = annotations.span(mode.span_id)
        direction = self.page.direction_of(self.page.blocks[self.page.block_index(span.start)].paragraph)
        answer = mode.key(event, self.page.document.text, span, direction)
        match answer:
            case None:
                return False
            case "edge":
                self._mark(moving=mode.edge)
                self.boundary_mode_changed.emit(mode.edge)
            case "done":
                self.end_boundary_mode()
            case "back":
                self.boundary_moved.emit(mode.span_id, *mode.before)
                self.end_boundary_mode()
            case (start, end):
                if (start, end) != (span.start, span.end):
                    self.boundary_moved.emit(mode.span_id, start, end)
                edge = start if mode.edge == "start" else end
                self.reveal(edge, edge)
        return True

    def _command_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if (
            key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
            and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.step_span(key == Qt.Key.Key_Tab)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.SelectAll) and self.page is not None:
            self.select_to(0, Caret(len(self.page.document.text)), reveal=False)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.delete_requested.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.chosen_span:
            self.start_boundary_mode()
        elif key == Qt.Key.Key_Escape:
            self._drop()
        else:
            return False
        return True

    def _drop(self) -> None:
        if self.selection[0] < self.selection[1]:
            self.select_to(self.caret, self._caret, reveal=False)
        else:
            self.choose_and_tell("")

    def _motion_key(self, event: QKeyEvent) -> bool:
        motion = motion_of(event, self.caret_direction())
        if motion is None or self.page is None:
            return False
        extends = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        start, end = self.selection
        if not extends and start < end and motion in (Motion.GRAPHEME_BACK, Motion.GRAPHEME_FORWARD):
            caret = Caret(end if motion is Motion.GRAPHEME_FORWARD else start)
        else:
            caret = moved(self.page, self._caret, motion, self.viewport().height() - 60)
        if not extends:
            self.choose_and_tell("")
        self.select_to(self._anchor if extends else caret.offset, caret)
        return True

    # mouse --------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._mouse.press(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._mouse.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._mouse.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._mouse.release(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            spans = self._mouse.spans_at(QPointF(event.pos()))
            words = "\n".join(self.tooltip_of(span) for span in spans)
            QToolTip.showText(event.globalPos(), words, self.viewport())
            return True
        return super().viewportEvent(event)

    # focus, caret -------------------------------------------------------------------------------

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._mark()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._blink.stop()
        self._mark()

    def _restart_blinking(self) -> None:
        period = QGuiApplication.styleHints().cursorFlashTime() // 2
        if self.hasFocus() and period > 0:
            self._blink.start(period)
        else:
            self._blink.stop()

    def _blinked(self) -> None:
        if self.page is None:
            return
        shown = None if self.marks.caret is not None else self.caret
        self.marks = replace(self.marks, caret=shown)
        rect, _ = self.page.caret_line(self.caret, self._caret.upstream)
        self.viewport().update(self.to_viewport(rect).toAlignedRect().adjusted(-8, -2, 8, 2))

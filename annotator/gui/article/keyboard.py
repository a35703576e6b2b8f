"""What keys do on the reading surface: move, select, choose, move an edge, label; asks the view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from annotator.gui.article.boundary_mode import BoundaryMode
from annotator.gui.article.caret import Caret, Motion, extended, moved
from annotator.gui.article.keys import label_key, motion_of
from annotator.gui.article.page import Page

if TYPE_CHECKING:
    from annotator.gui.article.view import ArticleView
    from annotator.model.annotations import AnnotationSet

_KEPT = 60
"""Pixels of a page that stay in view when it is turned."""


class ArticleKeyboard:
    """The keyboard on one view."""

    def __init__(self, view: ArticleView) -> None:
        self._view = view

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key asks for; returns whether it asked for anything here."""
        view = self._view
        page, annotations = view.page, view.annotations
        if page is None:
            return False
        mode = view.boundary_mode
        if mode and annotations and self._move_edge(event, mode, page, annotations):
            return True
        if self._command(event, page) or self._motion(event, page):
            return True
        if key := label_key(event):
            view.label_key_pressed.emit(key)
        return bool(key)

    def _move_edge(
        self, event: QKeyEvent, mode: BoundaryMode, page: Page, annotations: AnnotationSet
    ) -> bool:
        view = self._view
        span = annotations.span(mode.span_id)
        direction = page.direction_of(page.blocks[page.block_index(span.start)].paragraph)
        match mode.key(event, page.document.text, span, direction):
            case None:
                return False
            case "edge":
                view.hold_edge(mode.edge)
            case "done":
                view.end_boundary_mode()
            case "back":
                view.boundary_moved.emit(mode.span_id, *mode.before)
                view.end_boundary_mode()
            case (start, end):
                if (start, end) != (span.start, span.end):
                    view.boundary_moved.emit(mode.span_id, start, end)
                edge = start if mode.edge == "start" else end
                view.reveal(edge, edge)
        return True

    def _command(self, event: QKeyEvent, page: Page) -> bool:
        view, key = self._view, event.key()
        if _is_tab(event):
            view.step_span(key == Qt.Key.Key_Tab)
        elif event.matches(QKeySequence.StandardKey.Copy):
            view.copy()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            view.select_to(0, Caret(len(page.document.text)), reveal=False)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            view.delete_requested.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and view.chosen_span:
            view.start_boundary_mode()
        elif key == Qt.Key.Key_Escape:
            self._drop()
        else:
            return False
        return True

    def _drop(self) -> None:
        view = self._view
        if view.selection[0] < view.selection[1]:
            view.select_to(view.caret, view.caret_place, reveal=False)
        else:
            view.choose_and_tell("")

    def _motion(self, event: QKeyEvent, page: Page) -> bool:
        view = self._view
        motion = motion_of(event, view.caret_direction())
        if motion is None:
            return False
        extends = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        start, end = view.selection
        if not extends and start < end and motion in (Motion.GRAPHEME_BACK, Motion.GRAPHEME_FORWARD):
            caret = Caret(end if motion is Motion.GRAPHEME_FORWARD else start)
        else:
            go = extended if extends else moved
            caret = go(page, view.caret_place, motion, view.viewport().height() - _KEPT)
        if not extends:
            view.choose_and_tell("")
        view.select_to(view.anchor if extends else caret.offset, caret)
        return True


def _is_tab(event: QKeyEvent) -> bool:
    control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    return event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and not control

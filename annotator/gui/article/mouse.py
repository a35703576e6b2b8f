"""What the mouse does on the reading surface: select, choose, drag an edge, scroll on; asks the view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent

from annotator.gui.article.caret import Caret
from annotator.gui.article.page import Page
from annotator.gui.article.pointer import AutoScroll, ClickCounter, Drag
from annotator.session.marking import Edge, spans_at_click

if TYPE_CHECKING:
    from annotator.gui.article.page_lanes import LaneHit
    from annotator.gui.article.view import ArticleView
    from annotator.model.annotations import Span

_GRAB = 5.0
"""Pixels around an edge of the chosen span within which the mouse takes hold of it."""


class ArticleMouse:
    """The mouse on one view."""

    def __init__(self, view: ArticleView) -> None:
        self._view = view
        self._clicks = ClickCounter()
        self._drag: Drag | None = None
        self._edge: Edge | None = None
        self._bar: LaneHit | None = None
        self._pointer = QPointF()
        self._auto_scroll = AutoScroll(self._scroll_on, view)

    def press(self, event: QMouseEvent) -> None:
        """Begin a selection, or take hold of an edge of the chosen span."""
        view, page = self._view, self._view.page
        if page is None or event.button() != Qt.MouseButton.LeftButton:
            return
        view.end_boundary_mode()
        self._pointer = event.position()
        point = view.to_page(event.position())
        self._edge = self._edge_at(page, point)
        self._bar = page.lanes.hit(point) if page.lanes else None
        if self._edge is not None or self._bar is not None:
            return
        hit = page.hit(point)
        count = self._clicks.press(event.position(), event.type() == QEvent.Type.MouseButtonDblClick)
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._drag = Drag(page.document.text, view.anchor, 1)
        else:
            self._drag = Drag(page.document.text, hit.caret if count == 1 else hit.start, count)
        anchor, caret = self._drag.to(hit.caret, hit.start)
        view.select_to(anchor, Caret(caret, hit.upstream if count == 1 else True), reveal=False)

    def move(self, event: QMouseEvent) -> None:
        """Go on with what the press began; without a press show what a press would do."""
        view, page = self._view, self._view.page
        self._pointer = event.position()
        if page is None:
            return
        if self._drag or self._edge:
            self._auto_scroll.follow(event.position().y(), view.viewport().height())
            self._drag_to(page, event.position())
            return
        point = view.to_page(event.position())
        held = self._edge_at(page, point)
        bar = page.lanes.hit(point) if page.lanes else None
        shape = Qt.CursorShape.PointingHandCursor if bar else Qt.CursorShape.IBeamCursor
        view.viewport().setCursor(Qt.CursorShape.SplitHCursor if held else shape)
        # Answering ToolTip events in Python would make each event of the viewport pass through Python.
        tip = "\n".join(view.tooltip_of(span) for span in self.spans_at(event.position()))
        if bar:
            tip = view.lane_tip_of(*bar)
        if tip != view.viewport().toolTip():
            view.viewport().setToolTip(tip)

    def release(self, event: QMouseEvent) -> None:
        """End it; a plain click chooses a span."""
        self._auto_scroll.stop()
        start, end = self._view.selection
        clicked = self._drag is not None and start == end
        self._drag = self._edge = None
        if self._bar:
            self._view.lane_span_chosen.emit(*self._bar)
            self._bar = None
        if clicked and event.button() == Qt.MouseButton.LeftButton:
            self._click(self._view.to_page(event.position()))
        clipboard = QGuiApplication.clipboard()
        if clipboard.supportsSelection() and start < end:
            clipboard.setText(self._view.selected_text(), clipboard.Mode.Selection)

    def spans_at(self, place: QPointF) -> tuple[Span, ...]:
        """Return the spans at a point of the viewport, the innermost first; a label's own span alone."""
        page, annotations = self._view.page, self._view.annotations
        if page is None or annotations is None:
            return ()
        point = self._view.to_page(place)
        if chip := page.chip_at(point):
            return (chip,)
        hit = page.hit(point)
        return annotations.spans_at(hit.start) if hit.on_text else ()

    def _click(self, point: QPointF) -> None:
        view, page, annotations = self._view, self._view.page, self._view.annotations
        if page is None or annotations is None:
            return
        hit = page.hit(point)
        if chip := page.chip_at(point):
            view.choose_and_tell(chip.id)
        elif hit.on_text:
            view.choose_and_tell(spans_at_click(annotations, hit.start, view.chosen_span))
        else:
            view.choose_and_tell("")

    def _drag_to(self, page: Page, place: QPointF) -> None:
        height = self._view.viewport().height() - 1.0
        inside = QPointF(place.x(), min(max(place.y(), 0.0), height))
        hit = page.hit(self._view.to_page(inside))
        if self._edge is not None:
            self._move_edge(hit.caret)
        elif self._drag is not None:
            anchor, caret = self._drag.to(hit.caret, hit.start)
            self._view.select_to(anchor, Caret(caret, True), reveal=False)

    def _chosen(self) -> Span | None:
        annotations, chosen = self._view.annotations, self._view.chosen_span
        return annotations.span(chosen) if annotations is not None and chosen else None

    def _move_edge(self, offset: int) -> None:
        span = self._chosen()
        if span is None:
            return
        if self._edge == "start" and offset < span.pieces[0][1] and offset != span.start:
            self._view.boundary_moved.emit(span.id, offset, span.end)
        elif self._edge == "end" and offset > span.pieces[-1][0] and offset != span.end:
            self._view.boundary_moved.emit(span.id, span.start, offset)

    def _edge_at(self, page: Page, point: QPointF) -> Edge | None:
        """Return which edge of the chosen span lies at a point of the page."""
        span = self._chosen()
        if span is None:
            return None
        edges: tuple[tuple[Edge, int], ...] = (("end", span.end), ("start", span.start))
        for edge, offset in edges:
            if page.blocks[page.block_index(offset)].layout is not None:
                rect = page.edge_line(offset, ends=edge == "end")
                if rect.adjusted(-_GRAB, 0, _GRAB, 0).contains(point):
                    return edge
        return None

    def _scroll_on(self, distance: int) -> None:
        bar = self._view.verticalScrollBar()
        bar.setValue(bar.value() + distance)
        if self._view.page is not None:
            self._drag_to(self._view.page, self._pointer)

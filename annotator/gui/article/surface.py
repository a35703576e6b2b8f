"""Shows a page in a scrolling viewport: what is visible is laid out, and the reader's place is kept."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from annotator.gui.article.page import Page
from annotator.gui.article.painting import OVERHANG, Marks, PagePainter
from annotator.gui.article.reading import Reading

_SINGLE_STEP = 40
_ROOM_AROUND = 60.0
"""Pixels kept free above and below what is brought into view."""


class PageView(QAbstractScrollArea):
    """A page and its scroll bar; ``marks`` says what is drawn besides the annotations."""

    def __init__(self, reading: Reading, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.reading = reading
        self.page: Page | None = None
        self.marks = Marks()
        # A viewport of Qt's own making has PySide prepare every widget class there is when it is asked for.
        self._viewport = QWidget()
        self.setViewport(self._viewport)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)

    def show_page(self, page: Page) -> None:
        """Show another page from its head."""
        self.page = None
        self.verticalScrollBar().setValue(0)
        self.page = page
        page.set_width(self.viewport().width())
        self.settle()
        self.viewport().update()

    def settle(self) -> None:
        """Lay out what is visible and fit the scroll bar to the heights that are known by now."""
        if self.page is not None and self.isVisible():
            self._lay_out(self.page)

    def _lay_out(self, page: Page) -> None:
        bar = self.verticalScrollBar()
        top = bar.value()
        shift = page.ensure(top - OVERHANG, top + self.viewport().height() + OVERHANG)
        self._fit_bar(page)
        if shift:
            bar.setValue(round(top + shift))

    def _fit_bar(self, page: Page) -> None:
        bar, height = self.verticalScrollBar(), self.viewport().height()
        bar.setRange(0, max(0, round(page.height) - height))
        bar.setPageStep(height)
        bar.setSingleStep(_SINGLE_STEP)

    @contextmanager
    def keeping_place(self, offset: int | None = None) -> Generator[None]:
        """Keep a line where it stands in the viewport while the layout changes.

        offset: a code point whose line is kept if it is visible; else the first visible line is.
        """
        page, bar = self.page, self.verticalScrollBar()
        if page is None or not bar.value():  # the head of a page stays where it is
            yield
            self.settle()
            self.viewport().update()
            return
        kept = self._place_of(page, offset) if offset is not None else None
        if kept is None:
            first = page.hit(QPointF(page.column.center().x(), bar.value() + 1.0)).start
            kept = first, self._line_top(page, first) - bar.value()
        yield
        top = round(self._line_top(page, kept[0]) - kept[1])
        self._fit_bar(page)
        bar.setValue(top)
        self.settle()
        self.viewport().update()

    def _place_of(self, page: Page, offset: int) -> tuple[int, float] | None:
        block = page.blocks[page.block_index(offset)]
        if block.layout is None:
            return None
        place = self._line_top(page, offset) - self.verticalScrollBar().value()
        return (offset, place) if 0 <= place < self.viewport().height() else None

    def _line_top(self, page: Page, offset: int) -> float:
        index, line = page.line_of(offset)
        return page.tops[index] + line.top

    def reveal(self, start: int, end: int) -> None:
        """Scroll so that the lines of [start, end) are in view, its start at least."""
        if self.page is None:
            return
        page, bar, height = self.page, self.verticalScrollBar(), self.viewport().height()
        for _ in range(2):  # laying out the way there changes heights
            first = page.line_rect(*page.line_of(start))
            last = page.line_rect(*page.line_of(end, upstream=True))
            room = min(_ROOM_AROUND, height / 4)
            top, bottom = bar.value() + room, bar.value() + height - room
            if first.top() < top:
                bar.setValue(round(first.top() - room))
            elif last.bottom() > bottom:
                bar.setValue(round(min(first.top() - room, last.bottom() - height + room)))
            self.settle()

    def to_page(self, point: QPointF) -> QPointF:
        """Return a point of the viewport as one of the page."""
        return point + QPointF(0, self.verticalScrollBar().value())

    def to_viewport(self, rect: QRectF) -> QRectF:
        """Return a rectangle of the page as one of the viewport."""
        return rect.translated(0, -self.verticalScrollBar().value())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.page is not None:
            self._lay_out(self.page)
        with QPainter(self.viewport()) as painter:  # a painter left open by an error kills the process
            painter.fillRect(event.rect(), self.reading.theme.color("page"))
            if self.page is not None:
                top = self.verticalScrollBar().value()
                painter.translate(0, -top)
                PagePainter(painter, self.page, self.marks).paint(QRectF(event.rect()).translated(0, top))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.page is not None:
            width = self.viewport().width()
            if width != self.page.width:
                with self.keeping_place():
                    self.page.set_width(width)
            self.settle()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.settle()
        self.viewport().update()

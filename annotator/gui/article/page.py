"""An article with its annotations, laid out: what is drawn, and where code points stand on the page.

Needs no widget, so that a picture or a print is the same page as the window. Coordinates are pixels from
the page's top left corner.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QFontMetricsF

from annotator.gui.article.block import Block, Chip, VisualLine
from annotator.gui.article.placing import CHIP_HEIGHT, Looks, place
from annotator.gui.article.reading import Reading
from annotator.gui.article.stack import BlockStack

if TYPE_CHECKING:
    from annotator.gui.article.lanes import Lanes
    from annotator.gui.article.page_lanes import PageLanes
    from annotator.model.annotations import AnnotationSet, Piece, Span
    from annotator.model.document import Document
    from annotator.model.labels import LabelScheme

_CHIP_PADDING = 10.0


class Hit(NamedTuple):
    """What lies at a point, in code points: where a caret goes and the grapheme that was hit.

    upstream: the caret belongs to the end of the line that was hit, not to the next line's start.
    on_text: the point lies on the line's letters, not beside them.
    """

    caret: int
    start: int
    end: int
    upstream: bool
    on_text: bool


class Page(BlockStack):
    """The article's blocks from top to bottom, with the marks and labels of its spans."""

    def __init__(self, document: Document, scheme: LabelScheme | None, reading: Reading) -> None:
        """scheme: None for an article that is shown without labels."""
        super().__init__(document, reading)
        self.scheme = scheme
        self.annotations: AnnotationSet | None = None
        self.lanes: PageLanes | None = None
        self.line_layers = (
            {layer.name for layer in scheme.layers if layer.look == "line"} if scheme else set[str]()
        )
        self._looks = Looks(self.has_line_look, self._chip_width)
        self._chip_widths: dict[str, float] = {}
        self._chip_metrics = QFontMetricsF(self.chip_font())

    def place_block(self, block: Block) -> None:
        if self.lanes:
            self.lanes.place(block)
        place(block, self._looks)

    def show_annotations(self, annotations: AnnotationSet) -> None:
        """Show another set; only blocks whose spans changed are placed again."""
        before = self.annotations.spans if self.annotations else ()
        self.annotations = annotations
        touched: dict[int, Block] = {}
        gone, come = _difference(before, annotations.spans)
        for span in gone:
            for index, block in self.blocks_over(span.start, span.end):
                block.spans.pop(span.id, None)
                touched[index] = block
        for span in come:
            for index, block in self.blocks_over(span.start, span.end):
                block.spans[span.id] = span
                touched[index] = block
        for block in touched.values():
            if block.layout:
                self.place_block(block)
        if touched:
            self.restack()

    def show_lanes(self, lanes: Lanes | None, changed: Piece | None = None) -> None:
        """Show a row of bars for each of several annotators below the lines, or none any more.

        changed: where alone something may be other than before, in code points; None: anywhere.
        """
        if lanes is not None and self.lanes is not None:
            self.lanes.show(lanes, changed)
            return
        if lanes is not None:
            from annotator.gui.article.page_lanes import PageLanes  # noqa: PLC0415 - not for a first look

            self.lanes = PageLanes(self, lanes)
        else:
            self.lanes = None
        self.row_room = self.lanes.room if self.lanes else 0.0
        self.forget_layout()

    def blocks_over(self, start: int, end: int) -> Iterator[tuple[int, Block]]:
        """Yield (number, block) of those that hold any of [start, end)."""
        index = self.block_index(start)
        while index < len(self.blocks) and self.blocks[index].start < end:
            yield index, self.blocks[index]
            index += 1

    def has_line_look(self, span: Span) -> bool:
        """Whether a span is drawn as a line rather than filled."""
        return span.layer in self.line_layers

    def _chip_width(self, span: Span) -> float:
        width = self._chip_widths.get(span.label)
        if width is None:
            width = self._chip_metrics.horizontalAdvance(span.label) + _CHIP_PADDING
            self._chip_widths[span.label] = width
        return width

    def chip_font(self) -> QFont:
        """Return the font of the labels over the lines."""
        font = self.reading.fonts.ui_font(7.5)
        font.setWeight(font.Weight.DemiBold)
        return font

    # places -------------------------------------------------------------------------------------

    def line_of(self, code_point: int, upstream: bool = False) -> tuple[int, VisualLine]:
        """Return (block number, line) of a code point."""
        index = self.block_index(code_point)
        if upstream and index and self.blocks[index - 1].end == code_point:
            index -= 1  # a chunk, not a paragraph, ends here
        block = self.laid_out_block(index)
        return index, block.line_at(block.unit(code_point), upstream)

    def line_rect(self, index: int, line: VisualLine) -> QRectF:
        """Return a line's whole room (labels to underlines) on the page."""
        top = self.tops[index] + line.room
        return QRectF(self.column.left(), top, self.column.width(), line.bottom - line.room)

    def caret_line(self, code_point: int, upstream: bool = False) -> tuple[QRectF, bool]:
        """Return (a caret's rectangle on the page, whether what follows runs right to left)."""
        index, line = self.line_of(code_point, upstream)
        unit = line.block.unit(code_point)
        ends_line = upstream and unit == line.end and not line.is_last
        edge = line.geometry.trailing_edge if ends_line else line.geometry.leading_edge
        x, rtl = edge(unit)
        return QRectF(self.column.left() + x - 1, self.tops[index] + line.top, 2, line.height), rtl

    def edge_line(self, code_point: int, ends: bool) -> QRectF:
        """Return the upright line at which a range begins at a code point, or ends there."""
        index, line = self.line_of(code_point, upstream=ends)
        unit = line.block.unit(code_point)
        x, _ = line.geometry.trailing_edge(unit) if ends else line.geometry.leading_edge(unit)
        return QRectF(self.column.left() + x - 1, self.tops[index] + line.top, 2, line.height)

    def rects(self, start: int, end: int) -> list[QRectF]:
        """Return what [start, end) covers on the page, in the blocks that are laid out."""
        found: list[QRectF] = []
        index = self.block_index(start)
        while index < len(self.blocks) and self.blocks[index].start < end:
            block = self.blocks[index]
            first, last = block.unit(start), block.unit(end)
            if block.layout:
                for _, line in block.lines_over(first, last):
                    y = self.tops[index] + line.top
                    for left, right in line.geometry.strips(max(first, line.start), min(last, line.end)):
                        found.append(QRectF(self.column.left() + left, y, right - left, line.height))
            index += 1
        return found

    def hit(self, point: QPointF) -> Hit:
        """Return what lies at a point of the page, or nearest to it."""
        index = self.index_at(point.y())
        block = self.laid_out_block(index)
        line = block.line_at_y(point.y() - self.tops[index])
        inside = QPointF(point.x() - self.column.left(), point.y() - self.tops[index])
        start, end = line.geometry.grapheme_at(inside)
        unit = line.geometry.caret_at(inside)
        on_text = line.top <= inside.y() <= line.bottom and any(
            item.left <= inside.x() < item.right for item in line.geometry.items
        )
        upstream = unit >= line.geometry.end and not line.is_last
        to_point = block.code_point
        return Hit(to_point(unit), to_point(start), to_point(end), upstream, on_text)

    def chip_at(self, point: QPointF) -> Span | None:
        """Return the span whose label lies at a point of the page."""
        index = self.index_at(point.y())
        line = self.laid_out_block(index).line_at_y(point.y() - self.tops[index])
        for chip in line.chips:
            if self.chip_rect(index, line, chip).contains(point):
                return chip.span
        return None

    def chip_rect(self, index: int, line: VisualLine, chip: Chip) -> QRectF:
        """Return the rectangle of a label over a line, on the page."""
        top = self.tops[index] + line.top - (chip.lane + 1) * CHIP_HEIGHT
        return QRectF(self.column.left() + chip.x, top, chip.width, CHIP_HEIGHT - 2)


def _difference(old: tuple[Span, ...], new: tuple[Span, ...]) -> tuple[list[Span], list[Span]]:
    """Return (spans only in old, spans only in new); an edit's cost is that of comparing identities."""
    shortest = min(len(old), len(new))
    head = _common(old, new, shortest)
    tail = _common(old[::-1], new[::-1], shortest - head)
    gone, come = old[head : len(old) - tail], new[head : len(new) - tail]
    if len(gone) > 50 and len(come) > 50:
        kept = {id(span) for span in gone} & {id(span) for span in come}
        return [s for s in gone if id(s) not in kept], [s for s in come if id(s) not in kept]
    return list(gone), list(come)


def _common(one: tuple[Span, ...], other: tuple[Span, ...], most: int) -> int:
    """Return how many spans at the head are the same: whole slices first, which costs no step of ours."""
    same, step = 0, 512
    while step:
        while same + step <= most and one[same : same + step] == other[same : same + step]:
            same += step
        step //= 2
    return same

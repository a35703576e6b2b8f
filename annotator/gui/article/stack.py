"""Blocks of an article below each other: laid out when looked at, estimated elsewhere; no annotations.

Coordinates are pixels from the page's top left corner.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF

from annotator.gui.article.block import Block, cut_into_blocks
from annotator.gui.article.placing import CHIP_HEIGHT, PARAGRAPH_GAP
from annotator.gui.article.reading import Reading
from annotator.model.document import Document
from annotator.text.direction import Direction, paragraph_direction

MARGIN = 34.0
"""Pixels beside the column: room for the bars of long spans."""
TOP = 16.0
KEPT = 60_000
"""Code points whose layout is kept; of longer articles what was seen longest ago is dropped."""
_WIDEST = 44.0
"""Widest column in ems: longer lines lose the eye on its way back."""


class BlockStack(ABC):
    """An article's blocks for a width, a font and directions.

    tops: y of each block, and of the end of the last one; column: where the lines stand (x and width);
    row_room: pixels that a line probably needs below its text.
    """

    def __init__(self, document: Document, reading: Reading) -> None:
        self.document = document
        self.reading = reading
        self.width = 0.0
        self.column = QRectF()
        self.article_direction: Direction | None = None
        self.paragraph_directions: dict[int, Direction] = {}
        self._ruled_directions: dict[int, Direction] = {}
        self.blocks = cut_into_blocks(document.text, document.paragraphs)
        self._starts = [block.start for block in self.blocks]
        self.tops: list[float] = []
        self.row_room = 0.0
        self._laid_out: dict[Block, None] = {}  # the one seen longest ago first

    @abstractmethod
    def place_block(self, block: Block) -> None:
        """Give the lines of a laid-out block their vertical places and the block its height."""

    def set_width(self, width: float) -> None:
        """Lay out for another width, in pixels; a new width forgets every layout."""
        if width != self.width:
            self.width = width
            self.forget_layout()

    def set_reading(self, reading: Reading) -> None:
        """Show in another font, size or theme."""
        relaid = (reading.family, reading.size) != (self.reading.family, self.reading.size)
        self.reading = reading
        if relaid:
            self.forget_layout()

    def set_directions(self, article: Direction | None, paragraphs: Mapping[int, Direction]) -> None:
        """Overrule the direction of the article, and of paragraphs by number; None and absent: by rule."""
        self.article_direction = article
        self.paragraph_directions = dict(paragraphs)
        self._ruled_directions = {}
        self.forget_layout()

    def forget_layout(self) -> None:
        """Drop every layout and estimate all heights again."""
        em = QFontInfo(self.reading.font_for("", self._direction())).pixelSize()
        room = max(80.0, self.width - 2 * MARGIN)
        column = min(room, _WIDEST * em)
        self.column = QRectF(MARGIN + (room - column) / 2, 0, column, 0)
        for block in self.blocks:
            block.forget_layout()
        self._laid_out.clear()
        self._estimate()

    def _estimate(self) -> None:
        metrics = QFontMetricsF(self.reading.font_for(self.document.text[:200], self._direction()))
        line = metrics.height()
        per_line = max(1.0, self.column.width() / (metrics.averageCharWidth() * 0.8))
        blank = QFontMetricsF(self.reading.font_of_blank()).height() + PARAGRAPH_GAP
        for block in self.blocks:
            lines = int(len(block.text) / per_line) + 1
            marked = CHIP_HEIGHT if block.spans else 0.0
            block.height = lines * (line + marked + self.row_room) + PARAGRAPH_GAP if block.text else blank
        self.restack()

    def restack(self) -> None:
        """Place the blocks below each other by their heights."""
        self.tops = list(accumulate((block.height for block in self.blocks), initial=TOP))

    @property
    def height(self) -> float:
        """Height of the page in pixels, as far as it is known."""
        return self.tops[-1] + TOP

    def _direction(self) -> Direction:
        return self.article_direction or self.document.direction

    def direction_of(self, paragraph: int) -> Direction:
        """Return the base direction of a paragraph by its number: the reader's word, else the rule."""
        found = self.paragraph_directions.get(paragraph) or self._ruled_directions.get(paragraph)
        if found is None:
            start, end = self.document.paragraphs[paragraph]
            found = paragraph_direction(self.document.text[start:end], self._direction())
            self._ruled_directions[paragraph] = found
        return found

    def lay_out(self, block: Block) -> bool:
        """Make sure that a block is laid out; returns whether its height changed."""
        if block.layout is not None:
            return False
        before = block.height
        block.direction = self.direction_of(block.paragraph)
        block.shape(self.column.width(), self._font_of(block))
        self.place_block(block)
        self._laid_out[block] = None
        return block.height != before

    def _font_of(self, block: Block) -> QFont:
        if block.text.strip(" \t"):
            return self.reading.font_for(block.text, block.direction)
        return self.reading.font_of_blank()

    def ensure(self, top: float, bottom: float) -> float:
        """Lay out what touches [top, bottom).

        Returns by how much a view must scroll so that what stood at its bottom stays: heights of blocks
        that reach over the top are known now.
        """
        index = self.index_at(top)
        y = self.tops[index]
        shift = 0.0
        changed = False
        while index < len(self.blocks) and y < bottom + shift:
            block = self.blocks[index]
            before = block.height
            if self.lay_out(block):
                changed = True
                if y < top + shift:
                    shift += block.height - before
            y += block.height
            index += 1
        if changed:
            self.restack()
        self._forget_what_is_far(self.blocks[self.index_at(top + shift) : index])
        return shift

    def _forget_what_is_far(self, seen: Sequence[Block]) -> None:
        """Drop layouts that were not looked at for long; their heights are known and stay."""
        for block in seen:
            self._laid_out.pop(block, None)
        self._laid_out.update(dict.fromkeys(seen))
        spare = sum(len(block.text) for block in self._laid_out) - KEPT
        for block in list(self._laid_out)[: -len(seen) or None]:
            if spare <= 0:
                break
            spare -= len(block.text)
            del self._laid_out[block]
            block.forget_layout()

    def ensure_all(self) -> None:
        """Lay out the whole article, for a picture or a print."""
        for block in self.blocks:
            self.lay_out(block)
        self.restack()

    def block_index(self, code_point: int) -> int:
        """Return the number of the block that holds a code point (its end included)."""
        return max(0, bisect_right(self._starts, code_point) - 1)

    def index_at(self, y: float) -> int:
        """Return the number of the block at y, or the nearest."""
        return min(max(0, bisect_right(self.tops, y) - 1), len(self.blocks) - 1)

    def laid_out_block(self, index: int) -> Block:
        """Return a block by number, laid out."""
        block = self.blocks[index]
        if self.lay_out(block):
            self.restack()
        return block

"""Words of an article with some of them marked, laid out in a few lines; offsets in code points."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QTextLayout, QTextOption

from annotator.gui.article.geometry import LineGeometry
from annotator.gui.article.reading import Reading
from annotator.gui.quoting import LEADING
from annotator.model.spans import Piece
from annotator.text.direction import Direction
from annotator.text.offsets import Utf16Offsets
from annotator.text.patterns import Pattern
from annotator.text.segments import grapheme_boundaries

_ASTRAL = Pattern("[\U00010000-\U0010ffff]")
_ENDLESS = 1e6
_SMALLER = 0.85
"""Than in the article."""
_FILLED = 0.92
"""How much of a line is filled before the next word needs another."""
_MOST_KEPT, _MOST_WIDTHS = 128, 5_000


class MarkedWords:
    """One text in one font and width; drawn with any marks."""

    def __init__(self, words: str, font: QFont, rtl: bool, width: float) -> None:
        self._offsets = Utf16Offsets(words)
        self._units = words if self._offsets.is_identity else _ASTRAL.sub("xx", words)
        self._rtl = rtl
        self._layout = _laid_out(words, font, rtl, width)
        self._lines: list[LineGeometry] | None = None

    @property
    def lines(self) -> int:
        return self._layout.lineCount()

    @property
    def width(self) -> float:
        """How wide the widest line is."""
        lines = range(self._layout.lineCount())
        return max((self._layout.lineAt(n).naturalTextWidth() for n in lines), default=0.0)

    @property
    def line_height(self) -> float:
        return self._layout.lineAt(0).height() * LEADING if self.lines else 0.0

    def strips(self, pieces: Iterable[Piece]) -> list[QRectF]:
        """Return what pieces cover, line by line, from the layout's corner."""
        found: list[QRectF] = []
        for start, end in pieces:
            low, high = self._offsets.to_utf16(start), self._offsets.to_utf16(end)
            for number, line in enumerate(self._geometry()):
                top = number * self.line_height
                found += (
                    QRectF(left, top, right - left, self.line_height)
                    for left, right in line.strips(low, high)
                )
        return found

    def _geometry(self) -> Sequence[LineGeometry]:
        if self._lines is None:
            text = self._layout.text()
            ends = [self._offsets.to_utf16(offset) for offset in grapheme_boundaries(text)]
            lines = (self._layout.lineAt(number) for number in range(self._layout.lineCount()))
            self._lines = [LineGeometry(line, self._units, ends, self._rtl) for line in lines]
        return self._lines

    def draw(self, painter: QPainter, place: QPointF, ink: QColor) -> None:
        """Draw the words alone."""
        painter.setPen(ink)
        for number in range(self._layout.lineCount()):
            line = self._layout.lineAt(number)
            line.setPosition(QPointF(0, 0))
            line.draw(painter, place + QPointF(0, number * self.line_height))


def _laid_out(words: str, font: QFont, rtl: bool, width: float) -> QTextLayout:
    side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
    # Absolute: Qt would turn left into right for text that runs right to left.
    option = QTextOption(side | Qt.AlignmentFlag.AlignAbsolute)
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout = QTextLayout(words, font)
    layout.setTextOption(option)
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, 0))
    layout.endLayout()
    return layout


class WordsOnPaper:
    """Lays words out in the reader's fonts, and remembers those that were seen last."""

    def __init__(self, reading: Reading) -> None:
        self._reading = replace(reading, size=reading.size * _SMALLER)
        self._known: OrderedDict[tuple[str, bool, int], MarkedWords] = OrderedDict()
        self._widths: dict[tuple[str, bool], float] = {}
        self._heights: dict[bool, float] = {}

    def words(self, words: str, rtl: bool, width: int) -> MarkedWords:
        """Return words in lines of a width."""
        at = (words, rtl, width)
        known = self._known.pop(at, None) or MarkedWords(words, self._font(words, rtl), rtl, width)
        self._known[at] = known
        if len(self._known) > _MOST_KEPT:
            self._known.popitem(last=False)
        return known

    def height(self, words: str, rtl: bool, width: int) -> float:
        """Return how high words are, without laying them out anew for each width."""
        at = (words, rtl)
        if at not in self._widths:
            if len(self._widths) > _MOST_WIDTHS:
                self._widths.clear()
            self._widths[at] = MarkedWords(words, self._font(words, rtl), rtl, _ENDLESS).width
        natural = self._widths[at]
        lines = 1 if natural <= width else ceil(natural / (width * _FILLED))
        return lines * self._line_height(words, rtl)

    def _line_height(self, words: str, rtl: bool) -> float:
        if rtl not in self._heights:
            self._heights[rtl] = MarkedWords("Ag", self._font(words, rtl), rtl, _ENDLESS).line_height
        return self._heights[rtl]

    def _font(self, words: str, rtl: bool) -> QFont:
        return self._reading.font_for(words, Direction.RTL if rtl else Direction.LTR)

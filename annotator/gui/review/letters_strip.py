"""Draws the letters at which annotators differ, a row for each: what has no ink is there by its name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtCore import QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.gui.article.lenses import is_name, letter_font, letter_name
from annotator.gui.article.reading import Reading
from annotator.gui.quoting import reading_direction
from annotator.gui.review.letters import Edge, Letter
from annotator.gui.theme import LabelColors
from annotator.gui.translation import tr

_ROW = 26.0
_SIGN = 24.0
_LEAST_CELL = 17.0
_PADDING = 6.0
_BETWEEN = 12.0


class Speaker(NamedTuple):
    """Whose row it is. title: for those who hear it."""

    sign: str
    title: str
    colors: LabelColors


class LettersStrip(QWidget):
    """One block for each place at which they differ, below each other."""

    def __init__(self, reading: Reading) -> None:
        super().__init__()
        self._fonts = reading.fonts
        self._theme = reading.theme
        self._edges: list[Edge] = []
        self._speakers: Mapping[str, Speaker] = {}
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Letters that differ"))

    def show_edges(self, edges: list[Edge], speakers: Mapping[str, Speaker]) -> None:
        """Show these places. speakers: by the keys of the edges, in the order of the rows."""
        self._edges, self._speakers = edges, speakers
        self.setAccessibleDescription("\n".join(self._spoken(edge) for edge in edges))
        self.setVisible(bool(edges))
        self.updateGeometry()
        self.update()

    @property
    def words(self) -> str:
        """What is shown, in words."""
        return self.accessibleDescription()

    def _spoken(self, edge: Edge) -> str:
        found: list[str] = []
        for key, speaker in self._speakers.items():
            inside = edge.inside.get(key)
            if inside:
                letters = zip(edge.letters, inside, strict=True)
                own = [letter_name(letter.char) for letter, within in letters if letter.differs and within]
                found.append(f"{speaker.title}: {' '.join(own) or '–'}")
        return "; ".join(found)

    def sizeHint(self) -> QSize:
        rows = len(self._speakers)
        return QSize(200, round(len(self._edges) * (rows * _ROW + _BETWEEN)))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # of each letter by itself
            top = _BETWEEN / 2
            for edge in self._edges:
                self._draw_edge(painter, edge, top)
                top += len(self._speakers) * _ROW + _BETWEEN

    def _draw_edge(self, painter: QPainter, edge: Edge, top: float) -> None:
        text = "".join(letter.char for letter in edge.letters)
        rtl = reading_direction(text) == Qt.LayoutDirection.RightToLeft
        columns = self._columns(edge, rtl)
        height = len(self._speakers) * _ROW
        for place, (left, width) in columns.items():
            if edge.letters[place].differs:
                box = QRectF(left, top, width, height)
                painter.fillRect(box, self._theme.color("match"))
                hatch = QColor(self._theme.color("text"))
                hatch.setAlphaF(0.12)
                painter.fillRect(box, QBrush(hatch, Qt.BrushStyle.BDiagPattern))
        for row, (key, speaker) in enumerate(self._speakers.items()):
            box = QRectF(0, top + row * _ROW, self.width(), _ROW)
            self._draw_sign(painter, box, speaker, rtl)
            for place, (left, width) in columns.items():
                cell = QRectF(left, box.top(), width, _ROW)
                within = key in edge.inside and edge.inside[key][place]
                self._draw_letter(painter, cell, edge.letters[place], within, speaker)
            painter.setPen(QPen(self._theme.color("line"), 1))
            painter.drawLine(QLineF(box.bottomLeft(), box.bottomRight()))

    def _columns(self, edge: Edge, rtl: bool) -> dict[int, tuple[float, float]]:
        """Return (left, width) of each letter that there is room for: those around give way first."""
        widths = [self._width(letter) for letter in edge.letters]
        room = self.width() - _SIGN - _PADDING
        first, last = 0, len(widths)
        while sum(widths[first:last]) > room and last - first > 1:
            before = next(i for i in range(first, last + 1) if i == last or edge.letters[i].differs) - first
            after = last - 1 - max((i for i in range(first, last) if edge.letters[i].differs), default=first)
            if before >= after:
                first += 1
            else:
                last -= 1
        columns: dict[int, tuple[float, float]] = {}
        x = self.width() - _SIGN if rtl else _SIGN
        for place in range(first, last):
            left = x - widths[place] if rtl else x
            columns[place] = (left, widths[place])
            x = left if rtl else left + widths[place]
        return columns

    def _width(self, letter: Letter) -> float:
        words = self._written(letter)
        return max(_LEAST_CELL, QFontMetricsF(self._font(words)).horizontalAdvance(words) + _PADDING)

    def _written(self, letter: Letter) -> str:
        return f"… {letter.left_out}" if letter.left_out else letter_name(letter.char)

    def _font(self, words: str) -> QFont:
        if is_name(words):
            return letter_font(self._fonts, words)
        font = self._fonts.ui_font(13.0)
        font.setWeight(font.Weight.Medium)
        return font

    def _draw_sign(self, painter: QPainter, box: QRectF, speaker: Speaker, rtl: bool) -> None:
        square = QRectF(0, 0, 17, 15)
        x = box.right() - _SIGN / 2 if rtl else box.left() + _SIGN / 2
        square.moveCenter(box.center())
        square.moveLeft(x - square.width() / 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("accent"))
        painter.drawRoundedRect(square, 3, 3)
        painter.setPen(self._theme.color("on_accent"))
        painter.setFont(letter_font(self._fonts, "names"))
        painter.drawText(square, int(Qt.AlignmentFlag.AlignCenter), speaker.sign)

    def _draw_letter(
        self, painter: QPainter, cell: QRectF, letter: Letter, within: bool, speaker: Speaker
    ) -> None:
        words = self._written(letter)
        if within:
            painter.fillRect(cell.adjusted(0, 2, 0, -3), speaker.colors.pale)
            painter.fillRect(QRectF(cell.left(), cell.bottom() - 4, cell.width(), 2.5), speaker.colors.solid)
        painter.setFont(self._font(words))
        painter.setPen(self._theme.color("text" if within else "faint"))
        painter.drawText(cell.adjusted(0, 0, 0, -3), int(Qt.AlignmentFlag.AlignCenter), words)

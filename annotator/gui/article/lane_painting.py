"""Draws the rows of several annotators: bars, signs at the margin, and the conflict that is looked at.

Nothing is told by colour alone: what all agree on is thin, what is decided hollow, what differs is hatched
in the text, and each annotator has a place, a sign and a kind of line.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPen

from annotator.gui.article.lane_placing import LaneBar, Row
from annotator.gui.article.lane_stretches import Strips
from annotator.gui.article.lanes import Standing
from annotator.gui.article.lenses import LENS_HEIGHT, SIGN_STEP, Lens, letter_font, whole_graphemes
from annotator.gui.oklab import mixed
from annotator.gui.theme import Theme
from annotator.text.direction import Direction

if TYPE_CHECKING:
    from annotator.gui.article.page_lanes import PageLanes
    from annotator.gui.article.painting import PagePainter, VisibleLine
    from annotator.model.annotations import Piece

_SIGN_WIDTH = 17.0
_SIGN_AWAY = 7.0
_ROUND = 3.0
_TEXT_PADDING = 4.0
_HATCH = 7.0
_OPEN = 8.0
"""Pixels by which a bar that goes on over the line's end is drawn past it, to be cut there."""
_DASHES: tuple[tuple[float, ...], ...] = ((), (4, 2), (1.5, 2), (6, 2, 1.5, 2), (2, 4), (8, 3))
"""How the guides of each row are drawn: drawn and left out in turn, in pixels."""


class LanePainter:
    """Paints the rows of one page, with the painter of its lines."""

    def __init__(self, paint: PagePainter, lanes: PageLanes) -> None:
        self._paint = paint
        self._painter: QPainter = paint.painter
        self._theme = paint.theme
        self._lanes = lanes
        self._font = paint.page.chip_font()
        self._metrics = QFontMetricsF(self._font)

    def paint_under(self, lines: Iterable[VisibleLine]) -> None:
        """Paint what lies behind the text: a shade behind every other row, the letters in focus."""
        for line in lines:
            self._under(line)

    def paint_over(self, lines: Iterable[VisibleLine]) -> None:
        """Paint what lies over the text: bars and signs, guides and lenses of the focus."""
        for line in lines:
            self._over(line)

    def _under(self, line: VisibleLine) -> None:
        if line.line.lanes is None:
            return
        shade = QColor(self._theme.color("line"))
        shade.setAlphaF(0.35)
        for row in line.line.lanes.rows[::2]:
            self._painter.fillRect(self._row_rect(line, row), shade)
        self._focus_under(line)

    def _over(self, line: VisibleLine) -> None:
        placed = line.line.lanes
        if placed is None:
            return
        self._painter.setFont(self._font)
        focused = [bar for bar in placed.bars if self._in_focus(bar)]
        for bar in placed.bars:
            if bar not in focused:
                self._bar(line, bar)
        for bar in focused:
            self._guides(line, bar)
        for bar in focused:
            self._bar(line, bar, focused=True)
        for row in placed.rows:
            self._sign(line, row, {bar.lane for bar in focused})
        for lens in placed.lenses:
            self._lens(line, lens)

    def _in_focus(self, bar: LaneBar) -> bool:
        focus = self._lanes.focus
        return focus is not None and (self._lanes.lanes.rows[bar.lane].key, bar.span.id) in focus.members

    def _row_rect(self, line: VisibleLine, row: Row) -> QRectF:
        top = self._lanes.top_of(line.index, line.line)
        column = self._paint.page.column
        return QRectF(column.left(), top + row.top - 1, column.width(), row.bottom - row.top + 1)

    # bars ---------------------------------------------------------------------------------------

    def _bar(self, line: VisibleLine, bar: LaneBar, *, focused: bool = False) -> None:
        rects = self._lanes.bar_rects(line.index, line.line, bar)
        if not rects:
            return
        look = _look(self._theme, self._paint.color(bar.span), bar.standing, bar.line_look, focused)
        pen, brush, ink = look
        if bar.stretch.gaps:
            self._gaps(line, bar, rects[0], pen)
        self._painter.setPen(pen)
        self._painter.setBrush(brush)
        inset = pen.widthF() / 2 if pen.style() != Qt.PenStyle.NoPen else 0.0
        for rect, (opens_left, opens_right) in zip(rects, _open_sides(line, bar), strict=True):
            left, right = -_OPEN if opens_left else inset, _OPEN if opens_right else -inset
            shape = rect.adjusted(left, inset, right, -inset)
            if opens_left or opens_right:
                self._painter.save()
                self._painter.setClipRect(rect)
                self._painter.drawRoundedRect(shape, _ROUND, _ROUND)
                self._painter.restore()
            else:
                self._painter.drawRoundedRect(shape, _ROUND, _ROUND)
        if bar.standing is not Standing.AGREED:
            self._word(line, bar, max(rects, key=QRectF.width), ink)

    def _gaps(self, line: VisibleLine, bar: LaneBar, rect: QRectF, pen: QPen) -> None:
        """Join the pieces of a span in several."""
        color = pen.color() if pen.style() != Qt.PenStyle.NoPen else self._theme.color("control_line")
        self._painter.setPen(QPen(color, 1.0, Qt.PenStyle.DotLine))
        left, y = line.origin.x(), rect.center().y()
        for start, end in bar.stretch.gaps:
            self._painter.drawLine(QLineF(left + start, y, left + end, y))

    def _word(self, line: VisibleLine, bar: LaneBar, rect: QRectF, ink: QColor) -> None:
        """Write the label at the logical start of a bar, where there is room for all of it."""
        word = bar.span.label
        width = self._metrics.horizontalAdvance(word)
        rtl = line.line.block.direction is Direction.RTL
        if width <= rect.width() - 2 * _TEXT_PADDING:
            left = rect.right() - _TEXT_PADDING - width if rtl else rect.left() + _TEXT_PADDING
        elif self._in_focus(bar):
            ink, left = self._theme.color("text"), self._beside(line, rect, width)
        else:
            return
        self._painter.setPen(ink)
        self._paint.word(QRectF(left, rect.top(), width, rect.height()), word)

    def _beside(self, line: VisibleLine, rect: QRectF, width: float) -> float:
        """Clear room beside a bar that is too short for its word; returns where the word begins."""
        column, room = self._paint.page.column, width + 2 * _TEXT_PADDING
        rtl = line.line.block.direction is Direction.RTL
        onward = rect.left() - room >= column.left() if rtl else rect.right() + room > column.right()
        left = rect.left() - room if onward else rect.right()
        self._painter.fillRect(QRectF(left, rect.top(), room, rect.height()), self._theme.color("page"))
        return left + _TEXT_PADDING

    def _sign(self, line: VisibleLine, row: Row, focused: set[int]) -> None:
        """Draw whose row it is, at the margin where the lines begin."""
        rect = self._row_rect(line, row)
        rtl = line.line.block.direction is Direction.RTL
        left = rect.right() + _SIGN_AWAY if rtl else rect.left() - _SIGN_AWAY - _SIGN_WIDTH
        height = min(rect.height(), 14.0)
        box = QRectF(left, rect.center().y() - height / 2, _SIGN_WIDTH, height)
        self._badge(box, self._lanes.lanes.rows[row.lane].sign, filled=row.lane in focused)

    def _badge(self, box: QRectF, sign: str, *, filled: bool) -> None:
        theme = self._theme
        self._painter.setPen(QPen(theme.color("accent" if filled else "line"), 1.0))
        self._painter.setBrush(theme.color("accent" if filled else "window"))
        self._painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), _ROUND, _ROUND)
        self._painter.setPen(theme.color("on_accent" if filled else "muted"))
        self._paint.word(box, sign)

    # the conflict in focus ----------------------------------------------------------------------

    def _focus_under(self, line: VisibleLine) -> None:
        focus = self._lanes.focus
        if focus is None or self._paint.marks.chosen:  # a span that is edited has colours of its own there
            return
        band = (line.top, line.line.height)
        for piece in focus.shaded or (focus.extent,):
            self._paint.strips(line, self._covered(line, piece), band, self._theme.color("hover"))
        for difference in focus.differing:
            strips = self._covered(line, (difference.start, difference.end))
            self._paint.strips(line, strips, band, self._theme.color("match"))
            self._hatch(line, strips)

    def _hatch(self, line: VisibleLine, strips: Strips) -> None:
        """Hatch a difference below its letters, so that it is seen without its colour."""
        color = QColor(self._theme.color("text"))
        color.setAlphaF(0.35)
        bottom = line.top + line.line.height
        for left, right in strips:
            foot = QRectF(line.origin.x() + left, bottom - _HATCH, right - left, _HATCH)
            self._painter.fillRect(foot, self._theme.color("current_match"))
            self._painter.fillRect(foot, QBrush(color, Qt.BrushStyle.BDiagPattern))

    def _covered(self, line: VisibleLine, piece: Piece) -> Strips:
        """Return the strips of the graphemes that lie wholly in a range."""
        block = line.line.block
        if piece[0] >= block.end or piece[1] <= block.start:
            return []
        start = max(block.unit(piece[0]), line.line.start)
        end = min(block.unit(piece[1]), line.line.end)
        whole = whole_graphemes(line.line, start, end) if start < end else None
        return line.line.geometry.strips(*whole) if whole else []

    def _guides(self, line: VisibleLine, bar: LaneBar) -> None:
        """Draw from the bar up to the letters where the span begins and ends, in the row's own line."""
        pen = QPen(self._theme.color("text"), 1.1)
        if dashes := _DASHES[bar.lane % len(_DASHES)]:
            pen.setDashPattern(dashes)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        self._painter.setPen(pen)
        top = line.top
        bottom = self._lanes.top_of(line.index, line.line) + bar.top
        for strip, opens in zip(bar.stretch.strips, _open_sides(line, bar), strict=True):
            for edge, is_open in zip(strip, opens, strict=True):
                if not is_open:
                    x = line.origin.x() + edge
                    self._painter.drawLine(QLineF(x, bottom, x, top))

    def _lens(self, line: VisibleLine, lens: Lens) -> None:
        """Draw a box with the letters of a difference, and a pointer to their place."""
        theme, painter = self._theme, self._painter
        assert line.line.lanes is not None
        x = line.origin.x()
        bottom = line.top - line.line.lanes.above - 4
        box = QRectF(x + lens.left, bottom - LENS_HEIGHT + 4, lens.width, LENS_HEIGHT - 6)
        painter.setPen(QPen(theme.color("text"), 1.0))
        painter.drawLine(QLineF(x + lens.at, line.top + 8, x + lens.at, box.bottom()))
        painter.setBrush(theme.color("current_match"))
        painter.drawRoundedRect(box, _ROUND, _ROUND)
        left = box.left()
        for letter, width in reversed(lens.letters) if lens.rtl else lens.letters:
            painter.setFont(letter_font(self._paint.page.reading.fonts, letter))
            painter.setPen(theme.color("text"))
            self._paint.word(QRectF(left, box.top(), width, box.height()), letter)
            left += width
            painter.drawLine(QLineF(left, box.top() + 3, left, box.bottom() - 3))
        painter.setFont(self._font)
        for sign in lens.signs:
            left += 2
            self._badge(QRectF(left, box.top() + 3, SIGN_STEP - 2, box.height() - 6), sign, filled=True)
            left += SIGN_STEP - 2


def _open_sides(line: VisibleLine, bar: LaneBar) -> list[tuple[bool, bool]]:
    """Return for each strip whether (left, right) of it is where the span goes on over the line's end."""
    rtl = line.line.block.direction is Direction.RTL
    before, after = bar.stretch.start is None, bar.stretch.end is None
    left, right = (after, before) if rtl else (before, after)
    last = len(bar.stretch.strips) - 1
    return [(left and number == 0, right and number == last) for number in range(last + 1)]


@lru_cache(maxsize=512)
def _look(
    theme: Theme, color: str, standing: Standing, line_look: bool, focused: bool
) -> tuple[QPen, QBrush, QColor]:
    """Return pen, brush and the colour of words of a bar whose label has that colour on a light page."""
    page, grey = theme.color("page"), QColor(mixed(theme.control_line, theme.page, 0.6))
    colors = theme.label(color)
    if focused:
        if line_look:
            return QPen(colors.solid, 2.4), QBrush(page), theme.color("text")
        return QPen(colors.solid, 1.0), QBrush(colors.solid), colors.ink
    if standing is Standing.AGREED:
        return QPen(Qt.PenStyle.NoPen), QBrush(grey), page
    if standing is Standing.DECIDED:
        return QPen(grey, 1.0), QBrush(page), theme.color("faint")
    if line_look:
        dimmed = QColor(mixed(colors.solid.name(), theme.page, 0.55))
        return QPen(dimmed, 1.0), QBrush(page), theme.color("muted")
    return QPen(colors.pale, 1.0), QBrush(colors.pale), theme.color("text")

"""Draws a conflict in the list: how it stands, its words, below them who says what and its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.agreement.adjudication import Case
from annotator.agreement.adjudication_ledger import Standing, State
from annotator.gui.article.reading import Reading
from annotator.gui.quoting import draw_quote, line_height, reading_direction
from annotator.gui.review.case_words import camps, case_quote, kind_title
from annotator.gui.review.conflicts_model import CASE_ROLE, Index
from annotator.gui.review.small_words import small_font
from annotator.gui.span_delegate import chip_font
from annotator.gui.translation import layout_direction
from annotator.text.direction import Direction

if TYPE_CHECKING:
    from annotator.session.adjudicating import AdjudicationSession

_SIDE = 8.0
_MARK = 16.0
_GAP = 6.0
_BELOW = 4.0
_ROOMY = 1.28
"""Nastaliq letters hang below the line that is reckoned for them."""
_BADGE = 15.0
_KIND = 90.0
"""Pixels that words of annotators leave to the kind."""
_LEAST_WORD = 18.0
MOST_PICTURES = 120
"""Rows that are kept drawn."""

_Key = tuple[str, int, bool, float]


class ConflictDelegate(QStyledItemDelegate):
    """All rows are of one height, so that ten thousand cost no more than those that are seen."""

    def __init__(self, parent: QObject, review: AdjudicationSession, reading: Reading) -> None:
        super().__init__(parent)
        self._review = review
        self._theme = reading.theme
        self._font = QFont()
        self._reading = reading
        self._pictures: dict[_Key, tuple[tuple[Case, Standing], QPixmap]] = {}
        self.set_reading(reading)

    def set_reading(self, reading: Reading) -> None:
        """Set the words in another font."""
        self._pictures.clear()
        self._reading = reading
        self._font = small_font(reading, "", Direction.RTL)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, self.row_height(option.font))  # pyright: ignore

    def row_height(self, font: QFont) -> int:
        """Return the height of every row. font: of the small words."""
        words = line_height(self._font.toString()) * _ROOMY
        return round(words + self._small_height(font) + 2 * _BELOW)

    def _small_height(self, font: QFont) -> float:
        return max(QFontMetricsF(chip_font(font)).height(), _BADGE) + 2

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        case: Case = index.data(CASE_ROLE)
        rect: QRect = option.rect  # pyright: ignore
        selected = bool(option.state & QStyle.StateFlag.State_Selected)  # pyright: ignore
        ratio = painter.device().devicePixelRatio()
        key = (case.id, rect.width(), selected, ratio)
        said = (case, self._review.standing(case.id))
        known, picture = self._pictures.pop(key, (None, None))
        if picture is None or known != said:
            picture = QPixmap(rect.size() * ratio)
            picture.setDevicePixelRatio(ratio)
            self._draw_picture(picture, painter.font(), said, selected)
        self._pictures[key] = said, picture
        if len(self._pictures) > MOST_PICTURES:
            del self._pictures[next(iter(self._pictures))]
        painter.drawPixmap(rect.topLeft(), picture)

    def _draw_picture(
        self, picture: QPixmap, font: QFont, said: tuple[Case, Standing], selected: bool
    ) -> None:
        """Draw a row, which is kept: shaping its words anew at each key press would be felt."""
        picture.fill(self._theme.color("hover" if selected else "page"))
        with QPainter(picture) as painter:
            painter.setFont(font)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            box = QRectF(QPointF(0, 0), picture.deviceIndependentSize())
            self._draw(painter, box, *said)
            if selected:
                painter.fillRect(_parted(box, 3)[0], self._theme.color("accent"))

    def _draw(self, painter: QPainter, box: QRectF, case: Case, standing: Standing) -> None:
        painter.setPen(self._theme.color("line"))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        inner = box.adjusted(_SIDE, _BELOW, -_SIDE, -_BELOW)
        mark, words = _parted(inner, _MARK + _GAP)
        _draw_state(painter, mark.center(), standing, self._colors(standing))
        small = self._small_height(painter.font())
        below = QRectF(words.left(), words.bottom() - small, words.width(), small)
        self._draw_words(painter, words.adjusted(0, 0, 0, -small), case, standing)
        self._draw_saying(painter, below, case, standing)

    def _colors(self, standing: Standing) -> QColor:
        if standing.changed:
            return self._theme.color("fault_text")
        return self._theme.color("good" if not standing.open else "muted")

    def _draw_words(self, painter: QPainter, box: QRectF, case: Case, standing: Standing) -> None:
        painter.save()
        text = case_quote(self._review, case)
        article = self._review.sets_of(case.article).document.direction
        painter.setFont(small_font(self._reading, text, article))
        painter.setPen(self._theme.color("text" if standing.open else "muted"))
        draw_quote(painter, box, text, reading_direction(text))
        painter.restore()

    def _draw_saying(self, painter: QPainter, box: QRectF, case: Case, standing: Standing) -> None:
        """Draw who says what from the side where reading starts, and the kind at the other one."""
        small = chip_font(painter.font())
        painter.setFont(small)
        metrics = QFontMetricsF(small)
        said = camps(self._review, case)
        signs = sum(len(camp) for camp, _ in said) * (_BADGE + 3) + len(said) * 2 * _GAP
        widths = [metrics.horizontalAdvance(word) for _, word in said]
        rooms = _rooms(widths, box.width() - _KIND - signs)
        kind = kind_title(standing.kind)
        saying, rest = _parted(box, signs + sum(rooms))
        for (camp, word), room in zip(said, rooms, strict=True):
            for sign in camp:
                badge, saying = _parted(saying, _BADGE + 3)
                self._draw_badge(painter, badge, sign)
            place, saying = _parted(saying, room + 2 * _GAP)
            painter.setPen(self._theme.color("text" if standing.open else "muted"))
            _draw_at_start(painter, place, metrics.elidedText(word, Qt.TextElideMode.ElideRight, room + 1))
        if rest.width() > 60:
            painter.setPen(self._theme.color("muted"))
            words = metrics.elidedText(kind, Qt.TextElideMode.ElideRight, rest.width())
            _draw_at_end(painter, rest, words)

    def _draw_badge(self, painter: QPainter, box: QRectF, sign: str) -> None:
        square = QRectF(0, 0, _BADGE, _BADGE)
        square.moveCenter(box.center())
        painter.setPen(QPen(self._theme.color("line"), 1))
        painter.setBrush(self._theme.color("window"))
        painter.drawRoundedRect(square, 3, 3)
        painter.setPen(self._theme.color("muted"))
        painter.drawText(square, int(Qt.AlignmentFlag.AlignCenter), sign)


def _rooms(widths: list[float], room: float) -> list[float]:
    """Return how wide each word may be: as wide as it is, or its share where all need more than there is."""
    if sum(widths) <= room:
        return widths
    share = max(room, 0.0) / len(widths)
    return [min(width, max(share, _LEAST_WORD)) for width in widths]


def _parted(box: QRectF, width: float) -> tuple[QRectF, QRectF]:
    """Return a part of that width on the side where reading starts, and the rest."""
    if layout_direction() == Qt.LayoutDirection.RightToLeft:
        return (
            QRectF(box.right() - width, box.top(), width, box.height()),
            QRectF(box.left(), box.top(), box.width() - width, box.height()),
        )
    return (
        QRectF(box.left(), box.top(), width, box.height()),
        QRectF(box.left() + width, box.top(), box.width() - width, box.height()),
    )


def _draw_at_start(painter: QPainter, box: QRectF, words: str) -> None:
    _draw_aligned(painter, box, words, Qt.AlignmentFlag.AlignLeading)


def _draw_at_end(painter: QPainter, box: QRectF, words: str) -> None:
    _draw_aligned(painter, box, words, Qt.AlignmentFlag.AlignTrailing)


def _draw_aligned(painter: QPainter, box: QRectF, words: str, side: Qt.AlignmentFlag) -> None:
    visual = QStyle.visualAlignment(layout_direction(), side | Qt.AlignmentFlag.AlignVCenter)
    painter.drawText(box, int(visual | Qt.AlignmentFlag.AlignAbsolute), words)


def _draw_state(painter: QPainter, centre: QPointF, standing: Standing, color: QColor) -> None:
    """Draw a tick for what is decided, a ring for what is open, a dotted one for what was left open."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if standing.changed:
        painter.setPen(QPen(color, 2.2))
        painter.drawLine(centre + QPointF(0, -6), centre + QPointF(0, 1.5))
        painter.drawPoint(centre + QPointF(0, 6))
    elif not standing.open:
        painter.setPen(QPen(color, 2.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        tick = (QPointF(-5, 0), QPointF(-1.5, 4), QPointF(5.5, -4.5))
        painter.drawPolyline(QPolygonF([centre + point for point in tick]))
    else:
        style = Qt.PenStyle.DotLine if standing.state is State.LEFT_OPEN else Qt.PenStyle.SolidLine
        painter.setPen(QPen(color, 1.8, style))
        painter.drawEllipse(centre, 5.0, 5.0)

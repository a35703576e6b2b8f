"""Draws one place of an article with every annotator's version, what one has and another has not set off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QObject, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.gui.agreement.examples_model import EXAMPLE_ROLE, Index, kind_words
from annotator.gui.agreement.marked_words import MarkedWords, WordsOnPaper
from annotator.gui.agreement.phrasing import said
from annotator.gui.article.reading import Reading
from annotator.gui.oklab import mixed
from annotator.gui.quoting import left_to_right
from annotator.gui.span_delegate import CHIP_PADDING, WIDEST_CHIP, chip_font, draw_chip
from annotator.gui.theme import LabelColors, Theme
from annotator.gui.translation import layout_direction, tr
from annotator.model.labels import LabelScheme
from annotator.session.agreement.answers import Example, Version

_PADDING, _GAP = 8, 6
_WIDEST_NAME = 130
_UNDERLINE, _ALONE = 2.0, 4.0
"""How thick the line is under what a span covers, and under what it alone covers."""
_ALONE_SHARE = 0.42


class ExampleDelegate(QStyledItemDelegate):
    """Takes examples from the model; needs the scheme for colours."""

    def __init__(self, parent: QObject, reading: Reading, scheme: LabelScheme) -> None:
        super().__init__(parent)
        self._theme: Theme = reading.theme
        self._paper = WordsOnPaper(reading)
        self._scheme = scheme
        self._looks: dict[str, tuple[str, str]] = {}
        self.width = 600
        """Of the list's inside."""
        self._names: dict[str, float] = {}

    # room ---------------------------------------------------------------------------------------

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        example: Example = index.data(EXAMPLE_ROLE)
        font: QFont = option.font  # pyright: ignore
        height = self._head_height(font) + 2 * _PADDING
        for version in example.versions:
            height += self._version_height(version, example.rtl, font)
        return QSize(200, round(height))

    def _head_height(self, font: QFont) -> float:
        return QFontMetricsF(font).height() + _GAP

    def _version_height(self, version: Version, rtl: bool, font: QFont) -> float:
        least = QFontMetricsF(font).height() * 1.7
        if not version.words:
            return least
        height = self._paper.height(version.words, rtl, self._words_width(version, font))
        return max(least, height + _GAP)

    def _name_width(self, font: QFont) -> float:
        return min(max(self._names.values(), default=0.0), _WIDEST_NAME) + _GAP

    def _words_width(self, version: Version, font: QFont) -> int:
        taken = self._name_width(font) + self._chip_width(version, font) + self._said_width(version, font)
        return max(round(self.width - 2 * _PADDING - taken - 2 * _GAP), 120)

    def _chip_width(self, version: Version, font: QFont) -> float:
        wide = QFontMetricsF(chip_font(font)).horizontalAdvance(version.label) + 2 * CHIP_PADDING
        return min(wide, WIDEST_CHIP)

    def _said_width(self, version: Version, font: QFont) -> float:
        told = _said(version)
        return min(QFontMetricsF(font).horizontalAdvance(told) + _GAP, self.width / 3) if told else 0.0

    def set_layer(self, name: str, names: Iterable[str], font: QFont) -> None:
        """Take colours from a layer, and leave room for the names of annotators."""
        layers = [layer for layer in self._scheme.layers if layer.name == name]
        self._looks = {label.name: (label.color, layer.look) for layer in layers for label in layer.labels}
        metrics = QFontMetricsF(font)
        self._names = {name: metrics.horizontalAdvance(said(name)) for name in names}

    # painting -----------------------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        example: Example = index.data(EXAMPLE_ROLE)
        box = QRectF(option.rect)  # pyright: ignore
        state: QStyle.StateFlag = option.state  # pyright: ignore
        painter.save()
        painter.setLayoutDirection(layout_direction())
        self._draw_ground(painter, box, state)
        inner = box.adjusted(_PADDING, _PADDING, -_PADDING, -_PADDING)
        font = QFont(painter.font())
        self._draw_head(painter, inner, example, font)
        places = list(self._places(painter, inner, example, font))
        # All grounds first: Nastaliq ink reaches over its line.
        for version, words, paper in places:
            if paper:
                self._draw_marks(painter, words, paper, version)
        for _, words, paper in places:
            if paper:
                paper.draw(painter, words, self._theme.color("text"))
        painter.restore()

    def _places(
        self, painter: QPainter, inner: QRectF, example: Example, font: QFont
    ) -> Iterator[tuple[Version, QPointF, MarkedWords | None]]:
        """Yield each version with its words and where they stand; what stands before them is drawn."""
        top = inner.top() + self._head_height(font)
        for version in example.versions:
            height = self._version_height(version, example.rtl, font)
            line = QRectF(inner.left(), top, inner.width(), height)
            rest = self._draw_version(painter, line, version, font)
            top += height
            if not version.words:
                yield version, QPointF(), None
                continue
            width = self._words_width(version, font)
            paper = self._paper.words(version.words, example.rtl, width)
            left = (
                rest.right() - width if layout_direction() == Qt.LayoutDirection.RightToLeft else rest.left()
            )
            yield version, QPointF(left, rest.center().y() - paper.lines * paper.line_height / 2), paper

    def _draw_ground(self, painter: QPainter, box: QRectF, state: QStyle.StateFlag) -> None:
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, self._theme.color("hover"))
            if state & QStyle.StateFlag.State_HasFocus:
                painter.setPen(QPen(self._theme.color("accent"), 1.0))
                painter.drawRect(box.adjusted(1, 1, -1.5, -1.5))
        painter.setPen(QPen(self._theme.color("line"), 1.0))
        painter.drawLine(box.bottomLeft() - QPointF(0, 0.5), box.bottomRight() - QPointF(0, 0.5))

    def _draw_head(self, painter: QPainter, box: QRectF, example: Example, font: QFont) -> None:
        line = QRectF(box.left(), box.top(), box.width(), QFontMetricsF(font).height())
        bold = QFont(font)
        bold.setWeight(QFont.Weight.DemiBold)
        painter.setPen(self._theme.color("text"))
        kind, rest = _parted(line, QFontMetricsF(bold).horizontalAdvance(kind_words(example)) + _GAP)
        _write(painter, kind, kind_words(example), bold)
        painter.setPen(self._theme.color("muted"))
        _write(painter, rest, left_to_right(example.article), font)

    def _draw_version(self, painter: QPainter, box: QRectF, version: Version, font: QFont) -> QRectF:
        """Draw who has which label, and return the room for the words."""
        name, rest = _parted(box, self._name_width(font))
        painter.setPen(self._theme.color("muted"))
        _write(painter, name, said(version.annotator), font)
        if not version.label:
            _write(painter, rest, tr("nothing here"), font)
            return rest
        chip, rest = _parted(rest, self._chip_width(version, font))
        draw_chip(painter, chip, version.label, self._colors(version), self._look(version))
        _, rest = _parted(rest, _GAP)
        if told := _said(version):
            words, rest = _parted(rest, self._said_width(version, font))
            painter.setPen(self._theme.color("text"))
            _write(painter, words, told, font)
        return rest

    def _look(self, version: Version) -> str:
        return self._looks.get(version.label, ("", "fill"))[1]

    def _colors(self, version: Version) -> LabelColors:
        return self._theme.label(self._looks.get(version.label, ("", ""))[0])

    def _draw_marks(self, painter: QPainter, place: QPointF, paper: MarkedWords, version: Version) -> None:
        colors = self._colors(version)
        strong = QColor(mixed(colors.solid.name(), self._theme.page, _ALONE_SHARE))
        for pieces, ground, thick in (
            (version.marks, colors.pale, _UNDERLINE),
            (version.alone, strong, _ALONE),
        ):
            for strip in paper.strips(pieces):
                there = strip.translated(place)
                foot = QRectF(there.left(), there.bottom() - thick, there.width(), thick)
                painter.fillRect(there, ground)
                painter.fillRect(foot, colors.solid)


def _said(version: Version) -> str:
    return " ".join(f"{said(name)}: {said(value)}" for name, value in version.said)


def _parted(box: QRectF, width: float) -> tuple[QRectF, QRectF]:
    """Return the part of that width from where reading starts, and the rest."""
    left, right = QRectF(box), QRectF(box)
    if layout_direction() == Qt.LayoutDirection.RightToLeft:
        left.setLeft(box.right() - width)
        right.setRight(box.right() - width)
    else:
        left.setWidth(width)
        right.setLeft(box.left() + width)
    return left, right


def _write(painter: QPainter, box: QRectF, words: str, font: QFont) -> None:
    painter.setFont(font)
    edge = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
    cut = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, int(QStyle.visualAlignment(layout_direction(), edge)), cut)

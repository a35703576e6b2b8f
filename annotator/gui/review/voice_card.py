"""What one annotator says of the conflict, on a card that takes it when it is clicked."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStyle, QVBoxLayout, QWidget

from annotator.gui.captions import caption, restyle
from annotator.gui.quoting import qt_direction, quote
from annotator.gui.span_delegate import CHIP_PADDING, chip_font, draw_chip
from annotator.gui.theme import LabelColors
from annotator.gui.translation import layout_direction, tr
from annotator.text.direction import Direction

LONGEST_QUOTE = 300


class Saying(NamedTuple):
    """What stands on a card.

    signs, name: of the annotators. label: "" where they have nothing here; look: of its chip; words: exact
    text or a value; more: attributes, relations and note, a line each; taken: it is what was decided;
    changed: it is other than when that was decided.
    """

    signs: tuple[str, ...]
    name: str
    label: str
    title: str
    colors: LabelColors
    look: str
    words: str
    direction: Direction
    more: tuple[str, ...]
    taken: bool
    changed: bool


class VoiceCard(QFrame):
    """A card; ``clicked`` asks for what it says, by the number of its annotator."""

    clicked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.number = 0
        self._pressed = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._signs = QHBoxLayout()
        self._signs.setSpacing(3)
        self._badges: list[QLabel] = []
        self._name = caption("", "strong")
        self._names = caption("", "strong", wrap=True)
        side = QStyle.visualAlignment(layout_direction(), Qt.AlignmentFlag.AlignLeading)
        self._names.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)  # whatever script the names are in
        self._chip = _Chip()
        self._state = caption("", "good")
        self.words = caption("", "said", wrap=True)
        self._more = caption("", "muted", wrap=True)
        head = QHBoxLayout()
        head.setSpacing(7)
        head.addLayout(self._signs)
        head.addWidget(self._name)
        head.addWidget(self._chip)
        head.addStretch(1)
        head.addWidget(self._state)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 7, 8, 8)
        column.setSpacing(5)
        column.addLayout(head)
        column.addWidget(self._names)
        column.addWidget(self.words)
        column.addWidget(self._more)
        restyle(self, "card")

    def show_saying(self, saying: Saying) -> None:
        """Show what an annotator says."""
        restyle(self, "card-taken" if saying.taken else "card")
        self._show_signs(saying.signs)
        several = len(saying.signs) > 1  # names beside each other would not fit
        self._name.setText("" if several else saying.name)
        self._name.setVisible(not several)
        self._names.setText(saying.name if several else "")
        self._names.setVisible(several)
        self._chip.show_label(saying)
        words = quote(saying.words, LONGEST_QUOTE)
        self.words.setVisible(bool(words))
        self.words.setText(words)
        self.words.setLayoutDirection(qt_direction(saying.direction))
        more = "\n".join(saying.more)
        self._more.setText(more)
        self._more.setVisible(bool(more))
        restyle(self._state, "missing" if saying.changed else "good")
        self._state.setText(tr("changed") if saying.changed else tr("taken") if saying.taken else "")
        signs = " ".join(saying.signs)
        spoken = [f"{signs}, {saying.name}: {saying.title or tr('nothing')}", words, more]
        self.setAccessibleName(". ".join(part for part in (*spoken, self._state.text()) if part))

    def _show_signs(self, signs: tuple[str, ...]) -> None:
        """Show a badge for each sign; the labels are kept, since making them takes long."""
        while len(self._badges) < len(signs):
            badge = caption("", "badge")
            badge.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self._signs.addWidget(badge)
            self._badges.append(badge)
        for place, badge in enumerate(self._badges):
            badge.setVisible(place < len(signs))
            badge.setText(signs[place] if place < len(signs) else "")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.button() == Qt.MouseButton.LeftButton

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed and self.rect().contains(event.position().toPoint()):
            self.clicked.emit(self.number)
        self._pressed = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.clicked.emit(self.number)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().event(event)


class _Chip(QWidget):
    """The chip of a label, or a dash for nothing."""

    def __init__(self) -> None:
        super().__init__()
        self._saying: Saying | None = None

    def show_label(self, saying: Saying) -> None:
        self._saying = saying
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        word = self._saying.label if self._saying else ""
        metrics = QFontMetricsF(chip_font(self.font()))
        width = metrics.horizontalAdvance(word) + 2 * CHIP_PADDING + 2
        return QSize(round(width), round(metrics.height() * 1.4))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        saying = self._saying
        with QPainter(self) as painter:
            if saying is None:
                return
            if saying.label:
                painter.setLayoutDirection(self.layoutDirection())
                draw_chip(painter, QRectF(self.rect()), saying.label, saying.colors, saying.look)
            elif not saying.words:
                painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), "–")

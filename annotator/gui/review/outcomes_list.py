"""What became of an annotator's spans, as a list: what was said, its fate, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.agreement.fates import Fate, Outcome
from annotator.gui.article.reading import Reading
from annotator.gui.captions import as_tip
from annotator.gui.quoting import draw_quote, left_to_right, line_height, quote, reading_direction
from annotator.gui.review.case_words import attribute_of, reason_words
from annotator.gui.review.small_words import small_font
from annotator.gui.span_delegate import CHIP_PADDING, WIDEST_CHIP, chip_font, draw_chip
from annotator.gui.translation import isolated, layout_direction, tr
from annotator.gui.wording import relation_title, title_of
from annotator.model.annotations import Relation, Span
from annotator.model.labels import LabelScheme
from annotator.session.fate_report import FateReport
from annotator.text.direction import Direction, article_direction

Index = QModelIndex | QPersistentModelIndex
OUTCOME_ROLE = Qt.ItemDataRole.UserRole
WORDS_ROLE = Qt.ItemDataRole.UserRole + 1
LONGEST = 160
_SIDE = 8.0
_BELOW = 4.0
_ROOMY = 1.28


def fate_title(fate: Fate) -> str:
    """Return what became of something, in a word or two."""
    return {
        Fate.TAKEN: tr("taken as it is"),
        Fate.BOUNDARY: tr("edges changed"),
        Fate.LABEL: tr("label changed"),
        Fate.BOTH: tr("edges and label changed"),
        Fate.ATTRIBUTES: tr("attributes changed"),
        Fate.VALUE: tr("value changed"),
        Fate.REJECTED: tr("rejected"),
        Fate.AGREED: tr("agreed, not taken over yet"),
        Fate.OPEN: tr("still open"),
        Fate.MISSED: tr("missed"),
    }[fate]


def is_kept(fate: Fate) -> bool:
    """Whether it stands as it was said, as far as is known."""
    return fate in (Fate.TAKEN, Fate.AGREED)


class OutcomesModel(QAbstractListModel):
    """Rows are outcomes, article by article, those that a filter lets through."""

    def __init__(self, report: FateReport) -> None:
        super().__init__()
        self._texts = {one.document.path: one.document.text for one in report.articles}
        self._scheme = report.scheme
        self._every = tuple(report.outcomes())
        self.rows: Sequence[Outcome] = self._every

    def show_fate(self, fate: str) -> None:
        """Show what has that fate; "" for all."""
        self.beginResetModel()
        self.rows = [one for one in self._every if not fate or one.fate == fate]
        self.endResetModel()

    def words(self, outcome: Outcome) -> str:
        """Return on one line what an outcome is about."""
        item = outcome.item if outcome.item is not None else outcome.result
        text = self._texts[outcome.article]
        if isinstance(item, Span):
            return quote(item.exact(text), LONGEST)
        if isinstance(item, Relation):
            return relation_title(self._scheme, item.label)
        return title_of(attribute_of(self._scheme, outcome.name))

    def spoken(self, outcome: Outcome) -> str:
        """Return an outcome in words for those who hear it."""
        reason = f": {reason_words(outcome.reason)}" if outcome.reason else ""
        return f"{outcome.label} {isolated(self.words(outcome))}, {fate_title(outcome.fate)}{reason}"

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        outcome = self.rows[index.row()]
        if role == OUTCOME_ROLE:
            return outcome
        if role == WORDS_ROLE:
            return self.words(outcome)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.spoken(outcome)
        if role == Qt.ItemDataRole.ToolTipRole:
            return as_tip(f"{left_to_right(outcome.article)}\n{self.spoken(outcome)}")
        return None


class OutcomeDelegate(QStyledItemDelegate):
    """Draws an outcome: its label and words, below them what became of it and why."""

    def __init__(self, parent: QObject, scheme: LabelScheme, reading: Reading) -> None:
        super().__init__(parent)
        self._scheme = scheme
        self._theme = reading.theme
        self._reading = reading
        self._font = small_font(reading, "", Direction.RTL)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        metrics = QFontMetricsF(option.font)  # pyright: ignore
        words = line_height(self._font.toString()) * _ROOMY
        return QSize(120, round(words + metrics.height() + 2 * _BELOW + 2))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        outcome: Outcome = index.data(OUTCOME_ROLE)
        box = QRectF(option.rect)  # pyright: ignore
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:  # pyright: ignore
            painter.fillRect(box, self._theme.color("hover"))
        painter.setPen(self._theme.color("line"))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        inner = box.adjusted(_SIDE, _BELOW, -_SIDE, -_BELOW)
        height = QFontMetricsF(painter.font()).height() + 2
        below = QRectF(inner.left(), inner.bottom() - height, inner.width(), height)
        self._draw_words(painter, inner.adjusted(0, 0, 0, -height), outcome, index.data(WORDS_ROLE))
        self._draw_fate(painter, below, outcome)
        painter.restore()

    def _draw_words(self, painter: QPainter, box: QRectF, outcome: Outcome, words: str) -> None:
        item = outcome.item if outcome.item is not None else outcome.result
        label = self._scheme.label_of(item) if isinstance(item, Span) else None
        layer = self._scheme.layer(item.layer) if isinstance(item, Span) else None
        width = QFontMetricsF(chip_font(painter.font())).horizontalAdvance(outcome.label) + 2 * CHIP_PADDING
        room = min(width, WIDEST_CHIP)
        rtl = layout_direction() == Qt.LayoutDirection.RightToLeft
        chip = QRectF(box.right() - room if rtl else box.left(), box.top(), room, box.height())
        rest = box.adjusted(0, 0, -room - 8, 0) if rtl else box.adjusted(room + 8, 0, 0, 0)
        painter.setLayoutDirection(layout_direction())
        look = layer.look if layer else "line"
        draw_chip(painter, chip, outcome.label, self._theme.label(label.color if label else ""), look)
        painter.save()
        painter.setFont(small_font(self._reading, words, article_direction(words)))
        painter.setPen(self._theme.color("text"))
        draw_quote(painter, rest, words, reading_direction(words))
        painter.restore()

    def _draw_fate(self, painter: QPainter, box: QRectF, outcome: Outcome) -> None:
        name = "good" if is_kept(outcome.fate) else "muted" if outcome.fate is Fate.OPEN else "fault_text"
        painter.setPen(self._theme.color(name))
        words = fate_title(outcome.fate)
        if outcome.reason:
            words = f"{words}: {reason_words(outcome.reason)}"
        side = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        visual = QStyle.visualAlignment(layout_direction(), side)
        shown = QFontMetricsF(painter.font()).elidedText(words, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, int(visual | Qt.AlignmentFlag.AlignAbsolute), shown)

"""Taking over what annotators agree on: by which rule, and what it would be, before anything is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QListView,
    QVBoxLayout,
    QWidget,
)

from annotator.gui.article.reading import Reading
from annotator.gui.captions import caption
from annotator.gui.review.case_words import spoken
from annotator.gui.review.conflict_delegate import ConflictDelegate
from annotator.gui.review.conflicts_model import CASE_ROLE
from annotator.gui.translation import tr
from annotator.model.faults import AnnotatorError
from annotator.session.adjudicating import Rule, TakenOver

if TYPE_CHECKING:
    from annotator.session.adjudicating import AdjudicationSession

SIZE = (640, 620)
Index = QModelIndex | QPersistentModelIndex


class MergeDialog(QDialog):
    """Shows what a rule would take over; does it when it is accepted."""

    merged = Signal(int)
    """How many were taken over."""

    def __init__(self, review: AdjudicationSession, reading: Reading, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Take over what they agree on"))
        self.resize(*SIZE)
        self._review = review
        self.planned = _Planned(review)
        self.least = QComboBox()
        self.least.setAccessibleName(tr("How many must agree"))
        self.least.addItem(tr("All who have the article"), None)
        for count in range(2, len(review.annotators)):
            self.least.addItem(tr("At least {count} of them").format(count=count), count)
        self.attributes = QCheckBox(tr("Attributes must be the same too"))
        self.attributes.setChecked(True)
        self.summary = caption("", "strong", wrap=True)
        self.trouble = caption("", "missing", wrap=True)
        self.list = QListView()
        self._arrange(reading)
        self.least.currentIndexChanged.connect(self.plan)
        self.attributes.toggled.connect(self.plan)
        self.plan()

    def _arrange(self, reading: Reading) -> None:
        self.list.setModel(self.planned)
        self.list.setItemDelegate(ConflictDelegate(self, self._review, reading))
        self.list.setUniformItemSizes(True)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setAccessibleName(tr("What would be taken over"))
        buttons = QDialogButtonBox()
        self.accept_button = buttons.addButton(tr("Take over"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.merge)
        buttons.rejected.connect(self.reject)
        rule = QHBoxLayout()
        rule.addWidget(self.least, 1)
        rule.addWidget(self.attributes)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        words = tr("Nothing on which you decided already is touched; what is not taken over stays open.")
        column.addWidget(caption(words, "muted", wrap=True))
        column.addLayout(rule)
        column.addWidget(self.summary)
        column.addWidget(self.list, 1)
        column.addWidget(self.trouble)
        column.addWidget(buttons)
        self.trouble.hide()

    @property
    def rule(self) -> Rule:
        """What is chosen."""
        return Rule(self.least.currentData(), self.attributes.isChecked())

    def plan(self) -> None:
        """Show what would be taken over by what is chosen."""
        found = self._review.plan(self.rule)
        self.planned.show_planned(found)
        conflicts = sum(self._review.standing(one.case.id).state != "agreed" for one in found)
        words = tr("Would be taken over: {count}, {conflicts} of them conflicts")
        self.summary.setText(words.format(count=len(found), conflicts=conflicts))
        self.accept_button.setEnabled(bool(found))

    def merge(self) -> None:
        """Do it; say why where it cannot be done."""
        try:
            taken = self._review.merge(self.rule)
        except AnnotatorError as error:
            self.trouble.setText(str(error))
            self.trouble.show()
            return
        self.accept()
        self.merged.emit(len(taken))


class _Planned(QAbstractListModel):
    def __init__(self, review: AdjudicationSession) -> None:
        super().__init__()
        self._review = review
        self.rows: list[TakenOver] = []

    def show_planned(self, rows: list[TakenOver]) -> None:
        """Show these."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        case = self.rows[index.row()].case
        if role == CASE_ROLE:
            return case
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return spoken(self._review, case)
        return None

"""The list of conflicts with its filters and counts; says which one is wanted."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QGridLayout,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotator.agreement.adjudication import Case, CaseKind
from annotator.agreement.adjudication_ledger import State
from annotator.gui.article.reading import Reading
from annotator.gui.captions import caption
from annotator.gui.quoting import left_to_right
from annotator.gui.review.case_words import kind_title, sign_of
from annotator.gui.review.conflict_delegate import ConflictDelegate
from annotator.gui.review.conflicts_model import CASE_ROLE, ConflictsModel
from annotator.gui.translation import isolated, tr
from annotator.gui.wording import title_of
from annotator.session.adjudicating import CasesChanged
from annotator.session.case_list import Filter

if TYPE_CHECKING:
    from annotator.session.adjudicating import AdjudicationSession

COUNTED_AFTER = 40
"""Milliseconds after a decision until it is counted: the next conflict is painted first."""

AUTOMATIC = "automatic"


class ConflictsPane(QWidget):
    """Shows conflicts; knows nothing of what deciding on one does."""

    case_requested = Signal(object)
    """A Case that was clicked, or that the arrow keys came to."""
    filter_changed = Signal()
    counted = Signal()
    """Some time after cases changed, when nobody waits for the next one."""

    def __init__(self, review: AdjudicationSession, reading: Reading) -> None:
        super().__init__()
        self._review = review
        self.model = ConflictsModel(review)
        self._telling = True
        self._delegate = ConflictDelegate(self, review, reading)
        self.list = _ConflictList(self.model)
        self.list.setItemDelegate(self._delegate)
        self.list.set_row_height(self._delegate.row_height(self.font()))
        self.filters = {
            "state": _combo(tr("How it stands")),
            "kind": _combo(tr("Kind of difference")),
            "label": _combo(tr("Label")),
            "annotator": _combo(tr("Annotator")),
            "article": _combo(tr("Article")),
        }
        self.counts = caption("", "muted", wrap=True)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(COUNTED_AFTER)
        self._later.timeout.connect(self._count)
        self._arrange()
        self._offer()
        self.list.selectionModel().currentChanged.connect(self._passed)
        for combo in self.filters.values():
            combo.currentIndexChanged.connect(self._filter)

    def _arrange(self) -> None:
        grid = QGridLayout()
        grid.setSpacing(6)
        places = ((0, 0, 1), (0, 1, 1), (1, 0, 1), (1, 1, 1), (2, 0, 2))
        for combo, (row, column, span) in zip(self.filters.values(), places, strict=True):
            grid.addWidget(combo, row, column, 1, span)
        above = QVBoxLayout()
        above.setContentsMargins(10, 8, 10, 8)
        above.setSpacing(6)
        above.addLayout(grid)
        above.addWidget(self.counts)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(above)
        column.addWidget(self.list, 1)

    def set_reading(self, reading: Reading) -> None:
        """Set the words in another font."""
        self._delegate.set_reading(reading)
        self.list.set_row_height(self._delegate.row_height(self.font()))

    # filters ------------------------------------------------------------------------------------

    def _offer(self) -> None:
        states = [(tr("Open and decided"), ""), (tr("Open"), State.OPEN), (tr("Left open"), State.LEFT_OPEN)]
        states += [(tr("Decided"), State.DECIDED), (tr("Taken over automatically"), AUTOMATIC)]
        _fill(self.filters["state"], states)
        _fill(self.filters["kind"], [(tr("All differences"), ""), *((kind_title(k), k) for k in _KINDS)])
        scheme = self._review.corpus.scheme
        labels = [(tr("All labels"), "")]
        for layer in scheme.layers:
            labels += [(title_of(label), label.name) for label in layer.labels]
        labels += [(title_of(relation), relation.name) for relation in scheme.relations]
        labels += [(title_of(attribute), attribute.name) for attribute in scheme.article]
        _fill(self.filters["label"], labels)
        review = self._review
        shown = [f"{sign_of(review, name)}  {isolated(review.shown(name))}" for name in review.annotators]
        names = zip(shown, review.annotators, strict=True)
        _fill(self.filters["annotator"], [(tr("All annotators"), ""), *names])
        self.offer_articles()

    def offer_articles(self) -> None:
        """Offer the articles that are there by now."""
        combo = self.filters["article"]
        chosen = combo.currentData()
        articles = [(left_to_right(name), name) for name in self._review.articles]
        with QSignalBlocker(combo):
            _fill(combo, [(tr("All articles"), ""), *articles])
            combo.setCurrentIndex(max(0, combo.findData(chosen)))

    @property
    def filter(self) -> Filter:
        """What is wanted by the filters."""
        said = {name: combo.currentData() for name, combo in self.filters.items()}
        state = said["state"]
        return Filter(
            kinds=_only(said["kind"]),
            labels=_only(said["label"]),
            annotators=_only(said["annotator"]),
            articles=_only(said["article"]),
            states=frozenset() if state == AUTOMATIC else _only(state),
            automatic=state == AUTOMATIC,
        )

    def choose_filter(self, name: str, value: str) -> None:
        """Set one of the filters, by name, as a person would; "" for all."""
        combo = self.filters[name]
        combo.setCurrentIndex(max(0, combo.findData(value)))

    def clear_filters(self) -> None:
        """Let everything through."""
        for combo in self.filters.values():
            with QSignalBlocker(combo):
                combo.setCurrentIndex(0)
        self._filter()

    def _filter(self) -> None:
        kept = self.current
        with self._silence():
            self.model.show_filter(self.filter)
        self.choose(kept)
        self._later.start()
        self.filter_changed.emit()

    # what is shown ------------------------------------------------------------------------------

    @property
    def current(self) -> Case | None:
        """The case of the present row."""
        index = self.list.currentIndex()
        return cast("Case", index.data(CASE_ROLE)) if index.isValid() else None

    def show_change(self, change: CasesChanged) -> None:
        """Show that cases stand otherwise, or are others."""
        with self._silence():
            self.model.show_change(change)
        self._later.start()

    def choose(self, case: Case | None) -> None:
        """Make a case's row the present one and bring it into view, without saying so."""
        row = self.model.row_of(case.id) if case else -1
        with self._silence():
            index = self.model.index(row) if row >= 0 else QModelIndex()
            self.list.setCurrentIndex(index)
            if row < 0:
                self.list.clearSelection()
            else:
                self._show_around(row)

    def _show_around(self, row: int) -> None:
        """Bring a row into view, and what comes next: where that is not seen, put it into the middle."""
        seen = self.list.viewport().rect()
        for near in (max(row - 1, 0), min(row + 2, self.model.rowCount() - 1)):
            if not seen.contains(self.list.visualRect(self.model.index(near)).center()):
                self.list.scrollTo(self.model.index(row), QAbstractItemView.ScrollHint.PositionAtCenter)
                return

    def step(self, step: int) -> None:
        """Go to the row after the present one, or before it."""
        row = self.list.currentIndex().row() + step
        if 0 <= row < self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(row))

    @contextmanager
    def _silence(self) -> Generator[None]:
        before, self._telling = self._telling, False
        try:
            yield
        finally:
            self._telling = before

    def _passed(self, index: QModelIndex) -> None:
        if self._telling and index.isValid():
            self.case_requested.emit(index.data(CASE_ROLE))

    def _count(self) -> None:
        self.counted.emit()
        counts, whole = self._review.counts(self.filter), self._review.counts()
        words = tr("{shown} of {all} conflicts · open: {open} · left open: {left}")
        every, left = whole.open + whole.decided, counts.left_open
        shown = self.model.rowCount()
        self.counts.setText(words.format(shown=shown, all=every, open=counts.open - left, left=left))
        combo = self.filters["kind"]
        with QSignalBlocker(combo):
            for row in range(combo.count()):
                kind = combo.itemData(row)
                if kind:
                    combo.setItemText(row, f"{kind_title(kind)} ({whole.open_kinds.get(kind, 0)})")


_KINDS = tuple(kind for kind in CaseKind if kind is not CaseKind.SAME)


def _combo(name: str) -> QComboBox:
    combo = QComboBox()
    combo.setAccessibleName(name)
    combo.setToolTip(name)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(8)
    combo.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return combo


def _fill(combo: QComboBox, items: Iterable[tuple[str, str]]) -> None:
    combo.clear()
    for words, value in items:
        combo.addItem(words, value)


def _only(value: Any) -> frozenset[Any]:
    return frozenset((value,)) if value else frozenset()


class _ConflictList(QTableView):
    """One column of rows of one height; letters decide and are not searched for.

    A list view would lay out ten thousand rows again at each change of one.
    """

    def __init__(self, model: ConflictsModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setAccessibleName(tr("Conflicts"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(1)

    def set_row_height(self, height: int) -> None:
        """Make every row that high, in pixels."""
        self.verticalHeader().setDefaultSectionSize(height)

    def keyboardSearch(self, search: str) -> None:
        """Search nothing."""

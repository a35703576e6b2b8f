"""What an annotator gets back: their own annotations beside the adjudicated ones, and what became of each."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QListView,
    QMainWindow,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from annotator.agreement.fates import Fate, Outcome, figures
from annotator.gui.appearance import Appearance
from annotator.gui.article.lanes import Lane, LaneFocus, Lanes, Standing, focus_on
from annotator.gui.article.view import ArticleView
from annotator.gui.captions import caption
from annotator.gui.dialogs import ask_report_path
from annotator.gui.icons import icon
from annotator.gui.notices import Notices
from annotator.gui.quoting import left_to_right
from annotator.gui.review.outcomes_list import (
    OUTCOME_ROLE,
    OutcomeDelegate,
    OutcomesModel,
    fate_title,
    is_kept,
)
from annotator.gui.review.reports import write_report
from annotator.gui.translation import isolated, layout_direction, tr
from annotator.gui.wording import span_tip
from annotator.model.annotations import AnnotationSet, Relation, Span
from annotator.session.fate_report import ArticleFates, FateReport
from annotator.store.disk import reason
from annotator.store.paths import folder_of

FIRST_SIZE = QSize(1240, 840)
OWN, RESULT = "own", "result"


class ReturnedWindow(QMainWindow):
    """Nothing can be changed here."""

    closed = Signal()

    def __init__(self, report: FateReport, appearance: Appearance) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.report = report
        self._articles = {one.document.path: one for one in report.articles}
        self._article = ""
        self._fates: dict[tuple[str, str], Fate] = {}
        self.model = OutcomesModel(report)
        self.list = QListView()
        self.view = ArticleView(appearance.reading)
        self.fates = QComboBox()
        self.notices = Notices(appearance.reading.theme)
        self.where = caption("", "muted")
        self.save = QPushButton(tr("Save report…"))
        self._arrange(appearance)
        self.setLayoutDirection(layout_direction())
        self.setWindowIcon(icon("annotator"))
        self.setWindowTitle(f"{isolated(report.annotator)} – {tr('What became of the annotations')}")
        self.resize((self.screen().availableSize() * 0.9).boundedTo(FIRST_SIZE))
        self.list.selectionModel().currentChanged.connect(self._show_row)
        self.fates.currentIndexChanged.connect(self._filter)
        self.save.clicked.connect(self.ask_and_write)
        self.view.lane_span_chosen.connect(self._choose_by_bar)
        self.view.lane_tip_of = self._tip
        appearance.reading_changed.connect(self.view.set_reading)
        self._filter()

    def _arrange(self, appearance: Appearance) -> None:
        self.list.setModel(self.model)
        self.list.setItemDelegate(OutcomeDelegate(self, self.report.scheme, appearance.reading))
        self.list.setUniformItemSizes(True)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setAccessibleName(tr("What became of the annotations"))
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._offer_fates()
        side, middle = QWidget(), QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 8, 0, 0)
        head = QHBoxLayout()
        head.setContentsMargins(10, 0, 10, 4)
        head.addWidget(self.fates, 1)
        head.addWidget(self.save)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notices)
        column.addLayout(self._legend())
        column.addWidget(self.view, 1)
        panes = QSplitter(Qt.Orientation.Horizontal)
        panes.addWidget(side)
        panes.addWidget(middle)
        panes.setStretchFactor(1, 1)
        panes.setSizes([400, 840])
        panes.setChildrenCollapsible(False)
        self.setCentralWidget(panes)
        close = QAction(self)
        close.setShortcut(QKeySequence("Ctrl+W"))
        close.triggered.connect(self.close)
        self.addAction(close)

    def _legend(self) -> QHBoxLayout:
        across = QHBoxLayout()
        across.setContentsMargins(14, 7, 14, 7)
        across.setSpacing(6)
        for sign, title in (("1", isolated(self.report.annotator)), ("=", isolated(self.report.adjudicator))):
            badge = caption(sign, "badge")
            badge.setAlignment(Qt.AlignmentFlag.AlignCenter)
            across.addWidget(badge)
            across.addWidget(caption(title, "muted"))
            across.addSpacing(12)
        across.addStretch(1)
        across.addWidget(self.where)
        return across

    def _offer_fates(self) -> None:
        counts = figures(self.report.outcomes())
        self.fates.setAccessibleName(tr("What became of them"))
        self.fates.addItem(f"{tr('All')} ({sum(counts.values())})", "")
        for fate, count in counts.items():
            self.fates.addItem(f"{fate_title(fate)} ({count})", str(fate))

    # what is shown ------------------------------------------------------------------------------

    def _filter(self) -> None:
        self.model.show_fate(self.fates.currentData())
        if self.model.rows:
            self.list.setCurrentIndex(self.model.index(0))

    def _show_row(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        outcome = cast("Outcome", index.data(OUTCOME_ROLE))
        if outcome.article != self._article:
            self._show_article(self._articles[outcome.article])
        self.view.show_focus(self._focus(outcome))

    def _show_article(self, article: ArticleFates) -> None:
        document = article.document
        self._article = document.path
        self.where.setText(left_to_right(document.path))
        self._fates = {
            (key, item.id): one.fate
            for one in article.outcomes
            for key, item in ((OWN, one.item), (RESULT, one.result))
            if isinstance(item, Span)
        }
        self.view.show_article(document, self.report.scheme)
        nothing = AnnotationSet(document.path, "", document.sha256, len(document.text))
        self.view.show_annotations(nothing)
        rows = (
            Lane(OWN, "1", self.report.annotator, article.said.spans),
            Lane(RESULT, "=", self.report.adjudicator, article.result.spans),
        )
        self.view.show_lanes(Lanes(rows, self._standing_of))

    def _standing_of(self, key: str, span: Span) -> Standing:
        fate = self._fates.get((key, span.id))
        return Standing.AGREED if fate is not None and is_kept(fate) else Standing.OPEN

    def _focus(self, outcome: Outcome) -> LaneFocus | None:
        spans = {
            key: item
            for key, item in ((OWN, outcome.item), (RESULT, outcome.result))
            if isinstance(item, Span)
        }
        if spans:
            return focus_on(spans)
        article = self._articles[outcome.article]
        joined = {
            (key, end): annotations.span(end)
            for key, item, annotations in (
                (OWN, outcome.item, article.said),
                (RESULT, outcome.result, article.result),
            )
            if isinstance(item, Relation)
            for end in (item.source, item.target)
        }
        shaded = dict.fromkeys(piece for span in joined.values() for piece in span.pieces)
        return LaneFocus(frozenset(joined), outcome.extent, shaded=tuple(shaded)) if joined else None

    def _choose_by_bar(self, key: str, span: Span) -> None:
        for row, outcome in enumerate(self.model.rows):
            item = outcome.item if key == OWN else outcome.result
            if outcome.article == self._article and isinstance(item, Span) and item.id == span.id:
                self.list.setCurrentIndex(self.model.index(row))
                return

    def _tip(self, key: str, span: Span) -> str:
        name = self.report.annotator if key == OWN else self.report.adjudicator
        return f"{name}\n{span_tip(self.report.scheme, span)}"

    # the report ---------------------------------------------------------------------------------

    def ask_and_write(self) -> None:
        """Ask where the report shall go, and write it there."""
        path = ask_report_path(self, Path.home() / f"{folder_of(self.report.annotator)}.html")
        if path:
            self.write(path)

    def write(self, path: Path) -> None:
        """Write the report; say why where it cannot be written."""
        try:
            write_report(self.report, path)
        except OSError as error:
            words = tr("{path} could not be written: {reason}")
            shown = words.format(path=left_to_right(str(path)), reason=reason(error))
            self.notices.alert("report", shown)
        else:
            self.notices.warn("report", tr("Saved: {path}").format(path=left_to_right(str(path))))

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closed.emit()
        event.accept()

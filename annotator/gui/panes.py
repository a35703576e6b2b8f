"""The window's panes and where they stand; each shows what it is told, and none knows another."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from annotator.gui.article.reading import Reading
from annotator.gui.article.view import ArticleView
from annotator.gui.articles_pane import ArticlesPane
from annotator.gui.captions import caption
from annotator.gui.details_pane import DetailsPane
from annotator.gui.find_bar import FindBar
from annotator.gui.first_look import SIDES
from annotator.gui.guidelines_pane import GuidelinesPane
from annotator.gui.labels_pane import LabelsPane
from annotator.gui.notices import FaultPage, Notices
from annotator.gui.relate_bar import RelateBar
from annotator.gui.settings import Settings
from annotator.gui.spans_pane import SpansPane
from annotator.gui.translation import tr
from annotator.gui.unsettled_pane import UnsettledPane

PANES_BELOW = (385, 300, 180, 260)
"""Pixels of labels, moved and lost spans, spans and details at first."""
LEAST_LABELS = 120
"""Pixels that the moved and lost spans leave to the labels."""


class Panes(QSplitter):
    """Articles and guidelines | the article with its bars | labels, spans, details."""

    def __init__(self, reading: Reading, settings: Settings, view: ArticleView) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._settings = settings
        self.view = view
        self.view.setAccessibleName(tr("Article"))
        self.articles = ArticlesPane(reading.theme)
        self.guidelines = GuidelinesPane()
        self.labels = LabelsPane(reading)
        self.unsettled = UnsettledPane(reading)
        self.spans = SpansPane(reading)
        self.details = DetailsPane(reading)
        self.find_bar = FindBar(reading.theme)
        self.relate_bar = RelateBar(reading.theme)
        self.notices = Notices(reading.theme)
        self.fault = FaultPage()
        self.middle = QStackedWidget()
        self.side = QTabWidget()
        self.right = QSplitter(Qt.Orientation.Vertical)
        self._arrange()
        self._restore()

    def _arrange(self) -> None:
        self.find_bar.hide()
        self.relate_bar.hide()
        self.view.installEventFilter(self.relate_bar)
        self.side.addTab(self.articles, tr("Articles"))
        self.side.addTab(self.guidelines, tr("Guidelines"))
        self.side.setDocumentMode(True)
        for widget in (self.side, self.side.tabBar()):
            widget.setAccessibleName(tr("Articles and guidelines"))
        self.middle.addWidget(self.view)
        self.middle.addWidget(self.fault)
        self._titled = {
            "articles": self.side,
            "labels": self.labels,
            "spans": _titled(tr("Spans"), self.spans),
            "details": _titled(tr("Details"), self.details),
        }
        self._waiting = _titled(tr("Moved and lost spans"), self.unsettled)
        self._waiting.hide()
        for pane in (self.labels, self._waiting, self._titled["spans"], self._titled["details"]):
            self.right.addWidget(pane)
        self.right.setSizes(PANES_BELOW)
        for number in (1, 2, 3):
            self.right.setStretchFactor(number, 1)
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.notices, self.find_bar, self.relate_bar):
            column.addWidget(widget)
        column.addWidget(self.middle, 1)
        for widget in (self.side, centre, self.right):
            self.addWidget(widget)
        self.setStretchFactor(1, 1)
        self.setSizes(SIDES)
        self.setChildrenCollapsible(False)
        self.right.setChildrenCollapsible(False)

    # what is shown ------------------------------------------------------------------------------

    def show_view(self, *, fault: bool = False) -> None:
        """Show the article, or in its place what is wrong with it."""
        self.middle.setCurrentWidget(self.fault if fault else self.view)

    def toggle(self, name: str) -> None:
        """Show or hide a pane: articles, labels, spans or details."""
        self._titled[name].setVisible(not self.is_shown(name))
        self._show_right()

    def is_shown(self, name: str) -> bool:
        return not self._titled[name].isHidden()

    def show_unsettled(self, waiting: bool) -> None:
        """Show the moved and lost spans as long as some wait; the keys go back when none does."""
        held = self._waiting.isAncestorOf(self.focused())
        if waiting == self._waiting.isHidden():
            labels, own, *rest = self.right.sizes()
            room = max(min(PANES_BELOW[1], labels - LEAST_LABELS), 0) if waiting else -own
            self._waiting.setVisible(waiting)
            self.right.setSizes([labels - room, own + room, *rest])
        self._show_right()
        if held and not waiting:
            self.to_article()

    def _show_right(self) -> None:
        shown = any(self.is_shown(name) for name in ("labels", "spans", "details"))
        self.right.setVisible(shown or not self._waiting.isHidden())

    def show_guidelines(self) -> None:
        """Bring the guidelines to the front."""
        self.side.show()
        self.side.setCurrentWidget(self.guidelines)
        self.guidelines.setFocus()

    def open_find(self) -> None:
        """Look for something in the article."""
        self.find_bar.open_at(self.view.selection[0], self.view.selected_text())

    def write_note(self) -> None:
        """Go to the note of the chosen span."""
        if self.details.span and self.details.span.isVisible():
            self.details.ensureWidgetVisible(self.details.span.note)
            self.details.span.note.setFocus()

    # focus --------------------------------------------------------------------------------------

    def to_article(self) -> None:
        """Give the keys back to the article."""
        (self.fault if self.middle.currentWidget() is self.fault else self.view).setFocus()

    def to_unsettled(self) -> None:
        """Give the keys to the moved and lost spans, if there are any."""
        if self.unsettled.rows:
            self.unsettled.tree.setFocus(Qt.FocusReason.TabFocusReason)

    def go(self, step: int) -> None:
        """Give the keys to the next or the previous pane that is seen."""
        ways = [
            *([(self.notices, self.notices)] if self.notices.shown() else []),
            (self.view, self.middle),
            (self.labels, self.labels),
            (self.unsettled.tree, self._waiting),
            (self.spans.table, self._titled["spans"]),
            (self.details, self._titled["details"]),
            (self.articles.list if self.articles.isVisible() else self.guidelines, self.side),
        ]
        seen = [(target, pane) for target, pane in ways if pane.isVisible()]
        here = next((n for n, (_, pane) in enumerate(seen) if pane.isAncestorOf(self.focused())), 0)
        target = seen[(here + step) % len(seen)][0]
        if target.focusPolicy() == Qt.FocusPolicy.NoFocus:
            inside = [
                child for child in target.findChildren(QWidget) if child.isVisible() and _takes_keys(child)
            ]
            target = inside[0] if inside else self.view
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def focused(self) -> QWidget:
        """Return the widget that has the keys; the article where it is none of ours."""
        return self.focusWidget() or self.view

    # between runs -------------------------------------------------------------------------------

    def remember(self) -> None:
        """Keep the sizes of the panes, and which are shown."""
        self._settings.keep("panes", self.saveState())
        self._settings.keep("panes/column", self.right.saveState())
        for name in self._titled:
            self._settings.keep(f"panes/{name}", self.is_shown(name))

    def _restore(self) -> None:
        self.restoreState(self._settings.state("panes"))
        self.right.restoreState(self._settings.state("panes/column"))
        for name in self._titled:
            if not self._settings.flag(f"panes/{name}", True):
                self.toggle(name)


def _titled(title: str, pane: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(caption(title, "pane-title"))
    column.addWidget(pane, 1)
    return holder


def _takes_keys(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isEnabled()

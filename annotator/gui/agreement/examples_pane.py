"""The spans behind a figure, to be gone through and opened in the article."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QListView,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from annotator.gui.agreement.example_delegate import ExampleDelegate
from annotator.gui.agreement.examples_model import EXAMPLE_ROLE, ExamplesModel
from annotator.gui.article.reading import Reading
from annotator.gui.captions import caption, set_tip
from annotator.gui.translation import tr
from annotator.model.labels import LabelScheme
from annotator.session.agreement.answers import Examples
from annotator.session.agreement.questions import Place, Show

PORTION = 100
"""Examples that are asked for at once."""

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SIDE = 10


class ExamplesPane(QWidget):
    """Shows examples of one place at a time; knows nothing of where they come from."""

    wanted = Signal(object, object, int, int)
    """Place, Show, from which example on and how many."""
    opened = Signal(object)
    """The Example that is to be seen in its article."""
    left = Signal()

    def __init__(self, reading: Reading, scheme: LabelScheme) -> None:
        super().__init__()
        self.place: Place | None = None
        self.model = ExamplesModel()
        self._delegate = ExampleDelegate(self, reading, scheme)
        self.list = _ExamplesList(self._delegate)
        self.list.setModel(self.model)
        self.list.setAccessibleName(tr("Spans behind the figure"))
        self.title = caption("", "heading")
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.show_box = QComboBox()
        self.show_box.setAccessibleName(tr("Which spans are shown"))
        words = {Show.DIFFERENT: tr("Differences"), Show.AGREED: tr("Agreed"), Show.ALL: tr("All")}
        for show, text in words.items():
            self.show_box.addItem(text, show)
        self.count = caption("", "muted")
        self.count.setAccessibleName(tr("How many spans"))
        legend = caption(
            tr("Underlined: what the span covers; underlined strongly: what another annotator leaves out."),
            "muted",
        )
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.count)
        head.addWidget(self.show_box)
        column = QVBoxLayout(self)
        column.setContentsMargins(_SIDE, 6, _SIDE, 6)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        column.addWidget(legend)
        self.model.more_wanted.connect(self._ask_more)
        self.show_box.currentIndexChanged.connect(self._ask)
        self.list.opened.connect(self.opened)
        self.list.left.connect(self.left)
        self.hide()

    def set_layer(self, layer: str, names: tuple[str, ...]) -> None:
        """Show spans of a layer, of these annotators."""
        self._delegate.set_layer(layer, names, self.font())

    def look_behind(self, place: Place, title: str, show: Show) -> None:
        """Ask for the examples of a place. show: which at first; all, where none is better than another."""
        self.place = place
        self.title.setText(title)
        set_tip(self.title, title)
        with QSignalBlocker(self.show_box):
            self.show_box.setCurrentIndex(self.show_box.findData(show))
        self.show_box.setHidden(show == Show.ALL)
        self.show()
        self._ask()

    def look_again(self) -> None:
        """Ask again, for figures that are others now; as many as are shown."""
        if self.place:
            self.wanted.emit(self.place, self._show, 0, max(self.model.rowCount(), PORTION))

    def take(self, found: Examples) -> None:
        """Show examples, if they are of the present place."""
        if (found.place, found.show) != (self.place, self._show):
            return
        before = self.list.currentIndex().row()
        self.model.take(found)
        told = tr("{count} of {all}").format(count=f"{found.of:,}", all=f"{found.every:,}")
        self.count.setText(told if found.every else tr("none"))
        if found.first == 0 and found.of:
            self.list.setCurrentIndex(self.model.index(min(max(before, 0), self.model.rowCount() - 1)))

    @property
    def _show(self) -> Show:
        return Show(self.show_box.currentData())

    def _ask(self) -> None:
        if self.place:
            self.wanted.emit(self.place, self._show, 0, PORTION)

    def _ask_more(self, first: int) -> None:
        if self.place:
            self.wanted.emit(self.place, self._show, first, PORTION)


class _ExamplesList(QListView):
    """Opens by Enter and double click."""

    opened = Signal(object)
    left = Signal()

    def __init__(self, delegate: ExampleDelegate) -> None:
        super().__init__()
        self._delegate = delegate
        self.setItemDelegate(delegate)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(self._open)

    def resizeEvent(self, event: QResizeEvent) -> None:
        # As if the scroll bar were there: it would come and go with the height of rows.
        self._delegate.width = self.width() - self.verticalScrollBar().sizeHint().width()
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self._open(self.currentIndex())
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(index.data(EXAMPLE_ROLE))

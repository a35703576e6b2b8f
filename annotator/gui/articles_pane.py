"""The corpus's articles, with a filter; says which one is wanted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import cast

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QLineEdit, QListView, QVBoxLayout, QWidget

from annotator.gui.article_delegate import ArticleDelegate
from annotator.gui.articles_model import ENTRY_ROLE, ArticleEntry, ArticlesModel
from annotator.gui.theme import Theme
from annotator.gui.translation import tr


class ArticlesPane(QWidget):
    """Shows what it is told of the articles; opens none."""

    article_requested = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._model = ArticlesModel()
        self.filter_field = QLineEdit()
        self.filter_field.setPlaceholderText(tr("Filter articles"))
        self.filter_field.setAccessibleName(tr("Filter articles"))
        self.filter_field.setClearButtonEnabled(True)
        self.list = _ArticleList(self._model)
        self._delegate = ArticleDelegate(self, theme)
        self.list.setItemDelegate(self._delegate)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        top = QVBoxLayout()
        top.setContentsMargins(10, 8, 10, 8)
        top.addWidget(self.filter_field)
        column.addLayout(top)
        column.addWidget(self.list)
        self.filter_field.textChanged.connect(self._model.filter)
        self.filter_field.returnPressed.connect(self._open_first)
        self.list.clicked.connect(self._open)
        self.list.return_pressed.connect(self._open)

    def show_paths(self, paths: Iterable[str]) -> None:
        """Show these articles."""
        self._model.show_paths(paths)

    def update_entries(self, entries: Sequence[ArticleEntry]) -> None:
        """Take in what is known of some articles."""
        self._model.update(entries)

    def set_progress(self, path: str, spans: int, done: bool) -> None:
        """Show how far an article is."""
        self._model.set_progress(path, spans, done)

    def set_current(self, path: str) -> None:
        """Show which article is open."""
        self._model.set_current(path)
        row = self._model.row_of(path)
        if row >= 0:
            index = self._model.index(row)
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.list.selectionModel().setCurrentIndex(index, flag)
            self.list.scrollTo(index)

    def entry(self, path: str) -> ArticleEntry | None:
        """Return what is known of an article."""
        return self._model.entry(path)

    def _open_first(self) -> None:
        if self._model.rows:
            self.article_requested.emit(self._model.rows[0])

    def _open(self, index: QModelIndex) -> None:
        self.article_requested.emit(cast("ArticleEntry", index.data(ENTRY_ROLE)).path)


class _ArticleList(QListView):
    return_pressed = Signal(QModelIndex)

    def __init__(self, model: ArticlesModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setAccessibleName(tr("Articles"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.return_pressed.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

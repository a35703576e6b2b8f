"""The corpus's articles as a list that a view can show; what is known of one may come later."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QAbstractListModel, QLocale, QModelIndex, QPersistentModelIndex, Qt

from annotator.gui.captions import as_tip
from annotator.gui.quoting import isolated_quote, left_to_right
from annotator.gui.translation import tr
from annotator.text.direction import Direction
from annotator.text.folding import fold

Index = QModelIndex | QPersistentModelIndex

ENTRY_ROLE = Qt.ItemDataRole.UserRole
"""The row's ArticleEntry."""
CURRENT_ROLE = Qt.ItemDataRole.UserRole + 1
"""Whether the row's article is the one that is open."""


@dataclass(frozen=True, slots=True)
class ArticleEntry:
    """An article in the list.

    title: its first words, empty until they are known. spans: how many, None while that is not known.
    trouble: why it or its annotations cannot be read; empty where nothing is wrong.
    """

    path: str
    title: str = ""
    language: str = ""
    direction: Direction | None = None
    spans: int | None = None
    done: bool = False
    trouble: str = ""

    @property
    def language_name(self) -> str:
        """The language by its own name; its tag where nobody knows it."""
        name = QLocale(self.language).nativeLanguageName() if self.language else ""
        return name or self.language

    @property
    def progress(self) -> str:
        """What is done of it, in words."""
        if self.trouble:
            return tr("cannot be read")
        if not self.spans:
            return "" if self.spans is None else tr("done") if self.done else tr("no spans")
        count = tr("Spans: {count}").format(count=self.spans)
        return f"{count} · {tr('done')}" if self.done else count


class ArticlesModel(QAbstractListModel):
    """Rows in the corpus's order, those that the filter lets through."""

    def __init__(self) -> None:
        super().__init__()
        self._entries: dict[str, ArticleEntry] = {}
        self._rows: list[str] = []
        self._places: dict[str, int] = {}
        self._needle = ""
        self._current = ""

    def show_paths(self, paths: Iterable[str]) -> None:
        """Show these articles; what is known of those that were there stays."""
        self._entries = {path: self._entries.get(path) or ArticleEntry(path) for path in paths}
        self._list_rows()

    def update(self, entries: Sequence[ArticleEntry]) -> None:
        """Take in what is known of some articles; others are left out."""
        for entry in entries:
            if entry.path in self._entries:
                self._entries[entry.path] = entry
        rows = [self._places[entry.path] for entry in entries if entry.path in self._places]
        if self._needle:
            self._list_rows()
        elif rows:
            self.dataChanged.emit(self.index(min(rows)), self.index(max(rows)))

    def set_progress(self, path: str, spans: int, done: bool) -> None:
        """Show how far an article is."""
        if entry := self._entries.get(path):
            self.update([replace(entry, spans=spans, done=done)])

    def set_current(self, path: str) -> None:
        """Show which article is open."""
        before, self._current = self._current, path
        for row in (self.row_of(before), self.row_of(path)):
            if row >= 0:
                self.dataChanged.emit(self.index(row), self.index(row))

    def filter(self, needle: str) -> None:
        """Show only articles whose title or path holds needle, folded."""
        self._needle = fold(needle.strip())
        self._list_rows()

    def row_of(self, path: str) -> int:
        """Return the row of an article; -1 where it is not shown."""
        return self._places.get(path, -1)

    def entry(self, path: str) -> ArticleEntry | None:
        return self._entries.get(path)

    @property
    def rows(self) -> Sequence[str]:
        """The paths shown, in order."""
        return self._rows

    def _list_rows(self) -> None:
        self.beginResetModel()
        self._rows = [path for path, entry in self._entries.items() if self._lets_through(entry)]
        self._places = {path: row for row, path in enumerate(self._rows)}
        self.endResetModel()

    def _lets_through(self, entry: ArticleEntry) -> bool:
        return not self._needle or self._needle in fold(entry.title) or self._needle in fold(entry.path)

    # for views ----------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        entry = self._entries[self._rows[index.row()]]
        if role == ENTRY_ROLE:
            return entry
        if role == CURRENT_ROLE:
            return entry.path == self._current
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return isolated_quote(entry.title or entry.path)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return entry.progress
        return _tip(entry) if role == Qt.ItemDataRole.ToolTipRole else None


def _tip(entry: ArticleEntry) -> str:
    head = [isolated_quote(entry.title)] if entry.title else []
    kind = " · ".join(part for part in (entry.language_name, entry.progress) if part)
    return as_tip("\n".join([*head, left_to_right(entry.path), *filter(None, (kind, entry.trouble))]))

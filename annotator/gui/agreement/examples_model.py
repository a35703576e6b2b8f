"""The spans behind a figure as a list that grows while it is gone through."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from annotator.gui.agreement.phrasing import bare, said
from annotator.gui.quoting import isolated_quote, left_to_right
from annotator.gui.translation import tr
from annotator.session.agreement.answers import Example, Examples, Version
from annotator.session.agreement.tables import KINDS

Index = QModelIndex | QPersistentModelIndex

EXAMPLE_ROLE = Qt.ItemDataRole.UserRole
"""The row's Example."""

_NO_PARENT = QModelIndex()
_KINDS = {kind.value: words for kind, words in KINDS.items()}


class ExamplesModel(QAbstractListModel):
    """Examples of one place; the next ones are asked for when the view comes to the end."""

    more_wanted = Signal(int)
    """From which on."""

    def __init__(self) -> None:
        super().__init__()
        self._examples: list[Example] = []
        self._of = 0
        self._waiting = False

    def begin(self) -> None:
        """Show nothing until examples of another place come."""
        self.beginResetModel()
        self._examples, self._of, self._waiting = [], 0, True
        self.endResetModel()

    def take(self, found: Examples) -> None:
        """Show examples, or those that follow."""
        self._waiting = False
        self._of = found.of
        examples = [_in_own_words(example) for example in found.examples]
        if found.first == 0:
            self.beginResetModel()
            self._examples = examples
            self.endResetModel()
        elif found.first == len(self._examples) and examples:
            self.beginInsertRows(_NO_PARENT, found.first, found.first + len(examples) - 1)
            self._examples += examples
            self.endInsertRows()

    @property
    def of(self) -> int:
        """How many there are, shown or not yet."""
        return self._of

    # for views ----------------------------------------------------------------------------------

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._examples)

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and len(self._examples) < self._of

    def fetchMore(self, parent: Index) -> None:
        if self.canFetchMore(parent) and not self._waiting:
            self._waiting = True
            self.more_wanted.emit(len(self._examples))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._examples):
            return None
        example = self._examples[index.row()]
        if role == EXAMPLE_ROLE:
            return example
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            versions = "; ".join(map(version_words, example.versions))
            return f"{kind_words(example)}, {left_to_right(example.article)}: {versions}"
        return None


def _in_own_words(example: Example) -> Example:
    """Return an example whose words are the article's, or the interface's where they are the program's."""
    versions = (version._replace(words=bare(version.words)) for version in example.versions)
    return example._replace(versions=tuple(versions))


def kind_words(example: Example) -> str:
    """Return what annotators did, in words."""
    return said(_KINDS.get(example.kind, example.kind))


def version_words(version: Version) -> str:
    """Return one annotator's version as one line."""
    name = said(version.annotator)
    if not version.label:
        return f"{name}: {tr('nothing here')}"
    covered = "".join(version.words[start:end] for start, end in version.marks) or version.words
    return f"{name}: {said(version.label)} {isolated_quote(covered)}".rstrip()

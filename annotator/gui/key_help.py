"""Every key of the program in one list: the labels', the article's, the menus'."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotator.gui.actions import ACTIONS, MENUS, READING_KEYS
from annotator.gui.quoting import left_to_right
from annotator.gui.translation import tr
from annotator.gui.wording import title_of
from annotator.model.labels import LabelScheme

SIZE = (720, 680)

Row = tuple[str, str]
"""Keys as they are called here, and what they do."""


def show_keys(parent: QWidget, scheme: LabelScheme) -> QDialog:
    """Show the list; returns the dialog, which is open."""
    return key_dialog(parent, sections(scheme))


def key_dialog(parent: QWidget, sections: Iterable[tuple[str, list[Row]]]) -> QDialog:
    """Show keys by subject; returns the dialog, which is open."""
    dialog = QDialog(parent)
    dialog.setWindowTitle(tr("Keys"))
    dialog.resize(*SIZE)
    tree = QTreeWidget()
    tree.setAccessibleName(tr("Keys"))
    tree.setHeaderLabels([tr("What it does"), tr("Keys")])
    tree.setRootIsDecorated(False)
    tree.setWordWrap(True)
    tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
    tree.header().setStretchLastSection(False)
    for title, rows in sections:
        section = QTreeWidgetItem([title, ""])
        font = section.font(0)
        font.setBold(True)
        section.setFont(0, font)
        section.addChildren([QTreeWidgetItem([text, left_to_right(keys)]) for keys, text in rows])
        tree.addTopLevelItem(section)
    tree.expandAll()
    tree.setSelectionMode(QTreeWidget.SelectionMode.NoSelection)
    buttons = QDialogButtonBox()
    buttons.addButton(tr("Close"), QDialogButtonBox.ButtonRole.RejectRole)
    buttons.rejected.connect(dialog.reject)
    column = QVBoxLayout(dialog)
    column.addWidget(tree)
    column.addWidget(buttons)
    dialog.open()
    return dialog


def sections(scheme: LabelScheme) -> Iterator[tuple[str, list[Row]]]:
    """Yield the keys by subject."""
    labelled = [label for layer in scheme.layers for label in layer.labels if label.key]
    related = [relation for relation in scheme.relations if relation.key]
    yield tr("Labels"), [(said.key.upper(), title_of(said)) for said in (*labelled, *related)]
    yield tr("In the article"), [(native(keys), tr(text)) for keys, text in READING_KEYS]
    for menu, title in MENUS.items():
        own = [row for row in ACTIONS if row.menu == menu and (row.keys or row.pane_keys)]
        rows = [(native(row.keys or row.pane_keys), tr(row.text)) for row in own]
        if rows:
            yield tr(title).replace("&", ""), rows


def native(keys: str) -> str:
    """Return keys as this machine calls them."""
    form = QKeySequence.SequenceFormat.NativeText
    return ", ".join(QKeySequence(key).toString(form) or key for key in keys.split())

"""Makes menus and shortcuts out of the table of the review's actions, and keeps them up to date."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from annotator.gui.review.case_words import sign_of
from annotator.gui.review.review_actions import REVIEW_ACTIONS, REVIEW_MENUS, ReviewAction
from annotator.gui.translation import isolated, tr

if TYPE_CHECKING:
    from annotator.gui.review.place import ReviewPlace


class ReviewMenus(QObject):
    """The menu bar of a review window."""

    def __init__(self, place: ReviewPlace, bar: QMenuBar) -> None:
        super().__init__(place)
        self._place = place
        self.actions: dict[str, QAction] = {}
        bar.clear()
        menus = {name: bar.addMenu(tr(title)) for name, title in REVIEW_MENUS.items()}
        self._add_takes(menus["decide"])
        for row in REVIEW_ACTIONS:
            self._add(row, menus[row.menu])
        self.refresh()

    def refresh(self) -> None:
        """Show what can be done just now, and what is on."""
        for row in REVIEW_ACTIONS:
            action = self.actions[row.name]
            if row.can:
                action.setEnabled(row.can(self._place))
            if row.on:
                action.setChecked(row.on(self._place))

    def _add_takes(self, menu: QMenu) -> None:
        """Add an action for each annotator."""
        review = self._place.desk.review
        for number, name in enumerate(review.annotators, 1):
            words = tr("Take what {name} says").format(name=isolated(review.shown(name)))
            action = menu.addAction(f"{words.replace('&', '&&')}\t{sign_of(review, name)}")
            action.triggered.connect(partial(self._take, number))
            self.actions[f"take_{number}"] = action
        menu.addSeparator()

    def _take(self, number: int, _checked: bool = False) -> None:
        self._place.decisions.take(number)

    def _add(self, row: ReviewAction, menu: QMenu) -> None:
        if row.gap:
            menu.addSeparator()
        action = menu.addAction(f"{tr(row.text)}\t{native_plain(row)}" if row.plain else tr(row.text))
        action.setObjectName(row.name)
        action.setShortcuts([QKeySequence(key) for key in row.keys.split()])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setCheckable(row.on is not None)
        action.triggered.connect(partial(self._do, row))
        self.actions[row.name] = action

    def _do(self, row: ReviewAction, _checked: bool = False) -> None:
        row.do(self._place)
        self._place.refresh()


def native_plain(row: ReviewAction) -> str:
    """Return the keys without Ctrl as this machine calls them."""
    form = QKeySequence.SequenceFormat.NativeText
    return ", ".join(QKeySequence(key).toString(form) or key for key in row.plain.split())

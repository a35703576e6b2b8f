"""Makes menus and shortcuts out of the table of actions, and keeps them up to date."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from annotator.gui.actions import ACTIONS, MENUS, Action
from annotator.gui.translation import tr
from annotator.session.step_text import StepText

if TYPE_CHECKING:
    from annotator.gui.workplace import Workplace


class Menus(QObject):
    """The menu bar of a window."""

    def __init__(self, place: Workplace, bar: QMenuBar) -> None:
        super().__init__(place)
        self._place = place
        self._groups: dict[str, QActionGroup] = {}
        self.actions: dict[str, QAction] = {}
        bar.clear()
        menus: dict[str, QMenu] = {}
        for row in ACTIONS:
            menu = menus.get(row.menu) or self._menu(row.menu, bar, menus)
            self._add(row, menu)
        self.refresh()

    def refresh(self) -> None:
        """Show what can be done just now, and what is on."""
        place = self._place
        for row in ACTIONS:
            action = self.actions[row.name]
            if row.can:
                action.setEnabled(row.can(place))
            if row.on:
                action.setChecked(row.on(place))
        self.actions["undo"].setText(_with_step(tr("Undo"), place.marking.undo_text))
        self.actions["redo"].setText(_with_step(tr("Redo"), place.marking.redo_text))

    def _menu(self, name: str, bar: QMenuBar, menus: dict[str, QMenu]) -> QMenu:
        parent, stroke, _ = name.partition("/")
        title = tr(MENUS[name])
        if stroke:
            above = menus.get(parent) or self._menu(parent, bar, menus)
            menus[name] = above.addMenu(title)
        else:
            menus[name] = bar.addMenu(title)
        return menus[name]

    def _add(self, row: Action, menu: QMenu) -> None:
        if row.gap:
            menu.addSeparator()
        pane_keys = QKeySequence(row.pane_keys).toString(QKeySequence.SequenceFormat.NativeText)
        action = menu.addAction(f"{tr(row.text)}\t{pane_keys}" if pane_keys else tr(row.text))
        action.setObjectName(row.name)
        action.setShortcuts([QKeySequence(key) for key in row.keys.split()])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        if row.on:
            action.setCheckable(True)
        if row.group:
            self._group(row.group).addAction(action)
        action.triggered.connect(partial(self._do, row))
        self.actions[row.name] = action

    def _group(self, name: str) -> QActionGroup:
        if name not in self._groups:
            self._groups[name] = QActionGroup(self)
        return self._groups[name]

    def _do(self, row: Action, _checked: bool = False) -> None:
        row.do(self._place)
        self._place.refresh_menus()


def step_words(text: str) -> str:
    """Return a history step in the interface's language."""
    if not isinstance(text, StepText):
        return tr(text)
    return tr(text.pattern).format(**{name: tr(value) for name, value in text.values.items()})


def _with_step(verb: str, step: str | None) -> str:
    if not step:
        return verb
    return tr("{verb}: {step}").format(verb=verb, step=step_words(step).replace("&", "&&"))

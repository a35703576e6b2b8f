"""The table of actions: no key twice, none that belongs to labels, and every action does something."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtGui import QKeySequence

from annotator.gui import dialogs
from annotator.gui.actions import ACTIONS, MENUS
from annotator.gui.key_help import sections, show_keys
from annotator.gui.workplace import Workplace
from tests.gui.samples import place


def test_names_and_keys_are_given_once() -> None:
    names = Counter(row.name for row in ACTIONS)
    keys = Counter(key for row in ACTIONS for key in (row.keys + " " + row.pane_keys).split())
    assert [name for name, times in (names + keys).items() if times > 1] == []


def test_keys_are_keys_and_leave_letters_to_labels() -> None:
    for row in ACTIONS:
        for key in row.keys.split():
            sequence = QKeySequence(key)
            assert sequence.count() == 1, key
            assert key.startswith(("Ctrl+", "Alt+", "Shift+F", "F")), key


def test_every_menu_is_known_and_used() -> None:
    assert {row.menu for row in ACTIONS} == set(MENUS)


@pytest.fixture
def answers(monkeypatch, tmp_path):
    """Dialogs that answer by themselves."""
    monkeypatch.setattr(dialogs, "ask_folder", lambda *_: None)
    monkeypatch.setattr(dialogs, "ask_name", lambda *_: None)
    monkeypatch.setattr(dialogs, "ask_picture_path", lambda *_: tmp_path / "x.html")
    monkeypatch.setattr(dialogs, "show_about", lambda *_: None)
    return tmp_path


@pytest.mark.parametrize("chosen", [False, True], ids=["nothing", "chosen and selected"])
def test_every_action_can_be_done(workplace: Workplace, answers, chosen: bool) -> None:
    window = workplace.panes.window()
    for row in ACTIONS:
        if row.name == "quit":
            continue
        workplace = window.workplace  # an action before may have built it anew
        workplace.opener.open("a.txt")
        if chosen:
            workplace.panes.view.select_range(*place("قازقستان"))
            workplace.marking.apply_label("entity", "GPE")
            workplace.panes.view.select_range(*place("شہباز شریف"))
        workplace.menus.actions[row.name].trigger()
    assert (answers / "x.html").is_file()


def test_the_help_on_keys_lists_every_key(workplace: Workplace) -> None:
    scheme = workplace.session.corpus.scheme
    listed = {key for _, rows in sections(scheme) for keys, _ in rows for key in keys.split(", ")}
    form = QKeySequence.SequenceFormat.NativeText
    assert {QKeySequence(key).toString(form) for row in ACTIONS for key in row.keys.split()} <= listed
    assert {label.key.upper() for layer in scheme.layers for label in layer.labels} <= listed


def test_keys_are_shown_in_a_dialog(workplace: Workplace) -> None:
    dialog = show_keys(workplace.panes.window(), workplace.session.corpus.scheme)
    assert dialog.isVisible()
    dialog.close()

"""Every action in one table: menus, shortcuts, the help on keys and the tests read it.

Letters and digits without Ctrl or Alt belong to labels.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotator.gui.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Action:
    """One action.

    menu: a name of MENUS. keys: shortcuts in the whole window, separated by spaces. pane_keys: keys that
    a pane takes by itself, shown in the menu. group: actions of one group exclude each other.
    on: whether it has a tick just now; None: never. can: whether it can be done just now; None: always.
    gap: a line above it in the menu.
    """

    name: str
    menu: str
    text: str
    do: Callable[[Workplace], object]
    keys: str = ""
    pane_keys: str = ""
    group: str = ""
    on: Callable[[Workplace], bool] | None = None
    can: Callable[[Workplace], bool] | None = None
    gap: bool = False


MENUS = {
    "file": "&File",
    "edit": "&Edit",
    "span": "&Span",
    "article": "&Article",
    "article/direction": "Direction of the article",
    "article/paragraph": "Direction of the paragraph",
    "corpus": "&Corpus",
    "view": "&View",
    "view/theme": "Theme",
    "view/language": "Language",
    "help": "&Help",
}
"""Titles of the menus by name; a name with a stroke is a menu in another."""


def _choices(
    menu: str,
    choose: Callable[[Workplace, str], object],
    chosen: Callable[[Workplace], str],
    *options: tuple[str, str, str],
) -> tuple[Action, ...]:
    """Return actions of which one is on. options: value, text, keys; "" as a value is called auto."""

    def is_on(value: str, place: Workplace) -> bool:
        return chosen(place) == value

    def choose_it(value: str, place: Workplace) -> object:
        return choose(place, value)

    group = menu.replace("/", "_")
    return tuple(
        Action(
            f"{group}_{value or 'auto'}",
            menu,
            text,
            partial(choose_it, value),
            keys,
            group=f"{group} {options[0][0]}",
            on=partial(is_on, value),
        )
        for value, text, keys in options
    )


def _pane(name: str, text: str, keys: str) -> Action:
    return Action(
        f"show_{name}",
        "view",
        text,
        lambda w: w.panes.toggle(name),
        keys,
        on=lambda w: w.panes.is_shown(name),
        gap=name == "articles",
    )


_BY_TEXT, _LTR, _RTL = "By the text", "Left to right", "Right to left"

ACTIONS: tuple[Action, ...] = (
    Action("open_corpus", "file", "Open corpus folder…", lambda w: w.ask_corpus(), "Ctrl+O"),
    Action("annotator", "file", "Annotator's name…", lambda w: w.ask_annotator()),
    Action(
        "save",
        "file",
        "Save now",
        lambda w: w.files.save(),
        "Ctrl+S",
        can=lambda w: w.marking.article is not None,
        gap=True,
    ),
    Action(
        "export",
        "file",
        "Save picture or page…",
        lambda w: w.files.save_picture(),
        "Ctrl+E",
        can=lambda w: w.marking.article is not None,
    ),
    Action("export_corpus", "file", "Export…", lambda w: w.show_export(), "Ctrl+Shift+E", gap=True),
    Action("import_files", "file", "Import…", lambda w: w.show_import(), "Ctrl+Shift+I"),
    Action("quit", "file", "Quit", lambda w: w.quit(), "Ctrl+Q", gap=True),
    Action(
        "undo",
        "edit",
        "Undo",
        lambda w: w.marking.undo(),
        "Ctrl+Z",
        can=lambda w: w.marking.undo_text is not None,
    ),
    Action(
        "redo",
        "edit",
        "Redo",
        lambda w: w.marking.redo(),
        "Ctrl+Shift+Z Ctrl+Y",
        can=lambda w: w.marking.redo_text is not None,
    ),
    Action("copy", "edit", "Copy", lambda w: w.panes.view.copy(), pane_keys="Ctrl+C", gap=True),
    Action("find", "edit", "Find…", lambda w: w.panes.open_find(), "Ctrl+F", gap=True),
    Action("find_next", "edit", "Find next", lambda w: w.panes.find_bar.step(forward=True), "F3"),
    Action(
        "find_previous", "edit", "Find previous", lambda w: w.panes.find_bar.step(forward=False), "Shift+F3"
    ),
    Action("next_span", "span", "Next span", lambda w: w.panes.view.step_span(True), pane_keys="Tab"),
    Action(
        "previous_span",
        "span",
        "Previous span",
        lambda w: w.panes.view.step_span(False),
        pane_keys="Shift+Tab",
    ),
    Action("edges", "span", "Move the edges", lambda w: w.edits.move_edges(), "F2", gap=True),
    Action("to_selection", "span", "Set to the selection", lambda w: w.edits.set_to_selection(), "Ctrl+B"),
    Action("add_piece", "span", "Add the selection as a piece", lambda w: w.edits.add_piece(), "Ctrl+J"),
    Action("trim", "span", "Leave out spaces and signs at the edges", lambda w: w.edits.trim(), "Ctrl+T"),
    Action("relate", "span", "Relate…", lambda w: w.edits.relate(), "Ctrl+R", gap=True),
    Action("note", "span", "Write a note", lambda w: w.panes.write_note(), "Ctrl+M"),
    Action("delete", "span", "Delete", lambda w: w.edits.delete(), pane_keys="Del", gap=True),
    Action(
        "delete_label",
        "span",
        "Delete all spans of a label…",
        lambda w: w.files.delete_label(w.panes),
        can=lambda w: w.marking.article is not None,
    ),
    Action(
        "unsettled",
        "span",
        "Moved and lost spans",
        lambda w: w.panes.to_unsettled(),
        "F8",
        can=lambda w: bool(w.panes.unsettled.rows),
        gap=True,
    ),
    Action(
        "place_at_selection",
        "span",
        "Place the lost span at the selection",
        lambda w: w.settling.place_at_selection(),
        "Ctrl+Shift+B",
        can=lambda w: w.settling.lost_row is not None,
    ),
    Action("next_article", "article", "Next article", lambda w: w.opener.step(1), "Ctrl+PgDown"),
    Action("previous_article", "article", "Previous article", lambda w: w.opener.step(-1), "Ctrl+PgUp"),
    Action(
        "done",
        "article",
        "This article is done",
        lambda w: w.marking.turn_done(),
        "Ctrl+D",
        on=lambda w: w.marking.is_done,
        can=lambda w: w.marking.article is not None,
        gap=True,
    ),
    *_choices(
        "article/direction",
        lambda w, value: w.appearance.set_article_direction(value),
        lambda w: w.appearance.article_direction,
        ("", _BY_TEXT, ""),
        ("ltr", _LTR, ""),
        ("rtl", _RTL, ""),
    ),
    *_choices(
        "article/paragraph",
        lambda w, value: w.appearance.set_paragraph_direction(value),
        lambda w: w.appearance.paragraph_direction,
        ("", _BY_TEXT, ""),
        ("ltr", _LTR, "Ctrl+Shift+L"),
        ("rtl", _RTL, "Ctrl+Shift+R"),
    ),
    Action("agreement", "corpus", "Agreement of annotators", lambda w: w.agreement.show(), "F9"),
    Action("review", "corpus", "Review and adjudicate…", lambda w: w.begin_review(), "F7"),
    Action("returned", "corpus", "What became of my annotations", lambda w: w.show_returned(), "Shift+F7"),
    Action("zoom_in", "view", "Larger text", lambda w: w.appearance.zoom(1.1), "Ctrl++ Ctrl+="),
    Action("zoom_out", "view", "Smaller text", lambda w: w.appearance.zoom(1 / 1.1), "Ctrl+-"),
    Action("zoom_reset", "view", "Usual size", lambda w: w.appearance.reset_size(), "Ctrl+0"),
    *_choices(
        "view",
        lambda w, value: w.appearance.set_family(value),
        lambda w: w.appearance.reading.family,
        ("nastaliq", "Nastaliq", "Ctrl+1"),
        ("naskh", "Naskh", "Ctrl+2"),
    ),
    Action(
        "invisibles",
        "view",
        "Show invisible characters",
        lambda w: w.appearance.turn_invisibles(),
        "Ctrl+I",
        on=lambda w: w.appearance.reading.invisibles,
    ),
    _pane("articles", "Articles", "Alt+1"),
    _pane("labels", "Labels", "Alt+2"),
    _pane("spans", "Spans", "Alt+3"),
    _pane("details", "Details", "Alt+4"),
    Action("next_pane", "view", "Go to the next pane", lambda w: w.panes.go(1), "F6", gap=True),
    Action("previous_pane", "view", "Go to the previous pane", lambda w: w.panes.go(-1), "Shift+F6"),
    Action("to_article", "view", "Go to the article", lambda w: w.panes.to_article(), "Ctrl+L"),
    *_choices(
        "view/theme",
        lambda w, value: w.appearance.set_theme(value),
        lambda w: w.appearance.theme_choice,
        ("system", "As the system", ""),
        ("light", "Light", ""),
        ("dark", "Dark", ""),
    ),
    *_choices(
        "view/language",
        lambda w, value: w.appearance.set_language(value),
        lambda w: w.appearance.language_choice,
        ("system", "As the system", ""),
        ("en", "English", ""),
        ("ur", "اردو", ""),
    ),
    Action("keys", "help", "Keys…", lambda w: w.show_keys(), "F1"),
    Action("guidelines", "help", "Guidelines", lambda w: w.panes.show_guidelines(), "Shift+F1"),
    Action("about", "help", "About…", lambda w: w.show_about(), gap=True),
)

READING_KEYS: tuple[tuple[str, str], ...] = (
    ("Left Right", "Go by one sign"),
    ("Ctrl+Left Ctrl+Right", "Go by words"),
    ("Alt+Left Alt+Right", "Go by sentences"),
    ("Up Down", "Go by lines"),
    ("Ctrl+Up Ctrl+Down", "Go by paragraphs"),
    ("Home End", "Go to the line's start or end"),
    ("Ctrl+Home Ctrl+End", "Go to the article's start or end"),
    ("Shift", "With any of these: select"),
    ("Tab Shift+Tab", "Choose the next or the previous span; of nested ones the innermost first"),
    ("Return", "Move the chosen span's edges: arrows, Ctrl for words, Tab for the other edge, Return, Esc"),
    ("Del", "Delete the chosen span"),
    ("Esc", "Drop the selection; then let go of the chosen span"),
)
"""Keys that the article itself takes, for the help: keys and what they do."""

"""Every action of the review window in one table, for menus, keys, buttons, help and tests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotator.gui.review.place import ReviewPlace


@dataclass(frozen=True, slots=True)
class ReviewAction:
    """One action.

    menu: a name of REVIEW_MENUS. keys: shortcuts in the whole window, separated by spaces. plain: keys
    without Ctrl that decide while the list or the article has the keys, separated by spaces. button: words on
    the bar below the article, "" for none. on: whether it has a tick just now. can: whether it can be done
    just now. gap: a line above it in the menu.
    """

    name: str
    menu: str
    text: str
    do: Callable[[ReviewPlace], object]
    keys: str = ""
    plain: str = ""
    button: str = ""
    on: Callable[[ReviewPlace], bool] | None = None
    can: Callable[[ReviewPlace], bool] | None = None
    gap: bool = False


REVIEW_MENUS = {
    "review": "&Review",
    "decide": "&Decide",
    "go": "&Go",
    "view": "&View",
    "help": "&Help",
}


def _has_case(place: ReviewPlace) -> bool:
    return place.desk.case is not None


def _has_two_spans(place: ReviewPlace) -> bool:
    return place.desk.case is not None and len(place.desk.case.spans) > 1


def _is_settled(place: ReviewPlace) -> bool:
    case = place.desk.case
    return case is not None and bool(place.desk.review.standing(case.id).records)


def _is_withdrawn(place: ReviewPlace) -> bool:
    case = place.desk.case
    return case is not None and not any(voice.source for voice in case.voices)


REVIEW_ACTIONS: tuple[ReviewAction, ...] = (
    ReviewAction(
        "merge", "review", "Take over what they agree on…", lambda p: p.window.open_merge(), "Ctrl+Shift+M"
    ),
    ReviewAction("reports", "review", "Reports for the annotators…", lambda p: p.window.ask_reports()),
    ReviewAction("scores", "review", "Agreement with the result", lambda p: p.window.show_scores()),
    ReviewAction("save", "review", "Save now", lambda p: p.window.save(), "Ctrl+S", gap=True),
    ReviewAction("close", "review", "Close", lambda p: p.window.close(), "Ctrl+W", gap=True),
    ReviewAction(
        "unite",
        "decide",
        "Union: all that any of them covers",
        lambda p: p.decisions.unite(),
        plain="U",
        button="Union",
        can=_has_two_spans,
    ),
    ReviewAction(
        "intersect",
        "decide",
        "Intersection: what all of them cover",
        lambda p: p.decisions.intersect(),
        plain="I",
        button="Intersection",
        can=_has_two_spans,
    ),
    ReviewAction(
        "edit",
        "decide",
        "Edit: edges by the arrows, label by its key",
        lambda p: p.asking.edit(),
        "F2",
        plain="E Return",
        button="Edit",
        can=_has_case,
    ),
    ReviewAction(
        "to_selection",
        "decide",
        "Set to the selection",
        lambda p: p.asking.mark_selection(),
        "Ctrl+B",
        can=_has_case,
    ),
    ReviewAction(
        "reject",
        "decide",
        "Neither, with a reason…",
        lambda p: p.asking.ask_reason(),
        plain="N 0",
        button="Neither…",
        can=_has_case,
        gap=True,
    ),
    ReviewAction(
        "leave_open",
        "decide",
        "Leave open for later",
        lambda p: p.decisions.leave_open(),
        plain="O",
        button="Leave open",
        can=_has_case,
    ),
    ReviewAction(
        "keep", "decide", "Keep what was decided", lambda p: p.decisions.keep(), plain="K", can=_is_withdrawn
    ),
    ReviewAction(
        "take_back",
        "decide",
        "Take the decision back",
        lambda p: p.decisions.take_back(),
        plain="T Del Backspace",
        button="Take back",
        can=_is_settled,
    ),
    ReviewAction(
        "note", "decide", "Write a note", lambda p: p.asking.write_note(), "Ctrl+M", can=_is_settled
    ),
    ReviewAction("undo", "decide", "Undo", lambda p: p.desk.undo(), "Ctrl+Z", gap=True),
    ReviewAction("redo", "decide", "Redo", lambda p: p.desk.redo(), "Ctrl+Shift+Z Ctrl+Y"),
    ReviewAction("next_open", "go", "Next open conflict", lambda p: p.desk.next_open(), plain="Space"),
    ReviewAction(
        "previous_open", "go", "Previous open conflict", lambda p: p.desk.next_open(-1), plain="Shift+Space"
    ),
    ReviewAction("next", "go", "Next conflict", lambda p: p.conflicts.step(1), plain="Down", gap=True),
    ReviewAction("previous", "go", "Previous conflict", lambda p: p.conflicts.step(-1), plain="Up"),
    ReviewAction(
        "next_article", "go", "Next article", lambda p: p.desk.step_article(1), "Ctrl+PgDown", gap=True
    ),
    ReviewAction(
        "previous_article", "go", "Previous article", lambda p: p.desk.step_article(-1), "Ctrl+PgUp"
    ),
    ReviewAction("filters", "go", "Go to the filters", lambda p: p.to_filters(), "Ctrl+F", gap=True),
    ReviewAction("no_filters", "go", "Show everything again", lambda p: p.clear_filters(), "Ctrl+Shift+F"),
    ReviewAction("next_pane", "go", "Go to the next pane", lambda p: p.step_pane(1), "F6", gap=True),
    ReviewAction("previous_pane", "go", "Go to the previous pane", lambda p: p.step_pane(-1), "Shift+F6"),
    ReviewAction("zoom_in", "view", "Larger text", lambda p: p.appearance.zoom(1.1), "Ctrl++ Ctrl+="),
    ReviewAction("zoom_out", "view", "Smaller text", lambda p: p.appearance.zoom(1 / 1.1), "Ctrl+-"),
    ReviewAction("zoom_reset", "view", "Usual size", lambda p: p.appearance.reset_size(), "Ctrl+0"),
    ReviewAction(
        "nastaliq",
        "view",
        "Nastaliq",
        lambda p: p.appearance.set_family("nastaliq"),
        "Ctrl+1",
        on=lambda p: p.appearance.reading.family == "nastaliq",
    ),
    ReviewAction(
        "naskh",
        "view",
        "Naskh",
        lambda p: p.appearance.set_family("naskh"),
        "Ctrl+2",
        on=lambda p: p.appearance.reading.family == "naskh",
    ),
    ReviewAction(
        "invisibles",
        "view",
        "Show invisible characters",
        lambda p: p.appearance.turn_invisibles(),
        "Ctrl+I",
        on=lambda p: p.appearance.reading.invisibles,
    ),
    ReviewAction(
        "result_row",
        "view",
        "Row with the result",
        lambda p: p.turn_result(),
        "Ctrl+Shift+R",
        on=lambda p: p.side.with_result,
        gap=True,
    ),
    ReviewAction(
        "blind",
        "view",
        "Hide the names",
        lambda p: p.turn_blind(),
        on=lambda p: p.desk.review.blind,
    ),
    ReviewAction("keys", "help", "Keys…", lambda p: p.window.show_keys(), "F1"),
    ReviewAction("guidelines", "help", "Guidelines", lambda p: p.window.show_guidelines(), "Shift+F1"),
)

TAKING = "Take what {name} says"
EDITING_KEYS: tuple[tuple[str, str], ...] = (
    ("Left Right", "Move the edge by one sign"),
    ("Ctrl+Left Ctrl+Right", "Move the edge by words"),
    ("Tab", "The other edge"),
    ("Return", "Done: go on to the next conflict"),
    ("Esc", "Back: as it was before"),
)
"""Keys while a span is being edited, besides the labels' keys."""

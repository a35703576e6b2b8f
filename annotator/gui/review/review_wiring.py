"""Who hears whom in a review window: one line for each wire between its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotator.gui.review.place import ReviewPlace


def wire_review(place: ReviewPlace) -> None:
    """Connect the parts of a place that was just built."""
    desk, decisions, conflicts, said = place.desk, place.decisions, place.conflicts, place.said
    desk.case_chosen.connect(place.show_case)
    desk.cases_changed.connect(conflicts.show_change)
    desk.cases_changed.connect(place.side.show_change)
    decisions.label_wanted.connect(place.asking.ask_label)
    desk.hinted.connect(place.status.hint)
    desk.hinted.connect(place.view.announce)
    conflicts.case_requested.connect(desk.choose)
    conflicts.filter_changed.connect(place.show_filter)
    conflicts.counted.connect(place.window.show_counts)
    said.take_requested.connect(decisions.take)
    said.take_requested.connect(place.to_list)
    said.value_said.connect(place.asking.say)
    said.note_said.connect(place.asking.say_note)
    said.left.connect(place.to_list)
    place.editing.ended.connect(place.asking.end_editing)
    place.editing.begun.connect(place.refresh)
    place.asking.popup.closed.connect(place.to_list)
    place.appearance.reading_changed.connect(place.set_reading)
    for widget in (conflicts.list, place.view):
        widget.installEventFilter(place.keys)

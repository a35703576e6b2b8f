"""Who hears whom: one line for each wire between the place's parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotator.gui.workplace import Workplace


def wire(place: Workplace) -> None:
    """Connect the parts of a place that was just built."""
    _wire_article(place)
    _wire_sides(place)
    _wire_unsettled(place)
    _wire_session(place)


def _wire_article(place: Workplace) -> None:
    panes, marking, edits, modes = place.panes, place.marking, place.edits, place.modes
    view, relate_bar, find_bar = panes.view, panes.relate_bar, panes.find_bar
    view.range_selected.connect(marking.select)
    view.range_selected.connect(place.status.show_selection)
    view.caret_moved.connect(place.desk.show_caret)
    view.span_chosen.connect(marking.choose)
    view.label_key_pressed.connect(modes.press_key)
    view.boundary_moved.connect(edits.move)
    view.boundary_mode_changed.connect(modes.show_edge_mode)
    view.delete_requested.connect(edits.delete)
    marking.span_chosen.connect(view.choose_span)
    marking.span_chosen.connect(panes.spans.choose)
    marking.span_chosen.connect(panes.details.choose)
    marking.span_chosen.connect(relate_bar.set_other)
    marking.selection_dropped.connect(place.desk.drop_selection)
    marking.hinted.connect(place.status.hint)
    marking.hinted.connect(view.announce)
    marking.relating_requested.connect(edits.relate)
    edits.edges_requested.connect(modes.move_edges)
    edits.relating_begun.connect(modes.begin_relating)
    relate_bar.relation_requested.connect(edits.add_relation)
    relate_bar.end_requested.connect(marking.reveal)
    relate_bar.closed.connect(modes.end_relating)
    find_bar.found.connect(view.show_matches)
    find_bar.closed.connect(modes.end_finding)


def _wire_sides(place: Workplace) -> None:
    panes, marking, edits = place.panes, place.marking, place.edits
    back = panes.to_article
    panes.labels.label_requested.connect(marking.apply_label)
    panes.labels.label_requested.connect(back)
    panes.labels.relation_requested.connect(edits.relate)
    panes.spans.span_requested.connect(marking.reveal)
    panes.spans.span_requested.connect(back)
    panes.spans.span_passed.connect(marking.reveal)
    panes.spans.delete_requested.connect(edits.delete)
    panes.articles.article_requested.connect(place.opener.open)
    panes.articles.article_requested.connect(back)
    panes.details.article.status_requested.connect(marking.set_status)
    panes.details.article.value_said.connect(marking.set_article_value)
    panes.details.built.connect(place.wire_span_details)


def _wire_unsettled(place: Workplace) -> None:
    pane, settling = place.panes.unsettled, place.settling
    pane.confirm_requested.connect(settling.confirm)
    pane.reject_requested.connect(settling.reject)
    pane.place_requested.connect(settling.place)
    pane.selection_requested.connect(settling.place_at_selection)
    pane.delete_requested.connect(settling.delete)
    pane.passed.connect(settling.show_row)
    pane.passed.connect(place.refresh_menus)
    place.desk.changed.connect(settling.refresh)


def wire_span_details(place: Workplace) -> None:
    """Connect the details of a span, which are built when the first one is chosen."""
    details, marking, edits = place.panes.details.span, place.marking, place.edits
    back = place.panes.to_article
    if details is None:
        return
    details.label_requested.connect(edits.relabel)
    details.trim_requested.connect(edits.trim)
    details.delete_requested.connect(edits.delete)
    details.value_said.connect(edits.set_value)
    details.note_said.connect(edits.set_note)
    details.piece_removal_requested.connect(edits.remove_piece)
    details.relate_requested.connect(edits.relate)
    details.unrelate_requested.connect(edits.unrelate)
    details.span_requested.connect(marking.reveal)
    for done in (
        details.label_requested,
        details.trim_requested,
        details.delete_requested,
        details.note_left,
        details.piece_removal_requested,
        details.unrelate_requested,
        details.span_requested,
    ):
        done.connect(back)


def _wire_session(place: Workplace) -> None:
    panes, opener, desk, files = place.panes, place.opener, place.desk, place.files
    appearance = place.appearance
    opener.leaving.connect(panes.details.commit)
    opener.opened.connect(desk.open)
    opener.failed.connect(desk.fail)
    opener.source_changed.connect(desk.warn_of_source)
    opener.found.connect(desk.take_entries)
    appearance.reading_changed.connect(panes.view.set_reading)
    appearance.reading_changed.connect(panes.details.set_reading)
    appearance.directions_changed.connect(desk.show_directions)
    desk.changed.connect(place.refresh_menus)
    desk.reread_requested.connect(files.read_again)
    desk.copy_requested.connect(files.save_copy)
    desk.theirs_requested.connect(files.open_theirs)
    desk.corpus_requested.connect(place.ask_corpus)
    desk.article_shown.connect(place.article_shown)
    files.hinted.connect(place.status.hint)
    place.taking_over.taken.connect(place.show_taken_over)

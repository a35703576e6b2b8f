"""Undo and redo against the plainest model of them: a list of all values and a place in it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.model.history import History


def test_goes_back_and_forth_with_the_words_of_the_steps() -> None:
    history = History("")
    assert (history.undo_text, history.redo_text) == (None, None)
    history.record("a", "write a")
    history.record("ab", "write b")
    assert (history.undo_text, history.redo_text) == ("write b", None)
    assert history.undo() == "a"
    assert (history.undo_text, history.redo_text) == ("write a", "write b")
    assert history.redo() == "ab"
    assert history.redo() == "ab"


def test_a_new_step_ends_the_future() -> None:
    history = History(0)
    history.record(1, "one")
    history.undo()
    history.record(2, "two")
    assert history.redo_text is None
    assert history.undo() == 0
    assert history.undo() == 0


def test_an_equal_value_is_no_step_and_keeps_the_future() -> None:
    history = History(0)
    history.record(1, "one")
    history.undo()
    history.record(0, "nothing")
    assert (history.undo_text, history.redo_text) == (None, "one")


def test_steps_with_one_key_in_a_row_are_one_step() -> None:
    history = History(0)
    for value in (1, 2, 3):
        history.record(value, f"move to {value}", "move")
    history.record(4, "another", "other")
    history.record(5, "again", "move")
    assert [history.undo(), history.undo(), history.undo()] == [4, 3, 0]
    assert history.redo_text == "move to 3"


def test_steps_without_a_key_never_join() -> None:
    history = History(0)
    history.record(1, "one")
    history.record(2, "two")
    assert history.undo() == 1


def test_undo_and_a_closed_step_end_the_joining() -> None:
    history = History(0)
    history.record(1, "one", "move")
    history.close_step()
    history.record(2, "two", "move")
    assert history.undo() == 1
    history.record(3, "three", "move")
    assert history.undo() == 1


def test_steps_that_come_back_to_where_they_began_are_no_step() -> None:
    history = History(0)
    history.record(1, "before")
    history.record(2, "there", "move")
    history.record(1, "and back", "move")
    assert history.undo_text == "before"
    assert history.undo() == 0


@given(st.lists(st.one_of(st.integers(0, 3), st.sampled_from(["undo", "redo"])), max_size=40))
def test_is_a_list_of_values_and_a_place_in_it(steps: list[int | str]) -> None:
    history = History(0)
    values, place = [0], 0
    for step in steps:
        if step == "undo":
            history.undo()
            place = max(place - 1, 0)
        elif step == "redo":
            history.redo()
            place = min(place + 1, len(values) - 1)
        elif step != values[place]:
            assert isinstance(step, int)
            history.record(step, f"set {step}")
            values, place = [*values[: place + 1], step], place + 1
        assert history.present == values[place]
        assert (history.undo_text is None) == (place == 0)
        assert (history.redo_text is None) == (place == len(values) - 1)

"""Steps come back as they were, as many as a file may hold, and only where they fit."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from annotator.model.annotations import AnnotationSet
from annotator.model.history import History
from annotator.model.step_text import StepText
from annotator.store import kept_history
from annotator.store.journal import Head
from annotator.store.kept_history import HistoryFile, read_history
from tests.model.edited import edited, empty, made_of, sets, span

HEAD = Head("a.txt", "aisha", "0" * 64, "labels", "D1")


def walked(history: History[AnnotationSet]) -> list[tuple[AnnotationSet, str | None, str | None]]:
    """Return all that a history leads to, from its end to its beginning."""
    while history.redo_text:
        history.redo()
    seen = [(history.present, history.undo_text, history.redo_text)]
    while history.undo_text:
        history.undo()
        seen.append((history.present, history.undo_text, history.redo_text))
    return seen


@given(st.data())
def test_comes_back_as_it_was(tmp_path_factory, data: st.DataObject) -> None:
    path = tmp_path_factory.mktemp("kept") / "history"
    history = History(data.draw(sets()))
    for number in range(data.draw(st.integers(0, 6))):
        history.record(data.draw(edited(history.present)), StepText("Step {quote}", quote=f"نمبر {number}"))
    for _ in range(data.draw(st.integers(0, 6))):
        history.undo()
    HistoryFile(path).write(HEAD, *history.latest(100))
    kept = read_history(path)
    assert kept is not None
    assert kept.head == HEAD
    restored = kept.restored(history.present)
    assert restored is not None
    assert walked(restored) == walked(history)


def test_what_stays_is_written_once(tmp_path: Path) -> None:
    file = HistoryFile(tmp_path / "history")
    history = History(empty())
    history.record(made_of(span("s1")), "plain words with {braces}")
    file.write(HEAD, *history.latest(100))
    first = (tmp_path / "history").read_bytes()
    file.write(HEAD, *history.latest(100))
    assert (tmp_path / "history").read_bytes() == first
    kept = read_history(tmp_path / "history")
    assert kept is not None
    assert kept.past[0][0] == "plain words with {braces}"


def test_it_does_not_fit_elsewhere(tmp_path: Path) -> None:
    history = History(empty())
    history.record(made_of(span("s1")), "step")
    HistoryFile(tmp_path / "history").write(HEAD, *history.latest(100))
    kept = read_history(tmp_path / "history")
    assert kept is not None
    assert kept.restored(empty()) is None
    assert kept.restored(made_of(span("s1", note="x"))) is None


def test_it_is_not_too_large(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(kept_history, "MOST_BYTES", 5_000)
    history = History(made_of(span("s1")))
    for number in range(100):
        history.record(made_of(replace(span("s1"), note=f"{number:0100}")), "step")
    HistoryFile(tmp_path / "history").write(HEAD, *history.latest(100))
    assert 3_000 < (tmp_path / "history").stat().st_size < 8_000
    kept = read_history(tmp_path / "history")
    assert kept is not None
    assert kept.restored(history.present) is not None


def test_what_is_none(tmp_path: Path) -> None:
    assert read_history(tmp_path / "nothing") is None
    path = tmp_path / "history"
    history = History(empty())
    history.record(made_of(span("s1")), "step")
    HistoryFile(path).write(HEAD, *history.latest(100))
    whole = path.read_bytes()
    for content in (
        b"",
        whole[:-3],
        whole + b"x",
        whole.replace(b"step", b"stop"),
        whole.replace(b"/1", b"/2"),
    ):
        path.write_bytes(content)
        assert read_history(path) is None

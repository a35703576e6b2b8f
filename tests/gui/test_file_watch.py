"""Changes are noticed also where the system tells nothing of them, as on network folders."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QObject

from annotator.gui import file_watch
from annotator.gui.file_watch import FileWatch


@pytest.fixture
def deaf(monkeypatch: pytest.MonkeyPatch) -> None:
    """The system tells nothing."""
    monkeypatch.setattr(FileWatch, "_begin", lambda _: None)


@pytest.fixture
def looks() -> list[str]:
    return []


@pytest.fixture
def watch(qapp, tmp_path: Path, looks: list[str]) -> FileWatch:
    parent = QObject()
    watch = FileWatch(parent)
    watch.keeps = parent  # type: ignore[attr-defined]
    watch.watch(tmp_path / "x", lambda: looks.append("look"), [tmp_path / "y"], lambda: looks.append("tick"))
    return watch


def test_a_file_that_comes_changes_and_goes(deaf, watch: FileWatch, looks: list[str], tmp_path: Path) -> None:
    for number, change in enumerate(
        (
            lambda: (tmp_path / "x").write_text("a"),
            lambda: (tmp_path / "x").write_text("ab"),
            lambda: (tmp_path / "y").write_text("a"),
            (tmp_path / "x").unlink,
        ),
        1,
    ):
        watch.check()
        assert looks.count("look") == number - 1
        change()
        watch.check()
        assert looks.count("look") == number


def test_it_ticks_whether_anything_changed_or_not(deaf, watch: FileWatch, looks: list[str]) -> None:
    watch.check()
    watch.check()
    assert looks == ["tick", "tick"]


def test_it_looks_by_itself(deaf, qtbot, monkeypatch, tmp_path: Path, looks: list[str]) -> None:
    monkeypatch.setattr(file_watch, "OFTEN", 10)
    parent = QObject()
    watch = FileWatch(parent)
    watch.watch(tmp_path / "x", lambda: looks.append("look"))
    (tmp_path / "x").write_text("a")
    qtbot.waitUntil(lambda: looks == ["look"])


def test_what_is_stopped_looks_no_more(deaf, watch: FileWatch, looks: list[str], tmp_path: Path) -> None:
    watch.stop()
    (tmp_path / "x").write_text("a")
    watch.check()
    assert looks == []


def test_what_a_tick_begins_to_watch_is_watched(deaf, qapp, tmp_path: Path, looks: list[str]) -> None:
    parent = QObject()
    watch = FileWatch(parent)
    watch.watch(
        tmp_path / "x", lambda: None, (), lambda: watch.watch(tmp_path / "y", lambda: looks.append("look"))
    )
    watch.check()
    (tmp_path / "y").write_text("a")
    watch.check()
    assert looks == ["look"]

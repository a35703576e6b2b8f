"""Names of hidden files, short enough for every disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.store.hidden import at_home, beside, journal_of


def test_the_name_says_whose_it_is() -> None:
    assert beside(Path("a/x.txt.yaml"), "journal") == Path("a/.x.txt.yaml.journal")


def test_a_long_name_stays_one_that_a_disk_takes() -> None:
    long, other = Path("خ" * 120 + ".txt.yaml"), Path("خ" * 121 + ".txt.yaml")
    names = {beside(path, kind).name for path in (long, other) for kind in ("journal", "lock")}
    assert len(names) == 4
    assert all(len(name.encode()) < 255 and name.startswith(".") for name in names)


def test_the_own_folder_is_the_systems(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    path = at_home(tmp_path / "x.yaml", "lock")
    assert path.parent == tmp_path / "annotator" / "beside"
    (tmp_path / "link").symlink_to(tmp_path)
    assert at_home(tmp_path / "link" / "x.yaml", "lock") == path
    assert at_home(tmp_path / "y.yaml", "lock") != path


def test_a_folder_that_is_given_relative_is_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", "here")
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    assert at_home(Path("x.yaml"), "lock").is_relative_to(tmp_path)


def test_a_user_without_a_folder_has_everything_beside(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> Path:
        raise RuntimeError("no home")

    monkeypatch.delenv("XDG_STATE_HOME", raising=False)
    monkeypatch.setattr(Path, "home", refuse)
    with pytest.raises(OSError, match="no folder"):
        at_home(Path("x.yaml"), "lock")
    assert journal_of(Path("x.yaml")) == Path(".x.yaml.journal")

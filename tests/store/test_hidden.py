"""Names of hidden files, short enough for every disk."""

from __future__ import annotations

from pathlib import Path

from annotator.store.hidden import beside


def test_the_name_says_whose_it_is() -> None:
    assert beside(Path("a/x.txt.yaml"), "journal") == Path("a/.x.txt.yaml.journal")


def test_a_long_name_stays_one_that_a_disk_takes() -> None:
    long, other = Path("خ" * 120 + ".txt.yaml"), Path("خ" * 121 + ".txt.yaml")
    names = {beside(path, kind).name for path in (long, other) for kind in ("journal", "lock")}
    assert len(names) == 4
    assert all(len(name.encode()) < 255 and name.startswith(".") for name in names)

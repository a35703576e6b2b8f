"""A few of the power cuts that ``python -m tests.durability.power_cuts`` makes by the thousand."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from random import Random

import pytest

from annotator.store import disk, journal
from tests.durability.power_cuts import quick_folder, run
from tests.durability.recorded_disk import PowerCut, Recorder

pytestmark = pytest.mark.skipif(os.name == "nt", reason="folders cannot be flushed")


@pytest.fixture
def folder() -> Iterator[Path]:
    with quick_folder() as folder:
        yield folder


def test_nothing_that_was_saved_is_lost(folder: Path) -> None:
    report = run(folder, 3, 5)
    assert report.wrong == []
    assert report.states > 500
    assert min(report.found.values()) > 100


@pytest.mark.parametrize("what", ["a file", "its folder", "a journal of several edits"])
def test_what_is_not_flushed_is_noticed(folder: Path, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    """What is told above could be told of a disk that never fails, if this did not fail."""
    if what == "its folder":
        monkeypatch.setattr(disk, "_flush_folder", lambda _: None)
    elif what == "a file":
        monkeypatch.setattr(disk, "_write_new", partial(_unflushed, disk._write_new))
    else:
        monkeypatch.setattr(journal.os, "dup", lambda _: os.open(os.devnull, os.O_RDONLY))
    assert any(run(folder / str(seed), 4, seed).wrong for seed in range(6))


def _unflushed(write: Callable[..., None], *arguments: object, **_: bool) -> None:
    write(*arguments, flushed=False)


class TestTheRecordedDisk:
    @pytest.fixture
    def folder(self, folder: Path) -> Path:
        (folder / "old").write_bytes(b"old")
        return folder

    def kept(self, recorder: Recorder, kind: str) -> dict[str, bytes | None]:
        return PowerCut(recorder, len(recorder.calls)).left(Random(1), kind)

    def test_what_is_flushed_is_kept(self, folder: Path) -> None:
        recorder = Recorder(folder)
        with recorder.recording():
            disk.write_atomically(folder / "a" / "new", b"new")
        for kind in ("nothing", "everything", "names", "torn"):
            assert self.kept(recorder, kind) == {"old": b"old", "a": None, "a/new": b"new"}

    def test_what_is_not_flushed_may_be_lost(self, folder: Path) -> None:
        recorder = Recorder(folder)
        with recorder.recording():
            disk.write_atomically(folder / "old", b"newer", flushed=False)
        assert self.kept(recorder, "nothing") == {"old": b"old"}
        assert self.kept(recorder, "everything") == {"old": b"newer"}
        assert self.kept(recorder, "names") == {"old": b""}
        contents = {PowerCut(recorder, 2).left(Random(seed), "torn").get("old") for seed in range(60)}
        assert contents == {b"old"}
        last = len(recorder.calls)
        found = {PowerCut(recorder, last).left(Random(seed), "torn")["old"] for seed in range(200)}
        assert {b"old", b"newer", b"", b"new"} <= found
        assert any(content and content.endswith(b"\0") for content in found)

    def test_names_come_in_their_order(self, folder: Path) -> None:
        recorder = Recorder(folder)
        with recorder.recording():
            for name in "abc":
                os.close(os.open(folder / name, os.O_CREAT | os.O_WRONLY))
            os.unlink(folder / "a")  # noqa: PTH108
        names = {
            "".join(
                sorted(PowerCut(recorder, len(recorder.calls)).left(Random(seed), "torn").keys() - {"old"})
            )
            for seed in range(100)
        }
        assert names == {"", "a", "ab", "abc", "bc"}

"""A file is on the disk whole or not at all, and the reason why it is not can be understood."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from annotator.model.faults import FaultyFile
from annotator.store import disk
from annotator.store.disk import is_file, is_folder, read_bytes, read_if_there, reason, write_atomically


def test_writes_into_missing_folders(tmp_path: Path) -> None:
    write_atomically(tmp_path / "a" / "b.yaml", b"x")
    assert (tmp_path / "a" / "b.yaml").read_bytes() == b"x"
    assert [p.name for p in (tmp_path / "a").iterdir()] == ["b.yaml"]


@pytest.mark.parametrize("step", ["fsync", "replace", "open"])
def test_a_failure_at_any_step_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"old")

    def fail(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, step, fail)
    with pytest.raises(OSError, match="No space") as caught:
        write_atomically(path, b"new")
    monkeypatch.undo()
    assert reason(caught.value) == "the disk is full"
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.yaml"]


def test_the_new_bytes_are_flushed_before_they_take_the_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    flush, replace = os.fsync, os.replace

    def fsync(descriptor: int) -> None:
        steps.append("flush")
        flush(descriptor)

    def put(source: Path, target: Path) -> None:
        steps.append(f"replace {Path(source).read_bytes().decode()}")
        replace(source, target)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(os, "replace", put)
    write_atomically(tmp_path / "a.yaml", b"new")
    assert steps == ["flush", "replace new", "flush"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such access rights")
def test_access_rights_are_the_users_and_stay(tmp_path: Path) -> None:
    fresh = tmp_path / "fresh.yaml"
    write_atomically(fresh, b"x")
    plain = tmp_path / "plain"
    plain.write_bytes(b"x")
    assert fresh.stat().st_mode == plain.stat().st_mode
    fresh.chmod(0o640)
    write_atomically(fresh, b"y")
    assert fresh.stat().st_mode & 0o777 == 0o640


def test_a_file_that_may_only_be_read_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(PermissionError) as caught:
        write_atomically(path, b"new")
    assert reason(caught.value) == "permission denied"
    assert path.read_bytes() == b"old"


def test_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_if_there(tmp_path / "a", "a") is None
    with pytest.raises(FaultyFile, match=r"^a: cannot be read: there is no such file or folder$"):
        read_bytes(tmp_path / "a", "a")
    with pytest.raises(FaultyFile, match=r"^b: cannot be read: it is a folder$"):
        read_if_there(tmp_path, "b")

    def refuse(*_: object) -> int:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(FaultyFile, match=r"^a: cannot be read: permission denied$"):
        read_if_there(tmp_path / "a", "a")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a")
    with pytest.raises(FaultyFile, match=r"^a: cannot be read: it is no file$"):
        read_bytes(tmp_path / "a", "a")


@pytest.mark.parametrize("told", [True, False])
def test_large_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: bool) -> None:
    monkeypatch.setattr(disk, "MAX_BYTES", 1 << 20)
    path = tmp_path / "a"
    with path.open("wb") as file:
        file.truncate(1 << 20)
    assert len(read_bytes(path, "a")) == 1 << 20
    with path.open("wb") as file:
        file.truncate((1 << 20) + 1)
    if not told:
        # It grows while it is read, or its disk does not know how long it is.
        monkeypatch.setattr(os, "fstat", lambda _: os.stat_result((0o100644, *[0] * 9)))
    with pytest.raises(FaultyFile, match=r"^a: cannot be read: it is larger than 1 megabytes, the most "):
        read_bytes(path, "a")


def test_what_cannot_be_reached_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert is_folder(tmp_path)
    assert not is_file(tmp_path)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "stat", refuse)
    assert not is_folder(tmp_path)
    assert not is_file(tmp_path)


def test_a_reason_that_has_no_words_of_its_own() -> None:
    assert reason(OSError(errno.EIO, "Input/output error")) == "input/output error"
    assert reason(OSError("odd")) == "odd"
    assert disk.reason(TimeoutError()) == ""


class TestNetworkFolders:
    """They refuse now and then, and cannot do all that a disk can."""

    @pytest.fixture
    def pauses(self, monkeypatch: pytest.MonkeyPatch) -> list[float]:
        pauses: list[float] = []
        monkeypatch.setattr(disk.time, "sleep", pauses.append)
        return pauses

    def refusing_replace(self, monkeypatch: pytest.MonkeyPatch, number: int, times: int) -> None:
        replace = os.replace
        left = [number] * times

        def put(source: Path, target: Path) -> None:
            if left:
                raise OSError(left.pop(), "no")
            replace(source, target)

        monkeypatch.setattr(os, "replace", put)

    @pytest.mark.parametrize("number", [errno.EBUSY, errno.EACCES, errno.EPERM, errno.ETXTBSY])
    def test_a_name_that_is_held_for_a_moment(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pauses: list[float], number: int
    ) -> None:
        self.refusing_replace(monkeypatch, number, 3)
        write_atomically(tmp_path / "a.yaml", b"new")
        assert (tmp_path / "a.yaml").read_bytes() == b"new"
        assert len(pauses) == 3

    def test_a_name_that_is_held_for_long(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pauses: list[float]
    ) -> None:
        self.refusing_replace(monkeypatch, errno.EBUSY, 99)
        with pytest.raises(OSError, match="no") as caught:
            write_atomically(tmp_path / "a.yaml", b"new")
        assert reason(caught.value) == "another program is using it"
        assert sum(pauses) < 0.5
        assert list(tmp_path.iterdir()) == []

    def test_another_refusal_is_told_at_once(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pauses: list[float]
    ) -> None:
        self.refusing_replace(monkeypatch, errno.ENOSPC, 1)
        with pytest.raises(OSError, match="no"):
            write_atomically(tmp_path / "a.yaml", b"new")
        assert pauses == []

    def flushing(self, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
        """Let folders refuse to be flushed."""
        fsync = os.fsync

        def flush(descriptor: int) -> None:
            if stat.S_ISDIR(os.fstat(descriptor).st_mode):
                raise OSError(number, os.strerror(number))
            fsync(descriptor)

        monkeypatch.setattr(os, "fsync", flush)

    @pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EBADF])
    def test_a_folder_that_cannot_be_flushed(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
    ) -> None:
        self.flushing(monkeypatch, number)
        write_atomically(tmp_path / "new" / "a.yaml", b"new")
        assert (tmp_path / "new" / "a.yaml").read_bytes() == b"new"

    def test_a_folder_whose_flush_fails_is_no_success(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.flushing(monkeypatch, errno.EIO)
        with pytest.raises(OSError, match="rror") as caught:
            write_atomically(tmp_path / "a.yaml", b"new")
        assert reason(caught.value) == "input/output error"

"""A lock keeps others out as long as its process lives, and no longer."""

from __future__ import annotations

import errno
import gc
import json
import os
import platform
import subprocess
import sys
from pathlib import Path

import pytest

from annotator.store.locks import Held, Holder, Lock, NoLocks

HOLD = """\
import sys
from pathlib import Path
from annotator.store.locks import Lock
lock = Lock.take(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "new" / "folders" / ".x.lock"


def test_only_one_has_it(path: Path) -> None:
    lock = Lock.take(path)
    with pytest.raises(Held) as held:
        Lock.take(path)
    holder = held.value.holder
    assert (holder.host, holder.process) == (platform.node(), os.getpid())
    assert str(os.getpid()) in str(holder)
    assert not holder.elsewhere
    lock.release()
    lock.release()
    assert not lock.held
    assert Lock.take(path).held


def test_leaves_nothing_behind(path: Path, tmp_path: Path) -> None:
    Lock.take(path).release()
    assert list(tmp_path.iterdir()) == []
    lock = Lock.take(path)
    (path.parent / "x").write_bytes(b"")
    lock.release()
    assert [file.name for file in path.parent.iterdir()] == ["x"]


def test_is_released_when_it_is_forgotten(path: Path) -> None:
    lock = Lock.take(path)
    del lock
    gc.collect()
    Lock.take(path).release()


def test_ends_with_its_process_however_that_ends(path: Path) -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    )
    assert child.stdin
    assert child.stdout
    with child.stdin, child.stdout:
        assert child.stdout.readline() == b"held\n"
        with pytest.raises(Held) as held:
            Lock.take(path)
        assert held.value.holder.process == child.pid
        child.kill()
        child.wait()
    lock = Lock.take(path)
    assert lock.before is not None
    assert lock.before.process == child.pid


def test_a_lock_taken_away_between_opening_and_locking_is_taken_anew(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl  # noqa: PLC0415 - not on every system

    real, times = fcntl.flock, [0]

    def flock(descriptor: int, operation: int) -> None:
        times[0] += 1
        if times[0] == 1:
            path.unlink()
        real(descriptor, operation)

    monkeypatch.setattr(fcntl, "flock", flock)
    lock = Lock.take(path)
    assert times[0] == 2
    assert path.exists()
    with pytest.raises(Held):
        Lock.take(path)
    lock.release()


@pytest.mark.parametrize("number", [errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP])
def test_a_disk_without_locks_says_so(path: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    def flock(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("fcntl.flock", flock)
    with pytest.raises(NoLocks):
        Lock.take(path)


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OSError, match="file"):
        Lock.take(tmp_path / "file" / ".x.lock")


@pytest.mark.parametrize(
    "words", [b"", b"x", b"[]", b'{"process": "x"}', b"[" * 4000, b"\xff", b'{"process": 1}']
)
def test_words_that_cannot_be_read_are_none(path: Path, words: bytes) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes(words)
    lock = Lock.take(path)
    assert lock.before in (None, Holder(process=1))
    path.write_bytes(words)
    with pytest.raises(Held) as held:
        Lock.take(path)
    assert "someone" in str(held.value)


def test_another_machine_is_known(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps({"user": "bilal", "host": "karachi", "process": 7, "since": "today"}), "utf-8")
    lock = Lock.take(path)
    assert lock.before == Holder("bilal", "karachi", 7, "today")
    assert lock.before.elsewhere
    assert str(lock.before) == "bilal on karachi since today (process 7)"

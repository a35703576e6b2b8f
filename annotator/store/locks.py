"""One writer for a file: a lock of the system, which ends with the process that holds it, however that ends.

The lock file says who holds it, for people; whether it is held, only the system says.
"""

from __future__ import annotations

import errno
import getpass
import json
import os
import platform
import sys
import weakref
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from annotator.model.faults import AnnotatorError
from annotator.store.disk import NO_LINK, make_folder

# Windows forbids others to read what is locked: there a byte is locked that lies far behind the words.
_FAR = 1 << 30
_TRIES = 10
_HELD = (errno.EACCES, errno.EAGAIN, errno.EWOULDBLOCK, errno.EDEADLK)
_UNKNOWN = (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP, errno.EINVAL)
_LONGEST = 4096


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a file open for writing, as they said themselves."""

    user: str = ""
    host: str = ""
    process: int = 0
    since: str = ""

    def __str__(self) -> str:
        where = f" on {self.host}" if self.host else ""
        since = f" since {self.since}" if self.since else ""
        process = f" (process {self.process})" if self.process else ""
        return f"{self.user or 'someone'}{where}{since}{process}"

    @property
    def elsewhere(self) -> bool:
        """Whether it is another machine: its lock may not be seen from here."""
        return bool(self.host) and self.host != platform.node()


class Held(AnnotatorError):
    """A file that someone else has open for writing. shown: the file as people know it, where told."""

    def __init__(self, holder: Holder, shown: str = "") -> None:
        self.holder = holder
        where = f"{shown} is open elsewhere: {holder}. Close it there, then try again"
        super().__init__(where if shown else str(holder))


class NoLocks(AnnotatorError):
    """A folder whose disk cannot lock files, such as some network folders."""


class Lock:
    """A lock that is held until it is released, let go of, or the process ends."""

    def __init__(self, path: Path, descriptor: int, found: tuple[Holder | None, Sequence[Path]]) -> None:
        """found: who held it last; the folders that were made for it."""
        self.path = path
        self.before, made = found
        """Who held it last, where they ended without releasing it."""
        self._release = weakref.finalize(self, _let_go, path, descriptor, made)

    @classmethod
    def take(cls, path: Path) -> Lock:
        """Take the lock at once; makes missing folders. Raises Held, NoLocks, or OSError where the lock file
        cannot be made."""
        made = make_folder(path.parent)
        for _ in range(_TRIES):
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | NO_LINK | getattr(os, "O_BINARY", 0), 0o666)
            try:
                _lock(descriptor)
                if _still_there(path, descriptor):
                    before = _read(descriptor)
                    _write(descriptor)
                    return cls(path, descriptor, (before, made))
            except OSError as error:
                holder = _read(descriptor)
                refusal = _refusal(error, holder)
                if isinstance(refusal, NoLocks):
                    _take_away(path, descriptor)
                os.close(descriptor)
                raise refusal from error
            os.close(descriptor)  # released and taken away by another between opening and locking
        raise Held(Holder())

    @property
    def held(self) -> bool:
        return self._release.alive

    def release(self) -> None:
        """Let others have it. Doing so twice is nothing."""
        self._release()


def _let_go(path: Path, descriptor: int, made: Sequence[Path]) -> None:
    _release(path, descriptor)
    for folder in made:
        with suppress(OSError):  # it is in use now
            folder.rmdir()


def _take_away(path: Path, descriptor: int) -> None:
    """Remove a lock file that was made for nothing."""
    with suppress(OSError):
        if not os.fstat(descriptor).st_size:
            path.unlink()


def _refusal(error: OSError, holder: Holder | None) -> Exception:
    if error.errno in _HELD:
        return Held(holder or Holder())
    if error.errno in _UNKNOWN:
        return NoLocks(error.strerror or "locks are not known here")
    return error


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

    def _still_there(_path: Path, _descriptor: int) -> bool:
        return True  # what is open cannot be taken away

    def _release(path: Path, descriptor: int) -> None:
        with suppress(OSError):
            os.ftruncate(descriptor, 0)
        os.close(descriptor)
        with suppress(OSError):
            path.unlink()

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _still_there(path: Path, descriptor: int) -> bool:
        try:
            return os.path.samestat(path.stat(), os.fstat(descriptor))
        except FileNotFoundError:
            return False

    def _release(path: Path, descriptor: int) -> None:
        # First the name, while it is still locked: who opened it meanwhile sees that it is no longer there.
        with suppress(OSError):
            if _still_there(path, descriptor):
                path.unlink()
        os.close(descriptor)


def _read(descriptor: int) -> Holder | None:
    try:
        os.lseek(descriptor, 0, os.SEEK_SET)
        said = json.loads(os.read(descriptor, _LONGEST))
        words = {name: str(said.get(name, ""))[:100] for name in ("user", "host", "since")}
        return Holder(**words, process=int(said.get("process", 0)))
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return None


def _write(descriptor: int) -> None:
    said = json.dumps(asdict(_myself())).encode() + b"\n"
    with suppress(OSError):  # the lock holds without words too
        os.ftruncate(descriptor, 0)
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, said)


def _myself() -> Holder:
    try:
        user = getpass.getuser()
    except (OSError, KeyError, ImportError):
        user = ""
    since = datetime.now().astimezone().isoformat(sep=" ", timespec="minutes")
    return Holder(user, platform.node(), os.getpid(), since)

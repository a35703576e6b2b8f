"""Bytes from and to the disk: whole files, put in place at once, with reasons that people understand."""

from __future__ import annotations

import errno
import os
import secrets
import stat
import time
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from annotator.model.faults import Fault, FaultyFile
from annotator.store.bounds import MAX_BYTES

NO_LINK = getattr(os, "O_NOFOLLOW", 0)
"""For opening what is written in place: a link there may lead out of the corpus."""

_REASONS = {
    errno.EACCES: "permission denied",
    errno.EPERM: "permission denied",
    errno.ENOENT: "there is no such file or folder",
    errno.EISDIR: "it is a folder",
    errno.ENOTDIR: "a part of its path is no folder",
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EROFS: "the disk can only be read",
    errno.ENAMETOOLONG: "the file's name is too long for this disk",
    errno.ELOOP: "a link stands there that is not followed",
    errno.EBUSY: "another program is using it",
    errno.ESTALE: "the network folder has gone away",
}


_BUSY = (errno.EBUSY, errno.EACCES, errno.EPERM, errno.ETXTBSY)
_PAUSES = (0.01, 0.02, 0.04, 0.08, 0.16)
"""Seconds between attempts to put a file in place that someone holds."""
_CANNOT_FLUSH = (
    errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EBADF, errno.EACCES, errno.EPERM,
    errno.EISDIR,
)  # fmt: skip


def reason(error: OSError) -> str:
    """Return why the system refused, in plain words."""
    return _REASONS.get(error.errno or 0) or (error.strerror or str(error)).lower()


def contents(path: Path) -> bytes:
    """Return a file's bytes. Raises OSError, also for what is no file and for more than MAX_BYTES."""
    # A pipe would keep the program until someone writes into it.
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
    with os.fdopen(os.open(path, flags), "rb") as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise OSError(errno.EINVAL, "it is no file")
        data = file.read(MAX_BYTES + 1) if status.st_size <= MAX_BYTES else b""
    if status.st_size > MAX_BYTES or len(data) > MAX_BYTES:
        raise OSError(errno.EFBIG, f"it is larger than {MAX_BYTES >> 20} megabytes, the most that is read")
    return data


def read_bytes(path: Path, shown_path: str) -> bytes:
    """Return a file's bytes; raises FaultyFile that names it by shown_path."""
    try:
        return contents(path)
    except OSError as error:
        raise FaultyFile(
            shown_path, [Fault(f"cannot be read: {reason(error)}", code="unreadable")]
        ) from error


def read_if_there(path: Path, shown_path: str) -> bytes | None:
    """Return a file's bytes, None where there is no file; raises FaultyFile where it cannot be read."""
    try:
        return contents(path)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise FaultyFile(
            shown_path, [Fault(f"cannot be read: {reason(error)}", code="unreadable")]
        ) from error


def is_file(path: Path) -> bool:
    """Whether there is a file that can be reached."""
    with suppress(OSError):
        return path.is_file()
    return False


def is_folder(path: Path) -> bool:
    """Whether there is a folder that can be reached."""
    with suppress(OSError):
        return path.is_dir()
    return False


def write_atomically(path: Path, data: bytes, *, flushed: bool = True) -> None:
    """Put data at path so that a crash at any moment leaves the old file or the new one.

    flushed: also a power cut does; without it only the end of the program. Makes missing folders.
    Raises OSError; then the old file stands as it was.
    """
    make_folder(path.parent)
    mode = _mode_of(path)
    temporary = path.with_name(f"{_temporary(path)}{secrets.token_hex(8)}.tmp")
    try:
        _write_new(temporary, data, mode, flushed=flushed)
        _put_in_place(temporary, path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    if flushed:
        _flush_folder(path.parent)


def make_folder(folder: Path) -> list[Path]:
    """Make a folder that outlives a power cut; return those that were missing, the innermost first.

    Raises OSError.
    """
    made: list[Path] = []
    while not folder.exists():
        made.append(folder)
        folder = folder.parent
    for missing in reversed(made):
        missing.mkdir(exist_ok=True)
        _flush_folder(missing.parent)
    return made


def sweep(path: Path) -> None:
    """Remove what writes of path left behind that a crash ended. Only for those who alone write it."""
    with suppress(OSError):
        for left in path.parent.glob(f"{_temporary(path)}*.tmp"):
            left.unlink()


def _temporary(path: Path) -> str:
    """Return how the names of unfinished new files for path begin."""
    return f".annotator-{sha256(path.name.encode(errors='surrogateescape')).hexdigest()[:16]}-"


def _mode_of(path: Path) -> int | None:
    """Return the access rights of the file that is there. Raises PermissionError if it may not be written."""
    try:
        mode = path.stat().st_mode & 0o777
    except FileNotFoundError:
        return None
    if not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, "the file may only be read", str(path))
    return mode


def _write_new(path: Path, data: bytes, mode: int | None, *, flushed: bool) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, 0o666), "wb") as file:
        if mode is not None and hasattr(os, "fchmod"):
            # Some disks know no access rights.
            with suppress(OSError):
                os.fchmod(file.fileno(), mode)
        file.write(data)
        file.flush()
        if flushed:
            os.fsync(file.fileno())


def _put_in_place(temporary: Path, path: Path) -> None:
    """Give a new file its name. A scanner or a sync program may hold the old one for a moment."""
    for pause in _PAUSES:
        try:
            os.replace(temporary, path)  # noqa: PTH105 - the words of format.md
        except OSError as error:
            if error.errno not in _BUSY:
                raise
            time.sleep(pause)
        else:
            return
    os.replace(temporary, path)  # noqa: PTH105


def flush(path: Path) -> None:
    """Let a file that is there already outlive a power cut. Raises OSError."""
    descriptor = os.open(path, os.O_RDONLY if os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    _flush_folder(path.parent)


def _flush_folder(folder: Path) -> None:
    """Make a new name outlive a power cut, where the system can flush a folder (Windows and some network
    folders cannot). Raises OSError where it can, and fails."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        if error.errno not in _CANNOT_FLUSH:
            raise

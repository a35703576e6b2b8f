"""Annotation files as they were before many were changed at once, and the way back.

They lie in a hidden folder of the annotations, one folder for each time, with the paths that they had.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from annotator.model.faults import Fault, FaultyFile
from annotator.store.corpus import Corpus
from annotator.store.disk import is_file, read_bytes, reason, write_atomically
from annotator.store.emitter import block
from annotator.store.hidden import beside
from annotator.store.locks import Lock, NoLocks
from annotator.store.nodes import Faults, Section, check_format
from annotator.store.paths import inside
from annotator.store.yaml_file import load

FOLDER = ".backups"
FORMAT = "annotator-backup/1"
_LIST = "backup.yaml"


@dataclass(frozen=True, slots=True)
class Backup:
    """Files kept at one time. folder: where; why: before what; made: when (UTC, ISO 8601).

    files: their paths below the annotations, with / between folders; new: paths where there was no file.
    """

    folder: Path
    why: str
    made: str
    files: tuple[str, ...] = ()
    new: tuple[str, ...] = ()


def keep(corpus: Corpus, paths: Iterable[Path], why: str) -> Backup:
    """Copy annotation files, before they are changed. why: what is about to change them, for people.

    Paths without a file are remembered as such. Raises FaultyFile where a file cannot be read or kept.
    """
    made = datetime.now(UTC)
    folder = _new_folder(corpus, f"{made:%Y-%m-%d %H.%M.%S}")
    files: dict[str, bytes] = {}
    new: list[str] = []
    for path in paths:
        below = path.relative_to(corpus.annotations).as_posix()
        if is_file(path):
            files[below] = read_bytes(path, corpus.shown(path))
        else:
            new.append(below)
    backup = Backup(folder, why, made.isoformat(timespec="seconds"), tuple(files), tuple(new))
    said: dict[str, object] = {"format": FORMAT, "why": why, "made": backup.made}
    said["files"] = [{"path": path, "sha256": sha256(data).hexdigest()} for path, data in files.items()]
    said["new"] = list(new)
    try:
        for path, data in files.items():
            write_atomically(folder / path, data)
        # Last, so that what was not kept whole is no backup.
        write_atomically(folder / _LIST, "".join(f"{line}\n" for line in block(said, "")).encode())
    except OSError as error:
        message = f"cannot be written: {reason(error)}; nothing was changed"
        raise FaultyFile(corpus.shown(folder), [Fault(message)]) from error
    return backup


def _new_folder(corpus: Corpus, name: str) -> Path:
    folder, number = inside(corpus.folder, f"{FOLDER}/{name}", corpus.annotations), 1
    while folder.exists():
        number += 1
        folder = folder.with_name(f"{name} {number}")
    return folder


def backups(corpus: Corpus) -> list[Backup]:
    """Return what was kept and can be brought back, the last first."""
    folders = (corpus.annotations / FOLDER).glob(f"*/{_LIST}")
    return [read_backup(corpus, path.parent.name) for path in sorted(folders, reverse=True)]


def read_backup(corpus: Corpus, name: str) -> Backup:
    """Return the backup in the folder of that name. Raises FaultyFile, LeavesCorpus."""
    folder = inside(corpus.folder, f"{FOLDER}/{name}", corpus.annotations)
    path = folder / _LIST
    faults = Faults(corpus.shown(path))
    top = Section(load(read_bytes(path, faults.path), faults), "", faults)
    check_format(top, FORMAT, faults)
    files = tuple(section.name("path") for section in top.sections("files"))
    backup = Backup(folder, top.text("why"), top.text("made"), files, tuple(top.texts("new")))
    faults.check()
    return backup


def restore(corpus: Corpus, backup: Backup) -> Backup:
    """Bring kept files back; return a backup of what they replace, which takes this back in turn.

    Raises FaultyFile, LeavesCorpus for a path outside, Held where someone has one of the files open for
    writing: then nothing was changed.
    """
    kept = {
        path: read_bytes(backup.folder / path, corpus.shown(backup.folder / path)) for path in backup.files
    }
    paths = {path: inside(corpus.folder, path, corpus.annotations) for path in (*backup.files, *backup.new)}
    for path in paths.values():
        with _locked(path):
            pass
    before = keep(corpus, paths.values(), f"bringing back {backup.folder.name}")
    try:
        for below, path in paths.items():
            with _locked(path):
                _put(path, kept.get(below))
    except OSError as error:
        message = f"cannot be written: {reason(error)}; what stood there is in {corpus.shown(before.folder)}"
        raise FaultyFile(corpus.shown(corpus.annotations), [Fault(message)]) from error
    return before


@contextmanager
def _locked(path: Path) -> Generator[None]:
    """Hold an annotation file's lock, where its disk knows locks. Raises Held."""
    try:
        lock = Lock.take(beside(path, "lock"))
    except NoLocks:
        yield
        return
    try:
        yield
    finally:
        lock.release()


def _put(path: Path, data: bytes | None) -> None:
    if data is not None:
        write_atomically(path, data)
    elif is_file(path):
        path.unlink()

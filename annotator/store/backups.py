"""Annotation files as they were before many were changed at once, and the way back.

They lie in a hidden folder of the annotations, one folder for each time, with the paths that they had.
"""

from __future__ import annotations

import shutil
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from annotator.model.faults import Fault, FaultyFile
from annotator.store.corpus import Corpus
from annotator.store.disk import is_file, read_bytes, reason, write_atomically
from annotator.store.emitter import block
from annotator.store.hidden import beside, journal_of
from annotator.store.journal import set_aside
from annotator.store.locks import Held, Lock, NoLocks
from annotator.store.nodes import Faults, Section, check_format
from annotator.store.paths import inside
from annotator.store.yaml_file import load

FOLDER = ".backups"
FORMAT = "annotator-backup/1"
_LIST = "backup.yaml"
_CORPUS = "corpus"
_TIME = len("2026-02-05 10.00.00")


@dataclass(frozen=True, slots=True)
class Backup:
    """Files kept at one time. folder: where; why: before what; made: when (UTC, ISO 8601).

    files: their paths below the annotations, with / between folders; new: paths where there was no file.
    others, new_others: the same of other files of the corpus, such as its labels, from its folder.
    """

    folder: Path
    why: str
    made: str
    files: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    new_others: tuple[str, ...] = ()


def keep(corpus: Corpus, paths: Iterable[Path], why: str) -> Backup:
    """Copy files of a corpus, before they are changed. why: what is about to change them, for people.

    Paths without a file are remembered as such. Raises FaultyFile where a file cannot be read or kept.
    """
    made = datetime.now(UTC)
    folder = _new_folder(corpus, f"{made:%Y-%m-%d %H.%M.%S}")
    entries: list[dict[str, object]] = []
    try:
        for path in paths:
            entries.append(_kept(corpus, path, folder))
        said: dict[str, object] = {"format": FORMAT, "why": why, "made": made.isoformat(timespec="seconds")}
        said["files"] = entries
        # Last, so that what was not kept whole is no backup.
        write_atomically(folder / _LIST, "".join(f"{line}\n" for line in block(said, "")).encode())
    except (OSError, FaultyFile) as error:
        shutil.rmtree(folder, ignore_errors=True)
        if isinstance(error, FaultyFile):
            raise
        message = f"cannot be written: {reason(error)}; nothing was changed"
        raise FaultyFile(corpus.shown(folder), [Fault(message)]) from error
    return read_backup(corpus, folder.name)


def _kept(corpus: Corpus, path: Path, folder: Path) -> dict[str, object]:
    """Copy a file into a backup; return its entry in the list, without a digest where there was none."""
    ours = path.is_relative_to(corpus.annotations)
    entry: dict[str, object] = {
        "path": path.relative_to(corpus.annotations if ours else corpus.folder).as_posix()
    }
    if not ours:
        entry["below"] = _CORPUS
    if is_file(path):
        data = read_bytes(path, corpus.shown(path))
        write_atomically(_copy(folder, str(entry["path"]), ours=ours), data)
        entry["sha256"] = sha256(data).hexdigest()
    return entry


def _copy(folder: Path, path: str, *, ours: bool) -> Path:
    # No annotator's folder begins with a dot.
    return folder / path if ours else folder / f".{_CORPUS}" / path


def _new_folder(corpus: Corpus, name: str) -> Path:
    folder, number = inside(corpus.folder, f"{FOLDER}/{name}", corpus.annotations), 1
    while folder.exists():
        number += 1
        folder = folder.with_name(f"{name} {number}")
    return folder


def backups(corpus: Corpus) -> list[Backup]:
    """Return what was kept and can be brought back, the last first. Raises FaultyFile."""
    return [read_backup(corpus, name) for name in backup_names(corpus)]


def backup_names(corpus: Corpus) -> list[str]:
    """Return the names of the folders with what was kept, the last first."""
    lists = (corpus.annotations / FOLDER).glob(f"*/{_LIST}")
    return sorted((path.parent.name for path in lists), key=_age, reverse=True)


def _age(name: str) -> tuple[str, int]:
    """Return what orders folders by time: several of one second are numbered."""
    time, number = name[:_TIME], name[_TIME:].strip()
    return time, int(number) if number.isdecimal() else 0


def read_backup(corpus: Corpus, name: str) -> Backup:
    """Return the backup in the folder of that name. Raises FaultyFile, LeavesCorpus."""
    folder = inside(corpus.folder, f"{FOLDER}/{name}", corpus.annotations)
    path = folder / _LIST
    faults = Faults(corpus.shown(path))
    top = Section(load(read_bytes(path, faults.path), faults, ("files",)), "", faults)
    check_format(top, FORMAT, faults)
    found: dict[tuple[bool, bool], list[str]] = {}
    for section in top.sections("files"):
        kind = (section.choice("below", (_CORPUS,), "") == "", section.has("sha256"))
        found.setdefault(kind, []).append(section.name("path"))
    parts = [
        tuple(found.get(kind, ())) for kind in ((True, True), (True, False), (False, True), (False, False))
    ]
    backup = Backup(folder, top.text("why"), top.text("made"), *parts)
    faults.check()
    return replace(backup, new=(*backup.new, *top.texts("new")))


def restore(corpus: Corpus, backup: Backup) -> Backup:
    """Bring kept files back; return a backup of what they replace, which takes this back in turn.

    Edits that wait beside one of them are those of what is replaced: they are set aside under another name.
    Raises FaultyFile, LeavesCorpus for a path outside, Held where someone has one of the files open for
    writing: then nothing was changed.
    """
    places = _places(corpus, backup)
    for copy in filter(None, places.values()):
        read_bytes(copy, corpus.shown(copy))
    for path in places:
        with _locked(corpus, path):
            pass
    before = keep(corpus, places, f"bringing back {backup.folder.name}")
    try:
        put_back(corpus, backup)
    except OSError as error:
        message = f"cannot be written: {reason(error)}; what stood there is in {corpus.shown(before.folder)}"
        raise FaultyFile(corpus.shown(corpus.annotations), [Fault(message)]) from error
    return before


def put_back(corpus: Corpus, backup: Backup) -> None:
    """Bring kept files back, and keep nothing of what they replace. Raises OSError, FaultyFile, Held."""
    for path, copy in _places(corpus, backup).items():
        with _locked(corpus, path):
            journal = journal_of(path)
            if is_file(journal):
                set_aside(journal)
            _put(path, read_bytes(copy, corpus.shown(copy)) if copy else None)


def forget(backup: Backup) -> None:
    """Delete a backup that nobody needs any more."""
    shutil.rmtree(backup.folder, ignore_errors=True)


def _places(corpus: Corpus, backup: Backup) -> dict[Path, Path | None]:
    """Return the files' paths, each with that of its copy; None where there was no file."""
    places: dict[Path, Path | None] = {}
    for ours, files, new in ((True, backup.files, backup.new), (False, backup.others, backup.new_others)):
        below = corpus.annotations if ours else corpus.folder
        places |= {
            inside(corpus.folder, path, below): _copy(backup.folder, path, ours=ours) for path in files
        }
        places |= {inside(corpus.folder, path, below): None for path in new}
    return places


@contextmanager
def _locked(corpus: Corpus, path: Path) -> Generator[None]:
    """Hold an annotation file's lock, where its disk knows locks. Raises Held."""
    try:
        lock = Lock.take(beside(path, "lock"))
    except NoLocks:
        yield
        return
    except Held as error:
        raise Held(error.holder, corpus.shown(path)) from error
    try:
        yield
    finally:
        lock.release()


def _put(path: Path, data: bytes | None) -> None:
    if data is not None:
        write_atomically(path, data)
    elif is_file(path):
        path.unlink()

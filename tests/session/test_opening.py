"""Who may write an annotator's file, who reads, and what is said of it."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from annotator.session.news import SaveState
from tests.durability.disks import refusing
from tests.durability.work import ANNOTATOR, ARTICLE, begin, make_corpus

ROOT = Path(__file__).parents[2]

ANNOTATE = """\
import sys
from pathlib import Path
from tests.durability.work import ARTICLE, begin
corpus = begin(Path(sys.argv[1]))
session = corpus.open(ARTICLE)
session.annotate(0, 5, "entity", "PER")
print("edited", flush=True)
sys.stdin.readline()
corpus.close()
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_corpus(tmp_path / "corpus")


def test_another_process_that_writes_is_named_and_its_edits_outlive_it(folder: Path) -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", ANNOTATE, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT
    )
    assert child.stdin
    assert child.stdout
    with child.stdin, child.stdout:
        assert child.stdout.readline() == b"edited\n"
        reading = begin(folder).open(ARTICLE)
        assert reading.read_only is not None
        assert f"(process {child.pid})" in reading.read_only
        assert len(reading.present.spans) == 1  # as it stands, though no file holds it yet
        child.kill()
        child.wait()
    writing = begin(folder).open(ARTICLE)
    assert writing.read_only is None
    assert len(writing.present.spans) == 1
    assert writing.save() is SaveState.SAVED


def test_opening_and_closing_leaves_nothing(folder: Path) -> None:
    corpus = begin(folder)
    assert corpus.open(ARTICLE).read_only is None
    corpus.close()
    assert not (folder / "annotations").exists()


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS, errno.ENOSPC])
def test_a_folder_that_cannot_be_written_is_read(folder: Path, number: int) -> None:
    with refusing("open", number, ".lock"):
        session = begin(folder).open(ARTICLE)
    assert session.read_only is not None
    assert "can be read but not edited" in session.read_only


def test_a_disk_without_locks_is_written_and_that_is_said(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def flock(*_: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr("fcntl.flock", flock)
    corpus = begin(folder)
    session = corpus.open(ARTICLE)
    assert session.read_only is None
    assert "cannot lock files" in str(session.notes[0])
    session.annotate(0, 5, "entity", "PER")
    assert session.save() is SaveState.SAVED
    corpus.leave(ARTICLE)
    assert corpus.open(ARTICLE) is session


def test_another_machine_that_may_have_it_open_is_told(folder: Path) -> None:
    lock = folder / "annotations" / ANNOTATOR / f".{ARTICLE}.yaml.lock"
    lock.parent.mkdir(parents=True)
    lock.write_text(json.dumps({"user": "bilal", "host": "karachi", "process": 7, "since": "today"}), "utf-8")
    corpus = begin(folder)
    session = corpus.open(ARTICLE)
    assert session.read_only is None
    assert "bilal on karachi since today" in str(session.notes[0])
    corpus.leave(ARTICLE)
    assert corpus.open(ARTICLE).notes == ()
    corpus.close()
    assert begin(folder).open(ARTICLE).notes == ()


def test_a_faulty_file_keeps_nobody_out(folder: Path) -> None:
    path = folder / "annotations" / ANNOTATOR / f"{ARTICLE}.yaml"
    path.parent.mkdir(parents=True)
    path.write_text("x", "utf-8")
    one = begin(folder)
    assert "put right" in str(one.open(ARTICLE).read_only)
    path.unlink()
    assert begin(folder).open(ARTICLE).read_only is None


def test_a_journal_that_cannot_be_read_is_told(folder: Path) -> None:
    journal = folder / "annotations" / ANNOTATOR / f".{ARTICLE}.yaml.journal"
    journal.mkdir(parents=True)
    session = begin(folder).open(ARTICLE)
    assert "cannot be read" in str(session.notes[0])
    session.annotate(0, 5, "entity", "PER")
    assert session.save() is SaveState.SAVED

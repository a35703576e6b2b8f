"""The journal has each edit as soon as it is taken, and knows which of them a file holds."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.changes import Change
from annotator.model.step_text import StepText
from annotator.store.journal import Edit, Found, Head, Journal, read_journal, set_aside
from annotator.store.log_lines import Damaged
from tests.model.edited import span

HEAD = Head("a.txt", "aisha", "0" * 64, "labels", "D0")


def edit(number: int) -> Edit:
    words = StepText("Mark {quote} as {label}", quote="شہباز", label="PER")
    return Edit("do", words, Change(come=(span(f"s{number}", number, number + 2),)))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / ".a.txt.yaml.journal"


def found(path: Path) -> Found:
    there = read_journal(path)
    assert there is not None
    return there


def test_there_is_none_until_there_is_an_edit(path: Path) -> None:
    assert read_journal(path) is None
    journal = Journal(path, HEAD)
    journal.flush()
    assert not path.exists()
    journal.take(edit(1))
    assert found(path).edits == (edit(1),)
    assert found(path).head == HEAD
    assert found(path).states == {"D0": 0}
    journal.flush()


def test_it_goes_when_the_file_holds_everything(path: Path) -> None:
    journal = Journal(path, HEAD)
    journal.take(edit(1))
    journal.announce("D1", 1)
    journal.take(edit(2))
    journal.settle("D1", 1)
    assert found(path).states == {"D0": 0, "D1": 1}
    journal.announce("D2", 2)
    journal.settle("D2", 2)
    assert not path.exists()
    journal.take(edit(3))
    assert found(path).head == HEAD.at("D2")
    assert found(path).edits == (edit(3),)


def test_is_gone_on_with(path: Path) -> None:
    first = Journal(path, HEAD)
    first.take(edit(1))
    first.close()
    with path.open("ab") as file:
        file.write(b'{"sum":"01')  # torn
    second = Journal(path, HEAD, found(path))
    assert second.count == 1
    second.take(edit(2))
    assert found(path).edits == (edit(1), edit(2))
    assert not found(path).broken


def test_begins_again_from_another_file(path: Path) -> None:
    journal = Journal(path, HEAD)
    journal.take(edit(1))
    journal.begin_again("D9", edit(2))
    assert (found(path).head.base, found(path).edits) == ("D9", (edit(2),))
    journal.take(edit(3))
    assert found(path).edits == (edit(2), edit(3))
    journal.begin_again("D10", None)
    assert not path.exists()
    assert journal.count == 0


def test_what_is_discarded_is_gone(path: Path) -> None:
    journal = Journal(path, HEAD)
    journal.take(edit(1))
    journal.discard()
    assert not path.exists()


class TestRefusals:
    @pytest.mark.parametrize("call", ["open", "write", "lseek"])
    def test_what_was_refused_is_written_later(
        self, path: Path, monkeypatch: pytest.MonkeyPatch, call: str
    ) -> None:
        journal = Journal(path, HEAD)

        def refuse(*_: object) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        with monkeypatch.context() as patch:
            patch.setattr(os, call, refuse)
            journal.take(edit(1))
            journal.take(edit(2))
            assert journal.trouble is not None
            with pytest.raises(OSError, match="No space"):
                journal.flush()
        journal.take(edit(3))
        assert journal.trouble is None
        assert found(path).edits == (edit(1), edit(2), edit(3))

    def test_half_a_write_is_written_again(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        journal = Journal(path, HEAD)
        journal.take(edit(1))
        real, left = os.write, [40]

        def write(file: int, data: bytes) -> int:
            if not left[0]:
                raise OSError(errno.ENOSPC, "No space left on device")
            count = real(file, bytes(data)[: left[0]])
            left[0] -= count
            return count

        with monkeypatch.context() as patch:
            patch.setattr(os, "write", write)
            journal.take(edit(2))
        assert found(path).edits == (edit(1),)
        journal.take(edit(3))
        assert found(path).edits == (edit(1), edit(2), edit(3))

    def test_a_beginning_anew_that_is_refused_is_made_up_for(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        journal = Journal(path, HEAD)
        journal.take(edit(1))

        def refuse(*_: object) -> None:
            raise OSError(errno.EACCES, "Permission denied")

        with monkeypatch.context() as patch:
            patch.setattr(os, "replace", refuse)
            journal.begin_again("D9", edit(2))
        assert found(path).edits == (edit(1),)
        journal.take(edit(3))
        assert (found(path).head.base, found(path).edits) == ("D9", (edit(2), edit(3)))


@given(st.data())
def test_a_damaged_journal_is_read_up_to_there_or_refused(data: st.DataObject) -> None:
    import tempfile  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "journal")
        journal = Journal(path, HEAD)
        for number in range(4):
            journal.take(edit(number))
            journal.announce(f"D{number + 1}", number + 1)
        journal.close()
        content = bytearray(path.read_bytes())
        for _ in range(data.draw(st.integers(1, 3))):
            place = data.draw(st.integers(0, len(content) - 1))
            content[place : place + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=9))
        path.write_bytes(content)
        try:
            there = read_journal(path)
        except Damaged:
            return
        edits = there.edits if there else ()
        assert edits == tuple(edit(number) for number in range(len(edits)))


@pytest.mark.parametrize(
    "content",
    [b"not a journal\n", b'{"sum":"00000000","format":"annotator-journal/1"}\n', b"\x00" * 100 + b"\n"],
)
def test_what_is_no_journal_is_refused(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(Damaged):
        read_journal(path)


def test_an_empty_one_is_none(path: Path) -> None:
    for content in (b"", b'{"sum":"01', b"\x00" * 100):
        path.write_bytes(content)
        assert read_journal(path) is None


def test_is_set_aside_under_a_name_that_is_free(path: Path) -> None:
    names = []
    for content in (b"1", b"2"):
        path.write_bytes(content)
        names.append(set_aside(path))
    assert [name.read_bytes() for name in names] == [b"1", b"2"]
    assert not path.exists()

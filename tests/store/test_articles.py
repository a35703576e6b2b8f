"""An article is read byte for byte, or refused with the reason."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from annotator.model.faults import FaultyFile
from annotator.store.articles import read_article
from annotator.text.direction import Direction


def test_text_digest_language_and_direction(tmp_path: Path) -> None:
    data = b"\xef\xbb\xbf" + "پہلی سطر\r\nदूसरी\rthird\n".encode()
    (tmp_path / "a.txt").write_bytes(data)
    document = read_article(tmp_path / "a.txt", "2026/a.txt", "ur", Direction.LTR)
    assert document.text == "پہلی سطر\nदूसरी\nthird\n"
    assert document.sha256 == sha256(data).hexdigest()
    assert (document.path, document.language, document.direction) == ("2026/a.txt", "ur", Direction.LTR)


def test_an_empty_article(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    document = read_article(tmp_path / "a.txt", "a.txt")
    assert document.text == ""
    assert document.paragraphs == ((0, 0),)


def test_bytes_that_are_not_utf_8(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("ok\nقازق".encode("windows-1256"))
    with pytest.raises(FaultyFile, match=r"^a\.txt: line 2: .*not UTF-8") as caught:
        read_article(tmp_path / "a.txt", "a.txt")
    assert caught.value.faults[0].line == 2


@pytest.mark.parametrize("name", ["missing.txt", "folder.txt", "folder.txt/a.txt"])
def test_what_cannot_be_read(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder.txt").mkdir()
    with pytest.raises(FaultyFile, match=r"^a\.txt: cannot be read: "):
        read_article(tmp_path / name, "a.txt")

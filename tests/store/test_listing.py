"""What is an article, what is left out and why."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from annotator.store.listing import closed, list_annotators, list_articles, orphans


def put(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()


def articles(folder: Path, *, recursive: bool = True) -> tuple[list[str], dict[str, str]]:
    found, left_out = list_articles(folder, folder, folder / "annotations", recursive)
    return found, {path: fault.message for path, fault in left_out}


def test_sorted_and_below_folders(tmp_path: Path) -> None:
    put(
        tmp_path,
        "b.txt",
        "a/z.txt",
        "a/b/c.TXT",
        "خبر.txt",
        "notes.md",
        "annotations/x/y.txt",
        ".git/x.txt",
        ".x.txt",
    )
    assert articles(tmp_path) == (["a/b/c.TXT", "a/z.txt", "b.txt", "خبر.txt"], {})
    assert articles(tmp_path, recursive=False)[0] == ["b.txt", "خبر.txt"]


def test_a_folder_called_like_an_article(tmp_path: Path) -> None:
    put(tmp_path, "a.txt/b.txt")
    assert articles(tmp_path)[0] == ["a.txt/b.txt"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_names_that_no_other_system_takes_are_left_out(tmp_path: Path) -> None:
    put(tmp_path, "nul.txt", "a\\b.txt", "a\nb.txt", "ok.txt")
    (tmp_path / os.fsdecode(b"\xff.txt")).touch()
    found, left_out = articles(tmp_path)
    assert found == ["ok.txt"]
    assert len(left_out) == 4
    assert "Windows keeps for a device" in left_out["nul.txt"]


def test_links(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    put(corpus, "real.txt", "folder/x.txt")
    put(tmp_path, "secret.txt", "outside/y.txt")
    (corpus / "inside.txt").symlink_to(corpus / "real.txt")
    (corpus / "leak.txt").symlink_to(tmp_path / "secret.txt")
    (corpus / "dangling.txt").symlink_to(corpus / "none.txt")
    (corpus / "linked").symlink_to(tmp_path / "outside")
    (corpus / "again").symlink_to(corpus)
    found, left_out = articles(corpus)
    assert found == ["folder/x.txt", "inside.txt", "real.txt"]
    assert left_out == {
        "dangling.txt": "is left out: it is no file",
        "leak.txt": "is left out: it is a link that leads out of the corpus folder",
    }


def test_a_folder_that_is_gone_or_closed(tmp_path: Path) -> None:
    assert articles(tmp_path / "gone") == ([], {"": "cannot be read: there is no such file or folder"})


def test_closed_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert closed(tmp_path) == closed(tmp_path / "gone") == ""

    def refuse(_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "scandir", refuse)
    assert closed(tmp_path) == "permission denied"
    assert articles(tmp_path) == ([], {"": "cannot be read: permission denied"})
    assert list_annotators(tmp_path) == ([], [])


def test_annotators(tmp_path: Path) -> None:
    put(tmp_path, "عائشہ/a.yaml", "aisha/a.yaml", "A%2FB/a.yaml", "A&B/x", ".git/x", "file.yaml")
    assert list_annotators(tmp_path) == (["A/B", "aisha", "عائشہ"], ["A&B"])
    assert list_annotators(tmp_path / "none") == ([], [])


def test_orphans(tmp_path: Path) -> None:
    put(tmp_path, "aisha/a.txt.yaml", "aisha/2026/b.txt.yaml", "aisha/gone.txt.yaml", "aisha/notes.md")
    found = orphans(tmp_path, "aisha", {"a.txt", "2026/b.txt"})
    assert found == [tmp_path / "aisha" / "gone.txt.yaml"]

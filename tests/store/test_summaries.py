"""Progress is told from the head of a file, and from a faulty one too."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given

from annotator.model.annotations import AnnotationSet
from annotator.store import summaries
from annotator.store.annotation_writer import AnnotationWriter
from annotator.store.summaries import Summary, SummaryCache, summarize
from tests.store.made import annotation_sets, document_of

DOCUMENT = document_of()
HEAD = "format: annotator/1\nstatus: done\n"


@given(annotation_sets(DOCUMENT))
def test_what_the_program_writes_is_told_without_reading_it(annotations: AnnotationSet) -> None:
    data = AnnotationWriter(DOCUMENT).write(annotations)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(summaries, "load", None)
        assert summarize(data) == Summary(len(annotations.spans), annotations.status)


_WHOLE = (
    f"format: annotator/1\narticle: a.txt\nsha256: {'0' * 64}\nlength: 9\nannotator: aisha\nstatus: done\n"
    "attributes: {}\nspans:\n"
)


@pytest.mark.parametrize(
    "rest",
    [
        "- id: a\n- id: b\nrelations: []\n",
        "- later: 1\n  id: a\n- id: b\n  parts:\n  - id: c\nrelations:\n- id: r\n",
        "- id: a\n- id: b\nlater:\n- id: c\nrelations: []\n",
        "  - id: a\n  - id: b\nrelations: []\n",
        "# two\n- id: a\n- id: b\nrelations: []\n",
        "- id: a\n- id: b\n",
    ],
)
def test_what_is_like_our_own_writing(rest: str) -> None:
    assert summarize((_WHOLE + rest).encode()) == Summary(2, "done")


@pytest.mark.parametrize(
    ("text", "summary"),
    [
        (HEAD, Summary(0, "done")),
        (HEAD + "spans: [{id: a}, {id: b}]\n", Summary(2, "done")),
        ("format: annotator/1\r\nspans:\r\n- {id: a}\r\n", Summary(1, "draft")),
        ("# by hand\nformat: annotator/1\nspans:\n  - note: x\n    id: a\n", Summary(1, "draft")),
    ],
)
def test_files_written_by_hand(text: str, summary: Summary) -> None:
    assert summarize(text.encode()) == summary


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", "is empty"),
        (b"format: annotator/9\n", "newer version"),
        (b"format: annotator/1\nspans: x\n", "must be a list"),
        (b"format: annotator/1\nspans: [\n", "is not YAML"),
        (b"\xff\xfe", "not UTF-8"),
        (b"format: annotator/1\nstatus: ready\n", "none of: draft, done"),
    ],
)
def test_faults_are_text(data: bytes, fault: str) -> None:
    summary = summarize(data)
    assert fault in summary.fault
    assert (summary.spans, summary.status) == (0, "")


class TestCache:
    def test_no_file(self, tmp_path: Path) -> None:
        assert SummaryCache().summary(tmp_path, "a.txt") == Summary()
        assert SummaryCache().summary(tmp_path / "none", "2026/a.txt") == Summary()

    def test_what_cannot_be_read(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt.yaml").mkdir()
        assert SummaryCache().summary(tmp_path, "a.txt") == Summary(fault="cannot be read: it is a folder")

    def test_reads_again_only_what_changed(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        path = tmp_path / "a.txt.yaml"
        path.write_text(HEAD, encoding="utf-8")
        cache = SummaryCache()
        reads: list[Path] = []

        def count(path: Path) -> bytes:
            reads.append(path)
            return path.read_bytes()

        monkeypatch.setattr("annotator.store.summaries.contents", count)
        assert cache.summary(tmp_path, "a.txt") == cache.summary(tmp_path, "a.txt") == Summary(0, "done")
        assert len(reads) == 1
        path.write_text(HEAD.replace("done", "draft"), encoding="utf-8")
        os.utime(path, ns=(1, 1))
        assert cache.summary(tmp_path, "a.txt") == Summary(0, "draft")
        path.unlink()
        assert cache.summary(tmp_path, "a.txt") == Summary()

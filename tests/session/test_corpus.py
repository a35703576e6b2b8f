"""A corpus on the disk and one annotator in it: what is opened, kept and saved, also when files go."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from annotator.model.faults import FaultyFile, ReadOnly, SaveFailed
from annotator.session.corpus import CorpusSession
from annotator.session.news import SaveState
from annotator.store.corpus import Corpus
from tests.session.samples import CLAIM, NAME, TEXT

LABELS = """\
format: annotator-labels/1
layers:
- name: entity
  labels:
  - name: PER
  - name: ORG
- name: claim
  labels:
  - name: FACT
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "seeds" / "2026").mkdir(parents=True)
    (tmp_path / "resources").mkdir()
    (tmp_path / "resources" / "labels.yaml").write_text(LABELS, encoding="utf-8")
    (tmp_path / "annotator.yaml").write_text(
        "format: annotator-corpus/1\nsources: seeds\nlabels: resources/labels.yaml\n", encoding="utf-8"
    )
    for name in ("a.txt", "b.txt", "2026/c.txt"):
        (tmp_path / "seeds" / name).write_text(TEXT, encoding="utf-8")
    return tmp_path


def work_in(folder: Path) -> CorpusSession:
    return CorpusSession(Corpus.open(folder), "aisha")


def annotation_file(folder: Path, article: str = "a.txt") -> Path:
    return folder / "annotations" / "aisha" / f"{article}.yaml"


def test_reopening_shows_exactly_what_was_made(folder: Path) -> None:
    session = work_in(folder).open("2026/c.txt")
    session.annotate(*NAME, "entity", "PER")
    session.annotate(*CLAIM, "claim", "FACT")
    session.set_note("s1", "وزیراعظم")
    assert session.save() is SaveState.SAVED
    again = work_in(folder).open("2026/c.txt")
    assert again.present == session.present
    assert again.save_state is SaveState.SAVED
    assert again.undo_text is None


def test_an_article_keeps_its_undo_when_one_comes_back_to_it(folder: Path) -> None:
    work = work_in(folder)
    first = work.open("a.txt")
    first.annotate(*NAME, "entity", "PER")
    first.save()
    work.open("b.txt")
    again = work.open("a.txt")
    assert again is first
    again.undo()
    assert again.save() is SaveState.SAVED
    assert work_in(folder).open("a.txt").present.spans == ()


def test_progress_is_that_of_the_disk_and_of_what_is_open(folder: Path) -> None:
    before = work_in(folder)
    before.open("b.txt").annotate(*NAME, "entity", "PER")
    before.open("b.txt").set_status("done")
    before.open("b.txt").save()
    work = work_in(folder)
    work.open("a.txt").annotate(*NAME, "entity", "PER")
    progress = work.progress()
    assert list(progress) == ["2026/c.txt", "a.txt", "b.txt"]
    assert [(summary.spans, summary.status) for summary in progress.values()] == [
        (0, ""),
        (1, "draft"),
        (1, "done"),
    ]


def test_knows_what_is_unsaved(folder: Path) -> None:
    work = work_in(folder)
    session = work.open("a.txt")
    work.open("b.txt")
    assert work.unsaved() == []
    session.annotate(*NAME, "entity", "PER")
    assert work.unsaved() == [session]
    session.save()
    assert work.unsaved() == []


@pytest.mark.parametrize("change", ["deleted", "written"])
def test_annotations_are_saved_when_the_article_is_gone_or_another(folder: Path, change: str) -> None:
    session = work_in(folder).open("a.txt")
    source = folder / "seeds" / "a.txt"
    if change == "deleted":
        source.unlink()
    else:
        source.write_text("کچھ اور", encoding="utf-8")
    session.annotate(*NAME, "entity", "PER")
    assert session.save() is SaveState.SAVED
    saved = annotation_file(folder).read_text(encoding="utf-8")
    assert 'exact: "شہباز شریف"' in saved
    source.write_text(TEXT, encoding="utf-8")
    assert work_in(folder).open("a.txt").present == session.present


@pytest.mark.parametrize("article", ["gone.txt", "bad.txt"])
def test_an_article_that_cannot_be_read_says_why(folder: Path, article: str) -> None:
    (folder / "seeds" / "bad.txt").write_bytes(b"\xd3\xe1\xe3 abc")
    with pytest.raises(FaultyFile, match=article):
        work_in(folder).open(article)


def test_a_faulty_annotation_file_is_shown_read_only_and_left_alone(folder: Path) -> None:
    file = annotation_file(folder)
    file.parent.mkdir(parents=True)
    file.write_text("format: annotator/1\nspans: 7\n", encoding="utf-8")
    work = work_in(folder)
    session = work.open("a.txt")
    assert session.read_only is not None
    assert "a.txt.yaml" in session.read_only
    with pytest.raises(ReadOnly):
        session.annotate(*NAME, "entity", "PER")
    assert session.save() is SaveState.SAVED
    assert file.read_text(encoding="utf-8") == "format: annotator/1\nspans: 7\n"
    assert work.progress()["a.txt"].fault
    file.unlink()
    assert work.open("a.txt").read_only is None


def test_annotations_of_another_state_of_the_article_are_read_only(folder: Path) -> None:
    session = work_in(folder).open("a.txt")
    session.annotate(*NAME, "entity", "PER")
    session.save()
    saved = annotation_file(folder).read_bytes()
    (folder / "seeds" / "a.txt").write_text("نیا " + TEXT, encoding="utf-8")
    again = work_in(folder).open("a.txt")
    assert again.read_only
    assert annotation_file(folder).read_bytes() == saved


class TestConflict:
    def test_neither_version_is_lost(self, folder: Path, tmp_path: Path) -> None:
        work = work_in(folder)
        mine = work.open("a.txt")
        mine.annotate(*NAME, "entity", "PER")
        annotation_file(folder).write_text("not: yaml: at all", encoding="utf-8")
        assert mine.save() is SaveState.CONFLICT
        assert annotation_file(folder).read_text(encoding="utf-8") == "not: yaml: at all"
        copy = tmp_path / "mine" / "a.yaml"
        mine.save_elsewhere(copy)
        assert "label: PER" in copy.read_text(encoding="utf-8")
        assert work.unsaved() == []
        annotation_file(folder).write_bytes(copy.read_bytes())
        again = work.reopen("a.txt")
        assert again is work.open("a.txt")
        assert again.present == mine.present
        again.delete("s1")
        assert again.save() is SaveState.SAVED

    def test_a_deleted_file_is_written_again(self, folder: Path) -> None:
        session = work_in(folder).open("a.txt")
        session.annotate(*NAME, "entity", "PER")
        session.save()
        annotation_file(folder).unlink()
        session.annotate(*CLAIM, "claim", "FACT")
        assert session.save() is SaveState.SAVED
        assert work_in(folder).open("a.txt").present == session.present

    def test_a_copy_does_not_overwrite_the_file_in_the_way(self, folder: Path) -> None:
        session = work_in(folder).open("a.txt")
        session.annotate(*NAME, "entity", "PER")
        with pytest.raises(SaveFailed, match="another name"):
            session.save_elsewhere(annotation_file(folder))
        with pytest.raises(SaveFailed, match="Choose another place"):
            session.save_elsewhere(folder / "annotator.yaml" / "x.yaml")
        assert session.unsaved


def test_a_folder_that_cannot_be_written_is_a_failure(folder: Path) -> None:
    session = work_in(folder).open("a.txt")
    shutil.rmtree(folder / "annotations")
    (folder / "annotations").write_text("in the way", encoding="utf-8")
    session.annotate(*NAME, "entity", "PER")
    assert session.save() is SaveState.FAILED
    assert "a.txt.yaml" in session.save_message
    (folder / "annotations").unlink()
    assert session.save() is SaveState.SAVED


class TestNamesThatSomeDiskTakesForOne:
    """Windows and macOS would put both into one folder, where neither could read the other's files."""

    def test_a_name_in_other_capitals_is_who_is_there(self, folder: Path) -> None:
        first = work_in(folder)
        first.open("a.txt").annotate(*NAME, "entity", "PER")
        first.open("a.txt").save()
        first.close()
        second = CorpusSession(Corpus.open(folder), "AISHA")
        assert second.annotator == "aisha"
        assert len(second.open("a.txt").present.spans) == 1

    def test_two_who_are_there_stay_two(self, folder: Path) -> None:
        for name in ("aisha", "Aisha"):
            (folder / "annotations" / name).mkdir(parents=True)
        for name in ("aisha", "Aisha"):
            assert CorpusSession(Corpus.open(folder), name).annotator == name

    def test_letters_put_together_in_another_way(self, folder: Path) -> None:
        (folder / "annotations" / "\xe9lan").mkdir(parents=True)
        assert CorpusSession(Corpus.open(folder), "E\u0301LAN").annotator == "\xe9lan"
        assert CorpusSession(Corpus.open(folder), "elan").annotator == "elan"

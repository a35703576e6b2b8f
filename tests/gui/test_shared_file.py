"""One annotator's file in two hands: the window reads, puts together, asks, and loses nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from annotator.gui.workplace import Workplace
from annotator.session.corpus import CorpusSession
from annotator.session.news import SaveState
from annotator.store.corpus import Corpus
from tests.gui.samples import place


def mark(workplace: Workplace, words: str = "قازقستان") -> None:
    workplace.panes.view.select_range(*place(words))
    workplace.marking.apply_label("entity", "GPE")


def labels(workplace: Workplace) -> list[str]:
    return sorted(span.label for span in workplace.marking.article.present.spans)


def annotation_file(folder: Path) -> Path:
    return folder / "annotations" / "aisha" / "a.txt.yaml"


def saved(workplace: Workplace) -> bool:
    return workplace.marking.article.save_state is SaveState.SAVED


@pytest.fixture
def written(qtbot, workplace: Workplace) -> Workplace:
    """A window with one span that is on the disk."""
    mark(workplace)
    qtbot.waitUntil(lambda: saved(workplace))
    return workplace


def press(workplace: Workplace, words: str) -> None:
    """Press a button of the notices by keyboard: there by Shift+F6, along by Tab."""
    panes = workplace.panes
    panes.to_article()
    panes.go(-1)
    for _ in range(12):
        button = QApplication.focusWidget()
        if isinstance(button, QPushButton) and button.text().replace("&", "") == words:
            QTest.keyClick(button, Qt.Key.Key_Space)
            return
        QTest.keyClick(button, Qt.Key.Key_Tab)
    raise AssertionError(f"{words} is not reached by keyboard")


def test_what_another_program_wrote_is_taken_over(qtbot, written: Workplace, folder: Path) -> None:
    theirs = annotation_file(folder).read_text("utf-8").replace("status: draft", "status: done")
    annotation_file(folder).write_text(theirs, "utf-8")
    qtbot.waitUntil(lambda: written.marking.article.present.status == "done")
    assert "Another program changed" in written.panes.notices.shown()["file"]
    assert saved(written)
    press(written, "Undo")
    assert written.marking.article.present.status == "draft"
    assert "file" not in written.panes.notices.shown()
    qtbot.waitUntil(lambda: "status: draft" in annotation_file(folder).read_text("utf-8"))


def test_a_file_put_in_place_of_another_is_noticed_each_time(qtbot, written: Workplace, folder: Path) -> None:
    for status in ("done", "draft"):
        new = folder / "new.yaml"
        text = annotation_file(folder).read_text("utf-8")
        new.write_text(text.replace("draft", status).replace("done", status), "utf-8")
        new.replace(annotation_file(folder))
        qtbot.waitUntil(lambda status=status: written.marking.article.present.status == status)


def test_a_file_that_is_removed_is_written_again(qtbot, written: Workplace, folder: Path) -> None:
    before = annotation_file(folder).read_bytes()
    annotation_file(folder).unlink()
    qtbot.waitUntil(lambda: "file" in written.panes.notices.shown())
    qtbot.waitUntil(lambda: annotation_file(folder).exists() and saved(written))
    assert annotation_file(folder).read_bytes() == before


@pytest.mark.parametrize(
    ("answer", "stands"), [("Keep both", ["ORG", "PER"]), ("Keep mine", ["PER"]), ("Take the other", ["ORG"])]
)
def test_what_both_changed_is_asked_by_keyboard(
    qtbot, written: Workplace, folder: Path, answer: str, stands: list[str]
) -> None:
    theirs = annotation_file(folder).read_text("utf-8").replace("GPE", "ORG")
    session = written.marking.article
    session.relabel("s1", "entity", "PER")
    annotation_file(folder).write_text(theirs, "utf-8")
    qtbot.waitUntil(lambda: "saving" in written.panes.notices.shown())
    assert session.save_state is SaveState.CONFLICT
    assert annotation_file(folder).read_text("utf-8") == theirs
    press(written, answer)
    qtbot.waitUntil(lambda: saved(written))
    assert labels(written) == stands
    assert "saving" not in written.panes.notices.shown()
    reached = set()
    while session.undo_text:
        session.undo()
        reached.add(tuple(labels(written)))
    assert {("GPE",), ("PER",)} <= reached | {tuple(stands)}


def test_a_second_window_reads_and_says_who_writes(qtbot, workplace: Workplace, folder: Path) -> None:
    mark(workplace)
    qtbot.waitUntil(lambda: saved(workplace))
    other = CorpusSession(Corpus.open(folder), "aisha")
    second = other.open("a.txt")
    assert "open elsewhere" in second.read_only
    assert [span.label for span in second.present] == ["GPE"]
    workplace.opener.open("b.txt")
    assert other.open("a.txt").read_only is None
    workplace.opener.open("a.txt")
    assert "open elsewhere" in workplace.panes.notices.shown()["annotations"]
    mark(workplace, "شہباز")
    assert labels(workplace) == ["GPE"]
    other.close()
    press(workplace, "Try again")
    mark(workplace, "شہباز")
    assert labels(workplace) == ["GPE", "GPE"]


def test_a_closed_window_lets_others_write(written: Workplace, folder: Path) -> None:
    written.panes.window().close()
    hidden = [path.name for path in (folder / "annotations").rglob(".*")]
    assert hidden == [".a.txt.yaml.history"]
    assert CorpusSession(Corpus.open(folder), "aisha").open("a.txt").read_only is None


def test_edits_of_a_run_that_was_killed_are_saved(qtbot, open_corpus, folder: Path) -> None:
    killed = CorpusSession(Corpus.open(folder), "aisha")
    killed.open("a.txt").annotate(*place("قازقستان"), "entity", "GPE")
    killed.close()
    workplace = open_corpus()
    assert labels(workplace) == ["GPE"]
    assert "brought back" in workplace.panes.notices.shown()["annotations"]
    qtbot.waitUntil(lambda: saved(workplace))
    assert not list((folder / "annotations").rglob(".*.journal"))
    workplace.marking.article.undo()
    assert labels(workplace) == []

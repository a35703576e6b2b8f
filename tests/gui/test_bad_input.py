"""What is wrong is said at its place with what to do; nothing is lost, nothing falls over."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from annotator.gui import dialogs
from annotator.gui.app import Program
from annotator.gui.dialogs import Leaving
from annotator.gui.notices import FaultPage
from annotator.gui.workplace import Workplace
from annotator.session.news import SaveState
from tests.gui.samples import TEXT, place


def click(parent, words: str) -> None:
    QApplication.processEvents()
    buttons = [b for b in parent.findChildren(QPushButton) if b.text() == words and b.isVisible()]
    QTest.mouseClick(buttons[0], Qt.MouseButton.LeftButton)


def mark(workplace: Workplace, words: str = "قازقستان") -> None:
    workplace.panes.view.select_range(*place(words))
    workplace.marking.apply_label("entity", "GPE")


def count(workplace: Workplace) -> int:
    return len(workplace.marking.article.present.spans)


def annotation_file(folder: Path, annotator: str = "aisha") -> Path:
    return folder / "annotations" / annotator / "a.txt.yaml"


def test_an_article_that_is_not_utf8(workplace: Workplace, folder: Path) -> None:
    (folder / "seeds/b.txt").write_bytes("پاکستان".encode("utf-16"))
    workplace.opener.open("b.txt")
    page = workplace.panes.fault
    assert page.isVisible()
    assert "b.txt" in page.text
    assert "UTF-16" in page.text
    QTest.keyClick(workplace.panes.view, Qt.Key.Key_P)
    (folder / "seeds/b.txt").write_text("پاکستان", "utf-8")
    click(page, "Try again")
    assert workplace.panes.view.isVisible()
    assert workplace.panes.view.page.document.text == "پاکستان"


def test_an_article_that_is_gone_before_it_is_opened(workplace: Workplace, folder: Path) -> None:
    (folder / "seeds/b.txt").unlink()
    workplace.opener.open("b.txt")
    assert workplace.panes.fault.isVisible()
    workplace.opener.step(1)
    assert workplace.panes.view.page.document.path == "c.txt"


def test_an_empty_article(workplace: Workplace, folder: Path) -> None:
    (folder / "seeds/b.txt").write_bytes(b"")
    workplace.opener.open("b.txt")
    assert workplace.panes.view.page.document.text == ""
    QTest.keyClick(workplace.panes.view, Qt.Key.Key_P)
    QTest.keyClick(workplace.panes.view, Qt.Key.Key_Tab)
    workplace.menus.actions["find"].trigger()
    workplace.panes.find_bar.field.setText("x")
    assert workplace.panes.find_bar.count.text() == "not found"


def test_controls_are_named_where_they_would_reorder(workplace: Workplace, folder: Path) -> None:
    (folder / "seeds/b.txt").write_text("a \u202eevil\u202c b", "utf-8")
    workplace.opener.open("b.txt")
    workplace.panes.view.select_range(2, 8)
    workplace.marking.apply_label("entity", "PER")
    assert workplace.panes.details.span.quote.text() == "[RLO]evil[PDF]"
    cell = workplace.panes.spans.table.model().index(0, 1).data()
    assert "\u202e" not in cell
    assert "[RLO]" in cell


def test_an_annotation_file_with_faults(open_corpus, folder: Path) -> None:
    path = annotation_file(folder)
    path.parent.mkdir(parents=True)
    path.write_text("format: annotator/1\nspans: 7\n", "utf-8")
    workplace = open_corpus()
    assert "spans" in workplace.panes.notices.shown()["annotations"]
    mark(workplace)
    assert "cannot be edited" in workplace.status.currentMessage()
    assert path.read_text("utf-8") == "format: annotator/1\nspans: 7\n"
    assert workplace.status.saved_label.text() == ""
    path.unlink()
    click(workplace.panes.notices, "Try again")
    assert workplace.panes.notices.shown() == {}
    mark(workplace)
    assert count(workplace) == 1


@pytest.fixture
def failing(qtbot, workplace: Workplace, folder: Path) -> Path:
    """A span that cannot be saved: a file stands where the folder of annotations should be."""
    shutil.rmtree(folder / "annotations")
    (folder / "annotations").write_text("in the way", "utf-8")
    mark(workplace)
    qtbot.waitUntil(lambda: workplace.marking.article.save_state is SaveState.FAILED)
    return folder / "annotations"


def test_what_cannot_be_written_is_said_and_kept(qtbot, workplace: Workplace, failing: Path) -> None:
    assert workplace.status.saved_label.text() == "Not saved"
    assert "could not be written" in workplace.panes.notices.shown()["saving"]
    failing.unlink()
    click(workplace.panes.notices, "Try again")
    qtbot.waitUntil(lambda: workplace.marking.article.save_state is SaveState.SAVED)
    assert workplace.panes.notices.shown() == {}
    assert workplace.status.saved_label.text() == "Saved"


def test_what_cannot_be_saved_asks_before_it_is_left(
    monkeypatch, workplace: Workplace, failing: Path, tmp_path: Path
) -> None:
    window = workplace.panes.window()
    asked: list[tuple[list[str], str]] = []
    answers = [Leaving.STAY, Leaving.RETRY, Leaving.ELSEWHERE]

    def ask(_parent, articles, why):
        asked.append((articles, why))
        return answers[len(asked) - 1]

    monkeypatch.setattr(dialogs, "ask_about_unsaved", ask)
    monkeypatch.setattr(dialogs, "ask_copy_path", lambda *_: tmp_path / "copy.yaml")
    assert not window.close()
    assert window.isVisible()
    assert window.close()
    assert [articles for articles, _ in asked] == [["a.txt"]] * 3
    assert "could not be written" in asked[0][1]
    assert "قازقستان" in (tmp_path / "copy.yaml").read_text("utf-8")


def test_it_can_be_discarded(monkeypatch, workplace: Workplace, failing: Path) -> None:
    monkeypatch.setattr(dialogs, "ask_about_unsaved", lambda *_: Leaving.DISCARD)
    assert workplace.panes.window().close()


def test_a_file_that_someone_else_wrote(
    qtbot, monkeypatch, workplace: Workplace, folder: Path, tmp_path: Path
) -> None:
    mark(workplace)
    workplace.may_leave()
    theirs = annotation_file(folder).read_text("utf-8").replace("GPE", "ORG")
    annotation_file(folder).write_text(theirs.replace("ORG", "NOTHING"), "utf-8")
    mark(workplace, "شہباز")
    qtbot.waitUntil(lambda: workplace.marking.article.save_state is SaveState.CONFLICT)
    assert "NOTHING" in workplace.panes.notices.shown()["saving"]
    assert annotation_file(folder).read_text("utf-8") == theirs.replace("ORG", "NOTHING")
    monkeypatch.setattr(dialogs, "ask_copy_path", lambda *_: tmp_path / "mine.yaml")
    annotation_file(folder).write_text(theirs, "utf-8")
    click(workplace.panes.notices, "Save mine elsewhere, open the other")
    assert [span.label for span in workplace.marking.article.present.spans] == ["ORG"]
    assert "شہباز" in (tmp_path / "mine.yaml").read_text("utf-8")
    assert workplace.panes.notices.shown() == {}


def test_an_article_that_is_deleted_while_it_is_open(qtbot, workplace: Workplace, folder: Path) -> None:
    mark(workplace)
    with qtbot.waitSignal(workplace.opener.source_changed):
        (folder / "seeds/a.txt").unlink()
    assert "gone" in workplace.panes.notices.shown()["source"]
    mark(workplace, "شہباز")
    qtbot.waitUntil(lambda: workplace.marking.article.save_state is SaveState.SAVED)
    assert count(workplace) == 2


def test_an_article_that_is_changed_while_it_is_open(qtbot, workplace: Workplace, folder: Path) -> None:
    with qtbot.waitSignal(workplace.opener.source_changed):
        (folder / "seeds/a.txt").write_text(TEXT + "مزید\n", "utf-8")
    assert "changed" in workplace.panes.notices.shown()["source"]
    click(workplace.panes.notices, "Read it again")
    assert workplace.panes.view.page.document.text.endswith("مزید\n")
    assert workplace.panes.notices.shown() == {}


def test_a_corpus_without_articles(program: Program, tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    program.open(tmp_path / "nothing")
    workplace = program.window.workplace
    assert "no articles" in workplace.panes.fault.text
    workplace.opener.step(1)
    for name in ("done", "save", "undo"):
        assert not workplace.menus.actions[name].isEnabled()


def test_a_corpus_that_cannot_be_opened(program: Program, folder: Path) -> None:
    whole = (folder / "annotator.yaml").read_text("utf-8")
    (folder / "annotator.yaml").write_text("format: annotator-corpus/1\nsources: ../elsewhere\n", "utf-8")
    program.open(folder)
    page = program.window.centralWidget()
    assert isinstance(page, FaultPage)
    assert "sources" in page.text
    (folder / "annotator.yaml").write_text(whole, "utf-8")
    click(page, "Try again")
    assert program.window.workplace.opener.current == "a.txt"


def test_another_corpus_that_cannot_be_opened_leaves_this_one(
    monkeypatch, workplace: Workplace, program: Program, tmp_path: Path
) -> None:
    said = []
    monkeypatch.setattr("annotator.gui.refusal.show_refusal", lambda *said_of: said.append(str(said_of[-1])))
    mark(workplace)
    program.open(tmp_path / "nowhere")
    assert "no such folder" in said[0]
    assert program.window.workplace is workplace
    assert count(workplace) == 1


def test_guidelines_that_are_missing_or_broken(workplace: Workplace, tmp_path: Path) -> None:
    pane = workplace.panes.guidelines
    workplace.menus.actions["guidelines"].trigger()
    assert "no guidelines" in pane.toPlainText()
    broken = tmp_path / "guidelines.md"
    broken.write_bytes(b"\xff\xfe\xff")
    pane.show_file(broken)
    assert "cannot be read" in pane.toPlainText()
    broken.write_text("# نام\n\nاشخاص کے نام نشان زد کریں، القاب چھوڑ دیں۔ ![x](http://x.org/x.png)", "utf-8")
    pane.show_file(broken)
    assert "نام" in pane.toPlainText()
    assert pane.layoutDirection() == Qt.LayoutDirection.RightToLeft


def test_nothing_of_the_article_before_is_shown_beside_a_fault(workplace: Workplace, folder: Path) -> None:
    mark(workplace)
    (folder / "seeds/b.txt").write_bytes(b"\xff")
    workplace.opener.open("b.txt")
    assert workplace.panes.spans.table.model().rowCount() == 0
    assert not workplace.panes.details.article.isVisible()
    assert not workplace.panes.details.span.isVisible()
    workplace.opener.open("a.txt")
    assert workplace.panes.spans.table.model().rowCount() == 1
    assert workplace.panes.details.article.isVisible()

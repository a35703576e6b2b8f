"""Deleting all spans of a label in the window: asked for, kept, told, and taken back in every article."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from annotator.gui import label_deletion
from annotator.gui.label_deletion import LabelDeletionDialog
from annotator.gui.workplace import Workplace
from annotator.session.corpus import CorpusSession
from annotator.session.news import SaveState
from annotator.store.backups import backups, restore
from annotator.store.corpus import Corpus
from tests.gui.samples import place
from tests.gui.test_shared_file import press, saved


@pytest.fixture
def annotated(folder: Path, open_corpus) -> Workplace:
    """A window on two annotated articles, of which the first is open."""
    session = CorpusSession(Corpus.open(folder), "aisha")
    for name in ("a.txt", "b.txt"):
        article = session.open(name)
        article.annotate(1, 5, "entity", "GPE")
        article.annotate(6, 9, "entity", "GPE")
        article.annotate(1, 9, "entity", "ORG")
        article.save()
    session.close()
    return open_corpus()


def ask(workplace: Workplace) -> LabelDeletionDialog:
    """Press the action; return the dialog that it opens."""
    workplace.menus.actions["delete_label"].trigger()
    (dialog,) = workplace.panes.window().findChildren(LabelDeletionDialog)
    return dialog


def delete(workplace: Workplace, *, everywhere: bool) -> tuple[str, str, str]:
    """Press the action and answer the dialog; returns what it said."""
    dialog = ask(workplace)
    (dialog.everywhere if everywhere else dialog.here).setChecked(True)
    said = dialog.labels.currentText(), dialog.here.text(), dialog.everywhere.text()
    dialog.delete_button.click()
    workplace.panes.window().activateWindow()
    return said


def labels(folder: Path, article: str) -> list[str]:
    corpus = Corpus.open(folder)
    return [s.label for s in corpus.read_annotations("aisha", corpus.document(article)).annotations]


def test_in_all_articles_and_back(annotated: Workplace, folder: Path) -> None:
    annotated.marking.choose("s1")
    said = delete(annotated, everywhere=True)
    assert said == ("Country or city · Entities", "In this article: 2", "In all my articles: 4 (articles: 2)")
    assert [labels(folder, name) for name in ("a.txt", "b.txt")] == [["ORG"], ["ORG"]]
    told = annotated.panes.notices.shown()["deletion"]
    assert "are deleted: 4 (articles: 2)" in told
    assert "annotations/.backups/" in told
    assert annotated.panes.articles.entry("b.txt").spans == 1
    assert annotated.marking.undo_text == "Delete all 2 spans of GPE"
    press(annotated, "Undo in all of them")
    assert [len(labels(folder, name)) for name in ("a.txt", "b.txt")] == [3, 3]
    assert annotated.panes.articles.entry("b.txt").spans == 3
    assert "deletion" not in annotated.panes.notices.shown()
    corpus = Corpus.open(folder)
    assert len(backups(corpus)) == 1


def test_in_this_article_only_and_undone_by_key(
    annotated: Workplace, folder: Path, monkeypatch, qtbot
) -> None:
    annotated.marking.choose("s1")
    delete(annotated, everywhere=False)
    assert [labels(folder, name) for name in ("a.txt", "b.txt")] == [["ORG"], ["ORG", "GPE", "GPE"]]
    annotated.menus.actions["undo"].trigger()
    qtbot.waitUntil(lambda: saved(annotated))
    assert len(labels(folder, "a.txt")) == 3
    press(annotated, "Undo in all of them")
    assert "Something else was done there since" in annotated.panes.notices.shown()["deletion"]
    assert len(labels(folder, "a.txt")) == 3


def test_other_articles_are_let_go_again(annotated: Workplace, folder: Path) -> None:
    delete(annotated, everywhere=True)
    other = CorpusSession(Corpus.open(folder), "aisha")
    assert other.open("b.txt").read_only is None
    assert other.open("a.txt").read_only is not None
    other.close()


def test_what_the_command_line_brings_back(annotated: Workplace, folder: Path, qtbot) -> None:
    before = labels(folder, "a.txt")
    delete(annotated, everywhere=True)
    annotated.panes.window().close()
    corpus = Corpus.open(folder)
    restore(corpus, backups(corpus)[0])
    assert labels(folder, "a.txt") == before


def test_one_that_is_open_elsewhere_is_left_and_told(annotated: Workplace, folder: Path) -> None:
    other = CorpusSession(Corpus.open(folder), "aisha")
    other.open("b.txt")
    annotated.marking.choose("s1")
    delete(annotated, everywhere=True)
    told = annotated.panes.notices.shown()["deletion"]
    assert "b.txt" in told
    assert "was left as it is" in told
    assert labels(folder, "a.txt") == ["ORG"]
    assert len(labels(folder, "b.txt")) == 3
    other.close()


def test_cancelled_nothing_happens(annotated: Workplace, folder: Path) -> None:
    ask(annotated).reject()
    assert len(labels(folder, "a.txt")) == 3
    assert backups(Corpus.open(folder)) == []


def test_where_nothing_is_annotated_nothing_can_be_deleted(qtbot, workplace: Workplace) -> None:
    scheme = workplace.session.corpus.scheme
    dialog = LabelDeletionDialog(scheme, ({}, {}), None, workplace.panes)
    qtbot.addWidget(dialog)
    assert not dialog.delete_button.isEnabled()
    assert not dialog.nothing.isHidden()


def test_a_label_that_is_elsewhere_only(qtbot, workplace: Workplace) -> None:
    scheme = workplace.session.corpus.scheme
    counts = {("entity", "PER"): (2, 1)}, {("entity", "PER"): (3, 2), ("entity", "ORG"): (1_000, 1)}
    dialog = LabelDeletionDialog(scheme, counts, ("entity", "ORG"), workplace.panes)
    qtbot.addWidget(dialog)
    assert dialog.chosen == ("entity", "ORG")
    assert not dialog.here.isEnabled()
    assert dialog.everywhere.isChecked()
    assert dialog.everywhere.text() == "In all my articles: 1,000 (articles: 1)"
    dialog.labels.setCurrentIndex(0)
    assert dialog.here.text() == "In this article: 2"
    assert dialog.delete_button.isEnabled()


def test_a_backup_that_cannot_be_made_is_told(annotated: Workplace, folder: Path, monkeypatch) -> None:
    def refuse(*_: object) -> None:
        raise label_deletion.AnnotatorError("the disk is full; nothing was changed")

    monkeypatch.setattr(label_deletion, "delete_everywhere", refuse)
    delete(annotated, everywhere=True)
    assert annotated.panes.notices.shown()["deletion"] == "the disk is full; nothing was changed"
    assert QApplication.overrideCursor() is None
    assert len(labels(folder, "a.txt")) == 3


def test_the_file_of_a_changed_article_is_kept_before_it_is_written(
    qtbot, annotated: Workplace, folder: Path, open_corpus
) -> None:
    annotated.panes.window().close()
    source = folder / "seeds" / "a.txt"
    source.write_text(f"x {source.read_text('utf-8')}", "utf-8")
    workplace = open_corpus()
    workplace.panes.view.select_range(*(end + 2 for end in place("شہباز")))
    workplace.marking.apply_label("entity", "PER")
    qtbot.waitUntil(lambda: workplace.marking.article.save_state is SaveState.SAVED)
    told = workplace.panes.notices.shown()["kept"]
    (backup,) = backups(Corpus.open(folder))
    assert f"annotations/.backups/{backup.folder.name}" in told
    assert "annotator restore" in told

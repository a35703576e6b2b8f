"""The start: the article of the last time at once, the rest behind it; and what happens to our mistakes."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from annotator.gui import app, dialogs
from annotator.gui.app import Program
from annotator.model.faults import AnnotatorError
from tests.gui.samples import TEXT, place


def started(qtbot, program: Program, folder: Path, article: str = "") -> None:
    with qtbot.waitSignal(program.window.painted):
        program.start(folder, article)
    qtbot.waitUntil(lambda: program.window.workplace is not None)


def test_the_first_start_opens_the_first_article(qtbot, program: Program, folder: Path) -> None:
    program.window.glance(folder, "")
    assert program.window.first_view.page is None
    started(qtbot, program, folder)
    assert program.window.workplace.opener.current == "a.txt"


def test_the_article_of_the_last_time_is_seen_before_the_corpus_is_open(
    qtbot, program: Program, folder: Path
) -> None:
    program.open(folder, "b.txt")
    program.window.workplace.close()
    program.window.workplace = None
    program.window.glance(folder, "")
    view = program.window.first_view
    assert view.page.document.path == "b.txt"
    assert view.annotations is None
    started(qtbot, program, folder)
    assert program.window.workplace.opener.current == "b.txt"
    assert program.window.panes.view.annotations is not None


def test_another_article_that_is_asked_for_is_opened(qtbot, program: Program, folder: Path) -> None:
    program.open(folder, "b.txt")
    program.window.workplace.close()
    program.window.workplace = None
    program.window.glance(folder, "c.txt")
    assert program.window.first_view.page is None
    started(qtbot, program, folder, "c.txt")
    assert program.window.workplace.opener.current == "c.txt"


@pytest.mark.parametrize("harm", ["gone", "broken"])
def test_a_first_look_that_fails_is_no_harm(qtbot, program: Program, folder: Path, harm: str) -> None:
    program.open(folder, "b.txt")
    program.window.workplace.close()
    program.window.workplace = None
    file = folder / "seeds/b.txt"
    if harm == "gone":
        file.unlink()
    else:
        file.write_bytes(b"\xff")
    started(qtbot, program, folder)
    workplace = program.window.workplace
    assert workplace.opener.current == ("a.txt" if harm == "gone" else "b.txt")


def test_the_survey_fills_the_list(qtbot, program: Program, folder: Path) -> None:
    started(qtbot, program, folder)
    articles = program.window.panes.articles
    qtbot.waitUntil(lambda: articles.entry("b.txt").title != "")
    assert articles.entry("b.txt").title.startswith("इस्लामाबाद")
    assert articles.entry("c.txt").spans == 0


def test_the_name_is_remembered_at_first_the_login_name(program: Program, monkeypatch) -> None:
    assert program.annotator == "aisha"
    program.settings.keep("annotator", "")
    monkeypatch.setenv("LOGNAME", "someone")
    assert program.annotator == "someone"


@pytest.fixture
def failures(monkeypatch, tmp_path: Path) -> list[tuple[str, Path]]:
    shown: list[tuple[str, Path]] = []
    monkeypatch.setattr(dialogs, "show_failure", lambda _window, what, log: shown.append((what, log)))
    monkeypatch.setattr(sys, "__excepthook__", lambda *_: None)
    monkeypatch.setattr(app.QStandardPaths, "writableLocation", lambda _kind: str(tmp_path / "log"))
    return shown


def raised(error: Exception):
    try:
        raise error
    except type(error) as caught:
        return type(caught), caught, caught.__traceback__


def test_a_mistake_of_ours_is_shown_logged_and_survived(workplace, program: Program, failures) -> None:
    workplace.panes.view.select_range(*place("قازقستان"))
    workplace.marking.apply_label("entity", "GPE")
    program.report(*raised(ZeroDivisionError("ours")))
    ((what, log),) = failures
    assert "ours" in what
    assert "Traceback" in log.read_text("utf-8")
    assert workplace.marking.article.present.spans[0].exact(TEXT) == "قازقستان"


def test_a_fault_that_a_user_can_understand_is_only_said(workplace, program: Program, failures) -> None:
    program.report(*raised(AnnotatorError("put it right")))
    assert workplace.status.currentMessage() == "put it right"
    assert failures == []


def test_a_log_that_cannot_be_written_is_no_second_failure(monkeypatch, tmp_path: Path, capsys) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(app.QStandardPaths, "writableLocation", lambda _kind: str(tmp_path / "file"))
    app.write_log("details")
    assert "details" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["a\nb", "x" * 300])
def test_a_name_that_cannot_be_one_is_refused(workplace, program: Program, name: str) -> None:
    program.rename(name)
    assert program.window.workplace is workplace
    assert program.annotator == "aisha"
    assert "name" in workplace.status.currentMessage()

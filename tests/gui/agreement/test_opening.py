"""The agreement window beside the main one: opened by a key, led back to the article, built again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QObject

from annotator.gui.agreement import figures
from annotator.gui.agreement.figures_process import FiguresProcess
from annotator.gui.workplace import Workplace
from annotator.session.agreement.answers import Answer, Example, Finished, Version
from annotator.session.agreement.questions import Ask, Question
from tests.gui.agreement.conftest import InProcess
from tests.session.agreement.annotated import three_annotators


@pytest.fixture
def place(monkeypatch, open_corpus: Callable[..., Workplace], folder: Path, settings) -> Workplace:
    """The main window on the corpus of three annotators, Anne at work."""
    monkeypatch.setattr(figures, "FiguresProcess", InProcess)
    three_annotators(folder)
    settings.keep("annotator", "anne")
    return open_corpus()


def test_the_action_opens_one_window(qtbot, place: Workplace) -> None:
    place.menus.actions["agreement"].trigger()
    window = place.agreement.window
    with qtbot.waitSignal(window.figures.finished):
        place.menus.actions["agreement"].trigger()
    assert place.agreement.window is window
    assert window.isVisible()
    window.close()
    assert place.agreement.question is None
    place.agreement.show(Question(measure="u"))
    assert place.agreement.question.measure == "u"


def test_an_own_span_is_chosen_in_the_article(place: Workplace) -> None:
    place.agreement.show()
    versions = (Version("anne", "PER", "", (), (), (), 0, 12, "s1"), Version("chen"))
    place.agreement.window.place_requested.emit(Example("b.txt", "missing", versions, 0, 12))
    assert place.opener.current == "b.txt"
    assert place.marking.chosen == "s1"


def test_what_another_has_is_selected(place: Workplace) -> None:
    place.agreement.show()
    versions = (Version("anne"), Version("باسط", "PER", "", (), (), (), 9, 19, "s1"))
    place.agreement.window.place_requested.emit(Example("a.txt", "missing", versions, 9, 19))
    assert place.panes.view.selection == (9, 19)


def test_an_article_that_is_gone_is_no_crash(place: Workplace) -> None:
    place.agreement.show()
    place.agreement.window.place_requested.emit(Example("gone.txt", "missing", (), 0, 3))
    assert place.marking.article is None


def test_it_is_built_again_with_the_window(qtbot, place: Workplace) -> None:
    window = place.panes.window()
    place.agreement.show(Question(measure="exact", articles="a"))
    place.appearance.set_theme("dark")
    again = window.workplace
    assert again is not place
    assert (again.agreement.question.measure, again.agreement.question.articles) == ("exact", "a")
    window.workplace.appearance.set_theme("light")


def test_it_ends_with_the_main_window(qtbot, place: Workplace) -> None:
    place.agreement.show()
    process = place.agreement.window.figures._process
    place.panes.window().close()
    assert "end" in process.requests


def test_nothing_of_it_is_imported_before_it_is_asked_for() -> None:
    import subprocess  # noqa: PLC0415 - only here
    import sys  # noqa: PLC0415

    code = "import annotator.gui.workplace, sys; print(sorted(m for m in sys.modules if 'agreement' in m))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "['annotator.gui.agreement', 'annotator.gui.agreement.opening']"


def test_the_real_process_answers_and_ends(qtbot, folder: Path) -> None:
    three_annotators(folder)
    parent = QObject()
    process = FiguresProcess(folder, parent)
    told: list[Answer] = []
    process.answered.connect(told.append)

    def finished(answer: Answer) -> bool:
        return isinstance(answer.news, Finished)

    with qtbot.waitSignal(process.answered, check_params_cb=finished, timeout=20_000):
        process.send(Ask(1, Question()))
    assert process.is_running
    process.end()
    assert not process.is_running
    with qtbot.waitSignal(process.answered, timeout=20_000):
        process.send(Ask(2, Question()))
    process.end()


def test_a_process_that_dies_is_told_and_begins_again(qtbot, folder: Path) -> None:
    three_annotators(folder)
    parent = QObject()
    process = FiguresProcess(folder, parent)
    process.send(Ask(1, Question()))
    with qtbot.waitSignal(process.died, timeout=20_000):
        process._process.kill()
    assert not process.is_running
    with qtbot.waitSignal(process.answered, timeout=20_000):
        process.send(Ask(2, Question()))
    process.end()
    QCoreApplication.processEvents()

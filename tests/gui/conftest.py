"""Windows on a small corpus of their own, with settings of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from annotator.gui.app import Program
from annotator.gui.settings import Settings
from annotator.gui.translation import use_language
from annotator.gui.workplace import Workplace
from tests.gui.samples import TEXT

ARTICLES = {
    "a.txt": TEXT,
    "b.txt": "इस्लामाबाद: पाकिस्तान और कजाकिस्तान ने कहा।\n",
    "c.txt": "Plain English text.\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A corpus folder with three articles and the built-in labels."""
    corpus = tmp_path / "corpus"
    (corpus / "seeds").mkdir(parents=True)
    for name, text in ARTICLES.items():
        (corpus / "seeds" / name).write_bytes(text.encode())
    (corpus / "annotator.yaml").write_text(
        "format: annotator-corpus/1\nname: small\nsources: seeds\n", "utf-8"
    )
    return corpus


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings that nobody else reads: English, light, an annotator."""
    store = Settings(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    for name, value in {"language": "en", "theme": "light", "annotator": "aisha"}.items():
        store.keep(name, value)
    return store


@pytest.fixture
def program(qapp: QApplication, settings: Settings) -> Iterator[Program]:
    """The program without a corpus; its window is closed at the end, whatever is unsaved."""
    program = Program(qapp, settings)
    yield program
    window = program.window
    if window.workplace:
        window.workplace.close()
        window.workplace = None
    window.close()
    shiboken6.delete(window)  # a window that lives on would be dressed again with every later one
    shiboken6.delete(program)
    use_language("en")
    qapp.setStyleSheet("")


@pytest.fixture
def open_corpus(qtbot, program: Program, folder: Path) -> Callable[..., Workplace]:
    """Opens the corpus in the window and returns what works there."""

    def opened(article: str = "a.txt") -> Workplace:
        program.open(folder, article)
        window = program.window
        window.resize(1280, 820)
        window.activateWindow()
        workplace = window.workplace
        assert workplace is not None
        workplace.panes.to_article()
        return workplace

    return opened


@pytest.fixture
def workplace(open_corpus: Callable[..., Workplace]) -> Workplace:
    """The window on the first article."""
    return open_corpus()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the screen-less platform say that its windows have no limits of size; all else is a failure."""
    for item in items:
        if "tests/gui/" in item.path.as_posix():
            item.add_marker(
                pytest.mark.qt_log_ignore("does not support (propagateSizeHints|raise|grabbing the keyboard)")
            )

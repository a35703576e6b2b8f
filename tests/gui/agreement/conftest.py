"""The agreement window on a small corpus, its figures computed in the test's own process."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Queue

import pytest
import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal

from annotator.agreement.bootstrap import Sampling
from annotator.gui.agreement import figures
from annotator.gui.agreement.window import AgreementWindow
from annotator.gui.settings import Settings
from annotator.session.agreement import computing
from annotator.session.agreement.computing import Computing
from annotator.session.agreement.questions import Question, Request
from annotator.store.corpus import Corpus
from tests.gui.article.pages import reading
from tests.session.agreement.annotated import three_annotators


class InProcess(QObject):
    """Answers as the process does, one request after the other, between events."""

    answered = Signal(object)
    died = Signal(str)

    def __init__(self, folder: Path, parent: QObject) -> None:
        super().__init__(parent)
        self.requests: list[Request] = []
        self._inbox: Queue[Request] = Queue()
        self._work = Computing(folder, self._inbox, self.answered.emit)

    def send(self, request: Request) -> None:
        self.requests.append(request)
        self._inbox.put(request)
        QTimer.singleShot(0, self, self._answer)

    def _answer(self) -> None:
        if not self._inbox.empty() or self._work._waiting:
            self._work.step(self._work._next())

    def end(self) -> None:
        self.requests.append("end")  # type: ignore[arg-type]


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return three_annotators(tmp_path / "corpus")


@pytest.fixture
def show(qtbot, monkeypatch, corpus: Corpus, settings: Settings) -> Iterator[Callable[..., AgreementWindow]]:
    """Shows the window and waits until all figures are there."""
    monkeypatch.setattr(figures, "FiguresProcess", InProcess)
    monkeypatch.setattr(computing, "SAMPLING", Sampling(20))
    shown: list[AgreementWindow] = []

    def shows(**asked: object) -> AgreementWindow:
        window = AgreementWindow(corpus, reading(), settings, Question(**asked))  # type: ignore[arg-type]
        shown.append(window)
        with qtbot.waitSignal(window.figures.finished, timeout=20_000):
            window.show()
        return window

    yield shows
    for window in shown:
        window.close()
        shiboken6.delete(window)


@pytest.fixture
def window(show: Callable[..., AgreementWindow]) -> AgreementWindow:
    return show()

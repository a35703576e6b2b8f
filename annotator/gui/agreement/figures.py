"""The figures as the window follows them: which question is being answered, and what comes of it."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance

from annotator.gui.agreement.figures_process import FiguresProcess
from annotator.session.agreement.answers import (
    Advised,
    Answer,
    Choices,
    Examples,
    Failed,
    Finished,
    News,
    Outdated,
    Overview,
    Progress,
    Table,
    Uncertainty,
    Written,
)
from annotator.session.agreement.questions import Ask, Export, LookBehind, Place, Question, Show, Stop

_PATIENCE = 1_500
"""Milliseconds that work which is not wanted any more may go on, until its process is ended."""


class Figures(QObject):
    """Asks a process; tells only what answers the newest question."""

    begun = Signal()
    choices_told = Signal(object)
    overview_told = Signal(object)
    uncertainty_told = Signal(object)
    table_told = Signal(object)
    advice_told = Signal(object)
    progressed = Signal(object)
    examples_told = Signal(object)
    finished = Signal()
    stopped = Signal()
    """Nothing more is computed, as was wished."""
    failed = Signal(object, str)
    """Why the figures cannot be computed; words for experts."""
    outdated = Signal()
    """The corpus is another by now."""
    written = Signal(object)
    """The path of a report."""
    not_written = Signal(object)
    """Why not; empty where it was stopped."""

    def __init__(self, folder: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._process = FiguresProcess(folder, self)
        self._process.answered.connect(self._take)
        self._process.died.connect(self._mourn)
        self._numbers = count(1)
        self._asked = 0
        self._looked = 0
        self._exported = 0
        self.working = self.writing = False
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(_PATIENCE)
        self._slow.timeout.connect(self._give_up)

    def ask(self, question: Question) -> None:
        """Ask for all figures; answers to earlier questions are not told any more."""
        self._asked = next(self._numbers)
        self.working = True
        self._process.send(Ask(self._asked, question))
        self.begun.emit()

    def look_behind(self, place: Place, show: Show, first: int, most: int) -> None:
        """Ask for some of the examples of a place."""
        self._looked = next(self._numbers)
        self._process.send(LookBehind(self._looked, place, show, first, most))

    def export(self, question: Question, path: Path) -> None:
        """Have the whole report written."""
        self._exported = next(self._numbers)
        self.writing = True
        self._process.send(Export(self._exported, question, path))

    def stop(self) -> None:
        """Compute no further."""
        if self.working or self.writing:
            self._process.send(Stop(next(self._numbers)))
            self._slow.start()

    def end(self) -> None:
        """Let the process go."""
        self._slow.stop()
        self._process.end()

    def _give_up(self) -> None:
        if self.working or self.writing:
            self._process.end()
            self.working = self.writing = False
            self.stopped.emit()

    def _mourn(self, words: str) -> None:
        self.working = self.writing = False
        self.failed.emit("", words)

    # answers ------------------------------------------------------------------------------------

    def _take(self, answer: Answer) -> None:
        news = answer.news
        if isinstance(news, Outdated):
            self.outdated.emit()
        elif isinstance(news, Examples):
            if answer.number == self._looked:
                self.examples_told.emit(news)
        elif answer.number == self._exported:
            self._take_export(news)
        elif answer.number == self._asked:
            self._take_figures(news)

    def _take_export(self, news: News) -> None:
        if isinstance(news, Progress):
            self.progressed.emit(news)
            return
        self._slow.stop()
        self.writing = False
        if isinstance(news, Written):
            self.written.emit(news.path)
        elif isinstance(news, Failed):
            self.not_written.emit(news.why)
        elif isinstance(news, Finished):
            self.not_written.emit("")

    def _take_figures(self, news: News) -> None:
        told = self._signals().get(type(news))
        if told is not None:
            told.emit(news)
            return
        self._slow.stop()
        self.working = False
        if isinstance(news, Failed):
            self.failed.emit(news.why, "")
        elif isinstance(news, Finished) and news.stopped:
            self.stopped.emit()
        else:
            self.finished.emit()

    def _signals(self) -> Mapping[type[News], SignalInstance]:
        return {
            Choices: self.choices_told,
            Overview: self.overview_told,
            Uncertainty: self.uncertainty_told,
            Table: self.table_told,
            Advised: self.advice_told,
            Progress: self.progressed,
        }

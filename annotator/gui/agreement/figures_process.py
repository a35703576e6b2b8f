"""The process that computes figures, as the window talks to it: it never keeps the window waiting.

A process, since figures of a large corpus are seconds of pure Python: in a thread each of the window's own
steps would wait for it, and a report's million objects would be swept through with the window's own.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, Signal

import annotator
from annotator.session.agreement.answers import Answer
from annotator.session.agreement.frames import FrameReader, frame
from annotator.session.agreement.questions import Request

_PATIENCE = 3_000
"""Milliseconds until a process that was ended is gone."""
_LINES = 6
"""Of what a process said last, when it has died."""


class FiguresProcess(QObject):
    """Answers requests about one corpus; begins when first asked, and again after it has died."""

    answered = Signal(object)
    """An Answer."""
    died = Signal(str)
    """It ended although nobody ended it: its last words, for experts."""

    def __init__(self, folder: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._folder = folder
        self._process: QProcess | None = None
        self._reader = FrameReader()

    def send(self, request: Request) -> None:
        """Ask; answers come by signals."""
        if self._process is None:
            self._process = self._begin()
        self._process.write(frame(request))

    def end(self) -> None:
        """Let it compute no more; nothing is lost, it writes nothing that is not whole."""
        process, self._process = self._process, None
        if process is None:
            return
        process.readyReadStandardOutput.disconnect()
        process.finished.disconnect()
        process.errorOccurred.disconnect()
        process.kill()
        process.waitForFinished(_PATIENCE)
        process.deleteLater()

    @property
    def is_running(self) -> bool:
        return self._process is not None

    def _begin(self) -> QProcess:
        process = QProcess(self)
        self._reader = FrameReader()
        surroundings = QProcessEnvironment.systemEnvironment()
        # Run from a checkout the program is no installed package, and no corpus may stand in for it.
        places = [str(Path(annotator.__file__).parent.parent), surroundings.value("PYTHONPATH")]
        surroundings.insert("PYTHONPATH", os.pathsep.join(filter(None, places)))
        process.setProcessEnvironment(surroundings)
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._finished)
        process.errorOccurred.connect(self._failed)
        process.start(
            sys.executable, ["-P", "-m", "annotator.session.agreement", str(self._folder.absolute())]
        )
        return process

    def _read(self) -> None:
        if self._process is None:
            return
        data = self._process.readAllStandardOutput().data()
        for answer in self._reader.feed(bytes(data)):
            assert isinstance(answer, Answer)
            self.answered.emit(answer)

    def _finished(self) -> None:
        self._read()
        process, self._process = self._process, None
        if process is None:
            return
        words = bytes(process.readAllStandardError().data()).decode("utf-8", "replace").strip().splitlines()
        process.deleteLater()
        self.died.emit("\n".join(words[-_LINES:]))

    def _failed(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart and self._process is not None:
            process, self._process = self._process, None
            process.deleteLater()
            self.died.emit(process.errorString())

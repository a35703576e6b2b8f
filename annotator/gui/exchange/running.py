"""Long work on a thread of its own: tells how far it is and what it meets, and can be stopped."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import TypeVar

from PySide6.QtCore import QObject, QThreadPool, Signal

from annotator.gui.refusal import faults_of
from annotator.model.faults import AnnotatorError

Watch = Callable[[int, int], None]
T = TypeVar("T")
Work = Callable[[Watch, Callable[[T], None]], object]
"""Does the work; is given whom to tell how far it is (done, of; 0: nobody knows), and what it meets."""

_OFTEN = 0.1
"""Seconds between two pieces of news."""


class _Stopped(Exception):
    """The work is to end."""


class Running(QObject):
    """One piece of work at a time. Its news come in the thread of the window."""

    progressed = Signal(int, int)
    """How much is done, and of how much; 0 where nobody knows."""
    met = Signal(list)
    """What was met since the last time."""
    finished = Signal(object)
    """What came of it."""
    failed = Signal(str)
    """Why it could not be done."""
    stopped = Signal()
    """It was stopped, and has left nothing."""
    ended = Signal()
    """In whatever way."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._wanted = True
        self.is_busy = False
        self.ended.connect(self._end)

    def start(self, work: Work[object]) -> None:
        """Begin; nothing may be under way."""
        self._wanted = self.is_busy = True
        self._pool.start(lambda: self._run(work))

    def stop(self) -> None:
        """Let it end as soon as it can."""
        self._wanted = False

    def wait(self) -> None:
        """Wait until it has ended."""
        self._pool.waitForDone()

    def _end(self) -> None:
        self.is_busy = False

    def _run(self, work: Work[object]) -> None:
        news = _News()
        last = monotonic()

        def watch(done: int, of: int) -> None:
            nonlocal last
            if not self._wanted:
                raise _Stopped
            if monotonic() - last >= _OFTEN:
                last = monotonic()
                self.progressed.emit(done, of)
                self.met.emit(news.taken())

        try:
            result = work(watch, news.add)
        except _Stopped:
            self.stopped.emit()
        except AnnotatorError as error:
            self.met.emit(news.taken())
            self.failed.emit("\n".join(faults_of(error)))
        else:
            self.met.emit(news.taken())
            self.finished.emit(result)
        finally:
            self.ended.emit()


class _News:
    """What was met and not told yet."""

    def __init__(self) -> None:
        self._items: list[object] = []

    def add(self, item: object) -> None:
        self._items.append(item)

    def taken(self) -> list[object]:
        """Return it, to be told."""
        items, self._items = self._items, []
        return items

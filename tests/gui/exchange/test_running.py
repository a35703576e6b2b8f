"""Work on a thread of its own: its news, its end in every way, and being stopped."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from threading import Event

import pytest
from PySide6.QtCore import QObject

from annotator.gui.exchange.running import Running, Watch
from annotator.model.faults import AnnotatorError, Fault, FaultyFile

Tell = Callable[[object], None]


@pytest.fixture
def running(qapp) -> Iterator[Running]:
    parent = QObject()
    running = Running(parent)
    yield running
    running.stop()
    running.wait()
    parent.deleteLater()


def test_what_it_meets_and_what_comes_of_it(qtbot, running: Running) -> None:
    met: list[object] = []
    running.met.connect(met.extend)

    def work(watch: Watch, tell: Tell) -> object:
        for number in range(1_000):
            tell(number)
            watch(number, 1_000)
        return "done"

    results: list[object] = []
    running.finished.connect(results.append)
    with qtbot.waitSignal(running.ended):
        running.start(work)
        assert running.is_busy
    assert results == ["done"]
    assert met == list(range(1_000))
    assert not running.is_busy


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (AnnotatorError("no room"), "no room"),
        (FaultyFile("a", [Fault("x"), Fault("y")]), "\u2066a\u2069: x\n\u2066a\u2069: y"),
    ],
)
def test_why_it_could_not_be_done(qtbot, running: Running, error: AnnotatorError, said: str) -> None:
    def work(_watch: Watch, _tell: Tell) -> object:
        raise error

    reasons: list[str] = []
    running.failed.connect(reasons.append)
    with qtbot.waitSignal(running.ended):
        running.start(work)
    assert reasons == [said]


def test_it_can_be_stopped(qtbot, running: Running) -> None:
    begun = Event()

    def work(watch: Watch, _tell: Tell) -> object:
        for number in range(1 << 40):
            begun.set()
            watch(number, 0)
        return None

    with qtbot.waitSignals([running.stopped, running.ended]):
        running.start(work)
        begun.wait()
        running.stop()

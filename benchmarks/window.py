"""Opening and marking in the complete window: all panes show the change, and saving goes on beside it."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from time import perf_counter

from PySide6.QtCore import QCoreApplication, QEvent, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.gui.app import SWITCH_INTERVAL
from annotator.gui.fonts import load_fonts
from annotator.gui.main_window import MainWindow
from annotator.gui.settings import Settings
from annotator.model.annotations import Piece
from benchmarks.articles import MANY, SINGLE, Article, chief_articles, session_in
from benchmarks.effort import Bench
from benchmarks.figures import Figure
from benchmarks.marking import FRAME, unmarked_words
from benchmarks.opening import LONG, SAMPLE, read
from benchmarks.surfaces import application
from benchmarks.timing import milliseconds


def measure(bench: Bench) -> Iterator[Figure]:
    """Yield opening, then marking with nothing else going on and with a save always under way."""
    every = chief_articles(bench.corpus)
    with _window(bench) as window:
        for place, article in enumerate(every):
            yield _opening(window, article, every[place - 1], bench.effort.openings)
        for article in every:
            opened = read(window.session.corpus, article.path)
            places = unmarked_words(opened, bench.effort.marks)
            window.opener.open(article.path)
            QApplication.processEvents()
            yield from _marking(window, article, places, "nothing else going on")
            yield from _marking(window, article, places, "while it is saved")


@contextmanager
def _window(bench: Bench) -> Iterator[MainWindow]:
    """Show the program's window as the program does, with settings of its own."""
    app = application()
    before = sys.getswitchinterval()
    style, palette, font = app.styleSheet(), app.palette(), app.font()
    sys.setswitchinterval(SWITCH_INTERVAL)
    settings = Settings(QSettings(str(bench.corpus.parent / "settings.ini"), QSettings.Format.IniFormat))
    window = MainWindow(settings, load_fonts(), session_in(bench.corpus))
    window.open_first()
    window.show()
    window.activateWindow()
    QApplication.processEvents()
    yield window
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)
    sys.setswitchinterval(before)
    app.setStyleSheet(style)
    app.setPalette(palette)
    app.setFont(font)


def _opening(window: MainWindow, article: Article, other: Article, count: int) -> Figure:
    """Measure showing an article that was read already, coming from another one."""
    taken: list[float] = []
    window.session.open(article.path)

    def show() -> None:
        window.opener.open(article.path)
        QApplication.processEvents()

    for _ in range(count):
        window.opener.open(other.path)
        QApplication.processEvents()
        taken.append(milliseconds(show))
    target = LONG if article.path in (MANY, SINGLE) else SAMPLE
    return Figure("window", f"{article.case}: shown, all panes", taken, target=target)


def _marking(
    window: MainWindow, article: Article, places: Sequence[Piece], circumstances: str
) -> Iterator[Figure]:
    saving = circumstances != "nothing else going on"
    painted: list[float] = []
    settled: list[float] = []
    for place in places:
        if not saving:
            window.signals.flush()
        first, second = _mark(window, place)
        painted.append(first)
        settled.append(second)
    window.signals.flush()
    case = f"{article.case}, {circumstances}"
    yield Figure("window", f"{case}: painted", painted, target=FRAME)
    yield Figure("window", f"{case}: all panes", settled, target=FRAME)


def _mark(window: MainWindow, place: Piece) -> tuple[float, float]:
    """Return milliseconds from the key to the painted span, and until no event is left; undo the mark."""
    view = window.panes.view
    view.setFocus()
    view.select_range(*place)
    QApplication.processEvents()
    start = perf_counter()
    QTest.keyClick(view, Qt.Key.Key_P)
    view.viewport().repaint()
    painted = perf_counter()
    QApplication.processEvents()
    settled = perf_counter()
    if not view.chosen_span:
        raise RuntimeError("the key marked nothing")
    window.marking.undo()
    QApplication.processEvents()
    return (painted - start) * 1_000, (settled - start) * 1_000

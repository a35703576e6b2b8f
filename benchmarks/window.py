"""Opening and marking in the complete window: all panes show the change, and saving goes on beside it."""

from __future__ import annotations

import sys
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.gui.app import SWITCH_INTERVAL
from annotator.gui.fonts import load_fonts
from annotator.gui.main_window import MainWindow
from annotator.gui.settings import Settings
from annotator.gui.workplace import Workplace
from annotator.model.annotations import Piece
from benchmarks.articles import MANY, SINGLE, Article, chief_articles, session_in
from benchmarks.effort import Bench
from benchmarks.figures import Figure
from benchmarks.marking import FRAME, unmarked_words
from benchmarks.opening import LONG, SAMPLE, read
from benchmarks.surfaces import application
from benchmarks.timing import Taken, milliseconds, stopwatch


def measure(bench: Bench) -> Iterator[Figure]:
    """Yield opening, then marking with nothing else going on and with a save always under way."""
    every = chief_articles(bench.corpus)
    with shown_workplace(bench, bench.corpus) as workplace:
        for number, article in enumerate(every):
            yield _opening(workplace, article, every[number - 1], bench.effort.openings)
        for article in every:
            opened = read(workplace.session.corpus, article.path)
            places = unmarked_words(opened, bench.effort.marks // 2)
            workplace.opener.open(article.path)
            QApplication.processEvents()
            yield from _marking(workplace, article, places, saving=False)
            yield from _marking(workplace, article, places, saving=True)


@contextmanager
def shown_workplace(bench: Bench, corpus: Path) -> Generator[Workplace]:
    """Show the program's window on a corpus as the program does, with settings of its own."""
    app = application()
    before = sys.getswitchinterval(), app.styleSheet(), app.palette(), app.font()
    sys.setswitchinterval(SWITCH_INTERVAL)
    settings = Settings(QSettings(str(bench.corpus.parent / "settings.ini"), QSettings.Format.IniFormat))
    window = MainWindow(settings, load_fonts())
    window.furnish(session_in(corpus))
    window.show()
    window.activateWindow()
    QApplication.processEvents()
    assert window.workplace is not None
    yield window.workplace
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)
    sys.setswitchinterval(before[0])
    app.setStyleSheet(before[1])
    app.setPalette(before[2])
    app.setFont(before[3])


def _opening(workplace: Workplace, article: Article, other: Article, count: int) -> Figure:
    """Measure showing an article that was read already, coming from another one."""
    taken: list[Taken] = []
    workplace.session.open(article.path)

    def show() -> None:
        workplace.opener.open(article.path)
        QApplication.processEvents()

    for _ in range(count):
        workplace.opener.open(other.path)
        QApplication.processEvents()
        taken.append(milliseconds(show))
    target = LONG if article.path in (MANY, SINGLE) else SAMPLE
    return Figure("window", f"{article.case}: shown, all panes", taken, target=target)


def _marking(
    workplace: Workplace, article: Article, places: Sequence[Piece], *, saving: bool
) -> Iterator[Figure]:
    painted: list[Taken] = []
    settled: list[Taken] = []
    for place in places:
        if not saving and not workplace.may_leave():  # waits until everything is saved
            raise RuntimeError("not saved")
        first, second = mark(workplace, place)
        painted.append(first)
        settled.append(second)
    workplace.may_leave()
    case = f"{article.case}, {'while it is saved' if saving else 'at rest'}"
    yield Figure("window", f"{case}: key to painted", painted, target=FRAME)
    yield Figure("window", f"{case}: key to all panes", settled, target=FRAME)


def mark(workplace: Workplace, place: Piece) -> tuple[Taken, Taken]:
    """Return the time from the key to the painted span, and until no event is left; undo the mark."""
    view = workplace.panes.view
    view.setFocus()
    view.select_range(*place)
    QApplication.processEvents()
    watch = stopwatch()
    QTest.keyClick(view, Qt.Key.Key_P)
    view.viewport().repaint()
    painted = watch()
    QApplication.processEvents()
    settled = watch()
    if not view.chosen_span:
        raise RuntimeError("the key marked nothing")
    workplace.marking.undo()
    QApplication.processEvents()
    return painted, settled

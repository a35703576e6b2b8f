"""The review window: from a decision's key to the next conflict painted, and how soon it can be used.

Beside it stands the least that Qt could do: the text in a QTextEdit, the conflict as its selections, and a
plain list; nothing is decided or saved there.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QSettings, QSize, QStringListModel, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView, QMainWindow, QSplitter, QTextEdit

from annotator.agreement.adjudication import Case
from annotator.gui.appearance import Appearance
from annotator.gui.fonts import load_fonts
from annotator.gui.review.window import ReviewWindow
from annotator.gui.settings import Settings
from annotator.session.adjudicating import AdjudicationSession
from annotator.store.corpus import Corpus
from annotator.text.offsets import Utf16Offsets
from benchmarks.adjudication import ANNOTATORS, differing_corpus
from benchmarks.effort import Bench
from benchmarks.figures import Figure, Target
from benchmarks.surfaces import application, reading
from benchmarks.timing import Taken, in_turn, milliseconds, stopwatch

SIZE = QSize(1400, 900)
_BYTES = 5_000
_QUICK = Target("p99", 50)
_FIRST = Target("p50", 1_000)
_PLAIN = "QTextEdit and QListView"


def measure(bench: Bench) -> Iterator[Figure]:
    """Yield the start, then deciding: in many articles of usual length, and in one long one."""
    application()
    with tempfile.TemporaryDirectory(prefix="annotator-reviewing-") as folder:
        articles = max(bench.effort.bytes // _BYTES, 2)
        yield from _starting(bench, differing_corpus(bench, Path(folder, "some"), articles, _BYTES))
        many = differing_corpus(bench, Path(folder, "many"), articles * 3 // 2, _BYTES)
        yield from _deciding(bench, many)
        one = differing_corpus(bench, Path(folder, "one"), 1, bench.effort.bytes)
        yield from _deciding(bench, one)


class Reviewing:
    """The review window on a corpus, all of it read."""

    def __init__(self, corpus: Corpus, *, whole: bool = True) -> None:
        store = QSettings(str(corpus.folder / "settings.ini"), QSettings.Format.IniFormat)
        settings = Settings(store)
        settings.keep("language", "en")
        review = AdjudicationSession(corpus, ANNOTATORS, "judge")
        self.window = ReviewWindow(review, Appearance(settings, load_fonts(), lambda: 0), settings)
        self.window.resize(SIZE)
        self.window.show()
        self.window.activateWindow()
        if whole:
            self.window.loading.finish()
            QApplication.processEvents()
            self.window.place.to_list()

    def decide(self, number: int) -> Taken:
        """Take what one of them says; return the time until the next conflict is painted in every pane."""
        window, before = self.window, self.window.desk.case
        key = Qt.Key.Key_1 if number % 2 else Qt.Key.Key_2
        taken = milliseconds(partial(self._press, key))
        if window.desk.case == before:
            raise RuntimeError("the key decided nothing")
        QApplication.processEvents()  # saving begins; nobody waits for it
        return taken

    def _press(self, key: Qt.Key) -> None:
        QTest.keyClick(self.window.place.conflicts.list, key)
        for area in (self.window.place.view, self.window.place.conflicts.list, self.window.place.said):
            area.viewport().repaint()

    def close(self) -> None:
        """Let go of it, whatever is not saved."""
        self.window.leave()
        self.window.hide()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(self.window, QEvent.Type.DeferredDelete)


class Plain:
    """A list of lines and a text, in which one place is shown."""

    def __init__(self, review: AdjudicationSession) -> None:
        self._review = review
        self._cases = review.conflicts()
        self._article = ""
        self._offsets = Utf16Offsets("")
        self.window = QMainWindow()
        self.edit, self.list = QTextEdit(), QListView()
        self.edit.setReadOnly(True)
        self.list.setUniformItemSizes(True)
        self.list.setModel(QStringListModel([case.id for case in self._cases]))
        panes = QSplitter()
        panes.addWidget(self.list)
        panes.addWidget(self.edit)
        self.window.setCentralWidget(panes)
        self.window.resize(SIZE)
        self.window.show()

    def show(self, number: int) -> Taken:
        """Show a conflict and return the time until it is painted."""
        row = number % len(self._cases)
        return milliseconds(partial(self._show, self._cases[row], row))

    def _show(self, case: Case, row: int) -> None:
        if case.article != self._article:
            self._article = case.article
            document = self._review.sets_of(case.article).document
            self._offsets = Utf16Offsets(document.text)
            self.edit.setFont(reading().font_for(document.text[:2_000], document.direction))
            self.edit.setPlainText(document.text)
        cursor = QTextCursor(self.edit.document())
        cursor.setPosition(self._offsets.to_utf16(case.extent[0]))
        cursor.setPosition(self._offsets.to_utf16(case.extent[1]), QTextCursor.MoveMode.KeepAnchor)
        self.edit.setTextCursor(cursor)
        self.edit.ensureCursorVisible()
        self.list.setCurrentIndex(self.list.model().index(row, 0))
        self.edit.viewport().repaint()
        self.list.viewport().repaint()

    def close(self) -> None:
        self.window.close()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(self.window, QEvent.Type.DeferredDelete)


def _deciding(bench: Bench, corpus: Corpus) -> Iterator[Figure]:
    reviewing = Reviewing(corpus)
    review = reviewing.window.review
    plain = Plain(review)
    conflicts, articles = review.counts().open, len(review.articles)
    count = min(bench.effort.marks, conflicts // 4)
    ours, beside = in_turn(reviewing.decide, plain.show, count, bench.effort.patience)
    where = f"{articles} articles" if articles > 1 else "one long article"
    case = f"{conflicts:,} conflicts, {where}: key to the next painted"
    yield Figure("reviewing", case, ours, beside, _PLAIN, target=_QUICK)
    plain.close()
    reviewing.close()


def _starting(bench: Bench, corpus: Corpus) -> Iterator[Figure]:
    """Measure from nothing to the first conflict painted, and to all articles read."""
    first: list[Taken] = []
    every: list[Taken] = []
    bare: list[Taken] = []
    files: list[Taken] = []
    for _ in range(max(1, bench.effort.openings // 5)):
        watch = stopwatch()
        reviewing = Reviewing(corpus, whole=False)
        while reviewing.window.desk.case is None:
            QApplication.processEvents()
        reviewing.window.repaint()
        first.append(watch())
        while reviewing.window.loading.active:
            QApplication.processEvents()
        every.append(watch())
        bare.append(_bare(reviewing.window.review))
        reviewing.close()
        files.append(milliseconds(partial(_read_all, corpus)))
    articles = len(corpus.article_paths())
    case = f"{articles} articles, three annotators"
    yield Figure("reviewing", f"{case}: first conflict painted", first, bare, _PLAIN, target=_FIRST)
    yield Figure("reviewing", f"{case}: all read, in use meanwhile", every, files, "reading the files alone")


def _bare(review: AdjudicationSession) -> Taken:
    """Return the time in which the plain window shows a conflict of articles that are read already."""
    watch = stopwatch()
    plain = Plain(review)
    plain.show(0)
    taken = watch()
    plain.close()
    return taken


def _read_all(corpus: Corpus) -> None:
    for article in corpus.article_paths():
        document = corpus.document(article)
        for name in ANNOTATORS:
            corpus.read_annotations(name, document)

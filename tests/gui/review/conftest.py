"""Review windows on corpora of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.gui.appearance import Appearance
from annotator.gui.fonts import load_fonts
from annotator.gui.review.window import ReviewWindow
from annotator.gui.settings import Settings
from annotator.gui.translation import use_language
from annotator.session.adjudicating import AdjudicationSession
from annotator.store.corpus import Corpus
from tests.gui.review.reviews import differing

Open = Callable[..., ReviewWindow]


@pytest.fixture
def open_review(qapp: QApplication, qtbot: QtBot, settings: Settings) -> Iterator[Open]:
    """Opens a review of a corpus and reads all of it; what is open is closed at the end."""
    windows: list[ReviewWindow] = []

    def opened(
        corpus: Corpus, annotators: Sequence[str] = ("aisha", "bilal", "chand"), **more: bool
    ) -> ReviewWindow:
        review = AdjudicationSession(corpus, annotators, "zed", **more)
        window = ReviewWindow(review, Appearance(settings, load_fonts(), lambda: 0), settings)
        windows.append(window)
        window.resize(1280, 820)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        window.loading.finish()
        window.place.to_list()
        return window

    yield opened
    for window in windows:
        close(window)
    use_language("en")
    qapp.setStyleSheet("")


@pytest.fixture
def review(open_review: Open, tmp_path: Path) -> ReviewWindow:
    """The window on a corpus in which three annotators differ in every way."""
    return open_review(differing(tmp_path / "corpus"))


def close(window: ReviewWindow) -> None:
    """Close a window as its own button does."""
    if shiboken6.isValid(window):
        window.close()
        QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)

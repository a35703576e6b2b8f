"""The whole program as ``annotator`` starts it.

Prints the clock when an article's text is first painted, and when the window with its annotations and all
panes is; then closes it.
"""

import sys
from time import monotonic_ns

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication

from annotator.__main__ import main
from annotator.gui.article.view import ArticleView

_paint = ArticleView.paintEvent
_seen: set[str] = set()


def _tell(what: str) -> None:
    if what not in _seen:
        _seen.add(what)
        print(monotonic_ns(), flush=True)


def _leave() -> None:
    _tell("annotations")
    for window in QApplication.topLevelWidgets():
        window.close()
    QApplication.quit()


def _paint_and_tell(self: ArticleView, event: QPaintEvent) -> None:
    _paint(self, event)
    if self.page is not None:
        _tell("text")
        if self.annotations is not None:
            QTimer.singleShot(0, _leave)  # when the other panes are painted too


ArticleView.paintEvent = _paint_and_tell
sys.exit(main())

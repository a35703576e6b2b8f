"""The whole program as ``annotator`` starts it; prints the clock when the window with the article is painted."""

import os
import sys
from time import monotonic_ns

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent

from annotator.__main__ import main
from annotator.gui.article.view import ArticleView

_paint = ArticleView.paintEvent


def _tell() -> None:
    sys.stdout.write(str(monotonic_ns()))
    sys.stdout.flush()
    os._exit(0)  # what comes after the first paint is not measured


def _paint_and_tell(view: ArticleView, event: QPaintEvent) -> None:
    _paint(view, event)
    if view.page is not None:
        QTimer.singleShot(0, _tell)  # when the rest of the window is painted too


ArticleView.paintEvent = _paint_and_tell
main()

"""The least that a PySide6 program can do: a window with a label. Prints the clock at its first paint."""

import os
import sys
from time import monotonic_ns

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow


class _Window(QMainWindow):
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - overrides Qt
        super().paintEvent(event)
        QTimer.singleShot(0, _tell)


def _tell() -> None:
    sys.stdout.write(str(monotonic_ns()))
    sys.stdout.flush()
    os._exit(0)  # what comes after the first paint is not measured


_application = QApplication(sys.argv)
_window = _Window()
_window.setCentralWidget(QLabel("A window", alignment=Qt.AlignmentFlag.AlignCenter))
_window.resize(1280, 820)
_window.show()
_application.exec()

"""The least that a PySide6 program can do: a window with a label. Prints the clock at its first paint."""

import sys
from time import monotonic_ns

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow


class _Label(QLabel):
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - overrides Qt
        super().paintEvent(event)
        print(monotonic_ns(), flush=True)
        QTimer.singleShot(0, _application.quit)


_application = QApplication(sys.argv)
_window = QMainWindow()
_window.setCentralWidget(_Label("A window", alignment=Qt.AlignmentFlag.AlignCenter))
_window.resize(1280, 820)
_window.show()
_application.exec()

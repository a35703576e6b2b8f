"""Finds words in the article, whatever variants of letters they are written with."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit

from annotator.gui.captions import caption, restyle
from annotator.gui.icons import icon_button
from annotator.gui.quoting import left_to_right
from annotator.gui.theme import Theme
from annotator.gui.translation import tr
from annotator.text.folding import find_all

LIMIT = 10_000


class FindBar(QFrame):
    """A field, how many places were found, and ways through them. Hidden while nobody looks for anything."""

    found = Signal(list, int)
    """Ranges in code points, and which of them is the present one (-1 for none)."""
    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._text = ""
        self._caret = 0
        self._places: list[tuple[int, int]] = []
        self._current = -1
        self.field = QLineEdit()
        self.field.setPlaceholderText(tr("Find in the article"))
        self.field.setAccessibleName(tr("Find in the article"))
        self.field.setClearButtonEnabled(True)
        self.count = caption("", "muted")
        previous = icon_button("up", tr("Previous place"), theme)
        following = icon_button("down", tr("Next place"), theme)
        close = icon_button("close", tr("Close"), theme)
        self.setProperty("role", "bar")
        across = QHBoxLayout(self)
        across.setContentsMargins(10, 6, 10, 6)
        across.setSpacing(6)
        for widget in (self.field, self.count, previous, following, close):
            across.addWidget(widget, 1 if widget is self.field else 0)
        self.field.textChanged.connect(self._look)
        previous.clicked.connect(lambda: self.step(forward=False))
        following.clicked.connect(lambda: self.step(forward=True))
        close.clicked.connect(self.close_bar)

    def show_text(self, text: str) -> None:
        """Look in another article."""
        self._text = text
        self._caret = 0
        self._places, self._current = [], -1
        if self.isVisible():
            self._look()

    def open_at(self, caret: int, selected: str) -> None:
        """Begin to look from the caret on (code points), at first for what is selected."""
        self._caret = caret
        self.show()
        if selected and "\n" not in selected:
            self.field.setText(selected)
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self._look()

    @property
    def current(self) -> tuple[int, int] | None:
        """The place that was gone to last, in code points."""
        return self._places[self._current] if self._current >= 0 else None

    def close_bar(self) -> None:
        """Look no longer; the field keeps its words for the next time."""
        if self.isHidden():
            return
        self.hide()
        self.found.emit([], -1)
        self.closed.emit()

    def step(self, *, forward: bool) -> None:
        """Go to the next or the previous place, and from the last on to the first."""
        if not self._places:
            self._look()
        elif self._places:
            self._current = (self._current + (1 if forward else -1)) % len(self._places)
            self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.step(forward=not event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        else:
            super().keyPressEvent(event)

    def _look(self) -> None:
        needle = self.field.text()
        self._places = find_all(self._text, needle, limit=LIMIT) if needle.strip() else []
        after = (number for number, (start, _) in enumerate(self._places) if start >= self._caret)
        self._current = next(after, 0) if self._places else -1
        self._tell()

    def _tell(self) -> None:
        self.count.setText(self._words())
        restyle(self.count, "muted" if self._places or not self.field.text().strip() else "missing")
        if self._current >= 0:
            self._caret = self._places[self._current][0]
        self.found.emit(self._places, self._current)

    def _words(self) -> str:
        if not self.field.text().strip():
            return ""
        if not self._places:
            return tr("not found")
        more = "+" if len(self._places) == LIMIT else ""
        return left_to_right(f"{self._current + 1} / {len(self._places)}{more}")

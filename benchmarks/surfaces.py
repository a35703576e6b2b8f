"""The two things that are compared: the program's article view and a QTextEdit with extra selections.

Both show the same text and the same spans in the same font, size and base direction, in a viewport of the
same size, without a screen. Offsets are code points.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cache
from typing import Protocol, cast

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before Qt is loaded

from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QSize, Qt
from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextOption
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QScrollBar, QTextEdit, QWidget

from annotator.gui.article.reading import Reading
from annotator.gui.article.view import ArticleView
from annotator.gui.fonts import load_fonts
from annotator.gui.theme import LIGHT
from annotator.model.annotations import Span
from annotator.model.labels import LabelScheme
from annotator.session.article import ArticleSession
from annotator.session.news import AnnotationsChanged, News
from annotator.session.open_article import Opened
from annotator.session.saving import AnnotationStore
from annotator.text.direction import Direction
from annotator.text.offsets import Utf16Offsets

SIZE = QSize(900, 700)
_ROOM = QSize(1400, 800)
_NOWHERE = cast("AnnotationStore", object())
"""Where marks are kept that nobody saves."""


class Surface(Protocol):
    """What is done to both. Every change is seen only after paint()."""

    name: str

    @property
    def bar(self) -> QScrollBar: ...

    def open(self, opened: Opened, scheme: LabelScheme) -> None:
        """Show an article with its annotations."""
        ...

    def paint(self) -> None:
        """Paint what is visible, here and now."""
        ...

    def go_to(self, start: int, end: int) -> None:
        """Select a range and bring it into view."""
        ...

    def mark(self) -> None:
        """Mark what is selected."""
        ...

    def unmark(self) -> None:
        """Take the last mark back."""
        ...

    def set_width(self, width: int) -> None: ...

    def rest(self) -> None:
        """Do what is done when nobody waits."""
        ...

    def close(self) -> None: ...


def application() -> QApplication:
    """Return the application, made when first asked for."""
    QLocale.setDefault(QLocale.c())
    found = QApplication.instance()
    return found if isinstance(found, QApplication) else _new_application()


@cache  # keeps it alive
def _new_application() -> QApplication:
    return QApplication(["benchmarks"])


@cache
def reading() -> Reading:
    """Return what both read with: Nastaliq, as the program begins."""
    application()
    return Reading(load_fonts(), LIGHT)


class _Shown:
    """A scroll area in a shown window of its own, whose width can change without the window's."""

    def __init__(self, area: QAbstractScrollArea) -> None:
        self.area = area
        self._window = QWidget()
        self._window.resize(_ROOM)
        area.setParent(self._window)
        area.resize(SIZE)
        self._window.show()
        self._window.activateWindow()
        area.setFocus()
        QApplication.processEvents()

    @property
    def bar(self) -> QScrollBar:
        return self.area.verticalScrollBar()

    def paint(self) -> None:
        self.area.viewport().repaint()

    def set_width(self, width: int) -> None:
        self.area.resize(width, SIZE.height())

    def rest(self) -> None:
        QApplication.processEvents()

    def close(self) -> None:
        self._window.close()
        self._window.deleteLater()
        QCoreApplication.sendPostedEvents(self._window, QEvent.Type.DeferredDelete)


class OurView(_Shown):
    """The article view at work on a session, wired as the window wires it, without the other panes."""

    name = "annotator"

    def __init__(self) -> None:
        self.view = ArticleView(reading())
        super().__init__(self.view)
        self.view.label_key_pressed.connect(self._label)
        self._session: ArticleSession | None = None

    def open(self, opened: Opened, scheme: LabelScheme) -> None:
        self._session = ArticleSession(opened, scheme, _NOWHERE)
        self._session.subscribe(self._tell)
        self.view.show_article(opened.document, scheme)
        self.view.show_annotations(opened.annotations)

    def go_to(self, start: int, end: int) -> None:
        self.view.select_range(start, end)

    def mark(self) -> None:
        QTest.keyClick(self.view, Qt.Key.Key_P)

    def unmark(self) -> None:
        if self._session:
            self._session.undo()

    def _label(self, key: str) -> None:
        if self._session:
            layer, label = self._session.scheme.keys[key]
            span = self._session.annotate(*self.view.selection, layer.name, label.name)
            self.view.select_range(self.view.caret, self.view.caret, reveal=False)
            self.view.choose_span(span.id)

    def _tell(self, news: News) -> None:
        if isinstance(news, AnnotationsChanged):
            self.view.show_annotations(news.after)


class PlainEdit(_Shown):
    """A read-only QTextEdit; each piece of a span is an extra selection with its background and underline."""

    name = "QTextEdit"

    def __init__(self) -> None:
        reading()  # makes the application
        self.edit = QTextEdit()
        super().__init__(self.edit)
        self.edit.setReadOnly(True)
        self._offsets = Utf16Offsets("")
        self._formats: dict[str, QTextCharFormat] = {}
        self._selections: list[QTextEdit.ExtraSelection] = []

    def open(self, opened: Opened, scheme: LabelScheme) -> None:
        document = opened.document
        self._offsets = Utf16Offsets(document.text)
        rtl = document.direction is Direction.RTL
        option = QTextOption()
        option.setTextDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.edit.document().setDefaultTextOption(option)
        self.edit.setFont(reading().font_for(document.text[:2_000], document.direction))
        self.edit.setPlainText(document.text)
        self._selections = self._selections_of(opened.annotations.spans, scheme)
        self.edit.setExtraSelections(self._selections)

    def go_to(self, start: int, end: int) -> None:
        self.edit.setTextCursor(self._cursor(start, end))
        self.edit.ensureCursorVisible()

    def mark(self) -> None:
        added = QTextEdit.ExtraSelection()
        added.cursor = self.edit.textCursor()  # pyright: ignore[reportAttributeAccessIssue]
        added.format = next(iter(self._formats.values()))  # pyright: ignore[reportAttributeAccessIssue]
        self._selections.append(added)
        self.edit.setExtraSelections(self._selections)

    def unmark(self) -> None:
        self._selections.pop()
        self.edit.setExtraSelections(self._selections)

    def rest(self) -> None:
        self.edit.document().documentLayout().documentSize()  # lays out the rest, which a timer would do
        super().rest()

    def _selections_of(self, spans: Sequence[Span], scheme: LabelScheme) -> list[QTextEdit.ExtraSelection]:
        found: list[QTextEdit.ExtraSelection] = []
        self._formats = {
            label.name: _format(label.color) for layer in scheme.layers for label in layer.labels
        }
        for span in spans:
            for start, end in span.pieces:
                selection = QTextEdit.ExtraSelection()
                selection.cursor = self._cursor(start, end)  # pyright: ignore[reportAttributeAccessIssue]
                selection.format = self._formats[span.label]  # pyright: ignore[reportAttributeAccessIssue]
                found.append(selection)
        return found

    def _cursor(self, start: int, end: int) -> QTextCursor:
        cursor = QTextCursor(self.edit.document())
        cursor.setPosition(self._offsets.to_utf16(start))
        cursor.setPosition(self._offsets.to_utf16(end), QTextCursor.MoveMode.KeepAnchor)
        return cursor


def _format(color: str) -> QTextCharFormat:
    colors = LIGHT.label(color)
    drawn = QTextCharFormat()
    drawn.setBackground(colors.pale)
    drawn.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
    drawn.setUnderlineColor(colors.solid)
    return drawn


SURFACES = (OurView, PlainEdit)

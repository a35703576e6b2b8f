"""Tells screen readers where the caret is, what is selected and chosen, and serves the present paragraph.

A text interface written in Python crashes as soon as a client asks for it, so the paragraph of the caret
is also held by a transparent text field of Qt's own, whose interface Qt serves. It is written to, never
read from. Nothing is built until an assistive program runs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QTextEdit

from annotator.gui.translation import isolated, tr
from annotator.text.offsets import Utf16Offsets
from annotator.text.segments import next_boundary, word_at

if TYPE_CHECKING:
    from annotator.gui.article.view import ArticleView

_LONGEST = 4000
"""Code points of a paragraph, around the caret, that the text field holds."""


class ArticleSpeech:
    """What one view says to assistive programs."""

    def __init__(self, view: ArticleView) -> None:
        self._view = view
        self._field: QTextEdit | None = None
        self._held = (-1, -1)
        self._word = (-1, -1)
        view.setAccessibleName(tr("Article"))
        view.caret_moved.connect(self._caret_moved)
        view.range_selected.connect(self._range_selected)
        view.span_chosen.connect(self._span_chosen)

    def announce(self, text: str) -> None:
        """Have a short text spoken, such as what an edit did."""
        if QAccessible.isActive() and text:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._view, text))

    def _caret_moved(self, offset: int) -> None:
        page = self._view.page
        if page is None or not QAccessible.isActive():
            return
        self._show_paragraph(offset)
        text = page.document.text
        word = word_at(text, offset)
        spoken = text[offset : next_boundary(text, offset)] if word == self._word else text[word[0] : word[1]]
        self._word = word
        self.announce(spoken)

    def _range_selected(self, start: int, end: int) -> None:
        page = self._view.page
        if page is not None and start < end:
            quote = isolated(page.document.text[start : min(end, start + 200)])
            self.announce(tr("Selected: {text}").format(text=quote))

    def _span_chosen(self, span_id: str) -> None:
        annotations = self._view.annotations
        if annotations is not None and span_id:
            self.announce(self._view.tooltip_of(annotations.span(span_id)))

    def _show_paragraph(self, offset: int) -> None:
        page = self._view.page
        if page is None:
            return
        start, end = page.document.paragraphs[self._view.paragraph_at_caret()]
        if end - start > _LONGEST:
            block = page.blocks[page.block_index(offset)]
            start, end = block.start, block.end
        text = page.document.text[start:end]
        field = self._text_field()
        if (start, end) != self._held:
            self._held = (start, end)
            field.setPlainText(text)
        cursor = field.textCursor()
        cursor.setPosition(Utf16Offsets(text).to_utf16(offset - start))
        field.setTextCursor(cursor)

    def _text_field(self) -> QTextEdit:
        if self._field is None:
            field = QTextEdit(self._view.viewport())
            field.setReadOnly(True)
            field.setFrameShape(QFrame.Shape.NoFrame)
            field.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            field.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            field.setAccessibleName(tr("Paragraph"))
            field.setStyleSheet("color: transparent; background: transparent")
            field.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            field.resize(2, 2)
            field.show()
            self._field = field
        return self._field

"""Where the caret goes: by grapheme, word, sentence, line, paragraph, page; no keys, no painting."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto
from typing import NamedTuple

from PySide6.QtCore import QPointF

from annotator.gui.article.page import Page
from annotator.text.segments import (
    next_boundary,
    next_sentence,
    next_word,
    previous_boundary,
    previous_sentence,
    previous_word,
    sentence_at,
    word_at,
)


class Caret(NamedTuple):
    """A place for a caret: a code point offset, on a grapheme boundary.

    upstream: it stands at the end of a line rather than at the start of the next one. x: where lines up
    and down go to, on the page; None until a vertical motion has begun.
    """

    offset: int = 0
    upstream: bool = False
    x: float | None = None


class Motion(Enum):
    """What a key asks of the caret. Forward is the way the text is read."""

    GRAPHEME_FORWARD = auto()
    GRAPHEME_BACK = auto()
    WORD_FORWARD = auto()
    WORD_BACK = auto()
    SENTENCE_FORWARD = auto()
    SENTENCE_BACK = auto()
    PARAGRAPH_FORWARD = auto()
    PARAGRAPH_BACK = auto()
    LINE_UP = auto()
    LINE_DOWN = auto()
    LINE_START = auto()
    LINE_END = auto()
    PAGE_UP = auto()
    PAGE_DOWN = auto()
    TEXT_START = auto()
    TEXT_END = auto()


def _next_paragraph(text: str, offset: int) -> int:
    found = text.find("\n", offset)
    return found + 1 if found >= 0 else len(text)


def _previous_paragraph(text: str, offset: int) -> int:
    return text.rfind("\n", 0, max(0, offset - 1)) + 1


_BY_TEXT: dict[Motion, Callable[[str, int], int]] = {
    Motion.GRAPHEME_FORWARD: next_boundary,
    Motion.GRAPHEME_BACK: previous_boundary,
    Motion.WORD_FORWARD: next_word,
    Motion.WORD_BACK: previous_word,
    Motion.SENTENCE_FORWARD: next_sentence,
    Motion.SENTENCE_BACK: previous_sentence,
    Motion.PARAGRAPH_FORWARD: _next_paragraph,
    Motion.PARAGRAPH_BACK: _previous_paragraph,
    Motion.TEXT_START: lambda _text, _offset: 0,
    Motion.TEXT_END: lambda text, _offset: len(text),
}


def _word_end(text: str, offset: int) -> int:
    end = word_at(text, offset)[1]
    return end if end > offset else max(offset, word_at(text, next_word(text, offset))[1])


def _sentence_end(text: str, offset: int) -> int:
    end = sentence_at(text, offset)[1]
    return end if end > offset else max(offset, sentence_at(text, next_sentence(text, offset))[1])


def _paragraph_end(text: str, offset: int) -> int:
    end = text.find("\n", offset + 1)
    return end if end >= 0 else len(text)


_EXTENDING: dict[Motion, Callable[[str, int], int]] = {
    Motion.WORD_FORWARD: _word_end,
    Motion.SENTENCE_FORWARD: _sentence_end,
    Motion.PARAGRAPH_FORWARD: _paragraph_end,
}
"""Where a selection goes that is extended forward: to the end of what it takes, not to the next one's
start, so that no space comes along."""


def extended(page: Page, caret: Caret, motion: Motion, page_height: float) -> Caret:
    """Return the caret of a selection that a motion extends; page_height in pixels."""
    if motion in _EXTENDING:
        return Caret(_EXTENDING[motion](page.document.text, caret.offset), upstream=True)
    return moved(page, caret, motion, page_height)


def moved(page: Page, caret: Caret, motion: Motion, page_height: float) -> Caret:
    """Return the caret after a motion; page_height in pixels."""
    text = page.document.text
    if motion in _BY_TEXT:
        return Caret(_BY_TEXT[motion](text, caret.offset))
    match motion:
        case Motion.LINE_START | Motion.LINE_END:
            return _line_edge(page, caret, motion is Motion.LINE_END)
        case Motion.LINE_UP | Motion.LINE_DOWN:
            return _line_moved(page, caret, down=motion is Motion.LINE_DOWN)
        case _:
            return _page_moved(page, caret, page_height if motion is Motion.PAGE_DOWN else -page_height)


def _line_edge(page: Page, caret: Caret, end: bool) -> Caret:
    _, line = page.line_of(caret.offset, caret.upstream)
    if end:
        unit = line.geometry.end if not line.is_last else line.end
        return Caret(line.block.code_point(unit), upstream=True)
    return Caret(line.block.code_point(line.start))


def _line_moved(page: Page, caret: Caret, down: bool) -> Caret:
    x = _wanted_x(page, caret)
    index, line = page.line_of(caret.offset, caret.upstream)
    number = line.block.lines.index(line) + (1 if down else -1)
    if not 0 <= number < len(line.block.lines):
        index += 1 if down else -1
        if not 0 <= index < len(page.blocks):
            return Caret(len(page.document.text) if down else 0, x=x)
        number = 0 if down else -1
    return _on_line(page, index, number, x)


def _page_moved(page: Page, caret: Caret, distance: float) -> Caret:
    x = _wanted_x(page, caret)
    rect, _ = page.caret_line(caret.offset, caret.upstream)
    y = rect.center().y() + distance
    page.ensure(y, y + 1)
    if y < page.tops[0]:
        return Caret(0, x=x)
    if y > page.tops[-1]:
        return Caret(len(page.document.text), x=x)
    index = page.index_at(y)
    block = page.laid_out_block(index)
    return _on_line(page, index, block.lines.index(block.line_at_y(y - page.tops[index])), x)


def _on_line(page: Page, index: int, number: int, x: float) -> Caret:
    block = page.laid_out_block(index)
    line = block.lines[number]
    point = QPointF(x - page.column.left(), 0)
    unit = line.geometry.caret_at(point, by_ink=False)
    return Caret(block.code_point(unit), unit >= line.geometry.end and not line.is_last, x)


def _wanted_x(page: Page, caret: Caret) -> float:
    if caret.x is not None:
        return caret.x
    rect, _ = page.caret_line(caret.offset, caret.upstream)
    return rect.center().x()

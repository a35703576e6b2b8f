"""What assistive programs are told; the field that they read holds the caret's paragraph."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QTextEdit

from annotator.gui.article.accessible import ArticleSpeech
from annotator.gui.article.view import ArticleView
from annotator.model.annotations import Span
from tests.gui.article.pages import annotated, document, reading, scheme

TEXT = "پہلا پیرا \U0001f468 یہاں\nدوسرا پیرا وہاں"


@pytest.fixture
def spoken(qtbot, monkeypatch):
    """A view and the list of what it said."""
    told = []
    monkeypatch.setattr(QAccessible, "isActive", staticmethod(lambda: True))
    monkeypatch.setattr(
        QAccessible, "updateAccessibility", staticmethod(lambda event: told.append(event.message()))
    )
    view = ArticleView(reading())
    qtbot.addWidget(view)
    view.show_article(document(TEXT), scheme())
    view.show_annotations(annotated(TEXT, Span("s1", "entity", "PER", 0, 4)))
    view.announce("")
    return view, told


def test_the_caret_speaks_the_word_it_comes_to(spoken):
    view, told = spoken
    view.select_range(5, 5)
    assert told == ["پیرا"]
    view.select_range(6, 6)
    assert told[-1] == "ی"


def test_selections_and_chosen_spans_are_spoken(spoken):
    view, told = spoken
    view.select_range(0, 4)
    assert any("پہلا" in words and words != "پہلا" for words in told)
    view.tooltip_of = lambda span: f"{span.label}!"
    view.choose_and_tell("s1")
    assert told[-1] == "PER!"


def test_the_field_holds_the_paragraph_and_the_caret_in_utf16(spoken):
    view, _ = spoken
    view.select_range(13, 13)
    (field,) = view.viewport().findChildren(QTextEdit)
    assert field.textCursor().position() == 14  # the emoji is two units
    view.select_range(TEXT.index("دوسرا"), TEXT.index("دوسرا"))
    assert field.textCursor().position() == 0
    assert field.document().blockCount() == 1


def test_nothing_is_built_while_nobody_listens(qtbot):
    view = ArticleView(reading())
    qtbot.addWidget(view)
    view.show_article(document(TEXT), scheme())
    ArticleSpeech(view)
    view.select_range(5, 5)
    assert not view.viewport().findChildren(QTextEdit)

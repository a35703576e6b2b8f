"""The strips above the article leave the words the room that the buttons do not need."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel

from annotator.gui.notices import Notice
from annotator.gui.theme import LIGHT


@pytest.mark.parametrize("choices", [0, 1, 2, 4])
def test_the_words_are_wide(qtbot, choices: int) -> None:
    notice = Notice(LIGHT)
    qtbot.addWidget(notice)
    notice.say("warning", "words " * 30, {f"Choice {n}": lambda: None for n in range(choices)})
    notice.resize(800, 100)
    qtbot.waitUntil(lambda: notice.findChildren(QLabel)[0].width() > 400)

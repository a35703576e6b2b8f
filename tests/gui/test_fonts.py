"""The families that draw each script, and Nastaliq as it should look."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QFontInfo, QTextLayout
from PySide6.QtWidgets import QApplication

from annotator.gui import fonts
from annotator.gui.fonts import ReadingFonts, load_fonts
from annotator.gui.nastaliq import FAMILY

SCRIPTS = {
    "Urdu": "وزیراعظم شہباز شریف نے 5سالہ روڈ میپ پر اتفاق کیا۔ “جی ہاں”، ٪",
    "Persian": "رئیس‌جمهور ایران گفت؛ می‌شود",
    "Arabic": "قَالَ الرَّئِيسُ إِنَّ",
    "Hindi": "इस्लामाबाद: द्विपक्षीय व्यापार 2025-2026 तक १ अरब डॉलर।",
    "English": "Prime Minister Shehbaz Sharif said 6.4 percent – “yes”, naïve, Čapek",
    "mixed": "date 2026-02-05 پاکستان इस्लामाबाद Noto",
}

# From the name of Kazakhstan. In Nastaliq the letters of a word descend to the line; where the anchors of
# sin are wrong, qaf comes to lie below it.
SLOPING_LETTERS = "قستا"


@pytest.fixture
def reading(qapp: QApplication) -> ReadingFonts:
    return load_fonts()


def laid_out(text: str, font: QFont) -> QTextLayout:
    layout = QTextLayout(text, font)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return layout


def families_used(text: str, font: QFont) -> set[str]:
    """The families that draw the text; fails where a character has no glyph."""
    runs = laid_out(text, font).glyphRuns()
    assert runs
    assert all(index for run in runs for index in run.glyphIndexes()), text
    return {run.rawFont().familyName() for run in runs}


@pytest.mark.parametrize("key", ["nastaliq", "naskh", "devanagari"])
@pytest.mark.parametrize("script", SCRIPTS)
def test_every_script_is_drawn_by_the_programs_own_fonts(
    reading: ReadingFonts, key: str, script: str
) -> None:
    font = reading.reading_font(key, 16)
    assert families_used(SCRIPTS[script], font) <= set(font.families())


def test_each_key_puts_its_own_script_first(reading: ReadingFonts) -> None:
    assert families_used("شریف", reading.reading_font("naskh", 16)) == {reading.naskh}
    assert families_used("डॉलर", reading.reading_font("devanagari", 16)) == {reading.devanagari}
    assert families_used("डॉलर", reading.reading_font("nastaliq", 16)) == {reading.devanagari}
    assert families_used("شریف", reading.reading_font("nastaliq", 16)) == {reading.nastaliq}


def test_the_window_has_sans_fonts_in_all_scripts(reading: ReadingFonts) -> None:
    font = reading.ui_font(10)
    assert families_used("Save محفوظ सहेजें", font) <= {
        reading.latin,
        reading.sans_arabic,
        reading.sans_devanagari,
    }
    assert QFontInfo(font).family() == reading.ui


def test_layout_does_not_depend_on_hinting(reading: ReadingFonts) -> None:
    font = reading.reading_font("naskh", 13.5)
    assert font.hintingPreference() == QFont.HintingPreference.PreferNoHinting
    assert font.pointSizeF() == 13.5


def test_nastaliq_is_the_copy_that_qt_draws_right(reading: ReadingFonts) -> None:
    assert reading.nastaliq == FAMILY
    assert reading.hint == ""

    layout = laid_out(SLOPING_LETTERS, reading.reading_font("nastaliq", 40))
    places = [place for run in layout.glyphRuns() for place in run.positions()]
    first = max(places, key=lambda place: place.x())
    assert first.y() < layout.lineAt(0).ascent()


def test_without_nastaliq_naskh_serves_and_the_hint_says_what_to_install(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(fonts, "font_folders", lambda: [tmp_path])

    without = load_fonts.__wrapped__()

    assert without.nastaliq == ""
    assert "fonts-noto-core" in without.hint
    assert families_used("شریف", without.reading_font("nastaliq", 16)) == {without.naskh}

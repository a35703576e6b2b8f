"""Quotes from an article in the chrome: one line, harmless, in their own direction."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from annotator.gui.fonts import load_fonts
from annotator.gui.quoting import (
    draw_quote,
    isolated_quote,
    left_to_right,
    line_height,
    quote,
    reading_direction,
)
from annotator.text.direction import Direction
from annotator.text.invisible import reorders

texts = st.text(st.sampled_from("aZ پاکستان कि 12-—\n\t\u2028\u202e\u2069\u200c\u0000😀"), max_size=300)


@given(texts)
def test_a_quote_is_one_short_harmless_line(text: str) -> None:
    line = quote(text, 50)
    assert "\n" not in line
    assert "\u2028" not in line
    assert not any(map(reorders, line))
    assert len(quote("a" * 60, 50)) == 51


def test_isolated_quote_cannot_be_ended_from_inside() -> None:
    assert isolated_quote("a\u2069\u202eb") == "\u2068a[PDI][RLO]b\u2069"


def test_numbers_keep_their_order() -> None:
    assert left_to_right("17–75") == "\u206617–75\u2069"


@pytest.mark.parametrize(
    ("text", "article", "direction"),
    [
        ("پاکستان", None, Qt.LayoutDirection.RightToLeft),
        ("2026-02-05", Direction.RTL, Qt.LayoutDirection.RightToLeft),
        ("2026-02-05", Direction.LTR, Qt.LayoutDirection.LeftToRight),
        ("John Smith", Direction.RTL, Qt.LayoutDirection.LeftToRight),
    ],
)
def test_direction_of_a_quote(text: str, article: Direction | None, direction: Qt.LayoutDirection) -> None:
    assert reading_direction(text, article) == direction


def ink(qapp, text: str, direction: Qt.LayoutDirection, lines: int = 1) -> tuple[int, int, int, int]:
    """Where a quote's ink lies in a picture of 300 by 60: left, top, right, bottom."""
    image = QImage(300, 60, QImage.Format.Format_Grayscale8)
    image.fill(255)
    with QPainter(image) as painter:
        painter.setFont(load_fonts().ui_font(10))
        draw_quote(painter, QRectF(0, 0, 300, 60), text, direction, lines)
    dark = [(x, y) for x in range(300) for y in range(60) if image.pixelColor(x, y).value() < 128]
    columns, rows = [x for x, _ in dark], [y for _, y in dark]
    return min(columns), min(rows), max(columns), max(rows)


def test_short_text_stands_at_its_own_side(qapp) -> None:
    left, _, right, _ = ink(qapp, "پاکستان", Qt.LayoutDirection.RightToLeft)
    assert right > 290
    assert left > 200
    left, _, right, _ = ink(qapp, "Pakistan", Qt.LayoutDirection.LeftToRight)
    assert left < 10
    assert right < 100


@pytest.mark.parametrize("text", ["پاکستان اور قازقستان " * 20, "Pakistan and Kazakhstan 😀 " * 20])
@pytest.mark.parametrize("lines", [1, 2])
def test_long_text_stays_in_its_box(qapp, text: str, lines: int) -> None:
    left, top, right, bottom = ink(qapp, text, reading_direction(text), lines)
    assert left >= 0
    assert right <= 299
    assert bottom - top < line_height(load_fonts().ui_font(10).toString()) * lines + 4

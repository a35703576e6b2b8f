"""Every grapheme of every line stands where its rectangle says, and answers where it stands."""

from __future__ import annotations

import unicodedata
from itertools import product

import pytest
from bidi import get_display
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter, QTextCharFormat, QTextLayout

from annotator.gui.article.block import VisualLine
from annotator.text.direction import Direction
from tests.gui.article.pages import NASTY, SAMPLES, document, graphemes, laid_out, lines, sample

FAMILIES = ("nastaliq", "naskh")
ARTICLES = [*SAMPLES, "nasty"]


def _page(name: str, family: str, width: float):
    return laid_out(document(NASTY) if name == "nasty" else sample(name), family, width)


@pytest.mark.parametrize(("name", "family", "width"), list(product(ARTICLES, FAMILIES, (420, 760))))
def test_every_grapheme_has_a_place_and_answers_at_it(qapp, name, family, width):
    for line in lines(_page(name, family, width)):
        for start, end in graphemes(line):
            extents = line.geometry.extents(start, end)
            assert extents, (line.start, start, end)
            left, right, _ = extents[0]
            if right - left > 0.5 and not _overlapped(line, start, left, right):
                assert line.geometry.grapheme_by_advance((left + right) / 2) == (start, end)


def _overlapped(line: VisualLine, unit: int, left: float, right: float) -> bool:
    """Whether another grapheme's advance holds the middle too: Nastaliq goes back under its letters."""
    middle = (left + right) / 2
    for start, end in graphemes(line):
        for low, high, _ in line.geometry.extents(start, end):
            if start != unit and low < middle < high:
                return True
    return False


@pytest.mark.parametrize(("name", "family"), list(product(ARTICLES, FAMILIES)))
def test_the_graphemes_of_a_line_cover_it_without_gaps(qapp, name, family):
    for line in lines(_page(name, family, 600)):
        geometry = line.geometry
        whole = geometry.strips(line.start, geometry.end)
        parts = [piece for start, end in graphemes(line) for piece in geometry.strips(start, end)]
        covered = sum(right - left for left, right in _merged(parts))
        assert covered == pytest.approx(sum(right - left for left, right in whole), abs=0.5)


def _merged(strips: list[tuple[float, float]]) -> list[tuple[float, float]]:
    merged: list[tuple[float, float]] = []
    for left, right in sorted(strips):
        if merged and left <= merged[-1][1] + 0.26:
            merged[-1] = (merged[-1][0], max(merged[-1][1], right))
        else:
            merged.append((left, right))
    return merged


@pytest.mark.parametrize(("name", "family"), list(product(ARTICLES, FAMILIES)))
def test_ink_lies_in_its_line_near_its_rectangle_and_answers_to_a_click(qapp, name, family):
    asked = right = 0
    for line in lines(_page(name, family, 600)):
        for ink in line.geometry.inks():
            extents = line.geometry.extents(ink.start, ink.end)
            if not extents:  # a space that hangs over the line's end
                continue
            assert ink.box.left() < max(extent.right for extent in extents) + 30
            assert ink.box.right() > min(extent.left for extent in extents) - 30
            asked += 1
            hit = line.geometry.grapheme_at(ink.box.center())
            holding = [other for other in line.geometry.inks() if other.box.contains(ink.box.center())]
            assert hit in {(other.start, other.end) for other in holding}
            right += hit == (ink.start, ink.end)
    assert right > 0.93 * asked > 0


def _display_oracle(text: str, direction: Direction) -> str:
    return get_display(text, base_dir="R" if direction is Direction.RTL else "L")


def _bare(text: str) -> str:
    """Return a visual line as it is compared: no marks, no spaces; brackets may be mirrored."""
    mirrored = str.maketrans(")]}»>", "([{«<")
    kept = "".join(char for char in text if unicodedata.category(char) not in ("Mn", "Mc", "Cf", "Zs", "Cc"))
    return kept.translate(mirrored)


@pytest.mark.parametrize(("name", "family"), list(product(SAMPLES, FAMILIES)))
def test_the_visual_order_is_that_of_the_bidi_algorithm(qapp, name, family):
    page = laid_out(sample(name), family, 600)
    page.column.setWidth(1_000_000)
    for block in page.blocks:
        block.forget_layout()
    page.ensure_all()
    for block in page.blocks:
        (line,) = block.lines
        placed = [
            (
                min(extent.left for extent in line.geometry.extents(start, end)),
                start,
                line.block.unit_text[start:end],
            )
            for start, end in graphemes(line)
            if not line.block.unit_text[start:end].isspace()
        ]
        if block.direction is Direction.LTR or not _has_overlaps(line):
            seen = _bare("".join(text for _, _, text in sorted(placed)))
            assert seen == _bare(_display_oracle(block.shown, block.direction))


def _has_overlaps(line: VisualLine) -> bool:
    """Whether advances run backwards somewhere, so that left edges are not in visual order."""
    for index in range(len(line.geometry.items)):
        _, xs = line.geometry.edges(index)
        if sorted(xs) != xs and sorted(xs, reverse=True) != xs:
            return True
    return False


def test_latin_and_digits_in_urdu_are_several_pieces_and_nothing_else(qapp):
    text = "پاکستان نے 2026-02-05 کو John Smith سے"
    (line,) = laid_out(document(text), "naskh").blocks[0].lines
    start, end = text.index("نے"), text.index("John") + 4
    pieces = line.geometry.strips(start, end)
    assert len(pieces) == 2  # Smith stands between: an English name reads from the left
    for word in ("پاکستان", "Smith", "سے"):
        place = text.index(word)
        (left, right), *_ = line.geometry.strips(place, place + len(word))
        assert all(right <= low + 0.5 or left >= high - 0.5 for low, high in pieces)


@pytest.mark.parametrize("name", [SAMPLES[2], SAMPLES[3]])
def test_rectangles_are_the_pixels_that_qt_fills(qapp, name):
    """Qt's own selection is right wherever no advance is negative, as in Naskh and Devanagari."""
    for line in list(lines(_page(name, "naskh", 600)))[:12]:
        for start, end in list(graphemes(line))[::7]:
            ours = line.geometry.strips(start, end)
            theirs = _filled_columns(line, start, end)
            for column in theirs:
                assert any(left - 1.5 <= column <= right + 0.5 for left, right in ours), (start, end)
            assert sum(right - left for left, right in ours) == pytest.approx(
                len(theirs), abs=2 * len(ours) + 1
            )


def _filled_columns(line: VisualLine, start: int, end: int) -> list[int]:
    """Return the pixel columns that Qt fills for a selection of units [start, end) on a line."""
    chosen = QTextLayout.FormatRange()
    chosen.start, chosen.length = start, end - start
    chosen.format = QTextCharFormat()
    chosen.format.setBackground(QColor("#ff0000"))
    chosen.format.setForeground(QColor(0, 0, 0, 0))
    image = QImage(700, 60, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    with QPainter(image) as painter:
        painter.setPen(QColor(0, 0, 0, 0))
        line.block.layout.draw(painter, QPointF(0, 20 - line.top), [chosen])
    middle = 20 + int(line.height / 2)
    return [x for x in range(700) if QColor(image.pixel(x, middle)).green() < 128]

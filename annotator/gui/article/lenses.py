"""The letters of a short difference, one by one, in a box over the line: what has no ink or width is seen."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import category

from PySide6.QtGui import QFont

from annotator.gui.article.block import Block, VisualLine
from annotator.gui.fonts import ReadingFonts
from annotator.gui.translation import tr
from annotator.text.invisible import invisible_name

if TYPE_CHECKING:
    from annotator.gui.article.lanes import Difference

LENS_HEIGHT = 26.0
SIGN_STEP = 15.0
"""Pixels that each sign takes in a lens."""
_SIGNS_PADDING = 3.0
LONGEST_LENS = 4
"""Code points of a difference that are shown one by one; a longer one is seen as it is."""
_PADDING = 8.0
_GAP = 4.0
_DOTTED_CIRCLE = "\u25cc"


class Lens(NamedTuple):
    """A box over a line.

    at: x of its place in the line; letters: (what is written, its width); signs: of the rows that have them.
    """

    left: float
    width: float
    at: float
    letters: tuple[tuple[str, float], ...]
    signs: tuple[str, ...]
    rtl: bool


def letter_name(char: str) -> str:
    """Return what is written for one character: itself where it has ink, else its name."""
    if char == " ":
        return tr("space")
    if char == "\n":
        return tr("line break")
    if char == "\t":
        return tr("tab")
    if name := invisible_name(char):
        return name
    return _DOTTED_CIRCLE + char if category(char) in ("Mn", "Mc", "Me") else char


def is_name(letter: str) -> bool:
    """Whether what is written is a name rather than the character itself."""
    return len(letter) > 1 and letter[0] != _DOTTED_CIRCLE


def letter_font(fonts: ReadingFonts, letter: str) -> QFont:
    """Return the font in which a letter or a name is written."""
    font = fonts.ui_font(7.0 if is_name(letter) else 11.0)
    font.setWeight(font.Weight.DemiBold)
    return font


def has_lens(difference: Difference) -> bool:
    """Whether a difference is short enough to be shown letter by letter."""
    return difference.end - difference.start <= LONGEST_LENS


class Shown(NamedTuple):
    """A difference as it is told: what stands there, and the signs of the rows that have it."""

    difference: Difference
    text: str
    signs: tuple[str, ...]


def lens_of(block: Block, shown: Shown, width: Callable[[str], float]) -> tuple[VisualLine, Lens]:
    """Return the lens of a difference that begins in a block, and its line. width: of a letter, in pixels."""
    start, end = block.unit(shown.difference.start), block.unit(shown.difference.end)
    line = block.line_at(start, upstream=start == block.unit(block.end))
    at, rtl = _place(line, start, max(start, min(end, line.end)))
    names = [letter_name(char) for char in shown.text]
    letters = tuple((name, width(name) + _PADDING) for name in names)
    whole = sum(room for _, room in letters) + len(shown.signs) * SIGN_STEP + _SIGNS_PADDING
    return line, Lens(at - whole / 2, whole, at, letters, shown.signs, rtl)


def _place(line: VisualLine, start: int, end: int) -> tuple[float, bool]:
    """Return (x, right to left) of the middle of units [start, end); of a grapheme's part, its end."""
    geometry = line.geometry
    whole = whole_graphemes(line, start, end)
    strips = geometry.strips(*whole) if whole else []
    if not strips:
        return geometry.trailing_edge(end)
    return (strips[0][0] + strips[-1][1]) / 2, geometry.leading_edge(start)[1]


def whole_graphemes(line: VisualLine, start: int, end: int) -> tuple[int, int] | None:
    """Return the units of the graphemes that lie wholly in units [start, end); None where none does."""
    boundaries = line.geometry.boundaries
    first, last = bisect_left(boundaries, start), bisect_right(boundaries, end) - 1
    return (boundaries[first], boundaries[last]) if first < last else None


def apart(lenses: list[Lens], width: float) -> list[Lens]:
    """Return the lenses of one line moved so that none lies over another nor, if it can be, off the line."""
    placed: list[Lens] = []
    right = 0.0
    for lens in sorted(reversed(lenses) if lenses[0].rtl else lenses, key=lambda lens: lens.at):
        left = max(lens.left, right, 0.0)
        placed.append(lens._replace(left=left))
        right = left + lens.width + _GAP
    limit = width
    for number in reversed(range(len(placed))):
        lens = placed[number]
        if lens.left + lens.width <= limit:
            break
        placed[number] = lens._replace(left=limit - lens.width)
        limit = placed[number].left - _GAP
    return placed

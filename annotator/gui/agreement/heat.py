"""How warm a cell is: from the page's colour to the accent, with words that can be read on each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtGui import QColor

from annotator.gui.oklab import contrast, mixed, readable_on
from annotator.gui.theme import Theme

STEPS = 20
"""Steps from 0 to 1; more could not be told apart."""

LEAST_CONTRAST = 4.5
"""Of words with the cell behind them: WCAG 2.2, 1.4.3."""


@dataclass(frozen=True, slots=True)
class CellColors:
    """A cell's ground, and its ink. bar: of the strip that tells the value without colour."""

    ground: QColor
    ink: QColor
    bar: QColor


def cell_colors(theme: Theme, heat: float | None) -> CellColors:
    """Return the colours of a cell. heat: 0 to 1; below 0 for less than chance; None for no value."""
    if heat is None:
        return _colors(theme, None)
    return _colors(theme, -1 if heat < 0 else round(min(heat, 1.0) * STEPS))


@lru_cache(maxsize=256)
def _colors(theme: Theme, step: int | None) -> CellColors:
    if step is None:
        return CellColors(QColor(theme.panel), QColor(theme.muted), QColor(theme.panel))
    if step < 0:
        return CellColors(QColor(theme.fault), QColor(theme.fault_text), QColor(theme.fault_text))
    ground = mixed(theme.accent, theme.page, step / STEPS)
    ink = theme.text if contrast(theme.text, ground) >= LEAST_CONTRAST else readable_on(ground)
    return CellColors(QColor(ground), QColor(ink), QColor(ink))

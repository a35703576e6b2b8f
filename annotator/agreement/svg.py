"""Charts as SVG that stands inside an HTML page: heat maps, values with their intervals, shares.

Colours are classes of html_style.py, so that a page can be light, dark or printed.
"""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from annotator.agreement.figures import Figure
from annotator.text.invisible import invisible_name, reorders

STEPS = 10
"""Steps of a heat map from 0 to 1, which is the last."""

_LETTER, _ROW, _CELL, _PAD = 7.2, 26, 62, 10
_LONGEST = 30
_BAR = 620.0


class Cell(NamedTuple):
    """One cell of a heat map. heat: 0 to 1, below 0 for less than chance, None for no colour."""

    text: str
    heat: float | None
    title: str = ""


class Line(NamedTuple):
    """One line of a chart of values; low and high: its interval, if any."""

    name: str
    figure: Figure
    low: float | None = None
    high: float | None = None


def plain(text: str) -> str:
    """Return text as HTML or SVG; what would reorder or break it stands there by its name."""
    return html.escape("".join(_shown(char) for char in text))


def _shown(char: str) -> str:
    if reorders(char) or unicodedata.category(char) == "Cc" or char in "\u2028\u2029":
        return f"[{invisible_name(char) or f'U+{ord(char):04X}'}]"
    return char


def figure_cell(figure: Figure, of: str = "") -> Cell:
    """Return a measure's value as a cell, with the reason where it is undefined."""
    if figure.value is None:
        return Cell("–", None, f"{of} undefined: {figure.undefined}".strip())
    note = f" ({figure.note})" if figure.note else ""
    return Cell(f"{figure.value:.2f}", figure.value, f"{of} {figure.value:.4f}{note}".strip())


def heat_map(caption: str, columns: Sequence[str], rows: Sequence[tuple[str, Sequence[Cell]]]) -> str:
    """Return a heat map: rows of cells, each with its name, under the names of the columns."""
    left = _room(name for name, _ in rows)
    cell = max(_CELL, _room(columns))
    width, height = left + cell * len(columns), _ROW * (len(rows) + 1)
    parts = [_text(left + cell * (n + 0.5), _ROW - 9, name, "c") for n, name in enumerate(columns)]
    for number, (name, cells) in enumerate(rows, 1):
        top = _ROW * number
        parts.append(_text(left - _PAD, top + 17, name, "e"))
        for column, one in enumerate(cells):
            parts.append(_cell(left + cell * column, top, cell, one))
    return _svg(caption, width, height, parts)


def _cell(x: float, y: float, width: float, cell: Cell) -> str:
    kind = "none" if cell.heat is None else "less" if cell.heat < 0 else f"h{_step(cell.heat)}"
    text = _text(x + width / 2, y + 17, cell.text, f"c on-{kind}")
    box = (
        f'<rect class="{kind}" x="{x + 1:.1f}" y="{y + 1:.1f}" width="{width - 2:.1f}" height="{_ROW - 2}"/>'
    )
    return f"<g><title>{plain(cell.title)}</title>{box}{text}</g>" if cell.title else f"{box}{text}"


def _step(heat: float) -> int:
    return min(STEPS, max(0, int(heat * STEPS)))


def value_chart(caption: str, lines: Sequence[Line]) -> str:
    """Return values as dots with their intervals, from 0 to 1 or as far as they reach."""
    known = [line for line in lines if line.figure.value is not None]
    ends = [end for line in known for end in (line.figure.value, line.low, line.high) if end is not None]
    least = min([0.0, *ends])
    left, wide = _room(line.name for line in lines), 420.0
    across = wide / (max([1.0, *ends]) - least)

    def x(value: float) -> float:
        return left + (value - least) * across

    bottom = _ROW * len(lines)
    ticks = [tick / 4 for tick in range(-4, 5) if tick / 4 >= least]
    parts = [f'<path class="grid" d="M{x(tick):.1f} 4V{bottom}"/>' for tick in ticks]
    parts += [_text(x(tick), bottom + 16, f"{tick:g}", "c faint") for tick in ticks]
    for number, line in enumerate(lines):
        middle = _ROW * number + 13
        parts.append(_text(left - _PAD, middle + 4, line.name, "e"))
        parts.append(_dot(line, x, middle))
    width = max([left + wide, *(x(_end(line)) + 10 + _LETTER * len(_told(line)) for line in lines)])
    return _svg(caption, width + _PAD, bottom + 24, parts)


def _told(line: Line) -> str:
    """Return what stands behind a dot, or in its place."""
    if line.figure.value is None:
        return f"undefined: {line.figure.undefined}"
    if line.low is None or line.high is None:
        return f"{line.figure.value:.3f}"
    return f"{line.figure.value:.3f} [{line.low:.3f}, {line.high:.3f}]"


def _end(line: Line) -> float:
    """Return where a dot and its interval end; 0 where there is none."""
    return max(line.figure.value, line.high or line.figure.value) if line.figure.value is not None else 0.0


def _dot(line: Line, x: Callable[[float], float], y: float) -> str:
    value, told = line.figure.value, _told(line)
    if value is None:
        return _text(x(0) + 6, y + 4, told, "faint")
    span = ""
    if line.low is not None and line.high is not None:
        span = f'<path class="span" d="M{x(line.low):.1f} {y}H{x(line.high):.1f}"/>'
    dot = f'<circle class="dot" cx="{x(value):.1f}" cy="{y}" r="5"/>'
    text = _text(x(_end(line)) + 10, y + 4, told, "faint")
    return f"<g><title>{plain(line.name)} {told}</title>{span}{dot}{text}</g>"


def share_bar(caption: str, parts: Sequence[tuple[str, int]]) -> str:
    """Return how a whole is made up, as one bar with a legend; each part has the class of its name."""
    whole = sum(number for _, number in parts) or 1
    bar, legend = 0.0, 0.0
    shown: list[str] = []
    for name, number in parts:
        width = _BAR * number / whole
        title = plain(f"{name}: {number:,} ({number / whole:.0%})")
        told = f"{name} {number:,}"
        box = f'<rect class="k-{plain(name)}" x="{bar:.1f}" width="{max(width - 1, 0):.1f}" height="22"/>'
        key = f'<rect class="k-{plain(name)}" x="{legend:.1f}" y="32" width="12" height="12"/>'
        shown.append(f"<g><title>{title}</title>{box}{key}{_text(legend + 17, 42, told, 'of')}</g>")
        bar += width
        legend += 34 + _LETTER * len(told)
    return _svg(caption, max(_BAR, legend), 50, shown)


def _room(names: Iterable[str]) -> float:
    return 2 * _PAD + _LETTER * max((min(len(name), _LONGEST) for name in names), default=0)


def _text(x: float, y: float, text: str, kind: str) -> str:
    cut = text if len(text) <= _LONGEST or kind == "faint" else f"{text[: _LONGEST - 1]}…"
    title = f"<title>{plain(text)}</title>" if cut != text else ""
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}">{title}{plain(cut)}</text>'


def _svg(caption: str, width: float, height: float, parts: Iterable[str]) -> str:
    return (
        f'<figure><figcaption>{plain(caption)}</figcaption><svg viewBox="0 0 {width:.0f} {height:.0f}" '
        f'width="{width:.0f}" height="{height:.0f}" role="img" aria-label="{plain(caption)}">'
        f"{''.join(parts)}</svg></figure>"
    )
